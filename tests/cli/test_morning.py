"""A morning on the command line: feeds from a real server are read, searched, briefed and checked."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.main import main
from tests.cli.demo_server import NOW, read_feeds, serving


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture(scope="module")
def home(server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A home folder whose feeds were imported and refreshed once."""
    folder = tmp_path_factory.mktemp("morning")
    read_feeds(folder, server)
    return str(folder)


class Outcome:
    """What a command printed, and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(home: str, capsys: pytest.CaptureFixture[str]) -> Any:
    def command(*words: str) -> Outcome:
        capsys.readouterr()
        code = main([*words, "--home", home, "--now", NOW])
        out, err = capsys.readouterr()
        return Outcome(code, out, err)

    return command


def test_a_second_refresh_parses_nothing(run: Any) -> None:
    totals = run("refresh", "--json", "--quiet").document
    assert totals["parsed"] == totals["new_stories"] == 0
    assert totals["failed"] == 1


def test_the_broken_feed_says_what_is_wrong_with_it(run: Any) -> None:
    failing = [feed for feed in run("feeds", "--json").document["feeds"] if feed["state"] == "failing"]
    assert len(failing) == 1
    assert failing[0]["health"].startswith("sends a web page where a feed was")
    assert "✗" in run("feeds").out


def test_threads_are_sorted_by_rank_and_one_can_be_printed(run: Any) -> None:
    threads = run("threads", "--json").document["threads"]
    scores = [thread["rank"]["score"] for thread in threads]
    assert scores == sorted(scores, reverse=True)
    first = threads[0]
    assert run("thread", first["id"], "--json").document["id"] == first["id"]
    page = run("thread", first["id"]).out
    assert page.startswith(first["title"])
    assert "Sources" in page
    listed = run("sources", first["id"]).out
    assert all(story["outlet"] in listed for story in first["stories"])


def test_every_quote_of_every_thread_is_cut_from_its_story(run: Any) -> None:
    quoted = [quote for thread in run("threads", "--json").document["threads"] for quote in thread["quotes"]]
    assert len(quoted) > 20
    assert all(quote["end"] > quote["start"] and quote["text"] for quote in quoted)


def test_quotes_are_found_by_part_of_the_name_of_the_speaker(run: Any) -> None:
    quotes = run("quotes", "--by", "calder", "--json").document["quotes"]
    assert quotes
    assert all("Calder" in quote["speaker"] for quote in quotes)
    assert run("quotes", "--by", "nobody at all").code == 1
    assert "Ines Calder" in run("actors", "Calder").out


def test_a_search_finds_and_each_hit_is_two_lines(run: Any) -> None:
    found = run("search", "patrol ships")
    lines = found.out.splitlines()
    assert found.code == 0
    assert all(line.startswith("         ") for line in lines[1::2])
    assert run("search", "zzzz").code == 1


def test_a_written_brief_is_verified_and_a_forged_one_is_not(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "brief.md"
    linted = run("brief", "--auto", "--lint", "--out", str(file))
    assert linted.code == 1
    assert "there is no bottom line" in linted.err
    assert run("lint", str(file)).out.startswith("line 1: there is no bottom line")
    assert run("verify", str(file)).code == 0
    forged = file.read_text(encoding="utf-8").replace("\n> “", "\n> “Never before: ", 1)
    file.write_text(forged, encoding="utf-8")
    refused = run("verify", str(file))
    assert refused.code == 1
    assert "Never before: " in refused.out


def test_what_the_analyst_wrote_is_in_the_brief(run: Any, tmp_path: Path) -> None:
    template = run("assess", "2026-11-22", "--template").out
    parts = tmp_path / "parts.md"
    parts.write_text(
        template.replace("## Bottom line\n", "## Bottom line\nThe terminal stays shut.\n"), encoding="utf-8"
    )
    assert run("assess", "2026-11-22", "--file", str(parts)).code == 0
    assert "**Bottom line** (analyst). The terminal stays shut." in run("brief", "--auto", "--out", "-").out
    page = run("brief", "--auto", "--out", "-", "--format", "html").out
    assert page.startswith('<!DOCTYPE html>\n<html lang="en" data-type="daily-brief">')
    assert '<p class="analyst"><strong>Bottom line</strong> (analyst).' in page
    written = run("brief", "--auto", "--json", "--out", str(tmp_path / "b.md"), "--evidence").document
    assert written["bottom_line"]["text"] == "The terminal stays shut."
    assert (tmp_path / "b.sources" / "01.txt").exists()
    assert run("verify", str(tmp_path / "b.md")).code == 0


def test_a_brief_of_nothing_is_not_written_and_says_so(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "brief.md"
    file.write_text("yesterday's", encoding="utf-8")
    for out in ("-", str(file)):
        ran = run("brief", "--out", out)
        assert (ran.code, ran.out) == (1, "")
        assert "no thread was marked for this brief" in ran.err
    assert file.read_text(encoding="utf-8") == "yesterday's"


def test_the_subscriptions_come_out_as_they_went_in(
    run: Any, server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text(run("export-feeds").out, encoding="utf-8")
    other = str(tmp_path / "other")
    Path(other).mkdir()
    allowed = server.partition("://")[2]  # OPML may name no private address that the settings do not
    (Path(other) / "settings.toml").write_text(f'allow_private = ["{allowed}"]\n', encoding="utf-8")
    assert main(["--home", other, "--quiet", "import", str(opml)]) == 0
    addresses = [{feed["url"] for feed in run("feeds", "--json").document["feeds"]}]
    capsys.readouterr()
    main(["--home", other, "feeds", "--json"])
    addresses.append({feed["url"] for feed in json.loads(capsys.readouterr().out)["feeds"]})
    assert addresses[0] == addresses[1]
    assert len(addresses[0]) == 15


def test_a_rebuild_gives_the_same_threads(run: Any) -> None:
    before = run("threads", "--json").out
    assert run("rebuild", "--quiet").code == 0
    assert run("threads", "--json").out == before


def test_the_doctor_names_the_feed_that_fails(run: Any) -> None:
    ran = run("doctor")
    assert ran.code == 1
    assert "✓ store" in ran.out
    assert "✗ feeds" in ran.out


def test_a_page_is_analysed_from_its_address(run: Any, server: str) -> None:
    ran = run("analyse", f"{server}/orsina-gazette.html")
    assert ran.code in (0, 1)
    assert "Traceback" not in ran.err


def test_what_is_no_text_is_refused(run: Any, tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(bytes(range(256)) * 20)
    ran = run("analyse", str(tmp_path / "picture"))
    assert ran.code == 2
    assert "holds no text" in ran.err


def test_an_unsubscribed_feed_is_gone_and_comes_back(run: Any, server: str) -> None:
    address = f"{server}/harbour-post.xml"
    assert run("remove", address).code == 0
    assert len(run("feeds", "--json").document["feeds"]) == 14
    assert run("add", address).code == 0
    assert len(run("feeds", "--json").document["feeds"]) == 15


PROMISED = {
    "": "id title status first_seen last_story story_count independent_count verdict rank narrative stories quotes "
    "actors sources timeline related",
    "rank": "score parts",
    "narrative": "text citations",
    "stories": "n id title url outlet domain published fetched kind reprint_of reprint_share reasons",
    "quotes": "text speaker speaker_role cue kind story start end also conflict",
    "actors": "name kind roles mentions quotes aliases",
    "sources": "n title outlet published url held reprint_of cited_by",
    "timeline": "at text story",
}


@pytest.mark.parametrize("part", PROMISED)
def test_the_json_of_a_thread_holds_what_is_promised(run: Any, part: str) -> None:
    thread = run("threads", "--json").document["threads"][0]
    whole = thread[part] if part else thread
    piece = whole[0] if isinstance(whole, list) else whole
    assert set(PROMISED[part].split()) <= set(piece)


@pytest.mark.parametrize("name", ["briefing.db", "briefing.db-wal", "briefing.db.lock", "settings.toml"])
def test_a_brief_is_never_written_over_the_program_s_own_files(run: Any, home: str, name: str) -> None:
    before = (Path(home) / name).read_bytes() if (Path(home) / name).exists() else b""
    ran = run("brief", "--auto", "--out", str(Path(home) / name))
    assert ran.code == 2
    assert "belongs to briefing itself" in ran.err
    assert ((Path(home) / name).read_bytes() if (Path(home) / name).exists() else b"") == before


@pytest.mark.parametrize("name", ["", "briefs/"])
def test_a_name_that_is_no_file_is_refused(run: Any, tmp_path: Path, name: str) -> None:
    ran = run("brief", "--auto", "--out", name and f"{tmp_path}/{name}")
    assert ran.code == 2
    assert "names no file" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_dash_prints_the_brief_and_writes_nothing(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("brief", "--auto", "--out", "-").out.startswith("---\ntype: daily-brief\n")
    assert list(tmp_path.iterdir()) == []


def test_an_edited_brief_is_kept_and_the_command_says_so(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "brief.md"
    run("brief", "--auto", "--out", str(file))
    file.write_text("my note\n", encoding="utf-8")
    ran = run("brief", "--auto", "--out", str(file))
    assert (ran.code, ran.out) == (0, f"{file}\n")
    assert f"kept as {tmp_path / 'brief.1.md'}" in ran.err
