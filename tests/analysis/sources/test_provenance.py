from datetime import UTC, datetime, timedelta

from briefing.analysis.language.document import read_document
from briefing.analysis.sources.citations import find_citations
from briefing.analysis.sources.provenance import TracedStory, trace_provenance
from briefing.model.provenance import StepKind

MORNING = datetime(2031, 3, 4, 6, tzinfo=UTC)


def told(n: int, outlet: str, text: str, minutes: float, *, reprint_of: int = 0, text_family: str = "") -> TracedStory:
    family = outlet.casefold().removeprefix("the ")
    at = MORNING + timedelta(minutes=minutes)
    return TracedStory(
        n,
        outlet,
        family,
        text_family or family,
        at,
        find_citations(read_document(text)),
        reprint_of,
        0.9 if reprint_of else 0.0,
    )


DIGEST = (
    "The port of Velmar may shut for good, officials told NBC News.\nRelevant articles:\n"
    "Port may shut, NBC News , 03/04/2031\nWhat a shut port means, NBC News, 03/04/2031\n"
    "Port may shut, says report, The Hill, 03/04/2031\nVelmar fears for its port, Newsweek, 03/05/2031\n"
    "Officials: port to shut, The Guardian, 03/05/2031"
)


def test_stories_that_all_name_one_outlet_rest_on_it() -> None:
    stories = [
        told(1, "NBC News", "The port may shut, two officials said.", 0),
        told(2, "NBC News", "What it means for the town.", 30),
        told(3, "The Hill", "The port may shut, officials told NBC News.", 45),
        told(4, "Newsweek", "According to NBC News, the port may shut.", 90),
        told(5, "The Guardian", "NBC News reported that the port may shut. Reuters reported protests.", 95),
        told(6, "Digest", DIGEST, 200),
    ]
    provenance = trace_provenance(stories)
    assert (provenance.rests_on, provenance.stories) == ("NBC News", 6)


def test_one_story_of_its_own_is_enough_to_rest_on_none() -> None:
    stories = [
        told(1, "The Hill", "The port may shut, officials told NBC News.", 0),
        told(2, "Newsweek", "According to NBC News, the port may shut.", 9),
        told(3, "The Ledger", "The port will shut, the mayor told us.", 9),
    ]
    assert trace_provenance(stories).rests_on == ""
    assert trace_provenance(stories[:2]).rests_on == ""


def test_an_origin_that_is_not_held_is_called_as_it_is_cited() -> None:
    stories = [
        told(1, "The Hill", "The port may shut, officials told the Velmar Gazette.", 0),
        told(2, "Newsweek", "According to the Velmar Gazette, the port may shut.", 9),
        told(3, "Ledger", "The port may shut.", 10, reprint_of=2),
    ]
    assert trace_provenance(stories).rests_on == "Velmar Gazette"


def test_an_agencys_text_in_all_of_them_is_what_they_rest_on() -> None:
    stories = [told(n, f"Paper {n}", "PORT VELMAR (AP) — The port may shut.", n, text_family="ap") for n in (1, 2, 3)]
    assert trace_provenance(stories).rests_on == "AP"


def test_a_publishers_own_stories_and_one_other_rest_on_nobody() -> None:
    stories = [
        told(1, "NBC News", "The port may shut.", 0),
        told(2, "NBC News", "What it means.", 5),
        told(3, "The Hill", "According to NBC News, it may.", 9),
    ]
    assert trace_provenance(stories).rests_on == ""


def test_what_a_lone_digest_lists_rests_on_the_one_source_it_names() -> None:
    provenance = trace_provenance([told(1, "Digest", DIGEST, 0)])
    assert (provenance.rests_on, provenance.stories) == ("NBC News", 5)
    two_named = DIGEST.replace("\n", " Reuters reported protests.\n", 1)
    assert trace_provenance([told(1, "Digest", two_named, 0)]).rests_on == ""


def test_a_link_or_a_thanks_makes_nobodys_story_rest_on_another() -> None:
    thanks = "The port may shut.\nAssociated Press writer Ann Doe contributed to this report."
    assert trace_provenance([told(n, f"Paper {n}", thanks, n) for n in (1, 2, 3)]).rests_on == ""


def test_the_steps_tell_who_was_first_who_followed_and_who_reprinted() -> None:
    stories = [
        told(1, "Early Copy", "", -10, reprint_of=2),
        told(2, "NBC News", "", 0),
        told(3, "NBC News", "", 20),
        told(4, "The Hill", "", 45),
        told(5, "Ledger", "", 50, reprint_of=2),
    ]
    steps = trace_provenance(stories).steps
    assert [(step.n, step.kind, step.minutes, step.of) for step in steps] == [
        (2, StepKind.FIRST, 0, 0),
        (4, StepKind.FOLLOWED, 45, 0),
        (1, StepKind.EARLY, -10, 2),
        (5, StepKind.REPRINTED, 50, 2),
    ]


def test_undated_stories_are_no_steps() -> None:
    assert trace_provenance([TracedStory(1, "Ledger", "ledger", "ledger", None)]).steps == ()
    assert trace_provenance([]).steps == ()
