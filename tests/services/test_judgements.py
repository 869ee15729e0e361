"""What the analyst writes: the template, what is read back from it, and the editor that opens it."""

import stat
from pathlib import Path

import pytest

from briefing.model.errors import NothingFound, UsageError
from briefing.model.judgement import OF_AN_ITEM, Part
from briefing.services.briefs import Briefs
from briefing.services.editor import edit_parts, editor_command, run_here
from briefing.services.judgements import AnalystParts, Subject, template_of, written_parts
from briefing.services.workspace import Workspace
from tests.services.conftest import Clock

SUBJECT = Subject("t-7f3a", "Grain terminal # still shut", OF_AN_ITEM)


def test_a_template_that_nobody_filled_in_has_nothing() -> None:
    assert set(written_parts(template_of(SUBJECT, {}, ("A headline",)), SUBJECT).values()) == {""}


def test_what_is_written_below_a_heading_is_its_part() -> None:
    template = template_of(SUBJECT, {}).replace("## Assessment\n", "## Assessment\nA restart\nis likely.\n")
    assert written_parts(template, SUBJECT)[Part.ASSESSMENT] == "A restart is likely."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("## Asessment\nx", "Line 1: there is no part 'Asessment'"),
        ("A restart.\n## Assessment\n", "Line 1: this text is above the first heading"),
        ("## Assessment\n" + "x" * 5_000, "Assessment has 5000 characters"),
    ],
)
def test_what_belongs_to_no_part_is_named(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        written_parts(text, SUBJECT)


def test_marks_of_a_terminal_are_taken_out() -> None:
    assert written_parts("## Assessment\nred \x1b[31mtext\u202e", SUBJECT)[Part.ASSESSMENT] == "red text"


async def test_the_history_of_a_judgement_is_kept(workspace: Workspace) -> None:
    analyst = AnalystParts(workspace)
    day = await analyst.subject("2026-11-22")
    for words, changed in (("One.", (Part.BOTTOM_LINE,)), ("One.", ()), ("Two.", (Part.BOTTOM_LINE,))):
        assert await analyst.store(day, {Part.BOTTOM_LINE: words}) == changed
    assert (await analyst.of(day))[Part.BOTTOM_LINE].text == "Two."
    assert await analyst.store(day, {Part.BOTTOM_LINE: ""}) == (Part.BOTTOM_LINE,)
    assert await analyst.of(day) == {}
    with pytest.raises(NothingFound, match="There is no thread, topic or day 'nothing'"):
        await analyst.subject("nothing")


def an_editor(folder: Path, script: str) -> str:
    """Return the command of an editor that runs `script` with the file as its first argument."""
    editor = folder / "my editor"
    editor.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    return f"'{editor}' --wait"


def test_the_editor_s_text_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", an_editor(tmp_path, 'echo "It is shut." >> "$2"'))
    written = edit_parts(template_of(SUBJECT, {}), SUBJECT)
    assert written is not None
    assert written[Part.CHANGE] == "It is shut."


@pytest.mark.parametrize(("script", "confirms"), [("exit 0", False), ('cp "$2" "$2~" && mv "$2~" "$2"', True)])
async def test_only_a_saved_text_confirms_the_same_words(
    workspace: Workspace, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, confirms: bool
) -> None:
    analyst = AnalystParts(workspace)
    day = await analyst.subject("2026-11-22")
    await analyst.store(day, {Part.BOTTOM_LINE: "It stays shut."})
    clock.advance(days=1)
    monkeypatch.setenv("VISUAL", an_editor(tmp_path, script))
    assert await Briefs(workspace).edit(day.id, (), run_here) == (() if confirms else None)
    kept = (await analyst.of(day))[Part.BOTTOM_LINE]
    assert (kept.text, kept.confirmed > kept.written) == ("It stays shut.", confirms)


async def test_an_empty_template_that_is_saved_confirms_nothing(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", an_editor(tmp_path, 'touch "$2"'))
    assert await Briefs(workspace).edit("2026-11-22", (), run_here) is None


@pytest.mark.parametrize(
    ("script", "message"), [("exit 3", "ended with code 3"), ('echo "## X" >> "$2"', "no part 'X'")]
)
def test_a_text_with_a_fault_stays_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, message: str
) -> None:
    monkeypatch.setenv("VISUAL", an_editor(tmp_path, script))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with pytest.raises(UsageError, match=message) as refused:
        edit_parts(template_of(SUBJECT, {}), SUBJECT)
    kept = Path(str(refused.value).split(" is in ")[-1].rstrip("."))
    assert kept.read_text(encoding="utf-8").startswith("# Grain terminal")


def test_without_an_editor_the_way_out_is_named() -> None:
    with pytest.raises(UsageError, match="briefing assess ID --file FILE"):
        editor_command({})
    with pytest.raises(UsageError, match="not closed"):
        editor_command({"EDITOR": "vi '"})
