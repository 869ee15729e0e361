"""The document: everything that is known about the language of one text, read once for all who need it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.analysis.language.boilerplate import is_boilerplate, is_listing
from briefing.analysis.language.people import People, find_people
from briefing.analysis.language.quotation_marks import Quoted, find_quoted
from briefing.analysis.language.quoted_sentences import Sentence, join_quotations
from briefing.analysis.language.sentences import quoted_paragraphs, split_sentences
from briefing.analysis.language.tagging import TaggedSentence, tag_sentence


@dataclass(frozen=True, eq=False)
class Document:
    """A text with its sentences and quotations, in order.

    What only some texts need is made at first use and kept; nothing else about a document ever changes.
    """

    text: str
    sentences: tuple[TaggedSentence, ...]
    quoted: tuple[Quoted, ...]
    """The stretches between quotation marks; no sentence boundary and no token crosses the edge of one."""

    @cached_property
    def quoted_sentences(self) -> tuple[Sentence, ...]:
        """The sentences in which each quotation is one word: those of `sentences`, joined over quotations."""
        return join_quotations(self.sentences, self.quoted)

    @cached_property
    def people(self) -> People:
        """The persons whom the text names, with the words of `quoted_sentences` that mean them."""
        return find_people(self.text, self.quoted_sentences)


def read_document(text: str) -> Document:
    """Return the document of `text`: cut into sentences, with every word tagged."""
    quoted = find_quoted(text)
    return Document(text, tuple(_sentences(text, quoted)), quoted)


def _sentences(text: str, quoted: Sequence[Quoted]) -> Iterator[TaggedSentence]:
    for number, (paragraph, inside) in enumerate(quoted_paragraphs(text, quoted), start=1):
        line = paragraph.cut(text)
        boilerplate = number > 1 and is_boilerplate(line)
        listing = boilerplate and is_listing(line)
        for tokens in split_sentences(text, paragraph, inside):
            yield tag_sentence(tokens, number, boilerplate=boilerplate, listing=listing)
