"""Whatever is decided about rules, tags and threads, undo and redo lead back, and matching anew changes nothing."""

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.model.errors import BriefingError
from briefing.model.rule import Rule, RuleAction
from briefing.model.verdict import Verdict
from briefing.services.decisions import Decisions
from briefing.services.rules import Rules, follow_rules
from briefing.services.workspace import Workspace
from tests.services.test_decisions import NOW, opened
from tests.store.builders import a_feed, a_filing, a_thread, file, group

THREADS = ("t-0", "t-1", "t-2", "t-3")
TITLES = ("Ferry aground at Velmar", "Customs strike at Velmar", "Ferry strike ends", "Hens kept indoors")
QUERIES = ("ferry", "velmar -strike", "desk:sea", "strike OR desk:farm", "verdict:follow", "kind:single hens", "-ferry")
DESKS = ("Sea", "Farm")
Step = tuple[str, int, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "edit", "turn", "remove", "tag", "untag", "verdict", "undo", "redo", "story"]),
        st.integers(0, 4),
        st.integers(0, 6),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=14,
)


@cache
def _stored() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        workspace = opened(Path(folder))
        feed = a_feed(workspace.database)
        filings = [a_filing(n, title=title, text=f"{title}.") for n, title in enumerate(TITLES)]
        ids = file(workspace.database, feed, *filings, at=NOW)
        group(workspace.database, *(a_thread(name, story) for name, story in zip(THREADS, ids, strict=True)), at=NOW)
        asyncio.run(Rules(workspace).tag(THREADS[:1], "Sea"))
        asyncio.run(Rules(workspace).tag(THREADS[3:], "Farm"))
        workspace.close()
        return workspace.places.store.read_bytes()


State = dict[str, list[tuple[Any, ...]]]
DECIDED = {
    "rules": "SELECT id, action, name, query, desk, is_on FROM rules WHERE removed = 0 ORDER BY id",
    "ties": "SELECT thread_id, kind, name, tied FROM ties ORDER BY 1, 2, 3",
    "verdicts": "SELECT id, verdict FROM threads ORDER BY id",
}
COMPUTED = {
    "matches": "SELECT rule_id, thread_id, story_id, words FROM rule_matches ORDER BY 1, 2",
    "lifts": "SELECT thread_id, kind, source, words FROM lifts WHERE kind <> 'wake' ORDER BY 1, 2, 3",
    "mutes": "SELECT thread_id, source, words FROM mutes ORDER BY 1, 2",
}


def state(workspace: Workspace, tables: dict[str, str]) -> State:
    def read(connection: sqlite3.Connection) -> State:
        return {name: [tuple(row) for row in connection.execute(select)] for name, select in tables.items()}

    return workspace.database.look(read)


@dataclass
class Session:
    """A store, and what its decisions were by a plain model of undo: states behind and ahead."""

    workspace: Workspace
    behind: list[State] = field(default_factory=list)
    ahead: list[State] = field(default_factory=list)
    stories: int = 100

    def run(self, step: Step) -> None:
        """Carry one step out, if it can be."""
        name, which, query, thread = step
        before = state(self.workspace, DECIDED)
        acts: dict[str, Callable[[], object]] = {
            "add": lambda: self._add(tuple(RuleAction)[which], QUERIES[query], DESKS[thread % 2]),
            "edit": lambda: self._change(which, query=QUERIES[query], action=tuple(RuleAction)[thread]),
            "turn": lambda: self._turn(which),
            "remove": lambda: self._remove(which),
            "tag": lambda: asyncio.run(Rules(self.workspace).tag([THREADS[thread]], DESKS[which % 2])),
            "untag": lambda: asyncio.run(Rules(self.workspace).tag([THREADS[thread]], DESKS[which % 2], tied=False)),
            "verdict": lambda: asyncio.run(
                Decisions(self.workspace).give_verdict([THREADS[thread]], tuple(Verdict)[which])
            ),
            "story": lambda: self._story(thread, TITLES[which % 4]),
        }
        if name in ("undo", "redo"):
            self._turn_back(before, redo=name == "redo")
        else:
            self._try(acts[name])
            if name != "story" and state(self.workspace, DECIDED) != before:
                self.behind.append(before)
                self.ahead.clear()
        asyncio.run(follow_rules(self.workspace))

    def _try(self, act: Callable[[], object]) -> None:
        with suppress(BriefingError):  # such as the same rule twice, or a desk that is gone
            act()

    def _turn_back(self, before: State, *, redo: bool) -> None:
        there, back = (self.ahead, self.behind) if redo else (self.behind, self.ahead)
        decisions = Decisions(self.workspace)
        asyncio.run(decisions.redo() if redo else decisions.undo())
        if there:
            back.append(before)
            assert state(self.workspace, DECIDED) == there.pop()

    def _add(self, action: RuleAction, query: str, desk: str) -> None:
        asyncio.run(Rules(self.workspace).save(Rule(action, f"{action} {query}", query, desk)))

    def _rule(self, which: int) -> Rule | None:
        rows = asyncio.run(Rules(self.workspace).rows())
        return rows[which % len(rows)].rule if rows else None

    def _change(self, which: int, **changes: Any) -> None:
        if rule := self._rule(which):
            asyncio.run(Rules(self.workspace).save(replace(rule, desk="Sea", **changes)))

    def _turn(self, which: int) -> None:
        if rule := self._rule(which):
            asyncio.run(Rules(self.workspace).save(replace(rule, on=not rule.on)))

    def _remove(self, which: int) -> None:
        if rule := self._rule(which):
            asyncio.run(Rules(self.workspace).remove(rule))

    def _story(self, thread: int, title: str) -> None:
        self.stories += 1
        feed = a_feed(self.workspace.database)
        (new,) = file(self.workspace.database, feed, a_filing(self.stories, title=f"{title} {self.stories}"), at=NOW)
        known = self.workspace.database.look(
            lambda connection: connection.execute(
                "SELECT story_id FROM memberships WHERE thread_id = ?", (THREADS[thread],)
            ).fetchall()
        )
        group(self.workspace.database, a_thread(THREADS[thread], *(row[0] for row in known), new), at=NOW)


def _match_anew(connection: sqlite3.Connection) -> None:
    for table in ("rule_matches", "lifts", "mutes"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE rules SET fresh = 1")


@settings(max_examples=60, deadline=None)
@given(STEPS)
@example([("add", 0, 0, 0), ("add", 0, 2, 0), ("edit", 0, 0, 2), ("edit", 0, 0, 0)])  # it no longer tags for the other
def test_undo_and_redo_lead_to_the_same_state_and_so_does_matching_anew(steps: list[Step]) -> None:
    folder = Path(tempfile.mkdtemp())
    workspace = opened(folder)
    workspace.close()
    workspace.places.store.write_bytes(_stored())
    workspace = opened(folder)
    session = Session(workspace)
    try:
        for step in steps:
            if step[0] == "undo" and not session.behind:
                continue  # that would take back the tags of the store
            session.run(step)
        reached = state(workspace, COMPUTED)
        workspace.database.call(_match_anew)
        asyncio.run(follow_rules(workspace))
        assert state(workspace, COMPUTED) == reached
    finally:
        workspace.close()
        shutil.rmtree(folder, ignore_errors=True)
