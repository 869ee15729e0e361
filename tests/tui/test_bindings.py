import pytest

from briefing.tui.bindings import BINDINGS, GROUPS, Binding, conflicts, live_keys, sequences, spelled
from briefing.tui.sequences import Keyboard


def test_no_two_actions_want_the_same_key_in_one_place() -> None:
    assert conflicts() == ()


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


def test_the_users_own_keys_replace_ours() -> None:
    keys = live_keys({"verdict-brief": "B", "go-quotes": "zq"})
    assert keys.shown("verdict-brief") == "B"
    assert keys.table[("z", "q")] == ("go-quotes",)
    assert ("b",) not in keys.table
    assert keys.problems == ()


def test_a_key_that_is_taken_is_refused_in_a_sentence() -> None:
    keys = live_keys({"verdict-brief": "j"})
    assert keys.shown("verdict-brief") == "b"
    assert keys.problems == ("[keys] verdict-brief: j is already j of move-down",)


def test_an_unknown_action_is_reported() -> None:
    assert live_keys({"burn": "B"}).problems == ("[keys] burn: there is no action of this name",)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("Ctlr-d", "there is no key called Ctlr-d"),
        ("Ctrl-foo", "there is no key called Ctrl-foo"),
        ("B, Entre", "there is no key called Entre; did you mean enter?"),
        ("", "no key is named"),
    ],
)
def test_a_misspelled_key_is_reported(keys: str, words: str) -> None:
    assert live_keys({"verdict-brief": keys}).problems == (f"[keys] verdict-brief: {words}",)


@pytest.mark.parametrize("keys", ["zb", "Ctrl-x", "F5", "Alt-Enter", "-", "z-", "Shift-F2", ",", "B, zb"])
def test_a_key_that_exists_is_taken(keys: str) -> None:
    assert live_keys({"verdict-brief": keys}).problems == ()


def test_an_action_that_is_misspelled_has_a_suggestion() -> None:
    assert live_keys({"verdict-breif": "B"}).problems == (
        "[keys] verdict-breif: there is no action of this name; did you mean verdict-brief?",
    )


def test_a_key_may_not_be_the_beginning_of_a_sequence() -> None:
    assert "g is already gn" in conflicts((Binding("a", "gn", "", "Move"), Binding("b", "g", "", "Move")))[0]


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
    assert keyboard.feed("d").ids == ("verdict-drop", "feeds-remove")
