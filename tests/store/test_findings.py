"""Quotes, actors and citations, stored as spans."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.analysis import TextAnalysis
from briefing.model.citation import Citation, CitationForm
from briefing.model.evidence import Evidence, Question, RoleRule, SpeakerRule, TypeRule
from briefing.model.quote import Quote, QuoteKind
from briefing.model.spans import Span
from briefing.store import findings, stories
from briefing.store.database import Database
from briefing.store.finding_rows import spans_of, stored_spans
from briefing.store.texts import titles_and_texts
from tests.store.builders import a_feed, a_filing, a_thread, ask, file, group, tell, unread

TEXT = "Harbour minister Ana Lopez said: “We will not yield,” and then “not one inch.” Herald reported it."


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


FOUND = TextAnalysis(
    quotes=(
        Quote(
            (at("We will not yield,"), at("not one inch.")),
            QuoteKind.DIRECT,
            1,
            mention=at("Ana Lopez"),
            name=at("Ana Lopez"),
            role=at("Harbour minister"),
            cue=at("said"),
        ),
        Quote((at("not one inch."),), QuoteKind.PARTIAL, 1, unnamed=True),
    ),
    actors=(
        DocumentActor("ana lopez", ActorKind.PERSON, at("Ana Lopez"), (at("Ana Lopez"),), (at("Harbour minister"),)),
    ),
    citations=(
        Citation(CitationForm.REPORTED, at("Herald reported it."), "", "Herald", "2026-11-22", "https://h.example/"),
    ),
    sentences=(Span(0, 79), Span(80, len(TEXT))),
    narrative=(Span(80, len(TEXT)),),
)


def read_story(store: Database, found: TextAnalysis = FOUND) -> int:
    (story,) = file(store, a_feed(store), a_filing(guid="g", text=TEXT))
    (snapshot,) = unread(store, 1)
    tell(store, findings.save_findings, [(snapshot.id, found)], 1)
    return story


def test_findings_come_back_as_they_were(store: Database) -> None:
    read_story(store)
    assert ask(store, findings.findings_of, [1, 99]) == {1: FOUND, 99: TextAnalysis()}


def test_reasons_come_back_with_explained_findings_only(store: Database) -> None:
    name = at("Ana Lopez")
    quote = replace(
        FOUND.quotes[0],
        reasons=(
            Evidence(Question.SPEAKER, SpeakerRule.CUE_BEFORE, None, (at("said"), name)),
            Evidence(Question.ROLE, RoleRule.TITLE_BEFORE, at("Harbour minister"), (name,)),
        ),
    )
    actor = replace(FOUND.actors[0], reasons=(Evidence(Question.TYPE, TypeRule.TAGGED, None, (name,)),))
    found = replace(FOUND, quotes=(quote, FOUND.quotes[1]), actors=(actor,))
    read_story(store, found)
    assert ask(store, findings.explained_findings, 1) == found
    assert ask(store, findings.findings_of, [1]) == {1: FOUND}


def test_findings_of_a_newer_analysis_replace_the_old(store: Database) -> None:
    read_story(store)
    assert unread(store, 1) == ()
    assert len(unread(store, 2)) == 1
    newer = TextAnalysis(quotes=FOUND.quotes[:1])
    tell(store, findings.save_findings, [(1, newer)], 2)
    assert ask(store, findings.findings_of, [1]) == {1: newer}


def test_only_the_newest_text_of_a_story_waits_to_be_read(store: Database) -> None:
    story = read_story(store)
    file(store, a_feed(store), a_filing(guid="g", text="Edited once."))
    file(store, a_feed(store), a_filing(guid="g", text="Edited twice."))
    assert [waiting.text for waiting in unread(store, 1)] == ["Edited twice."]
    file(store, a_feed(store), a_filing(guid="g", text=TEXT))
    assert ask(store, stories.latest_snapshot, story).text == TEXT
    assert unread(store, 1) == ()


def test_forgetting_findings_has_everything_read_again(store: Database) -> None:
    read_story(store)
    tell(store, findings.forget_findings)
    assert len(unread(store, 1)) == 1


def test_quotes_are_found_by_a_part_of_the_speakers_name(store: Database) -> None:
    group(store, a_thread("t-1", read_story(store)))
    (hit,) = ask(store, findings.quotes_by, "lopez", 10)
    assert hit.parts == ("We will not yield,", "not one inch.")
    assert (hit.speaker, hit.role, hit.thread) == ("Ana Lopez", "Harbour minister", "t-1")
    assert ask(store, findings.quotes_by, "ana LOPEZ", 10) == (hit,)
    assert ask(store, findings.quotes_by, "%lop_", 10) == ()
    assert len(ask(store, findings.quotes_by, "", 10)) == 2


def test_an_unnamed_speaker_has_no_name(store: Database) -> None:
    unknown = Quote((at("not one inch."),), QuoteKind.PARTIAL, 1, mention=at("it"))
    read_story(store, TextAnalysis(quotes=(unknown,)))
    (hit,) = ask(store, findings.quotes_by, "", 10)
    assert hit.speaker == ""
    assert ask(store, findings.quotes_by, "it", 10) == ()


def test_quotes_of_a_text_that_was_replaced_are_not_found(store: Database) -> None:
    read_story(store)
    file(store, a_feed(store), a_filing(guid="g", text="Nothing said."))
    assert ask(store, findings.quotes_by, "lopez", 10) == ()


def test_actors_are_found_with_their_roles(store: Database) -> None:
    read_story(store)
    (hit,) = ask(store, findings.actor_hits, "Lopez", 10)
    assert (hit.name, hit.kind, hit.roles, hit.mentions) == ("Ana Lopez", "person", ("Harbour minister",), 1)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)).map(lambda pair: Span(pair[0], sum(pair)))))
def test_spans_are_read_back_as_they_were_written(spans: list[Span]) -> None:
    assert spans_of(stored_spans(spans)) == tuple(spans)


def test_a_digest_leads_to_its_text(store: Database) -> None:
    story = read_story(store)
    digest = ask(store, stories.latest_snapshot, story).sha256
    (title, text), *others = ask(store, titles_and_texts, (digest, "00" * 32)).values()
    assert text == TEXT
    assert title
    assert not others


def test_a_name_is_found_by_the_beginnings_of_its_words_in_order(store: Database) -> None:
    read_story(store)
    assert [len(ask(store, findings.actor_hits, words, 10)) for words in ("an lop", "lop an", "opez", "“")] == [
        1,
        0,
        0,
        0,
    ]


def test_the_texts_of_the_threads_that_are_listed_first_are_read_first(store: Database) -> None:
    alone, low, high, *_ = ids = file(store, a_feed(store), *(a_filing(number) for number in range(5)))
    group(store, a_thread("t-1", alone), a_thread("t-2", low, score=2.0), a_thread("t-3", high, score=3.0))
    store.call(lambda c: c.execute("UPDATE threads SET outlet_count = 2 WHERE id IN ('t-2', 't-3')"))
    assert [each.story for each in unread(store)][:2] == [high, low]
    assert sorted(each.story for each in unread(store)) == sorted(ids)
