from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from briefing.analysis.sources.independence import count_independent, text_publishers
from briefing.analysis.sources.outlets import family_set_by_user, publisher_family
from briefing.analysis.sources.reprints import DatedText, find_reprints
from briefing.model.grouping import Reprint

MORNING = datetime(2031, 3, 4, 6, tzinfo=UTC)
WIRE = (
    "Customs officers at Port Velmar walked out over pay on Monday.\nGrain ships queued in the bay while the union met "
    "the owner of the port, and no lorry passed its gates before nightfall.\nThe talks ended without a word on when "
    "the next shift would begin its work, and the mayor asked both sides to come back on Thursday."
)
UPDATE = (
    "The strike of customs officers has spread to the ferries.\nPassengers slept in the hall of Port Velmar, where the "
    "town handed out blankets, and the last boat to the islands left without a pilot on Tuesday night."
)
OTHER = (
    "Flour mills in the south may close by Friday, their owners warned, as no grain comes through the port.\nBakers "
    "said that they had stocks for a week, and asked the government to open the army's stores."
)
SPEECH = (
    "“We have asked for nine years to be paid for the nights that we spend out on the quay in the rain, and for nine "
    "years we have been told to wait for the next budget, so now the ships can wait for us,” said Ann Doe."
)


def independent(texts: Sequence[tuple[str, str, str]]) -> int:
    """Return how many of the texts, each with outlet and domain, are independent reports."""
    dated = [
        DatedText(n, text, MORNING + timedelta(hours=n), outlet, publisher_family(outlet, domain))
        for n, (outlet, domain, text) in enumerate(texts, 1)
    ]
    return count_independent(list(text_publishers(dated).items()), find_reprints(dated))


def test_three_editions_of_one_outlet_count_once() -> None:
    editions = [("Ledger", "ledger.example", text) for text in (WIRE, UPDATE, OTHER)]
    assert independent(editions) == 1


def test_an_agency_text_printed_by_four_counts_once() -> None:
    copies = [(f"Paper {n}", f"paper{n}.example", f"PORT VELMAR (Reuters) - {WIRE}\nPaper {n}") for n in range(4)]
    assert independent(copies) == 1
    assert independent([("Reuters", "reuters.com", WIRE), *copies]) == 1


def test_an_agency_text_shortened_in_different_ways_counts_once() -> None:
    pieces = [f"PORT VELMAR (AP) — {part}" for part in WIRE.split("\n")]
    assert independent([(f"Paper {n}", f"paper{n}.example", piece) for n, piece in enumerate(pieces)]) == 1


def test_a_copy_with_a_new_first_paragraph_does_not_count() -> None:
    copy = "The harbour master said that the strike was the longest he had seen in all his years.\n" + WIRE
    assert independent([("Ledger", "ledger.example", WIRE), ("Lantern", "lantern.example", copy)]) == 1


def test_two_stories_that_share_a_long_quote_count_twice() -> None:
    stories = [("Ledger", "ledger.example", f"{WIRE}\n{SPEECH}"), ("Lantern", "lantern.example", f"{OTHER}\n{SPEECH}")]
    assert independent(stories) == 2
    brief = [
        ("Ledger", "ledger.example", f"Officers at the port of Velmar stopped work at noon. {SPEECH}"),
        ("Lantern", "lantern.example", f"A walkout has shut the docks, leaving grain unsold. {SPEECH}"),
    ]
    assert independent(brief) == 2


def test_a_credit_to_another_outlet_of_the_thread_makes_it_that_outlets_text() -> None:
    copy = f"{OTHER}\nThis story was originally published by The Ledger."
    assert independent([("Ledger", "ledger.example", WIRE), ("Lantern", "lantern.example", copy)]) == 1


def test_a_family_is_found_by_table_then_domain_then_name() -> None:
    assert publisher_family("The Sun", "thesun.co.uk") == publisher_family("WSJ", "www.wsj.com") == "news corp"
    assert publisher_family("The Velmar Ledger", "ledger.example") == "ledger.example"
    assert publisher_family("The Velmar Ledger", "") == "the velmar ledger"
    assert publisher_family("Reuters", "") == publisher_family("reuters.com", "") == publisher_family("", "reuters.com")
    assert publisher_family("NBC News", "") == publisher_family("", "nbcnews.com")


def test_the_user_sets_a_family_by_domain_or_name() -> None:
    users = {"lantern.example": "Velmar Media", "The Ledger": "Velmar Media"}
    assert family_set_by_user("Lantern", "news.lantern.example", users) == "Velmar Media"
    assert family_set_by_user("the ledger", "", users) == "Velmar Media"
    assert family_set_by_user("Other", "other.example", users) == family_set_by_user("Other", "", {}) == ""


def test_a_family_counts_once() -> None:
    assert count_independent([(1, "news corp"), (2, "news corp"), (3, "bbc")], []) == 2


def test_a_chain_of_reprints_counts_once() -> None:
    chain = [Reprint(2, 1, 0.9), Reprint(3, 1, 1.0)]
    assert count_independent([(1, "ap"), (2, "a"), (3, "b"), (4, "c")], chain) == 2


def test_a_chain_whose_original_is_elsewhere_counts_once() -> None:
    assert count_independent([(2, "a"), (3, "b")], [Reprint(2, 1, 0.9), Reprint(3, 1, 1.0)]) == 1


def test_a_publisher_that_reprints_and_reports_counts_for_its_report() -> None:
    assert count_independent([(1, "ap"), (2, "a"), (3, "a")], [Reprint(2, 1, 0.9)]) == 2


def test_stories_of_unknown_publishers_count_each() -> None:
    assert count_independent([(1, ""), (2, "")], []) == 2
    assert count_independent([], []) == 0
