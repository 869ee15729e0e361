"""The actors of a thread: those of its stories, merged if their names leave no doubt."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from briefing.analysis.actors.acting_places import LOCATING, is_deciding
from briefing.analysis.actors.mentions import bare_surname, is_full_name, plain_form, plain_key, surname
from briefing.analysis.actors.name_types import actor_words
from briefing.analysis.actors.speakers import speaking_actors
from briefing.analysis.language.lexicon import lexicon, word_classes
from briefing.analysis.language.name_variants import is_spelling_variant
from briefing.analysis.language.names_in_titles import name_in_full
from briefing.frozen import dataclass
from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.actor_override import ActorOverrides
from briefing.model.evidence import TypeRule
from briefing.model.quote import Quote
from briefing.model.spans import Span

NO_OVERRIDES = ActorOverrides()
_OUTLET_MENTIONS = 2
"""An outlet that a story names no more often than this is the story's source, not its actor."""
QUOTE_WEIGHT, ROLE_WEIGHT, STORY_WEIGHT, PLACE_WEIGHT = 3.0, 2.0, 2.0, 2.0
"""The weight of a quote, a role, a further story and a mention at the beginning of a text; a mention weighs 1."""
_FAR_MORE = 3
"""How many times as many stories must name one person of a surname in full as name the next one."""
_SHORT_WORD = 3
_OFFICES = ("ministry", "department")


