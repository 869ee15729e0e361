"""The parts of the inbox that are listed: which ones, the order of their rows, and which are folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.inbox import InboxFilter, InboxOrder, InboxPart
from briefing.tui.list_layout import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model.inbox import InboxCounts
    from briefing.model.query import Query
    from briefing.model.verdict import Verdict

INBOX = (InboxPart.THREADS, InboxPart.SINGLE, InboxPart.QUIET)
_VIEWS: tuple[tuple[str, tuple[InboxPart, ...]], ...] = (
    ("the inbox", INBOX),
    ("decided threads", (InboxPart.DECIDED,)),
    ("muted threads", (InboxPart.MUTED,)),
    ("the archive", (InboxPart.ARCHIVE,)),
)


class ListedParts:
    """The user's choice of what is listed. With a query, all parts are listed and unfolded unless one was chosen."""

    def __init__(self) -> None:
        self.order = InboxOrder.RANK
        self.desk = ""
        """Only its threads are listed, "" for all; unlike a query, it stays until another one is chosen."""
        self._query: Query | None = None
        self._view = 0
        self._folds: dict[InboxPart, bool] = {}
        """Whether the user folded or unfolded a part."""

    @property
    def query(self) -> Query | None:
        """What the listed threads match."""
        return self._query

    @query.setter
    def query(self, query: Query | None) -> None:
        self._query = query
        self._folds.clear()

    @property
    def name(self) -> str:
        """What is listed, in words."""
        name = _VIEWS[self._view][0]
        if self._query is not None:
            name = f"{name if self._view else 'all threads'} that match {self._query.text}"
        return f"{name}, desk {self.desk}" if self.desk else name

    @property
    def peculiarities(self) -> tuple[str, ...]:
        """What is unusual about the list, for the header: its desk, query, part and order."""
        desk = f"desk {self.desk}" if self.desk else ""
        query = f"filter {self._query.text}" if self._query else ""
        view = _VIEWS[self._view][0] if self._view else ""
        order = "" if self.order is InboxOrder.RANK else self.order.value
        return tuple(words for words in (desk, query, view, order) if words)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the whole inbox is listed."""
        return self._view != 0 or self._query is not None

    @property
    def parts(self) -> tuple[InboxPart, ...]:
        """The parts that are listed, in order."""
        return tuple(InboxPart) if self._query is not None and not self._view else _VIEWS[self._view][1]

    def filter(self, part: InboxPart | None = None, verdicts: Sequence[Verdict] = ()) -> InboxFilter:
        """Return the filter for the rows of a part, or for all threads that match the query and are on the desk."""
        query = self._query
        if self.desk:
            from briefing.model.query import on_desk  # not needed at the start

            query = on_desk(query, self.desk)
        return InboxFilter(verdicts=tuple(verdicts), query=query, part=part, order=self.order)

    def sections(self, counts: InboxCounts) -> tuple[Section, ...]:
        """Return the parts that have threads; THREADS at the top needs no heading, nor does a part chosen alone."""
        listed = [part for part in self.parts if counts.in_part(part)]
        return tuple(
            Section(
                part,
                counts.in_part(part),
                has_heading=len(self.parts) > 1 and (place > 0 or part is not InboxPart.THREADS),
                is_folded=self._is_folded(part, counts),
            )
            for place, part in enumerate(listed)
        )

    def _is_folded(self, part: InboxPart, counts: InboxCounts) -> bool:
        """Return whether a part is folded: single reports are until there are no threads, quiet ones always."""
        if part in self._folds or self.is_narrowed:
            return self._folds.get(part, False)
        return part is InboxPart.QUIET or (part is InboxPart.SINGLE and counts.open_threads > 0)

    def with_query(self, query: Query) -> ListedParts:
        """Return a copy with another query."""
        other = ListedParts()
        other.order, other.desk, other._view, other._query = self.order, self.desk, self._view, query
        return other

    def fold(self, part: InboxPart, *, folded: bool) -> None:
        """Fold a part, or unfold it."""
        self._folds[part] = folded

    def reveal(self, part: InboxPart) -> None:
        """List a part unfolded, without a query."""
        if part not in self.parts:
            self.query = None
            self._view = next(number for number, (_, parts) in enumerate(_VIEWS) if part in parts)
        self.fold(part, folded=False)

    def next_view(self, counts: InboxCounts) -> None:
        """List the next view that has threads: the inbox, then decided, muted and archived threads."""
        for _ in _VIEWS:
            self._view = (self._view + 1) % len(_VIEWS)
            if self._view == 0 or any(counts.in_part(part) for part in _VIEWS[self._view][1]):
                break
        self._folds.clear()

    def show_inbox(self) -> None:
        """List the whole inbox."""
        self.query, self._view = None, 0
