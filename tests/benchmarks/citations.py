"""Scores citations by name against articles annotated by hand: `python -m tests.benchmarks.citations PART… [--errors]`.

Precision asks, of the outlets that an article is shown to cite by name, how many it cites. Recall asks, of the outlets
that it cites, how many are shown. An outlet counts once for each article. Links are not counted, nor are outlets that
are only credited for a picture.
"""

import argparse
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.analysis.reading import read_text
from briefing.analysis.sources.outlets import agency_families
from briefing.model.citation import CitationForm
from tests.benchmarks.gold_articles import GoldArticle, gold_parts, read_gold
from tests.benchmarks.speakers import CORPORA, words_of


@dataclass(frozen=True, slots=True)
class Scores:
    """The outlets of one article: shown and cited, shown though not cited, cited but not shown."""

    right: tuple[str, ...]
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


def main() -> None:
    """Print precision and recall, and on request each outlet that is wrong or missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="+", choices=gold_parts(), metavar="PART", help=", ".join(gold_parts()))
    parser.add_argument("--errors", action="store_true", help="print every outlet that is wrong or missed")
    chosen = parser.parse_args()
    right = wrong = missed = articles = 0
    for article in (article for part in chosen.parts for article in read_gold(part, CORPORA)):
        if article.cited is None:
            continue
        scores = score(article)
        articles += 1
        right, wrong, missed = right + len(scores.right), wrong + len(scores.wrong), missed + len(scores.missed)
        if chosen.errors and (scores.wrong or scores.missed):
            print(f"{article.source} | wrong {list(scores.wrong)} | missed {list(scores.missed)}")
    print(f"{articles} articles")
    print(f"precision {right / max(1, right + wrong):.3f} ({right} of {right + wrong})")
    print(f"recall    {right / max(1, right + missed):.3f} ({right} of {right + missed})")


def score(article: GoldArticle) -> Scores:
    """Compare the outlets that the analysis finds by name with the annotated ones."""
    host = article.outlet if "." in article.outlet else ""
    citations = read_text(article.text, host=host, outlet=article.outlet).citations
    shown = _distinct(each.outlet for each in citations if each.outlet and each.form is not CitationForm.LINK)
    cited = _distinct(article.cited or ())
    right = [name for name in shown if any(_same(name, each) for each in cited)]
    credited = article.credits or ()
    wrong = [name for name in shown if name not in right and not any(_same(name, each) for each in credited)]
    missed = [name for name in cited if not any(_same(name, each) for each in right)]
    return Scores(tuple(right), tuple(wrong), tuple(missed))


def _distinct(names: Iterable[str]) -> list[str]:
    """Return the names without those that are another spelling of an earlier one."""
    kept: list[str] = []
    for name in names:
        if not any(_same(name, each) for each in kept):
            kept.append(name)
    return kept


_SMALL_WORDS = ("of", "and", "for", "the")


def _agency(name: str) -> str:
    return agency_families().get(name.removeprefix("the ").removeprefix("The "), "")


def _same(one: str, other: str) -> bool:
    """Return whether two names mean one outlet.

    They are names of one agency, or equal but for articles, or one is a run of words or the initials of the other.
    """
    if _agency(one) and _agency(one) == _agency(other):
        return True
    short, long = sorted(([word for word in words_of(name) if word != "the"] for name in (one, other)), key=len)
    if len(long) > 2 and "".join(short) == "".join(word[0] for word in long if word not in _SMALL_WORDS):
        return True
    return any(short == long[start : start + len(short)] for start in range(len(long) - len(short) + 1))


if __name__ == "__main__":
    main()
