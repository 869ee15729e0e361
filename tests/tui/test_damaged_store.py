"""A store that is damaged ends the program with a sentence."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.tui.morning import COMPLETE, FEEDS, thread_specs
from tests.tui.program import _stored
from tests.tui.terminal import terminal

PAGE = 4_096
READ_BY_PAGES = ("quotes", "actors", "citations", "readings")
"""Tables that the page of a thread needs, and the start of the program does not."""


def damage(store: Path) -> None:
    """Make the findings of a store unreadable."""
    with closing(sqlite3.connect(store)) as connection:
        names = json.dumps(READ_BY_PAGES)
        rows = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name IN (SELECT value FROM json_each(?))", (names,)
        )
        roots = [root for (root,) in rows]
    with store.open("r+b") as file:
        for root in roots:
            file.seek((root - 1) * PAGE)
            file.write(b"\xff" * PAGE)


def test_a_damaged_store_ends_the_program_with_one_sentence(tmp_path: Path) -> None:
    _, stored = _stored(tuple(thread_specs(COMPLETE)), len(FEEDS))
    (tmp_path / "briefing.db").write_bytes(stored)
    damage(tmp_path / "briefing.db")
    (tmp_path / "settings.toml").write_text("refresh_on_start = false\n")
    with terminal("--home", str(tmp_path), width=200) as shown:
        assert shown.left() == 3
    assert b"\x1b[?1049h" in shown.bytes  # the screens were open by then
    assert b"is damaged" in shown.bytes
    assert b"Traceback" not in shown.bytes
