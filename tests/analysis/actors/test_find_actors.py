from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.actors.find_actors import find_actors
from briefing.analysis.language.document import read_document
from briefing.model.actor import ActorKind
from briefing.model.quote import Quote, QuoteKind
from briefing.model.spans import Span
from tests.analysis.actors.readers import actors_of, keys_of, kinds_of, roles_of

DIGEST = (Path(__file__).parent / "digest.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("North Korea", ActorKind.PLACE),
        ("Russia", ActorKind.PLACE),
        ("South Korea", ActorKind.PLACE),
        ("Japan", ActorKind.PLACE),
        ("Ukraine", ActorKind.PLACE),
        ("Joe Biden", ActorKind.PERSON),
        ("Vladimir Putin", ActorKind.PERSON),
        ("Donald Trump", ActorKind.PERSON),
        ("Victor Cha", ActorKind.PERSON),
        ("Steven Cheung", ActorKind.PERSON),
        ("Trump campaign", ActorKind.ORGANISATION),
        ("Biden administration", ActorKind.ORGANISATION),
    ],
)
def test_a_digest_names_its_actors(name: str, kind: ActorKind) -> None:
    assert kinds_of(DIGEST)[name] == kind


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("joe biden", "President"),
        ("vladimir putin", "Russian President"),
        ("donald trump", "former President"),
        (
            "victor cha",
            "senior vice president for Asia and Korea Chair at the Center for Strategic and International Studies",
        ),
        ("steven cheung", "a Trump campaign spokesman"),
    ],
)
def test_a_digest_gives_roles(key: str, role: str) -> None:
    assert role in roles_of(DIGEST, key)


def test_a_surname_joins_the_full_name() -> None:
    (actor,) = actors_of("Angela Merkel spoke on Monday. Merkel said that she would stay.")
    assert len(actor.mentions) == 2


def test_the_spans_of_mentions_cover_the_names() -> None:
    text = "Angela Merkel’s party met in Berlin."
    assert {span.cut(text) for actor in actors_of(text) for span in actor.mentions} == {"Angela Merkel", "Berlin"}


def test_aliases_are_one_actor() -> None:
    text = "The United Nations met on Monday. The U.N. was told by the United States, but the U.S. did not answer."
    assert {(actor.key, len(actor.mentions)) for actor in actors_of(text)} == {
        ("united nations", 2),
        ("united states", 2),
    }


def test_an_acronym_stands_for_the_name_that_explains_it() -> None:
    text = "The Northern Fisheries Council (NFC) met on Monday. The NFC said that it would vote."
    assert keys_of(text) == {"northern fisheries council"}


def test_a_demonym_is_not_an_actor() -> None:
    assert keys_of("The Russian and French voters went home, and the Germans stayed.") == set()


def test_days_and_events_are_not_actors() -> None:
    assert keys_of("On Monday the World Cup and the State of the Union took place.") == set()


def test_a_ministry_is_an_organisation() -> None:
    assert kinds_of("The Foreign Ministry said on Friday that it would not answer.") == {
        "Foreign Ministry": ActorKind.ORGANISATION
    }


def test_a_credit_line_introduces_nobody() -> None:
    text = "The council met on Monday in the old town hall to vote.\nPhoto by Pete Souza / Getty Images\nIt voted late."
    assert keys_of(text) == set()


def test_korea_means_the_only_korea_named_in_full() -> None:
    text = "North Korea fired a rocket on Monday. Officials said that Korea had given no warning."
    assert keys_of(text) == {"north korea"}


def test_the_north_means_north_korea_if_the_text_names_it() -> None:
    text = "North Korea fired a rocket on Monday. Officials said that the North had given no warning."
    assert {(actor.key, len(actor.mentions)) for actor in actors_of(text)} == {("north korea", 2)}


def test_a_capital_with_its_district_is_one_place() -> None:
    assert keys_of("They met in Washington, D.C., on Monday evening.") == {"washington"}


def test_an_adjective_made_of_a_place_is_not_an_actor() -> None:
    assert keys_of("The Boston-based firm and its Mexican-American founder agreed on Monday.") == set()


