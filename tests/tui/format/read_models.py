# ruff: noqa: E501
"""Builders for the read models that the pure format tests draw."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefing.model.actor import ActorKind
from briefing.model.citation import Citation, CitationForm
from briefing.model.inbox import ThreadRow
from briefing.model.quote import Quote, QuoteKind
from briefing.model.reason import Reason
from briefing.model.spans import Span
from briefing.model.story import Snapshot, Story, TextExtent, TextKind
from briefing.model.story_page import QuoteElsewhere, StoryPage
from briefing.model.verdict import Verdict
from briefing.model.views import (
    ActorLine,
    NarrativeSentence,
    QuoteLine,
    QuoteVariant,
    RoleLine,
    SourceLine,
    ThreadPage,
    TimelineStep,
)

NOW = datetime(2026, 11, 22, 7, 48, tzinfo=UTC)

_ROWS = (
    # title, independent, stories, hours old, verdict, new stories, looked at
    ("Ferry terminal at Osmark still closed; cause of the gate failure disputed", 5, 7, 2.4, "new", 3, False),
    ("Tessaly sends two survey ships into the Lorn Sound", 4, 4, 0.6, "new", 0, False),
    ("Brannic council sets heating-levy vote for 26 November", 2, 2, 5, "new", 0, False),
    ("Mirror: audit office warned of the terminal’s gate software in 2024", 1, 9, 1, "new", 6, False),
    ("Bank Fiorenza review finds 340 million in unbooked loans", 6, 11, 3, "follow", 2, True),
    ("Tram strike enters second week in Kestrel Bay", 3, 5, 6, "new", 1, True),
    ("Tessaly bridge tender: deadline stands, two bidders left", 2, 3, 97, "follow", 0, True),
    ("Hollow Dam engineers ask for a drawdown before the frost", 3, 3, 7, "new", 0, False),
    ("Former minister Anders Quill to testify on grain export permits", 4, 6, 8, "brief", 0, True),
    ("Hauliers call a go-slow on all trunk roads for 26 November", 3, 4, 9, "new", 0, True),
    ("Sorrel Institute: harvest down 12 per cent, prices to follow", 2, 8, 9, "new", 0, True),
    ("Electoral office rejects 9,000 signatures for the Harbour party", 5, 6, 11, "new", 0, False),
    ("Tessalian central bank holds rate at 6.25 per cent", 4, 12, 12, "new", 0, True),
    ("Power cut leaves 40,000 without heating in Upper Wend", 3, 3, 12, "new", 0, False),
    ("Two reporters of Lighthouse Radio questioned over a source", 2, 2, 13, "new", 0, False),
    ("Fishing talks resume in Lorn after four-month pause", 2, 2, 14, "later", 0, True),
    ("Court frees shipowner Rafe Dunmore on bail of two million", 3, 4, 15, "new", 0, True),
    ("University of Kestrel dismisses three over copied theses", 1, 4, 21, "drop", 0, True),
)

STORY_TEXT = "\n".join(
    (
        "OSMARK — The ferry terminal at Osmark will stay closed until at least Saturday, its operator said on Friday.",
        "“We will open the gates one after the other, starting with gate 4 on Saturday,” said Mira Holt, operations "
        "director of Osmark Ferries. She named no date for the other gates.",
        "Gate control failed on the morning of 18 November. The company has called it a “software fault” and declined "
        "to say whose software is meant.",
        "The pilots’ union said on Thursday that a threatening note had been shown on three screens, Lighthouse Radio "
        "reported.",
        "Two carriers left the roads on Friday for Tessaly, tracking data showed.",
    )
)


def hours_ago(hours: float) -> datetime:
    """Return a moment before the morning's clock."""
    return NOW - timedelta(hours=hours)


def row(number: int = 0, **changes: object) -> ThreadRow:
    """Return one row of the morning; rows after the last repeat with a number."""
    title, independent, stories, hours, verdict, new, looked = _ROWS[number % len(_ROWS)]
    if number >= len(_ROWS):
        title = f"{title}, part {number // len(_ROWS) + 1}"
    built = ThreadRow(
        id=f"t-{number:04x}",
        title=title,
        verdict=Verdict(verdict),
        stories=stories,
        independent=independent,
        new_stories=new,
        looked=hours_ago(20) if looked else None,
        first_seen=hours_ago(hours + 49),
        last_story=hours_ago(hours),
        score=1.0 / (number + 1),
        score_parts=(Reason("independent outlets", f"{independent} of {stories}", 0.4), Reason("age", "2h", 0.1)),
        pulse=(0, 1, 1, 2, 2, 4, 3),
    )
    return replace(built, **changes)  # type: ignore[arg-type]


def rows(count: int) -> tuple[ThreadRow, ...]:
    """Return the first rows of a morning."""
    return tuple(row(number) for number in range(count))


