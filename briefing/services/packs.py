"""Lists of feeds to start with: the bundled starter packs, and the list of newsboat if there is one."""

from collections.abc import Sequence
from pathlib import Path

from briefing.data.loader import folder, read_bytes
from briefing.model.errors import UsageError
from briefing.model.feed import Subscription

_PACKS = "packs"
_SUFFIX = ".opml"
_NEWSBOAT = (".newsboat/urls", ".config/newsboat/urls")


def pack_names() -> tuple[str, ...]:
    """Return the names of the starter packs, in alphabetical order."""
    return tuple(
        sorted(file.name.removesuffix(_SUFFIX) for file in folder(_PACKS).iterdir() if file.name.endswith(_SUFFIX))
    )


def read_pack(name: str) -> Sequence[Subscription]:
    """Return the feeds of a starter pack; raises UsageError, with the names of all packs, for an unknown name."""
    wanted = name.strip().casefold()
    if wanted not in pack_names():
        raise UsageError(f"There is no starter pack {name[:40]!r}; there are {', '.join(pack_names())}.")
    from briefing.feeds.opml import read_opml  # the first screen only asks for names

    subscriptions, _ = read_opml(read_bytes(f"{_PACKS}/{wanted}{_SUFFIX}"))
    return subscriptions


def newsboat_list(home: Path) -> Path | None:
    """Return the path of newsboat's list of feeds in a home folder, or None if there is none."""
    return next((home / place for place in _NEWSBOAT if (home / place).is_file()), None)
