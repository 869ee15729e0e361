"""Decides the type of each name in a document: its mentions vote, and so do the words beside them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from briefing.analysis.actors.context_cues import (
    body_beside,
    count_products,
    dateline_country,
    firm_beside,
    is_in_region,
    is_making_firm,
    is_seat,
    locating_word,
    named_organisations,
    office_beside,
    place_context,
    product_noun,
    speaks_or_holds_office,
    stands_as_place,
)
from briefing.analysis.actors.mentions import (
    ORGANISATION,
    OTHER,
    PERSON,
    PLACE,
    Mention,
    Tokens,
    bare_surname,
    form_of,
    is_full_name,
    is_team,
    surname,
)
from briefing.analysis.actors.name_types import SEATS, WIDE_PLACES, actor_words, is_doubtful, is_human, short_firms
from briefing.analysis.language.lexicon import lexicon, word_classes
from briefing.analysis.language.tagging import TaggedSentence
from briefing.data.loader import word_lists
from briefing.frozen import dataclass
from briefing.model.evidence import TypeRule

_PLACES = word_lists("actors/places.txt")
_ORGANISATIONS = word_lists("actors/organisations.txt")
_FIRM_NOUNS = _ORGANISATIONS["nouns before a name"]
_PLACE_NOUNS = _PLACES["nouns before of"]
_REGIONS, _HOMES = _PLACES["regions named like firms"], _PLACES["nouns before a comma"]
_ACTING = _ORGANISATIONS["acting"]
_WEAK_VOTE, _TITLE_VOTE, _CONTEXT_VOTE = 0.4, 0.25, 1.5


class Ground(NamedTuple):
    """Why a name has its type: a rule, and the words that it rests on, as tokens of one sentence."""

    rule: TypeRule
    sentence: int
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class EntityTypes:
    """What a document says about its names."""

    kinds: Mapping[str, str]
    """Each written form -> its type in this document."""
    grounds: Mapping[tuple[str, str], Ground]
    """Written form and type -> why the form has this type."""
    text_counts: Mapping[str, int]
    """How often each form occurs in running text, not in a headline or in boilerplate."""
    full_names: Mapping[str, float]
    """Full names of persons -> their votes."""
    by_surname: Mapping[str, tuple[str, ...]]
    by_given: Mapping[str, tuple[str, ...]]


class _Names(NamedTuple):
    """The full names of the persons of a document, with their votes."""

    full_names: Mapping[str, float]
    by_surname: Mapping[str, tuple[str, ...]]
    by_given: Mapping[str, tuple[str, ...]]

    def bears(self, low: str) -> bool:
        """Return whether a person has this surname or given name."""
        return low in self.by_surname or low in self.by_given


@dataclass(slots=True)
class _Count:
    """The votes on the type of each written form, with what they rest on."""

    votes: defaultdict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(_no_votes))
    text_counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, Ground] = field(default_factory=dict)
    """Where each form first occurs."""
    grounds: dict[tuple[str, str], Ground] = field(default_factory=dict)
    """Form and type -> the first mention of this type, or what is beside it if only the tagger gave the type."""
    placed: Counter[str] = field(default_factory=Counter)
    """How often each form occurs where places do."""
    personal: Counter[str] = field(default_factory=Counter)
    """How often each form has an office."""
    firms: Counter[str] = field(default_factory=Counter)
    """How often words that belong to firms and other bodies stand beside each form."""
    regions: set[str] = field(default_factory=set)
    """Forms that stand in "in the X" though they may name an organisation."""
    produced: Counter[str] = field(default_factory=Counter)
    """How often a noun for a product, a vessel or a law follows each form."""
    supported: set[str] = field(default_factory=set)
    """Forms beside a verb of speech or an office."""
    called: dict[str, Ground] = field(default_factory=dict)
    """Forms beside which the text says that they are no person: "the firm X", "X officials", "X, which maintains"."""
    located: dict[str, Ground] = field(default_factory=dict)
    """Forms that something is in, or that end a dateline."""

    def add(self, index: int, sentence: TaggedSentence, mention: Mention) -> None:
        """Count one mention and what is beside it."""
        form = form_of(sentence, mention.start, mention.end)
        self._add_own_vote(index, sentence, mention, form)
        self._add_noun_before(index, sentence, mention, form)
        votes = self.votes[form]
        if cue := place_context(sentence, mention):
            votes[PLACE] += _CONTEXT_VOTE
            self.placed[form] += 1
            self._note(form, PLACE, Ground(TypeRule.LOCATION, index, cue))
        if cue := office_beside(sentence, mention):
            votes[PERSON] += _CONTEXT_VOTE
            self.personal[form] += 1
            if mention.kind != PERSON:
                self._note(form, PERSON, Ground(TypeRule.OFFICE, index, cue))
        if mention.kind == PLACE and stands_as_place(sentence, mention):
            self.supported.add(form)
        if is_in_region(sentence, mention):
            self.regions.add(form)
        if speaks_or_holds_office(sentence, mention):
            self.supported.add(form)
        if cue := firm_beside(sentence, mention):
            votes[ORGANISATION] += _CONTEXT_VOTE
            self.firms[form] += 1
            self._note(form, ORGANISATION, Ground(TypeRule.ORGANISATION_NOUN, index, cue))
        if cue := body_beside(sentence, mention):
            self.called.setdefault(form, Ground(TypeRule.ORGANISATION_NOUN, index, cue))
        self.produced[form] += product_noun(sentence, mention)
        if cue := locating_word(sentence, mention):
            self.located.setdefault(form, Ground(TypeRule.LOCATION, index, cue))
        self.text_counts[form] += not (sentence.title_case or sentence.boilerplate)

    def _note(self, form: str, kind: str, ground: Ground) -> None:
        """Keep the first ground for a type, or the first that is more than the tagger's word."""
        known = self.grounds.get((form, kind))
        if known is None or (known.rule is TypeRule.TAGGED and ground.rule is not TypeRule.TAGGED):
            self.grounds[form, kind] = ground

    def _add_own_vote(self, index: int, sentence: TaggedSentence, mention: Mention, form: str) -> None:
        tokens, counts = (mention.start, mention.end), self.votes[form]
        weight = _TITLE_VOTE if sentence.title_case else _WEAK_VOTE if sentence.boilerplate else 1.0
        counts[mention.kind] += mention.certainty * weight
        if form not in self.first:
            self.first[form] = Ground(TypeRule.TAGGED, index, tokens)
        self._note(form, mention.kind, Ground(mention.rule, index, mention.cue or tokens))
        if form.lower() in SEATS:
            counts[mention.kind] -= mention.certainty * weight
            acts = sentence.low_at(mention.end) in _ACTING
            counts[ORGANISATION if acts else PLACE] += weight
            if acts:
                self._note(form, ORGANISATION, Ground(TypeRule.ACTS, index, (mention.end, mention.end + 1)))

    def _add_noun_before(self, index: int, sentence: TaggedSentence, mention: Mention, form: str) -> None:
        before, start = sentence.low_at(mention.start - 1), mention.start
        if (
            (before in _FIRM_NOUNS or is_making_firm(before))
            and mention.kind != PLACE
            and not _is_full_person(sentence, mention)
        ):
            self.votes[form][ORGANISATION] += _CONTEXT_VOTE
            ground = Ground(TypeRule.ORGANISATION_NOUN, index, (start - 1, start))
            if before not in lexicon().roles:  # a publisher may be a person
                self.called.setdefault(form, ground)
            self._note(form, ORGANISATION, ground)
        elif (
            is_seat(sentence, mention)
            or (before == "of" and sentence.low_at(start - 2) in _PLACE_NOUNS)
            or (before == "," and sentence.low_at(start - 2) in _HOMES and sentence.low_at(mention.end) == ",")
        ):
            self.votes[form][PLACE] += _CONTEXT_VOTE
            self._note(form, PLACE, Ground(TypeRule.LOCATION, index, (start - 2, start)))


