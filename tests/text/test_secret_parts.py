"""What in an address is a secret, and what is shown of it."""

import pytest

from briefing.text.addresses import safe_url
from briefing.text.secret_parts import has_secrets, is_hidden, login_url, masked, public_address, shown_address

SECRET = [
    "https://h.example/f?token=SEKRIT",
    "https://h.example/f?a=1&access_token=SEKRIT&b=2",
    "https://h.example/f?apiKey=SEKRIT",
    "https://h.example/f?api-key=SEKRIT",
    "https://h.example/f?X-Amz-Signature=SEKRIT",
    "https://h.example/f?feed_token=SEKRIT#top",
    "https://h.example/f?rsstoken=SEKRIT",
    "https://h.example/f?private_token=SEKRIT",
    "https://h.example/f?auth=SEKRIT",
    "https://h.example/f?AUTH_KEY=SEKRIT",
    "https://h.example/f?pwd=SEKRIT",
    "https://h.example/f?user[password]=SEKRIT",
    "https://h.example/f?p%61ssword=SEKRIT",
    "https://h.example/f;jwt=SEKRIT",
    "https://h.example/f#token=SEKRIT",
    "https://h.example/f?x=1;key=SEKRIT",
    "https://user:SEKRIT@h.example/f",
    "https://SEKRIT@h.example/f",
    "https://us%40er:SEKRIT%2F@h.example:8080/f?q=1",
]
PLAIN = [
    "https://h.example/f",
    "https://h.example/f?page=2&author=velden&keywords=port&keyword=grain",
    "https://h.example/@user/feed",
    "https://h.example/f?signup=1&design=2&monkey=3&authority=4&tokens_used=",
    "https://h.example/f?token=&key=hidden",
    "https://h.example/f?email=a@b.example",
    "not an address",
]


@pytest.mark.parametrize("address", SECRET)
def test_a_secret_is_found_and_hidden(address: str) -> None:
    assert has_secrets(address)
    public = public_address(address)
    assert "SEKRIT" not in public
    assert public_address(public) == public
    assert safe_url(public)
    assert "SEKRIT" not in shown_address(address)
    assert "SEKRIT" in str(login_url(address))
    assert is_hidden(public) == ("@" not in address)


@pytest.mark.parametrize("address", PLAIN)
def test_what_is_no_secret_stays(address: str) -> None:
    assert not has_secrets(address)
    assert public_address(address) == address


@pytest.mark.parametrize(
    "words", ["http://user:SEKRIT@[::1", "user:SEKRIT@h.example/f", "ftp://u:SEKRIT@h/?token=SEKRIT"]
)
def test_what_is_no_address_is_not_repeated_if_it_may_have_a_secret(words: str) -> None:
    assert "SEKRIT" not in shown_address(words)


def test_a_document_is_masked() -> None:
    address = "https://user:password-of-many@h.example/f?token=ab%2Bcd&key=0123456789"
    text = '<link href="https://h.example/1?token=ab%2Bcd"/> token=ab+cd ab+cd x0123456789y password-of-many keyed'
    expected = '<link href="https://h.example/1?token=hidden"/> token=hidden ab+cd xhiddeny hidden keyed'
    assert masked(text, address) == expected
    assert masked(text, "https://h.example/f?page=2") == text


def test_a_login_is_written_in_a_form_that_can_be_sent() -> None:
    assert login_url("https://us%20er:p%40ss@H.example/f") == "https://us%20er:p%40ss@h.example/f"
    assert login_url("ftp://u:p@h.example/") is None
