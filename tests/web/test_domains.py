import pytest

from briefing.web.domains import registrable_domain


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.bbc.co.uk", "bbc.co.uk"),
        ("News.Example.COM.", "example.com"),
        ("example.com", "example.com"),
        ("co.uk", ""),
        ("localhost", ""),
        ("127.0.0.1", ""),
        ("[::1]", ""),
        ("::1", ""),
        ("1.2.3", ""),
        ("", ""),
    ],
)
def test_the_part_that_someone_registered(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain
