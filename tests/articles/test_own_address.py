"""The address that a page names as its own."""

from briefing.articles.extract import extract

WORDS = "The port of Velmar is shut, the harbour master said on Monday, and nobody knows for how long it will be. " * 6
PAGE = (
    '<html lang="en"><head><title>Port shut</title><link rel="canonical" href="https://ledger.example/port">'
    f"</head><body><article><h1>Port shut</h1><p>{WORDS}</p><p>{WORDS}</p></article></body></html>"
).encode()


def test_a_saved_page_is_believed_about_its_address() -> None:
    assert extract(PAGE, "").url == "https://ledger.example/port"


def test_a_fetched_page_is_not_believed_about_another_host() -> None:
    assert extract(PAGE, "https://echo.example/port").url == ""
