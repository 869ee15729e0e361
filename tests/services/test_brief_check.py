"""Forged briefs: whatever somebody changes in a written brief is named with its line; nothing true is."""

import asyncio
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC
from itertools import takewhile
from pathlib import Path

import pytest

from briefing.model.brief import BriefOptions, Claim, Passage, Verified, WrittenAs
from briefing.model.brief_format import BriefFormat, CitationStyle
from briefing.model.inbox import InboxFilter
from briefing.model.judgement import Part
from briefing.services import brief_check, briefs, demo
from briefing.services.brief_composition import compose_brief
from briefing.services.evidence import evidence_folder
from briefing.services.inbox import Inbox
from briefing.services.judgements import AnalystParts
from briefing.services.workspace import Workspace
from briefing.settings.settings import Settings


@dataclass(frozen=True)
class Written:
    """A brief of the demo, written with its evidence, and the store that has its record."""

    workspace: Workspace
    path: Path

    @property
    def markdown(self) -> str:
        """The text of the brief."""
        return self.path.read_text(encoding="utf-8")

    def verified(self, markdown: str, folder: Path) -> Verified:
        """Return what is proved of a brief with this text, against the store."""
        path = folder / self.path.name
        path.write_text(markdown, encoding="utf-8")
        return asyncio.run(brief_check.verify(self.workspace, path))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    """A brief of the demo's morning with judgements, written once for all tests."""
    with demo.demo_workspace(Settings()) as workspace:
        path = tmp_path_factory.mktemp("brief") / "brief.md"
        asyncio.run(_write(workspace, path))
        yield Written(workspace, path)


async def _write(workspace: Workspace, path: Path) -> None:
    await demo.fill(workspace)
    analyst = AnalystParts(workspace)
    first = max(await Inbox(workspace).rows(InboxFilter()), key=lambda row: row.independent)
    parts = {Part.WHY: "Wheat leaves here.", Part.ASSESSMENT: "A restart is likely.", Part.CONFIDENCE: "Moderate."}
    await analyst.store(await analyst.subject(first.id), parts)
    await analyst.store(await analyst.subject("2026-11-22"), {Part.BOTTOM_LINE: "The terminal stays shut."})
    composed = await compose_brief(workspace, UTC, BriefOptions(automatic=True))
    written_as = WrittenAs(evidence=True)
    await briefs.save(workspace, briefs.render(composed, UTC, written_as), path, written_as)


def replaced(old: str, new: str, *, at: int = 0) -> Callable[[str], str]:
    """Replace one place where `old` is: the first, or the one with the number `at`."""

    def forge(markdown: str) -> str:
        places = [match.start() for match in re.finditer(re.escape(old), markdown)]
        return markdown[: places[at]] + new + markdown[places[at] + len(old) :]

    return forge


def matched(pattern: str, new: str, *, at: int = 0) -> Callable[[str], str]:
    """Replace one match of a pattern."""

    def forge(markdown: str) -> str:
        match = list(re.finditer(pattern, markdown, re.MULTILINE))[at]
        return markdown[: match.start()] + match.expand(new) + markdown[match.end() :]

    return forge


def inserted(after: str, line: str) -> Callable[[str], str]:
    """Insert a block after the first line that begins with `after`."""
    return matched(rf"^{re.escape(after)}.*$", rf"\g<0>\n\n{line}")


def swapped(pattern: str) -> Callable[[str], str]:
    """Swap the first two matches of a pattern."""

    def forge(markdown: str) -> str:
        one, other = list(re.finditer(pattern, markdown, re.MULTILINE | re.DOTALL))[:2]
        between = markdown[one.end() : other.start()]
        return markdown[: one.start()] + other[0] + between + one[0] + markdown[other.end() :]

    return forge


