"""Sentences in which every quotation is one word, with corrected parts of speech."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from briefing.analysis.language.document import TaggedDocument, find_names
from briefing.analysis.language.lexicon import word_classes
from briefing.analysis.language.names import name_runs, tag_names
from briefing.analysis.language.parts import Part, tag_parts
from briefing.analysis.language.quotation_marks import Quoted, find_paragraphs
from briefing.analysis.language.tokens import Token, plain_word, tokenize
from briefing.analysis.language.words import cue_verb, is_role, is_saying
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
FINITE = frozenset({Part.PAST, Part.PRESENT_S, Part.PRESENT, Part.MODAL})
VERBS = FINITE | {Part.BASE, Part.PARTICIPLE, Part.GERUND}
NOMINAL = frozenset({Part.NOUN, Part.NAME})
_NAMELIKE = frozenset({Part.NOUN, Part.NAME, Part.ADJECTIVE})
_NEVER_MENDED = frozenset({Part.MARK, Part.DETERMINER, Part.PREPOSITION, Part.CONJUNCTION, Part.TO, Part.POSSESSIVE})
_CLOSED = frozenset({Part.PRONOUN, Part.WH})
_CLOSED_WORDS = word_list("quotes/pronouns.txt")
_PLURAL_SUBJECTS = frozenset({"they", "we", "i", "you"})
_ROLES_THAT_ARE_VERBS = frozenset(
    {"head", "chair", "host", "lead", "author", "coach", "man", "model", "guard", "broker", "captain", "anchor"}
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
        """Return whether this stands for a quotation."""
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
    for index, word in enumerate(words):
        ends = _quote_ends(text, words, index, quoted) if word.is_quotation else _word_ends(words, index)
        if ends or index - begin >= _LONGEST:
            sentences.append(tuple(words[begin : index + 1]))
            begin = index + 1
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


def _word_ends(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else None
    if following is None:
        return True
    if word.text not in _STOPS:
        dotted = len(word.text) > 2 and word.text[-1] == "." and word.low not in _NO_END
        return dotted and following.capitalised and following.low in _STARTERS
    if following.is_quotation:
        return word.text not in ("…", "...")
    if (following.start == word.end and following.text[0].isalnum()) or _in_brackets(words, index):
        return False
    return not (following.text[0].islower() or following.text in _GO_ON)


def _in_brackets(words: Sequence[Word], index: int) -> bool:
    """Return whether a short bracket is open at `index`: "(D-N.C.)"."""
    before = [word.text for word in words[max(0, index - 5) : index]]
    after = [word.text for word in words[index + 1 : index + 6]]
    return "(" in before and ")" not in before[before.index("(") :] and ")" in after


def _quote_ends(text: str, words: Sequence[Word], index: int, quoted: Sequence[Quoted]) -> bool:
    """Return whether a sentence ends with the quotation at `index`: it stops inside and no "he said" follows."""
    stop = quoted[words[index].quoted].last(text)
    if stop not in ".!?…" or index + 1 == len(words):
        return index + 1 == len(words)
    following = words[index + 1]
    if following.text[0].islower() or following.text in _GO_ON:
        return False
    return _is_introduced(words, index) or not _has_tail(words, index + 1, stop)


def _may_say(word: Word, following: Sequence[Word]) -> bool:
    """Return whether a past tense closes the sentence, as in "“Late?” Velden shrugged."."""
    closes = not following or following[0].text == "."
    return closes and word.text[0].islower() and "VD" in word_classes(word.low).split("+")


def _is_introduced(words: Sequence[Word], index: int) -> bool:
    """Return whether "She asked," stands before the quotation at `index`: "Lee said" after it is a new sentence."""
    if index < 2 or words[index - 1].text not in (",", ":"):
        return False
    return any(is_saying(word.low) for word in words[max(0, index - 6) : index])


def _has_tail(words: Sequence[Word], begin: int, stop: str) -> bool:
    """Return whether a short "Smith asked." follows; after a full stop it must be nothing but that."""
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


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence: its words, a part of speech for each, where it stands. Paragraphs count from 0."""

    number: int
    paragraph: int
    words: tuple[Word, ...]
    parts: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.words)

    def low(self, index: int) -> str:
        """Return the lower-case word at `index`, or "" outside the sentence."""
        return self.words[index].low if 0 <= index < len(self.words) else ""

    def part(self, index: int) -> str:
        """Return the part of speech at `index`, or "" outside the sentence."""
        return self.parts[index] if 0 <= index < len(self.words) else ""

    def is_quotation(self, index: int) -> bool:
        """Return whether a quotation stands at `index`."""
        return 0 <= index < len(self.words) and self.words[index].is_quotation

    def capitalised(self, index: int) -> bool:
        """Return whether a capitalised word stands at `index`."""
        return 0 <= index < len(self.words) and self.words[index].capitalised

    def span(self, start: int, end: int) -> Span:
        """Return the characters of the words `start` up to `end`."""
        return Span(self.words[start].start, self.words[end - 1].end)

    def quotations(self) -> list[int]:
        """Return the indices of the quotations."""
        return [index for index, word in enumerate(self.words) if word.is_quotation]


def read_sentences(text: str, quoted: Sequence[Quoted], document: TaggedDocument | None = None) -> tuple[Sentence, ...]:
    """Return the tagged sentences of `text`, quotations as single words.

    The parts of speech come from `document`, the tagged text, where it is at hand.
    """
    known = _parts_by_start(document) if document else {}
    cut = _known_tokens(document) if document else partial(tokenize, text)
    sentences: list[Sentence] = []
    waiting = 0
    for number, paragraph in enumerate(find_paragraphs(text)):
        inside = []
        while waiting < len(quoted) and quoted[waiting].outer.start < paragraph.end:
            inside.append((waiting, quoted[waiting]))
            waiting += 1
        for words in split_words(text, words_of(paragraph, inside, cut), quoted):
            sentences.append(Sentence(len(sentences), number, words, _parts_of(words, known)))
    return tuple(sentences)


