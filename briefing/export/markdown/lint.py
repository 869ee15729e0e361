"""What is wrong with the form of a brief: facts without a source, judgements that claim more than they say.

One rule is one function that yields findings; `lint` runs them all. No rule decides whether a statement is true:
`services.brief_check` does that.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from briefing.data.loader import alternatives, word_list
from briefing.export.markdown.parse import Block, Kind, Line, Style, parse_markdown
from briefing.frozen import dataclass
from briefing.model.judgement import LIKELIHOODS, Part
from briefing.text.wording import shortened

_NARRATIVES = ("What happened.", "What is new since the last brief.")
_INDEPENDENT = re.compile(r"\s*\(\d+ independent\)\s*")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_QUOTE = re.compile(r"“.*”")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_CONFIDENCE = re.compile(r"\b(?:low|moderate|high) confidence\b|\bconfident\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
_FIGURE = re.compile(r"\b\d[\d.,]*\b")
_COUNTS = re.compile(r"(\d+) articles?, (\d+) independent")
_CARRIED = "unchanged since"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault of form. `line` counts from 1."""

    line: int
    sentence: str
    heading: str = ""
    """The heading above the line, such as "2. Grain terminal still shut"; "" before the first one."""

    def __str__(self) -> str:
        return f"line {self.line}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class _Judged:
    """A part that the analyst wrote."""

    line: int
    part: Part
    marks: str
    """The words in brackets after the heading."""
    text: str
    cited: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """One thread of the brief: its heading, its facts, and what the analyst wrote about it."""

    line: int
    facts: str
    judged: tuple[_Judged, ...]


