"""Which words beside a name are the role of the person."""

import pytest

from briefing.analysis.language.document import read_document
from briefing.analysis.language.roles import best_role
from briefing.model.evidence import RoleRule


def roles_in(text: str, surname: str) -> list[tuple[str, str]]:
    """Return the roles of the person with `surname`, each with the rule that found it."""
    person = next(person for person in read_document(text).people.persons if person.words[-1] == surname)
    return [(role.span.cut(text), role.rule) for role in person.roles]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("“It is late,” said Norway’s Prime Minister Ann Velden.", "Norway’s Prime Minister"),
        ("“It is late,” said the club's manager Ann Velden.", "the club's manager"),
        ("The economist Ann Velden said it was late.", "economist"),
        ("It was a letter from the longtime physician Ann Velden.", "longtime physician"),
        ("He was a chief of staff to President Ann Velden.", "President"),
        ("Allies of Prime Minister Ann Velden read old diaries.", "Prime Minister"),
        ("Loyalists of Prime Minister Ann Velden read old diaries.", "Prime Minister"),
        ("At 8.30 harbour boss Ann Velden said it was late.", "harbour boss"),
        ("They met former Secretary of State Ann Velden.", "former Secretary of State"),
        ("National Search and Rescue Agency chief Ann Velden said so.", "National Search and Rescue Agency chief"),
        ("A plane carrying European Union Commission leader Ann Velden landed.", "European Union Commission leader"),
        ("Chief of the Army Staff Field Marshal Ann Velden said so.", "Chief of the Army Staff Field Marshal"),
        (
            "President and CEO of Bulletin of the Atomic Scientist Ann Velden left.",
            "President and CEO of Bulletin of the Atomic Scientist",
        ),
        ("The United States and President Ann Velden said so.", "President"),
    ],
)
def test_the_title_before_a_name_keeps_its_owner_and_no_article(text: str, role: str) -> None:
    assert roles_in(text, "velden") == [(role, RoleRule.TITLE_BEFORE)]


@pytest.mark.parametrize(
    "text",
    [
        "“It is late,” said the Rev. Ann Velden.",
        "The woman who left, Ann Velden, was late.",
        "His lawyer Ann Velden was late.",
        "The researchers Ann Velden and Bo Marr were late.",
        "At 8:30 PM Ann Velden was late.",
        "As you said, Ann Velden, people were late.",
        "His bid for governor, Ann Velden said, was late.",
    ],
)
def test_what_says_nothing_of_one_person_is_no_role(text: str) -> None:
    assert roles_in(text, "velden") == []


def test_an_apposition_before_the_name_starts_with_its_own_noun_phrase() -> None:
    text = "There were comments from the party’s leader, Ann Velden, who said so."
    assert roles_in(text, "velden") == [("the party’s leader", RoleRule.APPOSITION_BEFORE)]


def test_an_owner_after_the_role_noun_is_part_of_the_role() -> None:
    text = "“It is late,” said Ann Velden, president and CEO of Tollen’s Chamber of Commerce."
    assert [role for role, _ in roles_in(text, "velden")] == ["president and CEO of Tollen’s Chamber of Commerce"]


def test_a_predicate_ends_with_a_word_that_means_something() -> None:
    assert [role for role, _ in roles_in("Ann Velden is the founder of “Harbour Inns”.", "velden")] == ["the founder"]


def test_a_title_and_an_apposition_are_both_roles() -> None:
    text = "Rep. Ann Velden (D-N.C.), head of the Harbour Caucus, said so."
    assert [role for role, _ in roles_in(text, "velden")] == ["Rep.", "head of the Harbour Caucus"]


def test_a_role_that_a_longer_one_repeats_is_left_out() -> None:
    text = "Norwegian President Ann Velden spoke. President Ann Velden left."
    assert [role for role, _ in roles_in(text, "velden")] == ["Norwegian President"]


def test_an_apposition_ends_with_a_word_that_means_something() -> None:
    text = "Ann Velden, a screenwriter and author of “The Long Road,” said so."
    assert roles_in(text, "velden") == [("a screenwriter and author", RoleRule.APPOSITION_AFTER)]


def test_the_owner_in_an_apposition_gives_no_role() -> None:
    text = "Ann Velden, the mayor's house and garden, it said."
    assert roles_in(text, "velden") == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ann Velden, who leads the board, said so.", "who leads the board"),
        ("Ann Velden, who was then serving as harbour minister, said so.", "harbour minister"),
    ],
)
def test_a_relative_clause_is_a_role(text: str, role: str) -> None:
    assert roles_in(text, "velden") == [(role, RoleRule.RELATIVE_CLAUSE)]