def test_a_quoted_speaker_is_an_actor() -> None:
    text = "“We will wait and see what comes of it,” said Xquolo Zbrn in the evening."
    name = Span(text.index("Xquolo"), text.index(" in the evening"))
    quote = Quote(spans=(Span(1, 40),), kind=QuoteKind.DIRECT, paragraph=1, mention=name, name=name)
    assert "xquolo zbrn" in {actor.key for actor in find_actors(read_document(text), (quote,))}


def test_the_same_text_gives_the_same_actors() -> None:
    assert actors_of(DIGEST) == actors_of(DIGEST)


@pytest.mark.parametrize(
    "text", ["", "\n", "\u00ad", "日本の首相は東京で会見した。", "Владимир Путин сказал: «нет».", "A. B. C."]
)
def test_any_language_can_be_read(text: str) -> None:
    assert isinstance(actors_of(text), tuple)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("Aa Bb.,'’\"“”()-–\n\u00adéÅ1/&U.S. said of and the 日"), max_size=120))
def test_mentions_always_lie_in_the_text(text: str) -> None:
    for actor in actors_of(text):
        assert all(0 <= span.start < span.end <= len(text) for span in (*actor.mentions, *actor.roles, actor.name))


@pytest.mark.parametrize("day", ["05/22/2024", "2024-05-22", "May 22, 2024"])
def test_a_line_that_cites_an_article_names_no_actor(day: str) -> None:
    cited = f"{DIGEST.rstrip()}\nVoters in Iowa wait, and so do those in Wisconsin, NBC News, {day}\n"
    assert not {"nbc news", "iowa", "wisconsin", "example herald"} & keys_of(cited)


def test_a_plural_noun_that_speaks_is_not_a_person() -> None:
    text = "Nations agreed that “the old harbour must have limits of its own.”"
    quote = Quote(spans=(Span(22, 60),), kind=QuoteKind.DIRECT, paragraph=1, mention=Span(0, 7), name=Span(0, 7))
    assert not find_actors(read_document(text), (quote,))


def test_a_surname_that_two_persons_share_means_the_one_in_the_lead() -> None:
    text = (
        "Martin Clinton was sworn in on Monday. His rival, Peter Clinton, said nothing on Monday. Later in the day "
        "Clinton spoke of boats."
    )
    counts = {actor.key: len(actor.mentions) for actor in actors_of(text)}
    assert counts == {"martin clinton": 2, "peter clinton": 1}


def test_a_family_name_that_stands_first_means_either_bearer() -> None:
    text = (
        "It was late.\n\nJack Kim spoke. Later Kim Jong Un came. The North, led by Kim Jong Un, agreed.\n\nKim smiled."
    )
    assert {actor.key: len(actor.mentions) for actor in actors_of(text)}["kim jong un"] == 3


def test_a_longer_form_of_a_persons_name_is_the_same_person() -> None:
    text = "President Mohamed bin Zayed met them. Mohamed bin Zayed Al Nahyan praised them."
    assert len(keys_of(text)) == 1


def test_an_acronym_in_capitals_is_no_surname() -> None:
    text = "The young leader Kim Jong Un ordered it. The UN was told. The UN waited."
    assert {actor.key for actor in actors_of(text)} == {"kim jong un", "united nations"}


def test_two_middle_initials_are_two_persons() -> None:
    text = "President George A. Velden spoke. Before him, George B. Velden had ruled. George A. Velden left."
    assert len(actors_of(text)) == 2


