"""Names of persons, organisations and places, from a conditional random field over one sentence."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.analysis.language.lexicon import NamePaths, lexicon
from briefing.analysis.language.tokens import plain_word
from briefing.analysis.language.weights import NAMES_WEIGHTS, Vocabulary, load_tagger

_UPPER = re.compile("[A-ZÀ-Þ]")
_LOWER = re.compile("[a-zß-ÿ]")
_DIGIT = re.compile(r"\d")
_OTHER = re.compile(r"[^Xxd.\-']")
_LONG_RUN = re.compile(r"(.)\1{2,}")
_LINKS = frozenset({"of", "for", "the", "de", "al", "-", "&"})
_SHORT_PLACE = {
    "country": "co", "state": "st", "abbreviation": "ab", "region": "rg", "capital": "ca", "city": "ci", "town": "to",
}  # fmt: skip
KINDS = ("PER", "ORG", "LOC")


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word, and the known features that it adds to its own and to those of the words around it."""

    plain: str
    low: str
    capitalised: bool
    is_word: bool
    """It begins with a letter."""
    starts_place: bool
    starts_organisation: bool
    """It is capitalised and listed names begin with it."""
    shape: str
    classes: tuple[str, ...]
    own: tuple[bytes, ...]
    before: tuple[bytes, ...]
    """For the word after it."""
    after: tuple[bytes, ...]
    """For the word before it."""
    second_before: tuple[bytes, ...]
    second_after: tuple[bytes, ...]


def read_name_word(word: str, vocabulary: Vocabulary) -> NameWord:
    """Return `word` as the name tagger knows it."""
    known = vocabulary.known
    plain = plain_word(word)
    low, shape = plain.lower(), _shape(plain)
    capitalised = plain[:1].isupper()
    classes = tuple(_classes(plain, low))
    ends = (f"p3={plain[:3]}", f"x2={low[-2:]}", f"x3={low[-3:]}", f"x4={low[-4:]}")
    view = (f"w={low}", f"s={shape}", f"x3={low[-3:]}", *classes)
    return NameWord(
        plain=plain,
        low=low,
        capitalised=capitalised,
        is_word=low[:1].isalpha(),
        starts_place=capitalised and low in lexicon().place_paths,
        starts_organisation=capitalised and plain in lexicon().organisation_paths,
        shape=shape,
        classes=classes,
        own=known(("b", f"w={low}", f"s={shape}", *ends, *classes)),
        before=known(["-1" + feature for feature in view]),
        after=known(["+1" + feature for feature in view]),
        second_before=known(("-2w=" + low,)),
        second_after=known(("+2w=" + low,)),
    )


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


