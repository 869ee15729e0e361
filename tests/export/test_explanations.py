"""Each decision about a text is explained in one sentence that quotes the words it rests on."""

from itertools import chain

import pytest

from briefing.analysis.reading import read_text
from briefing.export.explanations import CLAUSES, LONGEST_QUOTE, MERITS, SETBACKS, explain_actor, explain_quote
from briefing.model.evidence import AliasRule, CoreferenceRule, Evidence, Question, RoleRule, SpeakerRule, TypeRule
from briefing.model.quote import Ground, Quote, QuoteKind
from briefing.model.spans import Span

STORY = """Mira Holt, the harbour minister of Orsina, closed the port of Velkar on Monday. “We are ready,” she said.

The National Harbour Commission (NHC) agreed. “No ship should leave,” said Carlo Marn, its chairman. Marn added that \
the NHC “had warned everyone”.

“It is a pity,” one senior official said. According to President Jean Duval of France, the storm was “the worst in \
years”. Holt flew to Paris."""


def sentences_about(text: str) -> list[str]:
    found = read_text(text)
    quotes = chain.from_iterable(explain_quote(quote, text) for quote in found.quotes)
    actors = chain.from_iterable(explain_actor(actor, text) for actor in found.actors)
    return [each.sentence for each in (*quotes, *actors)]


def test_every_rule_has_a_clause() -> None:
    rules = {str(rule) for rule in chain(SpeakerRule, CoreferenceRule, RoleRule, TypeRule, AliasRule)}
    assert {str(rule) for rule in CLAUSES} == rules


def test_every_ground_of_a_key_quote_has_a_clause() -> None:
    assert {*MERITS, *SETBACKS} == set(Ground)


def test_no_two_rules_share_a_name() -> None:
    rules = [*SpeakerRule, *CoreferenceRule, *RoleRule, *TypeRule, *AliasRule]
    assert len({str(rule) for rule in rules}) == len(rules)


@pytest.mark.parametrize(
    "sentence",
    [
        '“We are ready”: Mira Holt, because "she" goes with "said" after the quote and "she" refers to Mira '
        "Holt, the last person named who fits the word.",
        '"she" refers to Mira Holt, the last person named who fits the word.',
        '"the harbour minister of Orsina" is a role of Mira Holt, because the text adds it after "Mira Holt".',
        '“had warned everyone”: Carlo Marn, because "Marn" goes with "added" before the quote and "Marn" '
        "is part of the name Carlo Marn.",
        '“It is a pity”: one senior official, because "one senior official" goes with "said" after the quote.',
        '“the worst in years”: Jean Duval, because "Jean Duval" stands after "According".',
        '"President" is a role of Jean Duval, because it stands before "Jean Duval" as a title.',
        'Mira Holt is a person, because the model that finds names reads "Mira Holt" as one.',
        '"Holt" means Mira Holt, because only one person in the text has that surname.',
        'NHC is an organisation, because the text explains its short name: "National Harbour Commission (NHC)".',
        'Velkar is a place, because "port of" beside the name marks it as a place.',
        'France is a place, because "France" is in the program\'s lists of names.',
    ],
)
def test_a_decision_is_explained(sentence: str) -> None:
    assert sentence in sentences_about(STORY)


def test_a_quote_without_a_speaker_says_so() -> None:
    text = "“Go home now.”"
    quote = Quote((Span(1, 13),), QuoteKind.DIRECT, 1, reasons=(Evidence(Question.SPEAKER, SpeakerRule.NONE),))
    (explanation,) = explain_quote(quote, text)
    assert explanation.sentence == "“Go home now.”: speaker unknown, because the text names nobody."


def test_a_candidate_that_is_nobody_is_not_called_the_speaker() -> None:
    text = "Did I say “go home now”?"
    reasons = (Evidence(Question.SPEAKER, SpeakerRule.CUE_BEFORE, None, (Span(6, 9), Span(4, 5))),)
    (explanation,) = explain_quote(Quote((Span(11, 22),), QuoteKind.PARTIAL, 1, reasons=reasons), text)
    because = 'because the text does not make clear whom "I" means.'
    assert explanation.sentence == f"“go home now”: speaker unknown, {because}"


def test_a_candidate_that_cannot_speak_is_said_to_name_nobody() -> None:
    text = "The storm brought “wind and ice”."
    reasons = (Evidence(Question.SPEAKER, SpeakerRule.CUE_BEFORE, None, (Span(10, 17), Span(0, 9))),)
    (explanation,) = explain_quote(Quote((Span(19, 31),), QuoteKind.PARTIAL, 1, reasons=reasons), text)
    because = 'because where a speaker would be named, the text has "The storm", which names nobody.'
    assert explanation.sentence == f"“wind and ice”: speaker unknown, {because}"


def test_a_speaker_who_is_not_certain_is_explained_with_what_speaks_against_them() -> None:
    text = "Ada Quill left. “Go home now.”"
    name = Span(0, 9)
    reasons = (
        Evidence(Question.SPEAKER, SpeakerRule.INTRODUCED, None, (name,)),
        Evidence(Question.COREFERENCE, CoreferenceRule.GUESS, name, (name,)),
    )
    quote = Quote((Span(17, 29),), QuoteKind.DIRECT, 1, reasons=reasons, unclear=True)
    (explanation,) = explain_quote(quote, text)
    because = 'because nothing beside the quote says that "Ada Quill" speaks.'
    assert explanation.sentence == f"“Go home now.”: unclear, {because}"


def test_a_long_quote_is_cut_after_a_word() -> None:
    text = "the harbour is open " * 9
    reasons = (Evidence(Question.SPEAKER, SpeakerRule.NONE),)
    quote = Quote((Span(0, len(text)),), QuoteKind.DIRECT, 1, reasons=reasons)
    (explanation,) = explain_quote(quote, text)
    words = explanation.sentence.split("”")[0].removeprefix("“")
    assert words.endswith(("open …", "is …", "harbour …"))
    assert len(words) <= LONGEST_QUOTE + 2


def test_a_rule_of_another_version_is_named_as_such() -> None:
    text = "“Go home now.”"
    quote = Quote((Span(1, 13),), QuoteKind.DIRECT, 1, reasons=(Evidence(Question.SPEAKER, "a forgotten {rule}"),))
    (explanation,) = explain_quote(quote, text)
    assert explanation.sentence.endswith("because another version of the program decided so.")
