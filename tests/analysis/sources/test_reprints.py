from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefing.analysis.sources.reprints import DatedText, find_reprints

MORNING = datetime(2031, 3, 4, 6, tzinfo=UTC)
TEXT = (
    "Customs officers at Port Velmar walked out over pay on Monday. Grain ships queued in the bay while the union "
    "met the owner of the port. The talks ended without a word on when the next shift would begin its work."
)


def dated(story: int, text: str, hours: float) -> DatedText:
    return DatedText(story, text, MORNING + timedelta(hours=hours), f"Outlet {story}")


def test_a_story_that_repeats_an_earlier_one_is_its_reprint() -> None:
    (reprint,) = find_reprints([dated(1, TEXT, 5), dated(2, TEXT + " It was calm.", 1)])
    assert (reprint.story, reprint.original) == (1, 2)
    assert reprint.share == 1.0


def test_a_chain_leads_to_its_first_story() -> None:
    found = find_reprints([dated(3, TEXT, 3), dated(1, TEXT, 1), dated(2, "(AP) " + TEXT, 2)])
    assert [(reprint.story, reprint.original) for reprint in found] == [(2, 1), (3, 1)]


def test_a_story_with_much_of_its_own_is_no_reprint() -> None:
    own = " ".join(f"word{number}" for number in range(60))
    assert find_reprints([dated(1, TEXT, 1), dated(2, TEXT + " " + own, 2)]) == ()


def test_short_texts_are_reprints_only_if_equal() -> None:
    short = "Customs officers at Port Velmar walked out."
    assert find_reprints([dated(1, short, 1), dated(2, short + " Again.", 2)]) == ()
    assert [one.original for one in find_reprints([dated(1, short, 1), dated(2, short.upper(), 2)])] == [1]


def test_stories_without_text_are_never_reprints() -> None:
    assert find_reprints([dated(1, "", 1), dated(2, "", 2)]) == ()


def test_many_copies_are_all_found() -> None:
    copies = [dated(number, f"{TEXT} Copy {number}.", number) for number in range(1, 151)]
    assert len(find_reprints(copies)) == 149


LEAD = "The harbour master of Velmar said that the strike was the longest he had seen in his years at the quay.\n"
WIRE = (
    "Customs officers at Port Velmar walked out over pay on Monday.\nGrain ships queued in the bay while the union met "
    "the owner of the port, and no lorry passed its gates before nightfall.\nThe talks ended without a word on when "
    "the next shift would begin its work, and the mayor asked both sides to come back on Thursday.\nForty ships lay "
    "at anchor by the evening, the coast guard counted, and more were on their way from the south."
)
SPEECH = (
    "“We have asked for nine years to be paid for the nights that we spend out on the quay in the rain, and for nine "
    "years we have been told to wait for the next budget, and the next, so now the ships can wait for us instead.”"
)


def test_a_copy_with_a_new_first_paragraph_is_a_reprint() -> None:
    (reprint,) = find_reprints([dated(1, WIRE, 1), dated(2, LEAD + WIRE, 2)])
    assert (reprint.story, reprint.original) == (2, 1)
    assert 0.6 < reprint.share < 1


def test_stories_that_share_a_long_quote_are_no_reprints() -> None:
    first = f"Customs officers at the port of Velmar stopped work at noon. {SPEECH} said Ann Doe for their union."
    second = f"A walkout has shut Velmar's docks, leaving grain unsold. {SPEECH} a union leader, Ann Doe, told us."
    assert find_reprints([dated(1, first, 1), dated(2, second, 2)]) == ()


def test_the_agency_that_an_earlier_copy_credits_is_its_original() -> None:
    copy = DatedText(1, "PORT VELMAR (Reuters) - " + WIRE, MORNING, "The Lantern", "lantern")
    wire = DatedText(2, WIRE, MORNING + timedelta(hours=1), "Reuters", "reuters")
    assert [(one.story, one.original) for one in find_reprints([copy, wire])] == [(1, 2)]


def test_an_earlier_text_contained_in_a_longer_one_of_its_agency_is_its_reprint() -> None:
    begun = "(AP) — " + WIRE[:260]
    (reprint,) = find_reprints([dated(1, begun, 1), dated(2, "(AP) — " + WIRE + LEAD, 2)])
    assert (reprint.story, reprint.original) == (1, 2)


def test_equal_labels_are_no_reprints() -> None:
    assert find_reprints([dated(1, "[Port Wire]", 1), dated(2, "[Port Wire]", 2)]) == ()


def test_a_shortened_text_with_the_same_agency_credit_is_a_reprint() -> None:
    kept = "PORT VELMAR (AP) — " + "\n".join(WIRE.split("\n")[:2]) + "\n" + LEAD
    (reprint,) = find_reprints([dated(1, "PORT VELMAR (AP) — " + WIRE, 1), dated(2, kept, 2)])
    assert (reprint.story, reprint.original) == (2, 1)
    assert find_reprints([dated(1, WIRE, 1), dated(2, kept[20:], 2)]) == ()


def test_two_copies_that_an_original_joins_later_become_one_chain() -> None:
    copies = [dated(n, "(AP) — " + WIRE[: 200 + 60 * n], n) for n in (1, 2)]
    wire = DatedText(3, WIRE + LEAD, MORNING + timedelta(hours=3), "AP", "ap")
    assert {(one.story, one.original) for one in find_reprints([*copies, wire])} == {(1, 3), (2, 3)}


def test_of_two_stories_of_one_outlet_with_its_headline_the_earlier_is_the_original() -> None:
    for number in range(40):
        words = [
            f"{word}{number}" for word in ("harbour", "crews", "reject", "offer", "after", "third", "ballot", "fails")
        ]
        titles = (words[:-1], words[1:], words)
        texts = [
            replace(dated(story, "", story), title=" ".join(title), family="courier" if story < 3 else "herald")
            for story, title in enumerate(titles, 1)
        ]
        assert [(one.story, one.original) for one in find_reprints(texts)] == [(2, 1), (3, 1)]
