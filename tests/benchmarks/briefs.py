"""Whether `verify` believes true briefs: twenty briefs of a store, each of other threads, written and proved.

    python -m tests.benchmarks.briefs HOME ISO

HOME is the folder of a store, which is copied first; ISO the time that counts as the present. Prints for each brief the
number of items, lines, words and faults, and the CPU seconds of composing and of proving.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from briefing.model.brief import BriefOptions, WrittenAs
from briefing.model.brief_format import BriefFormat, CitationStyle
from briefing.model.inbox import InboxFilter
from briefing.model.verdict import Verdict
from briefing.services import brief_check, briefs
from briefing.services.brief_composition import compose_brief
from briefing.services.decisions import Decisions
from briefing.services.inbox import Inbox
from briefing.services.workspace import Workspace, open_workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings

BRIEFS = 20
ITEMS = 8


async def run(workspace: Workspace, folder: Path) -> int:
    """Write and prove the briefs; return the number of faults."""
    rows = await Inbox(workspace).rows(InboxFilter(), limit=BRIEFS * ITEMS)
    decisions, faults = Decisions(workspace), 0
    for number in range(BRIEFS):
        marked = [row.id for row in rows[number * ITEMS : (number + 1) * ITEMS]]
        await decisions.give_verdict(marked, Verdict.BRIEF)
        start = time.process_time()
        brief = await compose_brief(workspace, UTC, BriefOptions())
        written_as = WrittenAs(BriefFormat.MARKDOWN, tuple(CitationStyle)[number % 3], evidence=number % 2 == 0)
        path = folder / f"brief-{number}.md"
        await briefs.save(workspace, briefs.render(brief, UTC, written_as), path, written_as)
        composed = time.process_time()
        verified = await brief_check.verify(workspace, path)
        proved = time.process_time()
        faults += len(verified.faults)
        print(
            f"brief {number:2}: {len(brief.items)} items, {verified.lines} lines, {verified.found} claims, "
            f"{len(verified.faults)} faults, {composed - start:.2f} + {proved - composed:.2f} CPU s",
            *verified.faults,
            sep="\n    ",
        )
        await decisions.give_verdict(marked, Verdict.NEW)
    print(f"{faults} false alarms in {BRIEFS} briefs")
    return faults


def main() -> int:
    """Run the benchmark; the exit code is 1 if a true brief is not believed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("now", type=datetime.fromisoformat)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(options.home, home)
        workspace = open_workspace(places_under(home), Settings(), clock=lambda: options.now)
        try:
            return int(bool(asyncio.run(run(workspace, Path(folder)))))
        finally:
            workspace.close()


if __name__ == "__main__":
    sys.exit(main())
