from briefing.analysis.threads.background import count_by_language, count_terms, merge_backgrounds
from briefing.analysis.threads.opening import LEAD_WORDS, opening_words


def test_a_text_counts_a_stem_once() -> None:
    background = count_terms([("Ships and ships", "A ship."), ("Grain", "")])
    assert background.texts == 2
    assert background.document_frequency == {"ship": 1, "grain": 1}


def test_capitals_at_the_beginning_of_a_sentence_are_not_counted() -> None:
    background = count_terms([("", "Strikers left Velmar today. Velmar officials left the town.")])
    assert background.capitalised == {"velmar": 1}
    assert background.lowercase["officials"] == 1


def test_adding_counts_is_the_same_as_counting_all() -> None:
    first, second = ("Port strike", "Officers in Velmar struck."), ("Flood", "The river in Velmar rose.")
    assert merge_backgrounds(count_terms([first]), count_terms([second])) == count_terms([first, second])


def test_the_beginning_of_a_text_has_sixty_words() -> None:
    assert len(opening_words("word " * 100).split()) == LEAD_WORDS
    assert opening_words("") == ""


def test_each_language_has_its_own_counts() -> None:
    background = count_by_language([("Gift an Bord", "", "de"), ("A gift on board", "", "en-GB"), ("Gifts", "", "")])
    assert (background.texts, background.others) == (2, {"de": 1})
    assert (background.document_frequency["gift"], background.document_frequency["de:gift"]) == (2, 1)
