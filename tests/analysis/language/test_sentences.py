import pytest

from briefing.analysis.language.quotation_marks import find_quoted, paragraphs
from briefing.analysis.language.sentences import sentence_spans, split_sentences, tokenize
from briefing.model.spans import Span


def sentences(text: str) -> list[str]:
    return [span.cut(text) for span in sentence_spans(text)]


def test_lines_are_paragraphs() -> None:
    text = "One.\n\n  Two. \nThree"
    assert [span.cut(text) for span in paragraphs(text)] == ["One.", "Two.", "Three"]


def test_the_end_of_a_line_ends_a_sentence() -> None:
    assert sentences("Port news\nThe port is shut. It opens on Monday.") == [
        "Port news",
        "The port is shut.",
        "It opens on Monday.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Sen. Ada B. Ode met Mr. Bell and then-Rep. Marr in the case Ode v. Bell.",
        "“Are we ready?” Mr. Bell asked.",
        "“Are we ready?” he asked.",
        "“Are we ready?” Velden shrugged.",
        "Sen. Ada Ode (D-N.C.) and Sen. Bo Marr (R-Ind.) left.",
        "She waited ... and left.",
        "It cost fig. 3 its place.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("They left. He stayed.", ["They left.", "He stayed."]),
        ("They flew to the U.S. The talks began.", ["They flew to the U.S.", "The talks began."]),
        ("“We are ready.” The talks began.", ["“We are ready.”", "The talks began."]),
        ("“We are ready.“ The talks began.", ["“We are ready.“", "The talks began."]),
        ("“He said: ‘Go.’ ” The talks began.", ["“He said: ‘Go.’ ”", "The talks began."]),
        ("She asked, “Why?” Lee said nothing.", ["She asked, “Why?”", "Lee said nothing."]),
        ("(He left.) The talks began.", ["(He left.)", "The talks began."]),
        ("Really?! They left.", ["Really?!", "They left."]),
        ("港が閉まった。月曜に開く。", ["港が閉まった。", "月曜に開く。"]),
    ],
)
def test_a_stop_ends_a_sentence(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_no_more_sentences_are_cut_than_asked_for() -> None:
    assert [span.start for span in sentence_spans("One. Two. Three.", 2)] == [0, 5]


def test_a_token_ends_with_its_quotation() -> None:
    text = "He said “we’re”late."
    tokens = [token for sentence in split_sentences(text, Span(0, len(text)), find_quoted(text)) for token in sentence]
    assert [token.text for token in tokens] == ["He", "said", "“", "we", "’re", "”", "late", "."]


def test_a_flood_of_marks_is_cut_into_sentences() -> None:
    text = "“" * 5_000
    assert max(map(len, split_sentences(text, Span(0, len(text))))) <= 200


def test_sentences_together_hold_every_word() -> None:
    text = "“We go. We stay,” he said. She left… And\nthe “end”"
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


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
