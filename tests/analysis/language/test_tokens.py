from briefing.analysis.language.tokens import tokenize


def words(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


def test_offsets_point_into_the_text() -> None:
    text = "Mr. Ode’s aides didn't go to the U.S.-led talks (at 5 p.m.)."
    assert all(text[token.start : token.end] == token.text for token in tokenize(text))


def test_clitics_stand_alone() -> None:
    assert words("It isn't Ode’s.") == ["It", "is", "n't", "Ode", "’s", "."]


def test_abbreviations_keep_their_stop() -> None:
    assert words("Sen. Ode met Mr. Bell in the U.S. on Jan. 5.") == [
        "Sen.", "Ode", "met", "Mr.", "Bell", "in", "the", "U.S.", "on", "Jan.", "5", ".",
    ]  # fmt: skip


def test_an_acronym_with_stops_takes_the_possessive_off() -> None:
    assert words("the U.S.'s allies") == ["the", "U.S.", "'s", "allies"]


def test_hyphens_stay_inside_words() -> None:
    assert words("a 45-year-old al-Amin") == ["a", "45-year-old", "al-Amin"]


def test_a_part_of_a_text_keeps_the_offsets_of_the_whole() -> None:
    assert [(token.start, token.text) for token in tokenize("one two three", 4, 7)] == [(4, "two")]
