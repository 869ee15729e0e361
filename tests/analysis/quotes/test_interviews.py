"""In an interview, whoever is interviewed gives the answers."""

import pytest

from tests.analysis.quotes.quoted_text import speakers_in

MEETING = "I meet Nora Velden in her office by the harbour, and I ask if Petra Harker will run the port well."
PORT = "“It is all about the new ships,” says Velden."
FEES = "“We all know the fees are high,” says Velden."


@pytest.mark.parametrize(
    "answer",
    [
        "Is Harker a good leader?\n\n“I like her and I want her to succeed.”",
        "You gave her the job, I say.\n\n“I gave it to her and I am glad of it.”",
        "What about the fees, I ask. She interrupts me.\n\n“I will not speak of the fees, not today.”",
        "I ask about Harker again.\n\n“She has only just begun, so give her time,” she snaps.",
    ],
)
def test_an_answer_is_given_by_the_person_who_is_interviewed(answer: str) -> None:
    text = "\n\n".join([MEETING, PORT, "She then tells me of the sea.", FEES, answer])
    assert speakers_in(text)[-1] == "Nora Velden"


def test_a_text_without_an_interviewer_is_no_interview() -> None:
    text = "\n\n".join(
        [
            "Nora Velden met Petra Harker.",
            PORT,
            FEES,
            "Is Harker good?",
            "“I like her a lot and I want her to run it well.”",
        ]
    )
    assert speakers_in(text)[-1] == ""


def test_two_who_are_asked_as_often_are_not_taken_for_one() -> None:
    harker = "“We all know the ships are old,” says Harker. “Oh, the ships,” Harker says."
    text = "\n\n".join(
        [MEETING, PORT, harker, FEES, "I ask who pays for it.", "“I do not know who pays for it, and I will not ask.”"]
    )
    assert speakers_in(text)[-1] == ""
