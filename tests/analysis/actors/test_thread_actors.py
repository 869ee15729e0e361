import pytest

from briefing.analysis.actors.find_actors import find_actors
from briefing.analysis.actors.thread_actors import (
    MergedActor,
    NumberedFindings,
    likeliest_bearer,
    longer_names,
    merge_actors,
)
from briefing.analysis.language.document import read_document
from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.actor_override import ActorOverrides
from briefing.model.quote import Quote, QuoteKind
from briefing.model.spans import Span


def findings(*texts: str) -> list[NumberedFindings]:
    return [NumberedFindings(n, text, find_actors(read_document(text))) for n, text in enumerate(texts, start=1)]


def merged(*texts: str) -> dict[str, MergedActor]:
    return {actor.key: actor for actor in merge_actors(findings(*texts))}


def test_a_full_name_joins_across_stories() -> None:
    actor = merged("Angela Merkel spoke on Monday.", "In Berlin, Angela Merkel said no.")["angela merkel"]
    assert (actor.mentions, actor.numbers) == (2, (1, 2))


def test_a_surname_joins_the_only_full_name_of_the_thread() -> None:
    actors = merged("Angela Merkel spoke on Monday.", "On Monday Mrs. Merkel said that she would stay.")
    assert actors["angela merkel"].numbers == (1, 2)
    assert "Merkel" in actors["angela merkel"].aliases


def test_a_surname_that_two_persons_share_joins_neither() -> None:
    actors = merged(
        "Bill Clinton spoke on Monday.", "Hillary Clinton spoke on Friday.", "On Sunday Mr. Clinton said no."
    )
    assert {"bill clinton", "hillary clinton", "clinton"} <= actors.keys()


def test_a_surname_that_a_text_keeps_apart_from_a_relative_joins_nobody() -> None:
    text = (
        "President Velk signed it on Monday. Velk said the port would open. Ivana Velk, his daughter and adviser, "
        "praised it. Velk left for the coast."
    )
    actors = merged(text)
    assert (actors["velk"].mentions, actors["ivana velk"].mentions) == (3, 1)
    assert [role.cut(text) for _, role in actors["ivana velk"].roles] != ["President"]


def test_two_full_names_never_join() -> None:
    assert {"george bush", "jeb bush"} <= merged("George Bush spoke on Monday.", "Jeb Bush said no on Friday.").keys()


def test_an_acronym_of_one_story_joins_the_name_that_another_explains() -> None:
    actors = merged(
        "The Northern Fisheries Council (NFC) met on Monday and spoke about its boats.",
        "Many said that the NFC would vote on Friday.",
    )
    assert actors["northern fisheries council"].numbers == (1, 2)


def test_an_actor_named_once_without_quote_or_role_is_minor() -> None:
    actors = merged("President Joe Biden spoke on Monday.", "They met in Berlin with Japan. Japan agreed.")
    assert {key for key, actor in actors.items() if actor.minor} == {"berlin"}


UNSURE = "Harbour Minister Ann Lee spoke on Monday. He gave the copy to Harbour Desk, which keeps it."


def test_a_minor_actor_of_whose_name_the_tagger_is_not_sure_is_left_out() -> None:
    assert merged(UNSURE).keys() == {"ann lee"}


@pytest.mark.parametrize(
    "more", [" Harbour Desk is old.", " In the port stands Harbour Desk."], ids=["named twice", "named in the end"]
)
def test_a_name_that_stands_twice_in_a_story_stays(more: str) -> None:
    assert "harbour desk" in merged(UNSURE + more)


def test_a_team_named_once_stays() -> None:
    text = "Harbour Minister Ann Lee spoke on Monday. A season ended with Quill jettisoned by the Oakland Raiders."
    assert "oakland raiders" in merged(text)


def test_a_name_that_the_title_has_stays() -> None:
    actors = find_actors(read_document(UNSURE))
    assert len(merge_actors([NumberedFindings(1, UNSURE, actors, title="Harbour Desk gets a copy")])) == 2


def test_an_unsure_name_that_the_user_watches_stays() -> None:
    watching = ActorOverrides(watched=frozenset({"harbour desk"}))
    assert {actor.key for actor in merge_actors(findings(UNSURE), watching)} == {"ann lee", "harbour desk"}


def test_roles_keep_the_number_of_their_story() -> None:
    texts = ("Joe Biden spoke on Monday.", "President Joe Biden said no on Friday.")
    ((n, span),) = merged(*texts)["joe biden"].roles
    assert (n, span.cut(texts[n - 1])) == (2, "President")


def test_quotes_are_counted_and_weigh_more_than_mentions() -> None:
    text = "Japan agreed and Japan stayed. “We will all stay until the end,” Theresa May said on Monday."
    name = Span(text.index("Theresa"), text.index(" said on"))
    quote = Quote(spans=(Span(text.index("We"), text.index(",”")),), kind=QuoteKind.DIRECT, paragraph=1, name=name)
    first, *_ = merge_actors([NumberedFindings(1, text, find_actors(read_document(text)), (quote,))])
    assert (first.name_text, first.quotes) == ("Theresa May", 1)


def test_the_stories_vote_on_the_type() -> None:
    person, place = ActorKind.PERSON, ActorKind.PLACE
    stories = findings("Georgia won on Monday. Georgia lost on Friday.")
    (actor,) = merge_actors(stories)
    assert actor.kind in (person, place)
    assert actor.kind == place


def test_an_outlet_that_only_reports_is_minor() -> None:
    actors = merged("The port will open, Al Jazeera reported on Monday. The council told Al Jazeera that it was safe.")
    assert actors["al jazeera"].minor


