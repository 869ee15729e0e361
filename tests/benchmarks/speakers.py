"""Scores speakers against articles annotated by hand: `python -m tests.benchmarks.speakers PART… [--errors]`.

Precision asks, of the quotes of four words and more that are shown with a name, how many carry the full name that the
text gives. Recall asks, of the quotes whose speaker the text names, how many are shown with that name; and again
without those for which a descriptor ("the airline") or silence was annotated as an answer that is as right.
"""

import argparse
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from briefing.analysis.language.names_in_titles import name_in_full
from briefing.analysis.reading import read_text
from briefing.model.quote import Quote
from briefing.model.spans import Span
from tests.benchmarks.gold_articles import GoldArticle, GoldQuote, gold_parts, read_gold
from tests.benchmarks.speaker_rules import Outcome, polnear_outcomes, print_by_rule, rules_of

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
LEAST_WORDS = 4
_ENOUGH = 0.6
"""The least share of the words of an annotated quotation that a quote must have to be the same."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_TITLES = re.compile(r"^(?:(?:mr|mrs|ms|miss|dr|sir|dame|lord|lady|prof|rev|supt)\.? )+", re.IGNORECASE)
_KINDS = (
    "right name",
    "wrong name",
    "part of the name",
    "named, but nobody's",
    "named, but unnamed",
    "unnamed",
    "silent",
)


_SHOWN = (*_KINDS[:5], "named, but not annotated")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one annotated quotation: `kind` is one of `_KINDS`, or "missed"."""

    article: GoldArticle
    gold: GoldQuote | None
    kind: str
    shown: str
    rules: tuple[str, str]
    role: str


