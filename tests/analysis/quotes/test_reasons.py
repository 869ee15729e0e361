"""Each quote says which rule found its speaker, and on which words that rests."""

import pytest

from briefing.analysis.language.document import read_document
from briefing.analysis.quotes.find import find_quotes
from briefing.model.evidence import CoreferenceRule, Evidence, Question, RoleRule, SpeakerRule


def reasons_in(text: str) -> dict[Question, Evidence]:
    """Return the reasons of the last quote of `text`, by the question that they answer."""
    return {reason.question: reason for reason in find_quotes(read_document(text))[-1].reasons}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (SpeakerRule.CUE_AFTER, "“We are ready to open the port,” said Ann Velden."),
        (SpeakerRule.CUE_BEFORE, "Ann Velden said, “We are ready to open the port.”"),
        (SpeakerRule.ACCORDING_TO, "“We are ready to open the port,” according to Ann Velden."),
        (SpeakerRule.NOMINAL_CUE, "The town remembers Ann Velden's remark that “we are ready to open the port.”"),
        (SpeakerRule.LABEL, "Ann Velden: “We are ready to open the port.”"),
        (SpeakerRule.SIGNATURE, "“We are ready to open the port.” — Ann Velden"),
        (
            SpeakerRule.INTRODUCED,
            "Ann Velden was asked about it and answered at once. “We are ready to open the port.”",
        ),
        (
            SpeakerRule.PREVIOUS_PARAGRAPH,
            "“It was late,” Ann Velden said.\n\n“We are ready to open the port. We go now.”",
        ),
    ],
)
def test_a_quote_names_the_rule_that_found_its_speaker(rule: SpeakerRule, text: str) -> None:
    reason = reasons_in(text)[Question.SPEAKER]
    assert reason.rule == rule
    assert "Ann Velden" in reason.spans[-1].cut(text)


def test_a_quote_without_a_speaker_says_so() -> None:
    assert reasons_in("“We are ready to open the port, and then we will see what comes.”") == {
        Question.SPEAKER: Evidence(Question.SPEAKER, SpeakerRule.NONE)
    }


def test_the_cue_comes_before_the_mention_in_the_evidence() -> None:
    text = "“We are ready to open the port,” said Ann Velden."
    assert [span.cut(text) for span in reasons_in(text)[Question.SPEAKER].spans] == ["said", "Ann Velden"]


def test_a_pronoun_names_the_person_and_the_last_mention_by_name() -> None:
    text = "Mary Velden, the harbour minister, came late. Velden sat down. “We are ready to open the port,” she said."
    reason = reasons_in(text)[Question.COREFERENCE]
    assert reason.rule == CoreferenceRule.RECENT_PERSON
    assert reason.subject is not None
    assert reason.subject.cut(text) == "she"
    assert [span.cut(text) for span in reason.spans] == ["Mary Velden", "Velden"]


def test_a_surname_is_part_of_a_full_name() -> None:
    text = "Mary Velden came late. “We are ready to open the port,” Velden said."
    reason = reasons_in(text)[Question.COREFERENCE]
    assert (reason.rule, reason.spans[0].cut(text)) == (CoreferenceRule.NAME_PART, "Mary Velden")


def test_a_full_name_needs_no_coreference() -> None:
    assert Question.COREFERENCE not in reasons_in("“We are ready to open the port,” said Ann Velden.")


def test_a_role_names_its_rule_and_the_mention_beside_it() -> None:
    text = "Mary Velden, the harbour minister, came late. “We are ready to open the port,” Velden said."
    reason = reasons_in(text)[Question.ROLE]
    assert reason.rule == RoleRule.APPOSITION_AFTER
    assert reason.subject is not None
    assert reason.subject.cut(text) == "the harbour minister"
    assert reason.spans[0].cut(text) == "Mary Velden"
