"""Where settings, store, themes and briefs live on this machine."""

from pathlib import Path

from briefing.frozen import dataclass
from briefing.model.errors import UsageError

NAME = "briefing"


@dataclass(frozen=True, slots=True)
class Places:
    """The files and folders of one user."""

    settings: Path
    store: Path
    briefs: Path
    """The usual folder for briefs."""
    themes: Path
    """The folder for the user's own theme files."""
    secrets: Path
    """The passwords and tokens of feeds, for the user alone."""
    written: Path
    """The digests of the files that the program wrote, so that an edited one is recognised."""


def places_under(home: Path) -> Places:
    """Return the places of a user who keeps everything in one folder."""
    return Places(
        settings=home / "settings.toml",
        store=home / "briefing.db",
        briefs=home / "briefs",
        themes=home / "themes",
        secrets=home / "secrets.json",
        written=home / "written.json",
    )


def usual_places() -> Places:
    """Return the places that the conventions of this platform give."""
    import platformdirs  # not needed with a folder for everything

    settings = platformdirs.user_config_path(NAME)
    data = platformdirs.user_data_path(NAME)
    return Places(
        settings=settings / "settings.toml",
        store=data / "briefing.db",
        briefs=platformdirs.user_documents_path() / NAME,
        themes=settings / "themes",
        secrets=data / "secrets.json",
        written=data / "written.json",
    )


def expand_user(words: str | Path) -> Path:
    """Return the path with "~" replaced by a home folder; raise UsageError if there is no such user."""
    try:
        return Path(words).expanduser()
    except RuntimeError as error:
        raise UsageError(f"{str(words)!r} names a user who is not known here.") from error
