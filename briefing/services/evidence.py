"""The evidence of a brief: a folder beside it with the text of every story that it cites, and what the brief claims.

brief-2026-11-22.sources/
    brief.json      every passage of the brief, with the words that it takes from which text
    sources.json    for each [n]: title, outlet, address, times, the SHA-256 of the text, and its file
    01.txt …        the stored texts: title, line feed, text; their SHA-256 is the one in sources.json
"""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path

from briefing.frozen import dataclass
from briefing.model.brief import BriefRecord, CitedStory, Passage
from briefing.model.errors import StoreError, UsageError
from briefing.model.filing import text_digest
from briefing.services.brief_files import save_companion
from briefing.services.workspace import Workspace
from briefing.store import briefs as brief_table
from briefing.store import texts as text_table

BRIEF_FILE = "brief.json"
SOURCES_FILE = "sources.json"
LARGEST_FILE = 20 * 2**20


@dataclass(frozen=True, slots=True)
class EvidenceFolder:
    """A folder of evidence: the passages of its brief, the texts by digest, and what is wrong with it."""

    id: str
    passages: tuple[Passage, ...]
    texts: Mapping[str, tuple[str, str]]
    """(title, text) by SHA-256; only those whose bytes have that digest."""
    faults: tuple[str, ...]


def evidence_folder(path: Path) -> Path:
    """Return the folder of evidence of the brief at `path`: "brief-2026-11-22.sources" beside it."""
    return path.with_name(f"{path.stem}.sources")


async def write_evidence(workspace: Workspace, record: BriefRecord, path: Path) -> Path:
    """Write the evidence of a brief beside it and return the folder.

    Files that the program did not write are not changed: they raise UsageError. Raises StoreError if the system
    refuses.
    """
    digests = tuple(dict.fromkeys(story.sha256 for story in record.cited))
    texts = await workspace.database.read(text_table.titles_and_texts, digests)
    folder = evidence_folder(path)
    await asyncio.to_thread(_write, folder, files_of(record, texts), workspace)
    return folder


def files_of(record: BriefRecord, texts: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return the content of every file of the evidence, by name."""
    files = {BRIEF_FILE: f'{{"brief": "{record.id}", "passages": {brief_table.dumped_passages(record.passages)}}}\n'}
    files[SOURCES_FILE] = json.dumps([_described(story) for story in record.cited], ensure_ascii=False, indent=1) + "\n"
    for story in record.cited:
        title, text = texts[story.sha256]
        files[_file_of(story)] = f"{title}\n{text}"
    return files


def _file_of(story: CitedStory) -> str:
    return f"{story.n:02d}.txt"


def _described(story: CitedStory) -> dict[str, object]:
    return {
        "n": story.n,
        "title": story.title,
        "outlet": story.outlet,
        "url": story.url,
        "published": story.published.isoformat() if story.published else None,
        "fetched": story.fetched.isoformat() if story.fetched else None,
        "sha256": story.sha256,
        "file": _file_of(story),
    }


def _write(folder: Path, files: Mapping[str, str], workspace: Workspace) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder {folder} could not be created: {error.strerror}.") from error
    for name, content in files.items():
        save_companion(folder / name, content, workspace.places)


def read_evidence(folder: Path) -> EvidenceFolder | None:
    """Return what is in a folder of evidence, or None if there is none; raise UsageError if it cannot be read."""
    if not (folder / BRIEF_FILE).is_file():
        return None
    try:
        brief = json.loads(_content(folder / BRIEF_FILE))
        passages = brief_table.loaded_passages(json.dumps(brief["passages"]))
        listed = json.loads(_content(folder / SOURCES_FILE))
        texts: dict[str, tuple[str, str]] = {}
        faults: list[str] = []
        for story in listed:
            name, digest = str(story["file"]), str(story["sha256"])
            content = _content(folder / Path(name).name)
            title, _, text = content.partition("\n")
            if text_digest(title, text) != digest:
                faults.append(f"{folder.name}/{name}: its bytes are not those whose digest {SOURCES_FILE} gives")
            else:
                texts[digest] = (title, text)
                if title != story["title"]:
                    faults.append(f"{folder.name}/{SOURCES_FILE}: the title of [{story['n']}] is not that of its text")
        return EvidenceFolder(str(brief["brief"]), passages, texts, tuple(faults))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"The evidence in {folder} cannot be read: {error}.") from error


def _content(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(LARGEST_FILE).decode("utf-8", errors="surrogateescape")
