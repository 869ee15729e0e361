"""How fast texts are read, and a digest of all findings: `python -m tests.benchmarks.text_speed FILE… [--profile 40]`.

Files have one article a line as JSON, with `text` and perhaps `title` (.jsonl or .jsonl.gz). Two programs that print
the same digest found the same in every text: compare them in turns, and on the same machine.
"""

import argparse
import cProfile
import gc
import hashlib
import json
import pstats
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from briefing.model.analysis import TextRead, TextToRead
from briefing.workers.child import GARBAGE_AFTER
from tests.benchmarks.quotes import read_articles
from tests.benchmarks.table import Figure, Table

MOST = 300
"""How many articles the table of all benchmarks is made from."""
_FIRST = TextToRead(0, "“It is late,” said Ada Quill.")


def main() -> None:
    """Read all articles, and print what that cost and the digest of the findings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--most", type=int, help="read only so many articles of each file")
    parser.add_argument("--profile", type=int, default=0, metavar="N", help="list the N costliest functions")
    parser.add_argument("--each", type=Path, help="write the digest of each article to this file, one a line")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    chosen = parser.parse_args()
    texts = [
        TextToRead(number, article["text"], title=article.get("title") or "")
        for file in chosen.files
        for number, article in enumerate(list(read_articles(file))[: chosen.most])
    ]
    gc.set_threshold(GARBAGE_AFTER)
    began = time.process_time()
    from briefing.analysis.reading import read_texts

    read_texts((_FIRST,))
    loaded = time.process_time()
    profile = cProfile.Profile()
    if chosen.profile:
        profile.enable()
    read = read_texts(texts)
    profile.disable()
    seconds = time.process_time() - loaded
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    digests = [_digest((each,)) for each in read]
    if chosen.each:
        chosen.each.write_text("".join(digest + "\n" for digest in digests), encoding="utf-8")
    if chosen.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(chosen.profile)
    if chosen.json:
        print(json.dumps({"articles": len(texts) / seconds, "mb": memory}))
        return
    print(
        f"{len(texts)} articles, {len(texts) / seconds:.1f} a CPU second, {1000 * (loaded - began):.0f} ms to load, "
        f"at most {memory:.0f} MB, {sum(each.failed for each in read)} failed, digest {_digest(read)}"
    )


def measure_texts(table: Table, corpora: Path, runs: int) -> None:
    """Add the row for how many articles are read in a second of a processor."""
    articles = corpora / "quotes/polnear_dev.jsonl.gz"
    if not articles.is_file():
        return
    command = (sys.executable, "-m", "tests.benchmarks.text_speed", str(articles), "--most", str(MOST), "--json")
    ran = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(runs)]
    figures = [Figure(found["articles"], found["mb"]) for found in map(json.loads, ran)]
    table.add(f"{MOST} articles", "quotes and actors, articles a CPU second", figures, "/ CPU s")


def _digest(read: Sequence[TextRead]) -> str:
    findings = json.dumps([asdict(each.findings) for each in read], sort_keys=True)
    return hashlib.sha256(findings.encode()).hexdigest()[:16]


if __name__ == "__main__":
    main()
