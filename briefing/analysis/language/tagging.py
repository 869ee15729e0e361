"""Tagged sentences: tokens with parts of speech and name tags, and whether they stand in a line of boilerplate."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from briefing.analysis.language.lexicon import (
    MONTHS_AND_NAMES,
    TIME_NAMES,
    is_role,
    lexicon,
    names_of_the_world,
    word_classes,
)
from briefing.analysis.language.names import is_title_case, name_runs, tag_names
from briefing.analysis.language.parts import tag_parts
from briefing.analysis.language.sentences import Token, plain_word, word_set
from briefing.data.loader import alternatives, word_list
from briefing.frozen import dataclass
from briefing.model.spans import Span

_OPENING = re.compile(rf"©|{alternatives('language/boilerplate_openings.txt')}(?!\w)", re.IGNORECASE)
_AGENCIES = alternatives("language/photo_agencies.txt")
_CREDIT = re.compile(
    rf"\b{_AGENCIES} ?[/|] ?\w|\w ?[/|] ?{_AGENCIES}\b|\bGetty Images\b|\b(?:AP|AFP|Reuters) [Pp]hoto\b"
)
_ORGANISATION_ENDINGS = word_list("language/organisation_endings.txt")
GLUED = re.compile(r"([A-Z][a-z]{2,})(?=[A-Z][a-z]+$)")
"""A word to which the next is glued."""
_NEAR = 8
"""Words before the repetition of a name in which the name is looked for."""
_POSSESSIVES = ("'s", "’s", "'", "’")
_QUOTATION_MARKS = frozenset('"“”„«»')
_AROUND_NICKNAME = 2
"""Words from one quotation mark around a nickname to the other."""
_NO_NOUNS = frozenset({"R", "A", "A+R", "V"})
"""Classes of words that are adverbs, adjectives or verbs and never nouns: see `word_classes`."""
_FULL_NAME = 2
_LONGEST_PERSON = 3
"""Words of a usual full name, and the most words of one after an office."""
_DATE_AT_END = re.compile(r", ?(?:\d\d?/\d\d?/\d{4}|\d{4}-\d\d-\d\d|[A-Z][a-z]{2,8}\.? \d\d?, \d{4})$")
_LISTING = re.compile(
    r"(?:most (?:read|popular|viewed|watched|shared)\b|\+? ?show all\b|\d{1,3}/\d{1,3} "
    r"|(?-i:(?:ALSO )?(?:READ|RELATED|WATCH|MORE|SEE)(?: ALSO| MORE)?:? ['‘\"“]?[A-Z]))",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:AP:Associated Press|(?:Reuters|REUTERS|EPA|AFP|AP|PA|Getty(?: Images)?|GETTY|Alamy|Shutterstock)(?: - \w+)?)"
    r" (?!(?:President|Chief|Executive|Editor|Director|CEO|News|Photo)\b)(?=[A-Z])"
)
"""An agency's name and no verb: the caption of a photograph of that agency."""
_CAPTION_WORDS = 60
_FEW_CAPITALS = 3
"""A sentence with no more capitalised words is no headline with a capital at nearly all words."""
_END_MARKS = ".!?\"”’':;,)…»"
_LABEL_WORDS = 7
_OPENING_WORDS = 25
_CREDIT_WORDS = 40
_BYLINE_WORDS = 25
"""A sentence with so many words is no byline."""
_BYLINE_LINKS = word_set("and , & | in at for de la le van von der al bin")


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """One sentence. `parts` and `names` hold one tag for each of its `tokens`: see `Part` and `tag_names`."""

    span: Span
    paragraph: int
    """The number of its paragraph, counted from 1."""
    tokens: tuple[Token, ...]
    parts: tuple[str, ...]
    names: tuple[str, ...]
    certain: tuple[float, ...]
    """How likely the tagger finds the name that each token is part of (0 .. 1); 1 outside of names."""
    words: tuple[str, ...]
    """The text of each token with plain apostrophes and hyphens."""
    low: tuple[str, ...]
    """The words in lower case."""
    bare: tuple[str, ...]
    """The words in lower case and without a full stop at the end: "sen" for "Sen."."""
    capital: tuple[bool, ...]
    """Whether each word begins with a capital letter."""
    capitals: tuple[int, ...]
    """The positions of the words that do."""
    title_case: bool
    """Nearly all its words begin with a capital."""
    all_caps: bool
    """Most of its words are written in capitals."""
    boilerplate: bool = False
    """It is in a byline, credit, label or citation: it may confirm a name, but should not introduce one."""
    listing: bool = False
    """It is in a line that lists other stories or pictures: nobody in it acts in this one."""
    citing: bool = False
    """It is in such a line, or in one that cites an article by title, outlet and date."""

    def __len__(self) -> int:
        return len(self.tokens)

    def low_at(self, position: int) -> str:
        """Return the lower-case word at `position`, or "" outside the sentence."""
        return self.low[position] if 0 <= position < len(self.low) else ""

    def is_name_word(self, position: int) -> bool:
        """Return whether a capitalised word is at `position`."""
        return 0 <= position < len(self.low) and self.capital[position]


