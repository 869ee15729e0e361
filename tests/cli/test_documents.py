"""Every command's JSON is valid against the schema that the program ships."""

import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from briefing.cli.arguments import build_parser
from briefing.cli.main import main
from briefing.cli.parsing import commands_of
from briefing.export.json.schemas import item_fields, schema_names, schema_of
from briefing.model.errors import NetworkError
from tests.cli.demo_server import NOW, read_feeds, serving

WITHOUT_DOCUMENT = {"sync": "needs a server; see tests/sync", "mcp": "speaks its own protocol"}
OF_NO_COMMAND = {"inbox", "error", "sync"}
PAGE = "<article><h1>Cranes stop</h1>" + "<p>“We will bring the cranes back in stages,” said Ilena Marsh.</p>" * 9
LISTINGS = {
    "feeds": "feeds",
    "threads": "threads",
    "topics": "topics",
    "outlets": "outlets",
    "quotes": "quotes",
    "actors": "actors",
    "search": "hits",
}


def strict(schema: Any) -> Any:
    """Return a schema that allows no field that it does not describe."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    changed = {key: strict(value) for key, value in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        changed.setdefault("additionalProperties", False)
    return changed


def check(name: str, document: Any) -> None:
    """Fail if a document is not what the schema `name` describes."""
    jsonschema.Draft202012Validator(strict(schema_of(name))).validate(document)


class Shell:
    """Runs commands on one home folder, and checks what they print."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self._capsys = home, capsys
        self.checked = set[str]()

    def run(self, line: str, *, codes: tuple[int, ...] = (0,), name: str = "") -> Any:
        """Run a command with --json, and return its document, which is valid against the schema of its name."""
        words = shlex.split(line)
        self._capsys.readouterr()
        code = main([*words, "--json", "--home", str(self.home), "--now", NOW])
        out, err = self._capsys.readouterr()
        assert code in codes, f"{line}: {code}\n{err}"
        document = json.loads(out)
        check(name or words[0], document)
        self.checked.add(words[0])
        return document


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("documents")
    with serving() as server:
        read_feeds(folder, server)
        (folder / "page.html").write_text(PAGE, encoding="utf-8")
        (folder / "extra").write_text(f"{server}/nothing.xml\n", encoding="utf-8")
        yield folder


