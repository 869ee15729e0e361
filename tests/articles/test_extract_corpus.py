"""The real pages beside the project: how much of their true text is found, and that every one of them is read."""

import gzip
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from briefing.articles.extract import extract
from briefing.model.errors import NoArticle
from briefing.model.story import Article
from briefing.text.display import clean_block

PAGES = Path(__file__).parents[2] / "../shared/corpora/articles"
PAGE_LABEL = re.compile(
    r"(?:latest articles|more like this|discover more|advertisement|read more|related stories)\b.{0,40}", re.IGNORECASE
)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PAGES.exists(), reason="the corpus of articles is not beside the project"),
]


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    found = {}
    for row in (PAGES / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, _, _, _, _, url, *_ = row.split("\t")
        try:
            found[name] = extract(gzip.decompress((PAGES / name).read_bytes()), url)
        except NoArticle:
            continue
    return found


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def f1(found: str, true: str) -> float:
    common = sum((words(found) & words(true)).values())
    return 2 * common / max(1, sum(words(found).values()) + sum(words(true).values()))


def test_the_true_text_is_found(articles: dict[str, Article]) -> None:
    truth = json.loads(gzip.decompress((PAGES / "GROUND_TRUTH.json.gz").read_bytes()))
    scores = [f1(articles[name].text, true) if name in articles else 0.0 for name, true in truth.items()]
    assert len(scores) == 47
    assert sum(scores) / len(scores) >= 0.975


def test_nearly_every_page_gives_an_article(articles: dict[str, Article]) -> None:
    assert len(articles) >= 178


def test_texts_are_clean_and_links_lie_within_them(articles: dict[str, Article]) -> None:
    for article in articles.values():
        assert clean_block(article.text) == article.text
        assert all(line == line.strip() != "" for line in article.text.split("\n"))
        for link in article.links:
            anchor = link.anchor.cut(article.text)
            assert anchor == anchor.strip() != ""
            assert "\n" not in anchor


def test_no_label_of_the_page_stays(articles: dict[str, Article]) -> None:
    left = [line for article in articles.values() for line in article.text.split("\n") if PAGE_LABEL.fullmatch(line)]
    assert left == []