def decide_types(sentences: Sequence[TaggedSentence], mentions: Sequence[Sequence[Mention]]) -> EntityTypes:
    """Return the types of the names of a document, by their mentions and the words around them."""
    count = _Count()
    for index, (sentence, found) in enumerate(zip(sentences, mentions, strict=True)):
        if (country := dateline_country(sentence)) >= 0:
            ground = Ground(TypeRule.DATELINE, index, (country, country + 1))
            count.located.setdefault(sentence.words[country], ground)
        for mention in found:
            if mention.kind != OTHER:
                count.add(index, sentence, mention)
    _add_surname_votes(count)
    full = _full_names(count.votes)
    names = _Names(full, *_name_index(full))
    kinds = {
        form: PERSON if count.personal[form] > count.placed[form] else _vote_winner(form, count, names)
        for form in count.votes
    }
    _decide_unlisted(sentences, kinds, count, names)
    count.produced += count_products(sentences, [form for form, kind in kinds.items() if kind == ORGANISATION])
    times = Counter(word for sentence in sentences if not sentence.boilerplate for word in sentence.words)
    for form, kind in kinds.items():
        plain = kind == PERSON and _is_plain_noun(form, count, names, times[form.lower()])
        if plain or _is_left_out(form, kind, count, names, times=times[form] or count.text_counts[form]):
            kinds[form] = OTHER
    return EntityTypes(kinds, count.grounds, count.text_counts, names.full_names, names.by_surname, names.by_given)


