import pytest

from briefing.model.actor import ActorKind
from tests.analysis.actors.readers import kinds_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("China sent the Jadewing rover to the moon. The Jadewing rover slept, Ada Quill said.", "Jadewing"),
        (
            "The Falcon Havoc will fly in May. It is the new Falcon Havoc rocket. The Falcon Havoc is late, "
            "Ada Quill said.",
            "Falcon Havoc",
        ),
        (
            "The rocket, known as the Falcon Havoc, will fly. The Falcon Havoc is late. Falcon Havoc launches cost a "
            "lot, Ada Quill said.",
            "Falcon Havoc",
        ),
        ("They spoke of Zuckerburgh and its people, Ada Quill said.", "Zuckerburgh"),
    ],
)
def test_a_product_and_a_lone_unknown_word_are_left_out(text: str, name: str) -> None:
    found = kinds_of(text)
    assert name not in found
    assert "Ada Quill" in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The village is near Zuckerburgh, Ada Quill said.", "Zuckerburgh"),
        ("President Zuckerov spoke to Ada Quill.", "Zuckerov"),
        ("Zuckerov said that he knew Ada Quill.", "Zuckerov"),
        ("The firm Zuckerburg pays Ada Quill.", "Zuckerburg"),
    ],
)
def test_an_unknown_word_stays_if_the_words_beside_it_say_what_it_is(text: str, name: str) -> None:
    assert name in kinds_of(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They asked its chatbot, Grokk, about Ada Quill. Grokk answered. Grokk erred.", "Grokk"),
        ("A line of Virginians waited for Ada Quill.", "Virginians"),
        ("They like Indigenous people, Ada Quill said.", "Indigenous"),
    ],
)
def test_chatbots_and_groups_of_people_are_no_actors(text: str, name: str) -> None:
    found = kinds_of(text)
    assert name not in found
    assert "Ada Quill" in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It rose from the chaos of the Long Winter, Ada Quill said.", "Long Winter"),
        ("A list was made by TIME and Statistica, which Ada Quill knows.", "Statistica"),
        ("©Tasmin Velden (AFP)\nAda Quill won the vote on Monday in Oslo.", "Tasmin Velden"),
    ],
)
def test_a_place_needs_more_than_the_taggers_word(text: str, name: str) -> None:
    found = kinds_of(text)
    assert name not in found
    assert "Ada Quill" in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Michael Neu, 67 of Slidall, La., was arrested.", "Slidall"),
        ("The town is near Sutter Wells, Ada Quill said.", "Sutter Wells"),
        ("It was announced in the White House briefing, Ada Quill said.", "White House"),
    ],
)
def test_a_place_stays_where_places_stand(text: str, name: str) -> None:
    assert kinds_of(text).get(name, ActorKind.PLACE) == ActorKind.PLACE
    assert name in kinds_of(text) or name == "Slidall"
