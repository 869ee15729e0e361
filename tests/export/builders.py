"""Invented read models for the tests of the exports."""

from datetime import UTC, datetime

from briefing.model.actor import ActorKind
from briefing.model.brief import Brief, BriefItem, Coverage, FeedCounts, WatchLine
from briefing.model.inbox import ThreadRow
from briefing.model.spans import Span
from briefing.model.story import TextExtent
from briefing.model.verdict import Verdict
from briefing.model.views import ActorLine, NarrativeSentence, QuoteLine, QuoteVariant, RoleLine, SourceLine, ThreadPage

NOW = datetime(2026, 11, 22, 7, 48, tzinfo=UTC)
EARLIER = datetime(2026, 11, 22, 5, 40, tzinfo=UTC)


def a_row(title: str = "Grain terminal still shut", *, verdict: Verdict = Verdict.BRIEF, stories: int = 2) -> ThreadRow:
    return ThreadRow("t-7f3a", title, verdict, stories, stories, 0, None, EARLIER, NOW, 3.5, (), (0, 0, 0, 0, 0, 1, 1))


def a_source(n: int, title: str = "Port says cranes to restart", *, reprint_of: int = 0) -> SourceLine:
    return SourceLine(
        n,
        n * 10,
        title,
        "Northwire",
        "northwire.example",
        f"https://northwire.example/{n}",
        EARLIER,
        NOW,
        held=True,
        kind=TextExtent.FULL,
        reprint_of=reprint_of,
        reprint_share=0.94 if reprint_of else 0.0,
        snapshot=n,
        sha256=f"{n:064x}",
    )


def a_quote(words: str = "We will bring the cranes back in stages.", speaker: str = "Ilena Marsh") -> QuoteLine:
    return QuoteLine(
        n=1,
        story=10,
        snapshot=1,
        spans=(Span(5, 5 + len(words)),),
        parts=(words,),
        kind="direct",
        speaker=speaker,
        speaker_role="operations director",
        unnamed=False,
        cue="said",
        paragraph=3,
        also=(2,),
        also_stories=(20,),
        variants=(
            QuoteVariant(2, 20, ("step by step",), Span(0, 12), other_words=True, other_speaker="a union official"),
        ),
    )


def a_page(title: str = "Grain terminal still shut", *, words: str = "The terminal stays shut.") -> ThreadPage:
    return ThreadPage(
        row=a_row(title),
        narrative=(NarrativeSentence(words, (1, 2), 10, 1, Span(0, len(words))),),
        quotes=(a_quote(),),
        actors=(
            ActorLine(
                "ilena marsh",
                "Ilena Marsh",
                ActorKind.PERSON,
                6,
                1,
                (1, 2),
                (RoleLine("operations director", 1, 10, Span(0, 3), EARLIER),),
            ),
        ),
        sources=(a_source(1, title), a_source(2, reprint_of=1)),
        first_outlet="Northwire",
    )


def a_brief(*pages: ThreadPage) -> Brief:
    return Brief(
        until=NOW,
        since=datetime(2026, 11, 21, 7, 48, tzinfo=UTC),
        prepared=NOW,
        items=tuple(map(BriefItem, pages)),
        watched=(WatchLine(a_row("Rail tender", verdict=Verdict.FOLLOW), "nothing new"),),
        coverage=Coverage(
            FeedCounts(12, 11, 1), ("Orsina Gazette: sends a web page where a feed was",), (), (("en", 60),), 60, 20
        ),
    )