def test_who_is_married_has_no_role() -> None:
    assert roles_in("Ann Velden, who is married to board member Bo Marr, said so.", "velden") == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The plane carrying European Union Commission leader Ann Velden was hit.", "European Union Commission leader"),
        ("He found texts disparaging President Ann Velden.", "President"),
        ("From Sen. Ann Velden of Tollena to clerks, all agreed.", "Sen."),
        ("There were remarks from the party’s leader Ann Velden.", "the party’s leader"),
        ("Relations between the United States and President Ann Velden are bad.", "President"),
        ("They met coach great Magic Lomar and Lakers assistant coach Ann Velden.", "Lakers assistant coach"),
        ("They refused their own West Coast correspondent, Ann Velden.", "West Coast correspondent"),
    ],
)
def test_a_role_begins_after_a_verb_a_preposition_and_another_name(text: str, role: str) -> None:
    assert [words for words, _ in roles_in(text, "velden")] == [role]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The then Home Secretary, Ann Velden, approved it.", "then Home Secretary"),
        ("Then White House spokesman Ann Velden said so.", "Then White House spokesman"),
        ("Acting mayor Ann Velden agreed.", "Acting mayor"),
        ("The ousted prime minister Ann Velden agreed.", "ousted prime minister"),
        ("Interim coach Ann Velden agreed.", "Interim coach"),
        ("Mayor-elect Ann Velden agreed.", "Mayor-elect"),
        ("Former national security adviser Ann Velden agreed.", "Former national security adviser"),
        ("Ann Velden, formerly the mayor of Tollen, agreed.", "formerly the mayor of Tollen"),
        ("Ann Velden, president-elect of Tollena, agreed.", "president-elect of Tollena"),
    ],
)
def test_a_role_says_whether_it_is_still_held(text: str, role: str) -> None:
    assert [words for words, _ in roles_in(text, "velden")] == [role]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Bank of Tollena governor Ann Velden said so.", "Bank of Tollena governor"),
        ("Chief of the Army Staff Field Marshal Ann Velden left.", "Chief of the Army Staff Field Marshal"),
        ("Associated Press writer Ann Velden contributed.", "Associated Press writer"),
        ("Actor and director Ann Velden appeared.", "Actor and director"),
    ],
)
def test_a_title_keeps_all_its_words(text: str, role: str) -> None:
    assert [words for words, _ in roles_in(text, "velden")] == [role]


@pytest.mark.parametrize(
    "text",
    [
        "They met Ann Velden, former U.K. Prime Minister Tony Lomar, and others.",
        "They met Ann Velden, Special Assistant to PM Tariq Lomar, and others.",
        "A spokesman for the global flight-tracking service Velden said no.",
        "It was later run from the Boston office of Lomar, Velden, Pask & Brandt.",
        "The plan excites people of colour, Ann Velden said.",
        "Among Democrats, Ann Velden has the highest rating.",
        "The 53 million figure Ann Velden cited was wrong.",
        "Employees of platform Ann Velden left.",
        "They called to defund the police Ann Velden said.",
    ],
)
def test_the_role_of_others_is_no_role(text: str) -> None:
    assert all(not person.roles for person in read_document(text).people.persons if person.words[-1] == "velden")


def test_a_role_may_name_the_person_whom_somebody_works_for() -> None:
    text = "Ann Velden, a spokesman for President Piet Lomar, said so. Bo Marr, aide to Piet Lomar, left."
    assert roles_in(text, "velden") == [("a spokesman for President Piet Lomar", RoleRule.APPOSITION_AFTER)]
    assert roles_in(text, "marr") == [("aide to Piet Lomar", RoleRule.APPOSITION_AFTER)]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("They are thankful President Velden has come.", ["President"]),
        ("It is not the stance of the Democratic caucus, Velden said.", []),
        ("The chairman of the harbour board, Ann Velden, said so.", ["The chairman of the harbour board"]),
    ],
)
def test_a_predicate_and_a_body_before_a_name_are_no_part_of_a_role(text: str, roles: list[str]) -> None:
    assert [words for words, _ in roles_in(text, "velden")] == roles


