"""Reading a brief back: which words it quotes from which stored text, and whether its form is whole."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.export.markdown.parse import Block, Kind, Line, Run, Style, parse_markdown

_QUOTE = re.compile(r"“(?P<words>.*)”")
_PARAGRAPH_SIGN = re.compile(r" · ¶\d")
_VARIANT = re.compile(r" has: “(?P<words>.*)”")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NARRATIVES = ("What happened.", "What is new.")
_PARTS = "” … “"


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that, according to a brief, are in source [n]. `line` counts from 1."""

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
    return _evidence(parse_markdown(markdown))


def lint(markdown: str) -> tuple[str, ...]:
    """Return what is wrong with the form of a brief, one sentence each: citations and quotes without a source."""
    blocks = parse_markdown(markdown)
    evidence = _evidence(blocks)
    faults = [
        f"line {claim.line}: cites [{claim.n}], which has no evidence line"
        for claim in evidence.claims
        if claim.n not in evidence.digests
    ]
    for block in blocks:
        if block.kind is Kind.QUOTE:
            faults += [f"line {line.number}: a quote without its source" for line in _without_source(block.lines)]
        for line in block.all_lines:
            faults += [
                f"line {line.number}: cites [{cited}], which is not in the article list"
                for cited in _cited(line.runs)
                if cited not in evidence.digests
            ]
    return tuple(dict.fromkeys(faults))


def _evidence(blocks: Sequence[Block]) -> Evidence:
    claims: list[Claim] = []
    digests: dict[int, str] = {}
    for block in blocks:
        if block.kind is Kind.QUOTE:
            claims += _quote_claims(block.lines)
        claims += _narrative_claims(block.all_lines)
        for entry in block.entries:
            digests |= _digest(entry.lines[0].runs)
    return Evidence(tuple(claims), digests)


def _quote_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    quoted: Line | None = None
    for line in lines:
        if _QUOTE.fullmatch(line.text):
            quoted = line
        elif quoted and (source := _source(line)):
            yield from _claims(quoted.number, source, quoted.text[1:-1])
            quoted = None
        elif (
            line.text.startswith("≈ ")
            and (cited := _cited(line.runs))
            and (variant := _VARIANT.fullmatch(_after_first_cite(line.runs)))
        ):
            yield from _claims(line.number, cited[0], variant["words"])


def _claims(line: int, n: int, words: str) -> Iterator[Claim]:
    return (Claim(line, n, part) for part in words.split(_PARTS))


def _without_source(lines: Sequence[Line]) -> Iterator[Line]:
    for place, line in enumerate(lines):
        follows = lines[place + 1 : place + 2]
        if _QUOTE.fullmatch(line.text) and not (follows and _source(follows[0])):
            yield line


def _source(line: Line) -> int:
    """Return the number of the source that a line such as "— Ilena Marsh [3] · ¶2" names, or 0."""
    if not line.text.startswith("— "):
        return 0
    for run, follows in zip(line.runs, line.runs[1:], strict=False):
        if run.style is Style.CITE and _PARAGRAPH_SIGN.match(follows.text):
            return _number(run)
    return 0


def _narrative_claims(lines: Iterable[Line]) -> Iterator[Claim]:
    """Yield one claim for each sentence after the heading of a narrative: its words and the first source it cites."""
    words, cited, in_narrative = "", 0, False
    for line in lines:
        words += " "
        for place, run in enumerate(line.runs):
            if place == 0 and run.style is Style.STRONG and run.text in _NARRATIVES:
                words, cited, in_narrative = "", 0, True
            elif run.style is not Style.CITE:
                words, cited = (run.text if cited else words + run.text), 0
            elif in_narrative and not cited:
                cited = _number(run)
                yield Claim(line.number, cited, words.strip())


def _digest(runs: Sequence[Run]) -> dict[int, str]:
    """Return the number and the digest in an entry such as "[3] `9f2c…`", or {} for another entry."""
    match [run.style for run in runs]:
        case [Style.CITE, Style.TEXT, Style.CODE] if runs[1].text == " " and _DIGEST.fullmatch(runs[2].text):
            return {_number(runs[0]): runs[2].text}
    return {}


def _cited(runs: Sequence[Run]) -> list[int]:
    return [_number(run) for run in runs if run.style is Style.CITE]


def _after_first_cite(runs: Sequence[Run]) -> str:
    place = next(place for place, run in enumerate(runs) if run.style is Style.CITE)
    return "".join(run.text for run in runs[place + 1 :])


def _number(cite: Run) -> int:
    return int(cite.text[1:-1])
