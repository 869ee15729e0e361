"""Nouns and pronouns that stand for a name elsewhere in the text: bodies, offices and ages."""

import pytest

from tests.analysis.quotes.quoted_text import said_in, speakers_in


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The Cranfield Union of Teachers met on Monday. The Department of Education was asked for help. "
            "The union said it “will not teach one hour more”.",
            "Cranfield Union of Teachers",
        ),
        (
            "The Ministry of Defence spoke late. BMW built a plant. “We saw no boat of theirs,” the ministry said.",
            "Ministry of Defence",
        ),
        ("BMW built a plant in Tollen. “We pay what we promised,” the company said.", "BMW"),
    ],
)
def test_a_definite_noun_means_the_body_named_before(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]


def test_a_company_is_left_unnamed_if_two_are_named() -> None:
    text = "BMW built a plant in Tollen. Toyota closed one. “We pay what we promised,” the company said."
    assert [said.unnamed for said in said_in(text)] == [True]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Gov. Ngozi Adeyemi left early. Tom Harker stayed. “He reacted badly,” the governor said.", "Ngozi Adeyemi"),
        ("Sen. Tom Harker left early. Nora Velden stayed. “He reacted badly,” the senator said.", "Tom Harker"),
        ("Rep. Nora Velden left early. Tom Harker stayed. “He reacted badly,” the lawmaker said.", "Nora Velden"),
        (
            "Priya Raman, 61, left early. Tom Harker, 42, stayed. “He reacted badly,” the 61-year-old said.",
            "Priya Raman",
        ),
        ("Tom Harker, 42, a driver, left. Nora Velden stayed. “I drove too fast,” the 42-year-old said.", "Tom Harker"),
    ],
)
def test_a_title_or_an_age_means_the_person_who_has_it(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]


def test_the_prime_minister_is_no_other_minister() -> None:
    text = "Harbour Minister Nora Velden left early. “We go to the polls in May,” the prime minister said."
    assert [said.unnamed for said in said_in(text)] == [True]


def test_the_president_is_no_vice_president() -> None:
    text = "Vice President Nora Velden left early. “We go to the polls in May,” the president said."
    assert [said.unnamed for said in said_in(text)] == [True]


def test_a_host_who_complained_is_no_verb() -> None:
    text = "Nora Velden spoke late. All she saw, the Fox News host complained, was “a very bad day for all of us”."
    assert speakers_in(text) != ["Fox News"]


def test_it_means_the_body_that_is_the_subject_of_the_sentence_before() -> None:
    text = "The Ministry of Defence praised the crew. It said that they “saved many more than their own”."
    assert speakers_in(text) == ["Ministry of Defence"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The rates are “much too high for us”, said The Harbour Service.", "The Harbour Service"),
        ("There are “better ways to do it”, said The Tollen Post.", "The Tollen Post"),
        ("“The rates are much too high,” the Harbour Service said.", "Harbour Service"),
        ("The Harbour Service said: “The rates are much too high.”", "Harbour Service"),
    ],
)
def test_the_article_belongs_to_a_name_that_has_a_capital_one(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Norway did not appear, but, in a letter, rejected the questions. It argued that no duty exists, as “the "
            "concerns of a member are at stake”.",
            "Norway",
        ),
        (
            "Tom Lee vowed to leave, reportedly writing in a text: “I will make the biggest hole in history,” "
            "according to Tollen.com.",
            "Tom Lee",
        ),
    ],
)
def test_a_country_speaks_and_a_site_only_reports(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We are late again,” the National Pilots’ Council said.", "National Pilots’ Council"),
        ("The Tollen Teachers' Union (TTU) said: “We are late again.”", "Tollen Teachers' Union"),
    ],
)
def test_a_name_goes_on_after_a_plural_possessive(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Tollen Post wrote first. “Nobody has seen the money,” the Post said.", "Tollen Post"),
        ("The New York Times wrote first. “Nobody has seen it,” said The Times in London.", "The Times"),
        ("The Tollen Post and the Velmar Post wrote first. “Nobody has seen the money,” the Post said.", "Post"),
    ],
)
def test_the_last_word_of_a_name_means_the_only_body_that_ends_so(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]
