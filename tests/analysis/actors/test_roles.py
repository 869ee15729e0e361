import pytest

from tests.analysis.actors.readers import roles_of


def test_a_title_before_the_name_is_a_role() -> None:
    assert roles_of("Russian President Vladimir Putin spoke on Monday.", "vladimir putin") == ["Russian President"]


def test_a_former_office_keeps_its_former() -> None:
    text = "On Monday former Secretary of State Mike Pompeo spoke."
    assert roles_of(text, "mike pompeo") == ["former Secretary of State"]


def test_an_apposition_after_the_name_is_a_role() -> None:
    text = "Victor Cha, a senior adviser at the Center for Strategic and International Studies, said so."
    assert roles_of(text, "victor cha") == ["a senior adviser at the Center for Strategic and International Studies"]


def test_party_and_age_are_stepped_over() -> None:
    text = "Steven Cheung (R-Ohio), 41, a spokesman for the campaign, did not."
    assert roles_of(text, "steven cheung") == ["a spokesman for the campaign"]


def test_an_apposition_before_the_name_is_a_role() -> None:
    text = "The group's founder, Michael Bell, spoke on Monday."
    assert roles_of(text, "michael bell") == ["The group's founder"]


def test_who_leads_is_a_role() -> None:
    text = "Angela Merkel, who leads the largest party, spoke on Monday."
    assert roles_of(text, "angela merkel") == ["who leads the largest party"]


def test_mister_is_no_role() -> None:
    assert roles_of("Mr. Michael Bell spoke on Monday. Bell was calm.", "michael bell") == []


def test_a_list_of_names_gives_no_roles() -> None:
    assert roles_of("Angela Merkel, Emmanuel Macron and Theresa May met on Monday.", "angela merkel") == []


def test_the_next_of_a_list_is_no_role() -> None:
    text = "It was signed by Finance Minister Ann Lee, Justice Minister Bo Carr, and others on Monday."
    assert roles_of(text, "ann lee") == ["Finance Minister"]


def test_a_relative_who_is_named_is_no_role() -> None:
    text = "The letter went to Ann Lee, his wife Dora and his daughter, late on Monday evening."
    assert roles_of(text, "ann lee") == []


def test_who_reported_is_no_role() -> None:
    text = "“It will open,” said port spokesman Peter Carr, the official port agency reported."
    assert roles_of(text, "peter carr") == ["port spokesman"]


def test_an_envoy_who_is_named_is_no_role_of_another() -> None:
    text = "They met with Ann Lee, special envoy Steve Carr, and others late on Monday evening."
    assert roles_of(text, "ann lee") == []


def test_a_form_of_address_behind_the_role_is_cut_off() -> None:
    text = "Longtime harbour leader Rev. Ossian Brandt spoke on Monday."
    assert roles_of(text, "ossian brandt") == ["Longtime harbour leader"]


def test_a_form_of_address_alone_is_no_role() -> None:
    assert roles_of("On Monday Ayatollah Ali Terani spoke of the harbour.", "ali terani") == []


def test_words_before_mister_are_no_role() -> None:
    assert roles_of("“I am sure Mr. Bell is calm,” she said. Michael Bell was calm.", "michael bell") == []


def test_who_acts_behind_the_comma_has_the_role() -> None:
    text = "Asked about the letter from Ann Lee, the Harbour Minister appeared to agree. Ann Lee was not there."
    assert roles_of(text, "ann lee") == []


@pytest.mark.parametrize(
    ("text", "key", "roles"),
    [
        ("In those days then-Harbour Minister Ann Lee announced it.", "ann lee", ["then-Harbour Minister"]),
        ("A year before, ex-Justice Secretary Ann Lee left.", "ann lee", ["ex-Justice Secretary"]),
        ("They sent balloons into North Velmar carrying leaflets criticizing leader Ann Lee.", "ann lee", ["leader"]),
        ("In May, fallen political star Ann Lee left the town.", "ann lee", ["fallen political star"]),
        ("In this June 4, 2020 file photo Virginia Gov. Ann Lee speaks.", "ann lee", ["Virginia Gov."]),
        ("It is the first of Birds of the Caribbean director Ann Lee in a decade.", "ann lee", ["director"]),
        ("The bag was that of her now estranged husband, Piet Lomar, and was sold.", "piet lomar", []),
        ("He was led by former Tollen design ethicist Ann Lee.", "ann lee", ["former Tollen design ethicist"]),
        ("Ann Lee, author of the book “Tides” and of others, spoke.", "ann lee", ["author"]),
        ("“We go,” said the writer's husband, Piet Lomar.", "piet lomar", ["the writer's husband"]),
    ],
)
def test_a_role_is_whole_or_not_shown(text: str, key: str, roles: list[str]) -> None:
    assert roles_of(text, key) == roles


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Lomar last week fired deputy Ann Lee, who enjoys support.", "ann lee"),
        ("The talks included Special Assistant to PM Ann Lee, and others.", "ann lee"),
        ("It is a powder keg. — Ann Lee, Business Insider", "ann lee"),
        ("Born Ann Lee, this rap artist sings.", "ann lee"),
        ("Robert Lomar left. Grace Lomar came.\n\nLomar, the world's oldest head of state, sat.", "grace lomar"),
    ],
)
def test_a_role_that_is_not_certain_is_not_shown(text: str, key: str) -> None:
    assert roles_of(text, key) == []


def test_a_verb_between_the_subject_and_an_office_is_no_part_of_the_role() -> None:
    text = "That is Oslo and Bergen, which both support Syrian President Ann Lee."
    assert roles_of(text, "ann lee") == ["Syrian President"]


@pytest.mark.parametrize(
    ("text", "key", "roles"),
    [
        ("He was helped by former 30 Rock writer Ann Lee.", "ann lee", ["former 30 Rock writer"]),
        ("The names of Tollen dictator Bo Marr and Egypt's deposed President, Ann Lee, were found.", "ann lee", []),
        ("Among them are Reps. Ann Lee and Bo Marr.", "ann lee", []),
        ("On Monday, District 12 District Attorney Ann Lee called.", "ann lee", ["District Attorney"]),
    ],
)
def test_numbers_plurals_and_other_names_before_a_person(text: str, key: str, roles: list[str]) -> None:
    assert roles_of(text, key) == roles


@pytest.mark.parametrize(
    ("text", "key", "roles"),
    [
        ("Waiters greet Russian President Vladimir Putin at the door.", "vladimir putin", ["Russian President"]),
        ("Millions of voters support President Ann Lee on this.", "ann lee", ["President"]),
        ("The National Guild for Sailors President Ann Lee said no.", "ann lee", ["President"]),
        ("Six were for Lomar, one undecided and one Velden supporter, he said. Piet Lomar won.", "piet lomar", []),
        ("They mourned another young man, Piet Lomar, 27, on Monday.", "piet lomar", []),
        ("She called it the Big F--king Lomar. Piet Lomar laughed.", "piet lomar", []),
        ("He is a friend of sports minister Ann Lee.", "ann lee", ["sports minister"]),
        ("Ann Lee, one of the founders, spoke on Monday.", "ann lee", ["one of the founders"]),
    ],
)
def test_a_role_is_cut_from_the_clause_and_the_name_before_it(text: str, key: str, roles: list[str]) -> None:
    assert roles_of(text, key) == roles
