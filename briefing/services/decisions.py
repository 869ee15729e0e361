"""Decisions of the user: verdicts, merges and splits of threads, overrides of actors; and undoing them."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.model.actor_override import ActorOverride, OverrideKind
from briefing.model.decision import Decision
from briefing.model.errors import NothingFound, UsageError
from briefing.model.merge_split import MergeSplit, MergeSplitKind
from briefing.model.verdict import Verdict, VerdictChange
from briefing.model.wake import WakeConditions
from briefing.services.actors import Actors
from briefing.services.findings import read_latest, read_texts_of_threads
from briefing.services.rules import follow_rules
from briefing.services.wakes import wake_threads
from briefing.services.wanted_names import unread_about
from briefing.services.workspace import Workspace
from briefing.store import actor_overrides as override_table
from briefing.store import decisions as decision_table
from briefing.store import merge_split as merge_table
from briefing.store import thread_ids as id_table
from briefing.store import verdicts as verdict_table
from briefing.store import views as view_table
from briefing.store.lock import StoreTaken


class Decisions:
    """The decisions of one workspace: each is on the disk when its method returns."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def give_verdict(
        self, thread_ids: Sequence[str], verdict: Verdict, until: WakeConditions = ()
    ) -> VerdictChange:
        """Give threads a verdict; one undo takes all of it back. Deferred threads (later) wake by `until`."""
        if until:  # so that what a text has now does not wake its thread when it is read
            await read_texts_of_threads(self._workspace, thread_ids)
        now = self._workspace.now()
        change: VerdictChange = await self._workspace.database.run(
            verdict_table.give, tuple(thread_ids), verdict, now, until, durable=True
        )
        await follow_rules(self._workspace)  # whether a rule mutes a thread depends on its verdict
        return change

    async def find_threads(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of the threads that `names` name: an id, one that was merged into it, or its beginning.

        Raises NothingFound for a name of no thread, or of several.
        """
        found: list[str] = []
        for name in names:
            thread_id = await self._workspace.database.read(id_table.resolve_thread, name)
            if thread_id is None:
                raise NothingFound(f"There is no thread {name!r}; `briefing threads` lists them.")
            found.append(thread_id)
        return tuple(found)

    def read_until(self, words: str) -> WakeConditions:
        """Read the conditions of deferred threads, () for none. Raises UsageError for wrong or ambiguous words."""
        from briefing.query.wake_conditions import read_conditions

        return read_conditions(words, self._workspace.now())

    async def merge_threads(self, thread_ids: Sequence[str]) -> MergeSplit:
        """Merge threads for good. The oldest keeps its id and the others redirect to it. The strongest verdict holds.

        Raises UsageError for fewer than two, NothingFound for one that does not exist.
        """
        now = self._workspace.now()
        merge = await self._workspace.database.run(merge_table.merge_threads, tuple(thread_ids), now, durable=True)
        await self._regroup(merge.threads)
        return await self._with_verdict(merge)

    async def split_story(self, thread_id: str, story_id: int) -> MergeSplit:
        """Take a story out of its thread, for good.

        Raises UsageError if it is alone there, NothingFound if it does not exist.
        """
        now = self._workspace.now()
        split = await self._workspace.database.run(merge_table.split_story, thread_id, story_id, now, durable=True)
        await self._regroup(split.threads)
        return split

    async def override_actor(self, kind: OverrideKind, key: str, other: str = "") -> ActorOverride:
        """Store an override of the actor with a key, and of another one given by its name.

        Raises UsageError if both are one actor or `other` may be several, NothingFound if no text names it.
        """
        other_key = await Actors(self._workspace).key_of(other) if other else ""
        if key == other_key:
            raise UsageError(f"{key!r} is one actor already.")
        override = ActorOverride(kind, key, other_key)
        if kind is OverrideKind.WATCH:
            await read_latest(self._workspace, await unread_about(self._workspace, key))  # the next refresh: the others
        now = self._workspace.now()
        override = await self._workspace.database.run(override_table.add_override, override, now, durable=True)
        await self._regroup()
        return override

    async def undo(self) -> Decision | None:
        """Undo the last decision that holds; return None if there is none."""
        now = self._workspace.now()
        return await self._regrouped(await self._workspace.database.run(decision_table.undo, now, durable=True))

    async def redo(self) -> Decision | None:
        """Redo the decision undone last; return None if there is none."""
        now = self._workspace.now()
        redone = await self._regrouped(await self._workspace.database.run(decision_table.redo, now, durable=True))
        if isinstance(redone, MergeSplit) and redone.kind is MergeSplitKind.MERGE:
            return await self._with_verdict(redone)
        return redone

    async def undo_override(self) -> ActorOverride | None:
        """Undo the last override of an actor that holds; return None if there is none."""
        now = self._workspace.now()
        undone = await self._workspace.database.run(decision_table.undo_override, now, durable=True)
        if undone is not None:
            await self._regroup()
        return undone

    async def _with_verdict(self, merge: MergeSplit) -> MergeSplit:
        """Return a merge with the headline of the merged thread and the verdict on it."""
        read = self._workspace.database.read
        thread = await read(id_table.resolve_thread, merge.threads[0]) if merge.threads else None
        row = await read(view_table.thread_row, thread, self._workspace.now()) if thread else None
        return merge if row is None else replace(merge, title=row.title, verdict=row.verdict)

    async def _regrouped(self, decided: Decision | None) -> Decision | None:
        if isinstance(decided, MergeSplit):
            await self._regroup(decided.threads)
        elif isinstance(decided, ActorOverride):
            await self._regroup()
        if decided is not None:
            await follow_rules(self._workspace)
        if isinstance(decided, VerdictChange) and decided.until:  # a condition may hold already
            await wake_threads(self._workspace)
        return decided

    async def _regroup(self, threads: Sequence[str] = ()) -> None:
        """Group the threads that a decision is about again, however old they are, and rank the window by it.

        Raises StoreTaken, saying that the decision is stored, if another process groups for too long.
        """
        from briefing.services.grouping import regroup  # slow to import: it needs NumPy

        try:
            await regroup(self._workspace, threads)
        except StoreTaken as error:
            raise StoreTaken(f"What you decided is stored, but the threads do not show it yet. {error}") from error
