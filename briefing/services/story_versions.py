"""The versions of a story's text, and what changed between them."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from briefing.model.spans import Span
from briefing.model.story import Snapshot
from briefing.model.story_version import StoryVersion

_WORDS, _PARAGRAPHS = re.compile(r"\S+"), re.compile(r"[^\n]+")
_LONG = 120_000
"""Characters; longer texts are compared by their paragraphs only."""


def compared_versions(snapshots: Sequence[Snapshot]) -> tuple[StoryVersion, ...]:
    """Return snapshots, the oldest first, each with the words that the next one lacks, the last with its new ones."""
    texts = [snapshot.text for snapshot in snapshots]
    others = [*texts[1:], *texts[-2:-1]]
    return tuple(
        StoryVersion(number, snapshot, changed_spans(snapshot.text, other))
        for number, (snapshot, other) in enumerate(zip(snapshots, others, strict=False), 1)
    )


def changed_spans(text: str, other: str) -> tuple[Span, ...]:
    """Return the words of `text` that `other` does not have in their place, as spans of `text`."""
    pattern = _PARAGRAPHS if len(text) + len(other) > _LONG else _WORDS
    words = [Span(found.start(), found.end()) for found in pattern.finditer(text)]
    matcher = SequenceMatcher(None, [span.cut(text) for span in words], pattern.findall(other))
    return tuple(
        Span(words[start].start, words[end - 1].end)
        for kind, start, end, _, _ in matcher.get_opcodes()
        if kind in ("replace", "delete")
    )
