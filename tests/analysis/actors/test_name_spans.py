"""Where a name begins and ends."""

import pytest

from briefing.model.actor import ActorKind
from tests.analysis.actors.readers import actors_of, keys_of, kinds_of


@pytest.mark.parametrize(
    "name",
    [
        "Center for Harbour Policy",
        "Citizens for Fair Tolls",
        "Council on Coastal Relations",
        "Institute for the Study of Tides",
        "Coastal Tax Policy Center",
        "Bureau of Ports and Harbours",
    ],
)
def test_the_name_of_an_organisation_is_complete(name: str) -> None:
    text = f"Researchers at the {name} said on Monday that the tolls had doubled."
    assert kinds_of(text)[name] == ActorKind.ORGANISATION


def test_a_day_is_not_part_of_an_organisation() -> None:
    assert "national harbour council" in keys_of("The National Harbour Council on Monday rejected the plan.")


def test_an_office_is_not_part_of_a_place() -> None:
    kinds = kinds_of("He wrote to the New York Mayor about the harbour tolls.")
    assert kinds.get("New York") == ActorKind.PLACE


def test_a_party_is_not_part_of_a_chamber() -> None:
    assert "Senate" in kinds_of("The bill would pass in a Democratic Senate without a debate.")


def test_the_house_is_a_chamber() -> None:
    assert kinds_of("While serving in the House, she voted against the tolls.")["House"] == ActorKind.ORGANISATION


def test_a_person_with_a_trade_is_not_a_firm() -> None:
    text = "The board heard the manufacturer Ron Johnson before it voted."
    assert kinds_of(text)["Ron Johnson"] == ActorKind.PERSON


def test_an_adverb_at_the_start_is_not_a_person() -> None:
    assert "similarly" not in keys_of("The tolls rose. Similarly, the fees for berths were doubled.")


def test_a_place_in_the_name_of_an_event_is_not_an_actor() -> None:
    assert "vietnam" not in keys_of("Her father was a veteran of the Vietnam War and a nurse.")


def test_a_state_in_brackets_is_not_an_actor() -> None:
    assert "florida" not in keys_of("The letter was signed by Sen. Ann Lee (Fla.) and others.")


def test_an_explained_acronym_is_the_organisation() -> None:
    text = "Parents of the Alliance to Reclaim Our Harbours (AROH) met. The walk was the third that AROH held."
    assert "alliance to reclaim our harbours" in keys_of(text)


def test_the_last_word_stands_for_the_organisation() -> None:
    text = (
        "The Harbour Safety Commission met late on Monday to hear pilots. The port wrote to the Commission last week."
    )
    (body,) = [actor for actor in actors_of(text) if actor.kind == ActorKind.ORGANISATION]
    assert [mention.cut(text) for mention in body.mentions] == ["Harbour Safety Commission", "Commission"]


def test_the_last_word_of_two_organisations_stands_for_neither() -> None:
    text = "The Harbour Safety Commission wrote to the Tidal Power Commission last week. The Commission was late."
    assert all(mention.cut(text) != "Commission" for actor in actors_of(text) for mention in actor.mentions)


def test_a_gaelic_surname_is_not_a_brand() -> None:
    text = "The harbour was built by McAllory in a year. “It will hold,” said McAllory on Monday at the gates."
    assert ActorKind.ORGANISATION not in kinds_of(text).values()


def test_a_brand_that_somebody_speaks_to_is_an_organisation() -> None:
    assert kinds_of("The pilot told HarbourWatch that he would stay.")["HarbourWatch"] == ActorKind.ORGANISATION


def test_a_byline_introduces_nobody() -> None:
    text = "By Ann Lee, Olivia Mar Zbrn and Peter Vrhoe\nThe council of the port met late on Monday in the old hall."
    assert keys_of(text) == set()


def test_the_place_in_a_dateline_is_not_an_actor() -> None:
    text = "JAKARTA, Feb 17 (Reuters) - The council of the port met on Monday.\nISLAMABAD: The council met again."
    assert keys_of(text) == set()


def test_an_adjective_before_an_organisation_is_not_part_of_its_name() -> None:
    assert "Foreign Ministry" in kinds_of("They wrote to the Oslo-based Foreign Ministry late on Monday evening.")


def test_a_country_in_a_list_is_a_place() -> None:
    text = "The foreign ministers of Egypt, Jordan and Qatar met on Monday. Jordan said that it would wait."
    assert kinds_of(text)["Jordan"] == ActorKind.PLACE


def test_two_countries_in_one_word_are_not_an_actor() -> None:
    assert "pakistan-bangladesh" not in keys_of("They spoke about Pakistan-Bangladesh trade late on Monday.")


def test_an_office_alone_is_not_a_person() -> None:
    text = "They were sworn in by the Chief Election Commissioner late on Monday evening at the port."
    assert ActorKind.PERSON not in kinds_of(text).values()


def test_an_adjective_before_a_person_is_not_part_of_the_name() -> None:
    text = "The envoy, the Korea-born Peter Carr, spoke late on Monday. Chief Executive Ann Lee did not."
    assert {"peter carr", "ann lee"} <= keys_of(text)


def test_a_people_is_not_a_person() -> None:
    text = "South Korean officials spoke on Monday. A South Korean said that the port was shut."
    assert ActorKind.PERSON not in kinds_of(text).values()


def test_a_planet_is_not_a_person() -> None:
    assert "moon" not in keys_of("The probe flew to the far side of the Moon late on Monday. The Moon was full.")


def test_an_eastern_name_with_three_words_is_complete() -> None:
    text = "The envoy met Kim Jong Un late on Monday. The rocket was fired for Kim Jong Un on Friday."
    assert "kim jong un" in keys_of(text)


def test_the_first_word_of_a_firm_stands_for_it() -> None:
    text = "Goldman Sachs expects to pay more tax. The bill will cost Goldman a tenth of the profit, Goldman said."
    (firm,) = actors_of(text)
    assert (firm.kind, len(firm.mentions)) == (ActorKind.ORGANISATION, 3)