def sentence(text: str, *citations: int, new: bool = False) -> NarrativeSentence:
    """Return one sentence of a narrative."""
    return NarrativeSentence(text, citations, story=101, snapshot=1, span=Span(0, 40), new=new)


def quote(text: str, speaker: str = "Mira Holt", role: str = "", n: int = 1, **changes: object) -> QuoteLine:
    """Return one quote."""
    at = max(0, STORY_TEXT.find(text[:20]))
    built = QuoteLine(
        n=n,
        story=100 + n,
        snapshot=1,
        spans=(Span(at, at + len(text)),),
        parts=(text,),
        kind="direct",
        speaker=speaker,
        speaker_role=role,
        unnamed=False,
        cue="said",
        paragraph=2,
    )
    return replace(built, **changes)  # type: ignore[arg-type]


def actor(
    name: str, mentions: int = 3, quotes: int = 0, roles: Sequence[tuple[str, int]] = (), **changes: object
) -> ActorLine:
    """Return one actor; `roles` are (words, source number)."""
    built = ActorLine(
        key=name.casefold(),
        name=name,
        kind=ActorKind.PERSON,
        mentions=mentions,
        quotes=quotes,
        stories=(1,),
        roles=tuple(RoleLine(words, n, 100 + n, Span(0, 10), hours_ago(5)) for words, n in roles),
    )
    return replace(built, **changes)  # type: ignore[arg-type]


def source(n: int, outlet: str, title: str, hours: float = 5, **changes: object) -> SourceLine:
    """Return one source that is held."""
    host = f"{(outlet.split() or ['none'])[0].lower()}.example"
    built = SourceLine(
        n=n,
        story=100 + n,
        title=title,
        outlet=outlet,
        domain=host,
        url=f"https://{host}/{n}",
        published=hours_ago(hours),
        fetched=hours_ago(hours - 0.2),
        held=True,
        kind=TextExtent.FULL,
        reasons=(Reason("shared names", "Osmark", 0.41),),
    )
    return replace(built, **changes)  # type: ignore[arg-type]


def origin(outlet: str, title: str, date: str, *cited_by: int) -> SourceLine:
    """Return an article that others cite and we do not hold."""
    return SourceLine(
        n=0,
        story=0,
        title=title,
        outlet=outlet,
        domain="",
        url="https://mirror.example/2024",
        published=None,
        fetched=None,
        held=False,
        kind=TextExtent.HEADLINE,
        cited_by=cited_by,
        date=date,
    )


def _narrative() -> tuple[NarrativeSentence, ...]:
    return (
        sentence("Osmark’s ferry terminal stays closed for a third day, and its operator now promises only a staged opening from Saturday, gate 4 first.", 1, new=True),
        sentence("Gate control failed on the morning of 18 November, and the harbour office closed gates 2 to 6 without giving an end date.", 4),
        sentence("Osmark Ferries calls it a software fault; the pilots’ union says a threatening note appeared on three screens.", 1, 5, new=True),
        sentence("The transport ministry says it has seen no sign of intrusion.", 2),
        sentence("Twenty-one boats were waiting on Friday morning, up from 14 on Thursday at noon.", 2, 4, new=True),
        sentence("Carriers have begun to move freight through Tessaly.", 3),
    )  # fmt: skip


def _quotes() -> tuple[QuoteLine, ...]:
    step = QuoteVariant(7, 107, ("step by step, starting with gate 4",), Span(0, 30), other_words=True)
    other = QuoteVariant(2, 102, (), Span(0, 10), other_words=False, other_speaker="a union official")
    return (
        quote("We will open the gates one after the other, starting with gate 4 on Saturday.", "Mira Holt",
              "operations director, Osmark Ferries", 1, also=(6, 7), variants=(step,), new=True),
        quote("Our members photographed a threatening note on three screens.", "Joss Verrin",
              "secretary, Osmark Pilots’ Union", 5, variants=(other,), new=True),
        quote("There is no sign of intrusion at this time.", "Ministry of Transport", "statement", 2),
        quote("software fault", "Osmark Ferries", "the operator", 1, also=(3, 6, 7), kind="partial"),
        quote("I have never seen so many boats at anchor off Osmark, and every one of them costs someone nine thousand a day.",
              "a freight trader", "who asked not to be named", 3, unnamed=True),
    )  # fmt: skip


