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


def test_short_texts_are_reprints_only_when_the_same() -> None:
    short = "Customs officers at Port Velmar walked out."
    assert find_reprints([dated(1, short, 1), dated(2, short + " Again.", 2)]) == ()
    assert [one.original for one in find_reprints([dated(1, short, 1), dated(2, short.upper(), 2)])] == [1]


def test_stories_without_text_are_never_reprints() -> None:
    assert find_reprints([dated(1, "", 1), dated(2, "", 2)]) == ()


def test_many_copies_are_all_found() -> None:
    copies = [dated(number, f"{TEXT} Copy {number}.", number) for number in range(1, 151)]
    assert len(find_reprints(copies)) == 149
