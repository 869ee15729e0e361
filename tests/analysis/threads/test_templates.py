"""Items made from a template and daily columns are found by their structure, and real events are not."""

import pytest

from briefing.analysis.threads.encoded import encode_story
from briefing.analysis.threads.templates import is_templated
from tests.analysis.threads.stories import story

_STATUS = (
    "Feb {0}, 07:10 UTC Resolved - This incident has been resolved. Feb {0}, 06:40 UTC Investigating - We look into it."
)
_QUAKE = "Time 2026-02-17 0{0}:14:22 UTC Location 1{0}.12°N 40.5°E Depth 0{0}.00 km"
_OBITUARY = "{0}, 8{1}, died at home on Tuesday. Visiting hours at the chapel. Donations may be made to the library."
_RELEASE = "What's Changed Fix crash by @dev7 in pull {0} Bump deps by @dependabot in pull {0} Full Changelog v1.{0}.0"
_WARNUNG = "Es tritt starker Wind mit Geschwindigkeiten um {0}0 km/h auf. In Schauerlagen muss gerechnet werden."


def _marked(*stories: tuple[str, str, float], outlet: str = "Kadria Post") -> list[bool]:
    encoded = [
        encode_story(story(number, title, lead, hours=hours, outlet=outlet))
        for number, (title, lead, hours) in enumerate(stories, 1)
    ]
    return list(map(bool, is_templated(encoded)))


@pytest.mark.parametrize(
    ("titles", "lead"),
    [
        (("Elevated error rates on the API", "Delayed e-mail delivery", "Login page slow"), _STATUS),
        (("M 4.7 - 32 km W of Port Velmar", "M 5.1 - 12 km N of Lund Bay", "M 2.6 - 5 km NE of Anders"), _QUAKE),
        (("v1.7.0", "v1.6.0"), _RELEASE),
        (("Amtliche Warnung: Tollen", "Amtliche Warnung: Harbin"), _WARNUNG),
    ],
)
def test_items_that_fill_one_template_are_found(titles: tuple[str, ...], lead: str) -> None:
    assert all(_marked(*((title, lead.format(number), number) for number, title in enumerate(titles, 1))))


def test_obituaries_are_found_although_each_names_its_person() -> None:
    names = ("Ilena Marsh", "Oskar Tarn")
    assert all(_marked(*((name, _OBITUARY.format(name, number), number) for number, name in enumerate(names))))


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Valley weather forecast", "{day} starts with fog along the river. Highs of {n} in Tarn and rain overnight."),
        ("Goldpreis heute: Kurse am {n}. Februar", "Eine Unze Gold kostete am {day} {n}00 Kronen, Silber {n}."),
        ("Police log", "Officers answered {n} calls. A bicycle was stolen on {day}."),
    ],
)
def test_a_headline_that_returns_at_the_same_hour_of_another_day_is_a_daily_column(title: str, lead: str) -> None:
    days = [("Sunday", 15, 0.0), ("Monday", 16, 24.4), ("Tuesday", 17, 47.5)]
    assert all(_marked(*((title.format(n=n), lead.format(day=day, n=n), hours) for day, n, hours in days)))


def test_a_headline_that_returns_later_on_the_same_day_is_no_daily_column() -> None:
    title = "Ferry sinks off Port Velmar"
    assert not any(
        _marked((title, "Rescuers search for 12 people.", 0), (title, "Rescuers found 9 of 12 missing people.", 5))
    )


def test_the_same_text_posted_again_is_no_daily_column() -> None:
    again = ("Ferry sinks off Port Velmar", "Rescuers search for 12 people off the coast.")
    assert not any(_marked((*again, 0), (*again, 24)))


def test_two_reports_of_one_event_with_one_opening_are_no_template() -> None:
    lead = (
        "Rescuers searched on Sunday for 12 people after a ferry sank off Port Velmar in a storm, the coast guard said."
    )
    assert not any(_marked(("Ferry sinks in storm", lead, 0), ("Twelve missing off Port Velmar", lead, 3)))


def test_the_imprint_of_a_channel_under_each_text_is_no_template() -> None:
    imprint = " Subscribe to our channel for more videos every day. Like us on social media. Visit our shop for mugs."
    stories = [
        ("Harbour bridge closes", "The old bridge over the river was shut by its engineers." + imprint, 0.0),
        ("Skier wins in fog", "A skier from the valley came first in the downhill race." + imprint, 1.0),
    ]
    assert not any(_marked(*stories))


def test_two_outlets_share_no_template() -> None:
    one, other = (
        encode_story(story(n, title, _STATUS.format(n), outlet=outlet))
        for n, title, outlet in ((1, "Login page slow", "Nimbus"), (2, "Late e-mail", "Cirrus"))
    )
    assert not is_templated([one, other]).any()
