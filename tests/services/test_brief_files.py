"""Files that the program writes: never over a file that is not its own or was edited, and never over the store."""

import os
import select
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.model.brief import SavedBrief
from briefing.model.errors import BriefingError, StoreError, UsageError
from briefing.services.brief_files import save_brief
from briefing.settings.places import Places, places_under

FIRST = "---\ntype: daily-brief\n---\nfirst\n"
SECOND = "---\ntype: daily-brief\n---\nsecond\n"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A home with the files that the program keeps there, each with words of its own."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("briefing.db", "briefing.db-wal", "briefing.db-shm", "briefing.db.lock", "settings.toml"):
        (home / name).write_text(f"the {name}", encoding="utf-8")
    return places_under(home)


@pytest.fixture
def save(places: Places) -> Callable[..., SavedBrief]:
    """Saves a brief in the name of that home."""

    def save_there(path: Path | str, markdown: str = FIRST) -> SavedBrief:
        return save_brief(Path(path), markdown, places)

    return save_there


def contents(folder: Path) -> dict[str, bytes]:
    """Return every regular file below a folder, by its name, with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


KEPT_BY_THE_PROGRAM = (
    "briefing.db",
    "briefing.db-wal",
    "briefing.db-shm",
    "briefing.db-journal",
    "briefing.db.lock",
    "briefing.db.backup-v3",
    "settings.toml",
    "written.json",
)


@pytest.mark.parametrize("name", KEPT_BY_THE_PROGRAM)
@pytest.mark.parametrize("by", ["its own name", "a symbolic link", "a hard link"])
def test_the_program_s_own_files_are_never_written_over(
    places: Places, save: Callable[..., SavedBrief], tmp_path: Path, name: str, by: str
) -> None:
    target = places.store.with_name(name)
    path = target if by == "its own name" else tmp_path / "brief.md"
    if by == "a symbolic link":
        path.symlink_to(target)
    if by == "a hard link":
        target.write_text("there is one", encoding="utf-8")
        path.hardlink_to(target)
    before = contents(tmp_path)
    with pytest.raises(UsageError):
        save(path)
    assert contents(tmp_path) == before


def test_a_file_of_the_user_is_refused_and_stays(save: Callable[..., SavedBrief], tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("my notes\n", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(UsageError, match="was not written by briefing"):
        save(path)
    assert contents(tmp_path) == before


def test_a_brief_that_nobody_changed_is_replaced(save: Callable[..., SavedBrief], tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    assert save(path, FIRST) == SavedBrief(path)
    assert save(path, SECOND) == SavedBrief(path)
    assert path.read_text(encoding="utf-8") == SECOND
    assert sorted(each.name for each in tmp_path.iterdir()) == ["brief.md", "home"]


def test_a_brief_that_the_user_edited_is_kept_beside(save: Callable[..., SavedBrief], tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    save(path, FIRST)
    path.write_text("all of it my own words\n", encoding="utf-8")
    assert save(path, SECOND) == SavedBrief(path, tmp_path / "brief.1.md")
    assert (tmp_path / "brief.1.md").read_text(encoding="utf-8") == "all of it my own words\n"
    path.write_text("again\n", encoding="utf-8")
    assert save(path, FIRST) == SavedBrief(path, tmp_path / "brief.2.md")
    assert path.read_text(encoding="utf-8") == FIRST


def test_a_brief_from_another_machine_is_kept_beside(save: Callable[..., SavedBrief], tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    path.write_text(SECOND, encoding="utf-8")
    assert save(path, FIRST) == SavedBrief(path, tmp_path / "brief.1.md")
    assert (tmp_path / "brief.1.md").read_text(encoding="utf-8") == SECOND


def test_a_replaced_brief_keeps_its_permissions(save: Callable[..., SavedBrief], tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    save(path, FIRST)
    path.chmod(0o600)
    save(path, SECOND)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_to_a_brief_stays_a_link(save: Callable[..., SavedBrief], tmp_path: Path) -> None:
    target, path = tmp_path / "real.md", tmp_path / "latest.md"
    path.symlink_to(target)
    for markdown in (FIRST, SECOND):
        assert save(path, markdown).path == path
        assert path.is_symlink()
        assert target.read_text(encoding="utf-8") == markdown


def test_a_link_that_leads_to_itself_is_refused(save: Callable[..., SavedBrief], tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    path.symlink_to(path)
    with pytest.raises(BriefingError):
        save(path)
    assert path.is_symlink()


def test_a_link_to_a_file_of_the_user_is_refused(save: Callable[..., SavedBrief], tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("my notes\n", encoding="utf-8")
    (tmp_path / "brief.md").symlink_to(tmp_path / "notes.md")
    with pytest.raises(UsageError, match="was not written by briefing"):
        save(tmp_path / "brief.md")
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "my notes\n"


def test_a_folder_is_refused(save: Callable[..., SavedBrief], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        save(tmp_path)


def test_a_missing_folder_is_not_created(save: Callable[..., SavedBrief], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no folder"):
        save(tmp_path / "briefs" / "brief.md")
    assert not (tmp_path / "briefs").exists()


def test_a_file_in_place_of_the_folder_is_refused(save: Callable[..., SavedBrief], tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("my notes\n", encoding="utf-8")
    with pytest.raises(BriefingError):
        save(tmp_path / "notes" / "brief.md")
    assert (tmp_path / "notes").read_text(encoding="utf-8") == "my notes\n"


def test_a_folder_that_cannot_be_written_to_is_named(save: Callable[..., SavedBrief], tmp_path: Path) -> None:
    folder = Path("/proc/self") if os.geteuid() == 0 else tmp_path / "locked"
    if os.geteuid() != 0:
        folder.mkdir(mode=0o500)
    with pytest.raises(StoreError, match="could not be written"):
        save(folder / "brief.md")


def test_a_name_that_is_too_long_is_refused_in_a_sentence(save: Callable[..., SavedBrief], tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="too long"):
        save(tmp_path / ("b" * 300 + ".md"))


def test_a_relative_path_counts_from_the_present_folder(
    save: Callable[..., SavedBrief], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    save("brief.md", FIRST)
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    assert save("../brief.md", SECOND).kept is None
    assert (tmp_path / "brief.md").read_text(encoding="utf-8") == SECOND


def test_a_pipe_that_is_read_gets_the_brief(save: Callable[..., SavedBrief], tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    read: list[str] = []
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)

    def read_all() -> None:
        select.select([descriptor], [], [])  # wait for the writer: until it is there, a pipe reads as ended
        os.set_blocking(descriptor, True)
        with os.fdopen(descriptor, encoding="utf-8") as pipe:
            read.append(pipe.read())

    long = FIRST + "words " * 50_000
    reading = threading.Thread(target=read_all)
    reading.start()
    save(path, long)
    reading.join(10)
    assert read == [long]
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_pipe_that_nobody_reads_is_refused(save: Callable[..., SavedBrief], tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(StoreError, match="nobody reads"):
        save(path)
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_device_stays_a_device(save: Callable[..., SavedBrief]) -> None:
    assert save("/dev/null").kept is None
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_device_is_reported_in_a_sentence(save: Callable[..., SavedBrief]) -> None:
    with pytest.raises(StoreError, match="No space left"):
        save("/dev/full")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_store_that_cannot_note_what_was_written_keeps_the_next_one_beside(places: Places, tmp_path: Path) -> None:
    places.written.mkdir()
    path = tmp_path / "brief.md"
    save_brief(path, FIRST, places)
    assert save_brief(path, SECOND, places).kept == tmp_path / "brief.1.md"


def test_a_name_with_a_line_break_is_remembered(save: Callable[..., SavedBrief], tmp_path: Path) -> None:
    path = tmp_path / "two\nlines.md"
    save(path, FIRST)
    assert save(path, SECOND).kept is None
