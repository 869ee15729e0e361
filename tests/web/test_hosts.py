import importlib.util
import ipaddress
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publicsuffixlist import PSLFILE, PublicSuffixList

from briefing.web.hosts import is_ip_address, is_public, registrable_domain

LAB = Path(__file__).parents[2] / "../shared/lab/hostile"
shared = pytest.mark.skipif(not LAB.exists(), reason="the hostile lab is not beside the project")


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "172.32.0.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_may_be_reached(address: str) -> None:
    assert is_public(address)


INNER = """127.0.0.1 10.1.2.3 169.254.169.254 100.64.0.1 224.0.0.1 0.0.0.0 ::1 fe80::1%eth0 fd00::1 ::ffff:10.0.0.1
2002:7f00:1:: 64:ff9b::7f00:1 2001::1 ::127.0.0.1 ff02::1 fec0::1"""


@pytest.mark.parametrize("address", INNER.split())
def test_private_addresses_may_not_be_reached(address: str) -> None:
    assert not is_public(address)


def test_a_name_is_not_an_ip_address() -> None:
    assert is_ip_address("[::1]")
    assert not is_ip_address("localhost")
    with pytest.raises(ValueError):
        is_public("127.1")


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
def test_the_registrable_domain_is_found(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


def test_the_domain_is_that_by_the_whole_list() -> None:
    rules = [rule for rule in Path(PSLFILE).read_text(encoding="utf-8").splitlines() if rule and "/" not in rule]
    whole = PublicSuffixList()
    for rule in (*rules[::40], *filter(lambda rule: not rule.isascii() or rule.startswith("!"), rules[::4])):
        suffix = rule.lstrip("!").replace("*", "x").lower()
        for host in (suffix, f"a.{suffix}", f"b.a.{suffix}", f"b.a.{suffix}".encode("idna").decode()):
            assert registrable_domain(host) == (whole.privatesuffix(host) or ""), host


def lab_rule() -> object:
    spec = importlib.util.spec_from_file_location("lab_oracle", LAB / "oracle.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@shared
@pytest.mark.shared
def test_the_labs_addresses_are_classified() -> None:
    listed = json.loads((LAB / "ssrf_addresses.json").read_text(encoding="utf-8"))
    for address in listed["public_addresses"]:
        assert is_public(address), address
    for address in listed["block_addresses"]:
        try:
            assert not is_public(address), address
        except ValueError:
            continue


@shared
@pytest.mark.shared
@given(
    st.one_of(
        st.ip_addresses(v=4), st.ip_addresses(v=6), st.sampled_from(["2001:0:1::", "2002:a00:1::", "64:ff9b::a00:1"])
    )
)
def test_the_lab_allows_every_address_that_we_allow(address: object) -> None:
    if is_public(str(address)):
        assert lab_rule().is_public(str(address))  # type: ignore[attr-defined]
    assert ipaddress.ip_address(str(address))
