from briefing.feeds.newsboat import NewsboatList, read_urls
from briefing.model.feed import Subscription

FILE = """# my feeds
https://post.example/rss
https://courier.example/rss world "~The Daily \\"Courier\\"" "second tag"
https://hidden.example/rss ! "two words"
https://post.example/rss again

"query:Unread:unread = \\"yes\\""
exec:~/bin/make-feed
filter:~/bin/strip:https://x.example/
ftp://old.example/rss
https://fragment.example/rss#top
"""


def test_addresses_titles_and_folders_are_read() -> None:
    assert read_urls(FILE).feeds == (
        Subscription("https://post.example/rss", "", "again"),
        Subscription("https://courier.example/rss", 'The Daily "Courier"', "world", ("second tag",)),
        Subscription("https://hidden.example/rss", "", "two words"),
        Subscription("https://x.example/"),
        Subscription("https://fragment.example/rss#top"),
    )


def test_a_line_that_is_not_read_as_meant_gives_a_note() -> None:
    assert read_urls(FILE).notes == (
        "line 4: the feed is hidden in newsboat, and shown here",
        "line 7: a query feed, left out: the inbox shows what is new and unread without a rule",
        "line 8: a command, left out",
        "line 9: its filter command was left out, the feed itself taken",
        "line 10: not a web address, left out",
    )


def test_an_open_quote_ends_with_its_line() -> None:
    listed = read_urls('https://post.example/rss "open\nhttps://courier.example/rss')
    assert [feed.url for feed in listed.feeds] == ["https://post.example/rss", "https://courier.example/rss"]
    assert listed.notes == ()


def test_an_empty_file_has_no_feeds() -> None:
    assert read_urls("") == NewsboatList()
