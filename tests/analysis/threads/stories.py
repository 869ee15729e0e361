"""Made-up stories for the tests of grouping."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from briefing.analysis.threads.clustering import cluster_stories
from briefing.analysis.threads.encoded import encode_story
from briefing.analysis.threads.term_statistics import TermStatistics
from briefing.model.grouping import Background, Group, StoryOutline, StoryText

MORNING = datetime(2031, 3, 4, 6, tzinfo=UTC)

STRIKE = (
    ("Customs officers strike at Port Velmar", "Customs officers at Port Velmar walked out over night pay."),
    ("Port Velmar customs strike halts grain ships", "Grain ships queued off Port Velmar as customs officers struck."),
    ("Strike at Port Velmar enters second day", "The customs strike at Port Velmar went into its second day over pay."),
    (
        "Union and port talk as Velmar customs strike bites",
        "The customs union met Port Velmar's owner on night pay.",
    ),
)
FLOOD = (
    (
        "Flood in Ostrava valley kills nine",
        "Nine people died when the river Dunov left its bed in the Ostrava valley.",
    ),
    ("Nine dead as Dunov river floods Ostrava valley", "The Dunov flooded villages in the Ostrava valley overnight."),
    ("Dunov flood: army sent to Ostrava valley", "Soldiers were sent to the flooded Ostrava valley on the Dunov."),
)
OTHERS = (
    ("Chess champion Ilva Brandt retires at 31", "Ilva Brandt, twice chess champion, said the game had tired her."),
    ("Telescope finds water on distant moon", "Astronomers saw water vapour above a small moon of a far planet."),
)


def story(id: int, title: str, lead: str = "", *, hours: float = 0, outlet: str = "", pinned: str = "") -> StoryText:  # noqa: A002
    """Make a story published some hours after the morning of the tests."""
    return StoryText(id, title, lead, MORNING + timedelta(hours=hours), outlet or f"Outlet {id}", pinned=pinned)


def three_events() -> list[StoryText]:
    """Return a strike (1 .. 4), a flood (5 .. 7) and two single stories (8, 9)."""
    titles = (*STRIKE, *FLOOD, *OTHERS)
    return [story(number, title, lead, hours=number) for number, (title, lead) in enumerate(titles, 1)]


def outlined(
    id: int,  # noqa: A002
    title: str = "",
    *,
    thread: str = "",
    recent: bool = True,
    fresh: bool = False,
    outlet: str = "",
) -> StoryOutline:
    """Outline a story whose title is encoded."""
    encoded = encode_story(StoryText(id, title, "", None, outlet))
    return StoryOutline(id, recent, thread, fresh, recent, outlet, encoded.title, encoded.tail_text)


def groups_of(
    stories: Sequence[StoryText],
    background: Background,
    *,
    cannot_link: frozenset[tuple[int, int]] = frozenset(),
    former: Collection[Sequence[int]] = (),
) -> tuple[Group, ...]:
    """Cluster the stories and describe every group, the largest first."""
    encoded = [encode_story(one) for one in stories]
    clustering = cluster_stories(encoded, TermStatistics(background), cannot_link=cannot_link, former=former)
    texts = {one.id: one for one in stories}
    return tuple(clustering.describe(index, texts) for index in range(len(clustering.clusters)))
