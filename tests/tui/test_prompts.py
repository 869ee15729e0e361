"""Prompts: the keys of readline, completion, history, pastes of several lines, and leaving."""

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from tests.services.feeds import Item, rss
from tests.tui.builders import NOW
from tests.tui.program import program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text, settle


def field(pilot: Pilot[None]) -> Input:
    """Return the field that has the keys."""
    focused = pilot.app.focused
    assert isinstance(focused, Input)
    return focused


async def paste(pilot: Pilot[None], words: str) -> None:
    """Paste as a terminal does."""
    field(pilot).post_message(events.Paste(words))
    await settle(pilot)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("ctrl+a", "X"), "Xport of velmar"),
        (("ctrl+a", "ctrl+e", "X"), "port of velmarX"),
        (("ctrl+w",), "port of "),
        (("ctrl+u",), ""),
        (("alt+b", "ctrl+u"), "velmar"),
        (("alt+b", "alt+b", "ctrl+k"), "port "),
        (("ctrl+a", "alt+f", "X"), "port Xof velmar"),
        (("ctrl+b", "ctrl+b", "X"), "port of velmXar"),
        (("ctrl+a", "ctrl+f", "X"), "pXort of velmar"),
        (("alt+backspace",), "port of "),
        (("ctrl+a", "alt+d"), "of velmar"),
        (("ctrl+a", "ctrl+d"), "ort of velmar"),
    ],
)
async def test_a_prompt_has_the_keys_of_readline(keys: tuple[str, ...], words: str) -> None:
    async with opened() as pilot:
        await press(pilot, "slash", *"port of velmar", *keys)
        assert field(pilot).value == words


async def test_up_and_down_go_through_what_was_answered() -> None:
    async with opened() as pilot:
        await press(pilot, "slash", *"ferry", "enter", "slash", *["backspace"] * 5, *"strike", "enter")
        await press(pilot, "slash", "ctrl+u", *"new", "up")
        assert field(pilot).value == "strike"
        await press(pilot, "up")
        assert field(pilot).value == "ferry"
        await press(pilot, "up", "down", "down")
        assert field(pilot).value == "new"


async def test_the_filter_remembers_what_was_searched() -> None:
    async with opened() as pilot:
        await press(pilot, "slash", *"ferry", "enter", "q", "F", "up")
        assert field(pilot).value == "ferry"


async def test_tab_completes_a_path_and_does_not_leave_the_field(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text("", encoding="utf-8")
    (tmp_path / "feeds-old.opml").write_text("", encoding="utf-8")
    async with opened() as pilot:
        await press(pilot, "g", "f", "m", "ctrl+u")
        await paste(pilot, f"{tmp_path}/fe")
        await press(pilot, "tab")
        assert field(pilot).value == f"{tmp_path}/feeds"
        assert "feeds-old.opml   feeds.opml" in screen_text(pilot.app)
        await press(pilot, ".", "tab")
        assert field(pilot).value == f"{tmp_path}/feeds.opml"
        assert "feeds-old.opml" not in screen_text(pilot.app)


async def test_tab_completes_an_outlet_in_a_filter() -> None:
    async with opened() as pilot:
        await press(pilot, "F", *"outl", "tab", *"eastw", "tab")
        assert field(pilot).value.lower().startswith('outlet:"eastwire')


@pytest.mark.parametrize("keys", [("g", "f", "a"), ("slash",), ("F",), ("colon",)])
async def test_tab_never_runs_the_rest_of_a_line_as_commands(keys: tuple[str, ...]) -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, *keys, *"/srv/x", "tab", *"bd")
        assert isinstance(pilot.app.focused, Input)
        assert [verdict.value for verdict in morning.verdicts(0, 1)] == ["new", "new"]


async def test_all_addresses_of_a_paste_are_added() -> None:
    async with program() as morning, opened(morning) as pilot:
        for name in ("one", "two", "three"):
            item = Item(f"{name} story", f"https://{name}.example/1", NOW, "Words of a story.")
            morning.network.serve(f"https://{name}.example/feed", rss(name, item))
        before = len(morning.feeds)
        await press(pilot, "g", "f", "a")
        await paste(pilot, "https://one.example/feed\nhttps://two.example/feed\r\n\n  https://three.example/feed\n")
        await press(pilot, "enter")
        await pilot.app.workers.wait_for_complete()
        assert len(morning.feeds) == before + 3


async def test_addresses_that_fail_are_named_and_the_others_stay() -> None:
    async with program() as morning, opened(morning) as pilot:
        item = Item("one story", "https://one.example/1", NOW, "Words of a story.")
        morning.network.serve("https://one.example/feed", rss("one", item))
        await press(pilot, "g", "f", "a")
        await paste(pilot, "https://one.example/feed https://gone.example/feed https://lost.example/feed")
        await press(pilot, "enter")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        shown = screen_text(pilot.app)
        assert "1 subscribed, 2 not" in shown
        assert "https://gone.example/feed: " in shown
        assert "https://lost.example/feed: " in shown
        assert any(feed.url == "https://one.example/feed" for feed in morning.feeds)


async def test_lines_pasted_into_the_search_stay_in_the_field() -> None:
    async with opened() as pilot:
        await press(pilot, "slash")
        await paste(pilot, "ferry terminal\nstrike\n")
        assert field(pilot).value == "ferry terminal strike"


@pytest.mark.parametrize("key", ["escape", "ctrl+c", "ctrl+g"])
@pytest.mark.parametrize("keys", [("g", "f", "a"), ("g", "f", "m"), ("g", "f", "p"), ("F",), ("slash",), ("colon",)])
async def test_leaving_a_prompt_leaves_nothing_half_done(key: str, keys: tuple[str, ...]) -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, *keys[:-1])
        before = screen_lines(pilot.app)
        feeds = morning.feeds
        await press(pilot, keys[-1], *"https://x", key)
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert not isinstance(pilot.app.focused, Input)
        assert screen_lines(pilot.app) == before
        assert morning.feeds == feeds


async def test_what_is_pasted_cannot_act_on_the_terminal() -> None:
    async with opened() as pilot:
        await press(pilot, "slash")
        await paste(pilot, "fer\u202ery\x1b[31m ter\u2066minal\x9b2J\x07")
        assert field(pilot).value == "ferry terminal"
