from collections.abc import Sequence

from briefing.analysis.threads.boilerplate import is_boilerplate
from briefing.analysis.threads.encoded import encode_story, stem_number
from briefing.analysis.threads.word_arrays import LEAD, word_arrays
from briefing.model.grouping import StoryOutline, StoryText
from tests.analysis.threads.stories import outlined, story

TOWNS = ("Lund", "Velmar", "Brevik", "Kesten", "Hallbek", "Selm", "Aldersee", "Tarvik", "Lomara", "Calden")


def boilerplate_of(
    stories: Sequence[StoryText], *words: str, lead: bool = False, window: Sequence[StoryOutline] = ()
) -> list[str]:
    """Return the `words` that are boilerplate wherever they occur in the titles (or leads) of `stories`."""
    encoded = [encode_story(one) for one in stories]
    words_of_all = word_arrays(encoded)
    found, there = is_boilerplate(words_of_all, encoded, window), (words_of_all.parts == LEAD) == lead
    return [word for word in words if found[there & (words_of_all.stems == stem_number(word, ""))].all()]


def test_a_word_in_nearly_all_titles_of_an_outlet_is_boilerplate() -> None:
    stories = [
        story(number, f"Quote {number}: a baker of {town}", outlet="Quotes") for number, town in enumerate(TOWNS)
    ]
    assert boilerplate_of(stories, "quote", "baker", *TOWNS) == ["quote", "baker"]


def test_a_word_in_half_of_the_titles_is_not() -> None:
    stories = [
        story(number, f"Flood in {town}" if number % 2 else f"Vote in {town}", outlet="A")
        for number, town in enumerate(TOWNS)
    ]
    assert boilerplate_of(stories, "flood", "vote") == []


def test_a_name_in_leads_but_not_in_titles_is_boilerplate_of_leads() -> None:
    stories = [
        story(number, f"A vote in {town}", f"On Harbour Talk: {town} votes.", outlet="A")
        for number, town in enumerate(TOWNS)
    ]
    assert boilerplate_of(stories, "harbour", "talk", "votes", lead=True) == ["harbour", "talk"]


def test_an_outlet_with_few_stories_has_no_boilerplate() -> None:
    assert boilerplate_of([story(number, "The same title", outlet="A") for number in range(7)], "title") == []


def test_a_repeated_tail_is_boilerplate() -> None:
    stories = [
        story(number, f"Rain and hail in {town} | Ledger Page", outlet="A") for number, town in enumerate(TOWNS[:4])
    ]
    assert boilerplate_of(stories, "ledger", "page", "hail") == ["ledger", "page"]


def test_the_titles_of_a_whole_window_show_the_boilerplate_of_a_part() -> None:
    part = [story(1, "Harbour Talk Episode 1", outlet="A"), story(2, "A vote in Lund", outlet="B")]
    window = [outlined(number, f"Harbour Talk Episode {number}", outlet="A") for number in range(1, 10)]
    assert boilerplate_of(part, "harbour", "talk", "episode", "vote", window=window) == ["harbour", "talk", "episode"]