def _add_surname_votes(count: _Count) -> None:
    """Let "Simor" as a person make a person of "Tass Simor", which the tagger took for an organisation."""
    for form, votes in count.votes.items():
        first, _, last = form.rpartition(" ")
        if votes[ORGANISATION] >= votes[PERSON] and first and " " not in first and last in count.votes:
            body = last.lower() in lexicon().organisation_heads or form.lower() in lexicon().organisations_low
            body = body or count.firms[form] > 0 or is_team(form.lower().split())
            halves = [found for word in (first, last) if (found := count.votes.get(word))]
            if not body and all(found[PERSON] > max(found[ORGANISATION], found[PLACE]) for found in halves):
                votes[PERSON] += votes[ORGANISATION] + count.votes[last][PERSON]


def _is_plain_noun(form: str, count: _Count, names: _Names, lower_case: int) -> bool:
    """Return whether a lone word taken for a person is also in lower case somewhere: "Snow fell" and "more snow"."""
    low = form.lower()
    if " " in form or not lower_case or form in count.supported or count.personal[form] or names.bears(low):
        return False
    return "N" in word_classes(low)


def _is_left_out(form: str, kind: str, count: _Count, names: _Names, *, times: int) -> bool:
    """Return whether a name rests on the tagger's word alone and is likely none, or is that of a product."""
    if form in count.supported or names.bears(form.lower()) or form in count.located or count.placed[form]:
        return False
    ground = count.grounds.get((form, kind))
    rule = ground.rule if ground else TypeRule.TAGGED
    return is_doubtful(form, kind, rule, times=times, products=0 if count.firms[form] else count.produced[form])


def _decide_unlisted(sentences: Sequence[TaggedSentence], kinds: dict[str, str], count: _Count, names: _Names) -> None:
    """Decide the types of words in no list by what is beside them, and those of short names of firms."""
    for index, sentence in enumerate(sentences):
        for position in named_organisations(sentence):
            form = sentence.words[position]
            if kinds.get(form) == PERSON and _is_unlisted(form, names):
                kinds[form] = ORGANISATION
                cue = (position - 1, position)
                count.grounds[form, ORGANISATION] = Ground(TypeRule.ORGANISATION_NOUN, index, cue)
    for form, ground in count.called.items():
        first = form.split()[0].lower()
        if kinds.get(form) == PERSON and " " in form and first not in lexicon().given and not count.personal[form]:
            kinds[form] = ORGANISATION
            count.grounds[form, ORGANISATION] = ground
    for form in count.regions - set(count.firms):
        if kinds[form] == ORGANISATION and form.lower() in _REGIONS:
            kinds[form] = PLACE
    for form, times in count.firms.items():
        low = form.lower()
        human = count.personal[form] or (is_human(low) and count.votes[form][PERSON] > times)
        unknown = kinds[form] == PERSON and not (" " in form or names.bears(low) or human)
        place = times <= count.placed[form] and low in lexicon().places
        if unknown or (kinds[form] == PLACE and low in actor_words().outlets and not place):
            kinds[form] = ORGANISATION
    for form, ground in _countries(sentences, kinds, count, names):
        kinds[form] = PLACE
        count.grounds[form, PLACE] = ground
    for short, firm in tuple(short_firms(kinds)):
        if not names.bears(short.lower()):
            kinds[short] = ORGANISATION
            count.grounds[short, ORGANISATION] = count.first[firm]._replace(rule=TypeRule.SHORT_FIRM)


def _countries(
    sentences: Sequence[TaggedSentence], kinds: Mapping[str, str], count: _Count, names: _Names
) -> list[tuple[str, Ground]]:
    """Return unlisted words that something is in, or that the text makes a nationality or a city of.

    Such as Tollena with Tollenan or Tollena City.
    """
    unknown = [
        form
        for form, kind in kinds.items()
        if kind != PLACE and form.isalpha() and form.istitle() and len(form) > 4 and not _is_known(form)
    ]
    if not unknown:
        return []
    words = {
        sentence.words[position]: (index, position)
        for index, sentence in enumerate(sentences)
        for position in sentence.capitals
    }
    found: list[tuple[str, Ground]] = []
    for form in unknown:
        nationality = next((word for word in _nationalities(form) if word in words), None)
        if form in count.located and _is_unlisted(form, names):
            found.append((form, count.located[form]))
        elif city := count.first.get(f"{form} City"):
            found.append((form, city._replace(rule=TypeRule.NATIONALITY)))
        elif nationality:
            index, position = words[nationality]
            found.append((form, Ground(TypeRule.NATIONALITY, index, (position, position + 1))))
    return found


