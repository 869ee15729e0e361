"""Clusters the mentions of one document into actors: surnames to full names, aliases and acronyms to organisations."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.analysis.actors.entity_types import EntityTypes
from briefing.analysis.actors.mentions import (
    EASTERN_FAMILIES,
    ORGANISATION,
    PERSON,
    PLACE,
    bare_surname,
    is_full_name,
    name_parts,
    plain_form,
    surname,
)
from briefing.analysis.actors.resolve_mentions import ResolvedMention
from briefing.analysis.actors.short_forms import Expansion, find_acronyms, homes_of_short_names
from briefing.analysis.language.document import Document
from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.namesakes import given_names_agree
from briefing.data.loader import word_lists
from briefing.frozen import dataclass
from briefing.model.evidence import AliasRule
from briefing.model.spans import Span

_MIDDLE_INITIAL = re.compile(r"(?<=[a-z]) [A-Z]\. (?=\w)")
_GENERATION = re.compile(r",? (Jr|Sr)\.?$", re.IGNORECASE)
_COUNTRY_BEFORE = re.compile(r"^(?:U\.S\.|US|United States) ")
_SHORTEST, _LONGEST = 3, 4
"""Letters of a person's initials."""
_FAR_MORE = 3
"""How many times as often as all names in full a surname must stand alone to be another person's."""
_REPUBLICAN_PARTY = "Republican Party"
_REPUBLICANS = word_lists("actors/united_states.txt")["republican party"]
_KOREAS = ("north korea", "south korea")


