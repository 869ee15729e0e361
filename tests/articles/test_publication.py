"""The date of a page is that of its article, and not of another one beside it."""

from datetime import UTC, datetime

import pytest

from briefing.articles.extract import extract

WORDS = "The council of Velda voted by nine to four on Saturday night to close the harbour bridge, the clerk said. "
TIME = "<time datetime='{}'>then</time>"
THEN = TIME.format("2026-11-20T07:00:00Z")
DATA = "<script type='application/ld+json'>{}</script>"
OWN = '{"@type": "NewsArticle", "headline": "Velda closes its bridge", "datePublished": "2026-11-20T07:00:00Z"}'
OTHER = '{"@type": "NewsArticle", "headline": "Ferries run all night", "datePublished": "2026-11-28T07:00:00Z"}'
SITE = '{"@type": "WebSite", "name": "Gazette", "datePublished": "2010-01-01T00:00:00Z"}'


def published(head: str = "", before: str = "", inside: str = "", after: str = "") -> datetime | None:
    page = (
        f"<html><head><title>Velda closes bridge</title>{head}</head><body><header>{before}</header><main><article>"
        f"<h1>Velda closes bridge</h1>{inside}{f'<p>{WORDS}</p>' * 4}</article></main>{after}</body></html>"
    )
    return extract(page.encode(), "https://velda.example/1").published


@pytest.mark.parametrize(
    "parts",
    [
        {"before": TIME.format("2026-11-29T08:00:00Z"), "inside": THEN},
        {"inside": THEN, "after": f"<aside>{TIME.format('2026-11-28T08:00:00Z')}</aside>"},
        {"inside": THEN, "after": "<footer>© 2026-11-29 Gazette</footer>"},
        {"head": DATA.format(OWN), "before": TIME.format("2026-11-29T08:00:00Z")},
        {"head": DATA.format(f'{{"@graph": [{SITE}, {OTHER}, {OWN}]}}')},
        {"head": DATA.format(f'{{"@type": "ItemList", "itemListElement": [{OTHER}]}}'), "inside": THEN},
        {"head": DATA.format("{broken") + "<meta property='article:published_time' content='2026-11-20T07:00:00Z'>"},
    ],
    ids=("today above", "teaser below", "copyright", "data", "list of data", "data of others", "meta field"),
)
def test_the_date_comes_from_the_article(parts: dict[str, str]) -> None:
    assert published(**parts) == datetime(2026, 11, 20, 7, tzinfo=UTC)


def test_a_page_without_a_stated_date_has_the_day_in_its_text() -> None:
    assert published(inside="<p class='date'>20 November 2026</p>") == datetime(2026, 11, 20, tzinfo=UTC)