class UntaggedSentence(NamedTuple):
    """The tokens of one sentence, of which there is at least one, and what is known about its line."""

    tokens: tuple[Token, ...]
    paragraph: int
    boilerplate: bool = False
    listing: bool = False
    citing: bool = False


def tag_sentences(sentences: Sequence[UntaggedSentence]) -> tuple[TaggedSentence, ...]:
    """Return all sentences of a text with tags."""
    if not sentences:
        return ()
    texts = [[token.text for token in sentence.tokens] for sentence in sentences]
    names, certain = tag_names(texts)
    _correct_names(texts, names)
    return tuple(map(_tagged, sentences, texts, tag_parts(texts), names, certain))


def _correct_names(texts: Sequence[Sequence[str]], names: Sequence[list[str]]) -> None:
    """Correct in `names` the tags of those names that the tagger joined to other words."""
    for words, tags in zip(texts, names, strict=True):
        for start, end, kind in list(name_runs(tags)) if any(tag[0] == "I" for tag in tags) else ():
            if kind == "PER" and (last := _end_of_namesake(words, start, end)):
                _tag_again(tags, start, last, [(start, last, "ORG")])
            elif kind == "PER":
                _tag_again(tags, start, end, [(*_trimmed_person(words, start, end, texts), kind)])
            elif kind == "ORG":
                parts = _person_and_place(words, start, end) or _person_after_office(words, start, end)
                _tag_again(tags, start, end, parts or _place_and_body(words, start, end))


def _tag_again(tags: list[str], start: int, end: int, names: Sequence[tuple[int, int, str]]) -> None:
    """Tag the words from `start` to `end` as `names`, each with its range and kind, and the other words as none."""
    tags[start:end] = ["O"] * (end - start)
    for first, last, kind in names:
        tags[first:last] = [("I-" if index else "B-") + kind for index in range(last - first)]


