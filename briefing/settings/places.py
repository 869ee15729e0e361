"""Where settings, store, cache and briefs live on this machine."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs

NAME = "briefing"


@dataclass(frozen=True, slots=True)
class Places:
    """The files and folders of one user's briefing."""

    settings: Path
    store: Path
    briefs: Path
    themes: Path
    """The user's own theme files."""
    written: Path
    """The digests of the files that the program wrote, so that an edited one is recognised."""


def places_under(home: Path) -> Places:
    """Return the places of a briefing that keeps everything in one folder."""
    return Places(
        settings=home / "settings.toml",
        store=home / "briefing.db",
        briefs=home / "briefs",
        themes=home / "themes",
        written=home / "written.json",
    )


def usual_places() -> Places:
    """Return the places that this platform's conventions give."""
    settings = platformdirs.user_config_path(NAME)
    data = platformdirs.user_data_path(NAME)
    return Places(
        settings=settings / "settings.toml",
        store=data / "briefing.db",
        briefs=platformdirs.user_documents_path() / NAME,
        themes=settings / "themes",
        written=data / "written.json",
    )
