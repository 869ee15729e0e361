from datetime import UTC, datetime, timedelta

import pytest

from briefing.analysis.summary import NumberedText, choose_sentences

MORNING = datetime(2031, 3, 4, 6, tzinfo=UTC)
FIRST = (
    "PORT VELMAR (AP) — Customs officers at Port Velmar walked out over night pay on Monday, halting grain ships. "
    "It was the first strike in a decade.\n"
    "“We will stay out,” said Ann Doe.\n"
    "The union says that officers have had no raise in night pay for nine years.\n"
    "Will the ships ever leave the bay of Velmar before the spring tide comes?\n"
    "Read more about the strike at the port on our pages and sign up to our newsletter."
)
SECOND = (
    "Customs officers at Port Velmar walked out over night pay on Monday, halting ships with grain. "
    "At least forty ships with grain for the south lay in the bay on Tuesday morning. "
    "But the owner of the port offered a raise of three per cent in a letter to the union."
)


def numbered(n: int, text: str, *, reprint: bool = False) -> NumberedText:
    return NumberedText(n, f"Title {n}", text, MORNING + timedelta(hours=n), reprint)


def chosen(*texts: NumberedText) -> list[str]:
    bodies = {text.n: text.text for text in texts}
    return [one.span.cut(bodies[one.n]) for one in choose_sentences(texts)]


def test_the_lead_comes_first_and_its_dateline_is_cut_off() -> None:
    assert chosen(numbered(1, FIRST))[0].startswith("Customs officers at Port Velmar walked out")


def test_what_is_chosen_covers_the_matter_without_repeating() -> None:
    sentences = chosen(numbered(1, FIRST), numbered(2, SECOND))
    assert 2 <= len(sentences) <= 4
    assert sum("walked out" in sentence for sentence in sentences) == 1
    assert any("forty ships" in sentence for sentence in sentences)


def test_texts_with_nearly_the_same_sentence_are_named() -> None:
    (lead, *_) = choose_sentences([numbered(1, FIRST), numbered(2, SECOND)])
    assert {lead.n, *lead.also} == {1, 2}


@pytest.mark.parametrize(
    "poor",
    [
        "It was the first strike at the port in more than a decade.",
        "But the owner of the port offered a raise of three per cent.",
        "This was the first strike at the port in a decade, officials noted.",
        "“We will all stay out until they pay us,” said Ann Doe of the union.",
        "Will the grain ships ever leave the bay of Velmar before spring?",
        "Ships left the bay.",
        "By Ann Doe | Photo by Bo Roe for the Ledger of Port Velmar.",
        "Read more about the strike at the port of Velmar on our pages.",
        "grain ships that lay in the bay left on Tuesday for the south.",
        "Grain ships that lay in the bay left on Tuesday for the south",
        " ".join(["word"] * 50) + ".",
    ],
)
def test_fragments_questions_and_furniture_are_never_chosen(poor: str) -> None:
    assert chosen(numbered(1, poor)) == []


def test_headlines_alone_make_no_narrative() -> None:
    assert choose_sentences([numbered(1, ""), numbered(2, "")]) == ()
    assert choose_sentences([]) == ()


def test_reprints_are_named_but_not_cut_from() -> None:
    picked = choose_sentences([numbered(2, FIRST), numbered(1, FIRST, reprint=True)])
    assert all(one.n == 2 and one.also == (1,) for one in picked)


def test_what_stands_after_the_story_is_not_read() -> None:
    text = FIRST + "\nLatest articles\nTen thousand geese flew over the bay of Velmar on Sunday morning."
    assert not any("geese" in sentence for sentence in chosen(numbered(1, text)))


def test_no_more_than_asked_for_are_chosen() -> None:
    assert len(choose_sentences([numbered(1, FIRST), numbered(2, SECOND)], most=1)) == 1
