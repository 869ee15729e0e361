"""Spelling variants of personal names."""

import pytest

from briefing.analysis.language.name_variants import is_full_personal_name, is_spelling_variant, may_be_one_person

VARIANTS = [
    ("Abbas Velraghchi", "Abbas Velraqchi"),
    ("Volodymyr Harlensky", "Volodymyr Harlenskyy"),
    ("Mohammed Tarvi", "Muhammad Tarvi"),
    ("Yevgeny Orlov", "Evgeny Orlov"),
    ("Omar Qasimov", "Omar Gasimov"),
]


@pytest.mark.parametrize(("one", "other"), VARIANTS)
def test_transliterations_are_one_name(one: str, other: str) -> None:
    assert is_spelling_variant(one, other)
    assert may_be_one_person(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nora Velden", "Velden"),
        ("Nora Velden", "Nora Marie Velden"),
        ("Robert Velden", "Bobby Velden"),
        ("Tom Harker Jr.", "Tom Harker"),
        ("Ahmed al-Tarvi", "Ahmad Tarvi"),
        ("Han Jae-sul", "Han Jae Sul"),
        ("Han Yong Nam", "Han Jong Nam"),
        ("Dr Nora Velden", "N. Velden"),
    ],
)
def test_shorter_and_other_forms_may_be_one_person(one: str, other: str) -> None:
    assert may_be_one_person(one, other)
    assert may_be_one_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Nora Velden", "Tom Harker"), ("Nora Velden", "Nora Harker"), ("Han Jae-sul", "Bok Soo-min")],
)
def test_other_surnames_are_other_people(one: str, other: str) -> None:
    assert not may_be_one_person(one, other)
    assert not is_spelling_variant(one, other)


@pytest.mark.parametrize("name", ["Velden", "Mr Velden", "the minister", "Nora and a friend"])
def test_a_surname_or_a_descriptor_is_no_full_name(name: str) -> None:
    assert not is_full_personal_name(name)
