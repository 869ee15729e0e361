from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from briefing.analysis.sources.independence import count_independent, find_tellings
from briefing.analysis.sources.outlets import family_set_by_user, publisher_family
from briefing.analysis.sources.reprints import DatedText, find_reprints
from briefing.model.grouping import Reprint
from briefing.model.provenance import StepKind

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
    return count_independent(find_tellings(dated, find_reprints(dated)))


def counted(families: Sequence[str], reprints: Sequence[Reprint] = (), *, first: int = 1) -> int:
    """Return how many of the stories of these publishers, numbered from `first`, are independent."""
    texts = [DatedText(n, "", MORNING + timedelta(hours=n), family=family) for n, family in enumerate(families, first)]
    return count_independent(find_tellings(texts, reprints))


def headlines(*stories: tuple[str, str], text: str = "") -> int:
    """Return how many of the stories, each with outlet and headline, are independent reports."""
    dated = [
        DatedText(n, text, MORNING + timedelta(hours=n), outlet, publisher_family(outlet, ""), title=title)
        for n, (outlet, title) in enumerate(stories, 1)
    ]
    return count_independent(find_tellings(dated, find_reprints(dated)))


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
    assert counted(["news corp", "news corp", "bbc"]) == 2


def test_a_chain_of_reprints_counts_once() -> None:
    assert counted(["ap", "a", "b", "c"], [Reprint(2, 1, 0.9), Reprint(3, 1, 1.0)]) == 2


def test_a_chain_whose_original_is_elsewhere_counts_once() -> None:
    assert counted(["a", "b"], [Reprint(2, 1, 0.9), Reprint(3, 1, 1.0)], first=2) == 1


def test_a_publisher_that_reprints_and_reports_counts_for_its_report() -> None:
    assert counted(["ap", "a", "a"], [Reprint(2, 1, 0.9)]) == 2


def test_stories_of_unknown_publishers_count_each() -> None:
    assert counted(["", ""]) == 2
    assert counted([]) == 0


def test_the_same_headline_in_two_outlets_is_one_telling() -> None:
    title = "Customs officers walk out at Port Velmar over pay"
    assert headlines(("Ledger", title), ("Lantern", title)) == 1
    assert headlines(("Ledger", title), ("Lantern", f"{title.upper()}!")) == 1
    assert headlines(("Ledger", title), ("Lantern", "Striking customs men at Port Velmar want more money")) == 2


def test_headlines_with_a_word_left_out_are_one_telling() -> None:
    title = "Customs officers of Velmar walk out over pay and pensions"
    assert headlines(("Ledger", title), ("Lantern", title.replace(" of Velmar", ""))) == 1
    assert headlines(("Ledger", title), ("Lantern", f"Kadria's {title[0].lower()}{title[1:]}")) == 1


def test_short_headlines_other_numbers_and_other_verbs_are_no_copies() -> None:
    assert headlines(("Ledger", "Port Velmar strike goes on"), ("Lantern", "Port Velmar strike goes on")) == 2
    toll = "Ferry fire off Port Velmar kills {} people and injures dozens"
    assert headlines(("Ledger", toll.format(5)), ("Lantern", toll.format(14))) == 2
    assert headlines(("Ledger", toll.format("five")), ("Lantern", toll.format("nine"))) == 2
    ruling = "Kadria's highest court {} ban on night ferries to the islands"
    assert headlines(("Ledger", ruling.format("upholds")), ("Lantern", ruling.format("overturns"))) == 2


def test_headlines_that_differ_in_a_word_are_one_telling_if_the_texts_share_wording() -> None:
    titles = [
        f"Kadria's parliament removes harbour minister Ann Lee amid a bribery {end}" for end in ("case", "inquiry")
    ]
    text = "Members of parliament voted on Tuesday to remove Ann Lee from office as she faces bribery charges."
    assert headlines(*zip(("Ledger", "Lantern"), titles, strict=True), text=text) == 1
    assert headlines(*zip(("Ledger", "Lantern"), titles, strict=True)) == 2


def test_two_long_texts_of_their_own_are_two_tellings_under_nearly_one_headline() -> None:
    title = "Customs officers walk out at Port Velmar over pay"
    texts = (f"{WIRE}\n{UPDATE}", f"{OTHER}\n{SPEECH}")
    dated = [
        DatedText(n, text, MORNING, f"Outlet {n}", f"outlet {n}", title=f"{title} again"[: len(title) + 6 * (n - 1)])
        for n, text in enumerate((f"{text} {text.upper()[:200]}" for text in texts), 1)
    ]
    assert count_independent(find_tellings(dated, find_reprints(dated))) == 2


def test_an_agency_is_the_original_of_its_clients_however_late_it_is_dated() -> None:
    for seconds in (-1, 0, 1, 7_200):
        client = DatedText(1, WIRE, MORNING, "Lantern", "lantern.example")
        other = DatedText(2, WIRE, MORNING, "Ledger", "ledger.example")
        agency = DatedText(3, WIRE, MORNING + timedelta(seconds=seconds), "AP", "ap")
        assert {one.original for one in find_reprints([client, other, agency])} == {3}


def test_copies_of_an_agency_count_once_with_its_other_reports() -> None:
    copy = DatedText(1, f"PORT VELMAR (AP) — {WIRE}", MORNING, "Lantern", "lantern.example")
    silent = DatedText(2, WIRE, MORNING - timedelta(hours=1), "Ledger", "ledger.example")
    agency = DatedText(3, UPDATE, MORNING + timedelta(hours=5), "AP", "ap")
    tellings = find_tellings([copy, silent, agency], find_reprints([copy, silent, agency]))
    assert count_independent(tellings) == 1
    assert {each.agency for each in tellings if each.story != 2} == {"ap"}


def test_every_story_that_does_not_count_says_why() -> None:
    stories = [
        DatedText(1, WIRE, MORNING, "Ledger", "ledger.example"),
        DatedText(2, WIRE, MORNING + timedelta(hours=1), "Lantern", "lantern.example"),
        DatedText(3, UPDATE, MORNING + timedelta(hours=2), "Ledger", "ledger.example"),
        DatedText(4, OTHER, MORNING + timedelta(hours=3), "Post", "post.example"),
    ]
    tellings = find_tellings(stories, find_reprints(stories))
    assert [(each.story, each.kind, each.of) for each in tellings] == [
        (1, StepKind.FIRST, 0),
        (2, StepKind.REPRINTED, 1),
        (3, StepKind.SAME_PUBLISHER, 1),
        (4, StepKind.FOLLOWED, 0),
    ]


def test_channels_of_a_hosting_site_are_publishers_of_their_own() -> None:
    assert publisher_family("Harbour Watch", "youtube.com") != publisher_family("Quay Life", "www.youtube.com")
    assert publisher_family("Harbour Watch", "harbour.substack.com") == publisher_family("Harbour Watch", "medium.com")
    assert publisher_family("BBC News", "youtube.com") == "bbc"
    assert publisher_family("youtube.com", "youtube.com") == ""


def test_the_channel_of_an_outlet_is_of_its_family() -> None:
    channel = ("Velmar Ledger", "youtube.com", UPDATE)
    assert independent([("Velmar Ledger", "velmarledger.example", WIRE), channel]) == 1
    assert independent([("Velmar Ledger", "velmarledger.example", WIRE), ("Quay Life", "youtube.com", UPDATE)]) == 2