class Link(NamedTuple):
    """Why a written form belongs to an actor."""

    rule: AliasRule
    span: Span | None = None
    """The words of the text that explain the form, if any do."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """All mentions of one actor in a document, in text order."""

    key: str
    kind: str
    mentions: tuple[ResolvedMention, ...]
    links: Mapping[str, Link]
    """Each written form -> why it belongs to the actor."""

    @property
    def forms(self) -> Counter[str]:
        """How often the text has each written form."""
        return Counter(mention.form for mention in self.mentions)


class RegisteredNames:
    """The full names of the persons of a text, by the words that mean them outside quotations."""

    def __init__(self, document: Document) -> None:
        found = sorted(
            (mention.span, plain_form(person.name.cut(document.text)), person.name)
            for person in document.people.persons
            if len(person.words) > 1
            for mention in person.mentions
        )
        self._spans = [span for span, _, _ in found]
        self._names = [(name, written) for _, name, written in found]
        persons = document.people.persons
        surnames = {person.words[-1] for person in persons if len(person.words) > 1}
        self._apart = {
            mention.span.end
            for person in persons
            if len(person.words) == 1 and person.words[0] in surnames
            for mention in person.mentions
        }

    def is_apart(self, span: Span) -> bool:
        """Return whether a surname alone means nobody of that surname whom the text names in full."""
        return span.end in self._apart

    def full_name(self, span: Span) -> str:
        """Return the full name of the person whom the words of `span` mean, or "" if the registry has none there."""
        return self._named(span)[0]

    def whole_name(self, span: Span, form: str, key: str) -> Span | None:
        """Return where the full name with this `key` is written if `form`, the words of `span`, only ends it."""
        name, written = self._named(span)
        return written if name.casefold() == key and name.endswith(f" {form}") else None

    def _named(self, span: Span) -> tuple[str, Span | None]:
        index = bisect_right(self._spans, span.end, key=lambda each: each.start) - 1
        return self._names[index] if index >= 0 and self._spans[index].overlaps(span) else ("", None)


def cluster_mentions(
    mentions: Sequence[ResolvedMention],
    types: EntityTypes,
    defined: Mapping[str, Expansion],
    heads: Mapping[str, str],
    registered: RegisteredNames,
) -> list[Cluster]:
    """Return the actors of a document in order of their first mention.

    `defined` gives the acronyms that the text explains, `heads` the full names that a head word alone means,
    `registered` the full names of the persons whom the registry knows.
    """
    expansions = {short: Expansion(full, AliasRule.HEAD_ALONE) for short, full in heads.items() if full}
    expansions.update(find_acronyms(defined, {mention.form for mention in mentions if mention.kind == ORGANISATION}))
    keys = _Keys(mentions, types, expansions, registered)
    members: defaultdict[str, list[ResolvedMention]] = defaultdict(list)
    links: defaultdict[str, dict[str, Link]] = defaultdict(dict)
    for mention in mentions:
        key, link = keys.key_of(mention)
        if key:
            members[key].append(mention)
            links[key].setdefault(mention.form, link)
    clusters = [
        Cluster(key, _majority(found, links[key].values()), tuple(found), links[key]) for key, found in members.items()
    ]
    return [cluster for cluster in _with_short_names(clusters) if any(mention.in_text for mention in cluster.mentions)]


class _Keys:
    """Gives each mention the key of its actor, from the mentions before it and the names of the whole text."""

    def __init__(
        self,
        mentions: Sequence[ResolvedMention],
        types: EntityTypes,
        expansions: Mapping[str, Expansion],
        registered: RegisteredNames,
    ) -> None:
        lead = {mention.form for mention in mentions if mention.sentence == 0 and mention.kind == PERSON}
        self._people = _PeopleOfText(types, lead)
        self._registered = registered
        self._expansions = expansions
        self._koreas = _koreas_named(mentions)
        self._owners = {mention.form: mention.owner for mention in reversed(mentions) if mention.owner}

    def key_of(self, mention: ResolvedMention) -> tuple[str, Link]:
        """Return the key of the actor that a mention means, "" if it may mean two, and why it means it."""
        key, link = self._key(mention)
        if mention.owner:
            self._owners[mention.form] = mention.owner
        if mention.kind == ORGANISATION and mention.form in self._owners:
            return f"{self._owners[mention.form]} {key}", Link(AliasRule.COUNTRY_OWNS)
        if mention.kind == PLACE and f"{key} korea" in self._koreas:
            return f"{key} korea", Link(AliasRule.ONLY_NAMESAKE)
        if key == "korea" and self._koreas:
            only = self._koreas[0] if len(self._koreas) == 1 else ""
            return only, Link(AliasRule.ONLY_NAMESAKE)
        return key, link

    def _key(self, mention: ResolvedMention) -> tuple[str, Link]:
        form = mention.form
        if mention.kind == PERSON:
            if self._registered.is_apart(mention.span):
                return form.casefold(), Link(AliasRule.SPELLING)
            return self._people.key_of(form, self._registered.full_name(mention.span))
        lists = lexicon()
        if mention.kind == ORGANISATION and form not in self._expansions and (person := self._people.by_initials(form)):
            return self._people.key_of(person)[0], Link(AliasRule.INITIALS)
        if mention.kind == PLACE:
            listed = lists.place_names.get(form.lower())
            return (listed or form.strip(".")).casefold(), Link(
                AliasRule.GAZETTEER if listed and listed != form else AliasRule.SPELLING
            )
        expansion = self._expansions.get(form)
        name = expansion.name if expansion else form
        listed = lists.organisations.get(name) or lists.organisations_low.get(name.lower())
        listed = _REPUBLICAN_PARTY if name.lower() in _REPUBLICANS else listed
        key = listed or _COUNTRY_BEFORE.sub("", name)
        if expansion:
            return key.casefold(), Link(expansion.rule, expansion.span)
        rule = AliasRule.GAZETTEER if listed else AliasRule.COUNTRY_DROPPED
        return key.casefold(), Link(rule if key.casefold() != form.casefold() else AliasRule.SPELLING)


class _PeopleOfText:
    """Finds the full name that a mention of a person means, from those mentioned before it."""

    def __init__(self, types: EntityTypes, lead: Iterable[str]) -> None:
        self._types = types
        self._lead = frozenset(lead)
        self._latest: dict[str, str] = {}
        self._elders: set[str] = set()

    def key_of(self, form: str, registered: str = "") -> tuple[str, Link]:
        """Return the key of the person whom `form` means, and why.

        `registered` is the full name under which the registry knows the person, or "".
        """
        if not is_full_name(form) and self._is_elder(form):
            return form.casefold(), Link(AliasRule.SPELLING)
        if registered != form and self._types.text_counts.get(registered, 0) and _may_mean(form, registered):
            key, _ = self.key_of(registered)
            if surname(form) in key or form.lower() == registered.split()[0].lower():
                return key, Link(_rule_of(form, registered) if key != form.casefold() else AliasRule.SPELLING)
        if is_full_name(form):
            name, rule = self._same_name(form), AliasRule.SPELLING
            self._latest[surname(form)] = name
            if form.split()[0].lower() in EASTERN_FAMILIES:
                self._latest[form.split()[0].lower()] = name
        else:
            name, rule = self._by_surname(form)
        key = _key_of_name(name, self._types.by_surname.get(surname(name), ()))
        if _generation(name) and self._is_elder(name_parts(name)[-1]):
            key = name.casefold()
        if rule is AliasRule.SPELLING and key != form.casefold():
            rule = AliasRule.SAME_PERSON
        return key, Link(rule)

    def _is_elder(self, form: str) -> bool:
        """Return whether a surname is not that of the only person with it, a "Jr.".

        It stands alone before he is named, or far more often than his name.
        """
        low, counts = form.lower(), self._types.text_counts
        bearers = self._types.by_surname.get(low, ())
        often = counts.get(form, 0) > _FAR_MORE * sum(counts.get(name, 0) for name in bearers)
        if bearers and (often or low not in self._latest) and all(_generation(name) == "jr" for name in bearers):
            self._elders.add(low)
        return low in self._elders

    def by_initials(self, form: str) -> str:
        """Return the only full name with these initials ("ABL" for "Ann Brandt-Lomar"), or ""."""
        if not (form.isupper() and form.isalpha() and _SHORTEST <= len(form) <= _LONGEST) or (
            form in lexicon().organisations
        ):
            return ""
        fitting = {self._same_name(name) for name in self._types.full_names if _initials_of(name) == form}
        return fitting.pop() if len(fitting) == 1 else ""

    def _by_surname(self, form: str) -> tuple[str, AliasRule]:
        low, types = form.lower(), self._types
        bearers = (
            types.by_surname.get(low) or types.by_surname.get(bare_surname(low)) or types.by_surname.get(surname(form))
        )
        bearers = bearers or tuple(
            name
            for name in types.full_names
            if _is_first_surname(low, name) or _squeezed_surname(name) == _squeezed(low)
        )
        named = types.by_given.get(low, ())
        if bearers and low in EASTERN_FAMILIES:  # "Kim" may be Jack Kim or Kim Jong Un
            bearers = (*bearers, *named)
        if bearers:
            return self._likeliest(low, bearers)
        if named and (len({name.lower() for name in named}) == 1 or low in EASTERN_FAMILIES):
            return self._same_name(max(named, key=lambda name: types.full_names[name])), AliasRule.GIVEN_NAME
        return form, AliasRule.SPELLING

    def _likeliest(self, low: str, bearers: Sequence[str]) -> tuple[str, AliasRule]:
        best = max(bearers, key=lambda name: self._types.full_names[name])
        rivals = [name for name in bearers if self._types.full_names[name] >= 0.4 * self._types.full_names[best]]
        same = {self._same_name(name) for name in rivals}
        if len(same) == 1:
            rule = AliasRule.SURNAME if len(rivals) == len(bearers) else AliasRule.SURNAME_MOST_NAMED
            return self._same_name(best), rule
        in_lead = same & self._lead
        if len(in_lead) == 1:
            return in_lead.pop(), AliasRule.SURNAME_IN_LEAD
        if low in self._latest:
            return self._latest[low], AliasRule.SURNAME_LAST_NAMED
        return self._same_name(best), AliasRule.SURNAME_MOST_NAMED

    def _same_name(self, form: str) -> str:
        """Return the commonest form of the same name, with or without middle names and hyphens."""
        types = self._types
        first = form.split()[0].lower()
        bearers = types.by_surname.get(surname(form), ())
        same = [name for name in bearers if given_names_agree(name.split()[0].lower(), first)]
        same = [name for name in same if not _differ_in_middle(form, name)]
        squeezed = _squeezed(form)
        same += [name for name in types.full_names if _squeezed(name) == squeezed]
        same += [name for name in types.full_names if name.startswith(f"{form} ") or form.startswith(f"{name} ")]
        return max(same, key=lambda name: (types.full_names[name], -len(name), name), default=form)


def _key_of_name(name: str, namesakes: Iterable[str]) -> str:
    """Return a name as a key: with middle initials and "Jr." only if they distinguish it from one of `namesakes`."""
    if not is_full_name(name):
        return name.casefold()
    first = name.split()[0]
    alike = [other for other in namesakes if other.split()[0] == first]
    if any(_generation(other) != _generation(name) != "" for other in alike if _generation(other)):
        return name.casefold()
    if not any(_differ_in_middle(name, other) for other in alike):
        name = _MIDDLE_INITIAL.sub(" ", name)
    return _GENERATION.sub("", name).casefold()


def _is_first_surname(low: str, name: str) -> bool:
    """Return whether a word is the first of two surnames, and no given name: "lomar" in "Ana Lomar Quill"."""
    parts = name_parts(name)
    return len(parts) > 2 and parts[-2].lower() == low and low not in lexicon().given


def _rule_of(form: str, full: str) -> AliasRule:
    """Return why a name is a form of a full one."""
    if is_full_name(form):
        return AliasRule.SAME_PERSON
    return AliasRule.SURNAME if surname(form) == surname(full) else AliasRule.GIVEN_NAME


def _may_mean(form: str, full: str) -> bool:
    """Return whether a name may be a form of a full one: it has its surname, or it is its given name."""
    first, given = form.split()[0].lower(), full.split()[0].lower()
    if "." in first and first[0] != given[0]:
        return False
    if is_full_name(form) and not (given_names_agree(first, given) or full.lower().endswith(f" {form.lower()}")):
        return False
    return surname(form) == surname(full) or first == given


def _generation(name: str) -> str:
    """Return "jr" or "sr" if a name ends with it, else ""."""
    found = _GENERATION.search(name)
    return found.group(1).lower() if found else ""


def _differ_in_middle(one: str, other: str) -> bool:
    """Return whether two names have different middle names: "Ann A. Lee" and "Ann B. Lee", or are "Jr." and "Sr."."""
    generations = {_generation(one), _generation(other)} - {""}
    if len(generations) > 1:
        return True
    middles = [" ".join(name_parts(name)[1:-1]) for name in (one, other)]
    return (
        all(middles)
        and not (middles[0].startswith(middles[1]) or middles[1].startswith(middles[0]))
        and (middles[0][0] != middles[1][0])
    )


@lru_cache(20_000)
def _initials_of(name: str) -> str:
    """Return the first letters of all words of a name in capitals, those of a particle too."""
    return "".join(word[0] for word in name.replace("-", " ").split()).upper()


@lru_cache(20_000)
def _squeezed(name: str) -> str:
    return re.sub(r"[-\s]", "", name.lower())


@lru_cache(20_000)
def _squeezed_surname(name: str) -> str:
    """Return all but the first word of a name without spaces: "delomar" for "Ann de Lomar" and "Ann DeLomar"."""
    return _squeezed(name.partition(" ")[2])


def _koreas_named(mentions: Iterable[ResolvedMention]) -> list[str]:
    """Return which Koreas the text names in full: "Korea" means the only one, and neither if both are named."""
    named = {lexicon().place_names.get(mention.form.lower(), mention.form).casefold() for mention in mentions}
    return [korea for korea in _KOREAS if korea in named]


def _majority(mentions: Sequence[ResolvedMention], links: Iterable[Link]) -> str:
    counts = Counter(mention.kind for mention in mentions)
    if counts[PERSON] and any(link.rule is AliasRule.INITIALS for link in links):
        return PERSON
    return max(counts, key=lambda kind: (counts[kind], kind == ORGANISATION))


def _with_short_names(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Join "Brookings" to "Brookings Institution", and "the Colts" to "Oslo Colts", if only one organisation fits."""
    homes = homes_of_short_names({cluster.key for cluster in clusters if cluster.kind == ORGANISATION})
    whole = {cluster.key: cluster for cluster in clusters}
    joined: dict[str, Cluster] = {}
    for cluster in clusters:
        short = cluster.kind == ORGANISATION and cluster.key in homes
        home = whole[homes[cluster.key]] if short else cluster
        known = joined.get(home.key)
        rule = AliasRule.FIRST_WORD if home.key.startswith(cluster.key) else AliasRule.LAST_WORD
        links = dict.fromkeys(cluster.links, Link(rule)) if short else cluster.links
        mentions = (*(known.mentions if known else ()), *cluster.mentions)
        joined[home.key] = Cluster(
            home.key,
            home.kind,
            tuple(sorted(mentions, key=lambda mention: mention.span)),
            {**(known.links if known else {}), **links},
        )
    return list(joined.values())
