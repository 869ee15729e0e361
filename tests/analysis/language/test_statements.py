"""Whether two sentences or headlines report the same fact."""

import pytest

from briefing.analysis.language.statements import Statement


def same(one: str, other: str) -> bool:
    return Statement(one).reports_the_same(Statement(other))


def test_a_headline_and_a_sentence_with_its_words_report_the_same() -> None:
    sentence = "Customs officers at Port Velmar walked out over night pay on Monday, halting ships with grain."
    assert same(sentence, "Customs officers walk out at Port Vélmar over pay")
    assert not same(sentence, "Bakers in Velmar have flour for a week")
    assert not same(sentence, "Port Velmar")


@pytest.mark.parametrize("verb", ["do not walk out", "refuse to walk out", "never walked out"])
def test_what_one_denies_is_not_the_same(verb: str) -> None:
    assert not same("Customs officers at Port Velmar walked out over pay", f"Customs officers at Port Velmar {verb}")


def test_other_numbers_are_another_fact() -> None:
    assert same("Ferry fire off Port Velmar kills 14", "A ferry fire off Port Velmar killed 14, police said.")
    assert not same("Ferry fire off Port Velmar kills 14", "A ferry fire off Port Velmar killed 5, police said.")


def test_another_number_for_the_same_thing() -> None:
    first = Statement("Ferry fire off Port Velmar kills five people")
    assert first.gives_another_number(Statement("Toll of Port Velmar ferry fire rises to 14"))
    assert not first.gives_another_number(Statement("Ferry fire off Port Velmar kills five"))
    assert not first.gives_another_number(Statement("Port Velmar buys 14 cranes"))
    assert not first.gives_another_number(Statement("Ferry fire off Port Velmar: what we know"))
    assert not Statement("Port of 2031").gives_another_number(first)
