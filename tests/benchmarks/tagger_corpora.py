"""Reads and cleans the licence-clean corpora that the taggers are trained on."""

import gzip
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.names import name_runs
from briefing.analysis.language.parts import Part
from briefing.analysis.language.sentences import plain_word, word_set

TaggedWords: TypeAlias = tuple[list[str], list[str]]
"""The words of one sentence and one tag for each."""

BLOCK = 10
"""Sentences that are held back together, so that neighbours of one document do not stand on both sides."""

_PENN = {
    Part.NOUN: "NN NNS", Part.NAME: "NNP NNPS", Part.PAST: "VBD", Part.PRESENT_S: "VBZ", Part.PRESENT: "VBP",
    Part.BASE: "VB", Part.PARTICIPLE: "VBN", Part.GERUND: "VBG", Part.MODAL: "MD", Part.ADJECTIVE: "JJ JJR JJS",
    Part.ADVERB: "RB RBR RBS RP", Part.DETERMINER: "DT PDT PRP$", Part.PRONOUN: "PRP", Part.PREPOSITION: "IN",
    Part.TO: "TO", Part.CONJUNCTION: "CC", Part.NUMBER: "CD", Part.WH: "WP WDT WRB WP$", Part.POSSESSIVE: "POS",
}  # fmt: skip
_PART_OF = {tag: part for part, tags in _PENN.items() for tag in tags.split()}
_PRONOUNS = word_set("i we he she it they you who his her their our us them my me him this that these those your its")
_TITLES = word_set(
    "mr mrs ms dr president senator sen rep gov governor secretary minister prime chancellor king queen general gen "
    "col colonel lt sgt capt captain judge justice chairman chairwoman spokesman spokeswoman professor prof mayor "
    "ayatollah congressman congresswoman representative ambassador commissioner foreign sheikh speaker premier pm "
    "admiral vice deputy defense defence first lady petitioner respondent"
)
_ARTICLES = word_set("the a an ' \"")
_TAILS = word_set("'s ' . , \"")


def is_held_back(file: str, index: int) -> bool:
    """Return whether sentence (or document) `index` of `file` belongs to the tenth that is only for scoring."""
    return hashlib.sha256(f"{file}:{index}".encode()).digest()[0] % 10 == 0


def read_parts(path: Path) -> Iterator[tuple[int, TaggedWords]]:
    """Yield document number, words and parts of speech of each sentence of a CoNLL-U file."""
    document = 0
    words: list[str] = []
    tags: list[str] = []
    for line in _lines(path):
        fields = line.split("\t")
        if line.startswith("# newdoc"):
            document += 1
        elif not line and words:
            yield document, (words, tags)
            words, tags = [], []
        elif len(fields) > 4 and fields[0].isdigit():
            words.append(fields[1])
            tags.append(_PART_OF.get(fields[4], Part.OTHER if fields[1][:1].isalnum() else Part.MARK))


def read_names(path: Path) -> Iterator[TaggedWords]:
    """Yield words and cleaned IOB2 tags of each sentence of an iob2 file."""
    words: list[str] = []
    tags: list[str] = []
    for line in (*_lines(path), ""):
        if line:
            word, _, tag = line.rpartition("\t")
            words.append(plain_word(word))
            tags.append(tag)
        elif words:
            yield _clean(words, _iob2(tags))
            words, tags = [], []


def _lines(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()


def _iob2(tags: list[str]) -> list[str]:
    mended: list[str] = []
    for tag in tags:
        begins = tag.startswith("I-") and (not mended or mended[-1][2:] != tag[2:])
        mended.append("B-" + tag[2:] if begins else tag)
    return mended


def _clean(words: list[str], tags: list[str]) -> TaggedWords:
    """Bring all corpora to one idea of a name: no titles, articles, pronouns or demonyms; countries are places."""
    cleaned = ["O"] * len(tags)
    for first, last, kind in name_runs(tags):
        start, end = _trimmed(words, first, last, kind)
        if kind := _clean_kind(words[start:end], kind):
            cleaned[start:end] = ["B-" + kind] + ["I-" + kind] * (end - start - 1)
    return words, cleaned


def _trimmed(words: list[str], start: int, end: int, kind: str) -> tuple[int, int]:
    while start < end and words[start].lower() in _ARTICLES:
        start += 1
    while kind == "PER" and start < end and words[start].lower().strip(".") in _TITLES:
        start += 1
    while end > start and words[end - 1] in _TAILS:
        end -= 1
    return start, end


def _clean_kind(name: list[str], kind: str) -> str:
    low = " ".join(name).lower()
    if not any(word[:1].isupper() for word in name) or low in _PRONOUNS:
        return ""
    if len(name) == 1 and low in lexicon().demonyms:
        return ""
    if kind == "LOC" and re.search(r"\d", low) and not re.search("[a-z]{3}", low):
        return ""
    if kind == "ORG" and lexicon().places.get(low) in ("country", "region", "state"):
        return "LOC"
    return kind
