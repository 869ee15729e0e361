"""Reading a brief back: which words it quotes from which stored text, and whether it is whole."""

import re
from dataclasses import dataclass

from briefing.export.escape import unescaped

_QUOTE = re.compile(r"^> “(?P<words>.*)”$")
_SOURCE = re.compile(r"^> — .*?\[(?P<n>\d+)\] · ¶\d+")
_VARIANT = re.compile(r"^> ≈ \[(?P<n>\d+)\] has: “(?P<words>.*)”$")
_EVIDENCE = re.compile(r"^- \[(?P<n>\d+)\] `(?P<sha256>[0-9a-f]{64})`$")
_NARRATIVE = re.compile(r"^\*\*What (?:happened|is new)\.\*\* (?P<body>.*)$")
_SENTENCE = re.compile(r"(?P<words>.+?) (?P<cites>(?:\[\d+\])+)(?: |$)")
_CITE = re.compile(r"(?<!\\)\[(\d+)\](?!\()")
_PARTS = "” … “"


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that a brief says stand in source [n]; `line` counts from 1."""

    line: int
    n: int
    words: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a brief claims word for word, and the digest of the text behind each number."""

    claims: tuple[Claim, ...]
    digests: dict[int, str]


def read_evidence(markdown: str) -> Evidence:
    """Return the claims and digests of a brief that `render_brief` wrote."""
    claims: list[Claim] = []
    digests: dict[int, str] = {}
    quoted: tuple[int, list[str]] | None = None
    for number, line in enumerate(markdown.split("\n"), 1):
        if match := _QUOTE.match(line):
            quoted = (number, match["words"].split(_PARTS))
        elif (match := _SOURCE.match(line)) and quoted:
            claims += [Claim(quoted[0], int(match["n"]), unescaped(part)) for part in quoted[1]]
            quoted = None
        elif match := _VARIANT.match(line):
            claims += [Claim(number, int(match["n"]), unescaped(part)) for part in match["words"].split(_PARTS)]
        elif match := _NARRATIVE.match(line):
            claims += _sentences(match["body"], number)
        elif match := _EVIDENCE.match(line):
            digests[int(match["n"])] = match["sha256"]
    return Evidence(tuple(claims), digests)


def lint(markdown: str) -> tuple[str, ...]:
    """Return what is wrong with a brief's form, one sentence each: numbers without a source, quotes without one."""
    evidence = read_evidence(markdown)
    faults = [
        f"line {claim.line}: cites [{claim.n}], which has no evidence line"
        for claim in evidence.claims
        if claim.n not in evidence.digests
    ]
    lines = markdown.split("\n")
    for number, line in enumerate(lines, 1):
        if _QUOTE.match(line) and not (number < len(lines) and _SOURCE.match(lines[number])):
            faults.append(f"line {number}: a quote without its source")
        faults += [
            f"line {number}: cites [{cite}], which is not in the article list"
            for cite in _CITE.findall(line)
            if int(cite) not in evidence.digests
        ]
    return tuple(dict.fromkeys(faults))


def _sentences(body: str, line: int) -> list[Claim]:
    claims = []
    for match in _SENTENCE.finditer(body):
        first = _CITE.search(match["cites"])
        if first:
            claims.append(Claim(line, int(first[1]), unescaped(match["words"])))
    return claims
