"""Passwords and tokens in a keyring: a real backend, which keeps its items in a file of the test."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import fail
from keyrings.alt.file import PlaintextKeyring

from briefing.model.feed import Subscription
from briefing.services.demo import BundledFeeds
from briefing.services.keyring_vault import SecretsError
from briefing.services.polite_network import polite_network
from briefing.services.secrets import Secrets
from briefing.services.settings_check import misdirected
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import Workspace
from briefing.settings.settings import Settings

ADDRESS = "https://ada:SEKRIT@paper.example/rss?token=OTHER-SEKRIT"


@pytest.fixture
def items(tmp_path: Path) -> Iterator[Path]:
    """Use a keyring of this test alone, and return the file of its items."""
    usual, backend = keyring.get_keyring(), PlaintextKeyring()
    backend.file_path = str(tmp_path / "keyring.cfg")
    keyring.set_keyring(backend)
    yield tmp_path / "keyring.cfg"
    keyring.set_keyring(usual)


async def test_the_event_loop_does_not_wait_for_the_keyring(items: Path, workspace: Workspace) -> None:
    threads: set[threading.Thread] = set()
    backend: Any = keyring.get_keyring()
    for name in ("get_password", "set_password"):
        setattr(backend, name, noting_threads(getattr(backend, name), threads))
    kept = replace(workspace, settings=Settings(secrets="keyring"), fetch=BundledFeeds())
    (feed,) = (await Feeds(kept).subscribe([Subscription(ADDRESS)])).feeds
    assert (await Feeds(kept).find(ADDRESS)) == feed
    async with polite_network(kept) as fetch:
        await fetch(feed.url)
    assert threads
    assert threading.main_thread() not in threads


def noting_threads(asked: Callable[..., str | None], threads: set[threading.Thread]) -> Callable[..., str | None]:
    """Return a function of a keyring that notes the threads it is called in: it may wait until the user unlocks it."""

    def call(*words: str) -> str | None:
        threads.add(threading.current_thread())
        return asked(*words)

    return call


def use_no_keyring() -> None:
    no_keyring: Any = fail.Keyring
    keyring.set_keyring(no_keyring())


def test_the_file_has_names_only_and_the_keyring_the_secrets(items: Path, tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    secrets = Secrets(path, in_keyring=True)
    public = secrets.keep(ADDRESS)
    secrets.keep_password("reader", "SEKRIT")
    assert "SEKRIT" not in path.read_text(encoding="utf-8")
    assert json.loads(path.read_text(encoding="utf-8"))["addresses"] == {public: ""}
    assert items.exists()
    again = Secrets(path, in_keyring=True)
    assert (again.address(public), again.password("reader"), again.public(ADDRESS)) == (ADDRESS, "SEKRIT", public)


def test_all_secrets_move_with_the_next_change(items: Path, tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    public = Secrets(path).keep(ADDRESS)
    Secrets(path, in_keyring=True).keep_password("reader", "one")
    assert "SEKRIT" not in path.read_text(encoding="utf-8")
    assert Secrets(path).address(public) == ADDRESS
    Secrets(path).keep_password("reader", "two")
    assert "SEKRIT" in path.read_text(encoding="utf-8")
    assert keyring.get_password(f"briefing {path}", f"addresses: {public}") is None


def test_a_removed_password_leaves_the_keyring(items: Path, tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    secrets = Secrets(path, in_keyring=True)
    secrets.keep_password("reader", "SEKRIT")
    secrets.keep_password("reader", "")
    assert secrets.password("reader") == ""
    assert keyring.get_password(f"briefing {path}", "passwords: reader") is None


def test_the_doctor_names_a_keyring_that_does_not_answer(items: Path) -> None:
    assert list(misdirected(Settings(secrets="keyring"))) == []
    use_no_keyring()
    (problem,) = misdirected(Settings(secrets="keyring"))
    assert problem.startswith("secrets: The keyring of the system does not answer")


def test_a_system_without_a_keyring_gives_one_sentence(items: Path, tmp_path: Path) -> None:
    use_no_keyring()
    with pytest.raises(SecretsError, match="The keyring of the system does not answer: No recommended backend"):
        Secrets(tmp_path / "secrets.json", in_keyring=True).keep(ADDRESS)
    assert not (tmp_path / "secrets.json").exists()