def test_an_outlet_that_stories_write_about_is_an_actor() -> None:
    text = (
        "The staff of Al Jazeera went on strike late on Monday. The union wrote to Al Jazeera about the pay, "
        "and on Friday Al Jazeera promised to hear it."
    )
    assert not merged(text)["al jazeera"].minor


def test_names_that_differ_only_in_accents_are_one_actor() -> None:
    actors = merged("Viktor Orbán spoke on Monday evening.", "On Friday Viktor Orban said that he would stay.")
    assert actors["viktor orban"].numbers == (1, 2)


def test_the_user_can_keep_a_surname_apart() -> None:
    apart = ActorOverrides(apart=frozenset({("angela merkel", "merkel")}))
    texts = findings("Angela Merkel spoke on Monday.", "On Monday Mrs. Merkel said that she would stay.")
    assert {actor.key for actor in merge_actors(texts, apart)} >= {"angela merkel", "merkel"}


def test_the_user_can_join_two_full_names() -> None:
    same = ActorOverrides(same=(("angela merkel", "emmanuel macron"),))
    texts = findings("Angela Merkel spoke on Monday.", "On Friday Emmanuel Macron said that he would stay.")
    (actor,) = [actor for actor in merge_actors(texts, same) if actor.kind == ActorKind.PERSON]
    assert (actor.key, actor.mentions) == ("emmanuel macron", 2)


def test_a_shared_surname_joins_the_person_whom_by_far_the_most_stories_name_in_full() -> None:
    actors = merged(
        "Bill Clinton spoke on Monday.",
        "Bill Clinton was sworn in.",
        "They met Bill Clinton on Sunday.",
        "Hillary Clinton spoke on Friday.",
        "On Sunday Mr. Clinton said no.",
    )
    assert actors["bill clinton"].numbers == (1, 2, 3, 5)


def test_a_town_joins_the_person_of_the_same_name_if_most_stories_name_that_person() -> None:
    actors = merged(
        "Civil rights leader Martin Hartford died on Monday.",
        "Martin Hartford, the civil rights leader, was born poor.",
        "Many will miss Hartford. Hartford had two brothers.",
    )
    assert actors["martin hartford"].numbers == (1, 2, 3)


def test_a_town_that_something_is_in_stays_a_town() -> None:
    actors = merged(
        "Civil rights leader Martin Hartford died on Monday.",
        "Martin Hartford, the civil rights leader, was born poor.",
        "They met in Hartford late on Monday.",
    )
    assert actors["hartford"].kind == ActorKind.PLACE


def test_one_story_is_enough_to_make_an_unlisted_word_a_place() -> None:
    actors = merged(
        "Many came to see it. Tollena says that it was small. Tollena won on Monday.",
        "The harvest in Tollena was poor.",
    )
    assert actors["tollena"].kind == ActorKind.PLACE


def test_both_names_of_a_ministry_are_one_actor() -> None:
    actors = merged("The Ministry of Transport said no on Monday.", "The Transport Ministry said yes on Friday.")
    assert actors["ministry of transport"].numbers == (1, 2)


def test_a_nationality_in_one_story_makes_a_country_of_an_unlisted_word_in_another() -> None:
    land, people = "Tollena won. Tollena lost.", "Tollenan won."
    person = DocumentActor("tollena", ActorKind.PERSON, Span(0, 7), (Span(0, 7), Span(13, 20)), ())
    place = DocumentActor("tollenan", ActorKind.PLACE, Span(0, 8), (Span(0, 8),), ())
    (actor,) = merge_actors([NumberedFindings(1, land, (person,)), NumberedFindings(2, people, (place,))])
    assert (actor.name_text, actor.kind) == ("Tollena", ActorKind.PLACE)


def test_a_nationality_joins_its_country() -> None:
    keys = {"tollena", "tollenan", "tollenans"}
    assert dict(longer_names(keys, {"tollena"})) == {"tollenan": "tollena", "tollenans": "tollena"}


def test_the_name_of_a_person_is_not_a_nationality() -> None:
    assert not dict(longer_names({"tollena", "tollenan"}, set()))


def test_an_office_before_a_name_is_ignored() -> None:
    keys = {"harbour master ossian brandt", "ossian brandt"}
    assert dict(longer_names(keys, set())) == {"harbour master ossian brandt": "ossian brandt"}


def test_a_third_name_is_not_an_office() -> None:
    assert not dict(longer_names({"maria ossian brandt", "ossian brandt"}, set()))


def test_the_keys_of_both_names_of_a_ministry_are_joined() -> None:
    keys = {"ministry of transport", "transport ministry"}
    assert dict(longer_names(keys, set())) == {"transport ministry": "ministry of transport"}


def test_a_surname_of_two_persons_named_equally_often_means_neither() -> None:
    assert not likeliest_bearer({"ann lee", "bo lee"}, {"ann lee": {1, 2}, "bo lee": {3}})


def test_two_spellings_of_a_foreign_name_are_one_actor_under_the_commoner_one() -> None:
    actors = merged(
        "Foreign Minister Abbas Velraghchi spoke in Velmar.",
        "Abbas Velraqchi, the foreign minister, left Velmar.",
        "Abbas Velraghchi is expected back.",
    )
    assert actors["abbas velraghchi"].numbers == (1, 2, 3)
    assert "abbas velraqchi" not in actors


def test_two_listed_surnames_that_sound_alike_stay_two_people() -> None:
    actors = merged("John Martin spoke in Velmar.", "John Morton left Velmar.")
    assert {"john martin", "john morton"} <= actors.keys()


def test_two_spellings_in_one_story_stay_two_people() -> None:
    actors = merged("Abbas Velraghchi met Abbas Velraqchi in Velmar.")
    assert {"abbas velraghchi", "abbas velraqchi"} <= actors.keys()
