"""A draft command proposes words for the analyst's parts; what it invents is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.model.errors import NothingFound, UsageError
from briefing.model.judgement import Part
from briefing.services.drafts import draft, faults_of_draft
from briefing.services.judgements import AnalystParts
from briefing.services.workspace import Workspace
from tests.services.conftest import Clock, Site
from tests.services.test_briefs import a_read_morning

TEXTS = ["Cranes to restart\nIlena Marsh of Velmar Terminals said 14 ships wait."]


@pytest.fixture
def command(tmp_path: Path) -> Path:
    path = tmp_path / "draft"
    path.touch(mode=0o755)
    return path


def that_prints(command: Path, text: str, workspace: Workspace) -> Workspace:
    """Return the workspace with a draft command that prints this."""
    (command.parent / "answer").write_text(text, encoding="utf-8")
    command.write_text(f"#!/bin/sh\ncat > '{command.parent}/asked'\ncat '{command.parent}/answer'\n", encoding="utf-8")
    return replace(workspace, settings=replace(workspace.settings, draft_command=f"'{command}'"))


async def test_a_draft_is_made_from_cited_sentences_and_marked(
    workspace: Workspace, site: Site, clock: Clock, command: Path
) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    drafting = that_prints(command, "## Assessment\nA restart by Velmar Terminals is likely.\n", workspace)
    analyst = AnalystParts(drafting)
    subject = await analyst.subject(chosen)
    written = await draft(drafting, subject)
    assert written == {Part.ASSESSMENT: "A restart by Velmar Terminals is likely."}
    await analyst.store(subject, written, machine=True)
    assert (await analyst.of(subject))[Part.ASSESSMENT].machine
    asked = (command.parent / "asked").read_text(encoding="utf-8")
    assert '"sentences": [{"text": "' in asked
    assert '"Ilena Marsh"' in asked


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("## Assessment\nOskar Vell of the ministry will resign.", "“Oskar Vell” is in none of the texts"),
        ("## Assessment\nMore than 900 ships wait.", "“900” is in none of the texts"),
        ("## Assessment\nShe said “we resign”.", "Assessment quotes"),
        ('## Assessment\nShe said "we resign".', "Assessment quotes"),
        ("## Assessment\nA restart is likely, with high confidence.", "likelihood and confidence"),
        ("## Breaking\nA restart.", "no part 'Breaking'"),
    ],
)
async def test_what_it_invents_is_refused(
    workspace: Workspace, site: Site, clock: Clock, command: Path, words: str, fault: str
) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    drafting = that_prints(command, words + "\n", workspace)
    with pytest.raises(UsageError, match=fault):
        await draft(drafting, await AnalystParts(drafting).subject(chosen))


async def test_there_is_no_draft_without_a_command_or_for_a_day(workspace: Workspace, command: Path) -> None:
    day = await AnalystParts(workspace).subject("2026-11-22")
    with pytest.raises(UsageError, match="No draft command is set"):
        await draft(workspace, day)
    with pytest.raises(NothingFound, match="Drafts are made for threads only"):
        await draft(that_prints(command, "", workspace), day)


async def test_a_command_that_fails_or_does_not_exist_is_named(
    workspace: Workspace, site: Site, clock: Clock, command: Path
) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    drafting = that_prints(command, "", workspace)
    subject = await AnalystParts(drafting).subject(chosen)
    command.write_text("#!/bin/sh\nexit 7\n", encoding="utf-8")
    with pytest.raises(UsageError, match="ended with code 7"):
        await draft(drafting, subject)
    command.unlink()
    with pytest.raises(UsageError, match="cannot be started"):
        await draft(drafting, subject)


@pytest.mark.parametrize("name", ["Ilena Marsh", "Velmar Terminals", "14"])
def test_what_the_texts_have_is_no_fault(name: str) -> None:
    assert faults_of_draft({Part.WHY: f"It is {name} that counts."}, TEXTS) == []


@pytest.mark.parametrize("name", ["Ilena Marshal", "Elena Marsh", "1", "Oskar", "Marsh Terminals"])
def test_what_only_looks_like_it_is_one(name: str) -> None:
    assert faults_of_draft({Part.WHY: f"It is {name} that counts."}, TEXTS)
