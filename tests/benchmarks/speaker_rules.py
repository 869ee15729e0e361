"""Counts how often each rule of attribution and coreference names the right speaker.

Articles annotated by hand give full names. PolNeAR (Newell et al. 2018) gives the words that name the speaker; names
behind pronouns are a coreference system's, and a shown name is right there if it has the same last word.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.analysis.reading import read_text
from briefing.model.evidence import Question
from briefing.model.quote import Quote
from briefing.model.spans import Span

_WORD = re.compile(r"[\w’'-]+")
_OVERLAP = 0.5
"""The least share of a quote's characters that must be inside an annotated attribution."""
_LEAST_WORDS = 4
_BARE = "the name itself"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a quote that is shown with a name has the right one, and the rules that led to it."""

    speaker_rule: str
    coreference_rule: str
    right: bool


def rules_of(quote: Quote) -> tuple[str, str]:
    """Return the rule that found the words for the speaker and the one that led from them to the name."""
    rules = {reason.question: reason.rule for reason in quote.reasons}
    return rules.get(Question.SPEAKER, ""), rules.get(Question.COREFERENCE, _BARE)


def polnear_outcomes(path: Path) -> Iterator[Outcome]:
    """Yield an outcome for each quote of PolNeAR's articles that is shown with a name and has an annotated source."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            for quote in read_text(article["text"]).quotes:
                if (
                    quote.name is None
                    or quote.unnamed
                    or len(quote.spans[0].cut(article["text"]).split()) < _LEAST_WORDS
                ):
                    continue
                right = _is_right(article, quote, quote.name)
                if right is not None:
                    yield Outcome(*rules_of(quote), right)


def print_by_rule(outcomes: Iterable[Outcome]) -> None:
    """Print the quotes shown with a name and the share that is right, for each pair of rules, most errors first."""
    shown: Counter[tuple[str, str]] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for outcome in outcomes:
        rules = outcome.speaker_rule, outcome.coreference_rule
        shown[rules] += 1
        wrong[rules] += not outcome.right
    print("shown wrong right  rules")
    for rules in sorted(shown, key=lambda each: (-wrong[each], -shown[each])):
        share = 1 - wrong[rules] / shown[rules]
        print(f"{shown[rules]:5} {wrong[rules]:5} {share:5.2f}  {' + '.join(rules)}")


def _is_right(article: dict[str, Any], quote: Quote, name: Span) -> bool | None:
    """Return whether the name is that of the annotated source, None if there is none to compare."""
    text = article["text"]
    for attribution in article["attributions"]:
        if not _is_inside(quote, attribution["content"]) or not attribution["source"]:
            continue
        last = _last_word(name.cut(text))
        if attribution["canon"]:
            return last in _words(attribution["canon"])
        source = " ".join(text[start:end] for start, end in attribution["source"])
        beside = quote.mention is not None and any(
            quote.mention.overlaps(Span(start, end)) for start, end in attribution["source"]
        )
        return None if attribution["stype"] == "pronoun" else beside or last in _words(source)
    return None


def _is_inside(quote: Quote, content: list[list[int]]) -> bool:
    first = quote.spans[0]
    inside = sum(max(0, min(first.end, end) - max(first.start, start)) for start, end in content)
    return inside >= _OVERLAP * (first.end - first.start)


def _words(name: str) -> list[str]:
    return [word.casefold().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(name)]


def _last_word(name: str) -> str:
    words = [word for word in _words(name) if word not in ("jr", "sr", "ii", "iii")]
    return words[-1] if words else ""
