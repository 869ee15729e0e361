from datetime import UTC, datetime, timedelta

from briefing.analysis.language.document import read_document
from briefing.analysis.sources.citations import find_citations
from briefing.analysis.sources.independence import Telling
from briefing.analysis.sources.provenance import TracedStory, trace_provenance
from briefing.model.provenance import StepKind, shares_headline

MORNING = datetime(2031, 3, 4, 6, tzinfo=UTC)


def traced(
    n: int,
    outlet: str,
    text: str,
    minutes: float,
    *,
    reprint_of: int = 0,
    text_family: str = "",
    telling: Telling | None = None,
) -> TracedStory:
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
        telling,
    )


DIGEST = (
    "The port of Velmar may shut for good, officials told NBC News.\nRelevant articles:\n"
    "Port may shut, NBC News , 03/04/2031\nWhat a shut port means, NBC News, 03/04/2031\n"
    "Port may shut, says report, The Hill, 03/04/2031\nVelmar fears for its port, Newsweek, 03/05/2031\n"
    "Officials: port to shut, The Guardian, 03/05/2031"
)


def test_stories_that_all_cite_one_outlet_rest_on_it() -> None:
    stories = [
        traced(1, "NBC News", "The port may shut, two officials said.", 0),
        traced(2, "NBC News", "What it means for the town.", 30),
        traced(3, "The Hill", "The port may shut, officials told NBC News.", 45),
        traced(4, "Newsweek", "According to NBC News, the port may shut.", 90),
        traced(5, "The Guardian", "NBC News reported that the port may shut. Reuters reported protests.", 95),
        traced(6, "Digest", DIGEST, 200),
    ]
    provenance = trace_provenance(stories)
    assert (provenance.rests_on, provenance.stories) == ("NBC News", 6)


def test_one_story_that_cites_nobody_is_enough_to_rest_on_none() -> None:
    stories = [
        traced(1, "The Hill", "The port may shut, officials told NBC News.", 0),
        traced(2, "Newsweek", "According to NBC News, the port may shut.", 9),
        traced(3, "The Ledger", "The port will shut, the mayor told us.", 9),
    ]
    assert trace_provenance(stories).rests_on == ""
    assert trace_provenance(stories[:2]).rests_on == ""


def test_an_origin_outside_the_thread_has_the_name_it_is_cited_by() -> None:
    stories = [
        traced(1, "The Hill", "The port may shut, officials told the Velmar Gazette.", 0),
        traced(2, "Newsweek", "According to the Velmar Gazette, the port may shut.", 9),
        traced(3, "Ledger", "The port may shut.", 10, reprint_of=2),
    ]
    assert trace_provenance(stories).rests_on == "Velmar Gazette"


def test_stories_that_all_print_an_agency_rest_on_it() -> None:
    stories = [traced(n, f"Paper {n}", "PORT VELMAR (AP) — The port may shut.", n, text_family="ap") for n in (1, 2, 3)]
    assert trace_provenance(stories).rests_on == "AP"


def test_a_publishers_own_stories_and_one_other_rest_on_none() -> None:
    stories = [
        traced(1, "NBC News", "The port may shut.", 0),
        traced(2, "NBC News", "What it means.", 5),
        traced(3, "The Hill", "According to NBC News, it may.", 9),
    ]
    assert trace_provenance(stories).rests_on == ""


def test_the_articles_of_a_lone_digest_rest_on_the_one_source_it_cites() -> None:
    provenance = trace_provenance([traced(1, "Digest", DIGEST, 0)])
    assert (provenance.rests_on, provenance.stories) == ("NBC News", 5)
    two_named = DIGEST.replace("\n", " Reuters reported protests.\n", 1)
    assert trace_provenance([traced(1, "Digest", two_named, 0)]).rests_on == ""


def test_links_and_thanks_do_not_count_as_origin() -> None:
    thanks = "The port may shut.\nAssociated Press writer Ann Doe contributed to this report."
    assert trace_provenance([traced(n, f"Paper {n}", thanks, n) for n in (1, 2, 3)]).rests_on == ""


def test_the_steps_are_what_counts_and_then_what_repeats_it() -> None:
    stories = [
        traced(1, "Early Copy", "", -10, telling=Telling(1, StepKind.EARLY, 2, 0.9)),
        traced(2, "NBC News", "", 0, telling=Telling(2, StepKind.FIRST)),
        traced(3, "NBC News", "", 20, telling=Telling(3, StepKind.SAME_PUBLISHER, 2)),
        traced(4, "The Hill", "", 45, telling=Telling(4, StepKind.FOLLOWED, publisher="ap")),
        traced(5, "Ledger", "", 50, telling=Telling(5, StepKind.SAME_HEADLINE, 2, 0.1)),
    ]
    steps = trace_provenance(stories).steps
    assert [(step.n, step.via, step.reason, step.minutes) for step in steps] == [
        (2, "NBC News", "first report", 0),
        (4, "AP via The Hill", "followed", 45),
        (1, "Early Copy", "reprint of [2], dated before it, 90% shared", -10),
        (3, "NBC News", "same publisher as [2]", 20),
        (5, "Ledger", "same or similar headline as [2]", 50),
    ]


def test_undated_stories_come_last_without_a_time() -> None:
    story = TracedStory(1, "Ledger", "ledger", "ledger", None, telling=Telling(1, StepKind.FIRST))
    (step,) = trace_provenance([story]).steps
    assert (step.at, step.waited) == (None, "undated")
    assert trace_provenance([]).steps == ()


def test_only_a_headline_of_the_same_words_is_the_same() -> None:
    title = "Harbour leader Ann Velden dies, aged 84"
    assert shares_headline(title, "Harbour leader Ann Velden dies aged 84") == "same headline as"
    assert shares_headline(title, "Orsina harbour leader Ann Velden dies aged 84") == "similar headline to"
