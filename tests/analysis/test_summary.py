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


def test_the_lead_comes_first_without_its_dateline() -> None:
    assert chosen(numbered(1, FIRST))[0].startswith("Customs officers at Port Velmar walked out")


def test_the_chosen_sentences_cover_the_event_without_repetition() -> None:
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
        "It's been two weeks since the strike at the port of Velmar began.",
        "Here is a look at how the strike at the port of Velmar began.",
        "A look back at the longest strike that the port of Velmar has seen.",
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
def test_fragments_questions_and_boilerplate_are_never_chosen(poor: str) -> None:
    assert chosen(numbered(1, poor)) == []


def test_a_lone_sentence_may_lack_its_full_stop() -> None:
    lone = "Customs officers at Port Velmar walked out over night pay on Monday, halting forty ships with grain"
    assert chosen(numbered(1, lone)) == [lone]
    assert chosen(numbered(1, lone + "…")) == []
    assert chosen(numbered(1, f"{lone}\nShips wait.")) == []


@pytest.mark.parametrize("opening", ["[Velmar Wire] Ostmark -- ", "PORT VELMAR: ", "PORT VELMAR/OSTMARK: "])
def test_datelines_have_many_forms(opening: str) -> None:
    assert chosen(numbered(1, opening + SECOND))[0].startswith("Customs officers")


def test_a_sentence_about_something_else_is_not_chosen() -> None:
    other = "Cucumbers have become dear in the south, where a cold spring killed most of the early crop of the farmers."
    texts = [numbered(1, FIRST), numbered(2, SECOND), numbered(3, other), numbered(4, SECOND)]
    picked = choose_sentences(texts, headline="Customs officers walk out over night pay at Port Velmar")
    assert {one.n for one in picked} <= {1, 2, 4}


def test_the_lead_is_about_what_the_headline_says() -> None:
    texts = [numbered(1, FIRST), numbered(2, "The mayor of Velmar has asked the army to open its bakeries on Friday.")]
    lead, *_ = choose_sentences(texts, headline="Mayor asks army to open its bakeries")
    assert lead.n == 2


def test_headlines_alone_make_no_narrative() -> None:
    assert choose_sentences([numbered(1, ""), numbered(2, "")]) == ()
    assert choose_sentences([]) == ()


def test_reprints_are_named_but_not_quoted() -> None:
    picked = choose_sentences([numbered(2, FIRST), numbered(1, FIRST, reprint=True)])
    assert all(one.n == 2 and one.also == (1,) for one in picked)


def test_what_follows_the_story_is_not_read() -> None:
    text = FIRST + "\nLatest articles\nTen thousand geese flew over the bay of Velmar on Sunday morning."
    assert not any("geese" in sentence for sentence in chosen(numbered(1, text)))


def test_no_more_than_asked_for_are_chosen() -> None:
    assert len(choose_sentences([numbered(1, FIRST), numbered(2, SECOND)], most=1)) == 1
