import pytest

from briefing.analysis.actors.added_mentions import with_whole_persons
from briefing.analysis.actors.mentions import PERSON, Mention
from briefing.analysis.language.document import read_document
from briefing.analysis.reading import read_text
from briefing.model.actor import ActorKind
from tests.analysis.actors.readers import actors_of, kinds_of


def test_a_person_of_whom_the_tagger_has_both_words_apart_is_counted_once() -> None:
    sentence = read_document("The chief executive Hook Tang left the firm in May, it said.").sentences[0]
    first = sentence.words.index("Hook")
    apart = [Mention(at, at + 1, PERSON, 0.9) for at in (first, first + 1)]
    (whole,) = with_whole_persons(sentence, apart)
    assert (whole.start, whole.end) == (first, first + 2)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The chief of the ring was Ghislaine Maxwell, the court heard.", "Ghislaine Maxwell"),
        ("He met the writer's wife Soon-Yi Previn, who sent him letters.", "Soon-Yi Previn"),
        ("It was joined by Justices Ada Quill and Piet Lomar.", "Ada Quill"),
        ("Comments came from former VP of Harbour Growth Tasmyn Veldenaar, who left.", "Tasmyn Veldenaar"),
    ],
)
def test_a_person_has_the_whole_name_and_no_more(text: str, name: str) -> None:
    assert kinds_of(text)[name] == ActorKind.PERSON


def test_the_words_that_open_a_sentence_are_no_part_of_a_name() -> None:
    assert "One of Lomar" not in kinds_of("One of Lomar's plans was to pay them. Piet Lomar denied it.")


def test_the_name_of_a_firm_is_not_counted_twice() -> None:
    (actor,) = actors_of("Goldman Sachs Group Inc. said that the tax will cut its profit.")
    assert len(actor.mentions) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Brandt left. Though Tea Party activists gave their votes, he lost.", "Though Tea Party"),
        ("They came for the statue of Union Gen. Ulysses Velden.", "Union Gen."),
        ("On Monday, White House Press Secretary Ann Lee insisted.", "White House Press"),
        ("It was argued in Brown v. Board of Education.", "Board of Education"),
    ],
)
def test_no_word_of_the_sentence_or_of_an_office_is_part_of_a_name(text: str, name: str) -> None:
    assert name not in kinds_of(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The adviser, H.R. McVelden, told reporters that it works.", "H.R. McVelden"),
        ("He works at the Kinder Institute Assistant Professor of Law.", "Kinder Institute"),
        ("She joined Dick Clark Productions on Monday.", "Dick Clark Productions"),
    ],
)
def test_initials_articles_and_offices_bound_a_name(text: str, name: str) -> None:
    found = kinds_of(text)
    assert not any(other != name and (other in name or name in other) for other in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Indianapolis Colts won. Later the Colts lost, and the Colts left.", "Indianapolis Colts"),
        ("It went to the House Oversight and Reform Committee.", "House Oversight and Reform Committee"),
        ("Senator Ben Lomar spoke. Mr. Lomar left. Mr. Lomar came back.", "Ben Lomar"),
    ],
)
def test_teams_committees_and_outlets_have_their_whole_names(text: str, name: str) -> None:
    assert [actor.name.cut(text) for actor in actors_of(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Jim Lomar, Republican of Ohio, asked.",
        "He spoke to Southeast Asian leaders and to former British U.S. Ambassador Jim Lomar.",
        "A man told him: Hey Jim Lomar, go.",
    ],
)
def test_a_party_a_people_and_a_call_are_no_part_of_a_name(text: str) -> None:
    names = {actor.name.cut(text) for actor in actors_of(text)}
    assert "Jim Lomar" in names
    assert not names & {"Republican of Ohio", "Southeast Asian", "British U.S.", "Hey Jim Lomar"}


def test_a_person_with_two_surnames_is_one_actor_with_the_whole_name() -> None:
    text = (
        "Leaders met in Tollen. Enrique Lomar Quill said he would go. Lomar Quill met the mayor on Monday. "
        "“I think President Lomar is late,” Fox said. Lomar Quill left."
    )
    names = [actor.name.cut(text) for actor in actors_of(text)]
    assert names == ["Enrique Lomar Quill", "Tollen", "Fox"]


def test_a_noun_for_a_body_is_no_person() -> None:
    text = "Ada Velkor said that her Cabinet would change. She spoke to Cabinet members on Monday."
    assert kinds_of(text).get("Cabinet") is not ActorKind.PERSON


def test_a_speaker_with_a_capital_article_inside_the_sentence_is_an_outlet() -> None:
    text = "“It is late, and they want to know how it works,” said The Lantern in its review."
    (actor,) = read_text(text).actors
    assert (actor.name.cut(text), actor.kind) == ("The Lantern", ActorKind.ORGANISATION)