LIE = "The minister has resigned."
FORGERIES: dict[str, Callable[[str], str]] = {
    # A sentence put in.
    **{
        f"a sentence after {after}": inserted(after, LIE)
        for after in (
            "# Daily brief",
            "**Bottom line**",
            "## At a glance",
            "## 1.",
            "`thread ",
            "**What happened.**",
            "**Key quotes**",
            "**Actors**",
            "**Places.**",
            "**Assessment**",
            "**Sourcing.**",
            "**Relevant articles**",
            "## Coverage",
            "## Method",
        )
    },
    "a sentence with a citation before the sourcing": inserted("**Places.**", f"{LIE} [3]"),
    "a sentence with a citation in the narrative": replaced("**What happened.** ", f"**What happened.** {LIE} [1] "),
    "a sentence at the end of the narrative": matched(r"^(\*\*What happened\.\*\*.*)$", rf"\1 {LIE} [2]"),
    "a sentence in the sourcing": replaced("**Sourcing.** ", f"**Sourcing.** {LIE} "),
    "a sentence at the end": lambda markdown: markdown + f"\n{LIE}\n",
    "a line in the coverage": inserted("- 14 of 15 feeds", f"- {LIE}"),
    "a quote put in": inserted("**Key quotes**", "> “We resign.”\n> — Ilena Marsh [6] · ¶2"),
    "a quote in an analyst's passage": replaced("A restart is likely.", "A restart.\n> “We resign.”\n> — Marsh [6]"),
    "a table in an analyst's passage": replaced("Wheat leaves here.", "Wheat.\n| a | b |\n|---|---|"),
    "a heading in an analyst's passage": replaced("Moderate.", "Moderate.\n## 9. Minister resigns"),
    "a heading put in": inserted("**Bottom line**", "## Breaking"),
    "an item put in": inserted("## At a glance", "## 0. Minister resigns"),
    # Names, numbers, dates, counts.
    "a name in the narrative": replaced("Velmar Port Authority closed", "Orsina Port Authority closed"),
    "a number in the narrative": replaced("19 crowns", "91 crowns"),
    "a number in words": replaced("Twenty-one ships were", "Twenty-two ships were"),
    "a weekday": replaced("on Sunday morning, half", "on Monday morning, half"),
    "a negation": replaced("There is no evidence", "There is evidence"),
    "the count of articles": replaced("10 articles, 7 independent", "12 articles, 7 independent"),
    "the count of independents": replaced("10 articles, 7 independent", "10 articles, 9 independent"),
    "the count in the table": replaced("| 7 / 10 |", "| 8 / 10 |"),
    "the count in the sourcing": replaced("10 articles; 7 independent.", "10 articles; 10 independent."),
    "the count of a sentence": replaced("(2 independent)", "(5 independent)"),
    "the count of mentions": replaced("| 8× |", "| 18× |"),
    "the count of places": replaced("Port Velmar 9×", "Port Velmar 12×"),
    "the count of feeds": replaced("14 of 15 feeds", "15 of 15 feeds"),
    "the count of stories in front": replaced("{stories: 82", "{stories: 820"),
    "the number of threads": replaced("7 threads, chosen", "9 threads, chosen"),
    "how they were chosen": replaced("by their number of independent outlets, not by hand", "by hand"),
    "the day": replaced("Sunday 22 November 2026", "Sunday 29 November 2026"),
    "the date in front": replaced("date: 2026-11-22", "date: 2026-11-23"),
    "the period": replaced("period: 2026-11-21T", "period: 2026-11-20T"),
    "the time of preparation": replaced("prepared: 2026-11-22T07:48Z", "prepared: 2026-11-22T06:48Z"),
    "the first time of a thread": replaced("first seen 2026-11-20 06:12Z", "first seen 2026-11-19 06:12Z"),
    "the first outlet": replaced("(Coastline Radio)", "(Orsina Herald)"),
    "a date of an article": replaced("| 2026-11-20 09:30 |", "| 2026-11-21 09:30 |"),
    "a rising count": replaced("now Twenty-one ships", "now Thirty-one ships"),
    "the earlier count": replaced("- 14 ships [3]", "- 41 ships [3]"),
    "a percentage of a language": replaced("- Languages of the", "- All languages of the"),
    # Quotes and speakers.
    "a word in a quote": replaced("starting with berth 4 on Tuesday” …", "starting with berth 4 on Monday” …"),
    "a word out of a quote": replaced("We will bring the cranes", "We bring the cranes"),
    "the end of a quote": replaced("at this time”", "at this time or ever”"),
    "the speaker": replaced("> — Ilena Marsh,", "> — Marta Quill,"),
    "the role of a speaker": replaced("— Ilena Marsh, operations director", "— Ilena Marsh, managing director"),
    "the speakers of two quotes": swapped(r"— (?:Ilena Marsh|Tomas Reyd), [^\[]*"),
    "the source of a quote": replaced("Velmar Terminals [6] · ¶2", "Velmar Terminals [7] · ¶2"),
    "the paragraph of a quote": replaced("[6] · ¶2", "[6] · ¶3"),
    "who else carries it": replaced("also carried by [7][8]", "also carried by [7][8][9]"),
    "the other wording": replaced("step by step, starting", "one by one, starting"),
    "the other speaker": replaced("another speaker: Marta Quill", "another speaker: Joren Pask"),
    "a quotation mark": replaced("> “We will bring", "> We will bring"),
    "a quote made of a sentence": matched(r"^(\*\*What happened\.\*\* )(.*)$", r"\1“\2”"),
    # Order.
    "two quotes": swapped(r"^> “[^\n]*\n> — [^\n]*(?=\n\n)"),
    "two items": swapped(r"^## \d\. .*?(?=^## )"),
    "two rows": swapped(r"^\| \d+ \| \[[^\n]*"),
    "two sentences": swapped(r"(?<=\] )[A-Z][^\[]*\[\d+\](?= [A-Z])"),
    # Citations, titles, tables.
    "a citation": matched(r"cranes\. \[9\]", "cranes. [3]"),
    "a citation taken out": replaced("cranes. [9]", "cranes."),
    "a citation added": replaced("cranes. [9]", "cranes. [9][2]"),
    "the title of an item": matched(r"^## 1\. .*$", "## 1. Velmar port burns"),
    "the title of a row": replaced("[Union: ransom note on control screens]", "[Union: no ransom note found]"),
    "the title in the table at the top": replaced("| Kadria moves two patrol ships", "| Kadria moves ten patrol ships"),
    "an address": replaced("https://northwire.example/2026", "https://northwire.test/2026"),
    "an outlet": replaced("| Orsina Herald |", "| Herald of Orsina |"),
    "a note of a row": replaced("| reprints 6 |", "| text in the feed |"),
    "who reprints whom": replaced("[7][8] reprint [6]", "[6][8] reprint [7]"),
    "a role in a table": replaced("| operations director of", "| former director of"),
    "a position in a table": replaced("within days, not weeks", "within weeks, not days"),
    "an actor": replaced("| Tomas Reyd |", "| Tomas Reid |"),
    "the sources of an actor": matched(r"\| 7× \| \[1\]", "| 7× | [2]"),
    "a row put in": inserted("| Ilena Marsh", "| Oskar Vell | minister [1] |  | 9× | [1] |"),
    "a row taken out": matched(r"^\| 4 \| \[[^\n]*\n", ""),
    "a change marked": replaced("| **new** |", "| **developed**: 3 new articles |"),
    "the method": replaced("no model wrote any", "a model wrote some"),
    "the generator": replaced("no model used", "best model used"),
    "a failing feed": matched(r"^- Failing: .*$", "- Failing: none"),
    "a character that looks alike": replaced("Velmar Terminals", "Velmar Termina1s", at=1),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_named_with_its_line(written: Written, tmp_path: Path, name: str) -> None:
    forged = FORGERIES[name](written.markdown)
    assert forged != written.markdown
    verified = written.verified(forged, tmp_path)
    assert verified.faults, name
    assert all(re.match(r"line \d+: ", fault) for fault in verified.faults)
    lines, forged_lines = written.markdown.split("\n"), forged.split("\n")
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(lines, forged_lines, strict=False)))
    named = {int(re.findall(r"\d+", fault)[0]) for fault in verified.faults}
    assert min(named) >= same - 30, name  # it names the changed block: at most a table begins above the change


