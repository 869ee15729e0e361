"""The lists of other programs: every feed with its groups, a note on every other line, nothing new a second time."""

from pathlib import Path

import pytest

from briefing.services.subscriptions import Feeds
from briefing.services.workspace import Workspace
from tests.benchmarks.lists import groups_of
from tests.feeds.program_lists import LISTS, ProgramList


@pytest.mark.parametrize("listed", LISTS, ids=lambda each: each.program)
async def test_all_of_a_list_is_taken_or_named(workspace: Workspace, tmp_path: Path, listed: ProgramList) -> None:
    path = tmp_path / "list"
    path.write_bytes(listed.body)
    imported = await Feeds(workspace).import_list(path)
    assert groups_of(imported.feeds) == listed.groups_of
    assert len(imported.notes) == listed.named
    again = await Feeds(workspace).import_list(path)
    assert (again.new, groups_of(again.feeds)) == (0, listed.groups_of)


@pytest.mark.parametrize("listed", LISTS, ids=lambda each: each.program)
async def test_what_was_taken_is_exported_and_read_back_the_same(
    workspace: Workspace, tmp_path: Path, listed: ProgramList
) -> None:
    path, exported = tmp_path / "list", tmp_path / "exported.opml"
    path.write_bytes(listed.body)
    first = await Feeds(workspace).import_list(path)
    exported.write_bytes((await Feeds(workspace).export(with_secrets=True)).opml)
    again = await Feeds(workspace).import_list(exported)
    assert (again.new, again.notes, groups_of(again.feeds)) == (0, (), groups_of(first.feeds))
