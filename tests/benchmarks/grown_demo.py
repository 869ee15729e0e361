"""Makes a store of about so many stories from the demo's morning, and prints the time of its newest ones.

`python -m tests.benchmarks.grown_demo HOME STORIES`
"""

import asyncio
import shutil
import sys
from datetime import timedelta
from pathlib import Path

from briefing.services.demo import demo_now, demo_workspace, fill
from briefing.settings.settings import Settings
from tests.benchmarks.grown_store import grow


def main() -> None:
    """Make the store in a new folder, with settings by which nothing is refreshed at the start."""
    home, stories = Path(sys.argv[1]), int(sys.argv[2])
    home.mkdir()
    with demo_workspace(Settings(full_text="off")) as workspace:
        asyncio.run(fill(workspace))
        held = workspace.database.look(lambda connection: connection.execute("SELECT count(*) FROM stories").fetchone())
        workspace.database.call(lambda connection: connection.execute("DELETE FROM threads_to_match"))
        workspace.database.close()
        shutil.copyfile(workspace.places.store, home / "briefing.db")
    (home / "settings.toml").write_text("refresh_on_start = false\n")
    times = max(1, round(stories / held[0]))
    grow(home / "briefing.db", times)
    print((demo_now() + timedelta(days=times - 1)).isoformat())


if __name__ == "__main__":
    main()
