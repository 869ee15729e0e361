"""Decides which mentions of a document count, and finds more of them, after all its sentences were read.

Titles of works, cases of law, storms, ships, credits and words in another language are covered before the types of
names are decided; what counts is decided after.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.analysis.actors.entity_types import EntityTypes
from briefing.analysis.actors.mentions import (
    OTHER,
    PERSON,
    PLACE,
    Mention,
    form_of,
    free_of,
)
from briefing.analysis.actors.name_types import actor_words, is_ambiguous_place
from briefing.analysis.language.document import Document
from briefing.analysis.language.lexicon import lexicon, name_words
from briefing.analysis.language.parts import Part
from briefing.analysis.language.quotation_marks import Quoted
from briefing.analysis.language.quoted_sentences import FINITE
from briefing.analysis.language.sentences import word_set
from briefing.analysis.language.tagging import TaggedSentence
from briefing.data.loader import word_lists
from briefing.frozen import dataclass
from briefing.model.spans import Span

_ORGANISATIONS = word_lists("actors/organisations.txt")
_OWNED_HEADS = _ORGANISATIONS["head words of every country"]

_AGENCIES = _ORGANISATIONS["credited"]

_WORDS = word_lists("actors/not_actors.txt")
_WORKS = _WORDS["works"]
_STORMS = _WORDS["storms"]
_SHIPS = _WORDS["ships"]
_ENGLISH = _WORDS["english"]
_FOREIGN = _WORDS["other languages"]
_CREDITS = _WORDS["credits"]
_STATES = word_set(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA "
    "RI SC SD TN TX UT VT VA WA WV WI WY DC"
)
"""Codes of the states of the United States."""
_COMMITTEES = word_set("committee subcommittee")
_IN_FIELDS = word_set("the and of , &")
_VERSUS = word_set("v v.")
_CHANGE = re.compile(r"[+-]?\d+\.\d+$|[+-]$")
_LISTED_SHARE = re.compile(r"[A-Z0-9]{1,6}\.[A-Z]{1,3}$")
_LONGEST_TICKER = 5
_LONG_SENTENCE = 15
"""So many words with a full stop are no headline, even if nearly all have capitals: a list of ministers."""
_SHORT_WORD, _PLAIN_WORDS = 3, 2
"""A sentence with a full stop and so many words that are longer and have no capital is no headline."""
_LONGEST_TITLE = 7
"""Words that a quoted title may have."""
_LONGEST_CREDIT = 8
"""Words after "Photograph:" among which a verb shows that it is a caption."""
_LEAST_FOREIGN = 6
"""Words that a sentence needs to be judged to be in another language."""


@dataclass(frozen=True, slots=True)
class ResolvedMention:
    """One mention in the document: its span, its type and the form that is compared."""

    span: Span
    kind: str
    form: str
    in_text: bool
    """Whether it is in running text."""
    sentence: int
    start: int
    """Its first token in the sentence."""
    end: int
    owner: str = ""
    """The country whose organisation it is: "north korea" for "North Korea's Foreign Ministry"."""
    whole: Span | None = None
    """The span with its owner."""


Paths = dict[str, list[tuple[tuple[str, ...], str]]]


def without_non_actors(document: Document, mentions: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """Return `mentions`, by sentence, with those that name no actor as OTHER, so that they stay covered."""
    titles = [quoted.outer for quoted in document.quoted if _is_title(document.text, quoted)]
    storms = {word for sentence in document.sentences for word in _storms(sentence)}
    full = {
        sentence.low[mention.end - 1]
        for sentence, found in zip(document.sentences, mentions, strict=True)
        for mention in found
        if mention.kind == PERSON and mention.end - mention.start > 1
    }
    tickers = {word for sentence in document.sentences for word in _tickers(sentence)}
    return [
        list(
            _covered(
                sentence, [_without_ticker(sentence, each, tickers) for each in found], titles, storms - full, tickers
            )
        )
        for sentence, found in zip(document.sentences, mentions, strict=True)
    ]


def _covered(
    sentence: TaggedSentence, found: Sequence[Mention], titles: Sequence[Span], storms: set[str], tickers: set[str]
) -> Iterator[Mention]:
    foreign = bool(found) and _is_foreign(sentence)
    credited = _credit_start(sentence) if found else len(sentence)
    for mention in found:
        span = Span(sentence.tokens[mention.start].start, sentence.tokens[mention.end - 1].end)
        storm = mention.end - mention.start == 1 and sentence.low[mention.start] in storms
        ticker = all(word in tickers or word == "," for word in sentence.words[mention.start : mention.end])
        quoted = any(title.holds(span) for title in titles)
        if foreign or storm or ticker or quoted or mention.start >= credited or _is_no_actor(sentence, mention):
            yield Mention(mention.start, mention.end, OTHER)
        else:
            yield mention


def _is_title(text: str, quoted: Quoted) -> bool:
    """Return whether a few quoted words are all written with capitals, as the title of a work or a nickname is."""
    words = quoted.inner.cut(text).rstrip(",").split()
    if not quoted.closed or not words or len(words) > _LONGEST_TITLE or words[-1][-1:] in ".!?":
        return False
    return all(word[:1].isupper() or not word[:1].isalpha() or word in _ENGLISH for word in words)


def _storms(sentence: TaggedSentence) -> Iterator[str]:
    """Yield the names after "Hurricane" and the like."""
    for position in sentence.capitals:
        if sentence.low_at(position - 1) in _STORMS and position > 0 and sentence.capital[position - 1]:
            yield sentence.low[position]


def _tickers(sentence: TaggedSentence) -> Iterator[str]:
    """Yield the codes of shares before their change: "Velmar VLM, +2.15%", and in lists of them."""
    for position in sentence.capitals:
        if _is_ticker(sentence, position) and _CHANGE.match(sentence.low_at(position + 2)):
            yield sentence.words[position]


def _is_ticker(sentence: TaggedSentence, position: int) -> bool:
    word = sentence.words[position]
    return sentence.low_at(position + 1) == "," and word.isupper() and word.isalpha() and len(word) <= _LONGEST_TICKER


def _without_ticker(sentence: TaggedSentence, mention: Mention, tickers: set[str]) -> Mention:
    """Cut the code of its share off the name of a firm: "Velmar VLM"."""
    end = mention.end
    while end - mention.start > 1 and sentence.words[end - 1] in tickers:
        end -= 1
    return replace(mention, end=end) if end < mention.end else mention


def _is_foreign(sentence: TaggedSentence) -> bool:
    """Return whether a sentence of an English text is in another language."""
    if len(sentence) < _LEAST_FOREIGN or not _ENGLISH.isdisjoint(sentence.low):
        return False
    return sum(word in _FOREIGN for word in sentence.low) > 1


def _credit_start(sentence: TaggedSentence) -> int:
    """Return where the credit of a picture begins ("Photograph: Ann Lee"), or the end of the sentence."""
    for position, low in enumerate(sentence.low):
        if low[0] == "©":
            return position
        if low in _CREDITS and sentence.low_at(position + 1) in (":", "/") and sentence.low_at(position - 1) != "file":
            rest = sentence.parts[position + 2 : position + 2 + _LONGEST_CREDIT]
            return len(sentence) if FINITE.intersection(rest) else position
    return len(sentence)


def _is_no_actor(sentence: TaggedSentence, mention: Mention) -> bool:
    start, end = mention.start, mention.end
    single = end - start == 1
    if single and len(sentence.words[start]) == 1 and sentence.words[start] != "X":
        return True
    before, after = sentence.low_at(start - 1), sentence.low_at(end)
    if (before, after) == ("(", ")") and _LISTED_SHARE.match("".join(sentence.words[start:end])):  # "(VLM.O)"
        return True
    if single and _is_code(sentence, start, before, after):
        return True
    if _is_field(sentence, start):
        return True
    if after in _VERSUS or before in _VERSUS or (before == "." and sentence.low_at(start - 2) in _VERSUS):
        return True
    if sentence.words[start] in _SHIPS or (start > 0 and sentence.words[start - 1] in _SHIPS):
        return True
    if single and after.isdigit() and sentence.words[start] in lexicon().organisations and len(after) == 3:  # an index
        return True
    work = before in _WORKS and not sentence.capital[start - 1] and sentence.parts[start - 1] == Part.NOUN
    return work and sentence.low[start] not in lexicon().given


def _is_field(sentence: TaggedSentence, position: int) -> bool:
    """Return whether a name only says what a committee is for: "the subcommittee on Labour, Ports and Harbours"."""
    if _COMMITTEES.isdisjoint(sentence.low):
        return False
    at = position - 1
    while sentence.is_name_word(at) or sentence.low_at(at) in _IN_FIELDS:
        at -= 1
    return sentence.low_at(at) == "on" and sentence.low_at(at - 1) in _COMMITTEES and not sentence.capital[at - 1]


def _is_code(sentence: TaggedSentence, position: int, before: str, after: str) -> bool:
    """Return whether a word is the code of a share or of a state: "Velmar (VLMR)", "San Jose, CA"."""
    word = sentence.words[position]
    if not (word.isupper() and word.isalpha() and len(word) <= _LONGEST_TICKER):
        return False
    if before == ",":
        return word in _STATES and sentence.is_name_word(position - 2)
    alone = sentence.is_name_word(position - 2) and not sentence.is_name_word(position - 3)
    letters = iter(sentence.low_at(position - 2))
    shortened = alone and len(word) > len("CA") and all(letter in letters for letter in word.lower())
    return shortened and before == "(" and after == ")" and word not in lexicon().organisations


def resolve_mentions(
    sentences: Sequence[TaggedSentence], mentions: Sequence[Sequence[Mention]], types: EntityTypes
) -> list[ResolvedMention]:
    """Return all mentions of the document in text order, with the types of their names."""
    paths = _known_paths(types)
    resolved: list[ResolvedMention] = []
    for index, (sentence, found) in enumerate(zip(sentences, mentions, strict=True)):
        kept = [
            (_without_front(sentence, mention, types)) for mention in found if _is_supported(sentence, mention, types)
        ]
        blocked = [mention for mention in found if mention.kind == OTHER]
        kept += _further_mentions(sentence, [*kept, *blocked], types, paths)
        for mention in sorted(kept):
            named = _named(sentence, mention, index, types)
            if named.kind != OTHER:
                resolved.append(named)
    return resolved


def _known_paths(types: EntityTypes) -> Paths:
    paths: Paths = defaultdict(list)
    for form, times in types.text_counts.items():
        if times:
            words = name_words(form)
            paths[words[0]].append((words, form))
    for known in paths.values():
        known.sort(key=lambda entry: -len(entry[0]))
    return paths


def _is_supported(sentence: TaggedSentence, mention: Mention, types: EntityTypes) -> bool:
    """Return whether a mention counts: in headlines and boilerplate only names that are known otherwise do."""
    if mention.kind == OTHER or _is_pair(sentence, mention, types):
        return False
    form = form_of(sentence, mention.start, mention.end)
    if types.kinds.get(form) == OTHER:
        return False
    headline = sentence.title_case and not _is_prose(sentence)
    if not (headline or sentence.boilerplate):
        return True
    if sentence.boilerplate and (sentence.low[mention.start] in _AGENCIES or form.lower() in actor_words().outlets):
        return False
    if types.text_counts.get(form, 0) > 0:
        return True
    if sentence.citing:
        return False
    low, lists, length = form.lower(), lexicon(), mention.end - mention.start
    if mention.kind == PERSON:
        quoted = sentence.low_at(mention.start - 1) in ("—", "–") and sentence.low_at(mention.end) == ","
        if length == 2 and (quoted or types.text_counts.get(sentence.words[mention.end - 1], 0) > 0):
            return True
        if length == 1 or (sentence.boilerplate and sentence.bare[0] == "by"):
            return length == 1 and low in types.by_surname
        first, last = sentence.low[mention.start], sentence.low[mention.end - 1]
        return length <= 3 and first in lists.given and last in lists.family
    place = lists.places.get(low, "")
    if mention.kind == PLACE and place not in ("", "town"):
        return not (place in ("city", "capital") and is_ambiguous_place(low))
    return low in lists.organisations_low


def _is_prose(sentence: TaggedSentence) -> bool:
    """Return whether a sentence in which nearly all words have capitals is no headline: long, or with plain words."""
    plain = sum(
        len(low) > _SHORT_WORD and not capital for low, capital in zip(sentence.low, sentence.capital, strict=True)
    )
    return sentence.words[-1] == "." and (len(sentence) >= _LONG_SENTENCE or plain >= _PLAIN_WORDS)


def _is_pair(sentence: TaggedSentence, mention: Mention, types: EntityTypes) -> bool:
    """Return whether an organisation is only the surnames of two persons of the text: "Lomar and Velden"."""
    if mention.kind == PERSON or mention.end - mention.start < 3 or sentence.low[mention.start + 1] != "and":
        return False
    if mention.end - mention.start > 3:  # "Lomar and Tollen Records"
        return sentence.low[mention.start] in types.by_surname and sentence.low[mention.start] not in lexicon().places
    return all(sentence.low[at] in types.by_surname for at in (mention.start, mention.end - 1))


def _without_front(sentence: TaggedSentence, mention: Mention, types: EntityTypes) -> Mention:
    """Cut the front off a long mention that ends in a full name known from elsewhere ("Fox host Ann Lee")."""
    for length in (3, 2):
        if mention.end - mention.start <= length:
            continue
        start = mention.end - length
        tail = form_of(sentence, start, mention.end)
        whole = form_of(sentence, mention.start, mention.end)
        surer = types.text_counts.get(tail, 0) >= 2 or sentence.low[start] in lexicon().given
        if (
            types.full_names.get(tail, 0) >= 1
            and surer
            and types.text_counts.get(whole, 0) <= types.text_counts.get(tail, 0)
        ):
            return Mention(start, mention.end, PERSON)
    return mention


def _further_mentions(
    sentence: TaggedSentence, kept: Sequence[Mention], types: EntityTypes, paths: Paths
) -> Iterator[Mention]:
    """Yield further mentions of the names of the document."""
    done = 0
    for position in sentence.capitals:
        length = _known_length(sentence, kept, types, paths, position) if position >= done else 0
        if length and _stands_alone(sentence, kept, position, length):
            yield Mention(position, position + length, PERSON)
        done = max(done, position + length)


def _known_length(
    sentence: TaggedSentence, kept: Sequence[Mention], types: EntityTypes, paths: Paths, position: int
) -> int:
    for words, _ in paths.get(sentence.words[position], ()):
        end = position + len(words)
        if sentence.words[position:end] == words and free_of(kept, position, end):
            return len(words)
    word, low, lists = sentence.words[position], sentence.low[position], lexicon()
    titled = position > 0 and sentence.bare[position - 1] in lists.titles
    if word.isupper() or ((low in lists.common or low in lists.places) and not titled):
        return 0
    given = low in types.by_given and low in lists.given
    known = low in types.by_surname or (given and _is_lonely(sentence, position))
    return 1 if known and free_of(kept, position, position + 1) else 0


def _is_lonely(sentence: TaggedSentence, position: int) -> bool:
    return not sentence.is_name_word(position + 1) and not sentence.is_name_word(position - 1)


def _stands_alone(sentence: TaggedSentence, kept: Sequence[Mention], position: int, length: int) -> bool:
    """Return whether a known name of one word is not part of a longer one."""
    if length > 1:
        return True
    headline, low = sentence.title_case, sentence.low[position]
    if low in lexicon().common and (position == 0 or headline):
        return False
    if position == 0 and low in actor_words().not_names:
        return False
    after, before = position + 1, position - 1
    if sentence.is_name_word(after) and not headline and free_of(kept, after, after + 1):
        return False
    titled = sentence.bare[before] in lexicon().titles if before >= 0 else False
    joined = before > 0 and sentence.is_name_word(before) and not headline and not titled
    return not (joined and free_of(kept, before, position))


def _named(sentence: TaggedSentence, mention: Mention, index: int, types: EntityTypes) -> ResolvedMention:
    tokens = sentence.tokens
    form = form_of(sentence, mention.start, mention.end)
    first, owner = _owner(sentence, mention)
    end = tokens[mention.end - 1].end
    return ResolvedMention(
        span=Span(tokens[mention.start].start, end),
        kind=types.kinds.get(form, mention.kind),
        form=form,
        in_text=not sentence.boilerplate,
        sentence=index,
        start=mention.start,
        end=mention.end,
        owner=owner,
        whole=Span(tokens[first].start, end) if owner else None,
    )


def _owner(sentence: TaggedSentence, mention: Mention) -> tuple[int, str]:
    """Return where the country that an organisation belongs to is named, and its name; "" if none is."""
    last = mention.start - 2
    if last < 0 or sentence.low[last + 1] != "'s" or sentence.bare[mention.end - 1] not in _OWNED_HEADS:
        return mention.start, ""
    for first in (last - 1, last):
        low = " ".join(sentence.low[max(0, first) : last + 1])
        if first >= 0 and sentence.capital[first] and lexicon().places.get(low) in ("country", "capital"):
            return first, lexicon().place_names.get(low, low).casefold()
    return mention.start, ""
