"""The source list of a thread: what is held, what is cited, and what all of it rests on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefing.analysis.reading import read_text
from briefing.articles.extract import extract
from briefing.export.json.threads import thread_document
from briefing.export.plain_text import thread_page
from briefing.model.inbox import ThreadRow
from briefing.model.material import ThreadMaterial, ThreadMember
from briefing.model.spans import Span
from briefing.model.story import Article, Link, Snapshot, Story, TextKind
from briefing.model.verdict import Verdict
from briefing.model.views import SourceLine
from briefing.services.source_lines import Tellings, provenance_of, source_lines
from briefing.services.thread_pages import compose_page

MORNING = datetime(2031, 3, 4, 6, tzinfo=UTC)
PAGE = """<html><head><title>Port of Velmar may shut for good</title></head><body>
<nav>HomeNewsWorld</nav><main><article>
<h1>Port of Velmar may shut for good</h1><p>Published on March 5, 2031</p>
<p>The port of Velmar may shut for good before the summer, three officials told NBC News, ending a century of grain
shipping through the town and leaving a thousand dockers without work.</p>
<p>The ministry of transport has not decided yet, the report said, but a plan to sell the quays lies on the minister's
desk, and the union of the dockers has been told of it in a letter, one of the officials said.</p>
<p>“We are going to be ready and prepared for every outcome,” a senior ministry official said on Tuesday.</p>
<p><strong>Relevant articles:</strong></p>
<p>Will Velmar, and its port, survive?, The Hill , 03/04/2031</p>
<p>Velmar fears for its port, Newsweek, 03/04/2031</p>
<p>What a shut port means, Newsweek, 03/05/2031</p>
<p>Officials: port to shut, The Guardian, 2031-03-05</p>
<p>Grain port to close, Yonhap News Agency, March 5, 2031</p>
<h2>Latest articles</h2><ul><li>Bridge opens in Ostmark, CNN, 03/05/2031</li></ul>
<h2>More like this</h2><ul><li>Ten ports to see</li></ul><h2>Discover more</h2></article></main></body></html>"""


def member(number: int, outlet: str, article: Article, *, reprint_of: int = 0) -> ThreadMember:
    host = outlet.casefold().replace(" ", "") + ".example"
    at = MORNING + timedelta(hours=number)
    story = Story(number, f"https://{host}/{number}", article.title, outlet, host, "", at, dated=True, first_seen=at)
    snapshot = Snapshot(number, number, article.title, article.text, TextKind.FULL, at, "0" * 64, article.links)
    findings = read_text(article.text, article.links, host)
    return ThreadMember(story, snapshot, findings, 1.0, (), reprint_of, 0.9 if reprint_of else 0.0, None)


def material(*members: ThreadMember) -> ThreadMaterial:
    row = ThreadRow("t-1", "Port", Verdict.NEW, len(members), 1, 0, None, MORNING, MORNING)
    return ThreadMaterial(row, members)


def lines_of(thread: ThreadMaterial) -> tuple[SourceLine, ...]:
    numbers = {each.story.id: n for n, each in enumerate(thread.members, 1)}
    return source_lines(thread, numbers, Tellings.of(thread.members))


def test_a_digest_lists_what_it_cites_and_nothing_of_its_frame() -> None:
    digest = extract(PAGE.encode(), "https://digest.example/port")
    page = compose_page(material(member(1, "Digest", digest)))
    listed = [(line.title, line.outlet, line.date) for line in page.sources if not line.held and line.title]
    assert listed == [
        ("Will Velmar, and its port, survive?", "The Hill", "2031-03-04"),
        ("Velmar fears for its port", "Newsweek", "2031-03-04"),
        ("What a shut port means", "Newsweek", "2031-03-05"),
        ("Officials: port to shut", "The Guardian", "2031-03-05"),
        ("Grain port to close", "Yonhap News Agency", "2031-03-05"),
    ]
    assert (page.provenance.rests_on, page.provenance.stories) == ("NBC News", 5)
    shown = str((page.sources, page.narrative, page.quotes, page.actors))
    for frame in ("Latest", "More like this", "Ostmark", "Ten ports", "HomeNews", "Published on"):
        assert frame not in shown
    assert [(quote.speaker, quote.text) for quote in page.quotes] == [
        ("a senior ministry official", "We are going to be ready and prepared for every outcome")
    ]


def test_what_a_story_says_of_its_own_outlet_is_no_source() -> None:
    article = Article("Port", "The mayor told the Velmar Ledger that the port was shut, and told Reuters of a plan.")
    lines = lines_of(material(member(1, "Velmar Ledger", article)))
    assert [line.outlet for line in lines if not line.held] == ["Reuters"]


def test_a_held_story_is_shown_with_who_cites_it() -> None:
    first = member(1, "Velmar Ledger", Article("Port shut", "The port of Velmar is shut, the harbour master said."))
    second = member(2, "Lantern", Article("Talks", "The port is shut, the Velmar Ledger first reported on Monday."))
    lines = lines_of(material(first, second))
    assert [(line.n, line.cited_by) for line in lines] == [(1, (2,)), (2, ())]


def test_an_outlet_is_listed_once_however_it_is_called() -> None:
    text = "The port is shut, the mayor told the AP.\nA strike looms, he told the Associated Press."
    lines = lines_of(material(member(1, "Lantern", Article("Port", text))))
    assert [line.outlet for line in lines if not line.held] == ["AP"]


def test_an_outlet_that_is_named_and_linked_to_is_listed_once() -> None:
    words = "The Gulf Ledger reported on Saturday that the coast guard had warned of it two years ago."
    link = Link("https://gulfledger.example/2031/warned", Span(0, 15))
    lines = lines_of(material(member(1, "Velmar Post", Article("Port", words, links=(link,)))))
    assert [(line.outlet, line.domain) for line in lines if not line.held] == [
        ("The Gulf Ledger", "gulfledger.example")
    ]


def test_a_story_is_not_cited_by_an_earlier_one() -> None:
    earlier = Article("Port", "The mayor told Lorn Mirror that the port was shut.")
    later = Article("Port opens", "The port opens again.")
    lines = lines_of(material(member(1, "Velmar Post", earlier), member(2, "Lorn Mirror", later)))
    assert [line.cited_by for line in lines if line.held] == [(), ()]


def test_an_article_that_is_held_is_not_listed_as_missing() -> None:
    held = member(1, "The Hill", Article("Port to shut", "The port of Velmar may shut before the summer."))
    digest = Article("Port", "The port may shut.\nSources:\nPort to shut, The Hill, 03/04/2031")
    lines = lines_of(material(held, member(2, "Digest", digest)))
    assert [line.outlet for line in lines if not line.held] == []


def test_what_stories_count_differently_is_lined_up_with_who_says_so() -> None:
    first = Article("Blast", "The blast at the grain mill of Velmar killed 31 workers on Monday, police said.")
    second = Article("Mill", "Police said that 28 workers were killed in the blast at the grain mill in Velmar.")
    page = compose_page(material(member(1, "Ledger", first), member(2, "Lantern", second)))
    (line,) = page.figures
    assert line.differ
    assert [(each.n, each.text) for each in line.stated] == [(1, "killed 31 workers"), (2, "28 workers were killed")]
    shown = "\n".join(thread_page(page, MORNING))
    assert "≠ killed 31 workers [1] 2031-03-04 07:00; 28 workers were killed [2] 2031-03-04 08:00" in shown
    assert thread_document(page)["figures"][0]["differ"] is True


def test_a_count_that_rose_is_told_as_what_it_was_and_is() -> None:
    first = Article("Blast", "The blast at the grain mill of Velmar killed 28 workers on Monday, police said.")
    second = Article("Mill", "Police said that 31 workers were killed in the blast at the grain mill in Velmar.")
    page = compose_page(material(member(1, "Ledger", first), member(2, "Lantern", second)))
    shown = "\n".join(thread_page(page, MORNING))
    assert "  killed 28 workers [1] 2031-03-04 07:00; now 31 workers were killed [2] 2031-03-04 08:00" in shown
    assert thread_document(page)["figures"][0]["differ"] is False


def test_what_came_since_the_last_look_is_told_apart() -> None:
    first = Article("Port", "The port of Velmar is shut by a strike of its customs officers, the harbour master said.")
    second = Article("Talks", "Talks on the strike at the port of Velmar ended early on Tuesday without a word on pay.")
    old, new = replace(member(1, "Ledger", first), seen=MORNING), member(2, "Lantern", second)
    looked = replace(material(old, new).row, looked=MORNING)
    page = compose_page(ThreadMaterial(looked, (old, new)))
    assert thread_document(page)["new"]["stories"] == [2]
    shown = "\n".join(thread_page(page, MORNING))
    assert shown.partition("New since you looked\n")[2].startswith("  Talks on the strike")


def test_stories_by_one_agency_rest_on_it_though_only_their_authors_say_so() -> None:
    texts = ("The port of Velmar is shut by a strike.", "A strike has shut Velmar's port.", "Ships wait off Velmar.")
    members = [member(n, f"Paper {n}", Article("Port", text)) for n, text in enumerate(texts, 1)]
    by_agency = [replace(each, story=replace(each.story, author="Reuters")) for each in members]
    assert provenance_of(members, Tellings.of(members)).rests_on == ""
    assert provenance_of(by_agency, Tellings.of(by_agency)).rests_on == "Reuters"


def test_an_outlet_that_a_story_only_links_is_no_origin() -> None:
    text = "The port is shut. The dockers have published their demands in full.\nThe ship sank, Lorn Echo reported."
    links = (
        Link("https://union.example/demands", Span(text.index("demands"), text.index("demands") + 7)),
        Link("https://lornecho.example/ship", Span(text.index("ship"), text.index("ship") + 4)),
    )
    lines = compose_page(material(member(1, "Velmar Ledger", Article("Port", text, links=links)))).sources
    found = {line.domain: (line.linked_only, line.citing_n, line.citing) for line in lines if not line.held}
    assert found == {
        "union.example": (True, 1, "The dockers have published their demands in full."),
        "lornecho.example": (False, 1, "The ship sank, Lorn Echo reported."),
    }


def test_an_agency_whose_text_a_story_prints_is_not_listed_beside_it() -> None:
    printed = Article("Port", "VELMAR (Reuters) - The port is shut by a strike, the harbour master said on Monday.")
    other = Article("Strike", "The port is shut, the mayor told Reuters, and forty ships wait in the bay.")
    alone = lines_of(material(member(1, "Velmar Ledger", printed)))
    assert [(line.via, line.held) for line in alone] == [("Reuters via Velmar Ledger", True)]
    both = lines_of(material(member(1, "Velmar Ledger", printed), member(2, "Lantern", other)))
    assert [(line.outlet, line.cited_by) for line in both if not line.held] == [("Reuters", (2,))]
