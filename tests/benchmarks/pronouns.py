"""Fits the likelihood of the person meant by "he" and "she" beside quotations: `python -m tests.benchmarks.pronouns`.

The likelihood has two parameters, and it is measured with whole articles held out: each tenth of the articles is scored
with the parameters that the other nine give. Articles and names are those that tests.benchmarks.speakers reads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from briefing.analysis.language.document import Document, read_document
from briefing.analysis.language.people import NamedInside
from briefing.analysis.quotes.find import find_quotes
from briefing.analysis.quotes.pronouns import Pronouns
from briefing.model.spans import Span
from tests.benchmarks.gold_articles import GoldArticle, gold_parts, read_gold
from tests.benchmarks.speakers import CORPORA

_PARTS = 10
_KEY = 40
"""Characters by which a quote is known."""
_STEPS = 400
_RATE = 0.2
_BOUNDS = (0.9, 0.8, 0.7, 0.65, 0.6, 0.5)


@dataclass(frozen=True, slots=True)
class Decision:
    """The scores of the persons whom one pronoun could mean, the likeliest first; `right` is the one meant, or None."""

    article: str
    scores: tuple[float, ...]
    right: int | None


def main() -> None:
    """Print the fitted parameters, and how many pronouns are right above each bound of the likelihood."""
    parts = [part for part in gold_parts() if part.startswith("dev")]
    decisions = [each for part in parts for article in read_gold(part, CORPORA) for each in decisions_of(article)]
    steep, nobody = fit(decisions)
    print(f"{len(decisions)} pronouns, steep {steep:.2f}, nobody {nobody:.2f}")
    held_out = list(_held_out(decisions))
    for bound in _BOUNDS:
        right = [is_right for likelihood, is_right in held_out if likelihood >= bound]
        print(f"likelihood {bound:.2f} and above: {sum(right)} of {len(right)} right")


def decisions_of(article: GoldArticle) -> Iterator[Decision]:
    """Yield a decision for each pronoun that is the mention of an annotated quotation with a name."""
    document = read_document(article.text)
    pronouns = Pronouns(document.quoted_sentences, document.people, NamedInside(article.text, document.people.persons))
    names = {" ".join(gold.words.split())[:_KEY]: gold.names for gold in article.quotes}
    done: set[Span] = set()
    for quote in find_quotes(document):
        words = " ".join(quote.spans[0].cut(article.text).split())[:_KEY]
        if quote.mention is None or quote.mention in done or not names.get(words):
            continue
        done.add(quote.mention)
        if (found := _decision(article, document, pronouns, quote.mention, names[words])) is not None:
            yield found


def _decision(
    article: GoldArticle, document: Document, pronouns: Pronouns, mention: Span, names: Sequence[str]
) -> Decision | None:
    if mention.cut(article.text).lower() not in ("he", "she"):
        return None
    sentence, index = next(
        (sentence, index)
        for sentence in document.quoted_sentences
        for index, word in enumerate(sentence.words)
        if word.start == mention.start
    )
    ranked = pronouns.ranked(sentence, index)
    shown = [pronouns.everybody[number].name.cut(article.text).lower() for _, number in ranked]
    right = next((at for at, name in enumerate(shown) if name in {each.lower() for each in names}), None)
    return Decision(article.source, tuple(score for score, _ in ranked), right) if ranked else None


def fit(decisions: Sequence[Decision]) -> tuple[float, float]:
    """Return the steepness and the weight of nobody that make the right persons likeliest, by gradient ascent."""
    steep, nobody = 1.0, 0.0
    for _ in range(_STEPS):
        by_steep = by_nobody = 0.0
        for each in decisions:
            shares = _shares(each.scores, steep, nobody)
            expected = sum(share * score for share, score in zip(shares, each.scores, strict=False))
            by_steep += (0.0 if each.right is None else each.scores[each.right]) - expected
            by_nobody += (each.right is None) - shares[-1]
        steep += _RATE * by_steep / len(decisions)
        nobody += _RATE * by_nobody / len(decisions)
    return steep, nobody


def _shares(scores: Sequence[float], steep: float, nobody: float) -> list[float]:
    """Return the likelihood of each person, and of nobody last."""
    weights = [*(exp(steep * score) for score in scores), exp(nobody)]
    return [weight / sum(weights) for weight in weights]


def _held_out(decisions: Sequence[Decision]) -> Iterator[tuple[float, bool]]:
    articles = sorted({each.article for each in decisions})
    for part in range(_PARTS):
        held = frozenset(articles[part::_PARTS])
        steep, nobody = fit([each for each in decisions if each.article not in held])
        for each in decisions:
            if each.article in held:
                yield _shares(each.scores, steep, nobody)[0], each.right == 0


if __name__ == "__main__":
    main()