def lint(markdown: str, texts: Mapping[int, str] | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with the form of a brief, in order of lines.

    `texts` are title and text of each cited story by its number; without them no citation of a judgement is compared.
    """
    blocks = parse_markdown(markdown)
    judged = tuple(_judged(blocks))
    items = tuple(_items(blocks, judged))
    listed = frozenset(_listed(blocks))
    findings = [
        *_uncited(blocks),
        *_unlisted(blocks, listed),
        *_unsourced_quotes(blocks),
        *_likelihood_with_confidence(judged),
        *_two_scales(judged),
        *_thin_confidence(items),
        *_reprints_only(items),
        *_stale(items),
        *_no_bottom_line(judged),
    ]
    findings += _lacking(judged, texts or {})
    headings = [(each.lines[0].number, each.lines[0].text) for each in blocks if _is_item_heading(each)]
    return tuple(replace(each, heading=_above(each.line, headings)) for each in sorted(set(findings)))


def lint_judgement(part: Part, text: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Return what is wrong with one judgement whose names and figures must all be in one of the texts."""
    judged = _Judged(0, part, "analyst", text, tuple(range(len(texts))))
    findings = [
        *_likelihood_with_confidence((judged,)),
        *_two_scales((judged,)),
        *(Finding(0, f"“{words}” is in none of the texts") for words in _named_nowhere(text, texts)),
    ]
    return tuple(each.sentence for each in findings)


# Facts.


def _uncited(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Find sentences of a narrative that cite nothing."""
    for block in blocks:
        if not block.lines or not block.lines[0].runs or block.lines[0].runs[0].text not in _NARRATIVES:
            continue
        words = ""
        for line in block.lines:
            for run in line.runs[1:] if line is block.lines[0] else line.runs:
                if run.style is Style.CITE:
                    if _two_sentences(words):
                        yield Finding(line.number, f"a sentence without a source: {_shown(words)}")
                    words = ""
                else:
                    words += _INDEPENDENT.sub(" ", run.text)
        if words.strip():
            yield Finding(block.lines[-1].number, f"a sentence without a source: {_shown(words)}")


def _two_sentences(words: str) -> bool:
    """Return whether there is a sentence of four words or more before the last one."""
    first, *others = _SENTENCE_END.split(_QUOTED.sub("“”", words.strip()))
    return bool(others) and len(first.split()) >= 4 and not re.search(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No)\.$", first)


def _unlisted(blocks: Sequence[Block], listed: frozenset[int]) -> Iterator[Finding]:
    for block in blocks:
        for line in block.all_lines:
            for n in _cites(line):
                if n not in listed:
                    yield Finding(line.number, f"cites [{n}], which is not in a list of articles")


def _unsourced_quotes(blocks: Sequence[Block]) -> Iterator[Finding]:
    for block in blocks:
        if block.kind is not Kind.QUOTE:
            continue
        for place, line in enumerate(block.lines):
            after = block.lines[place + 1] if place + 1 < len(block.lines) else None
            if _QUOTE.fullmatch(line.text) and not (after and after.text.startswith("— ") and any(_cites(after))):
                yield Finding(line.number, "a quote without its speaker and source")


def _listed(blocks: Sequence[Block]) -> Iterator[int]:
    for block in blocks:
        if block.rows and block.rows[0] and block.rows[0][0].text == "n":
            yield from (int(row[0].text) for row in block.rows[1:] if row[0].text.isdecimal())


# Judgements.


def _judged(blocks: Sequence[Block]) -> Iterator[_Judged]:
    parts = {part.value: part for part in Part}
    for block in blocks:
        if block.kind is not Kind.PARAGRAPH or not block.lines or not block.lines[0].runs:
            continue
        part = parts.get(block.lines[0].runs[0].text)
        text = " ".join(line.text for line in block.lines)
        marked = re.match(r"[\w ]+ \((analyst[^)]*)\)\. ?", text)
        if part and marked:
            cited = tuple(n for line in block.lines for n in _cites(line))
            yield _Judged(block.lines[0].number, part, marked[1], text[marked.end() :], cited)


def _items(blocks: Sequence[Block], judged: Sequence[_Judged]) -> Iterator[_Item]:
    headings = [block.lines[0].number for block in blocks if _is_item_heading(block)]
    for start, end in pairwise((*headings, sys.maxsize)):
        facts = next(
            (
                line.text
                for block in blocks
                for line in block.lines
                if start < line.number < end and line.runs and line.runs[0].text.startswith("thread ")
            ),
            "",
        )
        if facts:
            yield _Item(start, facts, tuple(each for each in judged if start < each.line < end))


def _is_item_heading(block: Block) -> bool:
    return block.kind is Kind.HEADING and block.level == 2


def _above(line: int, headings: Sequence[tuple[int, str]]) -> str:
    return next((text for number, text in reversed(headings) if number <= line), "")


def _likelihood_with_confidence(judged: Sequence[_Judged]) -> Iterator[Finding]:
    likely = re.compile(rf"\b(?:{'|'.join(words for words, _, _ in LIKELIHOODS)})\b", re.IGNORECASE)
    for each in judged:
        for sentence in _SENTENCE_END.split(each.text):
            if likely.search(sentence) and _CONFIDENCE.search(sentence):
                yield Finding(each.line, f"likelihood and confidence in one sentence: {_shown(sentence)}")


def _two_scales(judged: Sequence[_Judged]) -> Iterator[Finding]:
    other = re.compile(rf"\b{alternatives('export/other_scales.txt')}\b", re.IGNORECASE)
    for each in judged:
        if found := other.search(each.text):
            yield Finding(each.line, f"“{found[0]}” is not a word of the scale that the brief states")


def _thin_confidence(items: Sequence[_Item]) -> Iterator[Finding]:
    for item in items:
        counts = _COUNTS.search(item.facts)
        for each in item.judged:
            high = each.part is Part.CONFIDENCE and each.text.casefold().startswith("high")
            if high and counts and int(counts[2]) < 2:
                yield Finding(each.line, "high confidence, and the item rests on one independent outlet")


def _reprints_only(items: Sequence[_Item]) -> Iterator[Finding]:
    for item in items:
        counts = _COUNTS.search(item.facts)
        if counts and int(counts[1]) > 1 and int(counts[2]) < 2:
            yield Finding(item.line, f"{counts[1]} articles, and all of them repeat one report")


def _stale(items: Sequence[_Item]) -> Iterator[Finding]:
    for item in items:
        for each in item.judged:
            if _CARRIED in each.marks and " developed " in f" {item.facts} ":
                yield Finding(each.line, f"{each.part.value} is older than what is new: confirm or change it")


def _no_bottom_line(judged: Sequence[_Judged]) -> Iterator[Finding]:
    if not any(each.part is Part.BOTTOM_LINE and each.text.strip() for each in judged):
        yield Finding(1, "there is no bottom line")


def _lacking(judged: Sequence[_Judged], texts: Mapping[int, str]) -> Iterator[Finding]:
    """Find names and figures of a judgement that none of the stories it cites has."""
    for each in judged:
        known = [texts[n] for n in each.cited if n in texts]
        if not known:
            continue
        for words in _named_nowhere(each.text, known):
            yield Finding(each.line, f"“{words}” is not in {' or '.join(f'[{n}]' for n in each.cited)}")


def _named_nowhere(text: str, known: Sequence[str]) -> Iterator[str]:
    """Yield the names and figures of a text that none of the known texts has."""
    for words in dict.fromkeys((*_names(text), *_FIGURE.findall(re.sub(r"\[\^?\d+\]", "", text)))):
        if not any(re.search(rf"\b{re.escape(words.rstrip('.,'))}\b", each) for each in known):
            yield words


def _names(text: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(re.sub(r"\[\^?\d+\]", "", text)):
        for found in _NAME.finditer(sentence):
            words = found[0].split()
            while words and words[0].casefold() in word_list("export/not_names.txt"):
                words = words[1:]
            if words and not (found.start() == 0 and len(words) == len(found[0].split()) == 1):
                yield " ".join(words)


def _cites(line: Line) -> Iterator[int]:
    return (int(run.text.strip("[^]")) for run in line.runs if run.style is Style.CITE)


def _shown(words: str) -> str:
    return shortened(" ".join(words.split()), 80)
