import pytest

from briefing.text.references import unescape


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&#8220;a&amp;b&eacute;", "“a&bé"),
        ("&#0000000065;&#x00000000041;", "AA"),
        ("&#" + "0" * 9_000 + "65;", "A"),
        ("&#" + "9" * 9_000 + ";x", "\ufffdx"),
        ("&#x" + "f" * 9_000, "\ufffd"),
        ("&#1114112;", "\ufffd"),
        ("&#65abcdefgh", "Aabcdefgh"),
        ("&#" + "0" * 9_000 + "65a", "Aa"),
        ("AT&T &#; &#x;", "AT&T &#; &#x;"),
    ],
)
def test_references_of_any_length_are_read(written: str, read: str) -> None:
    assert unescape(written) == read
