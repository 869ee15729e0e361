"""The document: one text with its language, sentences, quotations and persons, read once for all who need them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property

from briefing.analysis.language.people import People, find_people
from briefing.analysis.language.quotation_marks import Quoted, find_quoted
from briefing.analysis.language.quoted_sentences import Sentence, Word, join_quotations
from briefing.analysis.language.roles import distinct_roles, find_roles
from briefing.analysis.language.sentences import quoted_paragraphs, split_sentences
from briefing.analysis.language.tagging import (
    TaggedSentence,
    UntaggedSentence,
    ends_in_date,
    is_boilerplate,
    is_listing,
    tag_sentences,
)
from briefing.data.loader import list_lines, word_list
from briefing.frozen import dataclass
from briefing.model.evidence import Evidence
from briefing.model.spans import Span

UNKNOWN = "other"
"""The code of a language that is not in the list of stop words."""
_WORD = re.compile(r"[^\W\d_]+")
_GRAMMAR = frozenset({"the", "of", "and", "to", "that", "is", "for", "with", "said", "on", "by", "at", "he", "it"})
_LOOKED_AT = 4_000
"""Characters from the start that are looked at."""
_FEW_WORDS = 30
_LEAST_SHARE = 0.1
"""The share of English function words in any English text that is long enough."""
_LEAST_STOP_WORDS = 3
"""The fewest stop words that show which other language it is."""
_ACCENTED = 0.2
"""The share of words with a letter outside ASCII that shows another language beside a single stop word."""
_LEAST_KNOWN = 0.08
"""The share of stop words in any text in a language of the list; with less, it is a language related to it."""
_LINK_LABEL = " MORE"
_LINK_LIST = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]{2,})"
    r"(?P<list> (?:[\w.()’'“”\"-]+ ){0,5}(?P=name)(?=[A-Z\d“‘\"'])[^\n]{0,400}? MORE\b)"
)
_LAST_LATIN = "\u024f"


@dataclass(frozen=True, eq=False)
class Document:
    """A text with its sentences and quotations, in order.

    What only some texts need is made at first use and kept; nothing else about a document ever changes.
    """

    text: str
    sentences: tuple[TaggedSentence, ...]
    quoted: tuple[Quoted, ...]
    """The stretches between quotation marks; no sentence boundary and no token crosses the edge of one."""
    title: str = ""
    """The title of the story, in which a person may have a fuller name; no span lies in it."""

    @cached_property
    def quoted_sentences(self) -> tuple[Sentence, ...]:
        """The sentences in which each quotation is one word: those of `sentences`, joined over quotations."""
        return join_quotations(self.sentences, self.quoted)

    @cached_property
    def people(self) -> People:
        """The persons whom the text names, with the words of `quoted_sentences` that mean them."""
        return find_people(self.text, self.quoted_sentences, self.title)

    @cached_property
    def language(self) -> str:
        """The language of the text: see `written_language`."""
        return written_language(self.text)

    @property
    def has_attribution(self) -> bool:
        """Whether speakers, roles and actors are read from the text's grammar."""
        return has_attribution(self.language)

    def roles_of(self, mentions: Iterable[Span]) -> tuple[Evidence, ...]:
        """Return the roles of the person with these `mentions` in text order, each as the subject of its reason."""
        mentions = tuple(mentions)
        found = [
            role
            for person in self.people.persons
            if person.is_named_in(mentions, self.text)
            for role in person.roles
            if any(role.mention.overlaps(mention) for mention in mentions)
        ]
        for mention in mentions:
            if mention.start in self.people.unsure:
                continue
            sentence, start = self._word_at(mention)
            end = start + 1
            while end < len(sentence) and sentence.words[end].end <= mention.end:
                end += 1
            found += find_roles(sentence, start, end)
        return tuple(role.evidence for role in distinct_roles(found))

    @cached_property
    def _opened(self) -> dict[int, Sentence]:
        """Sentences whose quotations were opened to look at a name inside, by their index in `sentences`."""
        return {}

    def _word_at(self, mention: Span) -> tuple[Sentence, int]:
        """Return the sentence and the index of the word with which a mention begins, inside a quotation or not."""
        sentences = self.quoted_sentences
        sentence = sentences[bisect_right(sentences, mention.start, key=_sentence_start) - 1]
        index = bisect_right(sentence.words, mention.start, key=_word_start) - 1
        if not sentence.is_quotation(index):
            return sentence, index
        number = bisect_right(self.sentences, mention.start, key=_tagged_start) - 1
        if number not in self._opened:
            self._opened[number] = join_quotations(self.sentences[number : number + 1], ())[0]
        opened = self._opened[number]
        return opened, bisect_right(opened.words, mention.start, key=_word_start) - 1


