"""The words of others: the inner speaker if the text names one."""

import pytest

from tests.analysis.quotes.quoted_text import speakers_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shane Velden left. He recalled the pilot telling them: “We will turn around at once.”", "the pilot"),
        ("Velkom sent the Post a statement by post, which read in part: “No rule was broken here.”", "Velkom"),
        ("Below is the memo sent from Mary Velden:\n\n“Dear all, we close today. We open on Friday.”", "Mary Velden"),
        ("In June a statement by Mary Velden read: “We can confirm that the house was sold.”", "Mary Velden"),
        ("Tom Harker said it was late, and that the plan lacks “what a town of this size needs.”", "Tom Harker"),
        (
            "A worker states “they are going to delete all of it” – Lara Velden, Manager at Velkom, on Friday.",
            "Lara Velden",
        ),
    ],
)
def test_the_inner_speaker_is_shown(text: str, name: str) -> None:
    assert speakers_in(text)[-1] == name


def test_what_only_bears_a_name_does_not_speak() -> None:
    text = "A segment on the workers known as the Blue Caps references “claims of a plot against the town.”"
    assert "Blue Caps" not in speakers_in(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Orlanda and Tollena agreed to “a set of guiding principles” on the strait, Tollena's top diplomat said.",
            "Tollena's top diplomat",
        ),
        (
            "Orlanda and Tollena agreed on “a set of principles” after talks, Tollena's top diplomat said on Friday.",
            "Tollena's top diplomat",
        ),
        ("Orlanda and Tollena have agreed to “a set of guiding principles” on the shared strait.", ""),
        ("Both sides praised “a set of principles” for the strait, Tollena's envoy said.", "Tollena's envoy"),
        ("Ilka Morn agreed on Friday, “as we all must in the end.”", "Ilka Morn"),
    ],
)
def test_what_two_sides_agreed_to_is_said_by_whoever_reports_it(text: str, name: str) -> None:
    assert [shown for shown in speakers_in(text) if shown] == ([name] if name else [])
