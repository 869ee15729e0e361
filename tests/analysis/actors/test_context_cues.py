import pytest

from briefing.analysis.actors.context_cues import firm_beside
from briefing.analysis.actors.mentions import Mention
from briefing.analysis.language.document import read_document
from briefing.model.actor import ActorKind
from tests.analysis.actors.readers import actors_of, kinds_of

PERSON, PLACE, ORGANISATION = ActorKind.PERSON, ActorKind.PLACE, ActorKind.ORGANISATION


def test_the_name_of_a_town_followed_by_an_office_is_a_person() -> None:
    kinds = kinds_of("Hartford, the engineer, said that it was late. Many people heard Hartford speak.")
    assert kinds["Hartford"] == PERSON


def test_the_name_of_a_town_followed_by_two_professions_is_a_person() -> None:
    kinds = kinds_of("Hartford, Baptist minister and civil rights leader, died on Monday. Many loved Hartford.")
    assert kinds["Hartford"] == PERSON


def test_a_town_that_something_is_in_stays_a_place() -> None:
    assert kinds_of("They met in Hartford, the engineer says. Hartford has two parks.")["Hartford"] == PLACE


def test_an_unlisted_word_that_something_is_in_is_a_place() -> None:
    kinds = kinds_of("The harvest in Tollena was poor. Tollena will buy wheat, and Tollena's farmers will pay.")
    assert kinds["Tollena"] == PLACE


def test_the_word_after_the_town_of_a_dateline_is_a_place() -> None:
    kinds = kinds_of("PORT TOLLEN, Tollena - A fire broke out. Tollena says it was small. Tollena's police came.")
    assert kinds["Tollena"] == PLACE


def test_a_person_whom_somebody_trusts_in_is_not_a_place() -> None:
    kinds = kinds_of("Many lost their trust in Marsh on Monday. Marsh said that she would stay.")
    assert kinds["Marsh"] == PERSON


def test_a_monitor_is_an_organisation() -> None:
    text = "On Monday, internet monitor Netwatch said that the network was down. Netwatch added that it would be back."
    assert kinds_of(text)["Netwatch"] == ORGANISATION


def test_a_newspaper_named_after_a_place_is_one_organisation() -> None:
    kinds = kinds_of("The Bay Ledger reported that it was late. In the Gulf Courier, the minister said no.")
    assert kinds == {"Bay Ledger": ORGANISATION, "Gulf Courier": ORGANISATION}


def test_a_name_that_begins_with_bank_is_an_organisation() -> None:
    text = "At Bank Veltana in Tollen Bay, loans are lost.\n\nBank Veltana will now wait for Bank Veltana's owners."
    assert kinds_of(text)["Bank Veltana"] == ORGANISATION


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The talk was led by Tollenbank CEO Ada Quill on Monday.", "Tollenbank"),
        ("The issue was written by Salesforth global managing partner Ada Quill.", "Salesforth"),
        ("Many companies, including Budwell, were founded by immigrants.", "Budwell"),
        ("We know that Tollifa and other similar extremist groups took part.", "Tollifa"),
    ],
)
def test_officers_lists_and_an_article_make_an_organisation(text: str, name: str) -> None:
    assert kinds_of(text).get(name) == ActorKind.ORGANISATION


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He was shot in his neighborhood, Eden Lodge, at seven.", "Eden Lodge"),
        ("There were two shootings in Sutterland Wells, Texas.", "Sutterland Wells"),
    ],
)
def test_a_noun_for_a_place_or_a_state_makes_a_place(text: str, name: str) -> None:
    assert kinds_of(text).get(name) == ActorKind.PLACE


def test_a_surname_that_is_a_persons_makes_a_person_of_the_full_name() -> None:
    text = "They filmed Rax Simoneau in case he came. Simoneau said that he knew. Simoneau left. He saw Rax Simoneau."
    assert kinds_of(text) == {"Rax Simoneau": ActorKind.PERSON}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A spokesman told The Hillside that nothing was known.", "Hillside"),
        ("It was the most deadly one, according to Cleveport.com.", "Cleveport.com"),
        ("He bought Hillside shares on Monday.", "Hillside"),
    ],
)
def test_an_article_an_address_and_shares_are_signs_of_an_organisation(text: str, word: str) -> None:
    (sentence,) = read_document(text).sentences
    start = sentence.words.index(word)
    assert firm_beside(sentence, Mention(start, start + 1, "PER"))


def test_the_article_of_another_noun_is_no_sign_of_an_organisation() -> None:
    (sentence,) = read_document("They called it The Hillside affair.").sentences
    assert not firm_beside(sentence, Mention(4, 5, "PER"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The list is by consultancy Lomark. It was paid for by Lomark.", "Lomark"),
        ("It was read by Nextgate, a social network. Nextgate users like it.", "Nextgate"),
        ("Velden lent money to NXT Semiconductors NV on Monday.", "NXT Semiconductors NV"),
        ("The law was told in a story in The Atlantic on Monday.", "Atlantic"),
    ],
)
def test_a_noun_for_a_body_makes_an_organisation(text: str, name: str) -> None:
    assert kinds_of(text).get(name) == ActorKind.ORGANISATION


def test_an_airport_is_a_place() -> None:
    text = "The flight left Tollen-Fort Velden International Airport on Sunday."
    assert kinds_of(text) == {"Tollen-Fort Velden International Airport": ActorKind.PLACE}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("He walked to Tollen Cathedral on Monday.", "Tollen Cathedral", PLACE),
        ("The storm reached St. Joseph in Missouri.", "St. Joseph", PLACE),
        ("Fires rage in the Amazon, a journal said. The smoke of the Amazon is seen from space.", "Amazon", PLACE),
        ("It fell into the North Pacific Ocean on Monday.", "North Pacific Ocean", PLACE),
        ("He fought in the Army, she said.", "Army", ORGANISATION),
        ("Jon Testa won. They gave money to Testa. A vote for Testa counts. Testa said so.", "Jon Testa", PERSON),
        ("The edge of Maximo magazine was torn, she said.", "Maximo", ORGANISATION),
    ],
)
def test_the_words_around_a_name_decide_its_type(text: str, name: str, kind: ActorKind) -> None:
    assert kinds_of(text).get(name, kind) == kind
    assert not {other for key, other in kinds_of(text).items() if key in name and other != kind}


@pytest.mark.parametrize(
    "text",
    [
        "It was late. “We left,” said Fritha Tarn, the club’s president.",
        "It was late. “We left,” said Tasmin Velden, the firm's lawyer.",
        "It was late. Joren Pask, a group’s founder, left.",
    ],
)
def test_the_officer_of_a_body_is_a_person(text: str) -> None:
    (actor,) = actors_of(text)
    assert actor.kind == ActorKind.PERSON
    assert actor.roles