def read_document(text: str, title: str = "") -> Document:
    """Return the document of `text`: cut into sentences, with every word tagged."""
    text = without_link_lists(text)
    quoted = find_quoted(text)
    return Document(text, tag_sentences(tuple(_sentences(text, quoted))), quoted, title)


def without_link_lists(text: str) -> str:
    """Return `text` with spaces in place of the headlines that some pages hide behind a name; offsets stay the same.

    They follow the name, which is repeated and glued to the first headline, and end with the label of their link:
    "Ada Velk Adele (Ada) VelkPort closes Storm hits north MORE said".
    """
    if _LINK_LABEL not in text:
        return text
    return _LINK_LIST.sub(lambda found: found["name"] + " " * len(found["list"]), text)


def _sentences(text: str, quoted: Sequence[Quoted]) -> Iterator[UntaggedSentence]:
    for number, (paragraph, inside) in enumerate(quoted_paragraphs(text, quoted), start=1):
        line = paragraph.cut(text)
        boilerplate = number > 1 and is_boilerplate(line)
        listing = boilerplate and is_listing(line)
        citing = listing or ends_in_date(line)
        for tokens in split_sentences(text, paragraph, inside):
            yield UntaggedSentence(tokens, number, boilerplate, listing, citing)


def _sentence_start(sentence: Sentence) -> int:
    return sentence.words[0].start


def _tagged_start(sentence: TaggedSentence) -> int:
    return sentence.span.start


def _word_start(word: Word) -> int:
    return word.start


def written_language(text: str) -> str:
    """Return the language of `text` as an ISO 639-1 code, `UNKNOWN` if it is another one.

    A text counts as English unless its stop words or letters show another language.
    """
    words = [word for word in _WORD.findall(text[:_LOOKED_AT].lower()) if len(word) > 1]
    if len(words) >= _FEW_WORDS and sum(word in _GRAMMAR for word in words) >= _LEAST_SHARE * len(words):
        return "en"
    distinct = set(words)
    counts = {language: len(distinct & stops) for language, stops in _stop_words().items()}
    english = counts.pop("en")
    best = max(counts, key=counts.__getitem__)
    if counts[best] >= _LEAST_STOP_WORDS and counts[best] > english:
        return best if sum(word in _stop_words()[best] for word in words) >= _LEAST_KNOWN * len(words) else UNKNOWN
    if counts[best] > english and sum(not word.isascii() for word in words) >= _ACCENTED * len(words):
        return UNKNOWN
    foreign = sum(word[0] > _LAST_LATIN for word in words)
    return UNKNOWN if 2 * foreign > len(words) else "en"


def has_attribution(language: str) -> bool:
    """Return whether speakers, roles and actors are read in texts in `language`."""
    return language in word_list("languages.txt")


@cache
def _stop_words() -> dict[str, frozenset[str]]:
    """Return the stop words of each language of the list."""
    found: dict[str, frozenset[str]] = {}
    for line in list_lines("stopwords.txt"):
        language, _, words = line.partition(":")
        found[language] = found.get(language, frozenset()).union(words.split())
    return found
