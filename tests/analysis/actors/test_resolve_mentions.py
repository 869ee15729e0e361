import pytest

from tests.analysis.actors.readers import kinds_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The forum closed “Brand Town” and two others, Ada Quill said.", "Brand Town"),
        ("They praised the film Saltmere and its director Ada Quill.", "Saltmere"),
        ("The court followed Velden v. Pask in its ruling, Ada Quill said.", "Velden"),
        ("The crew of HMS Lomar was saved, Ada Quill said.", "Lomar"),
        ("Hurricane Ossian hit Oslo. Later Ossian turned north, Ada Quill said.", "Ossian"),
        ("Photograph: Joren Pask for the Guardian\nAda Quill won the vote on Monday in Oslo.", "Joren Pask"),
        (
            "Ada Quill won the vote, and she said so.\nBitte rufen Sie Tasmin Velden an und sprechen mit uns.",
            "Tasmin Velden",
        ),
        ("The share of the Fortune 500 fell, Ada Quill said.", "Fortune"),
        ("The users of the gen Z were young, Ada Quill said.", "Z"),
    ],
)
def test_titles_cases_ships_storms_credits_and_other_languages_name_no_actor(text: str, name: str) -> None:
    found = kinds_of(text)
    assert name not in found
    assert "Ada Quill" in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We will not wait for Oslo,” Ada Quill said.", "Oslo"),
        ("Hurricane Ossian hit Oslo. The mayor, Piet Ossian, asked for help.", "Piet Ossian"),
        ("FILE PHOTO: Ada Quill answers questions in Oslo on Monday.", "Ada Quill"),
        ("Facebook lost 500 users in a day, Ada Quill said.", "Facebook"),
    ],
)
def test_what_only_looks_like_a_title_or_a_credit_stays(text: str, name: str) -> None:
    assert name in kinds_of(text)
