"""Commands read the unread texts that they need, or say how many stories are not read."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.main import main
from briefing.settings.places import places_under
from briefing.store.database import open_database
from tests.store.builders import a_feed, a_filing, a_thread, file, group

MARSH = "The cranes will start on Tuesday. “We will bring them back in stages,” said Ilena Marsh, director of Velmar."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with two stories, each alone in its thread, that are not read."""
    database = open_database(places_under(tmp_path).store)
    ids = file(database, a_feed(database), a_filing(1), a_filing(2, text=MARSH))
    group(database, *(a_thread(f"t-{number}", story) for number, story in enumerate(ids, 1)))
    database.close()
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], home: Path, *words: str) -> tuple[dict[str, Any], Sequence[str]]:
    """Run a command; return its JSON document and its messages."""
    main(["--home", str(home), "--json", *words])
    output = capsys.readouterr()
    return json.loads(output.out), output.err.splitlines()


def test_a_named_speaker_is_found_in_texts_that_were_not_read(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, messages = printed(capsys, home, "quotes", "--by", "marsh")
    assert [quote["speaker"] for quote in found["quotes"]] == ["Ilena Marsh"]
    assert (found["not_read"], messages) == (0, [])


def test_a_list_of_all_quotes_says_how_many_stories_are_not_read(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, messages = printed(capsys, home, "quotes")
    assert (found["quotes"], found["not_read"]) == ([], 2)
    assert messages[0] == (
        "2 stories have not been read for quotes and actors yet; `briefing refresh --read-all` reads them"
    )


def test_lists_of_pages_say_how_many_stories_are_not_read(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, messages = printed(capsys, home, "threads")
    assert [thread["not_read"] for thread in found["threads"]] == [1, 1]
    assert messages[0].startswith("2 stories in these threads have not been read")
    main(["--home", str(home), "--plain", "--queue"])
    output = capsys.readouterr()
    assert output.out.count("Texts not analysed yet: 1.") == 2
    assert output.err.startswith("2 stories in these threads have not been read")


def test_a_thread_and_a_story_are_read_when_they_are_printed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    thread, _ = printed(capsys, home, "thread", "t-2")
    assert ([quote["speaker"] for quote in thread["quotes"]], thread["not_read"]) == (["Ilena Marsh"], 0)
    story, _ = printed(capsys, home, "story", "1")
    assert story["quotes"] == []
    assert printed(capsys, home, "quotes")[0]["not_read"] == 0


def test_all_is_read_on_request(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, home, "remove", "herald.example")
    assert printed(capsys, home, "refresh", "--read-all")[0]["not_read"] == 0
    assert printed(capsys, home, "quotes")[0]["not_read"] == 0
