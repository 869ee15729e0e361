"""Nouns for the person or body that the text is about, such as "the star" or "the airline"."""

import pytest

from tests.analysis.quotes.quoted_text import said_in, speakers_in

WALK = "Nora Velden, a founder of Mothers of Tollen, led the walk. The rain kept many at home."
COUNCIL = "The Tollen Council met on Monday."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{WALK}\n\n“We walk until they listen,” the gun control advocate said.", "Nora Velden"),
        (f"{WALK}\n\n“They will listen,” said the 85-year-old Tollen Peace Prize winner.", "Nora Velden"),
        (
            "Candidate Tom Harker spoke late. “It is a good day,” Harker said. Nora Velden smiled at that.\n\n"
            "Harker had come by bus with Ada Quill.\n\n“She is a wonderful person,” the real estate developer said.",
            "Tom Harker",
        ),
        ("Candidate Tom Harker spoke.\n\n“I will end it,” the Texas governor went on.", "Tom Harker"),
        ("Tom Harker spoke late. It rained. He left.\n\n“I will end it,” said the 52-year-old.", "Tom Harker"),
    ],
)
def test_an_epithet_means_the_person_in_focus(text: str, speaker: str) -> None:
    assert speakers_in(text)[-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        f"A gun control advocate came too. {WALK}\n\n“We walk until they listen,” the advocate said.",
        "Tom Harker and Nora Velden led the walk.\n\n“We walk until they listen,” the gun control advocate said.",
        f"{WALK}\n\n“We walk until they listen,” said the advocate who came with her.",
        f"{WALK}\n\n“We walk until Velden stops,” the advocate said.",
        f"{WALK}\n\nShops closed.\n\nIt rained.\n\n“We walk until they listen,” the gun control advocate said.",
        f"{WALK}\n\n“We walk until they listen,” the FBI director said.",
        "Tom Harker spoke late. Nora Velden, 61, had left.\n\n“I will end it,” said the minority leader.",
    ],
)
def test_an_epithet_that_may_mean_another_stays_a_description(text: str) -> None:
    assert [said.unnamed for said in said_in(text)] == [True]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            f"{COUNCIL} Velk Airways cancelled a flight to Tollen. Boeing built the plane.\n\n"
            "“We will pay for the hotel,” the airline said.",
            "Velk Airways",
        ),
        (
            f"Toyota shops stood open. {COUNCIL} A man who worked for FedEx was seen.\n\n"
            "“He no longer works for FedEx,” the firm said.",
            "FedEx",
        ),
        (
            f"{COUNCIL} It rained. Microsoft closed. Shops closed. The Harbour Freedom Fund paid bail for nine men.\n\n"
            "“We will pay for more,” the group said.",
            "Harbour Freedom Fund",
        ),
        (
            "It rained. Shops closed. It was late, the Saudi Press Agency reported. The moon was seen. It was thin.\n\n"
            "On Monday, the Tollen Space Research Commission disagreed. The agency said it was “far too late to mend”.",
            "Tollen Space Research Commission",
        ),
        (
            f"Velk Airways had to turn a flight round on Sunday. {COUNCIL} It rained. Shops closed. It was late.\n\n"
            "“VA is sorry, and Velk Airways will pay,” the airline said.",
            "Velk Airways",
        ),
        (
            "It rained. Shops closed. The Harbour Freedom Fund is a small group. Boeing is not.\n\n"
            "The Harbour Freedom Fund is a small group. “We will pay,” the group said.",
            "Harbour Freedom Fund",
        ),
        ("Microsoft owns CNN now. CNN has a new boss, it said.\n\n“We will not bow,” the network said.", "CNN"),
    ],
)
def test_a_noun_means_the_body_in_focus_that_it_fits(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        f"{COUNCIL} Microsoft and Toyota closed shops.\n\n“We will pay for it,” the company said.",
        f"Boeing built the plane. {COUNCIL}\n\n“We will pay for the hotel,” the airline said.",
        "Microsoft and Toyota left. It rained. Shops closed.\n\n“An error was made on Toyota,” the firm said.",
        "Microsoft left. Toyota came. A software company moved in too.\n\n“We will pay for it,” the company said.",
        "The Tollen Council met. The Tollen Council paid. Microsoft left.\n\n“We will pay for it,” the agency said.",
    ],
)
def test_a_noun_that_fits_two_bodies_or_none_stays_a_description(text: str) -> None:
    assert [said.unnamed for said in said_in(text)] == [True]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Pope Francis came late. The crowd sang. It rained.\n\n“We cannot look away,” the pope said.", "Pope Francis"),
        (
            "“I will not do so at any time,” Adm. Tom Harker, the Chief of Naval Operations told reporters.",
            "Tom Harker",
        ),
    ],
)
def test_a_title_means_the_person_whose_name_has_it_or_is_beside_it(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quill spoke. The two-time NFL Coach of the Year said that it was “a very good year for him”.",
        "Ada Quill spoke. The top Republican on the House Harbour Committee called it “the wrong move by far”.",
        "Ada Quill spoke. The letter to CNN President Tom Harker said that the poll was “designed to mislead all”.",
        "Ada Quill of Tollen University spoke.\n\n“We found two kinds of sand in each,” the team said.",
    ],
)
def test_an_office_a_letter_and_a_team_are_no_names(text: str) -> None:
    assert [said.unnamed for said in said_in(text)] == [True]