def _known_tokens(document: TaggedDocument) -> Tokenizer:
    """Return what gives the tokens that `document` has already, where none of them crosses an edge."""
    tokens = [token for sentence in document.sentences for token in sentence.tokens]
    starts = [token.start for token in tokens]

    def cut(start: int, end: int) -> Sequence[Token]:
        found = tokens[bisect_left(starts, start) : bisect_left(starts, end)]
        before = tokens[bisect_left(starts, start) - 1].end if starts and starts[0] < start else start
        whole = before <= start and (not found or found[-1].end <= end)
        return found if whole else tokenize(document.text, start, end)

    return cut


def _parts_by_start(document: TaggedDocument) -> dict[int, str]:
    return {
        token.start: part
        for sentence in document.sentences
        for token, part in zip(sentence.tokens, sentence.parts, strict=True)
    }


def _parts_of(words: tuple[Word, ...], known: dict[int, str]) -> tuple[str, ...]:
    tagged = [known.get(word.start, "") for word in words]
    if not all(tagged):
        tagged = tag_parts([word.text for word in words])
    for index, word in enumerate(words):
        tagged[index] = _mended(words, tagged, index) if not word.is_quotation else Part.MARK
    return tuple(tagged)


def _mended(words: tuple[Word, ...], tagged: list[str], index: int) -> str:
    """Return the part of speech at `index`, put right where capitals or the lexicon know better than the tagger."""
    part, word = tagged[index], words[index]
    if part in _NEVER_MENDED:
        return part
    if part in _CLOSED and word.low not in _CLOSED_WORDS:
        return Part.NAME if word.capitalised else Part.NOUN
    after_capital = index > 0 and words[index - 1].capitalised and not words[index - 1].is_quotation
    before_capital = index + 1 < len(words) and words[index + 1].capitalised
    if part in VERBS and part != Part.MODAL and after_capital and word.capitalised and not word.text.isupper():
        return Part.NAME
    if part == Part.ADVERB and after_capital and word.capitalised and not before_capital:
        return Part.NAME if tagged[index - 1] in _NAMELIKE and not word.text.isupper() else part  # "Peace Now"
    if part == Part.ADJECTIVE and is_role(word.low) and not (index + 1 < len(words) and tagged[index + 1] in _NAMELIKE):
        return Part.NOUN
    if is_role(word.low) and part not in _NAMELIKE:
        plain = cue_verb(word.low) is None and word.low not in _ROLES_THAT_ARE_VERBS
        if plain or (after_capital and before_capital):
            return Part.NOUN
    return _mended_verb(words, tagged, index)


def _mended_verb(words: tuple[Word, ...], tagged: list[str], index: int) -> str:
    """Return the part of speech at `index`, put right where the words before it ask for a verb of another form."""
    part, low = tagged[index], words[index].low
    before = index - 1
    while before >= 0 and tagged[before] == Part.ADVERB:
        before -= 1
    if before < 0 or words[before].is_quotation:
        return part
    if part in (Part.NOUN, Part.ADJECTIVE) and "V" in word_classes(low).split("+") and tagged[before] == Part.MODAL:
        return Part.BASE
    if part == Part.NOUN and words[before].low in _PLURAL_SUBJECTS and "V" in word_classes(low).split("+"):
        return Part.PRESENT
    if part == Part.NOUN and words[before].low == "who" and "VZ" in word_classes(low).split("+"):
        return Part.PRESENT_S
    if part == Part.NOUN and low.endswith("ing") and tagged[before] == Part.PARTICIPLE and cue_verb(low):
        return Part.GERUND  # "heard saying"
    if part == Part.PARTICIPLE and _is_past(words, tagged, index, before):
        return Part.PAST
    return part


def _is_past(words: tuple[Word, ...], tagged: list[str], index: int, before: int) -> bool:
    """Return whether a participle is a past tense: it follows its subject, or a comma with no verb before it."""
    if index + 1 >= len(words) or words[index + 1].low == "by":
        return False
    if tagged[before] == Part.PRONOUN or (words[before].capitalised and tagged[before] in _NAMELIKE):
        return True
    if any(tagged[earlier] in FINITE for earlier in range(index)) or tagged[before] not in NOMINAL | {Part.MARK}:
        return False
    return words[0].is_quotation or (words[before].low == "," and before > 0 and tagged[before - 1] in NOMINAL)


def named_persons(sentences: Sequence[Sentence], document: TaggedDocument | None = None) -> list[list[tuple[int, int]]]:
    """Return, for each sentence, the word ranges that the name tagger takes for persons.

    `document` is the tagged text, whose names are taken over where they lie outside quotations.
    """
    if document is not None:
        return _persons_of(sentences, document)
    named = []
    for sentence in sentences:
        tags = tag_names([word.text for word in sentence.words])
        named.append([(start, end) for start, end, kind in name_runs(tags) if kind == "PER"])
    return named


def _persons_of(sentences: Sequence[Sentence], document: TaggedDocument) -> list[list[tuple[int, int]]]:
    starts = {
        word.start: (sentence.number, index) for sentence in sentences for index, word in enumerate(sentence.words)
    }
    named: list[list[tuple[int, int]]] = [[] for _ in sentences]
    for name in find_names(document):
        if name.kind != "PER" or name.span.start not in starts:
            continue
        number, start = starts[name.span.start]
        words = sentences[number].words
        end = start
        while end < len(words) and words[end].end <= name.span.end and not words[end].is_quotation:
            end += 1
        if end > start:
            named[number].append((start, end))
    return named
