"""Names of persons, organisations and places, from a conditional random field over one sentence."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, islice, pairwise
from string import ascii_lowercase, ascii_uppercase, digits
from typing import TYPE_CHECKING, NamedTuple

from briefing.analysis.language.lexicon import NamePaths, lexicon
from briefing.analysis.language.tokens import plain_word
from briefing.analysis.language.weights import NAMES_WEIGHTS, FeatureGroups, WordTable, load_tagger, padded

if TYPE_CHECKING:
    import numpy as np

_UPPER = re.compile("[A-ZÀ-Þ]")
_LOWER = re.compile("[a-zß-ÿ]")
_DIGIT = re.compile(r"\d")
_OTHER = re.compile(r"[^Xxd.\-']")
_ASCII_SHAPES = str.maketrans(
    ascii_uppercase + ascii_lowercase + digits,
    "X" * len(ascii_uppercase) + "x" * len(ascii_lowercase) + "d" * len(digits),
)
_LONG_RUN = re.compile(r"(.)\1{2,}")
_LINKS = frozenset({"of", "for", "the", "de", "al", "-", "&"})
_SHORT_PLACE = {
    "country": "co", "state": "st", "abbreviation": "ab", "region": "rg", "capital": "ca", "city": "ci", "town": "to",
}  # fmt: skip
KINDS = ("PER", "ORG", "LOC")
_OWN, _BEFORE, _SECOND_BEFORE, _AFTER, _SECOND_AFTER, _CAPITAL, _IS_WORD, _STARTS_PLACE, _STARTS_ORGANISATION = range(9)
"""What a word adds to its own features and to those of the words after and before it; whether it is capitalised, begins
with a letter, and is the capitalised first word of listed places or organisations."""
_COLUMNS = 9


class _Word(NamedTuple):
    """One word as the name tagger knows it."""

    plain: str
    low: str
    shape: str
    classes: tuple[str, ...]
    head: str
    """What the word says of a run of capitalised words that ends with it."""

    @classmethod
    def of(cls, plain: str) -> "_Word":
        """Return a word from its form with plain apostrophes and hyphens."""
        low = plain.lower()
        classes = tuple(_classes(plain, low))
        head = "".join(kind for kind in ("gOc", "gWc", "dem", "gL") if kind in classes) or "-"
        return cls(plain, low, _shape(plain), classes, head)

    def features(self) -> tuple[tuple[str, ...], ...]:
        """Return what it adds to its own features and to those of the words after and before it."""
        plain, low, shape, classes, _ = self
        word, shape, end = f"w={low}", f"s={shape}", f"x3={low[-3:]}"
        view = (word, shape, end, *classes)
        return (
            ("b", word, shape, f"p3={plain[:3]}", f"x2={low[-2:]}", end, f"x4={low[-4:]}", *classes),
            tuple(["-1" + feature for feature in view]),
            ("-2" + word,),
            tuple(["+1" + feature for feature in view]),
            ("+2" + word,),
        )


_NO_WORD = _Word("", "", "", (), "")


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
    if word.isascii():
        shape = word.translate(_ASCII_SHAPES)
    else:
        shape = _DIGIT.sub("d", _LOWER.sub("x", _UPPER.sub("X", word)))
        shape = shape if shape.isascii() else _OTHER.sub("p", shape)
    return shape if len(shape) <= 4 else _LONG_RUN.sub(r"\1\1", shape)


class NameFeatures:
    """The features of each word of a sentence, as far as they are known."""

    def __init__(self, groups: FeatureGroups) -> None:
        self._groups = groups
        self._in_title, self._first, self._last = groups.find(("tc", "BOS", "EOS"))
        self._begin()

    def _begin(self) -> None:
        self._group_of_lists = cache(lambda features: self._groups.groups((features,))[0])
        self._words = [_NO_WORD]
        """The words of the table's rows."""
        self._table = WordTable(_COLUMNS, self._read)

    def of_all(self, sentences: Sequence[Sequence[str]]) -> "np.ndarray":
        """Return the groups of features of the words of all sentences: a row for each word."""
        import numpy as np

        if self._groups.make_room():
            self._begin()
        numbers = self._table.numbers(padded(sentences))
        read = self._table.rows[numbers]
        words = [self._words[number] for number in numbers.tolist()]
        at = np.flatnonzero(numbers)
        titles = np.zeros(len(words), bool)
        titles[at] = _in_titles(read[at], [len(sentence) for sentence in sentences])
        own, before, after = self._marks(words, read)
        shapes, next_shapes = self._pairs("s=", [word.shape for word in words], "", numbers)
        pairs, next_pairs = self._pairs("b=", [word.low for word in words], "_", numbers)
        return np.stack(
            [
                read[at, _OWN],
                read[at - 1, _BEFORE],
                read[at - 2, _SECOND_BEFORE],
                read[at + 1, _AFTER],
                read[at + 2, _SECOND_AFTER],
                own[at],
                before[at - 1],
                after[at + 1],
                shapes[at - 1],
                next_shapes[at],
                pairs[at - 2],
                next_pairs[at + 1],
                self._runs(words, read, titles)[at],
                np.where(titles[at], self._in_title, 0),
                np.where(numbers[at - 1] == 0, self._first, 0),
                np.where(numbers[at + 1] == 0, self._last, 0),
            ],
            axis=1,
        )

    def _read(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Return what each word adds to its own features and to those of the words around it, and keep the word."""
        plain = [plain_word(word) for word in words]
        known = [_Word.of(word) for word in plain]
        self._words += known
        groups = iter(self._groups.groups(group for word in known for group in word.features()))
        places, organisations = lexicon().place_paths, lexicon().organisation_paths
        return [
            (
                *islice(groups, _CAPITAL),
                int(capitalised := word.plain[:1].isupper()),
                int(word.low[:1].isalpha()),
                int(capitalised and word.low in places),
                int(capitalised and word.plain in organisations),
            )
            for word in known
        ]

    def _pairs(self, kind: str, words: Sequence[str], link: str, numbers: "np.ndarray") -> "tuple[np.ndarray, ...]":
        """Return what each word and the one after it add to the features of the words after and before them."""
        import numpy as np

        joined = [one + link + other for one, other in pairwise(words)]
        inside = (numbers[:-1] > 0) & (numbers[1:] > 0)
        return tuple(
            np.array(self._groups.find([opening + pair for pair in joined]), np.intp) * inside
            for opening in ("-" + kind, "+" + kind)
        )

    def _marks(self, words: Sequence[_Word], read: "np.ndarray") -> "tuple[np.ndarray, ...]":
        """Return what each word's position in listed names adds to its own features and to its neighbours'."""
        import numpy as np

        capital = read[:, _CAPITAL]
        places = _listed(
            [word.low for word in words], capital, read[:, _STARTS_PLACE], lexicon().place_paths, _place_class
        )
        organisations = _listed(
            [word.plain for word in words],
            capital,
            read[:, _STARTS_ORGANISATION],
            lexicon().organisation_paths,
            _organisation_class,
        )
        marks = np.zeros((3, len(words)), np.intp)
        for position in places.keys() | organisations.keys():
            lists = ["pl=" + places[position]] if position in places else []
            lists += ["og=" + organisations[position]] if position in organisations else []
            for row, opening in zip(marks, ("", "-1", "+1"), strict=True):
                row[position] = self._group_of_lists(tuple([opening + each for each in lists]))
        return tuple(marks)

    def _runs(self, words: Sequence[_Word], read: "np.ndarray", titles: "np.ndarray") -> "np.ndarray":
        """Return what the length and last word of a run of capitalised words, and the position in it, add to each."""
        import numpy as np

        runs = np.zeros(len(words), np.intp)
        capital = read[:, _CAPITAL].astype(bool).tolist()
        places: list[int] = []
        marks: list[str] = []
        done = 0
        for start in np.flatnonzero(capital).tolist():
            if start < done:
                continue
            done = _run_end(words, capital, start)
            ending = _run_head(words[start:done]) + ("T" if titles[start] else "")
            length = min(done - start, 4)
            for place in range(start, done):
                where = "b" if place == start else "e" if place == done - 1 else "m"
                marks.append(f"r={length}{where}{ending}")
                places.append(place)
        runs[places] = self._groups.find(marks)
        return runs


def is_title_case(words: Sequence[str]) -> bool:
    """Return whether nearly all words begin with a capital, as in a headline."""
    letters = [word[0] for word in words if word[:1].isalpha()]
    return len(letters) > 4 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _listed(
    words: Sequence[str],
    capital: "np.ndarray",
    starts: "np.ndarray",
    paths: NamePaths,
    classify: Callable[[Sequence[str]], str],
) -> dict[int, str]:
    """Return the words of listed names by position, longest first from the left: "B" or "I" and the name's class."""
    marks: dict[int, str] = {}
    done = 0
    for position in starts.nonzero()[0].tolist():
        if position < done or not (length := _match(words, capital, paths, position)):
            continue
        done = position + length
        name_class = classify(words[position:done])
        for place in range(position, done):
            marks[place] = ("B" if place == position else "I") + name_class
    return marks


def _match(words: Sequence[str], capital: "np.ndarray", paths: NamePaths, position: int) -> int:
    for path in paths[words[position]]:
        end = position + len(path)
        if end <= len(words) and tuple(words[position:end]) == path and capital[end - 1]:
            return len(path)
    return 0


def _place_class(name: Sequence[str]) -> str:
    return _SHORT_PLACE[lexicon().places.get(" ".join(name), "town")]


def _organisation_class(name: Sequence[str]) -> str:
    return "1" if len(name) == 1 else ""


def _run_end(words: Sequence[_Word], capital: Sequence[bool], start: int) -> int:
    end = start
    while capital[end] or (end > start and words[end].low in _LINKS and capital[end + 1]):
        end += 1
    return end


def _run_head(run: Sequence[_Word]) -> str:
    before_of = next((place for place, word in enumerate(run) if word.low == "of"), 0)
    return run[-1].head + ("O" if any("gOc" in word.classes for word in run[:before_of]) else "")


def _in_titles(read: "np.ndarray", lengths: Sequence[int]) -> "np.ndarray":
    """Return whether each word is in a sentence in which nearly all words begin with a capital."""
    import numpy as np

    starts = list(accumulate(lengths, initial=0))[:-1]
    words, capital = np.add.reduceat(read[:, [_IS_WORD, _CAPITAL]] * read[:, [_IS_WORD]], starts, axis=0).T
    return np.repeat((words > 4) & (capital > 0.7 * words), lengths)


def tag_names(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return an IOB2 tag for each word of each sentence: O, B-PER, I-PER, B-ORG, I-ORG, B-LOC or I-LOC."""
    return load_tagger(NAMES_WEIGHTS).tag(_features().of_all(sentences), [len(words) for words in sentences])


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