@dataclass(frozen=True, slots=True)
class NumberedFindings:
    """What was found in one story of a thread; `n` is its number in the thread's source list."""

    n: int
    text: str
    actors: tuple[DocumentActor, ...]
    quotes: tuple[Quote, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class MergedActor:
    """One actor of a thread, counted over its stories."""

    key: str
    kind: ActorKind
    name_text: str
    """The form to show: the commonest, for a person the commonest full name."""
    mentions: int
    quotes: int
    numbers: tuple[int, ...]
    """Numbers of the stories that name it."""
    roles: tuple[tuple[int, Span], ...]
    """Number of the story and span in its text; each wording once."""
    aliases: tuple[str, ...]
    """The other written forms, commonest first."""
    minor: bool
    """It is named once and has neither quote nor role, or it is an outlet that only reports."""
    keys: frozenset[str] = frozenset()
    """Its keys in the stories."""
    acts: bool = True
    """Whether it is more than the place where something happens."""


@dataclass(frozen=True, slots=True)
class _Finding:
    """One actor of one story."""

    story: NumberedFindings
    actor: DocumentActor
    key: str
    name: str
    forms: tuple[str, ...]
    """Its mentions in the form that is compared."""
    quotes: int
    """How many quotes of the story it speaks; 0 or more."""

    @property
    def is_unsure(self) -> bool:
        """Whether the tagger is not sure of its name."""
        return any(reason.rule is TypeRule.UNSURE for reason in self.actor.reasons)

    @property
    def place(self) -> float:
        """Where it is first named: 1 for the beginning of the text, 0 for the end."""
        return 1 - self.actor.mentions[0].start / max(1, len(self.story.text))


def merge_actors(
    texts: Sequence[NumberedFindings], overrides: ActorOverrides = NO_OVERRIDES
) -> tuple[MergedActor, ...]:
    """Return the actors of a thread, the most important first.

    Actors of one key are joined. A surname alone joins the only full name of the thread that ends in it, or the one
    that by far the most stories give, but none that a story names beside it as another person; a short form joins the
    only organisation that is also written so. `overrides` are what the user said: they keep such names apart, and only
    they join two full names. The type is that of most mentions. A minor actor of whose name the tagger is not sure is
    left out, unless the user watches it or the title of its story has the name.
    """
    groups = actor_groups(texts, overrides)
    return tuple(
        actor
        for group in groups
        if not ((actor := group.merged()).minor and group.is_unsure) or overrides.is_watched(group.key)
    )


def actor_groups(texts: Sequence[NumberedFindings], overrides: ActorOverrides) -> tuple["ActorGroup", ...]:
    """Return the actors of a thread as `merge_actors` does, not put together yet."""
    found = [finding for story in texts for finding in _findings_of(story)]
    homes = {
        short: home for short, home in _homes(found).items() if tuple(sorted((short, home))) not in overrides.apart
    }
    names = overrides.names
    members: defaultdict[str, list[_Finding]] = defaultdict(list)
    for finding in found:
        own = finding.key
        home = names.get(own) or homes.get(own, own)
        members[names.get(home, home)].append(finding)
    ranked = sorted(members.items(), key=lambda entry: (-_weight(entry[1]), entry[0]))
    return tuple(ActorGroup(key, tuple(findings)) for key, findings in ranked)


@dataclass(frozen=True, slots=True)
class ActorGroup:
    """One actor of a thread, as its stories name it."""

    key: str
    findings: tuple[_Finding, ...]

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of the stories that name it."""
        return frozenset(finding.story.n for finding in self.findings)

    @property
    def is_unsure(self) -> bool:
        """Whether the tagger is unsure of its name in all its stories, and no title has the name."""
        return all(each.is_unsure and each.name not in each.story.title for each in self.findings)

    def merged(self) -> MergedActor:
        """Return the actor."""
        return _merged(self.key, self.findings)


def _findings_of(story: NumberedFindings) -> Iterator[_Finding]:
    speakers = Counter(chain.from_iterable(speaking_actors(story.actors, story.quotes)))
    text = story.text
    for index, actor in enumerate(story.actors):
        forms = tuple([plain_form(text[span.start : span.end]) for span in actor.mentions])
        person = actor.mentions if actor.kind == ActorKind.PERSON else ()
        name = plain_form(name_in_full(actor.name, text, story.title, person))
        yield _Finding(story, actor, plain_key(actor.key), name, forms, speakers[index])


def _homes(found: Sequence[_Finding]) -> dict[str, str]:
    """Return the key of the actor that each short or other form of a name means."""
    by_key: defaultdict[str, list[_Finding]] = defaultdict(list)
    for finding in found:
        by_key[finding.key].append(finding)
    longer = _longer(found)
    persons = {key for key, findings in by_key.items() if any(_is_person(finding) for finding in findings)}
    stories = {key: {finding.story.n for finding in by_key[key]} for key in persons if is_full_name(key)}
    most = len({finding.story.n for finding in found}) / 2
    places = {key for key, findings in by_key.items() if any(map(_is_place, findings)) or is_unlisted(key)}
    homes = {key: home for key, home in longer_names(by_key, places) if _same_sort(home, key, persons) or key in places}
    for short in longer.keys() & by_key.keys():
        beside = {finding.story.n for finding in by_key[short]} if short in persons else set[int]()
        others = {key for key in longer[short] - {short} if beside.isdisjoint(stories.get(key, ()))}  # no text has both
        home = likeliest_bearer(others, stories) if others else ""
        meant = len(stories.get(home, ())) > most and all(map(_may_be_person, by_key[short]))
        if home and (_same_sort(short, home, persons) or meant):
            homes[short] = home
    for spelling, home in _spelling_variants({key: by_key[key] for key in persons if is_full_name(key)}):
        homes = {short: home if to == spelling else to for short, to in homes.items()}
        homes[spelling] = home
    return homes


def _spelling_variants(full: Mapping[str, Sequence[_Finding]]) -> Iterator[tuple[str, str]]:
    """Yield full names of persons with the commoner spelling of the same name.

    No story may have both as two persons, and the names differ in a word that is not a listed surname in both
    spellings, unless the roles agree.
    """
    stories = {key: {finding.story.n for finding in findings} for key, findings in full.items()}
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(full, key=lambda key: (-len(stories[key]), key)):
        beside = dict.fromkeys(home for word in key.split() for home in holders[word])
        similar = (home for home in beside if is_spelling_variant(home, key) and not stories[home] & stories[key])
        home = next((home for home in similar if _supported(home, key, full)), "")
        if home:
            yield key, home
            continue
        for word in key.split():
            holders[word].append(key)


def _supported(one: str, other: str, full: Mapping[str, Sequence[_Finding]]) -> bool:
    """Return whether two spellings share a word of a role, or differ in words that are not both listed surnames."""
    differing = [pair for pair in zip(one.split(), other.split(), strict=False) if pair[0] != pair[1]]
    both_listed = any(all(word in lexicon().family for word in pair) for pair in differing)
    return not both_listed or bool(_role_words(full[one]) & _role_words(full[other]))


def _role_words(findings: Sequence[_Finding]) -> set[str]:
    roles = (role.cut(finding.story.text) for finding in findings for role in finding.actor.roles)
    return {word for role in roles for word in role.lower().split() if len(word) > _SHORT_WORD}


def _longer(found: Iterable[_Finding]) -> dict[str, set[str]]:
    """Return surnames and other written forms with the keys of the actors that have them."""
    longer: defaultdict[str, set[str]] = defaultdict(set)
    for finding in found:
        if not _is_person(finding):
            for form in finding.forms:
                longer[plain_key(form)].add(finding.key)
        elif is_full_name(finding.actor.key) and not finding.key.rstrip(".").endswith(" jr"):
            last = surname(finding.key)
            for short in {last, bare_surname(last)}:
                longer[short].add(finding.key)
    return longer


def _is_person(finding: _Finding) -> bool:
    return finding.actor.kind == ActorKind.PERSON


def _is_place(finding: _Finding) -> bool:
    return finding.actor.kind == ActorKind.PLACE


def _may_be_person(finding: _Finding) -> bool:
    """Return whether the town that a story names may be the person whom most other stories name."""
    town = lexicon().places.get(finding.key) in ("town", "city")
    before = (finding.story.text[: mention.start].split()[-1:] for mention in finding.actor.mentions)
    return _is_place(finding) and town and not any(LOCATING.intersection(map(str.lower, word)) for word in before)


def _same_sort(short: str, home: str, persons: set[str]) -> bool:
    """Return whether both are persons or both are not: "jordan" the country is not Michael Jordan."""
    return (short in persons) == (home in persons)


def _weight(findings: Sequence[_Finding]) -> float:
    stories = {finding.story.n for finding in findings}
    mentions = sum(len(finding.actor.mentions) for finding in findings)
    quotes = sum(finding.quotes for finding in findings)
    role = any(finding.actor.roles for finding in findings)
    place = max(finding.place for finding in findings)
    return (
        mentions + QUOTE_WEIGHT * quotes + ROLE_WEIGHT * role + STORY_WEIGHT * (len(stories) - 1) + PLACE_WEIGHT * place
    )


def _merged(key: str, findings: Sequence[_Finding]) -> MergedActor:
    kind = _majority_kind(findings)
    forms = Counter(chain.from_iterable([finding.forms for finding in findings]))
    own = [finding for finding in findings if finding.key == key]
    name = _shown(own or findings, forms, kind)
    mentions = sum(forms.values())
    quotes = sum(finding.quotes for finding in findings)
    roles = _roles(findings)
    numbers = tuple(sorted({finding.story.n for finding in findings}))
    return MergedActor(
        key=key,
        kind=kind,
        name_text=name,
        mentions=mentions,
        quotes=quotes,
        numbers=numbers,
        roles=roles,
        aliases=_aliases(forms, name),
        minor=_is_minor(name, mentions, len(numbers), active=bool(quotes or roles)),
        keys=frozenset(finding.actor.key for finding in findings),
        acts=kind is not ActorKind.PLACE or bool(quotes) or any(map(_decides, findings)),
    )


def _decides(finding: _Finding) -> bool:
    return any(is_deciding(finding.story.text, mention) for mention in finding.actor.mentions)


def _is_minor(name: str, mentions: int, stories: int, *, active: bool) -> bool:
    """Return whether an actor is hidden at first; an outlet is, unless its stories name it often."""
    if name.lower() in actor_words().outlets:
        return mentions <= _OUTLET_MENTIONS * stories
    return mentions == 1 and stories == 1 and not active


def _majority_kind(findings: Sequence[_Finding]) -> ActorKind:
    """Return the type of most mentions, but a person if there is a role, and a place for an unlisted, silent word."""
    if any(finding.actor.roles for finding in findings):
        return ActorKind.PERSON
    if len(findings) == 1:
        return findings[0].actor.kind
    votes: Counter[ActorKind] = Counter()
    for finding in findings:
        votes[finding.actor.kind] += len(finding.actor.mentions)
    active = any(finding.quotes for finding in findings)
    if votes[ActorKind.PLACE] and not active and all(is_unlisted(finding.key) for finding in findings):
        return ActorKind.PLACE
    return max(votes, key=lambda kind: (votes[kind], kind.value))


def _shown(findings: Sequence[_Finding], forms: Mapping[str, int], kind: ActorKind) -> str:
    names = [finding.name for finding in findings]
    if len(names) == 1:
        return names[0]
    if kind == ActorKind.PERSON:
        names = [name for name in names if is_full_name(name)] or names
    return max(names, key=lambda name: (forms.get(name, 0), len(name), name))


def _roles(findings: Sequence[_Finding]) -> tuple[tuple[int, Span], ...]:
    roles: dict[str, tuple[int, Span]] = {}
    with_roles = [finding for finding in findings if finding.actor.roles]
    for finding in sorted(with_roles, key=lambda finding: finding.story.n):
        for span in finding.actor.roles:
            roles.setdefault(span.cut(finding.story.text).casefold(), (finding.story.n, span))
    return tuple(roles.values())


def _aliases(forms: Counter[str], name: str) -> tuple[str, ...]:
    if len(forms) == 1 and name in forms:
        return ()
    seen = {name.casefold()}
    aliases: list[str] = []
    for form, _ in sorted(forms.items(), key=lambda entry: (-entry[1], entry[0])):
        if form.casefold() not in seen:
            seen.add(form.casefold())
            aliases.append(form)
    return tuple(aliases)


def likeliest_bearer(bearers: Collection[str], stories: Mapping[str, Collection[int]]) -> str:
    """Return the only one of `bearers`, or the one whom by far the most `stories` name in full, else ""."""
    if len(bearers) == 1:
        return next(iter(bearers))
    first, second, *_ = sorted(bearers, key=lambda key: (-len(stories.get(key, ())), key))
    times, others = len(stories.get(first, ())), len(stories.get(second, ()))
    return first if times >= _FAR_MORE * max(1, others) else ""


@lru_cache(20_000)
def is_unlisted(word: str) -> bool:
    """Return whether a key is one word that is in no list of names or places."""
    lists = lexicon()
    listed = word in lists.given or word in lists.family or word in lists.places or word in lists.common
    return word.isalpha() and not listed


def longer_names(keys: Collection[str], places: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield keys with the key of the same actor in other words."""
    for key in keys:
        for home in (_country(key, places), _without_office(key), _office_first(key)):
            if home in keys and home != key:
                yield key, home


def _country(key: str, places: Collection[str]) -> str:
    """Return the country whose nationality an unlisted word is: "tollena" for "tollenan"; else ""."""
    stem = key.removesuffix("s").removesuffix("n")
    return stem if is_unlisted(key) and stem != key and stem.endswith("a") and stem in places else ""


def _without_office(key: str) -> str:
    """Return "ossian brandt" for "harbour master ossian brandt"."""
    *front, given, family = words if len(words := key.split()) > 2 else ("", "", "")
    lists = lexicon()
    plain = all("N" in word_classes(word) and word not in lists.given for word in front)
    return f"{given} {family}" if plain else ""


def _office_first(key: str) -> str:
    """Return "ministry of transport" for "transport ministry"."""
    field, _, office = key.rpartition(" ")
    return f"{office} of {field}" if field and office in _OFFICES else ""
