"""Groups the mentions of one document into actors: surnames to full names, aliases and acronyms to organisations."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.analysis.actors.entity_types import Ballot
from briefing.analysis.actors.mentions import ORGANISATION, PERSON, PLACE
from briefing.analysis.actors.name_forms import EASTERN_FAMILIES, bare_surname, is_full_name, surname
from briefing.analysis.actors.resolve_mentions import NamedSpan
from briefing.analysis.actors.short_forms import find_acronyms
from briefing.analysis.language.lexicon import lexicon

_MIDDLE_INITIAL = re.compile(r"(?<=[a-z]) [A-Z]\. (?=\w)")
_KOREAS = ("north korea", "south korea")


@dataclass(frozen=True, slots=True)
class Group:
    """All mentions of one actor in a document, in text order."""

    key: str
    kind: str
    mentions: tuple[NamedSpan, ...]

    @property
    def forms(self) -> Counter[str]:
        """How often each written form stands in the text."""
        return Counter(mention.form for mention in self.mentions)


def group_mentions(
    mentions: Sequence[NamedSpan], ballot: Ballot, defined: Mapping[str, str], shorter: Mapping[str, str]
) -> list[Group]:
    """Return the actors of a document in order of their first mention.

    `defined` gives acronym -> full name as the text explains it, `shorter` short form -> full name.
    """
    acronyms = {short: full for short, full in shorter.items() if full}
    acronyms.update(find_acronyms(defined, {mention.form for mention in mentions if mention.kind == ORGANISATION}))
    lead = {mention.form for mention in mentions if mention.sentence == 0 and mention.kind == PERSON}
    people = _PeopleOfText(ballot, lead)
    koreas = _koreas_named(mentions)
    latest = {mention.form: mention.owner for mention in reversed(mentions) if mention.owner}
    members: defaultdict[str, list[NamedSpan]] = defaultdict(list)
    for mention in mentions:
        key = _key(mention, people, acronyms)
        if mention.owner:
            latest[mention.form] = mention.owner
        if mention.kind == ORGANISATION and mention.form in latest:
            key = f"{latest[mention.form]} {key}"
        if mention.kind == PLACE and f"{key} korea" in koreas:
            key = f"{key} korea"
        if key == "korea" and koreas:
            if len(koreas) > 1:
                continue
            key = koreas[0]
        members[key].append(mention)
    groups = [Group(key, _majority(found), tuple(found)) for key, found in members.items()]
    groups = _with_short_organisations(groups)
    return [group for group in groups if any(mention.firm for mention in group.mentions)]


class _PeopleOfText:
    """Tells which full name a person's mention stands for, given those mentioned before it."""

    def __init__(self, ballot: Ballot, lead: Iterable[str]) -> None:
        self._ballot = ballot
        self._lead = frozenset(lead)
        self._latest: dict[str, str] = {}

    def full_name(self, form: str) -> str:
        """Return the full name that `form` stands for, or `form`."""
        name = self._by_surname(form) if not is_full_name(form) else self._same_name(form)
        if is_full_name(form):
            self._latest[surname(form)] = name
        return name

    def _by_surname(self, form: str) -> str:
        low, ballot = form.lower(), self._ballot
        bearers = (
            ballot.by_surname.get(low)
            or ballot.by_surname.get(bare_surname(low))
            or ballot.by_surname.get(surname(form))
        )
        if bearers:
            return self._likeliest(low, bearers)
        named = ballot.by_given.get(low, ())
        if named and (len({name.lower() for name in named}) == 1 or low in EASTERN_FAMILIES):
            return self._same_name(max(named, key=lambda name: ballot.full[name]))
        return form

    def _likeliest(self, low: str, bearers: Sequence[str]) -> str:
        best = max(bearers, key=lambda name: self._ballot.full[name])
        rivals = [name for name in bearers if self._ballot.full[name] >= 0.4 * self._ballot.full[best]]
        same = {self._same_name(name) for name in rivals}
        led = same & self._lead
        if len(led) == 1:
            return led.pop()
        return self._latest.get(low, self._same_name(best)) if len(same) > 1 else self._same_name(best)

    def _same_name(self, form: str) -> str:
        """Return the commonest form of the same name, with or without middle names and hyphens."""
        ballot = self._ballot
        first = form.split()[0].lower()
        same = [name for name in ballot.by_surname.get(surname(form), ()) if name.split()[0].lower() == first]
        squeezed = _squeezed(form)
        same += [name for name in ballot.full if _squeezed(name) == squeezed]
        return max(same, key=lambda name: (ballot.full[name], -len(name), name), default=form)


@lru_cache(20_000)
def _squeezed(name: str) -> str:
    return re.sub(r"[-\s]", "", name.lower())


def _key(mention: NamedSpan, people: _PeopleOfText, acronyms: dict[str, str]) -> str:
    form = mention.form
    if mention.kind == PERSON:
        return _MIDDLE_INITIAL.sub(" ", people.full_name(form)).casefold()
    lists = lexicon()
    if mention.kind == PLACE:
        return (lists.place_names.get(form.lower()) or form.strip(".")).casefold()
    name = acronyms.get(form, form)
    listed = lists.organisations.get(name) or lists.organisations_low.get(name.lower())
    return (listed or re.sub(r"^(?:U\.S\.|US) ", "", name)).casefold()


def _koreas_named(mentions: Iterable[NamedSpan]) -> list[str]:
    """Return which Koreas are named in full; where one is, "Korea" means it, where both are, it means neither."""
    named = {lexicon().place_names.get(mention.form.lower(), mention.form).casefold() for mention in mentions}
    return [korea for korea in _KOREAS if korea in named]


def _majority(mentions: Sequence[NamedSpan]) -> str:
    counts = Counter(mention.kind for mention in mentions)
    return max(counts, key=lambda kind: (counts[kind], kind == ORGANISATION))


def _with_short_organisations(groups: Sequence[Group]) -> list[Group]:
    """Join "Brookings" to "Brookings Institution" where only one organisation of the text begins so."""
    heads = lexicon().organisation_heads
    longer: defaultdict[str, list[Group]] = defaultdict(list)
    for group in groups:
        words = group.key.split()
        named = len(words) > 1 and (words[-1] in heads or group.key in lexicon().organisations_low)
        if group.kind == ORGANISATION and named:
            longer[words[0]].append(group)
    joined: dict[str, Group] = {}
    for group in groups:
        homes = longer.get(group.key, [])
        short = group.kind == ORGANISATION and len(group.key) > 3 and len(homes) == 1
        key = homes[0].key if short else group.key
        known = joined.get(key)
        base = homes[0] if short else group
        mentions = (*(known.mentions if known else ()), *group.mentions)
        joined[key] = Group(key, base.kind, tuple(sorted(mentions, key=lambda mention: mention.span)))
    return list(joined.values())
