"""A store that is damaged ends the program with a sentence."""

from pathlib import Path

from tests.tui.morning import COMPLETE, FEEDS, thread_specs
from tests.tui.program import _stored
from tests.tui.terminal import terminal

PAGE = 4_096


def test_a_damaged_store_ends_the_program_with_one_sentence(tmp_path: Path) -> None:
    _, stored = _stored(tuple(thread_specs(COMPLETE)), len(FEEDS))
    damaged = bytearray(stored)
    for start in range(80 * PAGE, len(damaged), PAGE):
        damaged[start : start + PAGE] = b"\xff" * PAGE
    (tmp_path / "briefing.db").write_bytes(damaged)
    (tmp_path / "settings.toml").write_text("refresh_on_start = false\n")
    with terminal("--home", str(tmp_path), width=200) as shown:
        assert shown.left() == 3
    assert b"\x1b[?1049h" in shown.bytes  # the screens were open by then
    assert b"is damaged" in shown.bytes
    assert b"Traceback" not in shown.bytes
