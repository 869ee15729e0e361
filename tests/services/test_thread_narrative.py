"""The narrative of a thread page: chosen when a text was read if it is alone, else from all texts of the thread."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefing.analysis.reading import read_texts
from briefing.model.analysis import TextToRead
from briefing.model.inbox import ThreadRow
from briefing.model.material import ThreadMaterial, ThreadMember
from briefing.model.story import Snapshot, Story, TextKind
from briefing.model.verdict import Verdict
from briefing.services.thread_pages import compose_page

MORNING = datetime(2031, 3, 4, 6, tzinfo=UTC)
PORT = (
    "The port of Velmar is shut by a strike of its customs officers, the harbour master said on Monday. "
    "About forty ships wait outside the breakwater until the officers come back to work. Talks failed.\n"
    "The union asks for nine per cent more pay, and the ministry of transport offers four."
)
TALKS = "Talks on the strike of customs officers at the port of Velmar ended early on Tuesday without a word on pay."


def member(number: int, title: str, text: str) -> ThreadMember:
    at = MORNING + timedelta(hours=number)
    host = f"paper{number}.example"
    story = Story(number, f"https://{host}/{number}", title, host, host, "", at, dated=True, first_seen=at)
    snapshot = Snapshot(number, number, title, text, TextKind.FULL, at, "0" * 64)
    (read,) = read_texts((TextToRead(number, text, title=title),))
    return ThreadMember(story, snapshot, read.findings, 1.0, (), 0, 0.0, None)


def narrative(*members: ThreadMember) -> list[str]:
    row = ThreadRow("t-1", members[0].story.title, Verdict.NEW, len(members), 1, 0, None, MORNING, MORNING)
    return [sentence.text for sentence in compose_page(ThreadMaterial(row, members)).narrative]


def unread(member: ThreadMember) -> ThreadMember:
    return replace(member, findings=replace(member.findings, sentences=(), narrative=None))


def test_a_story_alone_has_the_narrative_that_was_chosen_when_it_was_read() -> None:
    story = member(1, "Port shut by strike", PORT)
    chosen = story.findings.narrative
    assert chosen
    assert narrative(story) == [span.cut(PORT) for span in chosen]
    assert narrative(replace(story, findings=replace(story.findings, narrative=chosen[1:]))) == narrative(story)[1:]


def test_texts_without_stored_sentences_give_the_same_narrative() -> None:
    port, talks = member(1, "Port shut by strike", PORT), member(2, "Port talks end", TALKS)
    assert narrative(unread(port)) == narrative(port)
    assert narrative(unread(port), unread(talks)) == narrative(port, talks)


def test_the_narrative_of_two_stories_is_not_that_of_either() -> None:
    port, talks = member(1, "Port shut by strike", PORT), member(2, "Port talks end", TALKS)
    silent = [replace(each, findings=replace(each.findings, narrative=())) for each in (port, talks)]
    assert narrative(*silent) == narrative(port, talks) != []
