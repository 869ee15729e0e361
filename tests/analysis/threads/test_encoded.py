"""Stories as grouping counts them."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.threads.encoded import CAPITAL, KIND_BITS, NUMBER, SMALL, STOP_WORD, encode_story, stem_number
from briefing.analysis.threads.word_arrays import LABEL, LEAD, TAIL, TITLE, WordArrays, word_arrays
from briefing.model.grouping import StoryText
from tests.analysis.threads.stories import story


def laid(*stories: StoryText) -> WordArrays:
    return word_arrays([encode_story(one) for one in stories])


def test_words_stand_in_the_order_of_the_text_with_the_part_that_they_are_of() -> None:
    layout = laid(story(1, "Kenya: Pilots warn of fatigue | World", "Pilots fly on."), story(2, "Rain"))
    assert layout.parts.tolist() == [LABEL, *[TITLE] * 4, TAIL, *[LEAD] * 3, TITLE]
    assert layout.rows.tolist() == [0] * 9 + [1]
    assert layout.stems[1] == layout.stems[6] == stem_number("pilot", "en")


def test_stop_words_keep_their_place_and_count_nothing() -> None:
    layout = laid(story(1, "Fear of the flood"))
    assert (layout.stems == STOP_WORD).tolist() == [False, True, True, False]


def test_a_word_knows_how_it_is_written() -> None:
    assert (laid(story(1, "Lund lund 20")).forms & KIND_BITS).tolist() == [CAPITAL, SMALL, NUMBER]
    first, second, _ = laid(story(1, "Lund lund 20")).forms | KIND_BITS
    assert first == second


def test_a_label_that_is_a_country_and_a_lead_that_tells_a_matter_are_known() -> None:
    assert encode_story(story(1, "Kenya: Pilots warn of fatigue")).is_country
    assert not encode_story(story(1, "Aviation: Pilots warn of fatigue")).is_country
    assert encode_story(story(1, "Pilots", "word " * 15)).has_lead
    assert not encode_story(story(1, "Pilots", "word " * 14)).has_lead
    assert encode_story(story(1, "Morning briefing: pilots warn")).is_column


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(["", "en", "de", "xx"]))
def test_any_text_is_laid_out_in_parts_that_add_up(title: str, lead: str, language: str) -> None:
    one = StoryText(1, title, lead, None, "Herald", language)
    layout = laid(one, one)
    assert len(layout.stems) == len(layout.forms) == len(layout.rows) == len(layout.parts)
    half = len(layout.stems) // 2
    assert layout.stems[:half].tolist() == layout.stems[half:].tolist()
    assert (layout.rows[:half] == 0).all()
