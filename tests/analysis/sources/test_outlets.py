import pytest

from briefing.analysis.sources.outlets import clean_outlet


@pytest.mark.parametrize(
    ("feed_title", "outlet"),
    [
        ("BBC News - World", "BBC News"),
        ("Reuters: World News", "Reuters"),
        ("NYT > World News", "NYT"),
        ("World - CBSNews.com", "CBSNews.com"),
        ("World news | The Guardian", "The Guardian"),
        ("NPR Topics: World", "NPR"),
        ("World – TIME", "TIME"),
        ("The Velmar Ledger", "The Velmar Ledger"),
        ("Rest of World -", "Rest of World"),
        ("TheWeek feed", "TheWeek"),
        ("World", "World"),
        ("", ""),
    ],
)
def test_the_outlet_is_found_in_the_feed_title(feed_title: str, outlet: str) -> None:
    assert clean_outlet(feed_title) == outlet