@pytest.fixture
def shell(home: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(home, capsys)


def test_every_command_prints_a_valid_document(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    _subscriptions(shell)
    _reading(shell)
    _decisions(shell)
    _rules(shell)
    _brief(shell)
    _program(shell)
    missing = set(commands_of(build_parser())) - shell.checked - set(WITHOUT_DOCUMENT)
    assert missing == {"watch"}, "watch prints a line for each event; see test_watch.py"


def _subscriptions(shell: Shell) -> None:
    server = shell.run("feeds")["feeds"][0]["url"].rpartition("/")[0]
    shell.run("remove harbour-post")
    shell.run(f"add {server}/harbour-post.xml")
    shell.run(f"import {shell.home}/extra")
    shell.run("remove nothing.xml")
    shell.run("feeds 1 --full-text off")
    shell.run("export-feeds")
    shell.run("refresh")


def _reading(shell: Shell) -> None:
    threads = shell.run("threads")["threads"]
    thread = threads[0]
    shell.run("--plain", name="inbox")
    shell.run(f"thread {thread['id']}")
    shell.run(f"sources {thread['id']}")
    shell.run(f"story {thread['stories'][0]['id']}")
    compared = shell.run(f"compare {thread['stories'][0]['id']} {thread['stories'][1]['id']}")["stories"]
    assert [each["id"] for each in compared] == [story["id"] for story in thread["stories"][:2]]
    assert any(each["own"] for each in compared)
    for each in compared:
        text = shell.run(f"story {each['id']}")["text"]
        assert [own["text"] for own in each["own"]] == [text[own["start"] : own["end"]] for own in each["own"]]
        assert each["common"] <= each["words"]
    topics = shell.run("topics", codes=(0, 1))["topics"]
    for each in topics[:2]:
        shell.run(f"topic {each['id']}")
    outlets = shell.run("outlets")["outlets"]
    shell.run(f"outlets {outlets[0]['domain']}")
    shell.run("quotes --by Marsh")
    shell.run("actors")
    shell.run("actors 'Ilena Marsh'")
    shell.run("actors 'Ilena Marsh' --watch")
    shell.run("search 'port after:2026-11-01'")
    shell.run(f"analyse {shell.home}/page.html")
    shell.run(f"analyse {shell.home}/page.html --explain")
    shell.run("thread t-none", codes=(1,), name="error")


def _decisions(shell: Shell) -> None:
    one, other, third = (thread["id"] for thread in shell.run("threads --limit 3 --fields id")["threads"])
    shell.run(f"decide {other} later --until 'Monday or +2 or by Marsh or ferry or topic'")
    shell.run(f"thread {other}")
    shell.run(f"merge {other} {third}")
    shell.run("undo")
    shell.run("redo")
    shell.run("undo")
    shell.run(f"split {one} 2")
    shell.run("undo")
    for topic in shell.run("topics", codes=(0, 1))["topics"][:1]:
        shell.run(f"decide {topic['id']} follow")
        shell.run("undo")
    shell.run(f"decide {one} brief")


def _rules(shell: Shell) -> None:
    thread = shell.run("threads --limit 1")["threads"][0]["id"]
    shell.run("rules add port --action watch --name Ports")
    shell.run("rules")
    shell.run("rules try port")
    shell.run("rules off Ports")
    shell.run("questions add 'Who owns the port?' --query port")
    shell.run(f"questions attach q{_question(shell)} {thread}")
    shell.run("questions")
    shell.run(f"desks tag World {thread}")
    shell.run("desks")


def _question(shell: Shell) -> str:
    identity: str = shell.run("questions")["questions"][0]["id"]
    return identity.removeprefix("q")


def _brief(shell: Shell) -> None:
    (shell.home / "parts.md").write_text("## Bottom line\nThe terminal stays shut.\n", encoding="utf-8")
    shell.run(f"assess {NOW[:10]} --template")
    shell.run(f"assess {NOW[:10]} --file {shell.home}/parts.md")
    path = shell.run(f"brief --out {shell.home}/brief.md")["path"]
    shell.run(f"verify {path}", codes=(0, 1))
    shell.run(f"lint {path}", codes=(0, 1))


def _program(shell: Shell) -> None:
    shell.run("doctor", codes=(0, 1))
    shell.run("settings")
    shell.run("settings get theme")
    shell.run("settings set window_days 5")
    shell.run("settings unset window_days")
    shell.run(f"backup {shell.home}/copy.db")
    shell.run("prune --dry-run")
    shell.run("prune --older-than 30d")
    shell.run("rebuild")
    shell.run("completions zsh")
    shell.run("schema")
    shell.run("demo --brief")


def test_every_document_has_a_schema_and_every_schema_a_document() -> None:
    assert set(schema_names()) == (set(commands_of(build_parser())) - set(WITHOUT_DOCUMENT)) | OF_NO_COMMAND


@pytest.mark.parametrize("name", schema_names())
def test_a_schema_is_valid_itself_and_complete(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", name]) == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))
    assert '"$schema": "https://json-schema.org/draft/2020-12/schema"' in json.dumps(schema_of(name))


@pytest.mark.parametrize(("command", "items"), LISTINGS.items())
def test_a_list_is_narrowed_to_fields_and_a_number(command: str, items: str, shell: Shell) -> None:
    fields = item_fields(command, items)[:2]
    words = "port" if command == "search" else ""
    document = shell.run(f"{command} {words} --limit 2 --fields {','.join(fields)}", codes=(0, 1))
    assert document["fields"] == list(fields)
    assert len(document[items]) <= 2
    assert all(tuple(item) == fields for item in document[items])


def test_fields_of_the_page_are_as_in_the_whole_document(shell: Shell) -> None:
    whole = shell.run("threads --limit 2")["threads"]
    part = shell.run("threads --limit 2 --fields id,narrative,quotes")["threads"]
    assert part == [{name: thread[name] for name in ("id", "narrative", "quotes")} for thread in whole]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["threads", "--json", "--fields", "id,titel"], "threads have no field 'titel'; did you mean title?"),
        (["threads", "--fields", "id"], "--fields needs --json"),
        (["schema", "thread s"], "There is no document 'thread s'; did you mean threads?"),
    ],
)
def test_wrong_fields_and_documents_are_refused(
    words: list[str], sentence: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--home", str(home)]) == 2
    assert sentence in capsys.readouterr().err


def test_a_refresh_without_any_feed_prints_one_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shell = Shell(tmp_path, capsys)
    (tmp_path / "empty").mkdir()
    with serving(tmp_path / "empty") as server:
        (tmp_path / "urls").write_text(f"{server}/gone.xml\n", encoding="utf-8")
        shell.run(f"import {tmp_path}/urls")
        error = shell.run("refresh", codes=(NetworkError.exit_code,), name="error")
    assert error["error"]["sentence"].startswith("No feed could be fetched")
