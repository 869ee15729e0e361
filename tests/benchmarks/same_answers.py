"""Compares what two checkouts answer about the same feeds, byte by byte.

    python -m tests.benchmarks.same_answers BEFORE AFTER ../shared/corpora/feeds [--newest 2026-02-1]
    python -m tests.benchmarks.same_answers BEFORE AFTER --store HOME --now 2026-02-18T04:00:00Z [--without not_read]

BEFORE and AFTER are checkouts with a virtual environment each, or without one: then this interpreter runs them. Each
fills an empty store with the feeds of a folder, always in the same order, or opens a copy of the store in HOME.
Threads, quotes and actors are compared as JSON, without the fields that only one of them has if these are named. The
exit code is 1 if any of them differ.
"""

import argparse
import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

QUESTIONS: Mapping[str, Sequence[str]] = {
    "threads": ("threads", "--json", "--limit", "99999"),
    "quotes": ("quotes", "--json", "--limit", "99999"),
    "actors": ("actors", "--json", "--limit", "99999"),
}
NOW = "2026-02-18T04:00:00Z"
_FILLED = Path(__file__).with_name("filled.py")
CONTEXT = 60
"""Bytes shown around the first difference."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """One state of the program, with a store of its own."""

    folder: Path
    home: Path
    now: str

    def answer(self, *words: str) -> bytes:
        """Return what a command of the program prints."""
        return self.run("-m", "briefing", *words, "--home", str(self.home), "--now", self.now)

    def run(self, *words: str) -> bytes:
        """Return what Python prints, with the modules of this checkout; raises SystemExit if it fails."""
        own = self.folder / ".venv/bin/python"
        python = str(own) if own.exists() else sys.executable
        command = (python, *words)
        environment = {**os.environ, "PYTHONPATH": str(self.folder)}
        ran = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, check=False)
        if ran.returncode:
            raise SystemExit(f"{' '.join(command)}: {ran.stderr.decode(errors='replace')[-2_000:]}")
        return ran.stdout


def main() -> int:
    """Print a line for each question; return 1 if any answers differ."""
    parser = argparse.ArgumentParser(description="Compare the answers of two checkouts.")
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("feeds", type=Path, nargs="?", help="a folder with MANIFEST.tsv")
    parser.add_argument(
        "--newest", default="2026-02-1", help="only feeds whose newest item is of a time that begins so"
    )
    parser.add_argument("--store", type=Path, metavar="HOME")
    parser.add_argument("--now", default=NOW)
    parser.add_argument("--without", default="", metavar="FIELDS", help="do not compare these fields, such as id,title")
    chosen = parser.parse_args()
    if (chosen.feeds is None) == (chosen.store is None):
        parser.error("either a folder of feeds or --store is needed")
    with tempfile.TemporaryDirectory() as folder:
        checkouts = [
            Checkout(tree.resolve(), Path(folder) / name, chosen.now)
            for name, tree in (("before", chosen.before), ("after", chosen.after))
        ]
        if chosen.store:
            for checkout in checkouts:
                shutil.copytree(chosen.store, checkout.home)
        else:
            for checkout in checkouts:
                _fill(checkout, chosen.feeds, chosen.newest)
        ignored = frozenset(filter(None, chosen.without.split(",")))
        answers = {
            name: [_without(checkout.answer(*words), ignored) for checkout in checkouts]
            for name, words in QUESTIONS.items()
        }
        return int(bool([name for name, (before, after) in answers.items() if _differ(name, before, after)]))


def _fill(checkout: Checkout, feeds: Path, newest: str) -> None:
    checkout.home.mkdir()
    checkout.run("-P", str(_FILLED), str(checkout.home), checkout.now, str(feeds.resolve()), *_news(feeds, newest))


def _news(feeds: Path, newest: str) -> list[str]:
    with (feeds / "MANIFEST.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row["file"] for row in rows if row["kind"] == "news" and row["newest_item"].startswith(newest)]


def _without(answer: bytes, ignored: Collection[str]) -> bytes:
    """Return a JSON document without some fields, wherever they are."""

    def kept(fields: list[tuple[str, Any]]) -> dict[str, Any]:
        return {name: value for name, value in fields if name not in ignored}

    if not ignored:
        return answer
    return json.dumps(json.loads(answer, object_pairs_hook=kept), ensure_ascii=False, indent=1).encode()


def _differ(name: str, before: bytes, after: bytes) -> bool:
    """Print whether two answers are the same, with the first difference; return whether they differ."""
    digests = [hashlib.sha256(answer).hexdigest()[:16] for answer in (before, after)]
    if before == after:
        print(f"{name}: same {len(before):,} bytes, digest {digests[0]}")
        return False
    place = next((at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), len(before))
    print(f"{name}: {len(before):,} and {len(after):,} bytes, digests {digests[0]} and {digests[1]}; at {place:,}:")
    for answer in (before, after):
        print(f"  {answer[max(0, place - CONTEXT) : place + CONTEXT].decode(errors='replace')!r}")
    return True


if __name__ == "__main__":
    sys.exit(main())