def _trimmed_person(words: Sequence[str], start: int, end: int, texts: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return a person's name without a title in quotation marks or the word that opens the sentence.

    A full name that is inside one of the sentences `texts` is whole.
    """
    if _is_glued_link(words, start, end):
        return start, start
    marks = [place for place in range(start, end) if words[place] in _QUOTATION_MARKS]
    if marks and marks[-1] - marks[0] != _AROUND_NICKNAME:
        return marks[-1] + 1, end
    if end - start > 1 and words[start].lower() in TIME_NAMES - MONTHS_AND_NAMES:
        return start + 1, end  # "On Monday Quill said"
    if end - start > 1 and _only_opens(words, start) and not _is_inside(texts, words[start], words[start + 1]):
        return start + 1, end
    repeated = words[end - 1] == words[start] or list(words[end : end + 2]) == ["(", words[start]]
    if end - start > _FULL_NAME and repeated:
        return start, end - 1  # "Ada Quill Ada" of two captions, "Ada Quill Adalind (Ada) Marr" of a glued link
    return start, end


def _is_inside(texts: Sequence[Sequence[str]], word: str, following: str) -> bool:
    """Return whether two words stand together in one of the sentences `texts`, not at its beginning."""
    return any((word, following) in pairwise(words[1:]) for words in texts)


def _is_glued_link(words: Sequence[str], start: int, end: int) -> bool:
    """Return whether a name is only the end of another and the headline glued to it.

    So is "Marie LeeHarbour" in "Ann Lee Annie (Ann) Marie LeeHarbour closes".
    """
    for place in range(start, end):
        glued = GLUED.match(words[place])
        if glued and glued[1] in words[max(0, place - _NEAR) : start] and glued[1] not in words[start:place]:
            return True
    return False


def _end_of_namesake(words: Sequence[str], start: int, end: int) -> int:
    """Return the end of an organisation's name that has a person's, as "Ada Quill Productions" does; 0 if none does."""
    if end < len(words) and words[end][:1].isupper() and words[end].lower() in _ORGANISATION_ENDINGS:
        return end + 1
    ending = words[end - 1].lower().rpartition("-")[2]
    return end if ending in _ORGANISATION_ENDINGS and end - start > 1 else 0


def _only_opens(words: Sequence[str], position: int) -> bool:
    """Return whether a word opens a sentence or quotation, and is a word of the dictionary but no given name."""
    word = words[position]
    low = word.lower()
    if not word[1:].islower() or (position and words[position - 1][:1].isalnum()):
        return False
    if low in lexicon().given or low in lexicon().more_given or low in names_of_the_world().given:
        return False
    return low in lexicon().common or is_role(low) or word_classes(low) in _NO_NOUNS


def _person_and_place(words: Sequence[str], start: int, end: int) -> list[tuple[int, int, str]]:
    """Return the names in "Ada Quill of Tollen": two words that are in no dictionary, "of", and a place."""
    if end - start < _FULL_NAME + 2 or words[start + _FULL_NAME] != "of":
        return []
    first, second = words[start].lower(), words[start + 1].lower()
    if word_classes(first) or word_classes(second) or second in lexicon().organisation_heads:
        return []
    speaks = end < len(words) and words[end].lower() in lexicon().saying
    if not (speaks or first in lexicon().given or first in names_of_the_world().given):
        return []
    return [(start, start + _FULL_NAME, "PER"), (start + _FULL_NAME + 1, end, "LOC")]


def _person_after_office(words: Sequence[str], start: int, end: int) -> list[tuple[int, int, str]]:
    """Return the person in an office that was taken for an organisation: "State Attorney General Ada Quill"."""
    lists = lexicon()
    last = words[end - 1].lower()
    if last in lists.organisation_heads or last in lists.place_words:
        return []
    before = start > 1 and words[start - 1] in ("of", "for") and is_role(words[start - 2].lower())
    for person in range(max(start + 1, end - _LONGEST_PERSON), end):
        office = words[person - 1].lower()
        if words[person].lower() in lists.given and (before or office in lists.titles or is_role(office)):
            return [(person, end, "PER")]
    return []


def _place_and_body(words: Sequence[str], start: int, end: int) -> list[tuple[int, int, str]]:
    """Return the names in "Oslo's Harbour Board" or "the Board's Harbour Unit", or the name as it is."""
    place = next((place for place in range(start + 1, end - 1) if words[place] in _POSSESSIVES), 0)
    if place and " ".join(words[start:place]).lower() in lexicon().places:
        return [(start, place, "LOC"), (place + 1, end, "ORG")]
    if place == start + 1 and words[start].lower() in lexicon().organisation_heads and words[end - 1][0].isupper():
        return [(place + 1, end, "ORG")]
    return [(start, end, "ORG")]


def _tagged(
    sentence: UntaggedSentence, texts: list[str], parts: list[str], names: list[str], certain: list[float]
) -> TaggedSentence:
    tokens = sentence.tokens
    words, low, bare, capital = zip(*[_forms(text) for text in texts], strict=True)
    return TaggedSentence(
        span=Span(tokens[0].start, tokens[-1].end),
        paragraph=sentence.paragraph,
        tokens=tokens,
        parts=tuple(parts),
        names=tuple(names),
        certain=tuple(certain),
        words=words,
        low=low,
        bare=bare,
        capital=capital,
        capitals=tuple([position for position, upper in enumerate(capital) if upper]),
        title_case=sum(capital) > _FEW_CAPITALS and is_title_case(texts),
        all_caps=_is_all_caps(words),
        boilerplate=sentence.boilerplate or sentence.citing or _is_byline(words),
        listing=sentence.listing,
        citing=sentence.citing,
    )


def is_boilerplate(line: str) -> bool:
    """Return whether `line` is not part of the story: it may confirm a name, but should not introduce one."""
    words = len(line.split())
    if words <= _LABEL_WORDS and line[-1:] not in _END_MARKS:
        return True
    if is_listing(line) or (words <= _CAPTION_WORDS and _CAPTION.match(line)):
        return True
    if words <= _OPENING_WORDS and _OPENING.match(line.lstrip("( *•-–—")):
        return True
    return words <= _CREDIT_WORDS and _CREDIT.search(line) is not None


def ends_in_date(line: str) -> bool:
    """Return whether `line` ends in a date, as the citation of an article does."""
    return _DATE_AT_END.search(line, max(0, len(line) - 30)) is not None


def is_listing(line: str) -> bool:
    """Return whether `line` lists other stories or numbers a gallery's pictures: nobody in it acts in this story."""
    return _LISTING.match(line.lstrip("( *•-–—")) is not None


@lru_cache(50_000)
def _forms(text: str) -> tuple[str, str, str, bool]:
    """Return the plain, the lower-case and the bare form of a token, and whether it begins with a capital."""
    word = plain_word(text)
    low = word.lower()
    return word, low, low.rstrip(".") or low, word[0].isupper()


def _is_all_caps(words: Sequence[str]) -> bool:
    if len(words) <= 3 or not any(map(str.isupper, words)):
        return False
    letters = sum(word[0].isalpha() for word in words)
    return sum(word.isupper() and len(word) > 1 for word in words) > 0.6 * max(1, letters)


def _is_byline(words: Sequence[str]) -> bool:
    """Return whether a sentence only says who wrote: "By Ann Lee and Bo Mar"."""
    if words[0] not in ("By", "BY") or not 2 < len(words) < _BYLINE_WORDS:
        return False
    return all(word[0].isupper() or word in _BYLINE_LINKS for word in words)
