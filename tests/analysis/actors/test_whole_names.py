"""Where a name begins and ends: whole names in place of their parts, without the words beside them."""

import pytest

from briefing.analysis.actors.thread_actors import NumberedFindings, merge_actors
from briefing.model.actor import ActorKind
from tests.analysis.actors.readers import actors_of, keys_of, kinds_of

ORG, LOC, PER = ActorKind.ORGANISATION, ActorKind.PLACE, ActorKind.PERSON


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("She teaches law at UC Davis and lives nearby.", "UC Davis", ORG),
        ("He signed for the Houston Rockets on Monday.", "Houston Rockets", ORG),
        ("He left the Denver Broncos for a coaching job.", "Denver Broncos", ORG),
        ("She reports for the Houston Post-Dispatch on schools.", "Houston Post-Dispatch", ORG),
        ("The book was printed by Velden & Lomar last year.", "Velden & Lomar", ORG),
        ("They met on the steps of the Jefferson Memorial at noon.", "Jefferson Memorial", LOC),
        ("A report by the People's Bank of China said otherwise.", "People's Bank of China", ORG),
        ("The group Artists for Palestine signed it.", "Artists for Palestine", ORG),
        ("He writes for Mother Jones about prisons.", "Mother Jones", ORG),
        (
            "He is on the Senate Foreign Affairs and Rural Trade Committee now.",
            "Senate Foreign Affairs and Rural Trade Committee",
            ORG,
        ),
    ],
)
def test_a_part_of_a_name_gives_way_to_the_whole(text: str, name: str, kind: ActorKind) -> None:
    assert kinds_of(text) == {name: kind}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He met Donald Trump Donald TrumpHarbour closes again after the storm in Oslo.", {"Donald Trump", "Oslo"}),
        ("The police killing of George Floyd May 25 in Oslo shook them.", {"George Floyd", "Oslo"}),
        ("He called it a lie in the Failing New York Times on Monday.", {"New York Times"}),
        ("Former U.S. National Security Advisor John Bolton left.", {"U.S.", "John Bolton"}),
        ("White House Press Secretary Ann Lee said no.", {"White House", "Ann Lee"}),
        ("They voted for Sen. Ann Lee (D., Conn.) in Oslo.", {"Ann Lee", "Oslo"}),
        ("He is a native North Carolinian, and Ann Lee is not.", {"Ann Lee"}),
        ("The review of the National Women of Courage Award is over, Ann Lee said.", {"Ann Lee"}),
    ],
)
def test_words_beside_a_name_are_no_part_of_it(text: str, names: set[str]) -> None:
    assert set(kinds_of(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "Comment on our Facebook, Twitter, YouTube and Instagram accounts.",
        "Sign up for our letter and follow us on Twitter or Instagram.",
        "Share this: Twitter Facebook WhatsApp LinkedIn",
    ],
)
def test_the_platforms_of_an_outlet_are_no_actors(text: str) -> None:
    assert not keys_of(text)


def test_a_platform_that_acts_is_an_actor() -> None:
    assert kinds_of("The video is false. Facebook removed it on Monday, and Twitter labelled it.") == {
        "Facebook": ORG,
        "Twitter": ORG,
    }


@pytest.mark.parametrize(
    ("text", "key", "mentions"),
    [
        (
            "The Reporters Committee for Ports of Oslo sued. The Reporters Committee won.",
            "reporters committee for ports of oslo",
            2,
        ),
        ("The Federal Bureau of Ports is open. The Bureau of Ports said so.", "federal bureau of ports", 2),
        ("The Oslo Sentinel has a new editor. The Sentinel named her on Monday.", "oslo sentinel", 2),
        ("The Oslo Brotherhood of Dockers is on strike, and the OBD will not talk.", "oslo brotherhood of dockers", 1),
        (
            "The Chicago Fraternal Order of Police met on Monday. The FOP voted no.",
            "chicago fraternal order of police",
            2,
        ),
    ],
)
def test_a_short_name_is_the_organisation_named_in_full(text: str, key: str, mentions: int) -> None:
    assert {actor.key: len(actor.mentions) for actor in actors_of(text)}[key] >= mentions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "“Charts are hard,” Alberto Cairo said. “They lie,” says Cairo. “All of them,” Cairo says.",
            {"Alberto Cairo"},
        ),
        ("Jim Lomar left. The mayor praised James Lomar. Lomar thanked her.", {"Jim Lomar"}),
        ("Joe Lomar and his son Hunter Lomar left. Joe Lomar came back.", {"Joe Lomar", "Hunter Lomar"}),
    ],
)
def test_two_names_are_one_person_if_their_given_names_agree(text: str, names: set[str]) -> None:
    assert {actor.name.cut(text) for actor in actors_of(text) if actor.kind is PER} == names


