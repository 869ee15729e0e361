"""Small feeds for the tests, written as real ones are."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Item:
    """One item of a feed."""

    title: str
    link: str
    published: datetime
    text: str = ""


def rss(title: str, *items: Item) -> str:
    """Return an RSS 2.0 document with full texts."""
    entries = "".join(
        f"<item><title>{escape(item.title)}</title><link>{escape(item.link)}</link><guid>{escape(item.link)}</guid>"
        f"<pubDate>{format_datetime(item.published)}</pubDate>"
        f"<description>{escape(item.text[:80])}</description>"
        f"<content:encoded>{escape(paragraphs(item.text))}</content:encoded></item>"
        for item in items
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{escape(title)}</title><link>https://paper.example/</link>{entries}</channel></rss>"
    )


def paragraphs(text: str) -> str:
    """Return lines as HTML paragraphs."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line)


PORT = """The grain terminal at Port Velmar will stay shut until Saturday, its operator said on Friday.
“We will bring the cranes back in stages, starting with berth 4 on Saturday,” said Ilena Marsh, operations director of \
Velmar Terminals.
The company has called the failure a software fault and has declined to say which supplier is meant.
Two bulk carriers left the roads on Friday for Kadria, ship-tracking data showed."""

VOTE = """The finance committee of the Orsina parliament sent the fuel tax bill to the floor, by 11 votes to 8.
“Nobody in this house can explain to a farmer why diesel must cost more,” said Oskar Vell, a former minister.
The vote is set for 26 November. Hauliers plan a go-slow on all trunk roads on the same day."""
