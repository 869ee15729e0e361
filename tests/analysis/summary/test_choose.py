from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefing.analysis.summary.choose import choose_sentences
from briefing.analysis.summary.sentences import NumberedText
from briefing.model.spans import Span

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
        "Grain ships that lay in the bay of Velmar left on Tuesday for the harbours in the ...",
        'Owners of ships at Velmar will [ABC:L6N44G TEXT:"pay more"] for pilots who come at night.',
        " ".join(["word"] * 50) + ".",
    ],
)
def test_fragments_questions_and_boilerplate_are_never_chosen(poor: str) -> None:
    assert chosen(numbered(1, poor)) == []


def test_a_lone_sentence_may_lack_its_full_stop() -> None:
    lone = "Customs officers at Port Velmar walked out over night pay on Monday, halting forty ships with grain"
    assert chosen(numbered(1, lone)) == [lone]
    assert chosen(numbered(1, lone.replace(",", " and") + "…")) == []
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


def dated(n: int, title: str, text: str, hours: float, *persons: str) -> NumberedText:
    spans = tuple(Span(text.index(name), text.index(name) + len(name)) for name in persons)
    return NumberedText(n, title, text, MORNING + timedelta(hours=hours), persons=spans)


def test_what_was_still_to_come_is_left_out_once_a_later_story_is_there() -> None:
    ahead = "Customs officers and the owner of Port Velmar will meet on Tuesday for talks about night pay at the port."
    after = (
        "Customs officers and the owner of Port Velmar agreed on higher night pay after talks that lasted until dawn."
    )
    assert chosen(dated(1, "Talks to begin", ahead, 0), dated(2, "Deal at the port", after, 9)) == [after]
    assert chosen(dated(1, "Talks to begin", ahead, 0)) == [ahead]


def test_two_sentences_with_one_count_of_one_thing_are_one_fact() -> None:
    one = "More than 80 pilots of the ferries signed a letter on Tuesday against the new night rules of the port."
    other = "In the letter, 80 pilots who steer ferries for the islands call the night rules a danger to all on board."
    assert len(chosen(numbered(1, one), numbered(2, other))) == 1


def test_a_person_is_introduced_once() -> None:
    one = "Harbour Minister Ann Lee signed the new rules for night work at the port of Velmar on Monday evening."
    again = "Harbour Minister Ann Lee said that shifts of pilots may last nine hours, down from twelve until now."
    short = "Lee wants to cut shifts of pilots at the port of Velmar to nine hours, down from twelve until now."
    first = dated(1, "Minister signs rules", one, 0, "Ann Lee")
    assert chosen(first, dated(2, "Shifts cut", again, 1, "Ann Lee")) in ([one], [again])
    assert len(chosen(first, dated(2, "Shifts cut", short, 1, "Lee"))) == 2


def test_a_pronoun_before_any_name_needs_its_context() -> None:
    text = (
        "Harbour Minister Ann Lee signed the new rules for night work at the port of Velmar on Monday evening. "
        "Before the strike at the port she had promised higher pay for night work to all pilots of the ferries."
    )
    assert len(chosen(dated(1, "Rules signed", text, 0, "Ann Lee"))) == 1


def test_the_newest_state_follows_the_lead() -> None:
    strike = "Customs officers at Port Velmar walked out over night pay on Monday, halting forty ships with grain."
    bakers = "Bakers on the islands have grain for a week, as ships wait for customs officers to come back to work."
    raise_ = "Owners offered striking customs men at Port Velmar a raise of three per cent for shifts after midnight."
    texts = [dated(n, f"Customs strike {n}", text, 20 * n) for n, text in enumerate((strike, bakers, raise_))]
    picked = choose_sentences(
        texts, headline="Customs officers walk out over night pay at Port Velmar, grain ships wait"
    )
    assert [one.n for one in picked] == [0, 2]


def test_texts_whose_title_reports_the_same_are_named() -> None:
    one = dated(1, "Strike", "Customs officers at Port Velmar walked out over night pay on Monday, halting ships.", 0)
    other = dated(2, "Customs officers walk out at Port Velmar", "Bakers in the south have flour for a week.", 1)
    denied = dated(3, "Customs officers did not walk out at Port Velmar", "The union denies that its men left.", 2)
    (lead, *_) = choose_sentences([one, other, denied], headline="Customs officers walk out")
    assert (lead.n, lead.also) == (1, (2,))


