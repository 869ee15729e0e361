import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.settings.settings import KEY_PRESETS
from briefing.tui.bindings import BINDINGS, Binding, sequences
from briefing.tui.live_keys import PRESETS, live_keys


@pytest.mark.parametrize("preset", KEY_PRESETS)
def test_no_two_actions_have_the_same_key_in_one_place(preset: str) -> None:
    keys = {binding.id: PRESETS[preset].get(binding.id, binding.keys) for binding in BINDINGS}
    assert live_keys(keys, preset).problems == ()


def test_the_settings_name_all_presets_and_no_other() -> None:
    assert set(KEY_PRESETS) == set(PRESETS)
    known = {binding.id for binding in BINDINGS}
    assert all(set(keys) <= known for keys in PRESETS.values())


def test_a_preset_has_other_keys() -> None:
    keys = live_keys({}, "newsboat")
    assert (keys.shown("move-previous"), keys.shown("actor-page")) == ("p", "P")
    assert keys.problems == ()


def test_two_actions_may_swap_their_keys() -> None:
    keys = live_keys({"verdict-brief": "d", "verdict-drop": "b"})
    assert keys.problems == ()
    assert (keys.shown("verdict-brief"), keys.shown("verdict-drop")) == ("d", "b")


@settings(deadline=None)
@given(st.permutations([binding for binding in BINDINGS if binding.where == ("everywhere",)]))
def test_any_permutation_of_keys_is_taken(order: list[Binding]) -> None:
    fixed = [binding for binding in BINDINGS if binding.where == ("everywhere",)]
    own = {binding.id: other.keys for binding, other in zip(fixed, order, strict=True)}
    keys = live_keys(own)
    assert keys.problems == ()
    assert {each: keys.by_id[each] for each in own} == {each: sequences(own[each]) for each in own}


def test_keys_go_round_in_a_circle() -> None:
    names = ["verdict-brief", "verdict-follow", "verdict-later", "verdict-drop"]
    for order in itertools.permutations("bfwd"):
        assert live_keys(dict(zip(names, order, strict=True))).problems == ()


def test_an_action_can_be_unbound() -> None:
    keys = live_keys({"verdict-drop": "", "verdict-brief": "d"})
    assert keys.problems == ()
    assert keys.shown("verdict-drop") == ""
    assert "verdict-brief" in keys.table[("d",)]
    assert "verdict-drop" not in keys.table[("d",)]


def test_the_program_can_always_be_left() -> None:
    keys = live_keys({"quit": ""})
    assert keys.problems == ("[keys] quit: this action needs a key",)
    assert keys.shown("quit") == "Q"


def test_of_two_own_keys_that_clash_one_is_refused_and_the_rest_holds() -> None:
    keys = live_keys({"verdict-brief": "B", "verdict-follow": "B", "verdict-drop": "X"})
    assert keys.problems == ("[keys] verdict-follow: B is already B of verdict-brief",)
    assert [keys.shown(each) for each in ("verdict-brief", "verdict-follow", "verdict-drop")] == ["B", "f", "X"]


def test_every_problem_is_named_at_once() -> None:
    problems = live_keys({"verdict-breif": "B", "quit": "", "undo": "j", "redo": "Entre"}).problems
    assert len(problems) == 4


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
        ("Ctlr-d", "there is no key called Ctlr-d; did you mean ctrl-d?"),
        ("Ctrl-foo", "there is no key called Ctrl-foo"),
        ("Ctrl-entre", "there is no key called Ctrl-entre; did you mean ctrl-enter?"),
        ("B, Entre", "there is no key called Entre; did you mean enter?"),
        (", ,", "no key is named"),
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
    bindings = (Binding("a", "gn", "", "Move"), Binding("b", "x", "", "Move"))
    assert "g is already gn of a" in live_keys({"b": "g"}, bindings=bindings).problems[0]
