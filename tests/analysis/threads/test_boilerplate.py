from collections.abc import Sequence

from briefing.analysis.threads.boilerplate import is_boilerplate
from briefing.analysis.threads.encoded import encode_story, stem_number
from briefing.analysis.threads.word_arrays import LEAD, word_arrays
from briefing.model.grouping import StoryOutline, StoryText
from tests.analysis.threads.stories import outlined, story

TOWNS = ("Lund", "Velmar", "Brevik", "Kesten", "Hallbek", "Selm", "Aldersee", "Tarvik", "Lomara", "Calden")


def furniture(
    stories: Sequence[StoryText], *words: str, lead: bool = False, window: Sequence[StoryOutline] = ()
) -> list[str]:
    """Return those of `words` that are passed over wherever they stand in the titles, or leads, of `stories`."""
    counted = [encode_story(one) for one in stories]
    layout = word_arrays(counted)
    found, there = is_boilerplate(layout, counted, window), (layout.parts == LEAD) == lead
    return [word for word in words if found[there & (layout.stems == stem_number(word, ""))].all()]


def test_a_word_that_nearly_all_titles_of_an_outlet_hold_tells_nothing_in_its_titles() -> None:
    told = [story(place, f"Quote {place}: a baker of {town}", outlet="Quotes") for place, town in enumerate(TOWNS)]
    assert furniture(told, "quote", "baker", *TOWNS) == ["quote", "baker"]


def test_a_matter_that_half_of_the_titles_tell_is_none() -> None:
    told = [
        story(place, f"Flood in {town}" if place % 2 else f"Vote in {town}", outlet="A")
        for place, town in enumerate(TOWNS)
    ]
    assert furniture(told, "flood", "vote") == []


def test_a_name_that_stands_in_leads_alone_is_furniture_of_leads() -> None:
    told = [
        story(place, f"A vote in {town}", f"On Harbour Talk: {town} votes.", outlet="A")
        for place, town in enumerate(TOWNS)
    ]
    assert furniture(told, "harbour", "talk", "votes", lead=True) == ["harbour", "talk"]


def test_an_outlet_with_few_stories_has_none() -> None:
    assert furniture([story(place, "The same title", outlet="A") for place in range(7)], "title") == []


def test_a_tail_that_an_outlet_repeats_is_furniture() -> None:
    told = [story(place, f"Rain and hail in {town} | Ledger Page", outlet="A") for place, town in enumerate(TOWNS[:4])]
    assert furniture(told, "ledger", "page", "hail") == ["ledger", "page"]


def test_the_titles_of_a_whole_window_tell_the_furniture_of_a_part() -> None:
    part = [story(1, "Harbour Talk Episode 1", outlet="A"), story(2, "A vote in Lund", outlet="B")]
    window = [outlined(number, f"Harbour Talk Episode {number}", outlet="A") for number in range(1, 10)]
    assert furniture(part, "harbour", "talk", "episode", "vote", window=window) == ["harbour", "talk", "episode"]
