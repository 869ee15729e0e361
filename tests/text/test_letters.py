import pytest

from briefing.text.scripts import marked, mixes_scripts


@pytest.mark.parametrize("name", ["Velmar Ledger", "Коммерсантъ", "El País", "朝日新聞 Digital", "Правда Today", ""])
def test_honest_names_have_no_mark(name: str) -> None:
    assert not mixes_scripts(name)
    assert marked(name) == name


@pytest.mark.parametrize("name", ["Vеlmar Ledger", "Rеuters", "Αthens News"])
def test_a_word_of_two_scripts_is_marked(name: str) -> None:
    assert marked(name) == f"{name} (mixed letters)"