@pytest.mark.parametrize(
    "text", ["(Ann Velden/The Oslo Times) The port is shut.", "The port is shut. REUTERS/Ann Velden The mayor left."]
)
def test_a_photographer_beside_a_slash_is_no_actor(text: str) -> None:
    assert "ann velden" not in keys_of(text)


@pytest.mark.parametrize(
    "text", ["But opposition lawmaker Zulay Lomar Quill says so.", "The filmmaker Zulay Lomar spoke."]
)
def test_the_maker_of_laws_or_films_is_a_person(text: str) -> None:
    assert list(kinds_of(text).values()) == [PER]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("He is a law professor at Loyola University Chicago now.", "Loyola University Chicago", ORG),
        ("He teaches a class at U.C. Davis on Mondays.", "U.C. Davis", ORG),
        ("No member of Richard Lomar Motorsports saw it.", "Richard Lomar Motorsports", ORG),
        ("A light was seen on Tuesday, CBS Boston reports.", "CBS Boston", ORG),
        ("Ann Velden, global head of strategy at Jefferies, said so.", "Jefferies", ORG),
        ("I have read the cables from Ambassador Stevens about it.", "Stevens", PER),
        ("The exile of Sheikh Velna ended on Monday.", "Sheikh Velna", PER),
        ("The rebels toppled the statue of King George at noon.", "King George", PER),
    ],
)
def test_the_words_of_a_name_say_what_it_is(text: str, name: str, kind: ActorKind) -> None:
    assert kinds_of(text)[name] is kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee told local Washington station WJLA so.", {"Ann Lee", "Washington", "WJLA"}),
        ("It is what Larry and David Ellison have done, Ann Lee said.", {"David Ellison", "Ann Lee"}),
        ("They were paid by the Paycheck Protection Program, Ann Lee said.", {"Ann Lee"}),
    ],
)
def test_parts_of_other_names_are_no_actors(text: str, names: set[str]) -> None:
    assert set(kinds_of(text)) == names


def test_an_acronym_of_two_letters_does_not_leave_out_the_town() -> None:
    assert "oslo police department" not in keys_of("The PD is open. He called the PD again.")
    keys = keys_of("The Oslo Police Department is open. He called the PD of his town.")
    assert "oslo police department" in keys


def test_a_trade_before_a_name_makes_a_person_of_it() -> None:
    text = (
        "Police must investigate the killing of journalist Shubham Mani Tripathi, it said.\n\n"
        "The arrests of three suspects in Shubham Mani Tripathi’s killing is a good start, but police must find others."
    )
    assert kinds_of(text)["Shubham Mani Tripathi"] is PER


LEAD = "Harbour Minister Ann Lee spoke on Monday. "


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met NORC at the University of Oslo for the Data Foundation.", {"University of Oslo", "Data Foundation"}),
        ("“Until Congress acts, they wait,” Ann Lee said.", {"Congress"}),
        ("Illinois' Harbour Zoo is closed.", {"Illinois", "Harbour Zoo"}),
        ("According to NBC Louisville affiliate WAVE, he went.", {"NBC", "Louisville"}),
        ("“They are players in the FBI & DOJ,” she said.", {"FBI", "DOJ"}),
        ("The Bulletin of the Harbour Pilots said so.", {"Bulletin of the Harbour Pilots"}),
        ("The House subcommittee on Labor, Health and Human Services, Education, and Ports met.", {"House"}),
        ("He came to Richmond, Va. Velden said no. Ralph Velden went.", {"Richmond", "Va.", "Ralph Velden"}),
        ("California Democratic Rep. Nancy Velden on Monday was appointed.", {"California", "Nancy Velden"}),
        ("Ada Quill of the Tollen Film Co. Velk used her toast.", {"Ada Quill", "Tollen Film Co."}),
        ("On Friday Harbour Action for Velmar said that it was late.", {"Harbour Action for Velmar"}),
        ("The founder of Lomar, Velden, Quill & Marr left.", {"Lomar, Velden, Quill & Marr"}),
        (
            "Even though Waymos have been driving, Waymo waits. Then Waymos will begin. The robotaxi firm Waymo won.",
            {"Waymo"},
        ),
        ("Her father Saymon Velden stood at Saymon's home.", {"Saymon Velden"}),
    ],
)
def test_a_name_has_its_own_words_only(text: str, names: set[str]) -> None:
    assert set(kinds_of(LEAD + text)) - {"Ann Lee"} - ({"NORC", "WAVE"} - names) == names


