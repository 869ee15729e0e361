"""The pictures in `themes/gallery`: the inbox of the demo in each bundled theme. `python -m tests.gallery [FOLDER]`

The app runs without a terminal, on the feeds of the demo and with the clock of the demo, and Textual exports its screen
as SVG. The same code gives the same files. They name no font files, so nothing is loaded from the network to show them.
"""

import argparse
import asyncio
import html
import os
import re
import time
from pathlib import Path

from briefing.model.inbox import InboxFilter
from briefing.services.demo import demo_workspace, fill
from briefing.services.inbox import Inbox
from briefing.services.screen_services import ScreenServices
from briefing.services.threads import Threads
from briefing.settings.settings import Settings
from tests.tui.screens_as_text import opened

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "themes" / "gallery"
PICTURES = {
    "ink": "inbox.svg",
    **{theme: f"inbox-{theme}.svg" for theme in ("paper", "contrast", "harbour", "rosewood", "mist", "amber")},
}
"""The file of each theme."""
SIZE = (120, 40)
"""Columns and rows."""
FONTS = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
_FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
_TEXT = re.compile(r'<text class="([^"]+)" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)" ([^>]*)>([^<]*)</text>')


def main() -> None:
    """Draw every picture into the folder, and print the files."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=GALLERY, help="where the pictures go")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["TZ"] = "UTC"
    time.tzset()
    for theme, name in PICTURES.items():
        (folder / name).write_text(asyncio.run(draw_inbox(theme)), encoding="utf-8")
        print(folder / name)


async def draw_inbox(theme: str) -> str:
    """Return the inbox of the demo in a theme, as SVG."""
    with demo_workspace(Settings(theme=theme, refresh_on_start=False)) as workspace:
        await fill(workspace)
        (first,) = await Inbox(workspace).rows(InboxFilter(), 0, 1)
        await Threads(workspace).mark_looked(first.id)  # as the screen does when the cursor rests on a thread
        async with opened(ScreenServices(workspace), SIZE) as pilot:
            return without_outer_blanks(without_references(pilot.app.export_screenshot()))


def without_references(svg: str) -> str:
    """Return a picture without font files and comments, in fonts that systems have."""
    svg = _COMMENT.sub("", _FONT_FACE.sub("", svg))
    return svg.replace("font-family: Fira Code, monospace", f"font-family: {FONTS}")


def without_outer_blanks(svg: str) -> str:
    """Return a picture in which no text begins or ends with a blank: some programs leave those out and draw what
    follows too far to the left."""
    return _TEXT.sub(_stripped, svg)


def _stripped(match: re.Match[str]) -> str:
    style, x, y, length, rest, escaped = match.groups()
    text = html.unescape(escaped)
    words = text.strip()
    if not words:
        return ""
    cell = float(length) / len(text)
    left = float(x) + (len(text) - len(text.lstrip())) * cell
    shown = html.escape(words).replace("\u00a0", "&#160;")
    return f'<text class="{style}" x="{left:.1f}" y="{y}" textLength="{len(words) * cell:.1f}" {rest}>{shown}</text>'


if __name__ == "__main__":
    main()
