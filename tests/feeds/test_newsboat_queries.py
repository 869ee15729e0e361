"""newsboat's query feeds as queries of rules."""

from datetime import UTC, datetime

import pytest

from briefing.feeds.newsboat_queries import NoRule, QueryFeed, read_query_feed
from briefing.query.parser import parse_saved


@pytest.mark.parametrize(
    ("expression", "query"),
    [
        ('title =~ "Velmar"', "Velmar*"),
        ('title = "Port Velmar"', '"Port Velmar"'),
        ('unread = "yes" and title =~ ".*(Velmar|Old Port).*"', '(Velmar* OR "Old Port")'),
        ('(title =~ "crane" or content =~ "port") and tags !# "sport"', '(crane* OR port*) -desk:"sport"'),
        ('tags # "world"', 'desk:"world"'),
        ('feedtitle =~ "Gulf Ledger"', 'outlet:"Gulf Ledger"'),
        ('title !~ "football" and unread != "no"', "-football*"),
        ('title =~ "a1" and title =~ "b" or title =~ "c"', "a1* (b* OR c*)"),
    ],
)
def test_words_outlets_and_tags_are_asked_for(expression: str, query: str) -> None:
    assert read_query_feed(f"query:Mine:{expression}") == QueryFeed("Mine", query)
    assert parse_saved(query, datetime(2026, 11, 22, tzinfo=UTC)) is not None


def test_what_was_left_out_is_named() -> None:
    assert read_query_feed('query:New:age between 0:2 and title =~ "port"') == QueryFeed("New", "port*", ("age",))


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ('unread = "yes"', "without a rule"),
        ("age < 2", "without a rule"),
        ('author =~ "Quill"', "cannot ask for author"),
        ('title =~ "[0-9]+ dead"', "is a pattern"),
        ('title > "a"', "cannot compare title with >"),
        ('title =~ "a" and', "not complete"),
        ('(title =~ "a"', "not complete"),
        ('title =~ "a" title =~ "b"', "not understood"),
        ("", "not complete"),
        ('unread = "yes" or title =~ "a"', "without a rule"),
        ("(" * 30, "nested too deeply"),
    ],
)
def test_what_no_rule_can_stand_for_is_refused_with_the_reason(expression: str, reason: str) -> None:
    with pytest.raises(NoRule, match=reason):
        read_query_feed(f"query:Mine:{expression}")
