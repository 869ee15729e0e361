from briefing.analysis.threads.furniture import outlet_furniture
from briefing.model.grouping import Outlined
from tests.analysis.threads.stories import story

TOWNS = ("Lund", "Velmar", "Brevik", "Kesten", "Hallbek", "Selm", "Aldersee", "Tarvik", "Lomara", "Calden")


def test_a_word_that_nearly_all_titles_of_an_outlet_hold_tells_nothing_in_its_titles() -> None:
    told = [story(place, f"Quote {place}: a baker of {town}", outlet="Quotes") for place, town in enumerate(TOWNS)]
    furniture = outlet_furniture(told)["Quotes"]
    assert {"quot", "baker"} <= furniture.titles
    assert not furniture.leads


def test_a_matter_that_half_of_the_titles_tell_is_none() -> None:
    told = [
        story(place, f"Flood in {town}" if place % 2 else f"Vote in {town}", outlet="A")
        for place, town in enumerate(TOWNS)
    ]
    assert "flood" not in outlet_furniture(told)["A"].titles


def test_a_name_that_stands_in_leads_alone_is_furniture_of_leads() -> None:
    told = [
        story(place, f"A vote in {town}", f"On Harbour Talk: {town} votes.", outlet="A")
        for place, town in enumerate(TOWNS)
    ]
    assert {"harbour", "talk"} <= outlet_furniture(told)["A"].leads


def test_an_outlet_with_few_stories_has_none() -> None:
    assert "A" not in outlet_furniture([story(place, "The same title", outlet="A") for place in range(7)])


def test_the_titles_of_a_whole_window_tell_the_furniture_of_a_part() -> None:
    part = [story(1, "Harbour Talk Episode 1", outlet="A"), story(2, "A vote in Lund", outlet="B")]
    window = [
        Outlined(number, f"Harbour Talk Episode {number}", "", True, "", False, True, "A") for number in range(1, 10)
    ]
    assert {outlet: held.titles for outlet, held in outlet_furniture(part, window).items()} == {
        "A": {"harbour", "talk", "episod"}
    }
