"""Stories with their words as numbers."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.threads.encoded import CAPITAL, KIND_BITS, NUMBER, SMALL, STOP_WORD, encode_story, stem_number
from briefing.analysis.threads.word_arrays import LABEL, LEAD, TAIL, TITLE, WordArrays, word_arrays
from briefing.model.grouping import StoryText
from tests.analysis.threads.stories import story


def arrays(*stories: StoryText) -> WordArrays:
    return word_arrays([encode_story(one) for one in stories])


def test_words_are_in_the_order_of_the_text_with_their_part() -> None:
    words = arrays(story(1, "Kenya: Pilots warn of fatigue | World", "Pilots fly on."), story(2, "Rain"))
    assert words.parts.tolist() == [LABEL, *[TITLE] * 4, TAIL, *[LEAD] * 3, TITLE]
    assert words.rows.tolist() == [0] * 9 + [1]
    assert words.stems[1] == words.stems[6] == stem_number("pilot", "en")


def test_stop_words_keep_their_position_and_are_no_terms() -> None:
    words = arrays(story(1, "Fear of the flood"))
    assert (words.stems == STOP_WORD).tolist() == [False, True, True, False]


def test_a_word_knows_how_it_is_written() -> None:
    assert (arrays(story(1, "Lund lund 20")).forms & KIND_BITS).tolist() == [CAPITAL, SMALL, NUMBER]
    first, second, _ = arrays(story(1, "Lund lund 20")).forms | KIND_BITS
    assert first == second


def test_country_labels_long_leads_and_columns_are_recognised() -> None:
    assert encode_story(story(1, "Kenya: Pilots warn of fatigue")).is_country
    assert not encode_story(story(1, "Aviation: Pilots warn of fatigue")).is_country
    assert encode_story(story(1, "Pilots", "word " * 15)).has_lead
    assert not encode_story(story(1, "Pilots", "word " * 14)).has_lead
    assert encode_story(story(1, "Morning briefing: pilots warn")).is_column


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(["", "en", "de", "xx"]))
def test_the_arrays_of_any_text_have_one_length(title: str, lead: str, language: str) -> None:
    one = StoryText(1, title, lead, None, "Herald", language)
    words = arrays(one, one)
    assert len(words.stems) == len(words.forms) == len(words.rows) == len(words.parts)
    half = len(words.stems) // 2
    assert words.stems[:half].tolist() == words.stems[half:].tolist()
    assert (words.rows[:half] == 0).all()
