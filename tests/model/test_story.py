"""How much of an article a text is said to be."""

import pytest

from briefing.model.story import LONGEST_SUMMARY, Snapshot, TextExtent, TextKind
from tests.store.builders import NOW


@pytest.mark.parametrize(
    ("kind", "length", "of_feed", "extent"),
    [
        (TextKind.HEADLINE, 0, True, TextExtent.HEADLINE),
        (TextKind.SUMMARY, 300, True, TextExtent.SUMMARY),
        (TextKind.SUMMARY, 2 * LONGEST_SUMMARY, True, TextExtent.FEED_TEXT),
        (TextKind.FULL, 300, True, TextExtent.SUMMARY),
        (TextKind.FULL, 2 * LONGEST_SUMMARY, True, TextExtent.FEED_TEXT),
        (TextKind.FULL, 300, False, TextExtent.FULL),
    ],
)
def test_only_an_article_s_page_gives_its_full_text(
    kind: TextKind, length: int, of_feed: bool, extent: TextExtent
) -> None:
    assert Snapshot(1, 1, "Pier", "a" * length, kind, NOW, "0" * 64, of_feed=of_feed).extent is extent


def test_many_paragraphs_are_not_a_summary() -> None:
    text = "\n".join(["The pier is shut."] * 4)
    assert Snapshot(1, 1, "Pier", text, TextKind.FULL, NOW, "0" * 64, of_feed=True).extent is TextExtent.FEED_TEXT
