"""Names of persons, organisations and places, from a conditional random field over one sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.analysis.language.name_features import NameFeatures
from briefing.analysis.language.weights import NAMES_WEIGHTS, load_tagger
from briefing.model.spans import Span

KINDS = ("PER", "ORG", "LOC")


@dataclass(frozen=True, slots=True)
class Name:
    """One name in a document: its span, its kind (PER, ORG or LOC) and the index of its sentence."""

    span: Span
    kind: str
    sentence: int


def tag_names(words: Sequence[str]) -> list[str]:
    """Return an IOB2 tag for each word of one sentence: O, B-PER, I-PER, B-ORG, I-ORG, B-LOC or I-LOC."""
    return load_tagger(NAMES_WEIGHTS).tag(_features().of(words)) if words else []


@cache
def _features() -> NameFeatures:
    return NameFeatures(load_tagger(NAMES_WEIGHTS).vocabulary)


def name_runs(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Give first index, index after the last, and kind of each name that IOB2 `tags` mark."""
    start, kind = 0, ""
    for position, tag in enumerate((*tags, "O")):
        if kind and tag != "I-" + kind:
            yield start, position, kind
            kind = ""
        if tag != "O" and not kind:
            start, kind = position, tag[2:]
