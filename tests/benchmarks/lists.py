"""How much of the lists of other programs is read: `python -m tests.benchmarks.lists`."""

import asyncio
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from briefing.model.feed import Feed
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import open_workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings
from tests.feeds.program_lists import LISTS, ProgramList


def main() -> None:
    """Import, export and import again each list in a store of its own, and print what was found of what is in it."""
    print(f"{'list':<40} {'feeds':>7} {'groups':>7} {'named':>7}  round trip  second import")
    for listed in LISTS:
        with tempfile.TemporaryDirectory() as folder:
            print(asyncio.run(_row(listed, Path(folder))))


async def _row(listed: ProgramList, folder: Path) -> str:
    path, exported = folder / "list", folder / "exported.opml"
    path.write_bytes(listed.body)
    with closing(open_workspace(places_under(folder / "home"), Settings())) as workspace:
        feeds = Feeds(workspace)
        first = await feeds.import_list(path)
        exported.write_bytes((await feeds.export(with_secrets=True)).opml)
        returned, again = await feeds.import_list(exported), await feeds.import_list(path)
    found, true = groups_of(first.feeds), listed.groups_of
    memberships = sum(len(set(found.get(host, ())) & set(groups)) for host, groups in true.items())
    same = returned.new == 0 and groups_of(returned.feeds) == found
    figures = (
        f"{len(found.keys() & true.keys())}/{len(true)}",
        f"{memberships}/{sum(map(len, true.values()))}",
        f"{len(first.notes)}/{listed.named}",
    )
    said = "".join(f"\n    {note}" for note in first.notes)
    cells = " ".join(f"{each:>7}" for each in figures)
    return f"{listed.program:<40} {cells}  {'same' if same else 'differs':<10}  {again.new} new{said}"


def groups_of(feeds: tuple[Feed, ...]) -> dict[str, tuple[str, ...]]:
    """Return the groups of each feed, by the first label of its host."""
    return {
        (urlsplit(feed.url).hostname or "").removesuffix(".example"): tuple(filter(None, (feed.folder, *feed.groups)))
        for feed in feeds
    }


if __name__ == "__main__":
    main()