@pytest.mark.parametrize(
    "text",
    [
        "They spoke in the Rose Terrace. He came from the Sun Garland.",
        "A Sri Lankan migrant spoke. The Sri Lankan left.",
        "Officials bought the Velmar Rafel fighter jet.",
        "She has a series that was awarded the Velmar Prize for Harbour Service.",
    ],
    ids=[
        "a full name after an article",
        "a nationality of two words",
        "a product of two nouns",
        "a prize for something",
    ],
)
def test_things_and_peoples_are_no_persons(text: str) -> None:
    assert set(kinds_of(LEAD + text)) == {"Ann Lee"}


def test_two_churches_of_one_saint_are_one_if_a_name_only_lacks_a_middle_word() -> None:
    text = "The church is new. St. Piet's Harbour Church is open; St. Piet's Church is old."
    assert set(kinds_of(LEAD + text)) == {"Ann Lee", "St. Piet's Harbour Church"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("President Trump said that he went. Trump lawyer Ann Lee praised it. Trump himself went.", "Trump", PER),
        ("After defeat to the Minnesota Vikings, Vikings co-ordinator Pat Shurmur went.", "Minnesota Vikings", ORG),
        ("They pressed Hennepin County Attorney Mike Freeman to charge them.", "Hennepin County", LOC),
    ],
)
def test_words_of_a_name_and_beside_it_tell_persons_from_bodies_and_places(
    text: str, name: str, kind: ActorKind
) -> None:
    assert kinds_of(LEAD + text)[name] is kind


def test_the_full_name_in_a_caption_is_that_of_the_surname_in_the_text() -> None:
    text = "Reuters Home Secretary Zelda Quoril looks on.\n\n“It is late and it is cold,” said Quoril on Monday."
    assert set(kinds_of(LEAD + text)) >= {"Zelda Quoril"}


def test_a_region_with_an_article_is_no_person() -> None:
    assert kinds_of(LEAD + "A broader spike was seen in cases across the Sun Belt.")["Sun Belt"] is LOC


def test_the_guard_of_the_only_state_named_is_one_body() -> None:
    text = "The Kentucky National Guard came on Monday, officials said. Later the National Guard left the town."
    assert set(kinds_of(text)) == {"Kentucky National Guard"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sen. Piet Quill Pieter (Piet) Howard QuillPiet Quill asks for money MORE said no.", {"Piet Quill"}),
        ("He chose fellow Arizonan John Velden.", {"John Velden"}),
        ("The prompt was near the Wendy's, which was set on fire.", {"Wendy's"}),
    ],
)
def test_what_a_page_glues_to_a_name_is_no_part_of_it(text: str, names: set[str]) -> None:
    merged = merge_actors([NumberedFindings(1, LEAD + text, actors_of(LEAD + text))])
    assert {actor.name_text for actor in merged} - {"Ann Lee"} == names


def test_a_surname_that_is_far_more_frequent_than_its_junior_is_another_s() -> None:
    text = "Donald Velden Jr. came. President Velden spoke. Velden left. They saw Velden. She said that Velden slept."
    assert {"velden", "donald velden jr."} <= keys_of(text)


def test_the_credit_of_a_photograph_in_brackets_has_no_actors() -> None:
    assert "pizzel" not in keys_of(LEAD + "She poses in Oslo. (Photo by Chris Pizzel/Invision/AP,File)")
