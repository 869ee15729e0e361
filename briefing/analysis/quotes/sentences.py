"""Sentences of a paragraph in which every quotation is one word."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.analysis.language.tokens import Token, plain_word
from briefing.analysis.language.word_classes import word_classes
from briefing.analysis.quotes.marks import Quoted
from briefing.analysis.quotes.verbs import is_saying
from briefing.data.loader import word_list
from briefing.model.spans import Span

Tokenizer = Callable[[int, int], Sequence[Token]]
"""Gives the tokens of a text between two offsets."""
QUOTATION = '"'
"""The text of the word that stands for a whole quotation."""
_ARTICLE_BEFORE_NAME = re.compile(r"(?:al|el|an|as|ash|at|ad|ar|az|ul|ur)-[A-Z]")
"""As in "al-Masri": such a word is as good as capitalised."""
_STOPS = frozenset({".", "!", "?", "…", "...", "....", "?!"})
_GO_ON = frozenset({",", ";", ":", ")", "]", "-", "–", "—", "―", "--", "…"})
_STARTERS = word_list("quotes/starters.txt")
_LONGEST = 120
"""Words after which a sentence is cut, so that a text without full stops is read in linear time."""
_NO_END = frozenset(
    {
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "sen.",
        "sens.",
        "rep.",
        "reps.",
        "gov.",
        "gen.",
        "lt.",
        "col.",
        "sgt.",
        "prof.",
        "st.",
        "vs.",
    }
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a mark, or a whole quotation (`quoted` is then its number in the text, else -1).

    `low` is the lower-case form with straight apostrophes.
    """

    start: int
    end: int
    text: str
    low: str
    quoted: int = -1
    capitalised: bool = False
    """It begins with an upper-case letter."""

    @property
    def is_quotation(self) -> bool:
        """Tell whether this stands for a quotation."""
        return self.quoted >= 0


def words_of(paragraph: Span, quoted: Sequence[tuple[int, Quoted]], cut: Tokenizer) -> list[Word]:
    """Return the words of one paragraph, as `cut` gives them; each of its numbered quotations is one word."""
    words: list[Word] = []
    begin = paragraph.start
    for number, quotation in quoted:
        words += _plain_words(cut(begin, quotation.outer.start))
        words.append(Word(quotation.outer.start, quotation.outer.end, QUOTATION, QUOTATION, number))
        begin = quotation.outer.end
    return words + _plain_words(cut(begin, paragraph.end))


def split_words(text: str, words: Sequence[Word], quoted: Sequence[Quoted]) -> list[tuple[Word, ...]]:
    """Part the words of one paragraph into sentences, keeping a quote with the "he said" that follows it."""
    sentences: list[tuple[Word, ...]] = []
    begin = 0
    for place, word in enumerate(words):
        ends = _quote_ends(text, words, place, quoted) if word.is_quotation else _word_ends(words, place)
        if ends or place - begin >= _LONGEST:
            sentences.append(tuple(words[begin : place + 1]))
            begin = place + 1
    if begin < len(words):
        sentences.append(tuple(words[begin:]))
    return sentences


def _plain_words(tokens: Sequence[Token]) -> list[Word]:
    return [
        Word(token.start, token.end, token.text, plain_word(token.text).lower(), -1, _is_capitalised(token.text))
        for token in tokens
    ]


def _is_capitalised(word: str) -> bool:
    first = word[0]
    return first.isupper() or (first in "aeu" and _ARTICLE_BEFORE_NAME.match(word) is not None)


def _word_ends(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    following = words[place + 1] if place + 1 < len(words) else None
    if following is None:
        return True
    if word.text not in _STOPS:
        dotted = len(word.text) > 2 and word.text[-1] == "." and word.low not in _NO_END
        return dotted and following.capitalised and following.low in _STARTERS
    if following.is_quotation:
        return word.text not in ("…", "...")
    if (following.start == word.end and following.text[0].isalnum()) or _in_brackets(words, place):
        return False
    return not (following.text[0].islower() or following.text in _GO_ON)


def _in_brackets(words: Sequence[Word], place: int) -> bool:
    """Tell whether a short bracket is open at `place`: "(D-N.C.)"."""
    before = [word.text for word in words[max(0, place - 5) : place]]
    after = [word.text for word in words[place + 1 : place + 6]]
    return "(" in before and ")" not in before[before.index("(") :] and ")" in after


def _quote_ends(text: str, words: Sequence[Word], place: int, quoted: Sequence[Quoted]) -> bool:
    """Tell whether a sentence ends with the quotation at `place`: it stops inside and no "he said" follows."""
    stop = quoted[words[place].quoted].last(text)
    if stop not in ".!?…" or place + 1 == len(words):
        return place + 1 == len(words)
    following = words[place + 1]
    if following.text[0].islower() or following.text in _GO_ON:
        return False
    return _is_introduced(words, place) or not _has_tail(words, place + 1, stop)


def _may_say(word: Word, following: Sequence[Word]) -> bool:
    """Tell whether a past tense closes the sentence, as in "“Late?” Velden shrugged."."""
    closes = not following or following[0].text == "."
    return closes and word.text[0].islower() and "VD" in word_classes(word.low).split("+")


def _is_introduced(words: Sequence[Word], place: int) -> bool:
    """Tell whether "She asked," stands before the quotation at `place`: "Lee said" after it is a new sentence."""
    if place < 2 or words[place - 1].text not in (",", ":"):
        return False
    return any(is_saying(word.low) for word in words[max(0, place - 6) : place])


def _has_tail(words: Sequence[Word], begin: int, stop: str) -> bool:
    """Tell whether a short "Smith asked." follows; after a full stop it must be nothing but that."""
    for distance, word in enumerate(words[begin : begin + 8]):
        if word.is_quotation or word.text in ".?!;":
            return False
        if stop in "?!" and 0 < distance <= 3 and _may_say(word, words[begin + distance + 1 :]):
            return True
        if word.text[0].islower() and is_saying(word.low):
            if stop in "?!":
                return distance <= 5
            after = begin + distance + 1
            return distance <= 3 and (after >= len(words) or words[after].text == ".")
    return False
