"""Names of persons, organisations and places, from a conditional random field over the sentences of a text."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, islice, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from briefing.analysis.language.lexicon import NamePaths, lexicon, names_of_the_world
from briefing.analysis.language.name_words import NO_WORD, NameWord
from briefing.analysis.language.sentences import plain_word
from briefing.analysis.language.weights import NAMES_WEIGHTS, FeatureGroups, WordTable, load_tagger, padded

if TYPE_CHECKING:
    import numpy as np

_LINKS = frozenset({"of", "for", "the", "de", "al", "-", "&"})
_SHORT_PLACE = {
    "country": "co", "state": "st", "abbreviation": "ab", "region": "rg", "capital": "ca", "city": "ci", "town": "to",
}  # fmt: skip
KINDS = ("PER", "ORG", "LOC")
(
    _OWN,
    _BEFORE,
    _SECOND_BEFORE,
    _AFTER,
    _SECOND_AFTER,
    _CAPITAL,
    _IS_WORD,
    _BEFORE_PERSON,
    _IS_GIVEN,
    _SAYS,
    _BEFORE_PLACE,
    _STARTS_LISTED,
) = range(12)
"""What a word adds to its own features and to those of the words after and before it; whether it is capitalised, begins
with a letter, is a title, a given name, a verb of speech or a preposition of place; and, for each gazetteer, whether it
is the capitalised first word of a listed name."""
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "from", "across"})
_ELSEWHERE = ("dT", "dF", "dS", "dI", "dB", "dE", "dO", "dl")
"""What all places of a word in the text say of it: it follows a title or a given name, is beside a verb of speech,
follows a preposition of place, begins or ends a run of capitalised words, is in one that ends like an organisation, or
is written in lower case."""


class _Gazetteer(NamedTuple):
    """A list of names, and how a feature calls them."""

    mark: str
    paths: NamePaths
    classify: Callable[[Sequence[str]], str]
    """Returns the class of a listed name."""
    form: Callable[[NameWord], str] = attrgetter("plain")
    """Returns the form in which a word of its names is listed."""


def _place_class(name: Sequence[str]) -> str:
    return _SHORT_PLACE[lexicon().places.get(" ".join(name), "town")]


def _length_class(name: Sequence[str]) -> str:
    return "1" if len(name) == 1 else ""


@cache
def _gazetteers() -> tuple[_Gazetteer, ...]:
    lists, world = lexicon(), names_of_the_world()
    return (
        _Gazetteer("pl=", lists.place_paths, _place_class, attrgetter("low")),
        _Gazetteer("og=", lists.organisation_paths, _length_class),
        _Gazetteer("wp=", world.town_paths, _length_class),
        _Gazetteer("wo=", world.organisation_paths, _length_class),
    )


class NameFeatures:
    """The features of each word of a text, as far as they are known."""

    def __init__(self, groups: FeatureGroups) -> None:
        self._groups = groups
        self._in_title, self._first, self._last = groups.find(("tc", "BOS", "EOS"))
        self._begin()

    def _begin(self) -> None:
        self._group_of_lists = cache(lambda features: self._groups.groups((features,))[0])
        self._group_of_bits = cache(
            lambda bits: self._group_of_lists(tuple([name for bit, name in enumerate(_ELSEWHERE) if bits >> bit & 1]))
        )
        self._words = [NO_WORD]
        """The words of the table's rows."""
        self._table = WordTable(_STARTS_LISTED + len(_gazetteers()), self._read)

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
        shapes, next_shapes = self._pairs([f"s={one.shape}{other.shape}" for one, other in pairwise(words)], numbers)
        runs = self._runs(words, read, titles)
        pairs, next_pairs = self._pairs([f"b={one.low}_{other.low}" for one, other in pairwise(words)], numbers)
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
                runs.groups[at],
                self._elsewhere(words, read, numbers, runs)[at],
                np.where(titles[at], self._in_title, 0),
                np.where(numbers[at - 1] == 0, self._first, 0),
                np.where(numbers[at + 1] == 0, self._last, 0),
            ],
            axis=1,
        )

    def _read(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Return what each word adds to its own features and to those of the words around it, and keep the word."""
        plain = [plain_word(word) for word in words]
        known = [NameWord.of(word) for word in plain]
        self._words += known
        groups = iter(self._groups.groups(group for word in known for group in word.features()))
        rows = []
        lists, gazetteers = lexicon(), _gazetteers()
        unlisted = [0] * len(gazetteers)
        for word in known:
            capitalised = word.plain[:1].isupper()
            rows.append(
                (
                    *islice(groups, _CAPITAL),
                    capitalised,
                    word.low[:1].isalpha(),
                    word.low.strip(".") in lists.titles,
                    capitalised and word.low in lists.given,
                    word.low in lists.saying,
                    word.low in _PLACE_PREPOSITIONS,
                    *([each.form(word) in each.paths for each in gazetteers] if capitalised else unlisted),
                )
            )
        return rows

    def _pairs(self, features: Sequence[str], numbers: "np.ndarray") -> "tuple[np.ndarray, np.ndarray]":
        """Return what each word and the one after it add to the features of the words after and before them."""
        inside = (numbers[:-1] > 0) & (numbers[1:] > 0)
        before, after = self._groups.find_beside(features)
        return before * inside, after * inside

    def _marks(self, words: Sequence[NameWord], read: "np.ndarray") -> "tuple[np.ndarray, ...]":
        """Return what each word's position in listed names adds to its own features and to its neighbours'."""
        import numpy as np

        capital = read[:, _CAPITAL].tolist()
        listed: dict[int, list[str]] = {}
        for column, gazetteer in enumerate(_gazetteers(), _STARTS_LISTED):
            starts = read[:, column].nonzero()[0].tolist()
            for position, name_class in _listed(words, capital, starts, gazetteer).items():
                listed.setdefault(position, []).append(gazetteer.mark + name_class)
        marks = np.zeros((3, len(words)), np.intp)
        for position, features in listed.items():
            for row, opening in zip(marks, ("", "-1", "+1"), strict=True):
                row[position] = self._group_of_lists(tuple([opening + each for each in features]))
        return tuple(marks)

    def _runs(self, words: Sequence[NameWord], read: "np.ndarray", titles: "np.ndarray") -> "_Runs":
        """Return what the length and last word of a run of capitalised words, and the position in it, add to each.

        A common word that only has its capital because it opens a sentence belongs to no run.
        """
        import numpy as np

        runs = np.zeros(len(words), np.intp)
        capital = read[:, _CAPITAL].astype(bool).tolist()
        places: list[int] = []
        marks: list[str] = []
        beginnings: list[int] = []
        ends: list[int] = []
        organisations: list[int] = []
        done = 0
        for start in np.flatnonzero(capital).tolist():
            if start < done or (words[start].opens_sentences and not words[start - 1].low[:1].isalnum()):
                continue
            done = _run_end(words, capital, start)
            ending = _run_head(words[start:done]) + ("T" if titles[start] else "")
            length = min(done - start, 4)
            for place in range(start, done):
                where = "b" if place == start else "e" if place == done - 1 else "m"
                marks.append(f"r={length}{where}{ending}")
                places.append(place)
            if length > 1 and not titles[start]:
                beginnings.append(start)
                ends.append(done - 1)
            if "O" in ending:
                organisations += range(start, done)
        runs[places] = self._groups.find(marks)
        return _Runs(runs, beginnings, ends, organisations)

    def _elsewhere(
        self, words: Sequence[NameWord], read: "np.ndarray", numbers: "np.ndarray", runs: "_Runs"
    ) -> "np.ndarray":
        """Return what all places of a capitalised word in the text together add to its features."""
        import numpy as np

        capital = read[:, _CAPITAL].astype(bool)
        before = np.roll(read, 1, axis=0)
        after = np.roll(read, -1, axis=0)
        shown = [
            numbers[capital & mark.astype(bool)]
            for mark in (
                before[:, _BEFORE_PERSON],
                before[:, _IS_GIVEN],
                before[:, _SAYS] | after[:, _SAYS],
                before[:, _BEFORE_PLACE],
            )
        ]
        shown += [numbers[places] for places in (runs.beginnings, runs.ends, runs.organisations)]
        lower = {word.low for word, upper in zip(words, capital.tolist(), strict=True) if not upper}
        places = np.flatnonzero(capital)
        bits_of_words = np.zeros(numbers.max() + 1, np.intp)
        for bit, each in enumerate(shown):
            bits_of_words[each] |= 1 << bit
        bits = bits_of_words[numbers[places]]
        bits |= np.array([words[place].low in lower for place in places.tolist()], np.intp) << len(shown)
        found = np.zeros(len(words), np.intp)
        found[places] = [self._group_of_bits(number) for number in bits.tolist()]
        return found


class _Runs(NamedTuple):
    """Runs of capitalised words: what each word's position adds, and where runs of several words begin and end."""

    groups: "np.ndarray"
    beginnings: list[int]
    ends: list[int]
    organisations: list[int]
    """Positions of words in runs that end like the name of an organisation."""


def is_title_case(words: Sequence[str]) -> bool:
    """Return whether nearly all words begin with a capital, as in a headline."""
    letters = [word[0] for word in words if word[:1].isalpha()]
    return len(letters) > 4 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _listed(
    words: Sequence[NameWord], capital: Sequence[int], starts: Sequence[int], gazetteer: _Gazetteer
) -> dict[int, str]:
    """Return the words of listed names by position, longest first from the left: "B" or "I" and the name's class.

    A name may begin at each of `starts`.
    """
    marks: dict[int, str] = {}
    done = 0
    for start in starts:
        if start < done:
            continue
        paths = gazetteer.paths[gazetteer.form(words[start])]
        forms = tuple(map(gazetteer.form, words[start : start + len(paths[0])]))
        name = next((path for path in paths if path == forms[: len(path)] and capital[start + len(path) - 1]), ())
        if not name:
            continue
        done = start + len(name)
        name_class = gazetteer.classify(name)
        for place in range(start, done):
            marks[place] = ("B" if place == start else "I") + name_class
    return marks


def _run_end(words: Sequence[NameWord], capital: Sequence[bool], start: int) -> int:
    end = start
    while capital[end] or (end > start and words[end].low in _LINKS and capital[end + 1]):
        end += 1
    return end


def _run_head(run: Sequence[NameWord]) -> str:
    before_of = next((place for place, word in enumerate(run) if word.low == "of"), 0)
    return run[-1].head + ("O" if any("gOc" in word.classes for word in run[:before_of]) else "")


def _in_titles(read: "np.ndarray", lengths: Sequence[int]) -> "np.ndarray":
    """Return whether each word is in a sentence in which nearly all words begin with a capital."""
    import numpy as np

    starts = list(accumulate(lengths, initial=0))[:-1]
    words, capital = np.add.reduceat(read[:, [_IS_WORD, _CAPITAL]] * read[:, [_IS_WORD]], starts, axis=0).T
    return np.repeat((words > 4) & (capital > 0.7 * words), lengths)


def tag_names(sentences: Sequence[Sequence[str]]) -> tuple[list[list[str]], list[list[float]]]:
    """Return an IOB2 tag for each word of each sentence: O, B-PER, I-PER, B-ORG, I-ORG, B-LOC or I-LOC.

    With the tags comes, for each word, how likely the tagger finds the name that it is part of; 1 outside of names.
    """
    tagger = load_tagger(NAMES_WEIGHTS)
    return tagger.tag_with_certainty(_features().of_all(sentences), [len(words) for words in sentences])


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
