"""Feeds in other languages beside English ones."""

from dataclasses import replace

from briefing.analysis.threads.background import count_by_language
from briefing.model.grouping import StoryText
from tests.analysis.threads.stories import groups_of, story, three_events

STREIK = (
    ("Zoll streikt in Port Velmar", "Der Zoll in Port Velmar streikt seit der Nacht für mehr Geld."),
    ("Streik des Zolls in Port Velmar hält Schiffe auf", "Schiffe warten vor Port Velmar, weil der Zoll streikt."),
)
FLOOD_IN_RUSSIAN = (
    (
        "Наводнение в долине Острава: девять погибших",
        "Девять человек погибли, когда река Дунов затопила долину Острава.",
    ),
    (
        "В долине Острава после наводнения ищут людей",
        "Спасатели ищут людей в долине Острава после наводнения на Дунове.",
    ),
)
VOTE_IN_RUSSIAN = (("В Лунде выбрали мэра", "На выборах в Лунде победил мэр, который обещал не повышать налоги."),)


def test_stories_in_two_languages_stay_apart() -> None:
    german = [story(100 + place, *told, hours=place) for place, told in enumerate(STREIK)]
    groups = _grouped([*_in("en", three_events()), *_in("de", german)])
    assert (1, 2, 3, 4) in groups
    assert (100, 101) in groups


def test_a_language_without_a_list_of_names_groups_by_its_own_words() -> None:
    told = [story(200 + place, *one, hours=place) for place, one in enumerate((*FLOOD_IN_RUSSIAN, *VOTE_IN_RUSSIAN))]
    groups = _grouped([*_in("en", three_events()), *_in("ru", told)])
    assert (200, 201) in groups
    assert (202,) in groups


def test_a_language_without_a_stemmer_groups_by_names_and_numbers() -> None:
    told = [
        story(
            300, "Potres u Halbeku, 12 mrtvih", "Potres jačine 6,1 pogodio je Halbek, poginulo je 12 ljudi.", hours=1
        ),
        story(301, "Halbek: potres 6,1 odnio 12 života", "U Halbeku je u potresu 6,1 poginulo 12 ljudi.", hours=2),
        story(302, "Pobjeda Lunda u kupu", "Lund je pobijedio 2-0 i ušao u finale kupa.", hours=2),
    ]
    groups = _grouped([*_in("en", three_events()), *_in("hr", told)])
    assert (300, 301) in groups
    assert (302,) in groups


def _in(language: str, stories: list[StoryText]) -> list[StoryText]:
    return [replace(one, language=language) for one in stories]


def _grouped(stories: list[StoryText]) -> list[tuple[int, ...]]:
    background = count_by_language([(one.title, one.lead, one.language) for one in stories])
    return [group.stories for group in groups_of(stories, background)]
