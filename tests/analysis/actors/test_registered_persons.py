"""Persons of one surname stay apart among the actors, and names with particles are whole."""

import pytest

from tests.analysis.actors.readers import actors_of, roles_of


def mentions_of(text: str) -> dict[str, int]:
    return {actor.name.cut(text): len(actor.mentions) for actor in actors_of(text)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ole Pask Jr. took over the mill from his father, Ole Pask Sr., in May.", {"Ole Pask Jr.", "Ole Pask Sr."}),
        ("Ole Pask, Jr. met his father, Ole Pask, Sr., in May.", {"Ole Pask, Jr.", "Ole Pask, Sr."}),
    ],
)
def test_father_and_son_are_two_actors(text: str, found: set[str]) -> None:
    assert mentions_of(text).keys() == found


def test_a_junior_without_a_senior_has_the_key_of_his_plain_name() -> None:
    text = "Ole Pask Jr. took over the mill in May. Ole Pask is 40."
    assert [actor.key for actor in actors_of(text)] == ["ole pask"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pieter van der Moor leads the union. “No deal,” van der Moor said.", "Pieter van der Moor"),
        ("Pieter van der Berg leads the union. “No deal,” Van der Berg said.", "Pieter van der Berg"),
        ("Lisa van ’t Zand runs it. “Soon,” van ’t Zand said.", "Lisa van ’t Zand"),
        ("Omar bin Harb chairs it. “Peace,” bin Harb said.", "Omar bin Harb"),
        ("Tom ten Hoor runs it. “Never,” ten Hoor said.", "Tom ten Hoor"),
        ("Ana de la Torra leads the port. “It is open,” de la Torra said.", "Ana de la Torra"),
    ],
)
def test_a_surname_with_particles_is_whole(text: str, name: str) -> None:
    assert mentions_of(text) == {name: 2}


def test_a_surname_with_particles_is_not_the_plain_one() -> None:
    text = "Pieter van der Moor met Anna Moor. “No deal,” van der Moor said. “A deal is near,” Moor said."
    assert mentions_of(text) == {"Pieter van der Moor": 2, "Anna Moor": 2}


def test_mr_and_mrs_are_the_man_and_the_woman_of_the_surname() -> None:
    text = "Dana Tarn and her husband, Rufus Tarn, ran the inn. Mrs Tarn cooked. Mr Tarn counted the guests."
    assert mentions_of(text) == {"Dana Tarn": 2, "Rufus Tarn": 2}


def test_an_office_beside_a_surname_is_that_of_the_person_meant() -> None:
    text = (
        "Ewan Tarn backed the levy. Stephen Tarn moved the motion. “It is fair,” Mr Tarn, the member for Velmar, "
        "said. Ewan Tarn, the member for Odda, voted no."
    )
    assert (roles_of(text, "stephen tarn"), roles_of(text, "ewan tarn")) == (
        ["the member for Velmar"],
        ["the member for Odda"],
    )


def test_of_two_named_about_as_often_the_one_in_the_lead_is_meant() -> None:
    text = (
        "President Robert Tarn met the delegation on Monday.\n\nThe council wants a quiet end.\n\nFew like Grace Tarn, "
        "and some fear Grace Tarn.\n\nA statement urged Tarn to step aside.\n\nThe vote on Tarn is due."
    )
    assert mentions_of(text)["Robert Tarn"] == 3


def test_two_surnames_without_a_given_name_are_the_person_named_in_full() -> None:
    text = "Julie Inman Tarn wrote to the firm. Inman Tarn said that the port is shut. It was late."
    assert mentions_of(text) == {"Julie Inman Tarn": 2}


def test_other_initials_are_another_person() -> None:
    text = "J. R. Tarn and Ilena Tarn run the mill. J.R. Tarn said no. “Yes,” said Ilena Tarn."
    assert mentions_of(text).keys() >= {"Ilena Tarn", "J.R. Tarn"}
