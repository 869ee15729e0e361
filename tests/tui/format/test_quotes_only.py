"""The panes say so if a text's language is one whose speakers and actors are not read."""

from collections.abc import Sequence

from briefing.tui.thread_panes import ActorsContent, QuotesContent
from briefing.tui.widgets.pane_lines import Item
from tests.tui.format.read_models import page


def last_line(items: Sequence[Item]) -> str:
    return "".join(text for text, _ in items[-1].lines[-1]).strip()


def test_the_quotes_pane_ends_with_the_language() -> None:
    assert last_line(QuotesContent(page(quotes_only=("fr",))).items(60)) == "quotes only: fr"


def test_an_empty_actors_pane_says_why() -> None:
    assert last_line(ActorsContent(page(actors=(), quotes_only=("de", "fr"))).items(60)) == "quotes only: de, fr"


def test_a_page_in_english_says_nothing() -> None:
    assert "only" not in last_line(QuotesContent(page()).items(60))