def test_there_are_enough_forgeries() -> None:
    assert len(FORGERIES) >= 80


def test_a_true_brief_is_proved(written: Written) -> None:
    verified = asyncio.run(brief_check.verify(written.workspace, written.path))
    assert (verified.faults, verified.notes) == ((), ())
    assert verified.exempt == 4
    assert verified.found > 60


def test_what_the_analyst_writes_by_hand_is_exempt(written: Written, tmp_path: Path) -> None:
    more = written.markdown.replace(
        "**Assessment** (analyst). A restart is likely.",
        "**Assessment** (analyst). A restart is very likely\nby Tuesday.\n\n"
        "**What would change this** (analyst). A storm.",
    )
    verified = written.verified(more, tmp_path)
    assert verified.faults == ()
    assert verified.exempt == 5


def test_an_item_taken_out_by_hand_is_a_note(written: Written, tmp_path: Path) -> None:
    shorter = re.sub(r"^## 3\. .*?(?=^## 4\.)", "", written.markdown, flags=re.MULTILINE | re.DOTALL)
    verified = written.verified(shorter, tmp_path)
    assert verified.faults == ()
    assert any("taken out" in note for note in verified.notes)


def test_windows_line_ends_change_nothing(written: Written, tmp_path: Path) -> None:
    path = tmp_path / written.path.name
    path.write_bytes(written.markdown.replace("\n", "\r\n").encode())
    assert asyncio.run(brief_check.verify(written.workspace, path)).faults == ()


