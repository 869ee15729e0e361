"""Which utterances of a thread come first."""

from briefing.analysis.quotes.collate import collate
from briefing.analysis.quotes.key_quotes import key_quotes
from tests.analysis.quotes.test_collate import texts

TITLES = ("Ferry pier to shut for the winter", "Pier shut as ice comes early")


def ranked(*articles: str) -> list[str]:
    quoted = texts(*articles)
    by_number = {source.n: source.text for source in quoted}
    keyed = key_quotes(collate(quoted), quoted, TITLES)
    return [each.quote.spans[0].cut(by_number[each.lead]) for each in keyed]


def test_a_quote_in_several_outlets_comes_first() -> None:
    shared = "“The road to the harbour was never built for this,” said Nora Velden, a pilot."
    alone = "“The new road to the market was built too late,” said Tom Harker, a builder."
    assert ranked(alone, shared, shared)[0].startswith("The road to the harbour")


def test_a_named_speaker_with_a_role_comes_before_an_unnamed_one() -> None:
    named = "“The road to the harbour was never built for this,” said Nora Velden, a pilot."
    unnamed = "“The new road to the market was built too late,” said one official."
    assert ranked(unnamed, named)[0].startswith("The road to the harbour")


def test_a_quote_about_the_titles_subject_comes_before_others() -> None:
    central = "“The ferry pier must be shut before winter and the ice,” said Nora Velden, a pilot."
    aside = "“The new road to the market was built far too late,” said Tom Harker, a builder."
    assert ranked(aside, central)[0].startswith("The ferry pier")


def test_a_platitude_comes_last() -> None:
    trite = "“Our thoughts and prayers are with each and every family,” said Nora Velden, a pilot."
    plain = "“The new road to the market was built far too late,” said Tom Harker, a builder."
    assert ranked(trite, plain)[-1].startswith("Our thoughts")


def test_a_quote_of_a_digest_about_another_event_comes_last() -> None:
    digest = (
        "“The ferry pier must be shut at once,” said Nora Velden, a pilot.\n"
        "Elsewhere\nA choir sang all night long.\nThey were heard in the hills.\nThe mayor stayed away.\n"
        "“The choir has never sung so well in all these long years,” said Tom Harker, its conductor, on Sunday.\n"
        "It sings again tomorrow.\nThe bakers are asleep.\nNobody was awake."
    )
    story = "“The pier is old and the ferry is older than the ice,” Velden said.\n“Winter is here,” said Ada Brill."
    assert ranked(digest, story)[-1].startswith("The choir")


def test_nobody_has_a_second_quote_before_everybody_has_one() -> None:
    article = (
        "“The ferry pier must be shut before winter and the ice,” said Nora Velden, a pilot.\n\n"
        "“The pier is old and the ferry is older than the ice,” Velden said at the harbour.\n\n"
        "“It was built too late for us all,” said one official."
    )
    assert ranked(article)[1].startswith("It was built")