def _actors() -> tuple[ActorLine, ...]:
    return (
        actor("Osmark Ferries", 14, 2, (("terminal operator", 1), ("“the operator”", 2))),
        actor("Mira Holt", 6, 1, (("operations director, Osmark Ferries", 1),)),
        actor("Osmark Pilots’ Union", 8, 0, (("union, about 900 members", 5),), new=True),
        actor("Joss Verrin", 4, 1, (("secretary of the union", 5),), new=True),
        actor("Ministry of Transport", 5, 1, (("regulator", 2),)),
        actor("Harbour Office", 5, 0, (("closes and opens gates", 4),)),
        actor("Tessaly", 3, 0, (("takes the freight", 3),)),
        actor("Sorrel Institute", 2, 0, (("freight forecaster", 3),)),
        actor("Lorn Freight", 2, 0, (("trading house", 3),)),
        actor("Ada Pell", 1, 0, minor=True),
    )


def _sources() -> tuple[SourceLine, ...]:
    return (
        origin("Lorn Mirror", "Office warned of terminal software in 2024", "2026-11-18", 2, 5),
        source(1, "Eastwire", "Osmark ferry port says gates to open “one after the other”", 2.1, new=True),
        source(2, "Brannic Herald", "Freight boats queue as terminal stays dark", 1.7),
        source(3, "Fiorenza Business Daily", "Traders divert Brannic freight through Tessaly", 72),
        source(4, "Osmark Harbour Office", "Notice to pilots 114/26", 70),
        source(5, "Lighthouse Radio", "Union: threatening note on control screens", 60),
        source(6, "The Pier Post", "Gates to open in stages", 2, reprint_of=1, reprint_share=0.94, new=True),
        source(7, "Tessaly Today", "Osmark gates", 2, reprint_of=1, reprint_share=0.97, new=True),
    )


def page(number: int = 0, **changes: object) -> ThreadPage:
    """Return the page of one thread: the first is rich, the others have one quote, actor and source."""
    if number == 0:
        built = ThreadPage(
            row=row(0),
            narrative=_narrative(),
            quotes=_quotes(),
            actors=_actors(),
            sources=_sources(),
            timeline=tuple(
                TimelineStep(hours_ago(hours), words, n, 100 + n)
                for hours, words, n in ((97, "Gate control fails", 5), (70, "Notice to pilots, no end date", 4), (2.1, "Staged opening announced", 1))
            ),
            related=(row(3), row(14)),
            first_outlet="Lighthouse Radio",
        )  # fmt: skip
    else:
        built = ThreadPage(
            row=row(number),
            narrative=(sentence(f"{row(number).title}, people in the town said.", 1),),
            quotes=(quote(f"This is matter number {number}.", "Ada Pell", "mayor"),),
            actors=(actor("Ada Pell", 2, 1, (("mayor", 1),)),),
            sources=(source(1, "Eastwire", row(number).title),),
            first_outlet="Eastwire",
        )
    return replace(built, **changes)  # type: ignore[arg-type]


def story_page(story_id: int = 101, text: str = STORY_TEXT, **changes: object) -> StoryPage:
    """Return a story to read, with the quotes and the citation that stand in its text."""
    story = Story(
        id=story_id,
        url=f"https://eastwire.example/{story_id}",
        title="Osmark ferry port says gates to open “one after the other”",
        outlet="Eastwire",
        domain="eastwire.example",
        author="Lena Ford in Osmark",
        published=hours_ago(2.1),
        dated=True,
        first_seen=hours_ago(2),
        version=2,
    )
    snapshot = Snapshot(
        id=1, story=story_id, title=story.title, text=text, kind=TextKind.FULL, taken=hours_ago(1.9), sha256="0"
    )
    first = _quote_in(text, "We will open", "Saturday,", 2, "Mira Holt", "operations director of Osmark Ferries")
    second = _quote_in(text, "software fault", "software fault", 3, "The company", "")
    cited = text.find("Lighthouse Radio")
    built = StoryPage(
        story=story,
        snapshot=snapshot,
        quotes=tuple(found for found in (first, second) if found is not None),
        citations=(
            Citation(CitationForm.REPORTED, Span(cited, cited + 25), outlet="Lighthouse Radio", date="2026-11-19"),
        )
        if cited >= 0
        else (),
        thread="t-0000",
        thread_title=row(0).title,
        n=1,
        thread_stories=7,
        versions=((1, hours_ago(3)), (2, hours_ago(1.9))),
        elsewhere=(QuoteElsewhere((6, 7)), QuoteElsewhere((3, 6, 7))),
    )
    return replace(built, **changes)  # type: ignore[arg-type]


def _quote_in(text: str, begins: str, ends: str, paragraph: int, speaker: str, role: str) -> Quote | None:
    start, name, described = text.find(begins), text.find(speaker), text.find(role)
    if start < 0:
        return None
    end = text.index(ends, start) + len(ends)
    return Quote(
        spans=(Span(start, end),),
        kind=QuoteKind.DIRECT,
        paragraph=paragraph,
        name=Span(name, name + len(speaker)) if name >= 0 else None,
        role=Span(described, described + len(role)) if role and described >= 0 else None,
    )