CUT_OFF = [
    (
        "Customs officers at Port Velmar walked out over night pay on Monday, with forty grain ships waiting in…",
        "Customs officers at Port Velmar walked out over night pay on Monday",
    ),
    (
        "Customs officers at Port Velmar walked out over night pay on Monday, halting the grain ships that had…",
        "Customs officers at Port Velmar walked out over night pay on Monday",
    ),
    (
        "Forty grain ships lie in the bay since officers at Port Velmar walked out, Harbour Minister Ann Lee said...",
        "Forty grain ships lie in the bay since officers at Port Velmar walked out, Harbour Minister Ann Lee said",
    ),
    (
        "Customs officers at Port Velmar walked out over night pay on Monday after the talks,…",
        "Customs officers at Port Velmar walked out over night pay on Monday after the talks",
    ),
]


@pytest.mark.parametrize(("text", "left"), CUT_OFF)
def test_a_sentence_that_is_cut_off_keeps_its_whole_clauses(text: str, left: str) -> None:
    assert chosen(numbered(1, text)) == [left]


@pytest.mark.parametrize(
    "text",
    [
        "Customs officers at Port Velmar, who have had no raise in night pay for nine years and more, were…",
        "Customs officers walked out, with forty ships waiting in the bay of Velmar for a place at the…",
        "“We will stay out for as long as it takes them to pay us,” said Ann Lee, with forty ships in…",
    ],
)
def test_a_sentence_that_is_cut_off_in_its_main_clause_is_not_chosen(text: str) -> None:
    assert chosen(numbered(1, text)) == []


def test_a_reprint_has_the_sentence_that_the_first_text_lacks() -> None:
    cut = numbered(1, "Customs officers at Port Velmar, who have had no raise in night pay for nine years, on Monday…")
    whole = numbered(2, "Customs officers at Port Velmar walked out over night pay on Monday.", reprint=True)
    assert chosen(cut, whole) == ["Customs officers at Port Velmar walked out over night pay on Monday."]


def test_the_opening_of_another_story_adds_what_only_it_knows() -> None:
    strike = dated(1, "Customs officers walk out at Port Velmar", SECOND.split(". ")[0] + ".", 0)
    grain = dated(
        2,
        "Port Velmar: why the grain matters",
        "Bakeries in three southern countries buy most of their flour from mills that need ships from Port Velmar.",
        1,
    )
    other = dated(3, "Customs officers on strike", "A school in the hills of Ostmark has won a prize for its choir.", 2)
    found = [each.n for each in choose_sentences([strike, grain, other], headline=strike.title)]
    assert found == [1, 2]


def test_who_says_so_does_not_make_the_same_report_another() -> None:
    first = dated(
        1, "Blast", "A blast was heard at the grain mill in Velmar, according to the state news agency Sava.", 0
    )
    second = dated(
        2, "Mill", "A blast at the grain mill in Velmar killed nine workers and shut the road to Ostmark.", 1
    )
    assert [each.n for each in choose_sentences([first, second], headline="Blast kills nine in Velmar")] == [2]


def test_a_pronoun_after_a_described_person_needs_no_context() -> None:
    text = "A dock worker ran toward the gate of the port with an axe before officers stopped him, said Ann Lee."
    lee = Span(text.index("Ann Lee"), len(text) - 1)
    story = NumberedText(1, "Port", text, MORNING, persons=(lee,))
    assert [each.n for each in choose_sentences([story])] == [1]


def test_what_a_journalist_does_is_no_news() -> None:
    teaser = "The Ledger's political correspondent Ann Lee explains what the strike at Port Velmar means for the south."
    assert chosen(numbered(1, teaser)) == []


FEWER = "Three people have died in a fire at the Velkom fish cannery in Port Velmar, the fire brigade said on Saturday."
MORE = (
    "The fire brigade found two more bodies in the fish cannery in Port Velmar on Sunday, and the search goes on. "
    "Bells rang for the five people who have died in a fire at the Velkom fish cannery in Port Velmar."
)


def test_a_toll_is_cited_only_from_texts_with_the_same_number() -> None:
    texts = [numbered(1, FEWER), numbered(2, MORE), numbered(3, FEWER.replace("Three", "Some 3"))]
    cited = {each.n: each.also for each in choose_sentences(texts) if each.n != 2}
    assert cited == {1: (3,)} or cited == {3: (1,)}


def test_a_toll_that_rose_is_not_chosen() -> None:
    later = replace(numbered(2, MORE), title="Five dead in fire at Velmar fish cannery")
    headline = "Dead in fire at Velmar fish cannery"
    assert all(each.n == 2 for each in choose_sentences([numbered(1, FEWER), later], headline=headline))
