"""What the name tagger sees of each word: its form, the word lists, its neighbours and its run of capitals."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.analysis.tagging.lexicon import NamePaths, lexicon
from briefing.analysis.tagging.tokens import plain_word

_UPPER = re.compile("[A-ZÀ-Þ]")
_LOWER = re.compile("[a-zß-ÿ]")
_DIGIT = re.compile(r"\d")
_OTHER = re.compile(r"[^Xxd.\-']")
_LONG_RUN = re.compile(r"(.)\1{2,}")
_LINKS = frozenset({"of", "for", "the", "de", "al", "-", "&"})
_SHORT_PLACE = {
    "country": "co", "state": "st", "abbreviation": "ab", "region": "rg", "capital": "ca", "city": "ci", "town": "to",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Word:
    """One word as the tagger knows it apart from its sentence."""

    low: str
    shape: str
    classes: tuple[str, ...]
    features: tuple[str, ...]
    capitalised: bool


def name_features(words: Sequence[str]) -> list[list[str]]:
    """Return the features of each word of one sentence."""
    plain = [plain_word(word) for word in words]
    known = [_word(word) for word in plain]
    low = [word.low for word in known]
    places = _listed(low, known, lexicon().place_paths, _place_class)
    organisations = _listed(plain, known, lexicon().organisation_paths, _organisation_class)
    runs = _runs(known)
    title_case = _is_title_case(known)
    views = [_view(*seen) for seen in zip(plain, places, organisations, strict=True)]
    features: list[list[str]] = []
    last = len(known) - 1
    for position, word in enumerate(known):
        seen = [*word.features, *views[position][2]]
        if runs[position]:
            seen.append("r=" + runs[position] + ("T" if title_case else ""))
        if title_case:
            seen.append("tc")
        if position:
            seen += views[position - 1][0]
            seen.append("-s=" + known[position - 1].shape + word.shape)
        else:
            seen.append("BOS")
        if position > 1:
            seen += ("-2w=" + low[position - 2], "-b=" + low[position - 2] + "_" + low[position - 1])
        if position < last:
            seen += views[position + 1][1]
            seen.append("+s=" + word.shape + known[position + 1].shape)
        else:
            seen.append("EOS")
        if position + 1 < last:
            seen += ("+2w=" + low[position + 2], "+b=" + low[position + 1] + "_" + low[position + 2])
        features.append(seen)
    return features


def is_title_case(words: Sequence[str]) -> bool:
    """Tell whether nearly all words begin with a capital, as in a headline."""
    letters = [word[0] for word in words if word[:1].isalpha()]
    return len(letters) > 4 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


@lru_cache(50_000)
def _view(plain: str, place: str, organisation: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return how the next word, the previous word and the word itself see this word."""
    word = _word(plain)
    lists = ([f"pl={place}"] if place else []) + ([f"og={organisation}"] if organisation else [])
    seen = [f"w={word.low}", f"s={word.shape}", f"x3={word.low[-3:]}", *word.classes, *lists]
    return tuple("-1" + one for one in seen), tuple("+1" + one for one in seen), tuple(lists)


@lru_cache(100_000)
def _word(word: str) -> _Word:
    low, shape = word.lower(), _shape(word)
    classes = tuple(_classes(word, low))
    features = ("b", f"w={low}", f"s={shape}", f"p3={word[:3]}", f"x2={low[-2:]}", f"x3={low[-3:]}", f"x4={low[-4:]}")
    return _Word(low, shape, classes, (*features, *classes), word[:1].isupper())


def _classes(word: str, low: str) -> list[str]:
    lists = lexicon()
    bare = low.strip(".")
    capital = "c" if word[:1].isupper() else ""
    classes: list[str] = []
    if capital:
        classes += _name_classes(word, low)
    for name, members in (("T", lists.titles), ("O", lists.organisation_heads), ("W", lists.place_words)):
        if bare in members:
            classes.append("g" + name + capital)
    if bare in lists.roles:
        classes.append("role" + capital)
    if low in lists.saying:
        classes.append("say")
    return classes


def _name_classes(word: str, low: str) -> list[str]:
    lists = lexicon()
    classes: list[str] = []
    if len(word) > 1 and word.isupper():
        classes.append("AC")
    if low in lists.given:
        classes.append("gF" if lists.given[low] != "any" else "hF")
    if low in lists.family:
        classes.append("gL")
    if low in lists.demonyms:
        classes.append("dem")
    if low in lists.common:
        classes.append("com")
    if not classes and low not in lists.places:
        classes.append("unk")
    if low.endswith(("stan", "land", "burg", "ville", "ton", "shire", "grad", "abad")):
        classes.append("plx")
    return classes


def _shape(word: str) -> str:
    shape = _DIGIT.sub("d", _LOWER.sub("x", _UPPER.sub("X", word)))
    if not shape.isascii():
        shape = _OTHER.sub("p", shape)
    return shape if len(shape) <= 4 else _LONG_RUN.sub(r"\1\1", shape)


def _listed(
    words: Sequence[str], known: Sequence[_Word], paths: NamePaths, classify: Callable[[Sequence[str]], str]
) -> list[str]:
    """Mark the words of listed names, longest first from the left: "B" or "I" and the class of the name."""
    marks = [""] * len(words)
    done = 0
    for position, word in enumerate(words):
        if position < done or word not in paths or not (length := _match(words, known, paths, position)):
            continue
        done = position + length
        name_class = classify(words[position:done])
        marks[position:done] = ["B" + name_class] + ["I" + name_class] * (length - 1)
    return marks


def _match(words: Sequence[str], known: Sequence[_Word], paths: NamePaths, position: int) -> int:
    if not known[position].capitalised:
        return 0
    for path in paths[words[position]]:
        end = position + len(path)
        if end <= len(words) and tuple(words[position:end]) == path and known[end - 1].capitalised:
            return len(path)
    return 0


def _place_class(name: Sequence[str]) -> str:
    return _SHORT_PLACE[lexicon().places.get(" ".join(name), "town")]


def _organisation_class(name: Sequence[str]) -> str:
    return "1" if len(name) == 1 else ""


def _runs(known: Sequence[_Word]) -> list[str]:
    """Describe, for each word of a run of capitalised words, the run's length, the word's place and the last word."""
    runs = [""] * len(known)
    done = 0
    for position, word in enumerate(known):
        if not word.capitalised or position < done:
            continue
        done = _run_end(known, position)
        length, head = min(done - position, 4), _run_head(known[position:done])
        for place in range(position, done):
            where = "b" if place == position else "e" if place == done - 1 else "m"
            runs[place] = f"{length}{where}{head}"
    return runs


def _run_end(known: Sequence[_Word], start: int) -> int:
    end = start
    while end < len(known) and (known[end].capitalised or (end > start and _links(known, end))):
        end += 1
    return end


def _links(known: Sequence[_Word], position: int) -> bool:
    return known[position].low in _LINKS and position + 1 < len(known) and known[position + 1].capitalised


def _run_head(run: Sequence[_Word]) -> str:
    head = "".join(kind for kind in ("gOc", "gWc", "dem", "gL") if kind in run[-1].classes) or "-"
    before_of = next((place for place, word in enumerate(run) if word.low == "of"), 0)
    return head + ("O" if any("gOc" in word.classes for word in run[:before_of]) else "")


def _is_title_case(known: Sequence[_Word]) -> bool:
    words = [word for word in known if word.low[:1].isalpha()]
    return len(words) > 4 and sum(word.capitalised for word in words) > 0.7 * len(words)
