from briefing.tui.bindings import BINDINGS, GROUPS, sequences, spelled
from briefing.tui.live_keys import live_keys
from briefing.tui.sequences import Keyboard


def test_every_action_has_a_group_in_the_help() -> None:
    assert {binding.group for binding in BINDINGS} == set(GROUPS)


def test_ids_are_unique_and_need_no_quotes_in_toml() -> None:
    ids = [binding.id for binding in BINDINGS]
    assert len(ids) == len(set(ids))
    assert all(part.isalnum() for each in ids for part in each.split("-"))


def test_keys_are_spelled_as_people_write_them() -> None:
    assert sequences("gg, Home") == (("g", "g"), ("home",))
    assert sequences("Ctrl-d") == (("ctrl+d",),)
    assert sequences(":") == ((":",),)
    assert [spelled(each) for each in sequences("gn, Ctrl-f, PageDown, Shift-Tab")] == [
        "gn",
        "Ctrl-f",
        "PageDown",
        "Shift-Tab",
    ]


def test_a_sequence_waits_and_then_acts() -> None:
    keyboard = Keyboard(live_keys({}).table)
    assert keyboard.feed("g").pending == "g"
    assert ("q", ("go-quotes",)) in keyboard.follow_ups()
    assert keyboard.feed("q").ids == ("go-quotes",)
    assert not keyboard.pending


def test_a_count_precedes_a_key() -> None:
    keyboard = Keyboard(live_keys({}).table)
    keyboard.feed("1")
    keyboard.feed("2")
    typed = keyboard.feed("o")
    assert (typed.ids, typed.count) == (("browser",), 12)


def test_a_key_that_continues_nothing_does_nothing() -> None:
    keyboard = Keyboard(live_keys({}).table)
    keyboard.feed("g")
    assert keyboard.feed("z").ids == ()
    assert keyboard.feed("d").ids == ("verdict-drop", "brief-without", "feeds-remove", "rule-remove")
