from pathlib import Path

import pytest

from briefing.model.completed import Completed
from briefing.services.completion import beginning_with, paths_from, query_from
from tests.tui.program import program

OUTLETS, DESKS = ("Gulf Ledger", "Gulf Herald", "Eastwire"), ("World", "Trade")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("feeds.opml", "feeds-old.opml", "urls", ".hidden"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "my feeds").mkdir()
    return tmp_path


def completed(words: str) -> tuple[str, tuple[str, ...]]:
    found = paths_from(words)
    return found.applied(words), found.choices


def test_a_path_is_completed_as_far_as_it_is_clear(folder: Path) -> None:
    assert completed(f"{folder}/u") == (f"{folder}/urls", ("urls",))
    assert completed(f"{folder}/fe") == (f"{folder}/feeds", ("feeds-old.opml", "feeds.opml"))
    assert completed(f"{folder}/feeds.") == (f"{folder}/feeds.opml", ("feeds.opml",))


def test_a_folder_ends_with_a_slash(folder: Path) -> None:
    assert completed(f"{folder}/my")[0] == f"{folder}/my feeds/"


def test_hidden_files_are_offered_only_if_asked_for(folder: Path) -> None:
    assert ".hidden" not in completed(f"{folder}/")[1]
    assert completed(f"{folder}/.h")[0] == f"{folder}/.hidden"


def test_the_home_folder_stays_as_it_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert completed("~/u")[0] == "~/urls"


@pytest.mark.parametrize("words", ["/nowhere/at/all", "~nosuchuser/x", "a\0b/c", ""])
def test_a_path_that_leads_nowhere_stays_as_it_is(words: str) -> None:
    assert completed(words)[0].startswith(words)


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("out", "outlet:"),
        ("strike -out", "strike -outlet:"),
        ("strike (ver", "strike (verdict:"),
        ("verdict:fo", "verdict:follow"),
        ("kind:s", "kind:single"),
        ("outlet:east", "outlet:Eastwire"),
        ("outlet:ledger", 'outlet:"Gulf Ledger"'),
        ('outlet:"gulf l', 'outlet:"Gulf Ledger"'),
        ("desk:w", "desk:World"),
        ("outlet:g", 'outlet:"Gulf '),
        ("actor:marsh", "actor:marsh"),
        ('"port of', '"port of'),
    ],
)
def test_the_last_term_of_a_query_is_completed(words: str, completed: str) -> None:
    assert query_from(words, OUTLETS, DESKS).applied(words) == completed


def test_several_outlets_are_all_offered() -> None:
    assert query_from("port outlet:gulf", OUTLETS, DESKS).choices == ('"Gulf Herald"', '"Gulf Ledger"')


def test_a_name_is_completed_whatever_its_case() -> None:
    assert beginning_with("WOR", ("world", "science"), start=0) == Completed(0, ("world",))


async def test_names_of_actors_and_speakers_are_completed() -> None:
    async with program() as morning:
        completion = morning.services.completion
        assert (await completion.query("actor:hol")).applied("actor:hol") == 'actor:"mira holt"'
        assert (await completion.query('gates -by:"mira h')).applied('gates -by:"mira h') == 'gates -by:"mira holt"'
        assert "osmark ferries" not in (await completion.query("by:osmark")).choices
        assert (await completion.query("actor:")).choices == ()
