"""The program in a real terminal, on its bundled morning."""

import re
import signal
import sys
from pathlib import Path

import pytest

from briefing.tui.terminal import without_colours
from tests.tui.terminal import terminal
from tests.tui.tmux import has_tmux, tmux

RESTORED = b"\x1b[?1049l"


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40), (200, 60)])
def test_the_demo_is_read_decided_and_left_by_keyboard(width: int, height: int) -> None:
    with terminal("demo", width=width, height=height) as shown:
        shown.wait_for("100 new stories")
        assert shown.lines()[2].startswith("▌")
        shown.press("j")
        shown.wait_for(" 2/")
        shown.press("b")
        shown.wait_for("✓ brief")
        shown.press("u")
        shown.wait_for("✓ undone")
        shown.press("?")
        shown.wait_for("type to search")
        shown.press("\x1b")
        shown.wait_for("Velmar")
        shown.press("Q")
        assert shown.left() == 0
        assert RESTORED in shown.bytes


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_the_terminal_is_restored_if_the_system_ends_the_program(number: signal.Signals, code: int) -> None:
    with terminal("demo", width=80, height=24) as shown:
        shown.wait_for("briefing")
        shown.send(number)
        assert shown.left() == code
        assert RESTORED in shown.bytes


def reader(home: Path, *, grace: float, shell: str = "") -> tuple[str, ...]:
    """Return the command that opens the reader and gives an orderly shutdown `grace` seconds."""
    script = (
        f"import sys; from briefing.services import shutdown; shutdown.GRACE_SECONDS = {grace}; "
        f"from briefing.cli.main import main; sys.exit(main(['--home', {str(home)!r}]))"
    )
    return "/bin/sh", "-c", f'{shell} exec "$0" -c "$1"', sys.executable, script


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_a_terminal_that_takes_no_output_does_not_keep_the_program_alive(tmp_path: Path) -> None:
    with terminal(width=200, height=60, command=reader(tmp_path, grace=0.5)) as shown:
        shown.wait_for("briefing")
        shown.stop()
        shown.send(signal.SIGTERM)
        assert shown.left(unread=True) == 143


MUCH_TO_DRAW = "?" + "a\x7f" * 200


@pytest.mark.parametrize("keys", ["", MUCH_TO_DRAW], ids=["idle", "busy"])
@pytest.mark.parametrize("shell", ["", "trap '' HUP;"], ids=["signal", "no-signal"])
def test_the_program_ends_in_order_if_its_terminal_is_closed(shell: str, keys: str, tmp_path: Path) -> None:
    with terminal(width=200, height=60, command=reader(tmp_path, grace=3600, shell=shell)) as shown:
        shown.wait_for("briefing")
        shown.press(keys)
        shown.hang_up()
        assert shown.left(unread=True) == 129


def test_keys_after_the_one_that_quits_are_ignored(tmp_path: Path) -> None:
    with terminal(width=200, height=60, command=reader(tmp_path, grace=3600)) as shown:
        shown.wait_for("Give it some feeds")
        shown.press("Q" + "a" * 20)
        assert shown.left() == 0


def test_a_brief_that_goes_with_the_demo_is_not_lost_in_silence() -> None:
    with terminal("demo") as shown:
        shown.wait_for("100 new stories")
        shown.press("e")
        shown.wait_for("s save")
        shown.press("s")
        shown.wait_for("✓ written to")
        shown.press("Q")
        assert shown.left() == 0
        assert b"deleted with the demo" in shown.bytes


def test_a_text_browser_has_the_terminal_and_gives_it_back(tmp_path: Path) -> None:
    page = tmp_path / "page.sh"
    page.write_text('#!/bin/sh\n[ -t 0 ] && [ -t 1 ] && printf "PAGE %s" "$1" && read -r answer\n', encoding="utf-8")
    page.chmod(0o755)
    with terminal("demo", command=("/usr/bin/env", f"BROWSER={page}", sys.executable, "-m", "briefing")) as shown:
        shown.wait_for("100 new stories")
        shown.press("o")
        shown.wait_for("PAGE https://")
        shown.press("\r")
        shown.wait_for("back from")
        assert shown.lines()[2].startswith("▌")
        shown.press("Q")
        assert shown.left() == 0


def test_a_browser_that_fails_is_named_and_the_screens_come_back() -> None:
    with terminal("demo", command=("/usr/bin/env", "BROWSER=false", sys.executable, "-m", "briefing")) as shown:
        shown.wait_for("100 new stories")
        shown.press("o")
        shown.wait_for("false ended with exit code 1")
        shown.press("Q")
        assert shown.left() == 0


@pytest.mark.skipif(not has_tmux(), reason="needs tmux")
def test_ctrl_z_goes_to_the_shell_and_fg_comes_back(tmp_path: Path) -> None:
    command = f"{sys.executable} -m briefing demo"
    with tmux(tmp_path, shell="PS1='shell> ' bash --norc -i") as shown:
        shown.wait_for("shell>")
        shown.press(command, "Enter")
        shown.wait_for("100 new stories")
        shown.wait_for("checked")  # nothing is read any more, so nothing is drawn for another reason
        headlines = [words for line in shown.lines()[2:20] if (words := line[9:40].strip())]
        assert len(headlines) > 10
        shown.press("C-z")
        shown.wait_for("Stopped")
        shown.press("fg", "Enter")
        for words in headlines:
            shown.wait_for(words)
        shown.press("j", "?")
        shown.wait_for("type to search")


CODES = [
    ("\x1b[38;2;1;2;3mx\x1b[0m", "x\x1b[0m"),
    ("\x1b[1;38;5;7;4mx", "\x1b[1;4mx"),
    ("\x1b[48:2::1:2:3;7mx", "\x1b[7mx"),
    ("\x1b[31;1;104mx\x1b[m", "\x1b[1mx\x1b[m"),
    ("\x1b[39;49mx\x1b[4:3m", "x\x1b[4:3m"),
    ("\x1b[58;5;1mx\x1b[38m\x1b[2J\x1b[5;7H", "x\x1b[2J\x1b[5;7H"),
]


@pytest.mark.parametrize(("codes", "without"), CODES)
def test_colours_are_taken_out_of_codes(codes: str, without: str) -> None:
    assert without_colours(codes) == without


def test_no_color_means_that_no_colour_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with terminal("demo", width=80, height=24) as shown:
        shown.wait_for("100 new stories")
        shown.press("j?")
        shown.wait_for("type to search")
        shown.press("\x1b")
        shown.wait_for("Velmar")
        shown.press("Q")
        assert shown.left() == 0
    numbers = b";".join(re.findall(rb"\x1b\[([0-9;:]*)m", shown.bytes)).split(b";")
    assert not set(numbers) & {b"%d" % code for code in (*range(30, 50), *range(90, 108))}
    assert b"1" in numbers
