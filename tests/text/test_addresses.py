"""Web addresses: which may be opened, and what of them may be shown."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.text.addresses import home_of, host_of, origin_of, repair_url, resolve_url, safe_url


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


def test_an_origin_always_has_its_port() -> None:
    assert origin_of("http://127.0.0.1:8000/x") == "http://127.0.0.1:8000"
    assert origin_of("https://host.example/x") == "https://host.example:443"
    assert host_of("https://www.host.example/x") == "host.example"


def test_the_home_of_a_page_is_the_front_page_of_its_site() -> None:
    assert home_of("https://herald.example/world/port?x=1#top") == "https://herald.example/"
    assert home_of("http://10.0.0.7:8080/a") == "http://10.0.0.7:8080/"
    assert home_of("javascript:alert(1)") == ""


@pytest.mark.parametrize(
    ("host", "ascii_host"),
    [
        ("straße.example", "xn--strae-oqa.example"),
        ("βόλος.example", "xn--nxasmm1c.example"),
        ("Bücher.Example", "xn--bcher-kva.example"),
        ("☃.example", "xn--n3h.example"),
        ("a_b.example", "a_b.example"),
    ],
)
def test_a_host_is_encoded_by_the_rules_that_browsers_follow(host: str, ascii_host: str) -> None:
    assert safe_url(f"https://{host}/") == f"https://{ascii_host}/"


@pytest.mark.parametrize(
    ("written", "repaired"),
    [
        (" https://a.example/b c ", "https://a.example/b%20c"),
        ("https://a.example/b\n   /c\t?d", "https://a.example/b/c?d"),
        ('https://a.example/"b"?c=<d>#e f', "https://a.example/%22b%22?c=%3Cd%3E#e%20f"),
        ("https://a.example/{b}|c^d`", "https://a.example/%7Bb%7D%7Cc%5Ed%60"),
        ("https://a.example/b\\c?d\\e", "https://a.example/b/c?d%5Ce"),
        ("https:/a.example/b", "https://a.example/b"),
        ("https:///a.example/b", "https://a.example/b"),
        ("//a.example/b c", "//a.example/b%20c"),
        ("b c?d e", "b%20c?d%20e"),
        ("https://a.example/b%20c", "https://a.example/b%20c"),
    ],
)
def test_an_address_is_repaired_as_browsers_do(written: str, repaired: str) -> None:
    assert repair_url(written) == repaired


@pytest.mark.parametrize(
    "address",
    [
        "https://good.example\\@evil.example/ x",
        "https://a b.example/ x",
        "java\nscript:alert(1)",
        "https://user:secret@a.example/b c",
        "https://a.example/\x1b[31m",
    ],
)
def test_no_repair_makes_an_unsafe_address_safe(address: str) -> None:
    assert safe_url(repair_url(address)) is None


@pytest.mark.parametrize("written", ["http://[::1", "http://[a b]/", "//[", ""])
def test_what_is_no_address_resolves_to_none(written: str) -> None:
    assert safe_url(resolve_url("https://a.example/", written)) in (None, "https://a.example/")


_PIECES = (
    "https://",
    "http://",
    "a.b",
    "www.x.com",
    "-",
    "..",
    ":80",
    "/",
    "/p",
    "?",
    "q=1",
    "#",
    "%20",
    ";",
    "é",
    "@",
)


@example("https://https://https:///p")
@given(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join))
def test_the_short_way_for_usual_addresses_gives_what_the_long_one_does(address: str) -> None:
    safe = safe_url(address)
    if safe is not None:
        assert safe_url(safe) == safe
        assert host_of(safe) == (urlsplit(safe).hostname or "").removeprefix("www.")
        assert resolve_url("https://paper.example/feed", safe) == urljoin(
            "https://paper.example/feed", repair_url(safe)
        )
