"""Opening an address in the browser: one program, one argument, no shell."""

import os
import shlex
import shutil
import subprocess
import threading

from briefing.model.errors import UsageError
from briefing.text.addresses import host_of, safe_url

USUAL = ("xdg-open", "open", "wslview", "x-www-browser", "firefox")


def open_address(url: str, browser: str = "") -> str:
    """Open `url` with `browser`, else $BROWSER, else the platform's opener; return a sentence that says so.

    Raises UsageError if the address may not be opened or no browser is known.
    """
    safe = safe_url(url)
    if safe is None:
        raise UsageError("This story has no address that can be opened.")
    command = _command(browser or os.environ.get("BROWSER", ""), safe)
    try:
        started = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise UsageError(f"The browser {command[0]!r} could not be started: {error.strerror}.") from error
    threading.Thread(target=started.wait, daemon=True).start()  # so that no ended process is left behind
    return f"opened {host_of(safe)}"


def _command(browser: str, url: str) -> list[str]:
    try:
        words = shlex.split(browser.split(os.pathsep)[0])
    except ValueError as error:
        raise UsageError(f"The browser command {browser!r} has a quotation mark that is not closed.") from error
    if words:
        return [word.replace("%s", url) for word in words] if "%s" in browser else [*words, url]
    for name in USUAL:
        if path := shutil.which(name):
            return [path, url]
    raise UsageError("No browser is known; set `browser` in the settings file or $BROWSER.")
