"""Opening an address in the browser: one program, one argument, no shell.

A browser that draws on the terminal is given the terminal. So is a command that is not known to be a graphical one:
it may be a script that starts either.
"""

import os
import shlex
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from briefing.model.browser_command import BrowserCommand
from briefing.model.errors import UsageError
from briefing.text.addresses import host_of, safe_url

GRAPHICAL = frozenset(
    {
        *(
            "xdg-open",
            "open",
            "wslview",
            "x-www-browser",
            "sensible-browser",
            "gio",
            "gnome-open",
            "kde-open",
            "exo-open",
        ),
        *(
            "firefox",
            "firefox-esr",
            "librewolf",
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ),
        *("brave", "brave-browser", "vivaldi", "opera", "microsoft-edge", "epiphany", "falkon", "konqueror", "midori"),
        *("qutebrowser", "safari", "flatpak", "snap", "powershell.exe", "explorer.exe", "cmd.exe", "termux-open-url"),
    }
)
"""Programs that open a window of their own, or hand the address to one that does."""
USUAL = ("xdg-open", "open", "wslview", "x-www-browser", "firefox")


def browser_command(url: str, browser: str = "") -> BrowserCommand:
    """Return the command that opens `url`: `browser`, else the first one in $BROWSER, else the platform's opener.

    Raises UsageError if the address may not be opened or no browser is known.
    """
    safe = safe_url(url)
    if safe is None:
        raise UsageError("This story has no address that can be opened.")
    words = _command(browser or os.environ.get("BROWSER", "").split(os.pathsep)[0], safe)
    if words[-1] == "&":
        return BrowserCommand(tuple(words[:-1]), needs_terminal=False, address=safe)
    graphical = Path(words[0]).name in GRAPHICAL
    return BrowserCommand(
        tuple(words), needs_terminal=not (graphical and _has_windows()), address=safe, opens_window=graphical
    )


def _has_windows() -> bool:
    """Return whether this machine can open a window: without one, xdg-open starts a text browser."""
    if sys.platform in ("darwin", "win32"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"))


def start_browser(command: BrowserCommand) -> str:
    """Start a browser without a terminal; return a sentence that says so. Raises UsageError if it cannot be started."""
    try:
        started = subprocess.Popen(
            command.words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise UsageError(f"The browser {command.words[0]!r} could not be started: {error.strerror}.") from error
    threading.Thread(target=started.wait, daemon=True).start()  # so that no ended process is left behind
    return f"opened {host_of(command.address)}"


def _command(browser: str, url: str) -> list[str]:
    try:
        words = shlex.split(browser)
    except ValueError as error:
        raise UsageError(f"The browser command {browser!r} has a quotation mark that is not closed.") from error
    if words:
        behind = ["&"] if words[-1] == "&" and len(words) > 1 else []
        front = words[: len(words) - len(behind)]
        named = [word.replace("%s", url) for word in front] if "%s" in browser else [*front, url]
        return [*named, *behind]
    for name in USUAL:
        if path := shutil.which(name):
            return [path, url]
    raise UsageError("No browser is known; set `browser` in the settings file or $BROWSER.")
