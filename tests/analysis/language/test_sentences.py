from briefing.analysis.language.sentences import paragraphs, split_sentences
from briefing.analysis.language.tokens import tokenize
from briefing.model.spans import Span


def sentences(text: str, quoted: tuple[Span, ...] = ()) -> list[str]:
    cut = split_sentences(Span(0, len(text)), tokenize(text), quoted)
    return [text[sentence[0].start : sentence[-1].end] for sentence in cut]


def test_lines_are_paragraphs() -> None:
    text = "One.\n\n  Two. \nThree"
    assert [span.cut(text) for span in paragraphs(text)] == ["One.", "Two.", "Three"]


def test_titles_and_initials_end_no_sentence() -> None:
    assert sentences("Sen. Ada B. Ode met Mr. Bell. He left.") == ["Sen. Ada B. Ode met Mr. Bell.", "He left."]


def test_an_acronym_may_end_a_sentence() -> None:
    assert sentences("They flew to the U.S. The talks began.") == ["They flew to the U.S.", "The talks began."]


def test_the_mark_that_closes_a_quote_belongs_to_the_sentence() -> None:
    assert sentences("“We are ready.” The talks began.") == ["“We are ready.”", "The talks began."]


def test_a_speaker_after_a_question_stays_with_it() -> None:
    assert len(sentences('"Are we ready?" Mr. Bell asked.')) == 1
    assert len(sentences('"Are we ready?" he asked.')) == 1


def test_no_sentence_ends_inside_a_quoted_span() -> None:
    text = "“We go. We stay,” he said. She left."
    assert sentences(text, (Span(0, 17),)) == ["“We go. We stay,” he said.", "She left."]


def test_a_flood_of_marks_is_cut_into_sentences() -> None:
    assert max(len(sentence) for sentence in sentences("“" * 5_000)) <= 400