@pytest.mark.parametrize(
    ("text", "surname", "roles"),
    [
        ("House Minority Leader Ann Velden said he was willing.", "velden", ["House Minority Leader"]),
        ("He blamed mayors, in particular Senate Leader Ann Velden, for it.", "velden", ["Senate Leader"]),
        ("It is the only person Prince Ben Velden trusts.", "velden", ["Prince"]),
        ("Indeed Norway’s senior economist Ann Velden said so.", "velden", []),
        ("Dr. Ann Velden, head of WHO's harbour unit, said so.", "velden", ["head of WHO's harbour unit"]),
        (
            "“It is so,” said Ann Velden, the head of the harbour at a news conference on Monday.",
            "velden",
            ["the head of the harbour"],
        ),
        ("“It is so,” – Ann Velden, Content Moderator #ShutThePort pic.example.com/x", "velden", ["Content Moderator"]),
        ("According to Ann Velden, President @annlomar is late.", "velden", []),
        ("It names Ann Velden, his firm and his brother in 2018.", "velden", []),
        ("Ann Velden was a happy child. Ann Velden left.", "velden", []),
        ("He met Ann Velden, the worst negotiator in the city.", "velden", []),
        ("He is Ann Velden, your favourite President.", "velden", []),
        ("She is Ann Velden, a member of the “Gang of Eight” that met.", "velden", []),
        ("Ann Velden, a person of some influence, said so.", "velden", []),
    ],
)
def test_a_role_ends_with_its_own_words_and_is_no_judgement(text: str, surname: str, roles: list[str]) -> None:
    assert [role for role, _ in roles_in(text, surname)] == roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("“It is so,” said Harbour Mayor Ann Velden, a Democrat.", "Harbour Mayor"),
        ("“It is so,” said Senate Leader Ann Velden, Kentucky Republican.", "Senate Leader"),
        ("“It is so,” said Harbour Speaker Ann Velden, one of the founders of the port.", "Harbour Speaker"),
        ("“It is so,” said Harbour Mayor Ann Velden, a painter.", "a painter"),
    ],
)
def test_an_office_says_more_than_a_party_or_one_of_several(text: str, role: str) -> None:
    (person,) = read_document(text).people.persons
    best = best_role(person.roles)
    assert best is not None
    assert best.span.cut(text) == role


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Asked on the same day Sen. Ann Velden said no.", ["Sen."]),
        ("They spoke of the outrage House Speaker Ann Velden met.", ["House Speaker"]),
        ("It asked how Creepy Is Princess Ann Velden of Tollen.", ["Princess"]),
        ("KCNA / Reuters Tollenan leader Ann Velden looks on in this photo.", ["Tollenan leader"]),
        ("A poll gave state Sen. Ann Velden a lead.", ["state Sen."]),
        ("Ann Velden, the harbour attorney for the Southern District in Oslo last week, left.", None),
        ("Ann Velden, the only Democrat who has declared, left.", []),
        ("They like Ann Velden, Piet Marr and the president of the club.", []),
        ("Ann Velden, who is a friend of his, left.", []),
        ("Ann Velden, the friend, left.", []),
        ("Ann Velden, director of the harbour and co-author of “Late Boats,” left.", ["director of the harbour"]),
        ("Ann Velden, a minister with a speech to make, left.", ["a minister"]),
        (
            "Ann Velden, a historian at the college and the author of “Late Boats,” left.",
            ["a historian at the college"],
        ),
        ("A meeting of a Russian lawyer, Ann Velden, Piet Marr and Ada Quill began.", []),
        ("Ann Velden, an unarmed black woman, left.", []),
        ("Ann Velden, who teaches a class at the school, left.", []),
        ("Asked by Ann Velden, the minister pointed to laws signed in Oslo.", []),
        ("Ann Velden, who is supervisor for the county and chairs the board, left.", ["supervisor for the county"]),
    ],
)
def test_a_doubtful_role_is_cut_or_dropped(text: str, roles: list[str] | None) -> None:
    wanted = ["the harbour attorney for the Southern District in Oslo"] if roles is None else roles
    assert [role for role, _ in roles_in(text, "velden")] == wanted


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Ann Velden, who was harbour minister until March, agreed.", ["harbour minister until March"]),
        ("Ann Velden, who served as harbour minister until 2019, agreed.", ["harbour minister until 2019"]),
        ("Ann Velden, the harbour minister until last year, agreed.", ["the harbour minister until last year"]),
        ("Ann Velden, who was the harbour minister until she resigned, agreed.", []),
    ],
)
def test_a_role_that_ended_is_not_shown_as_one_held_now(text: str, roles: list[str]) -> None:
    assert [role for role, _ in roles_in(text, "velden")] == roles
