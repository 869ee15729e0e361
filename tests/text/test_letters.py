import pytest

from briefing.text.letters import mark_mixed_scripts, mixes_scripts, without_accents


@pytest.mark.parametrize("name", ["Velmar Ledger", "Коммерсантъ", "El País", "朝日新聞 Digital", "Правда Today", ""])
def test_an_honest_name_has_no_mark(name: str) -> None:
    assert not mixes_scripts(name)
    assert mark_mixed_scripts(name) == name


@pytest.mark.parametrize("name", ["Vеlmar Ledger", "Rеuters", "Αthens News"])
def test_a_word_with_letters_of_two_scripts_is_marked(name: str) -> None:
    assert mark_mixed_scripts(name) == f"{name} (mixed letters)"


@pytest.mark.parametrize(("name", "plain"), [("Zoë Ångström", "Zoe Angstrom"), ("Ada", "Ada"), ("Łódź", "Łodz")])
def test_accents_are_removed_from_letters(name: str, plain: str) -> None:
    assert without_accents(name) == plain
