"""Any sequence of decisions, wakes, undo and redo, with clocks that jump, behaves like a naive model of it."""

import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from briefing.model.inbox import InboxFilter
from briefing.model.verdict import Verdict
from briefing.model.wake import AtTime, MoreIndependent, RuleMatches, WakeConditions
from briefing.store import decisions, verdicts, views, wakes
from briefing.store.database import Database
from briefing.store.verdict_log import State, state_of
from tests.store.builders import NOW, a_feed, a_filing, a_store, a_thread, ask, file, group, tell

NAMES = ("t-a", "t-b", "t-c")
ALL_VERDICTS = InboxFilter(verdicts=tuple(Verdict))
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
threads_st = st.sampled_from(NAMES)


@dataclass(eq=False)
class Deferral:
    """What a thread waits for, in the model; its identity is that of the decision."""

    conditions: WakeConditions
    given: datetime
    independent: int
    woke_by_time: datetime | None = None


ModelState = tuple[Verdict, Deferral | None]
PLAIN: ModelState = (Verdict.NEW, None)


class Wakes(RuleBasedStateMachine):
    """The store beside a model of dictionaries and lists."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store: Database = a_store(Path(self.folder.name))
        self.clock = NOW
        new = file(self.store, a_feed(self.store), *(a_filing(number) for number in range(len(NAMES))))
        self.stories = {name: [story] for name, story in zip(NAMES, new, strict=True)}
        for name in NAMES:
            group(self.store, a_thread(name, *self.stories[name]))
        self.states: dict[str, ModelState] = dict.fromkeys(NAMES, PLAIN)
        self.done: list[dict[str, tuple[ModelState, ModelState]]] = []
        self.undone: list[dict[str, tuple[ModelState, ModelState]]] = []
        self.wakes: dict[Deferral, int] = {}

    def teardown(self) -> None:
        self.clock = NOW + timedelta(days=5_000)
        self.evaluate()
        self.states_agree()
        for verdict, deferral in self.states.values():  # nothing with a time is lost
            assert verdict is not Verdict.LATER or not _times(deferral)
        self.store.close()
        self.folder.cleanup()

    # The world.

    @rule(days=st.sampled_from((-400.0, -2.0, -0.01, 0.01, 0.5, 1.0, 3.0, 365.0)))
    def clock_moves(self, days: float) -> None:
        moved = self.clock + timedelta(days=days)
        if timedelta(days=-2_000) < moved - NOW < timedelta(days=2_000):
            self.clock = moved

    @rule(name=threads_st)
    def story_arrives(self, name: str) -> None:
        number = 10 + sum(map(len, self.stories.values()))
        self.stories[name] += file(self.store, a_feed(self.store), a_filing(number))
        group(self.store, a_thread(name, *self.stories[name]))

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = a_store(Path(self.folder.name))

    # Decisions.

    @rule(
        names=st.sets(threads_st, min_size=1).map(sorted),
        days=st.sampled_from((0.0, 0.5, 1.0, 30.0)),
        more=st.integers(0, 2),
    )
    def defer(self, names: list[str], days: float, more: int) -> None:
        at_time = (AtTime(self.clock + timedelta(days=days)),) if days else ()
        self._give(names, Verdict.LATER, (*at_time, *((MoreIndependent(more),) if more else ())))

    @rule(
        names=st.sets(threads_st, min_size=1).map(sorted),
        verdict=st.sampled_from([each for each in Verdict if each is not Verdict.LATER]),
    )
    def decide(self, names: list[str], verdict: Verdict) -> None:
        self._give(names, verdict, ())

    def _give(self, names: list[str], verdict: Verdict, until: WakeConditions) -> None:
        change = tell(self.store, verdicts.give, names, verdict, self.clock, until)
        changes: dict[str, tuple[ModelState, ModelState]] = {}
        for name in names:
            before = self.states[name]
            if before[0] is verdict and (before[1].conditions if before[1] else ()) == until:
                continue
            after = (verdict, Deferral(until, self.clock, len(self.stories[name])) if until else None)
            changes[name] = (before, after)
            self.states[name] = after
        assert set(change.threads) == set(changes)
        if changes:
            self.done.append(changes)
            self.undone.clear()

    @rule()
    def undo(self) -> None:
        tell(self.store, decisions.undo, self.clock)
        if self.done:
            changes = self.done.pop()
            self.undone.append(changes)
            self.states.update({name: before for name, (before, _) in changes.items()})

    @rule()
    def redo(self) -> None:
        tell(self.store, decisions.redo, self.clock)
        if self.undone:
            changes = self.undone.pop()
            self.done.append(changes)
            self.states.update({name: after for name, (_, after) in changes.items()})

    # Waking.

    @rule()
    def evaluate(self) -> None:
        found = [(each, "woke") for each in ask(self.store, wakes.wakings, self.clock)]
        changed = {name for name in NAMES if self._evaluate(name)}
        assert {each.thread for each, _ in found} == changed
        assert tell(self.store, wakes.apply_wakings, found, self.clock) == len(changed)
        assert ask(self.store, wakes.wakings, self.clock) == ()  # once

    def _evaluate(self, name: str) -> bool:
        verdict, deferral = self.states[name]
        if deferral is None:
            return False
        from_the_future = deferral.given - self.clock > A_DAY
        came = [at for at in _times(deferral) if self.clock >= at or from_the_future]
        gained = len(self.stories[name]) - deferral.independent
        enough = any(gained >= each.more for each in deferral.conditions if isinstance(each, MoreIndependent))
        at = deferral.woke_by_time
        if verdict is Verdict.LATER and (came or enough):
            deferral.woke_by_time = came[0] if came else None
            self.states[name] = (Verdict.NEW, deferral)
            return True
        if verdict is Verdict.NEW and at is not None and not (came or enough) and at - self.clock >= AN_HOUR:
            self.states[name] = (Verdict.LATER, deferral)
            return True
        return False

    @rule(name=threads_st)
    def a_rule_matches(self, name: str) -> None:
        waking = tell(self.store, wakes.wake_by_rule, name, "strikes", self.clock)
        verdict, deferral = self.states[name]
        assert (waking is not None) == (verdict is Verdict.LATER)
        if waking is None:
            return
        tell(self.store, wakes.apply_wakings, [(waking, "woke: rule strikes")], self.clock)
        own = deferral or Deferral((), self.clock, len(self.stories[name]))
        if RuleMatches("strikes") not in own.conditions:
            own = Deferral((*own.conditions, RuleMatches("strikes")), own.given, own.independent)
        own.woke_by_time = None
        self.states[name] = (Verdict.NEW, own)

    @invariant()
    def counts_agree(self) -> None:
        """What is counted as threads change is what counting gives."""
        assert ask(self.store, views.inbox_counts) == ask(self.store, views.inbox_counts, ALL_VERDICTS)

    @invariant()
    def states_agree(self) -> None:
        for name, (verdict, deferral) in self.states.items():
            found: State = ask(self.store, state_of, name)
            assert found.verdict is verdict
            assert (found.wake is None) == (deferral is None)
            if deferral is not None:
                assert ask(self.store, wakes.conditions_of, found.wake) == deferral.conditions
                assert self.wakes.setdefault(deferral, found.wake or 0) == found.wake


def _times(deferral: Deferral | None) -> list[datetime]:
    return [each.at for each in deferral.conditions if isinstance(each, AtTime)] if deferral else []


TestWakesInAnyOrder = Wakes.TestCase
TestWakesInAnyOrder.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