def _is_unlisted(form: str, names: _Names) -> bool:
    """Return whether a name is one word that is in no list and that no person of the text bears."""
    return form.isalpha() and not _is_known(form) and not names.bears(form.lower())


def _is_known(form: str) -> bool:
    return is_human(form.lower()) or form in lexicon().organisations or form.lower() in lexicon().common


def _nationalities(form: str) -> tuple[str, ...]:
    if form.endswith("a"):
        return (f"{form}n", f"{form}ns", f"{form[:-1]}ese")
    return (f"{form}ese",)


def _no_votes() -> dict[str, float]:
    return {PERSON: 0.0, ORGANISATION: 0.0, PLACE: 0.0}


def _is_full_person(sentence: TaggedSentence, mention: Mention) -> bool:
    """Return whether a person is named in full: "publisher" before one is a person too."""
    return mention.kind == PERSON and mention.end - mention.start > 1 and sentence.low[mention.start] in lexicon().given


def _full_names(votes: Mapping[str, dict[str, float]]) -> dict[str, float]:
    return {
        form: counts[PERSON]
        for form, counts in votes.items()
        if counts[PERSON] >= max(counts[ORGANISATION], counts[PLACE]) and is_full_name(form)
    }


def _name_index(full: Mapping[str, float]) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    by_surname: defaultdict[str, list[str]] = defaultdict(list)
    by_given: defaultdict[str, list[str]] = defaultdict(list)
    for name in full:
        last = surname(name)
        by_surname[last].append(name)
        if bare_surname(last) != last:
            by_surname[bare_surname(last)].append(name)
        by_given[name.split()[0].lower()].append(name)
    return {low: tuple(names) for low, names in by_surname.items()}, {
        low: tuple(names) for low, names in by_given.items()
    }


def _vote_winner(form: str, count: _Count, names: _Names) -> str:
    """Return the type that most votes give, unless a person in full, a country or a city outweighs them."""
    counts, placed = count.votes[form], count.placed[form]
    kind = max(counts, key=lambda name: (counts[name], name == ORGANISATION))
    low, lists = form.lower(), lexicon()
    place = lists.places.get(low, "")
    if " " in form:
        if kind == PERSON and place in WIDE_PLACES | {"city", "capital"}:
            return _as_listed_place(form, count)
        bearers = names.by_surname.get(surname(form), ())
        named = form[0].islower() or any(name.endswith(f" {form}") for name in bearers)
        return _as_bearer(form, bearers, count) if bearers and named else kind
    bearers = names.by_surname.get(low, names.by_surname.get(surname(form), ()))
    weight = sum(names.full_names[name] for name in bearers)
    if weight and place != "country" and placed < weight and not (form.isupper() and form in lists.organisations):
        others = max(counts[ORGANISATION], counts[PLACE], 0.1)
        unlisted = form not in lists.organisations and not place
        if counts[PERSON] + weight >= 0.4 * others or (
            unlisted and any(name.split()[0].lower() in lists.given for name in bearers)
        ):
            return _as_bearer(form, bearers, count)
    if place == "country" and not names.bears(low) and form not in lists.organisations:
        return _as_listed_place(form, count)
    if names.bears(low):
        human = kind == PLACE or (kind == ORGANISATION and low in lists.given)
        human = human and not place and low in names.by_given and low not in lists.common
        return _as_bearer(form, names.by_given[low], count) if human else kind
    if place == "country" or (place == "capital" and form not in lists.organisations):
        return _as_listed_place(form, count)
    if place and kind != PLACE and form not in lists.organisations and (placed or not is_human(low)):
        return _as_listed_place(form, count)
    return kind


def _as_bearer(form: str, full: Sequence[str], count: _Count) -> str:
    """Return PERSON for a name that a person named in `full` bears, and keep that as the ground."""
    count.grounds[form, PERSON] = count.first[full[0]]._replace(rule=TypeRule.FULL_NAME)
    return PERSON


def _as_listed_place(form: str, count: _Count) -> str:
    """Return PLACE for a name of the word lists, and keep that as the ground unless a better one is known."""
    count.grounds.setdefault((form, PLACE), count.first[form]._replace(rule=TypeRule.GAZETTEER))
    return PLACE
