"""Lets a document vote on the kind of each written name, and takes its names to every place where they stand."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.analysis.actors.context_cues import LOCATING, dateline_land, named_bodies, stands_as_person, stands_in
from briefing.analysis.actors.mentions import ORGANISATION, OTHER, PERSON, PLACE, Mention, Reading, form_of
from briefing.analysis.actors.name_forms import bare_surname, is_full_name, surname
from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.tokens import word_set

_ORGANISATION_NOUNS = word_set(
    "firm company group bank giant agency newspaper network broadcaster website startup maker carrier airline retailer "
    "publisher charity nonprofit union club militia magazine operator platform channel insurer lender contractor "
    "manufacturer brand chain consultancy ngo organisation organization"
)
_PLACE_NOUNS = word_set("village town city province district region island county suburb state port prefecture people")
_PLACE_TAILS = word_set(
    "mayor police residents resident airport streets suburb suburbs officials officers province district region area "
    "neighborhood -based"
)
_SEATS = frozenset({"white house", "kremlin", "vatican", "downing street", "capitol hill", "blue house"})
"""Buildings that are places unless the text lets them act."""
_ACTING = word_set(
    "said says told spokesman spokeswoman spokesperson official officials aide aides adviser advisers press counsel "
    "chief announced confirmed denied declined has had wants would will did is was called insisted argued warned "
    "rejected"
)
_SEATED = word_set("university college institute hospital school museum laboratory observatory")
_WEAK_VOTE, _TITLE_VOTE, _CONTEXT_VOTE = 0.4, 0.25, 1.5


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a document says about its names."""

    kinds: Mapping[str, str]
    """Each written form -> the kind it has in this document."""
    firm: Mapping[str, int]
    """How often each form stands in running text, not in a headline or a line of furniture."""
    full: Mapping[str, float]
    """Full names of persons -> their votes."""
    by_surname: Mapping[str, tuple[str, ...]]
    by_given: Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class _Signs:
    """What the words beside the names say of each form."""

    placed: Counter[str] = field(default_factory=Counter)
    """How often it stands where places stand."""
    personal: Counter[str] = field(default_factory=Counter)
    """How often it bears an office."""
    located: set[str] = field(default_factory=set)
    """Something is in it, or it ends a dateline."""

    def add(self, reading: Reading, mention: Mention, form: str, votes: dict[str, float]) -> None:
        """Note what stands beside one mention, and let it vote."""
        if _stands_as_place(reading, mention):
            votes[PLACE] += _CONTEXT_VOTE
            self.placed[form] += 1
        if stands_as_person(reading, mention):
            votes[PERSON] += _CONTEXT_VOTE
            self.personal[form] += 1
        if stands_in(reading, mention):
            self.located.add(form)


def count_votes(readings: Sequence[Reading], mentions: Sequence[Sequence[Mention]]) -> Ballot:
    """Return the kinds that the names have by their mentions and the words around them."""
    votes: defaultdict[str, dict[str, float]] = defaultdict(_no_votes)
    firm: Counter[str] = Counter()
    signs = _Signs(located={dateline_land(reading) for reading in readings})
    for reading, found in zip(readings, mentions, strict=True):
        for mention in found:
            if mention.kind == OTHER:
                continue
            form = form_of(reading, mention.start, mention.end)
            _vote(reading, mention, votes[form])
            signs.add(reading, mention, form, votes[form])
            firm[form] += not (reading.sentence.title_case or reading.weak)
    full = _full_names(votes)
    by_surname, by_given = _name_index(full)
    kinds = {
        form: PERSON
        if signs.personal[form] > signs.placed[form]
        else _settled_kind(form, counts, signs.placed[form], full, by_surname, by_given)
        for form, counts in votes.items()
    }
    _settle_strangers(readings, kinds, signs, {*by_surname, *by_given})
    return Ballot(kinds, firm, full, by_surname, by_given)


def _settle_strangers(readings: Sequence[Reading], kinds: dict[str, str], signs: _Signs, borne: Container[str]) -> None:
    """Settle the kinds of words that no list has by what is said beside them, and those of short names of firms."""
    bodies = {form for reading in readings for form in named_bodies(reading)}
    kinds.update((form, ORGANISATION) for form in bodies if kinds.get(form) == PERSON and _is_strange(form, borne))
    located = {form for form in signs.located if _is_strange(form, borne)}
    kinds.update((form, PLACE) for form in _lands(readings, kinds, located))
    for short in tuple(_short_firms(kinds)):
        if short.lower() not in borne:
            kinds[short] = ORGANISATION


def _lands(readings: Sequence[Reading], kinds: Mapping[str, str], located: Container[str]) -> list[str]:
    """Return names of one word that are `located`, or that the text makes a nationality or a city of.

    Such as Tollena with Tollenan or Tollena City.
    """
    unknown = [
        form
        for form, kind in kinds.items()
        if kind != PLACE and form.isalpha() and form.istitle() and len(form) > 4 and not _is_known(form)
    ]
    if not unknown:
        return []
    words = {reading.words[position] for reading in readings for position in reading.capitals}
    return [
        form
        for form in unknown
        if form in located or f"{form} City" in kinds or not words.isdisjoint(_nationalities(form))
    ]


