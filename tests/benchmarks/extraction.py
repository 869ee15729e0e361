"""How much of the true text of real pages is found: `python -m tests.benchmarks.extraction FOLDER`."""

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from briefing.articles.extract import LARGEST, extract
from briefing.model.errors import NoArticle

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one text or of many, each 0 .. 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def main() -> None:
    """Extract every page that has a true text; print the scores, the worst pages, the refusals and the time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="MANIFEST.tsv, the pages, and GROUND_TRUTH.json.gz")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N pages with the lowest F1")
    arguments = parser.parse_args()
    truth: dict[str, str] = json.loads(gzip.decompress((arguments.folder / "GROUND_TRUTH.json.gz").read_bytes()))
    addresses = addresses_of(arguments.folder)
    extract(b"<html><body><article><p>Warm up the parser.</p></article></body></html>" * 2, "https://a.example/")
    texts = {}
    times = []
    for name in truth:
        page = gzip.decompress((arguments.folder / name).read_bytes())
        began = time.process_time()
        texts[name] = text_of(page, addresses[name])
        times.append(1000 * (time.process_time() - began))
    for words, label in ((1, "words"), (4, "runs of four words")):
        pairs = [(texts[name], true) for name, true in truth.items()]
        whole = score_all(pairs, words)
        each = mean(score(found, true, words).f1 for found, true in pairs)
        print(
            f"{label}: F1 {whole.f1:.3f}, precision {whole.precision:.3f}, recall {whole.recall:.3f}; mean {each:.3f}"
        )
    print(f"{len(times)} pages: {mean(times):.0f} ms a page, median {median(times):.0f}, longest {max(times):.0f}")
    ranked = sorted(truth, key=lambda name: score(texts[name], truth[name], 1).f1)
    for name in ranked[: arguments.worst]:
        worst = score(texts[name], truth[name], 1)
        print(f"  {worst.f1:.3f} precision {worst.precision:.3f} recall {worst.recall:.3f} {name}")
    print(f"a page of {LARGEST + 1} bytes: {refusal(b'<p>' + b'a' * LARGEST)}")


def text_of(page: bytes, address: str) -> str:
    """Return the text that the program finds in a page, "" where it refuses the page."""
    try:
        return extract(page, address).text
    except NoArticle:
        return ""


def refusal(page: bytes) -> str:
    """Return the sentence with which a page is refused, "" where it is not."""
    try:
        extract(page, "https://a.example/")
    except NoArticle as reason:
        return str(reason)
    return ""


def addresses_of(folder: Path) -> dict[str, str]:
    """Return the address that each page of the folder's list was fetched from."""
    rows = (folder / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()
    place = rows[0].split("\t").index("url")
    return {fields[0]: fields[place] for fields in (row.split("\t") for row in rows[1:])}


def score(found: str, true: str, words: int) -> Score:
    """Return the score of one text over bags of runs of so many words.

    After the article extraction benchmark of Scrapinghub (2019), whose runs are of four words: what both bags hold is
    right. Nothing found where there is nothing is right as well.
    """
    here, there = bag(found, words), bag(true, words)
    right = (here & there).total()
    return Score(_share(right, here.total(), there.total()), _share(right, there.total(), here.total()))


def score_all(pairs: Sequence[tuple[str, str]], words: int) -> Score:
    """Return the means of precision and recall over pages, each page counting the same."""
    scores = [score(found, true, words) for found, true in pairs]
    return Score(mean(each.precision for each in scores), mean(each.recall for each in scores))


def bag(text: str, words: int) -> Counter[tuple[str, ...]]:
    """Return how often each run of so many words stands in `text`, case kept; a shorter text is one run."""
    tokens = _WORD.findall(text)
    last = max(1, len(tokens) - words + 1) if tokens else 0
    return Counter(tuple(tokens[at : at + words]) for at in range(last))


def _share(right: int, own: int, others: int) -> float:
    return right / own if own else float(not others)


if __name__ == "__main__":
    main()
