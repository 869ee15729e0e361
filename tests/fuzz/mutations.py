"""Broken inputs: examples of each kind, changed at random, but the same for the same seed."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

LONGEST = 6_000

_RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:gml="http://www.opengis.net/gml"
 xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:psc="http://podlove.org/simple-chapters">
<channel><title>Paper &amp; Post</title><link>https://paper.example/</link><language>en</language><ttl>30</ttl>
<item><title>Port &#8220;closed&#8221;</title><link>/a?x=1</link><guid isPermaLink="false">1</guid>
<pubDate>Sun, 22 Nov 2026 07:48:00 GMT</pubDate><dc:creator>Ada Quill</dc:creator><category>port</category>
<description>&lt;p&gt;The port is &lt;b&gt;shut&lt;/b&gt;.&lt;/p&gt;</description><gml:pos>1 2</gml:pos>
<content:encoded><![CDATA[<p>The port is shut.</p><a href="https://h.example/">more</a>]]></content:encoded>
<psc:chapters><psc:chapter start="1" title="x"/></psc:chapters><media:content url="x" width="1"/>
<enclosure url="https://paper.example/a.mp3" length="1" type="audio/mpeg"/></item></channel></rss>"""
_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://paper.example/x/">
<title type="html">P &lt;i&gt;</title>
<link rel="self" href="f"/><entry><id>urn:1</id>
<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">T</div></title>
<updated>2026-11-22T07:48:00+02:00</updated>
<link href="1"/><summary>s</summary><content type="html">&lt;p&gt;c</content>
<source><title>S</title></source><author><name>A</name></author></entry></feed>"""
_PAGE = """<!doctype html><html lang="en"><head><title>T</title><meta property="og:title" content="T"><base href="/x/">
<link rel="alternate" type="application/rss+xml" href="feed.xml">
<script>var a = "<p>";</script></head><body><nav>Home</nav>
<article><h1>T</h1><time datetime="2026-11-22">22 Nov</time><p>The port is shut, it said.</p>
<p>“We will open,” said Ada.</p>
<table><tr><td>1</td></tr></table><ul><li>a</li></ul><div hidden>h</div></article></body></html>"""
_NEWS = """Ilena Marsh, operations director of Velmar Terminals, said the port was "shut". “We will bring the cranes
back,” she said on Friday. According to Eastwire, 12,000 tonnes of grain — 3.5% more than in 2025 — wait. ‘No,’ he said.
U.N. chief A. B. Vell-Quill (Orsina) added: « Nobody knows ». The "so-called" plan, "step by step", cost $4.5m (£3m)."""

EXAMPLES: Mapping[str, Sequence[str]] = {
    "feed": (
        _RSS,
        _ATOM,
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><item><title>x</title></item></rdf:RDF>',
    ),
    "json-feed": (
        '{"version":"https://jsonfeed.org/version/1.1","title":"P","items":[{"id":1,"url":"/a","title":"T","content_html":"<p>x",'
        '"date_published":"2026-11-22T07:48:00Z","authors":[{"name":"A"}],"tags":["t"]}]}',
    ),
    "page": (_PAGE,),
    "text": (
        _NEWS,
        "\x1b]0;x\x07a\x1b[31mb\u202ec\u200d\u0301\u0301",
        "Sun, 22 Nov 2026 07:48:00 EST",
        "22. März 2026",
    ),
    "markup": ("<p>a <b>b</b><br>c <a href='x'>d</a> &amp;#60; &#x1F600; <!-- c --><ul><li>e</ul><blockquote>f", _PAGE),
    "quotes": (_NEWS,),
    "query": (
        "strike actor:marsh -outlet:herald after:3d independent:>=3",
        '("a b" OR c) -d lang:en kind:single before:2026-11-18 verdict:new desk:"x y" topic:z by:q',
        "tomorrow or +2 or by Ilena Marsh or 4 Dec 18:00 or in 3 days or topic or 'x'",
    ),
    "feed-list": (
        '<opml version="2.0"><head><title>x</title></head><body><outline text="World"><outline type="rss" text="W" '
        'xmlUrl="https://a:b@w.example/f?token=x"/></outline></body></opml>',
        'https://w.example/f "~Title" tag\n# c\n"query:x:y"\nexec:ls\n',
    ),
    "settings": (
        'theme = "ink"\nascii = true\nwindow_days = 3\nallow_private = ["10.0.0.1:80"]\nbrowser = "firefox %s"\n'
        '[keys]\nverdict-brief = "B"\n[grades]\n"a.example" = "B"\n',
        'name = "x"\ndark = true\nprimary = "#fff"\nforeground = "#000000"\nbackground = "#123456"\npanel = "#111111"\n'
        'accent = "#222222"\n[variables]\nstrong = "#333333"\n',
    ),
    "markdown": (
        "---\ntype: daily-brief\n---\n\n# Brief\n\n**What happened.** The port is shut. [1]\n\n> “x”\n> — y [1] · "
        "¶1\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- [a](<https://h.example/>)\n- b\n\n1. c\n\n```\ncode\n```\n",
    ),
    "address": (
        "https://user:pass@h.example:8080/a/b?token=x&y=1#z",
        "http://[::1]/a",
        "https://müller.example/ä?q=%20",
        "//h/..;x=1",
    ),
}
"""Small inputs of each kind that are right."""

_TOKENS = (
    *(
        "\x00",
        "\x1b[31m",
        "\x9b",
        "\u202e",
        "\ufeff",
        "\U0010ffff",
        "&#1114112;",
        "&#0;",
        "&amp;amp;",
        "<![CDATA[",
        "]]>",
    ),
    *("<!--", "-->", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "</", "/>", "<a ", "<p>" * 50, "{" * 200, "[" * 200, "(" * 200),
    *(
        "9" * 5_000,
        "-1",
        "1e999",
        "NaN",
        "null",
        '"',
        "'",
        "“",
        "”",
        "\\",
        "%",
        "%00",
        "%s",
        "{0}",
        "\r\n",
        "\u2028",
        "\t",
    ),
    *(
        " " * 100,
        "a" * 500,
        "\uff41",
        "\u0130",
        "ß",
        "\u0301" * 20,
        "\U0001f469\u200d\U0001f467",
        "\u0968",
        "\u0663",
        ":",
    ),
    *(
        "::",
        "@",
        "#",
        "?",
        "*",
        "_" * 50,
        "`" * 50,
        "> " * 50,
        "- " * 50,
        "|" * 50,
        "0001-01-01",
        "9999-12-31",
        "24:61",
    ),
    *("xmlns:a='b'", "xml:base='javascript:'", "encoding='utf-7'", "OR", "NOT", "after:", "\ud7ff"),
)
"""Pieces that have broken readers."""


def mutations(kind: str, seed: int, more: Sequence[bytes] = ()) -> Iterator[bytes]:
    """Yield broken inputs of a kind without end, from the examples and `more` ones."""
    random = Random(f"{kind} {seed}")
    sources = [example.encode() for example in EXAMPLES[kind]] + list(more)
    while True:
        data = bytearray(random.choice(sources)[:LONGEST])
        for _ in range(random.choice((1, 1, 2, 3, 5, 9))):
            _change(data, random, sources)
        yield bytes(data[: 4 * LONGEST])


def _change(data: bytearray, random: Random, sources: Sequence[bytes]) -> None:
    """Change one place of `data`."""
    at = random.randint(0, len(data))
    length = random.choice((1, 2, 5, 20, 100))
    match random.randrange(7):
        case 0:
            data[at:at] = random.choice(_TOKENS).encode("utf-8", "surrogatepass")
        case 1:
            del data[at : at + length]
        case 2:
            data[at:at] = data[at : at + length] * random.choice((1, 2, 30))
        case 3:
            for index in range(at, min(len(data), at + length)):
                data[index] = random.randrange(256)
        case 4:
            del data[at:]
        case 5:
            other = random.choice(sources)
            start = random.randint(0, len(other))
            data[at : at + length] = other[start : start + 20 * length]
        case _:
            data[at : at + length] = random.choice(_TOKENS).encode("utf-8", "surrogatepass")


def corpus(folder: Path, kind: str) -> list[bytes]:
    """Return real inputs of a kind below a folder, if there are any."""
    suffixes = {"feed": (".xml", ".rss", ".atom"), "page": (".html",), "json-feed": (".json",), "feed-list": (".opml",)}
    found = [path for suffix in suffixes.get(kind, ()) for path in sorted(folder.rglob(f"*{suffix}"))]
    return [path.read_bytes()[:LONGEST] for path in found[:500]]