def main() -> None:
    """Print precision, recall and the share of quotations found, and on request every error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="+", choices=gold_parts(), metavar="PART", help=", ".join(gold_parts()))
    parser.add_argument("--errors", action="store_true", help="print every quotation that is not right")
    parser.add_argument("--roles", action="store_true", help="print every role that is not the annotated one")
    parser.add_argument("--by-rule", action="store_true", help="print how often each rule names the right speaker")
    parser.add_argument("--polnear", type=Path, help="count the quotes of this part of PolNeAR by rule as well")
    chosen = parser.parse_args()
    articles = (article for part in chosen.parts for article in read_gold(part, CORPORA))
    verdicts = [verdict for article in articles for verdict in judge(article)]
    _print_scores(verdicts)
    if chosen.errors:
        for verdict in verdicts:
            if verdict.kind not in ("right name", "rightly silent") and (
                verdict.kind != "unnamed" or _needs_name(verdict)
            ):
                _print_error(verdict)
    if chosen.roles:
        _print_roles(verdicts)
    if chosen.by_rule:
        polnear = polnear_outcomes(chosen.polnear) if chosen.polnear else ()
        print_by_rule([*outcomes(verdicts), *polnear])


def outcomes(verdicts: Iterable[Verdict]) -> Iterator[Outcome]:
    """Yield an outcome for each quote that is shown with a name."""
    for verdict in verdicts:
        if verdict.kind in _SHOWN:
            yield Outcome(*verdict.rules, right=verdict.kind == _KINDS[0])


def judge(article: GoldArticle) -> Iterator[Verdict]:
    """Give a verdict on each annotated quotation, then on each named quote that is not annotated."""
    analysis = read_text(article.text, title=article.title)
    found = analysis.quotes
    used: set[int] = set()
    for gold in article.quotes:
        index = _matching(gold, found, article.text, used)
        if index is not None:
            used.add(index)
        quote = found[index] if index is not None else None
        if quote is None:
            yield Verdict(article, gold, _if_not_found(gold), "", ("", ""), "")
        else:
            yield _judged(article, gold, quote, analysis.persons)
    for index, quote in enumerate(found):
        long = len(" ".join(span.cut(article.text) for span in quote.spans).split()) >= LEAST_WORDS
        if index not in used and long and quote.name is not None and not quote.unnamed:
            yield Verdict(article, None, "named, but not annotated", quote.name.cut(article.text), rules_of(quote), "")


def _judged(article: GoldArticle, gold: GoldQuote, quote: Quote, persons: Sequence[Span]) -> Verdict:
    shown = name_in_full(quote.name, article.text, article.title, persons) if quote.name else ""
    role = quote.role.cut(article.text) if quote.role else ""
    return Verdict(article, gold, _kind(gold, quote, shown), shown, rules_of(quote), role)


def _kind(gold: GoldQuote, quote: Quote, shown: str) -> str:
    silent_is_right = gold.nobody or not gold.is_quote
    if not shown:
        return "rightly silent" if silent_is_right else "silent"
    if any(_same(shown, name) for name in gold.names) or _names_both(shown, gold.names):
        return "right name"
    if quote.unnamed or any(_same(shown, words) for words in gold.unnamed):
        return "unnamed"
    if any(_is_part(shown, name) for name in gold.names):
        return "part of the name"
    if gold.names:
        return "wrong name"
    return "named, but unnamed" if gold.unnamed else "named, but nobody's"


def _if_not_found(gold: GoldQuote) -> str:
    return "rightly silent" if gold.optional or not gold.is_quote or gold.nobody else "missed"


def _print_scores(verdicts: Sequence[Verdict]) -> None:
    kinds = Counter(verdict.kind for verdict in verdicts)
    shown = sum(kinds[kind] for kind in _SHOWN)
    named = [each for each in verdicts if each.gold and each.gold.names and not each.gold.optional]
    right = sum(each.kind == "right name" for each in named)
    needed = [each for each in named if _needs_name(each)]
    right_needed = sum(each.kind == "right name" for each in needed)
    wanted = [
        each for each in verdicts if each.gold and not (each.gold.optional or each.gold.nobody) and each.gold.is_quote
    ]
    found = sum(each.kind != "missed" for each in wanted)
    print(f"{len({each.article.source for each in verdicts})} articles, {len(wanted)} quotations of speakers")
    print(f"precision of shown names {kinds['right name'] / max(1, shown):.3f} ({kinds['right name']} of {shown})")
    print(f"recall of right names    {right / max(1, len(named)):.3f} ({right} of {len(named)})")
    print(f"  if only a name is right {right_needed / max(1, len(needed)):.3f} ({right_needed} of {len(needed)})")
    print(f"found                    {found / max(1, len(wanted)):.3f} ({found} of {len(wanted)})")
    for kind, count in kinds.most_common():
        print(f"  {count:4} {kind}")


def _needs_name(verdict: Verdict) -> bool:
    """Return whether the text names the speaker and neither a descriptor nor silence is as right."""
    gold = verdict.gold
    return bool(gold and gold.names and not (gold.optional or gold.unnamed or gold.nobody))


def _print_roles(verdicts: Sequence[Verdict]) -> None:
    """Print how many shown roles are the annotated ones, and the others, to be read."""
    shown = [each for each in verdicts if each.gold and each.role and each.kind == "right name"]
    others = [each for each in shown if each.gold and _plain(each.role) != _plain(each.gold.role)]
    print(f"roles of rightly named speakers: {len(shown)}, of them {len(shown) - len(others)} as annotated")
    for line in dict.fromkeys(
        f"role | {each.article.outlet} | {each.shown} | shown {each.role!r} | gold {each.gold.role!r}"
        for each in others
        if each.gold
    ):
        print(line)


def _print_error(verdict: Verdict) -> None:
    gold = verdict.gold
    words = gold.words[:70] if gold else ""
    wanted = " / ".join((*gold.names, *(f"({each})" for each in gold.unnamed))) if gold else ""
    shown = f"shown {verdict.shown!r} | gold {wanted!r}"
    print(f"{verdict.kind} | {verdict.article.outlet} | {words!r} | {shown} | {', '.join(verdict.rules)}")


def _matching(gold: GoldQuote, found: Sequence[Quote], text: str, used: Collection[int]) -> int | None:
    """Return the index of the quote that has most of the words of an annotated quotation, None if there is none.

    Of several, it is one that no other annotated quotation is matched with, and then the one of the nearest length:
    an article may have the same words twice, and once inside a longer quotation.
    """
    wanted = words_of(gold.words)
    best, nearest = (False, 0.0), None
    for index, quote in enumerate(found):
        for span in quote.spans:
            words = words_of(span.cut(text))
            shared = _shared(wanted, words)
            if shared <= _ENOUGH * len(wanted):
                continue
            rank = (index not in used, shared / max(len(wanted), len(words)))
            if rank > best:
                best, nearest = rank, index
    return nearest


def _shared(wanted: Sequence[str], words: Sequence[str]) -> int:
    """Return how many of the `wanted` words stand in `words` in the same order."""
    if not set(wanted) & set(words):
        return 0
    return sum(block.size for block in SequenceMatcher(None, wanted, words, autojunk=False).get_matching_blocks())


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded to lower case."""
    return [word.casefold() for word in _WORD.findall(text)]


def _plain(name: str) -> list[str]:
    return words_of(_TITLES.sub("", name.strip()).removesuffix("'s").removesuffix("’s"))


def _same(shown: str, name: str) -> bool:
    """Return whether two names are the same but for a title and an article before them."""
    return _without_article(_plain(shown)) == _without_article(_plain(name))


def _names_both(shown: str, names: Sequence[str]) -> bool:
    """Return whether "A and B" is shown for words of A and B, who are annotated as speakers one by one."""
    first, joined, last = shown.partition(" and ")
    if not joined:
        return False
    return any(first.endswith(name) for name in names) and any(last.endswith(name) for name in names)


def _without_article(words: list[str]) -> list[str]:
    return words[1:] if words[:1] == ["the"] and len(words) > 1 else words


def _is_part(shown: str, name: str) -> bool:
    return bool(set(_plain(shown)) & set(_plain(name)))


if __name__ == "__main__":
    main()
