"""The same utterance in several texts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefing.analysis.language.document import read_document
from briefing.analysis.quotes.collate import CollatedQuote, QuotedText, collate, is_other_speaker
from briefing.analysis.quotes.find import find_quotes

NOON = datetime(2031, 11, 3, 12, tzinfo=UTC)


def texts(*articles: str, reprints: tuple[int, ...] = ()) -> list[QuotedText]:
    return [a_text(n, text, reprint=n in reprints) for n, text in enumerate(articles, start=1)]


def a_text(n: int, text: str, *, reprint: bool = False) -> QuotedText:
    quotes = find_quotes(read_document(text))
    persons = tuple(quote.name for quote in quotes if quote.name is not None and not quote.unnamed)
    return QuotedText(n, text, quotes, f"family {n}", NOON + timedelta(hours=n), reprint, persons)


def collated(*articles: str, reprints: tuple[int, ...] = ()) -> tuple[CollatedQuote, ...]:
    return collate(texts(*articles, reprints=reprints))


LONG = "“We have little doubt that the pier will be shut before the ice comes,” said Nora Velden, a pilot."


def test_the_longest_wording_leads_and_a_cut_of_it_counts_as_the_same_words() -> None:
    (quote,) = collated("“the pier will be shut before the ice comes,” Nora Velden said.", LONG)
    assert (quote.lead, quote.also, quote.variants, quote.independent) == (2, (1,), (), 2)


def test_a_wording_too_long_to_read_does_not_lead() -> None:
    long = LONG.replace(
        "before the ice", "and " + "that nobody will see a ferry there in the winter " * 5 + "before the ice"
    )
    (quote,) = collated(LONG.replace("pier will be shut before the ice comes", "pier will be shut"), long)
    assert (quote.lead, quote.also) == (1, (2,))


def test_a_wording_with_a_speaker_leads() -> None:
    nobody = "“We have little doubt that the pier will be shut before the ice comes, and so will the road.”"
    (quote,) = collated(nobody, LONG)
    assert quote.lead == 2


def test_the_earliest_leads_among_equals() -> None:
    (quote,) = collated(LONG, LONG)
    assert (quote.lead, quote.also) == (1, (2,))


def test_marks_case_ellipses_and_brackets_do_not_separate_variants() -> None:
    (quote,) = collated(
        LONG,
        'Nora Velden said: "[W]e have little doubt … the pier will be shut before the ice comes."',
        "“WE have little doubt that the pier will be shut before the ice [of winter] comes!” Velden said.",
    )
    assert quote.variants == ()
    assert len(quote.also) == 2


def test_other_words_are_a_variant() -> None:
    (quote,) = collated(LONG, "“We have no doubt that the pier will be closed before the ice comes,” Nora Velden said.")
    (variant,) = quote.variants
    assert (variant.n, variant.other_words, variant.other_speaker) == (2, True, "")


def test_another_speaker_is_a_conflict() -> None:
    said = "“We have little doubt that the pier will be shut before the ice comes,” said "
    (quote,) = collated(LONG, said + "Tom Harker.")
    (variant,) = quote.variants
    assert (variant.other_words, variant.other_speaker) == (False, "Tom Harker")


@pytest.mark.parametrize(
    "ending",
    [
        "said a senior official.",
        "said Norah Velden.",
        "said Nora M. Velden.",
        "said Velden.",
        "he said.",
        "said Tom Harker, who quoted Nora Velden.",
    ],
)
def test_no_conflict_without_two_full_names_of_two_people(ending: str) -> None:
    (quote,) = collated(LONG, f"“We have little doubt that the pier will be shut before the ice comes,” {ending}")
    assert (quote.also, quote.variants) == ((2,), ())


def test_a_body_that_is_said_to_speak_conflicts_with_nobody() -> None:
    said = "“We have little doubt that the pier will be shut before the ice comes,” said Velmar Pilots."
    (quote,) = collate([a_text(1, LONG), replace(a_text(2, said), persons=())])
    assert quote.variants == ()


def test_a_phrase_that_two_people_said_is_two_utterances() -> None:
    quotes = collated("“We shall see about that,” said Nora Velden.", "“We shall see about that,” said Tom Harker.")
    assert [(quote.also, quote.variants) for quote in quotes] == [((), ()), ((), ())]


def test_an_unknown_speaker_contradicts_nobody() -> None:
    (quote,) = collated(LONG, "“We have little doubt that the pier will be shut before the ice comes.”")
    assert (quote.also, quote.variants) == ((2,), ())


def test_a_reprint_is_no_independent_outlet() -> None:
    (quote,) = collated(LONG, LONG, reprints=(2,))
    assert quote.independent == 1


def test_different_utterances_are_not_joined() -> None:
    quotes = collated(LONG, "“The harbour needs a new pier and a new road,” said Nora Velden.")
    assert len(quotes) == 2


def test_speakers_differ_by_surname_or_head_noun() -> None:
    assert not is_other_speaker("Nora Velden", "Velden")
    assert not is_other_speaker("a U.S. official", "one senior official close to the talks")
    assert not is_other_speaker("Kim Jong Un", "Kim")
    assert is_other_speaker("a spokesman", "one senior official")
    assert not is_other_speaker("", "Nora Velden")


def test_many_quotes_with_common_phrases_are_collated_in_reasonable_time() -> None:
    many = [
        QuotedText(n, text, find_quotes(read_document(text)), str(n), NOON)
        for n in range(300)
        for text in [f"“We are going to be ready for number {n} of them all,” said Nora Velden."]
    ]
    assert len(collate(many)) >= 1


def test_a_copy_keeps_the_wording_of_its_own_text() -> None:
    cut = "“We have little doubt … the pier will be shut,” Nora Velden said."
    (quote,) = collated(cut, LONG, LONG)
    assert [(copy.n, copy.cut, copy.quote.spans[0].cut(cut if copy.n == 1 else LONG)) for copy in quote.copies] == [
        (1, True, "We have little doubt … the pier will be shut"),
        (3, False, "We have little doubt that the pier will be shut before the ice comes"),
    ]