def _is_strange(form: str, borne: Container[str]) -> bool:
    """Tell whether a name is one word that no list has and no person of the text bears."""
    return form.isalpha() and not _is_known(form) and form.lower() not in borne


def _is_known(form: str) -> bool:
    return _is_human(form.lower()) or form in lexicon().organisations or form.lower() in lexicon().common


def _nationalities(form: str) -> tuple[str, ...]:
    if form.endswith("a"):
        return (f"{form}n", f"{form}ns", f"{form[:-1]}ese")
    return (f"{form}ese",)


def _short_firms(kinds: Mapping[str, str]) -> Iterator[str]:
    """Give the first words of listed firms of two words that are also written alone: Goldman of Goldman Sachs."""
    lists = lexicon()
    for form, kind in kinds.items():
        first, _, rest = form.partition(" ")
        whole = kind == ORGANISATION and form in lists.organisations and " " not in rest
        if whole and kinds.get(first) == PERSON and rest.lower() not in lists.organisation_heads:
            yield first


def _no_votes() -> dict[str, float]:
    return {PERSON: 0.0, ORGANISATION: 0.0, PLACE: 0.0}


def _vote(reading: Reading, mention: Mention, counts: dict[str, float]) -> None:
    sentence = reading.sentence
    weight = _TITLE_VOTE if sentence.title_case else _WEAK_VOTE if reading.weak else 1.0
    counts[mention.kind] += mention.certainty * weight
    if form_of(reading, mention.start, mention.end).lower() in _SEATS:
        counts[mention.kind] -= mention.certainty * weight
        acts = reading.low_at(mention.end) in _ACTING
        counts[ORGANISATION if acts else PLACE] += weight
    before = reading.low_at(mention.start - 1)
    if (
        (before in _ORGANISATION_NOUNS or before.endswith("maker"))
        and mention.kind != PLACE
        and not _is_full_person(reading, mention)
    ):
        counts[ORGANISATION] += _CONTEXT_VOTE
    elif _is_seat(reading, mention) or (before == "of" and reading.low_at(mention.start - 2) in _PLACE_NOUNS):
        counts[PLACE] += _CONTEXT_VOTE


def _is_seat(reading: Reading, mention: Mention) -> bool:
    """Tell whether one word stands where a school's town does: "of Tollen University, Harbin,"."""
    if mention.kind != PERSON or reading.low_at(mention.start - 1) != ",":
        return False
    head = reading.bare[mention.start - 2] if mention.start > 1 else ""
    closed = reading.low_at(mention.end) in (",", ".", "(", ";")
    return closed and head in _SEATED and mention.end - mention.start == 1


def _is_full_person(reading: Reading, mention: Mention) -> bool:
    """Tell whether a person is named in full after "manufacturer" or "publisher", which are also persons."""
    return mention.kind == PERSON and mention.end - mention.start > 1 and reading.low[mention.start] in lexicon().given


def _stands_as_place(reading: Reading, mention: Mention) -> bool:
    """Tell whether a one-word name stands where places stand: "in X", "X police", "X, Ohio"."""
    if mention.end - mention.start > 1:
        return False
    if mention.kind != PLACE and reading.low[mention.start] not in lexicon().places:
        return False
    before, after = reading.low_at(mention.start - 1), reading.low_at(mention.end)
    if before in LOCATING and after != "'s":
        return True
    wide = lexicon().places.get(reading.low_at(mention.end + 1)) in ("abbreviation", "state", "country")
    return after in _PLACE_TAILS or (after == "," and wide)


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


def _settled_kind(
    form: str,
    counts: dict[str, float],
    placed: int,
    full: Mapping[str, float],
    by_surname: Mapping[str, tuple[str, ...]],
    by_given: Mapping[str, tuple[str, ...]],
) -> str:
    kind = max(counts, key=lambda name: (counts[name], name == ORGANISATION))
    if " " in form:
        return PERSON if form[0].islower() and surname(form) in by_surname else kind
    low, lists = form.lower(), lexicon()
    place = lists.places.get(low, "")
    bearers = sum(full[name] for name in by_surname.get(low, by_surname.get(surname(form), ())))
    if bearers and place != "country" and placed < bearers:
        others = max(counts[ORGANISATION], counts[PLACE], 0.1)
        if counts[PERSON] + bearers >= 0.4 * others:
            return PERSON
    if place == "country" and low not in by_surname and low not in by_given and form not in lists.organisations:
        return PLACE
    if low in by_surname or low in by_given:
        human = kind != PERSON and low in lists.given and not place and low in by_given
        return PERSON if human else kind
    if place == "country" or (place == "capital" and form not in lists.organisations):
        return PLACE
    if place and kind != PLACE and form not in lists.organisations and (placed or not _is_human(low)):
        return PLACE
    return kind


def _is_human(low: str) -> bool:
    return low in lexicon().given or low in lexicon().family
