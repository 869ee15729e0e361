"""Proves a brief: compares every line with the record of the brief, and every claim with the stored texts.

A brief names its record in its front matter. Against the store the record is the store's own; against a folder of
evidence it is the one in the folder, which proves that brief and evidence agree, and no more.
"""

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from briefing.export.markdown.lint import Finding, lint
from briefing.export.markdown.passages import brief_id
from briefing.frozen import dataclass
from briefing.model.brief import BriefRecord, Claim, Passage, Verified
from briefing.model.errors import UsageError
from briefing.model.judgement import Part
from briefing.services.evidence import EvidenceFolder, evidence_folder, read_evidence
from briefing.services.workspace import Workspace
from briefing.settings.user_files import read_text_file
from briefing.store import briefs as brief_table
from briefing.store import texts as text_table
from briefing.text.wording import shortened

LONGEST_BRIEF = 10 * 2**20
_ID = re.compile(r"^brief: ([0-9a-f]{12})$", re.MULTILINE)
_ANALYST = re.compile(
    rf"\*\*(?:{'|'.join(re.escape(part.value) for part in Part)})\*\* \(analyst(?:, [^)\n]{{1,60}})?\)\. "
)
_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of a file between two blank lines; `line` counts from 1."""

    line: int
    text: str


async def verify(workspace: Workspace, path: Path) -> Verified:
    """Check every line of a brief against its record, and every claim of the record against the texts.

    Raises UsageError if the file cannot be read, is not a brief, or has no record in the store and no evidence.
    """
    markdown = await asyncio.to_thread(read_text_file, path, LONGEST_BRIEF)
    named = _ID.search(markdown[:2_000])
    if not markdown.startswith("---\ntype: daily-brief\n") or named is None:
        raise UsageError(f"The file {path} is not a brief from this program: its front matter names none.")
    record = await workspace.database.read(brief_table.record_of, named[1])
    evidence = await asyncio.to_thread(read_evidence, evidence_folder(path))
    if record is None and evidence is None:
        folder = evidence_folder(path).name
        raise UsageError(
            f"The store has no record of the brief {named[1]}, and there is no folder {folder} with its evidence "
            "beside it; without either, nothing in it can be proved."
        )
    texts: Mapping[str, tuple[str, str]]
    if record is not None:
        passages = record.passages
        digests = tuple({claim.sha256 for passage in passages for claim in passage.claims})
        texts = await workspace.database.read(text_table.titles_and_texts, digests)
    else:
        assert evidence is not None
        passages, texts = evidence.passages, evidence.texts
    faults = [*_faults_of_evidence(evidence, named[1], passages)]
    verified = await asyncio.to_thread(_verified, markdown, passages, texts, faults)
    return (
        verified if record is not None else replace(verified, against="against the evidence beside it, not the store")
    )


async def cited_texts(workspace: Workspace, record: BriefRecord) -> dict[int, str]:
    """Return title and text of every story that a brief cites, by its number."""
    digests = tuple({story.sha256 for story in record.cited})
    texts = await workspace.database.read(text_table.titles_and_texts, digests)
    return {story.n: "\n".join(texts[story.sha256]) for story in record.cited if story.sha256 in texts}


async def lint_file(workspace: Workspace, path: Path) -> tuple[Finding, ...]:
    """Return what is wrong with the form of a brief; its citations are compared if the store has its record."""
    markdown = await asyncio.to_thread(read_text_file, path, LONGEST_BRIEF)
    named = _ID.search(markdown[:2_000])
    record = await workspace.database.read(brief_table.record_of, named[1]) if named else None
    return lint(markdown, await cited_texts(workspace, record) if record else None)


def _faults_of_evidence(evidence: EvidenceFolder | None, brief: str, passages: Sequence[Passage]) -> Iterator[str]:
    if evidence is None:
        return
    yield from evidence.faults
    if evidence.id != brief:
        yield f"the evidence is that of the brief {evidence.id}"
    elif evidence.passages != tuple(passages) or brief_id(passages) != brief:
        yield "the evidence does not have the passages of this brief"


def _verified(
    markdown: str, passages: Sequence[Passage], texts: Mapping[str, tuple[str, str]], faults: list[str]
) -> Verified:
    blocks = tuple(_blocks(markdown))
    expected = [passage.text for passage in passages]
    matcher = SequenceMatcher(None, [block.text for block in blocks], expected, autojunk=False)
    notes: list[str] = []
    proved: list[tuple[int, Passage]] = []
    exempt = 0
    for kind, own, own_end, wanted, wanted_end in matcher.get_opcodes():
        if kind == "equal":
            for block, passage in zip(blocks[own:own_end], passages[wanted:wanted_end], strict=True):
                proved.append((block.line, passage))
                exempt += passage.analyst is not None
            continue
        missing = [passage for passage in passages[wanted:wanted_end] if passage.analyst is None]
        for block in blocks[own:own_end]:
            if _is_analysts(block):
                exempt += 1
            else:
                faults += _differences(block, missing)
        if own == own_end:
            notes += [f"taken out after line {blocks[own - 1].line}: {_shown(passage.text)}" for passage in missing]
    found = 0
    for line, passage in proved:
        for claim in passage.claims:
            if fault := _fault(claim, texts):
                faults.append(f"line {line}: {fault}")
            else:
                found += 1
    lines = sum(passage.text.count("\n") + 1 for _, passage in proved if passage.analyst is None)
    return Verified(found, lines, exempt, tuple(faults), tuple(notes))


def _is_analysts(block: _Block) -> bool:
    """Return whether a block is prose of the analyst; a quote, a table or a heading never is."""
    return bool(_ANALYST.match(block.text)) and not any(
        line.lstrip().startswith((">", "|", "#")) for line in block.text.split("\n")
    )


def _blocks(markdown: str) -> Iterator[_Block]:
    lines: list[str] = []
    for number, line in enumerate([*markdown.split("\n"), ""], 1):
        if line:
            lines.append(line)
        elif lines:
            yield _Block(number - len(lines), "\n".join(lines))
            lines = []


def _differences(block: _Block, missing: Sequence[Passage]) -> Iterator[str]:
    """Yield a fault for each line of a block that nothing proves, given the passages that were moved or removed."""
    own = block.text.split("\n")
    nearest = max(missing, key=lambda passage: _likeness(passage.text, block.text), default=None)
    known = set(nearest.text.split("\n")) if nearest and _likeness(nearest.text, block.text) >= 0.5 else set()
    faulty = [place for place, line in enumerate(own) if line not in known]
    if not faulty:
        yield f"line {block.line}: lines were taken out here, or are in another order"
    for place in faulty:
        yield f"line {block.line + place}: nothing proves this: {_shown(own[place])}"


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).quick_ratio()


def _shown(text: str) -> str:
    return shortened(text.split("\n", 1)[0], _LONGEST_SHOWN)


def _fault(claim: Claim, texts: Mapping[str, tuple[str, str]]) -> str:
    held = texts.get(claim.sha256)
    if held is None:
        return f"the text with the digest {claim.sha256[:12]}… is not there, so nothing proves: {_shown(claim.words)}"
    title, text = held
    if " ".join(claim.words.split()) in " ".join((title if claim.in_title else text).split()):
        return ""
    return (
        f"these words are not in the {'title' if claim.in_title else 'text'} that they are from: {_shown(claim.words)}"
    )
