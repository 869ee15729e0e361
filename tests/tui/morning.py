# ruff: noqa: E501
"""An invented morning as it stands in a store: a rich thread on a closed ferry terminal, and what else there is."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

from briefing.model.actor import ActorKind
from briefing.model.feed import Feed
from briefing.model.verdict import Verdict
from tests.tui.builders import NOW, ActorSpec, CitationSpec, QuoteSpec, StorySpec, ThreadSpec

_ROWS = (
    # title, independent, stories, hours old, hours between stories, verdict, new stories, looked at; best first
    ("Ferry terminal at Osmark still closed; cause of the gate failure disputed", 5, 7, 2.4, 0, "new", 0, False),
    ("Tessaly sends two survey ships into the Lorn Sound", 4, 4, 0.6, 0.25, "new", 0, False),
    ("Tessalian central bank holds rate at 6.25 per cent", 4, 12, 12.2, 0.25, "new", 0, True),
    ("Bank Fiorenza review finds 340 million in unbooked loans", 6, 11, 23.9, 4, "follow", 0, True),
    ("Tram strike enters second week in Kestrel Bay", 3, 5, 6, 0.25, "new", 1, True),
    ("Former minister Anders Quill to testify on grain export permits", 4, 6, 12.4, 0.25, "brief", 0, True),
    ("Mirror: audit office warned of the terminal’s gate software in 2024", 1, 9, 1, 0.25, "new", 0, False),
    ("Sorrel Institute: harvest down 12 per cent, prices to follow", 2, 8, 7, 0.25, "new", 2, True),
    ("Hauliers call a go-slow on all trunk roads for 26 November", 3, 4, 9, 0.25, "new", 0, True),
    ("Hollow Dam engineers ask for a drawdown before the frost", 3, 3, 7, 0.25, "new", 0, False),
    ("Electoral office rejects 9,000 signatures for the Harbour party", 3, 3, 11, 0.25, "new", 0, False),
    ("Brannic council sets heating-levy vote for 26 November", 2, 2, 7.6, 0.25, "new", 0, False),
    ("Power cut leaves 40,000 without heating in Upper Wend", 2, 2, 9, 0.25, "new", 0, False),
    ("Two reporters of Lighthouse Radio questioned over a source", 2, 2, 11, 0.25, "new", 0, False),
    ("Court frees shipowner Rafe Dunmore on bail of two million", 2, 2, 14, 0.25, "new", 0, False),
    ("Tessaly bridge tender: deadline stands, two bidders left", 2, 3, 97, 0.25, "follow", 0, True),
    ("Fishing talks resume in Lorn after four-month pause", 2, 2, 14, 0.25, "later", 0, True),
    ("University of Kestrel dismisses three over copied theses", 1, 4, 21, 0.25, "drop", 0, True),
)  # fmt: skip
_CHECKED = NOW - timedelta(minutes=7)
FEEDS = (
    Feed(0, "https://eastwire.example/rss", "Eastwire, world", checked=_CHECKED),
    Feed(0, "https://lighthouse.example/rss", "Lighthouse Radio", checked=_CHECKED),
    Feed(0, "https://sorrel.example/rss", "Sorrel Institute, papers", checked=_CHECKED),
    Feed(0, "https://tessaly.example/rss", "Tessaly Customs", checked=_CHECKED, failures=1, reason="HTTP 403", next_check=_CHECKED + timedelta(hours=1),
         failure="refuses us since 17 Nov (HTTP 403)"),
    Feed(0, "https://wend.example/rss", "Wend Gazette", checked=_CHECKED, failures=1, reason="not a feed", next_check=_CHECKED + timedelta(hours=1),
         failure="sends a web page where a feed was"),
)  # fmt: skip
SILENT_HOURS = 24.0 * 50
_OUTLETS = ("Eastwire", "Brannic Herald", "Fiorenza Business Daily", "Kestrel Post", "Lighthouse Radio", "Lorn Times",
            "Tessaly Today", "Wend Courier", "Harbour Post", "Sorrel Notes", "Dunmore Echo", "Osmark Herald")  # fmt: skip
RELATED = (6, 14)
"""The threads that share actors with the first one."""
BRIDGE = 15
COMPLETE = len(_ROWS)

STORY_TEXT = "\n".join(
    (
        "OSMARK — The ferry terminal at Osmark will stay closed until at least Saturday, its operator said on Friday.",
        "“We will open the gates one after the other, starting with gate 4 on Saturday,” said Mira Holt, operations "
        "director of Osmark Ferries. She named no date for the other gates.",
        "Gate control failed on the morning of 18 November. “It is a fault in the software of the gates,” the company "
        "said, and declined to say whose software is meant.",
        "The pilots’ union said on Thursday that a threatening note had been shown on three screens, Lighthouse Radio "
        "reported.",
        "Two carriers left the roads on Friday for Tessaly, tracking data showed.",
    )
)
_OPENING = "We will open the gates one after the other, starting with gate 4 on Saturday"
_HOLT = QuoteSpec(_OPENING, "Mira Holt", "operations director of Osmark Ferries")
_FAULT = QuoteSpec("It is a fault in the software of the gates", "the company")
_FERRIES = ActorSpec("Osmark Ferries", kind=ActorKind.ORGANISATION)
_DIRECTOR = ActorSpec("Mira Holt", ("operations director of Osmark Ferries",), forms=("Holt",))
_OFFICE = ActorSpec("Harbour Office", kind=ActorKind.ORGANISATION)
_MIRROR = CitationSpec("the Lorn Mirror reported on 18 November that an office had warned of terminal software", "Lorn Mirror",
                "Office warned of terminal software in 2024", "2026-11-18", "https://mirror.example/2024")  # fmt: skip


def ferry_stories() -> tuple[StorySpec, ...]:
    """Return the seven stories on the ferry terminal; source [n] is the nth of them."""
    first = StorySpec(
        "Eastwire",
        "Osmark ferry port says gates to open “one after the other”",
        4.0,
        STORY_TEXT,
        (_HOLT, _FAULT),
        (_FERRIES, _DIRECTOR, ActorSpec("Tessaly", kind=ActorKind.PLACE)),
        (CitationSpec("The pilots’ union said on Thursday that a threatening note had been shown on three screens, Lighthouse Radio reported.",
               "Lighthouse Radio", date="2026-11-19"),),
        author="Lena Ford in Osmark",
    )  # fmt: skip
    return (
        first,
        StorySpec(
            "Brannic Herald",
            "Ferry terminal at Osmark still closed; cause of the gate failure disputed",
            3.6,
            "The transport ministry said on Friday that it had seen no sign of intrusion in the controls of the gates of the Osmark ferry terminal.\n"
            "“There is no sign of intrusion at this time,” the Ministry of Transport said in a statement.\n"
            "“Our members photographed a threatening note,” a union official told the Herald.\n"
            "The Harbour Office counted 21 boats waiting off the closed terminal at Osmark on Friday morning.\n"
            "The Lorn Mirror, the Lorn Mirror reported on 18 November that an office had warned of terminal software.",
            (
                QuoteSpec("There is no sign of intrusion at this time", "Ministry of Transport", "statement"),
                QuoteSpec("Our members photographed a threatening note", "a union official", unnamed=True, cue="told"),
            ),
            (ActorSpec("Ministry of Transport", kind=ActorKind.ORGANISATION), _OFFICE),
            (_MIRROR,),
        ),
        StorySpec(
            "Fiorenza Business Daily",
            "Traders divert Brannic freight through Tessaly",
            3.4,
            "Lorn Freight and other carriers have begun to move freight from the closed Osmark terminal through Tessaly, traders said on Friday.\n"
            "Osmark Ferries called the gate failure a “software fault” again and gave no date.\n"
            "“I have never seen so many boats at anchor off Osmark, and every one of them costs someone nine thousand a day,” said a freight trader who asked not to be named.\n"
            "“We will open the gates one after the other,” Mira Holt, a company spokeswoman, told traders. Ms Holt gave no reason.\n"
            "The Sorrel Institute expects Lorn Freight to lose a week; the Sorrel Institute names no sum. Ada Pell was not there.",
            (
                QuoteSpec("I have never seen so many boats at anchor off Osmark, and every one of them costs someone nine thousand a day",
                     "a freight trader", unnamed=True),
                QuoteSpec("We will open the gates one after the other", "Mira Holt", cue="told"),
            ),
            (
                _FERRIES,
                ActorSpec("Mira Holt", ("a company spokeswoman",), forms=("Ms Holt", "Holt")),
                ActorSpec("Tessaly", kind=ActorKind.PLACE),
                ActorSpec("Lorn Freight", kind=ActorKind.ORGANISATION),
                ActorSpec("Sorrel Institute", kind=ActorKind.ORGANISATION),
                ActorSpec("Ada Pell"),
            ),
        ),
        StorySpec(
            "Osmark Harbour Office",
            "Notice to pilots 114/26",
            3.2,
            "The Harbour Office closed gates 2 to 6 of the ferry terminal on 18 November and gave no end date to the Osmark pilots.\n"
            "The Harbour Office counted 14 boats waiting off the closed terminal at Osmark on Friday morning.",
            (),
            (_OFFICE,),
        ),
        StorySpec(
            "Lighthouse Radio",
            "Union: threatening note on control screens",
            3.0,
            "The Osmark Pilots’ Union said on Thursday that a threatening note appeared on three control screens of the ferry terminal.\n"
            "“Our members photographed a threatening note on three screens,” said Joss Verrin, secretary of the union.\n"
            "Osmark Ferries has not answered the Osmark Pilots’ Union. Verrin would not say who took the pictures.\n"
            "In its issue, the Lorn Mirror reported on 18 November that an office had warned of terminal software.",
            (QuoteSpec("Our members photographed a threatening note on three screens", "Joss Verrin", "secretary of the union"),),
            (
                ActorSpec("Osmark Pilots’ Union", kind=ActorKind.ORGANISATION),
                ActorSpec("Joss Verrin", ("secretary of the union",), forms=("Verrin",)),
                _FERRIES,
            ),
            (_MIRROR,),
        ),
        replace(first, outlet="The Pier Post", title="Gates to open in stages", hours=2.6, reprint_of=1, share=0.94, citations=(), author=""),
        replace(first, outlet="Tessaly Today", title="Osmark gates", hours=2.4, reprint_of=1, share=0.97, citations=(), author=""),
    )  # fmt: skip


def thread_specs(count: int = COMPLETE) -> tuple[ThreadSpec, ...]:
    """Return the first threads of the morning; after the last they repeat with a number."""
    return tuple(_matter(number) for number in range(count))


@cache
def _matter(number: int) -> ThreadSpec:
    title, independent, stories, hours, apart, verdict, new, looked = _ROWS[number % COMPLETE]
    if number == 0:
        return ThreadSpec(ferry_stories(), independent, title=2)
    if number >= COMPLETE:
        title, stories, independent, new = f"{title}, part {number // COMPLETE + 1}", 1, 1, 0
    written = [_lead(number, title, hours)]
    written += [_headline(number, place, title, hours + place * apart, new=place <= new) for place in range(1, stories)]
    if number == BRIDGE:
        written[-1] = replace(written[-1], hours=SILENT_HOURS, feed=2)  # the last that the silent feed brought
    return ThreadSpec(tuple(reversed(written)), independent, Verdict(verdict), looked, title=stories)


def _lead(number: int, title: str, hours: float) -> StorySpec:
    shared = (
        "\nOsmark Ferries and the Harbour Office declined to comment. Mira Holt was not there."
        if number in RELATED
        else ""
    )
    return StorySpec(
        "Eastwire",
        title,
        hours,
        f"{title}, people in the town said.\n“This is matter number {number},” said Ada Pell, the mayor.{shared}",
        (QuoteSpec(f"This is matter number {number}", "Ada Pell", "mayor"),),
        (ActorSpec("Ada Pell", ("mayor",)), *((_FERRIES, _OFFICE, ActorSpec("Mira Holt")) if shared else ())),
    )  # fmt: skip


def _headline(number: int, place: int, title: str, hours: float, *, new: bool) -> StorySpec:
    outlet = _OUTLETS[place % len(_OUTLETS)]
    return StorySpec(outlet, f"{outlet} on this: {title[:40]}, report {number}.{place}", hours, new=new)
