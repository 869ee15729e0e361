"""The grammar of queries, and the sentences about wrong ones."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.errors import QueryError
from briefing.model.query import (
    AllOf,
    AnyOf,
    HasVerdict,
    Independent,
    InLanguage,
    Named,
    NameField,
    Not,
    OfKind,
    Published,
    Term,
    Words,
)
from briefing.model.verdict import Verdict
from briefing.query.days import span_of
from briefing.query.matching import folded, pattern_of
from briefing.query.parser import DEEPEST, MOST_TERMS, parse
from briefing.query.tokens import MOST_CHARACTERS

NOW = datetime(2026, 11, 22, 7, 48, tzinfo=UTC)


def term_of(text: str, *, unfinished: bool = False) -> Term:
    query = parse(text, NOW, unfinished=unfinished)
    assert query is not None
    return query.term


def word(text: str) -> Words:
    return Words((text,))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("port ", word("port")),
        ("port", Words(("port",), beginning=True)),
        ("port* strike ", AllOf((Words(("port",), beginning=True), word("strike")))),
        ('"port of velmar"', Words(("port", "of", "velmar"))),
        ("“port of velmar”", Words(("port", "of", "velmar"))),
        ("AT&T ", Words(("AT", "T"))),
        ("-port", Not(word("port"))),
        ("−port", Not(word("port"))),
        ("a b OR c ", AnyOf((AllOf((word("a"), word("b"))), word("c")))),
        ("a AND b ", AllOf((word("a"), word("b")))),
        ("a (b OR c) ", AllOf((word("a"), AnyOf((word("b"), word("c")))))),
        ("-(b c) ", Not(AllOf((word("b"), word("c"))))),
        ("cats & dogs ", AllOf((word("cats"), word("dogs")))),
        ("Talks: day 2 ", AllOf((word("Talks"), word("day"), word("2")))),
        ("or and not ", AllOf((word("or"), word("and"), word("not")))),
        ('"OR"', word("OR")),
        ('by:"J. Marsh"', Named(NameField.SPEAKER, "J. Marsh", ("J", "Marsh"))),
        ("Outlet:times.example ", Named(NameField.OUTLET, "times.example", ("times", "example"))),
        ("actor:mar", Named(NameField.ACTOR, "mar", ("mar",), beginning=True)),
        ("-actor:mar", Not(Named(NameField.ACTOR, "mar", ("mar",)))),
        ("lang:EN", InLanguage("en")),
        ("verdict:undecided", HasVerdict(Verdict.NEW)),
        ("verdict:brief", HasVerdict(Verdict.BRIEF)),
        ("kind:single", OfKind(single=True)),
        ("independent:3", Independent(3, 3)),
        ("independent:>=3", Independent(3)),
        ("independent:>3", Independent(4)),
        ("independent:<3", Independent(0, 2)),
        ("independent:≤3", Independent(0, 3)),
        ("after:3d", Published(after=NOW - timedelta(days=3))),
        ("after:2026-11-18T12:30", Published(after=datetime(2026, 11, 18, 12, 30, tzinfo=UTC))),
        ("https://herald.example/a ", Words(("https", "herald", "example", "a"))),
    ],
)
def test_a_query_is(text: str, term: Term) -> None:
    assert term_of(text) == term


@pytest.mark.parametrize("text", ["", "  ", "*", "& – !", '""'])
def test_a_query_that_asks_for_nothing_is_none(text: str) -> None:
    assert parse(text, NOW) is None


WRONG = [
    ("port outlt:herald", "there is no field outlt: (character 6); did you mean outlet:?", 5, 11),
    ("zzz:herald", "there is no field zzz: (character 1). The fields are outlet:, actor:, by:", 0, 4),
    ("outlet:", "outlet: at character 1 needs a name after it", 0, 7),
    ("actor: marsh", "actor: at character 1 needs a name after it", 0, 6),
    ("by:!!", "by:!! at character 1 has no letter or digit", 0, 5),
    ("after:never", "after:never at character 1 is not a day such as", 0, 11),
    ("before:31feb", "before:31feb at character 1 is not a day", 0, 12),
    ("after:9999-12-31", "is not a day", 0, 16),
    ("verdict:breif", "is not one of undecided, new, brief, follow, later, drop; did you mean brief?", 0, 13),
    ("kind:many", "kind:many at character 1 is not one of thread, single.", 0, 9),
    ("lang:german", "is not the code of a language such as en or de", 0, 11),
    ("independent:many", "is not a number such as 3, >=3 or <2", 0, 16),
    ("independent:=>3", "is not a number", 0, 15),
    ('port "of velmar', "the phrase at character 6 has no closing quotation mark", 5, 15),
    ("port (strike", "the ( at character 6 is not closed", 5, 6),
    ("port) strike", "the ) at character 5 closes nothing", 4, 5),
    ("port ()", "the parentheses at character 6 hold nothing", 5, 7),
    ("OR port", "OR at character 1 has nothing before it", 0, 2),
    ("port OR", "OR at character 6 has nothing after it", 5, 7),
    ("port OR OR strike", "OR at character 6 has nothing after it", 5, 7),
    ("port --strike", "the - at character 6 has no term after it", 5, 6),
    ("port NOT strike", "NOT at character 6 is written as - before a term", 5, 8),
    ("(" * (DEEPEST + 1), f"the ( at character {DEEPEST + 1} is nested too deeply", DEEPEST, DEEPEST + 1),
    ("a " * (MOST_TERMS + 1), f"a query has at most {MOST_TERMS}", 2 * MOST_TERMS, 2 * MOST_TERMS + 1),
    ("a" * (MOST_CHARACTERS + 1), "a query has at most 2,000 characters", MOST_CHARACTERS, MOST_CHARACTERS + 1),
]


@pytest.mark.parametrize(("text", "sentence", "start", "end"), WRONG)
def test_a_wrong_term_is_named_with_its_place(text: str, sentence: str, start: int, end: int) -> None:
    with pytest.raises(QueryError) as raised:
        parse(text, NOW)
    assert sentence in str(raised.value)
    assert (raised.value.start, raised.value.end) == (start, end)


@pytest.mark.parametrize("text", ['port "of', "port (of", "port (of OR", 'port OR ("of'])
def test_what_is_open_at_the_end_of_an_unfinished_query_is_closed(text: str) -> None:
    assert parse(text, NOW, unfinished=True) is not None


def test_the_first_letter_of_a_word_that_is_typed_asks_for_nothing_yet() -> None:
    assert parse("p", NOW, unfinished=True) is None
    assert term_of("port s", unfinished=True) == word("port")
    assert term_of("port s") == AllOf((word("port"), Words(("s",), beginning=True)))


@given(st.text(st.sampled_from('ab "“”()-:*&ORNDoutlet:after:kind:3d '), max_size=40), st.booleans())
def test_a_query_is_parsed_or_refused_with_a_place(text: str, unfinished: bool) -> None:
    try:
        parse(text, NOW, unfinished=unfinished)
    except QueryError as error:
        assert 0 <= error.start < error.end <= len(text)  # noqa: PT017 - many texts are right


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("18nov", datetime(2025, 11, 18, tzinfo=UTC)),
        ("3jan", datetime(2026, 1, 3, tzinfo=UTC)),
        ("18 November 2024", datetime(2024, 11, 18, tzinfo=UTC)),
        ("29feb", datetime(2024, 2, 29, tzinfo=UTC)),
        ("today", datetime(2026, 1, 5, tzinfo=UTC)),
        ("yesterday", datetime(2026, 1, 4, tzinfo=UTC)),
    ],
)
def test_a_day_without_a_year_is_the_last_such_day(text: str, first: datetime) -> None:
    span = span_of(text, datetime(2026, 1, 5, 9, tzinfo=UTC))
    assert span is not None
    assert span == (first, first + timedelta(days=1) - timedelta(microseconds=1))


@pytest.mark.parametrize("text", ["0001-01-01T00:00+05:00", "9999-12-31T23:59-05:00"])
def test_a_time_that_utc_does_not_have_is_no_day(text: str) -> None:
    assert span_of(text, datetime(2026, 1, 5, 9, tzinfo=UTC)) is None


def test_what_stands_after_a_minus_is_not_marked() -> None:
    query = parse("port -strike actor:marsh outlet:times", NOW)
    assert query is not None
    pattern = pattern_of(query)
    assert pattern is not None
    assert pattern.findall("the port, the strike, the times, and marsh") == ["port", "marsh"]


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(folded(text)) == len(text)
