"""Whoever is praised, described or written of does not speak, and the author of another's words is not their source."""

import pytest

from tests.analysis.quotes.quoted_text import speakers_in


@pytest.mark.parametrize(
    "text",
    [
        "Ann Velden was described as “a woman of the very old school” in the letter.",
        "Ann Velden was also praised for “the courage to stand up again” on Friday.",
        "Ann Velden, hailed as “the woman of the very last hour”, left the port.",
        "Ann Velden is said to be “a very long way from home”.",
        "Ann Velden, who lives in her “House of the Many Doors”, was also lauded at the port.",
        "When asked if it was “the kind of port they support,” Ann Velden left.",
        "Ann Velden held a sign saying “No more cranes in our port”.",
        "Ann Velden shared a film with a false headline of “Cranes run from angry crowd in the port”.",
    ],
)
def test_nobody_is_named_for_words_about_somebody(text: str) -> None:
    assert speakers_in(text) in ([""], [])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The plan was described as “a mess from start to end” by Ann Velden.", "Ann Velden"),
        ("Ann Velden was quoted as saying “there is no more of it” at the door.", "Ann Velden"),
        ("Ann Velden, a clerk, called for “free and fair and open elections” in May.", "Ann Velden"),
        ("Ann Velden told the harbour board that Tom Harker had made “some quite outrageous remarks”.", "Ann Velden"),
        ("Harbour Minister Ann Velden, a Republican said in a letter that it was “the end of an age”.", "Ann Velden"),
        (
            "The board asked about Tom Velden Harker, Jr., who said, “We will not be silent for long.”",
            "Tom Velden Harker",
        ),
        ("“The crane is the voice of the whole port,” Dr. King taught us.", "King"),
        ("“We should look at how we are run,” Harbour Works co-founder Ann Velden said.", "Ann Velden"),
        ("“We should look at how we are run,” Ann Stern recalls. “It is late.”", "Ann Stern"),
        ("“We believe the board,” independent Sen. Angus King of Tollen, who lives here, told us.", "Angus King"),
        ("“We must watch the rules,” top White House harbour adviser Ann Velden said.", "Ann Velden"),
        ("The Hill noted that “similar steps have been taken in the port” in May.", "The Hill"),
        (
            "Clerks are now told “how to avoid the old port” because of the ties, said the Harbour Journal.",
            "Harbour Journal",
        ),
        ("Mayor Velden and Bo Harker met, with Mayor Velden calling mail-in voting “the risk of us all”.", "Velden"),
        ("Ann Velden left in May, calling the jobs report a “tribute to our whole port”.", "Ann Velden"),
        ("Ann Velden posted a message calling the plan “a mess from start to end” on Monday.", "Ann Velden"),
    ],
)
def test_the_speaker_is_named(text: str, speaker: str) -> None:
    assert speakers_in(text)[0] == speaker


def test_an_article_by_another_outlet_speaks_for_itself() -> None:
    text = "The Tollen Board cited a Harbour Post article calling the group “the work of the old guard”."
    assert speakers_in(text) == ["a Harbour Post article"]


def test_a_line_that_links_to_another_story_introduces_nobody() -> None:
    text = (
        "Tom Velden came to the port on Monday.\n\n"
        "READ The Shocking Truth About the Harbour: ‘No Forgiveness, No Cranes’\n\n"
        "“We are late again and we know it,” he said."
    )
    assert speakers_in(text) == ["Tom Velden"]


def test_a_pronoun_does_not_mean_whoever_is_named_after_it() -> None:
    text = (
        "Tom Velden called Bo Harker a fool. Harker left.\n\n"
        "Velden spoke up on Monday. He called Harker “the worst mayor that we ever had in the port”."
    )
    assert speakers_in(text)[-1] == "Tom Velden"


def test_an_account_named_before_a_colon_speaks() -> None:
    text = "Ann Velden is late.\n\nVelden on Twitter:\n\n“The plan is made up of lies and fake stories, and I say so.”"
    assert speakers_in(text) == ["Ann Velden"]
