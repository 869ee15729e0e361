"""Outlets: the stories that each published in a month, with figures, and outlets that are silent on a thread."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from briefing.frozen import dataclass

WINDOW = timedelta(days=30)
"""The number of days that the figures of an outlet cover."""
LEAST_FOR_HOURS = 5
"""With fewer dated stories, nothing is said about the hours when an outlet publishes."""


@dataclass(frozen=True, slots=True)
class OutletFeed:
    """A subscription that carries an outlet, and how many of the outlet's stories it delivered."""

    title: str
    url: str
    stories: int
    state: str = ""
    """"well", "silent" or "failing"; "" if nobody looked."""
    health: str = ""
    """Its health in plain words."""


class OutletKind(StrEnum):
    """What an outlet is, as far as its name and its domain say."""

    OUTLET = "news outlet"
    AGENCY = "news agency"
    LINKS = "links to articles of others"
    HOST = "site where anyone may publish"


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One outlet: a name and a domain, and what it published in the window."""

    name: str
    domain: str
    stories: int
    briefed: int
    """How many of its stories are in threads with the verdict brief."""
    reprints: int
    """How many of its stories repeat another outlet's text."""
    hours: tuple[int, ...]
    """Its dated stories by the hour of the day, in UTC, from 0 to 23."""
    last_story: datetime
    feeds: tuple[OutletFeed, ...] = ()
    """The subscriptions that carry it, the one with most of its stories first."""
    family: str = ""
    """The publisher that it belongs to."""
    grade: str = ""
    """The user's grade of its record, A to F, or ""."""

    @property
    def share_briefed(self) -> float:
        """The share of its stories that are in threads with the verdict brief."""
        return self.briefed / max(1, self.stories)

    @property
    def share_reprints(self) -> float:
        """The share of its stories that repeat another outlet's text."""
        return self.reprints / max(1, self.stories)


@dataclass(frozen=True, slots=True)
class OutletStory:
    """A recent story of an outlet and its thread, "" if it has none yet."""

    id: int
    title: str
    published: datetime
    thread: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class OutletPage:
    """One outlet with its profile and its latest stories, the newest first."""

    row: OutletRow
    latest: tuple[OutletStory, ...] = ()
    kind: OutletKind = OutletKind.OUTLET
    country: str = ""
    """The country that the ending of its domain stands for, or ""."""


@dataclass(frozen=True, slots=True)
class SilentOutlet:
    """An outlet that reports on the matter of a thread and has no story in the thread."""

    name: str
    domain: str
    stories: int
    """How many stories it has on that matter in the window."""
    matter: str
    """That matter, as in "that name Mira Holt"."""

    @property
    def short_reason(self) -> str:
        """Why it could be expected to report, in a few words beside its name."""
        return f"{self.stories} stories {self.matter} in {WINDOW.days} days"

    @property
    def reason(self) -> str:
        """A sentence that says why it could be expected to report."""
        had = f"{self.name or self.domain} had {self.stories} stories {self.matter}"
        return f"{had} in the last {WINDOW.days} days, none of them here."


def busy_hours(hours: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return the hours in which an outlet publishes more than on average, as (first, last) of each run.

    It is empty if the outlet has few stories, or publishes as much in every hour.
    """
    total = sum(hours)
    if total < LEAST_FOR_HOURS:
        return ()
    runs: list[tuple[int, int]] = []
    for hour, stories in enumerate(hours):
        if stories * len(hours) <= total:
            continue
        if runs and runs[-1][1] == hour - 1:
            runs[-1] = (runs[-1][0], hour)
        else:
            runs.append((hour, hour))
    return tuple(runs)


def grade_of(name: str, domain: str, grades: Mapping[str, str]) -> str:
    """Return the user's grade of an outlet, or ""; `grades` has it by name or domain."""
    known = {key.casefold(): grade for key, grade in grades.items()}
    return known.get(name.casefold()) or known.get(domain.casefold(), "")
