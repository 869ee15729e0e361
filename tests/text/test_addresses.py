"""Web addresses: which may be opened, and what of them may be shown."""

import pytest

from briefing.text.addresses import home_of, host_of, origin_of, safe_url, without_secrets


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://user:secret@host.example/",
        "http://",
        "http://host.example/a b",
        "http://host.example/\x1b[31m",
        "http://host.example/<script>",
        "http://host.example:99999/",
        "http://" + "a" * 3000,
        "-oProxyCommand=x",
    ],
)
def test_an_unsafe_address_is_refused(address: str) -> None:
    assert safe_url(address) is None


def test_a_safe_address_has_an_ascii_host() -> None:
    assert safe_url("HTTP://Bücher.example:80/ä?q=1#x") == "http://xn--bcher-kva.example/%C3%A4?q=1#x"


def test_secrets_are_not_shown() -> None:
    assert without_secrets("https://host.example/feed?token=abc") == "https://host.example/…"
    assert without_secrets("https://host.example/feed?page=2") == "https://host.example/feed?page=2"


def test_an_origin_always_has_its_port() -> None:
    assert origin_of("http://127.0.0.1:8000/x") == "http://127.0.0.1:8000"
    assert origin_of("https://host.example/x") == "https://host.example:443"
    assert host_of("https://www.host.example/x") == "host.example"


def test_the_home_of_a_page_is_the_front_page_of_its_site() -> None:
    assert home_of("https://herald.example/world/port?x=1#top") == "https://herald.example/"
    assert home_of("http://10.0.0.7:8080/a") == "http://10.0.0.7:8080/"
    assert home_of("javascript:alert(1)") == ""
