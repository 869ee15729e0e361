"""Definite nouns: the person or body that "the star", "the airline" or "the statement" means; whole names of bodies."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log1p

from briefing.analysis.language.lexicon import is_role, lexicon
from briefing.analysis.language.parts import Part
from briefing.analysis.language.people import People
from briefing.analysis.language.persons import Mention, Person
from briefing.analysis.language.phrases import Phrase, phrase_starting
from briefing.analysis.language.quoted_sentences import NOMINAL, Sentence
from briefing.analysis.quotes.descriptors import author_of, head_noun, is_listed_outlet
from briefing.analysis.quotes.pronouns import Pronouns, epithet_gender
from briefing.analysis.quotes.subjects import sentence_subject
from briefing.analysis.quotes.utterances import Speaker
from briefing.data.loader import word_lists
from briefing.frozen import dataclass
from briefing.model.spans import Span

_AHEAD = 1.2
"""How far the person or body must be ahead of the next one."""
_AHEAD_AS_SPEAKER = 0.9
"""How far the person who spoke last must be ahead."""
_FAR_AHEAD = 2
"""How far the person who spoke last must be ahead, some sentences later."""
_LEAST_PERSON = -0.5
"""The least score of a person: the subject two sentences before."""
_LEAST_SPEAKER = -1.3
"""The least score of the person who spoke last: the subject of a verb of speech three sentences before."""
_LEAST_BODY = -0.5
"""The least score of a body: one named twice in the sentence before, but not as its subject."""
_REACH = 100
"""Sentences that are searched backwards."""
_OWN_STATEMENT = 1.5
"""Added to the score of a body that the quotation names: "Velk is sorry," the firm said."""
_SHORTLY = 6
"""Sentences that are searched backwards for the antecedent of "the official" or "the statement"."""
_INTRODUCING = frozenset({"a", "an", "one", "another"})
_GENERIC = frozenset({"person", "man", "woman", "official", "source"})
_OWN = frozenset({"a", "an", "his", "her", "its", "their"})
_BY = frozenset({"by", "from"})
_ISSUING = frozenset({"in", "issued", "released", "published", "posted", "wrote", "sent", "tweeted", "shared", "out"})
"""Words before "a statement" of whoever is the subject."""
_LEAD = 2
"""Sentences at the beginning that name what a text is about."""
_RECENT = 8
"""Recent mentions of a body that count."""
_INDEFINITE = frozenset({"a", "an", "one", "another", "some"})
_LONGEST = 5
"""Words of "a former Tollen harbour chief"."""
_YEARS = "-year-old"
_FIRM_ENDS = word_lists("actors/organisations.txt")["last words of firms"]
_HEADS = word_lists("actors/organisations.txt")["head words that stand alone"]
_WORD = re.compile(r"[\w&.]+")


@dataclass(frozen=True, slots=True)
class NamedBody:
    """The words `start` up to `end` of a sentence, which name a body."""

    sentence: Sentence
    start: int
    end: int

    @property
    def name(self) -> str:
        """The words of the name without "the"."""
        words = [word.text for word in self.sentence.words[self.start : self.end]]
        return " ".join(words[1:] if words[0].lower() == "the" and len(words) > 1 else words)


def salient_person(
    sentences: Sequence[Sentence], pronouns: Pronouns, sentence: Sentence, phrase: Phrase, last: Speaker | None
) -> int | None:
    """Return the number of the person whom "the star" or "the 61-year-old" means: one far ahead of all others."""
    persons = pronouns.everybody
    noun = sentence.low(phrase.end - 1)
    if (aged := _of_age(sentences, persons, noun)) is not None:
        return aged
    titled = [number for number, person in enumerate(persons) if is_role(noun) and _has_title(sentences, person, noun)]
    if titled:  # "the pope" is Pope Francis
        alone = len(titled) == 1 and pronouns.named_before(titled[0], sentence.words[phrase.start].start) is not None
        return titled[0] if alone else None
    ranked = pronouns.scores(sentence, phrase.start, epithet_gender(sentence, phrase))
    if not ranked or pronouns.is_stranger(ranked[0][1]) or pronouns.is_silent(ranked[0][1]):
        return None
    (best, number), *others = ranked
    ahead = best - others[0][0] if others else _FAR_AHEAD
    spoke = last is not None and last.person == number
    late = spoke and best >= _LEAST_SPEAKER and ahead >= _FAR_AHEAD
    if (best < _LEAST_PERSON and not late) or ahead < (_AHEAD_AS_SPEAKER if spoke else _AHEAD):
        return None
    if last is not None and last.person not in (None, number) and last.sentence >= sentence.number - 1:
        return None
    if not _can_be_called(sentence, phrase, persons[number]) or _is_introduced(sentences, sentence, phrase):
        return None
    return number


def _has_title(sentences: Sequence[Sentence], person: Person, noun: str) -> bool:
    return any(sentences[named.sentence].low(named.start - 1) == noun for named in person.mentions if named.start)


def _of_age(sentences: Sequence[Sentence], persons: Sequence[Person], noun: str) -> int | None:
    """Return the number of the person whose age, as in "61-year-old", the text gives beside the name."""
    if not noun.endswith(_YEARS):
        return None
    for number, person in enumerate(persons):
        for named in person.mentions:
            words = sentences[named.sentence]
            if words.low(named.end) == "," and words.low(named.end + 1) == noun.removesuffix(_YEARS):
                return number
    return None


def _can_be_called(sentence: Sentence, phrase: Phrase, person: Person) -> bool:
    """Return whether a noun can mean a person with the roles that the text gives."""
    noun, lists = sentence.low(phrase.end - 1), word_lists("quotes/salient_nouns.txt")
    if (
        noun.endswith(_YEARS)
        or noun in lists["persons"]
        or (noun in lists["persons without a role"] and not person.roles)
    ):
        return True
    place = sentence.low(phrase.end - 2)
    return noun in lists["persons of a place"] and (place in lexicon().places or place in lexicon().demonyms)


def _is_introduced(
    sentences: Sequence[Sentence], sentence: Sentence, phrase: Phrase, since: NamedBody | None = None
) -> bool:
    """Return whether the text has introduced somebody else with the noun, as "a star", since a mention."""
    noun = sentence.low(phrase.end - 1)
    first = max(0, sentence.number - _REACH) if since is None else since.sentence.number
    for number in range(sentence.number, first - 1, -1):
        earlier = sentences[number]
        begin = since.end + 2 if since is not None and number == first else 0  # "Velk is a firm"
        for index in range(begin, phrase.start if number == sentence.number else len(earlier)):
            if earlier.low(index) != noun:
                continue
            before = range(max(begin, index - _LONGEST), index)
            if any(earlier.low(at) in _INDEFINITE for at in before):
                return True
    return False


def salient_body(
    text: str, sentences: Sequence[Sentence], pronouns: Pronouns, sentence: Sentence, phrase: Phrase
) -> Span | None:
    """Return the first mention of the body that is far ahead of all others in being meant by "the airline"."""
    noun = sentence.low(phrase.end - 1)
    if is_role(noun):
        return None
    quoted = " ".join(_cut(text, sentence, at) for at in sentence.quotations)
    ranked: list[tuple[float, bool, list[NamedBody]]] = []
    for mentions in _bodies_before(sentences, sentence, phrase):
        if _fits(noun, mentions):
            own = any(_is_in(mention.name, quoted) for mention in mentions)
            ranked.append((_score(pronouns, sentence, mentions, noun) + _OWN_STATEMENT * own, own, mentions))
    ranked.sort(key=lambda scored: scored[0], reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _AHEAD):
        return None
    score, own, mentions = ranked[0]
    if (score < _LEAST_BODY and not own) or _is_introduced(sentences, sentence, phrase, mentions[-1]):
        return None
    return mentions[0].sentence.span(mentions[0].start, mentions[0].end)


def _is_in(name: str, quoted: str) -> bool:
    """Return whether a quotation has the name of a body or its initials, but not only as a platform."""
    initials = _initials(name)
    forms = [name, initials] if len(initials) > 2 else [name]
    return any(re.search(rf"(?<!\bon )\b{re.escape(form)}\b", quoted) is not None for form in forms)  # "on X"


def _cut(text: str, sentence: Sentence, index: int) -> str:
    return Span(sentence.words[index].start, sentence.words[index].end).cut(text)


def _bodies_before(sentences: Sequence[Sentence], sentence: Sentence, phrase: Phrase) -> list[list[NamedBody]]:
    """Return the bodies named before `phrase`, each with its mentions in text order."""
    bodies: list[list[NamedBody]] = []
    for named in _names_before(sentences, sentence, phrase):
        same = next((mentions for mentions in bodies if any(_is_same(named, other) for other in mentions)), None)
        if same is None:
            bodies.append([named])
        else:
            same.append(named)
    return bodies


def _names_before(sentences: Sequence[Sentence], sentence: Sentence, phrase: Phrase) -> Iterator[NamedBody]:
    for earlier in sentences[max(0, sentence.number - _REACH) : sentence.number + 1]:
        last = phrase.start if earlier.number == sentence.number else len(earlier)
        for start, end in earlier.bodies:
            if end <= last:
                yield NamedBody(earlier, start, end)


def _is_same(named: NamedBody, other: NamedBody) -> bool:
    """Return whether two names mean one body: one begins the other, is its acronym or stands in brackets after it."""
    if named.sentence.number == other.sentence.number and named.start == other.end + 1:
        return named.sentence.low(other.end) == "("
    words, others = _words(named.name), _words(other.name)
    shared = min(len(words), len(others))
    return (
        words[:shared] == others[:shared] or _is_acronym(named.name, other.name) or _is_acronym(other.name, named.name)
    )


def _words(name: str) -> list[str]:
    return name.lower().replace("-", " ").replace(".", "").split()


def _is_acronym(acronym: str, name: str) -> bool:
    return len(acronym) > 1 and acronym.isupper() and len(_initials(name)) > 1 and _initials(name).endswith(acronym)


def _initials(name: str) -> str:
    return "".join(word[0] for word in _WORD.findall(name.replace("-", " ")) if word[0].isupper())


def _score(pronouns: Pronouns, sentence: Sentence, mentions: Sequence[NamedBody], noun: str) -> float:
    """Return how likely a body is meant: near, as a subject, in the first sentences, named often."""
    return (
        max(_weight(pronouns, sentence, mention) for mention in mentions[-_RECENT:])
        + 0.5 * log1p(len(mentions))
        + 0.6 * (mentions[0].sentence.number < _LEAD)
        + 1.0 * any(noun in mention.name.lower().split() for mention in mentions)
    )


def _weight(pronouns: Pronouns, sentence: Sentence, mention: NamedBody) -> float:
    earlier = mention.sentence
    possessive = earlier.part(mention.end) == Part.POSSESSIVE
    return (
        -0.8 * min(sentence.number - earlier.number, 8)
        - 1.6 * earlier.boilerplate
        + 1.2 * (not possessive and pronouns.is_subject(earlier, mention.start))
        - 0.4 * possessive
        + 0.4 * (earlier.paragraph == sentence.paragraph)
    )


def _fits(noun: str, mentions: Sequence[NamedBody]) -> bool:
    """Return whether a noun can mean the body with these mentions."""
    nouns, names = word_lists("quotes/salient_nouns.txt"), word_lists("quotes/public_bodies.txt")
    outlet = any(is_listed_outlet(mention.name) for mention in mentions)
    if noun in nouns["outlets"] or outlet:
        return noun in nouns["outlets"] and outlet
    if any(_is_called(mention, noun) for mention in mentions):
        return True
    if noun in nouns["airlines"]:
        return any(_flies(mention) for mention in mentions)
    last_words = {_words(mention.name)[-1] for mention in mentions}
    named = {mention.name.lower() for mention in mentions}
    if noun in nouns["blocs"]:
        return not (named | last_words).isdisjoint(names["states"])
    agency = bool(named & names["names of agencies"] or last_words & names["last words of agencies"])
    if noun in nouns["agencies"]:
        return agency
    public = agency or named & names["other names"] or last_words & names["other last words"]
    return noun in nouns["firms and groups"] and not public and named.isdisjoint(lexicon().places)


def _is_called(mention: NamedBody, noun: str) -> bool:
    """Return whether the text itself calls a body so: "the carmaker Velk", "Velk, a carmaker"."""
    sentence = mention.sentence
    if sentence.low(mention.start - 1) == noun:
        return True
    opens = sentence.low(mention.end) == "," and sentence.low(mention.end + 1) in ("a", "an", "the")
    return opens and noun in [sentence.low(at) for at in range(mention.end + 2, mention.end + 2 + _LONGEST)]


def _flies(mention: NamedBody) -> bool:
    """Return whether a body is an airline by its name or by what follows it: "Velk flight 12"."""
    words = _words(mention.name)
    if any(word in ("air", "airlines", "airways", "airline") for word in words):
        return True
    after = mention.end + (mention.sentence.part(mention.end) == Part.POSSESSIVE)
    return mention.sentence.low(after) in word_lists("quotes/public_bodies.txt")["flights"]


def issuer_of(
    sentences: Sequence[Sentence], people: People, sentence: Sentence, phrase: Phrase
) -> tuple[Sentence, Phrase] | None:
    """Return the words for whoever issued "the statement", and their sentence.

    They are the X of "a statement by X", "X issued a statement" or "X said in a statement", shortly before.
    """
    noun = sentence.low(phrase.end - 1)
    for number in range(sentence.number, max(-1, sentence.number - _SHORTLY), -1):
        earlier = sentences[number]
        for index in range((phrase.start if earlier is sentence else len(earlier)) - 1, 0, -1):
            article = next((at for at in range(index - 1, max(-1, index - 4), -1) if earlier.low(at) in _OWN), None)
            if earlier.low(index) != noun or article is None:
                continue
            if (author := author_of(earlier, Phrase(article, index + 1, index))) is not None:
                return earlier, author
            after = earlier.low(index + 1 + (earlier.part(index + 1) in (Part.PARTICIPLE, Part.PAST)))
            if after in _BY or earlier.low(article - 1) not in _ISSUING:
                return None
            subject = sentence_subject(earlier, people, article)
            return (earlier, subject) if subject is not None else None
    return None


def owner_of(people: People, sentence: Sentence, phrase: Phrase) -> tuple[int, Mention] | None:
    """Return the person who owns the words of "Minister Velden's letter", and the mention."""
    named = people.within(sentence.number, phrase.start, phrase.head)
    if not named or not named[-1][1].possessive or named[-1][1].end + 4 < phrase.head:
        return None
    titled = all(
        sentence.capitalised(index) or is_role(sentence.low(index)) or sentence.part(index) in NOMINAL
        for index in range(phrase.start, named[-1][1].start)
    )
    return named[-1] if titled else None


def whole_names_of_bodies(text: str, sentences: Sequence[Sentence]) -> dict[str, Span]:
    """Return short names with the whole name, if only one body of the text can be meant.

    A short name lacks the noun of a firm ("Tollen" for "Tollen Publishing") or is the head ("Post" for "Tollen Post").
    """
    whole: dict[str, dict[str, Span]] = defaultdict(dict)
    for sentence in sentences:
        for start, end in sentence.bodies:
            last, name = sentence.low(end - 1), sentence.span(start, end)
            if end - start < 2 or sentence.part(end - 1) != Part.NAME:
                continue
            if last in _FIRM_ENDS:
                whole[sentence.span(start, end - 1).cut(text)].setdefault(name.cut(text), name)
            if last in _HEADS and sentence.low(end - 2) != "the":
                whole[sentence.words[end - 1].text].setdefault(name.cut(text).lower().removeprefix("the "), name)
    return {
        short: next(iter(names.values()))
        for short, names in whole.items()
        if len(names) == 1 and (short.lower() in _HEADS or not is_listed_outlet(short))
        if short.lower() not in lexicon().places
    }


def earlier_descriptor(sentences: Sequence[Sentence], sentence: Sentence, phrase: Phrase) -> Span | None:
    """Return the descriptor that "the official" or "the person" means: "one senior official" shortly before."""
    noun = sentence.low(head_noun(sentence, phrase))
    words = phrase.end - phrase.start
    if sentence.low(phrase.start) not in ("the", "this", "that") or words > 3 or not is_role(noun):
        return None
    for number in range(sentence.number, max(-1, sentence.number - _SHORTLY), -1):
        earlier = sentences[number]
        for index in range((phrase.start if earlier is sentence else len(earlier)) - 1, -1, -1):
            found = phrase_starting(earlier, index) if earlier.low(index) in _INTRODUCING else None
            if found is None or found.start != index or found.end - index < 2:
                continue
            head = earlier.low(head_noun(earlier, found))
            if head == noun or (noun in _GENERIC and words == 2 and is_role(head)):  # "the older woman" is no clerk
                return earlier.span(found.start, found.end)
    return None
