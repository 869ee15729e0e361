"""Decisions, undone and redone."""

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model.errors import NothingFound, StoreError
from briefing.model.verdict import Verdict
from briefing.store import decisions, verdicts, views
from briefing.store.database import Database
from tests.store.builders import NOW, a_feed, a_filing, a_store, a_thread, ask, file, group, tell

NAMES = ("t-a", "t-b", "t-c")

Step = tuple[str, tuple[str, ...], Verdict]


def with_threads(store: Database) -> Database:
    new = file(store, a_feed(store), *(a_filing(number) for number in range(3)))
    group(store, *(a_thread(name, story) for name, story in zip(NAMES, new, strict=True)))
    return store


def standing(store: Database) -> dict[str, Verdict]:
    return {name: ask(store, views.thread_row, name, NOW).verdict for name in NAMES}


def test_undo_gives_each_thread_its_own_former_verdict(store: Database) -> None:
    with_threads(store)
    tell(store, verdicts.give, ["t-a"], Verdict.FOLLOW, NOW)
    tell(store, verdicts.give, NAMES, Verdict.DROP, NOW)
    change = tell(store, decisions.undo, NOW)
    assert sorted(change.threads) == sorted(NAMES)
    assert standing(store) == {"t-a": Verdict.FOLLOW, "t-b": Verdict.NEW, "t-c": Verdict.NEW}


def test_undo_works_after_a_restart(tmp_path: Path) -> None:
    database = with_threads(a_store(tmp_path))
    tell(database, verdicts.give, ["t-b"], Verdict.BRIEF, NOW, durable=True)
    database.close()
    database = a_store(tmp_path)
    change = tell(database, decisions.undo, NOW + timedelta(days=1))
    assert (change.threads, change.verdict, change.title) == (("t-b",), Verdict.NEW, "Dockers at port 1 walk out")
    database.close()


def test_a_new_decision_clears_what_could_be_redone(store: Database) -> None:
    with_threads(store)
    tell(store, verdicts.give, ["t-a"], Verdict.DROP, NOW)
    tell(store, decisions.undo, NOW)
    tell(store, verdicts.give, ["t-b"], Verdict.BRIEF, NOW)
    assert tell(store, decisions.redo, NOW) is None


def test_giving_a_verdict_again_is_not_a_decision(store: Database) -> None:
    with_threads(store)
    assert tell(store, verdicts.give, ["t-a"], Verdict.NEW, NOW).threads == ()
    assert tell(store, decisions.undo, NOW) is None


def test_a_missing_thread_cannot_get_a_verdict(store: Database) -> None:
    with pytest.raises(NothingFound, match="t-none"):
        tell(store, verdicts.give, ["t-none"], Verdict.DROP, NOW)


def test_the_log_can_only_grow(store: Database) -> None:
    with_threads(store)
    tell(store, verdicts.give, ["t-a"], Verdict.DROP, NOW)
    for statement in ("DELETE FROM verdict_events", "UPDATE verdict_events SET after = 'new'"):
        with pytest.raises(StoreError, match="append-only"):
            tell(store, lambda c, text=statement: c.execute(text))
    tell(store, decisions.undo, NOW)
    kinds = ask(store, lambda c: [row[0] for row in c.execute("SELECT kind FROM verdict_events ORDER BY id")])
    assert kinds == ["give", "undo"]


_GIVE = st.tuples(
    st.just("give"), st.lists(st.sampled_from(NAMES), min_size=1, unique=True).map(tuple), st.sampled_from(Verdict)
)
_OTHER = st.tuples(st.sampled_from(("undo", "redo", "reopen")), st.just(()), st.just(Verdict.NEW))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(_GIVE, _OTHER, _OTHER), max_size=14))
def test_any_sequence_of_decisions_behaves_like_two_stacks(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = with_threads(a_store(Path(folder)))
        past: list[dict[str, Verdict]] = []
        future: list[dict[str, Verdict]] = []
        now = dict.fromkeys(NAMES, Verdict.NEW)
        for kind, names, verdict in steps:
            if kind == "give" and any(now[name] is not verdict for name in names):
                past, future, now = [*past, now], [], {**now, **dict.fromkeys(names, verdict)}
            elif kind == "undo" and past:
                past, future, now = past[:-1], [now, *future], past[-1]
            elif kind == "redo" and future:
                past, future, now = [*past, now], future[1:], future[0]
            if kind == "give":
                tell(database, verdicts.give, names, verdict, NOW)
            elif kind == "reopen":
                database.close()
                database = a_store(Path(folder))
            else:
                tell(database, decisions.undo if kind == "undo" else decisions.redo, NOW)
            assert standing(database) == now
        database.close()
