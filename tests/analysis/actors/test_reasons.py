"""Every actor says why it has its type and each form of its name, on texts of our own."""

import pytest

from briefing.model.evidence import AliasRule, Question, TypeRule
from tests.analysis.actors.readers import actors_of


def reasons_of(text: str, key: str, question: Question) -> list[tuple[str, str, list[str]]]:
    """Return rule, subject and evidence of the reasons of one actor, as words of the text."""
    return [
        (reason.rule, reason.subject.cut(text) if reason.subject else "", [span.cut(text) for span in reason.spans])
        for actor in actors_of(text)
        if actor.key == key
        for reason in actor.reasons
        if reason.question == question
    ]


@pytest.mark.parametrize(
    ("text", "key", "rule", "words"),
    [
        ("France closed its ports on Monday.", "france", TypeRule.GAZETTEER, "France"),
        (
            "Nora Velden told the National Harbour Commission no.",
            "national harbour commission",
            TypeRule.HEAD_WORD,
            "Commission",
        ),
        (
            "The Smith campaign was told on Monday that Nora Smith left.",
            "smith campaign",
            TypeRule.DERIVED,
            "campaign",
        ),
        (
            "The Gulf Gazette reported on Monday that the port was closed.",
            "gulf gazette",
            TypeRule.NEWSPAPER,
            "Gazette",
        ),
        ("They were told that the South would vote on Monday.", "south", TypeRule.COMPASS, "South"),
    ],
)
def test_the_type_of_an_actor_has_a_reason(text: str, key: str, rule: TypeRule, words: str) -> None:
    assert reasons_of(text, key, Question.TYPE) == [(rule, "", [words])]


@pytest.mark.parametrize(
    ("text", "key", "rule", "alias", "name"),
    [
        (
            "Angela Merkel spoke. Merkel said that she would stay.",
            "angela merkel",
            AliasRule.SURNAME,
            "Merkel",
            "Angela Merkel",
        ),
        (
            "Carla Fontane spoke on Monday. Carla said so.",
            "carla fontane",
            AliasRule.GIVEN_NAME,
            "Carla",
            "Carla Fontane",
        ),
        (
            "Anna J. Velden spoke on Monday. Anna Velden left. Anna Velden was late.",
            "anna velden",
            AliasRule.SAME_PERSON,
            "Anna J. Velden",
            "Anna Velden",
        ),
        (
            "The Denver Mariners won on Monday. The Denver Mariners are first. He joined the Mariners in May.",
            "denver mariners",
            AliasRule.LAST_WORD,
            "Mariners",
            "Denver Mariners",
        ),
        (
            "The United States agreed. The U.S. will pay, the U.S. said.",
            "united states",
            AliasRule.GAZETTEER,
            "United States",
            "U.S.",
        ),
    ],
)
def test_an_alias_has_a_reason(text: str, key: str, rule: AliasRule, alias: str, name: str) -> None:
    assert reasons_of(text, key, Question.ALIAS) == [(rule, alias, [name])]


def test_an_explained_acronym_rests_on_the_words_that_explain_it() -> None:
    text = (
        "Officials told the National Harbour Commission (NHC) on Monday. The NHC closed two ports, the NHC said. "
        "The National Harbour Commission is new."
    )
    key = "national harbour commission"
    explanation = "National Harbour Commission (NHC)"
    alias = (AliasRule.DEFINED, "National Harbour Commission", ["NHC", explanation])
    assert reasons_of(text, key, Question.ALIAS) == [alias]


def test_every_actor_has_one_type_reason_and_every_other_form_one_alias_reason() -> None:
    text = (
        "President Nora Velden met Carlo Marn of the Harbour Safety Commission (HSC) in Paris on Monday. "
        "Velden said that France and the Commission agreed. “We sail,” Marn said. The HSC was silent."
    )
    for actor in actors_of(text):
        questions = [reason.question for reason in actor.reasons]
        forms = {mention.cut(text) for mention in actor.mentions} - {actor.name.cut(text)}
        assert questions.count(Question.TYPE) == 1
        assert questions.count(Question.ALIAS) == len(forms)