def test_the_chief_executive_of_a_name_makes_it_a_firm() -> None:
    text = "Goldmann gained. Goldmann’s chief executive, Ada Quill, said so. Goldmann's plans were late."
    assert kinds_of(text).get("Goldmann", ActorKind.ORGANISATION) == ActorKind.ORGANISATION


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee spoke in Oslo. Piet Velden contributed to this report from Bergen.",
        "By Piet Velden\nAnn Lee spoke in Oslo. (Reporting by Piet Velden and Maja Brandt; Writing by Maja Brandt)",
        "Ann Lee, who is 41, spoke in Oslo. Piet Velden | AFP | Getty Images\nNobody else did.",
        "Ann Lee spoke in Oslo. (Piet Velden/The Washington Post)\nNobody else did.",
        "Korean Central News Agency/Korea News Service via AP\nAnn Lee spoke in Oslo.",
        "Image copyright EPA Image caption Ann Lee spoke in Oslo.",
        "Ann Lee spoke in Oslo. (RELATED: Mayor Velden Delays Parade in Bergen)",
        "Ann Lee spoke in Oslo.\nAre you an insider at Google? Reach out to Piet Velden at his secure email address.",
        "Ann Lee spoke in Oslo.\nPiet Velden is the senior harbour correspondent at Newsweek.",
    ],
)
def test_credits_and_promotion_name_no_actor(text: str) -> None:
    assert keys_of(text) <= {"ann lee", "oslo"}


@pytest.mark.parametrize(
    "text",
    [
        "Piet Velden contributed to the harbour fund, Ann Lee said in Oslo.",
        "Reporting by Piet Velden shows that Ann Lee lied to the council.",
        "Ann Lee and Piet Velden are ready.\nPiet Velden is a writer who lives alone.\nThe two met.\nThey left.",
    ],
)
def test_words_of_a_credit_in_a_sentence_are_no_credit(text: str) -> None:
    assert "piet velden" in keys_of(text)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("They met in Washington, D.C. on Monday. The District of Columbia pays taxes.", {"washington"}),
        ("Ice broke off in Antarctica. The Antarctic ice is thin.", {"antarctica"}),
    ],
)
def test_two_names_of_one_place_are_one_actor(text: str, keys: set[str]) -> None:
    assert keys_of(text) == keys


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Velden spoke. Piet Velden Jr. was there. Velden left.", {"Velden", "Piet Velden Jr."}),
        ("Piet Velden Jr. was there. Then Velden left.", {"Piet Velden Jr."}),
        ("Mayor Ann DeLomar spoke. Many like De Lomar, he said.", {"Ann DeLomar"}),
        ("Freda Brandt Quill invests. Brandt Quill, also an author, agreed.", {"Freda Brandt Quill"}),
        ("He met Ann Lee Ann in the hall.", {"Ann Lee"}),
        ("The king of Jordan, King Abdullah II, spoke.", {"Jordan", "King Abdullah II"}),
    ],
)
def test_a_person_is_one_actor_under_a_whole_name(text: str, names: set[str]) -> None:
    assert set(kinds_of(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Oslo Police Benevolent Association met. The Oslo PBA said no.",
            {"Oslo PBA"},
        ),
        (
            "The Central Harbour Works Committee will meet. The Harbour Works Committee is small.",
            {"Central Harbour Works Committee"},
        ),
        ("The Port and Upper Harbour Research Commission said no.", {"Port and Upper Harbour Research Commission"}),
        ("The Harbour people and State Department said no.", {"State Department"}),
        ("He sent a Velmar Roadster to Oslo with the Jade Lantern rover.", {"Oslo"}),
        ("He met the Land Rover chief executive Ann Lee in Oslo.", {"Land Rover", "Ann Lee", "Oslo"}),
        ("She joined Tesla (TSLA) in the spring.", {"Tesla"}),
        ("They looted shops in San Jose, CA, on Monday.", {"San Jose"}),
        ("In Oslo, UN officials said no.", {"Oslo", "UN"}),
    ],
)
def test_an_organisation_is_one_actor_under_a_whole_name(text: str, names: set[str]) -> None:
    assert set(kinds_of(text)) == names


def test_headlines_glued_to_a_name_are_not_the_text() -> None:
    text = (
        "Chairman Piet Velden Piet Oskar VeldenHarbour Board asks for money Brooke County closes Ada Quill wins MORE "
        "said no on Monday. Velden left."
    )
    assert keys_of(text).isdisjoint({"brooke county", "ada quill", "harbour board", "veldenharbour board"})


def test_the_line_that_says_from_where_reporters_wrote_has_no_actors() -> None:
    assert set(kinds_of("Ann Lee spoke on Monday.\n\n___ Brinkla reported from Oslo.")) == {"Ann Lee"}