class NameFeatures:
    """The features of each word of a sentence, as far as the vocabulary knows them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._word = lru_cache(100_000)(lambda word: read_name_word(word, vocabulary))
        self._mark = lru_cache(1_000)(self._read_mark)

    def of(self, words: Sequence[str]) -> list[list[bytes]]:
        """Return the known features of each word of one sentence."""
        read = [self._word(word) for word in words]
        marks = self._marks(read)
        title_case = _is_title_case(read)
        in_title = (b"tc",) if title_case else ()
        runs = _runs(read, "T" if title_case else "")
        features = [[*word.own, *mark.own, *run, *in_title] for word, mark, run in zip(read, marks, runs, strict=True)]
        if features:
            self._see_words_before(features, read, marks)
            self._see_words_after(features, read, marks)
        return features

    def _see_words_before(
        self, features: Sequence[list[bytes]], read: Sequence[NameWord], marks: Sequence["_Mark"]
    ) -> None:
        find = self._vocabulary.find
        features[0].append(b"BOS")
        for position in range(1, len(read)):
            seen, before = features[position], read[position - 1]
            seen += before.before
            seen += marks[position - 1].before
            if shapes := find("-s=" + before.shape + read[position].shape):
                seen.append(shapes)
            if position > 1:
                second = read[position - 2]
                seen += second.second_before
                if pair := find("-b=" + second.low + "_" + before.low):
                    seen.append(pair)

    def _see_words_after(
        self, features: Sequence[list[bytes]], read: Sequence[NameWord], marks: Sequence["_Mark"]
    ) -> None:
        find, last = self._vocabulary.find, len(read) - 1
        for position in range(last):
            seen, after = features[position], read[position + 1]
            seen += after.after
            seen += marks[position + 1].after
            if shapes := find("+s=" + read[position].shape + after.shape):
                seen.append(shapes)
            if position + 1 < last:
                second = read[position + 2]
                seen += second.second_after
                if pair := find("+b=" + after.low + "_" + second.low):
                    seen.append(pair)
        features[last].append(b"EOS")

    def _marks(self, read: Sequence[NameWord]) -> Sequence["_Mark"]:
        """Return what each word's position in listed names adds."""
        place_starts = [position for position, word in enumerate(read) if word.starts_place]
        organisation_starts = [position for position, word in enumerate(read) if word.starts_organisation]
        if not place_starts and not organisation_starts:
            return [_NO_MARK] * len(read)
        low, plain = [word.low for word in read], [word.plain for word in read]
        places = _listed(low, read, place_starts, lexicon().place_paths, _place_class)
        organisations = _listed(plain, read, organisation_starts, lexicon().organisation_paths, _organisation_class)
        return [self._mark(*found) for found in zip(places, organisations, strict=True)]

    def _read_mark(self, place: str, organisation: str) -> "_Mark":
        known = self._vocabulary.known
        lists = ([f"pl={place}"] if place else []) + ([f"og={organisation}"] if organisation else [])
        return _Mark(known(lists), known(["-1" + one for one in lists]), known(["+1" + one for one in lists]))


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a word in a listed name adds to its own features and to those of its neighbours."""

    own: tuple[bytes, ...] = ()
    before: tuple[bytes, ...] = ()
    after: tuple[bytes, ...] = ()


_NO_MARK = _Mark()


def is_title_case(words: Sequence[str]) -> bool:
    """Return whether nearly all words begin with a capital, as in a headline."""
    letters = [word[0] for word in words if word[:1].isalpha()]
    return len(letters) > 4 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _listed(
    words: Sequence[str],
    read: Sequence[NameWord],
    starts: Sequence[int],
    paths: NamePaths,
    classify: Callable[[Sequence[str]], str],
) -> list[str]:
    """Mark the words of listed names, longest first from the left: "B" or "I" and the class of the name."""
    marks = [""] * len(words)
    done = 0
    for position in starts:
        if position < done or not (length := _match(words, read, paths, position)):
            continue
        done = position + length
        name_class = classify(words[position:done])
        marks[position:done] = ["B" + name_class] + ["I" + name_class] * (length - 1)
    return marks


def _match(words: Sequence[str], read: Sequence[NameWord], paths: NamePaths, position: int) -> int:
    for path in paths[words[position]]:
        end = position + len(path)
        if end <= len(words) and tuple(words[position:end]) == path and read[end - 1].capitalised:
            return len(path)
    return 0


def _place_class(name: Sequence[str]) -> str:
    return _SHORT_PLACE[lexicon().places.get(" ".join(name), "town")]


def _organisation_class(name: Sequence[str]) -> str:
    return "1" if len(name) == 1 else ""


def _runs(read: Sequence[NameWord], case: str) -> list[tuple[bytes, ...]]:
    """Describe each word of a run of capitalised words by the run's length, its position and the last word."""
    runs: list[tuple[bytes, ...]] = [()] * len(read)
    done = 0
    for position, word in enumerate(read):
        if not word.capitalised or position < done:
            continue
        done = _run_end(read, position)
        length, head = min(done - position, 4), _run_head(read[position:done])
        for place in range(position, done):
            where = "b" if place == position else "e" if place == done - 1 else "m"
            runs[place] = (f"r={length}{where}{head}{case}".encode(),)
    return runs


def _run_end(read: Sequence[NameWord], start: int) -> int:
    end = start
    while end < len(read) and (read[end].capitalised or (end > start and _links(read, end))):
        end += 1
    return end


def _links(read: Sequence[NameWord], position: int) -> bool:
    return read[position].low in _LINKS and position + 1 < len(read) and read[position + 1].capitalised


def _run_head(run: Sequence[NameWord]) -> str:
    head = "".join(kind for kind in ("gOc", "gWc", "dem", "gL") if kind in run[-1].classes) or "-"
    before_of = next((place for place, word in enumerate(run) if word.low == "of"), 0)
    return head + ("O" if any("gOc" in word.classes for word in run[:before_of]) else "")


def _is_title_case(read: Sequence[NameWord]) -> bool:
    words = [word for word in read if word.is_word]
    return len(words) > 4 and sum(word.capitalised for word in words) > 0.7 * len(words)


def tag_names(words: Sequence[str]) -> list[str]:
    """Return an IOB2 tag for each word of one sentence: O, B-PER, I-PER, B-ORG, I-ORG, B-LOC or I-LOC."""
    return load_tagger(NAMES_WEIGHTS).tag(_features().of(words)) if words else []


@cache
def _features() -> NameFeatures:
    return NameFeatures(load_tagger(NAMES_WEIGHTS).vocabulary)


def name_runs(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the first index, the index after the last, and the kind of each name that IOB2 `tags` mark."""
    start, kind = 0, ""
    for position, tag in enumerate((*tags, "O")):
        if kind and tag != "I-" + kind:
            yield start, position, kind
            kind = ""
        if tag != "O" and not kind:
            start, kind = position, tag[2:]