# Against the evidence, without the store.


@pytest.fixture
def copied(written: Written, tmp_path: Path) -> Iterator[tuple[Workspace, Path]]:
    """The brief and its evidence on another machine, whose store knows neither."""
    path = Path(shutil.copy(written.path, tmp_path / written.path.name))
    shutil.copytree(evidence_folder(written.path), evidence_folder(path))
    with demo.demo_workspace(Settings()) as elsewhere:
        yield elsewhere, path


def test_the_evidence_alone_proves_a_brief_and_says_so(copied: tuple[Workspace, Path]) -> None:
    verified = asyncio.run(brief_check.verify(*copied))
    assert verified.faults == ()
    assert "not the store" in verified.against


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("01.txt", "crane", "krane"),
        ("03.txt", "14", "15"),
        ("sources.json", '"sha256": "', '"sha256": "0'),
        ("sources.json", "Union: ransom", "Union: no ransom"),
        ("brief.json", "19 crowns", "91 crowns"),
        ("brief.json", "Ilena Marsh", "Marta Quill"),
        ("brief.json", "7 independent", "9 independent"),
    ],
)
def test_forged_evidence_is_named(copied: tuple[Workspace, Path], name: str, old: str, new: str) -> None:
    workspace, path = copied
    file = evidence_folder(path) / name
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new, 1), encoding="utf-8")
    assert asyncio.run(brief_check.verify(workspace, path)).faults


def test_evidence_that_agrees_with_a_forged_brief_is_refuted_by_its_texts(copied: tuple[Workspace, Path]) -> None:
    workspace, path = copied
    record = evidence_folder(path) / "brief.json"
    for file in (path, record):
        file.write_text(file.read_text(encoding="utf-8").replace("19 crowns", "91 crowns"), encoding="utf-8")
    faults = asyncio.run(brief_check.verify(workspace, path)).faults
    assert any("passages" in fault for fault in faults)


@pytest.mark.parametrize("citations", list(CitationStyle))
def test_every_style_of_citations_verifies(written: Written, tmp_path: Path, citations: CitationStyle) -> None:
    written_as = WrittenAs(BriefFormat.MARKDOWN, citations)
    path = tmp_path / "brief.md"

    async def verified() -> Verified:
        composed = await compose_brief(written.workspace, UTC, BriefOptions(automatic=True))
        await briefs.save(written.workspace, briefs.render(composed, UTC, written_as), path, written_as)
        return await brief_check.verify(written.workspace, path)

    assert asyncio.run(verified()).faults == ()


def test_only_what_is_found_is_counted() -> None:
    texts = {"a" * 64: ("A title", "The port is shut.")}
    claims = (Claim("a" * 64, "The port is shut."), Claim("a" * 64, "The port is open."), Claim("b" * 64, "It is."))
    passage = Passage("**What happened.** The port is shut. [1]", claims)
    verified = brief_check._verified(passage.text, (passage,), texts, [])
    assert (verified.found, len(verified.faults), verified.lines) == (1, 2, 1)
