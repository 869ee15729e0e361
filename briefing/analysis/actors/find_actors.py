"""The actors of one document, with the reasons for their types and names."""

import re
from collections.abc import Iterator, Sequence

from briefing.analysis.actors.added_mentions import (
    with_derived_organisations,
    with_persons,
    with_registered_persons,
    with_speakers,
    with_whole_persons,
)
from briefing.analysis.actors.clusters import Cluster, Link, RegisteredNames, cluster_mentions
from briefing.analysis.actors.entity_types import EntityTypes, decide_types
from briefing.analysis.actors.gazetteer import with_gazetteer, with_newspapers
from briefing.analysis.actors.mentions import (
    EASTERN_FAMILIES,
    ORGANISATION,
    PERSON,
    PLACE,
    Mention,
    is_full_name,
    is_team,
    plain_key,
)
from briefing.analysis.actors.name_spans import tagged_mentions
from briefing.analysis.actors.name_types import actor_words
from briefing.analysis.actors.resolve_mentions import ResolvedMention, resolve_mentions, without_non_actors
from briefing.analysis.actors.short_forms import (
    defined_acronyms,
    full_names_by_head,
    with_acronyms,
    with_heads_alone,
    without_ambiguous_heads,
    without_common_terms,
)
from briefing.analysis.actors.whole_names import with_whole_names
from briefing.analysis.language.document import Document
from briefing.analysis.language.lexicon import lexicon, word_classes
from briefing.analysis.language.sentences import word_set
from briefing.analysis.language.tagging import TaggedSentence
from briefing.data.loader import alternatives, word_lists
from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.evidence import AliasRule, Evidence, Question, TypeRule
from briefing.model.quote import Quote
from briefing.model.spans import Span

_ORGANISATIONS = word_lists("actors/organisations.txt")
_PLATFORMS = _ORGANISATIONS["platforms"]
_PLATFORM_BEFORE = word_set("on via through to by over using in ( @")
_PLATFORM_AFTER = word_set("page post posts account feed video message followers user users")
_AGENCIES = _ORGANISATIONS["credited"]
_UNITED_STATES = word_lists("actors/united_states.txt")
_PARTY_ABBREVIATIONS = _UNITED_STATES["party abbreviations"]
_AFTER_PARTY = _UNITED_STATES["after a party as a noun"]
_DASHES = word_set("- — – ― --")
_DATELINE_AFTER = word_set("- — – ― -- : ( , /")
_BRACKETED_CREDIT = re.compile(
    r"\((?:additional )?(?:(?:reporting|writing|editing|compiled|photos?|photographs?|pictures?|images?) by"
    r"|related:|read more:|see also:) [^()\n]*",
    re.IGNORECASE,
)
_AGENCY_IN_BRACKETS = re.compile(r"\(([A-Z][^()/\n]{2,40})/([A-Z][^()/\n]{2,40})\)")
_LINKS = re.compile(r"\b([A-Z][a-z'’-]{2,})(?![a-z])[^\n]{0,40}?\1(?=[A-Z])([^\n]{10,700}?) MORE\b")
"""Headlines that a page glues to the second name of a person: "Ann Lee Ann Mary LeeHarbour closes MORE"."""
_COPYRIGHT = re.compile(r"image copyright ([^\n]{2,40}?) image caption", re.IGNORECASE)
_CREDIT_LINE = re.compile(r"(?:by|(?:additional )?(?:reporting|writing|editing) by|compiled by) ", re.IGNORECASE)
_AUTHOR = re.compile(
    r"(?:[A-Z]\S+ ){2,3}is (?:a|an|the) [^.\n]{0,80}\b(?:correspondent|reporter|editor|columnist|writer)\b"
)
_PROMOTION = re.compile(alternatives("actors/promotion.txt"))
_LOWER_IN_CREDITS = word_set("and in from for of the by via with de van von editing reporting writing additional")
_LONGEST_CREDIT = 20
"""Words of a line that is only a credit."""
_LAST_LINES = 2
_LAST_SENTENCES = 6
_SHORT_REPORT = 12
"""Words of a sentence near the end that only says from where a reporter wrote."""
_WORD = re.compile(r"[^\W_][\w’'-]*")
_LONGEST_NAME = 3
"""Words of a name between a bracket and a slash."""
_LEAST_CERTAIN = {ORGANISATION: 0.95, PERSON: 0.97}
_LEAST_CERTAIN_IN_FULL = 0.5
"""How likely the tagger must find the name of an organisation, of a person in one word, and of one in full."""
_KINDS = {PERSON: ActorKind.PERSON, ORGANISATION: ActorKind.ORGANISATION, PLACE: ActorKind.PLACE}


def find_actors(document: Document, quotes: Sequence[Quote] = ()) -> tuple[DocumentActor, ...]:
    """Return the persons, organisations and places that act in a document, most often named first.

    The named speakers of `quotes` count as mentions too. A text in a language whose grammar is not read has no actors.
    """
    if not document.has_attribution:
        return ()
    sentences = document.sentences
    mentions = with_registered_persons(document, [_mentions(sentence) for sentence in sentences])
    mentions = without_non_actors(document, mentions)
    defined = defined_acronyms(document.text)
    mentions = with_acronyms(sentences, without_common_terms(document.text, sentences, mentions), defined)
    mentions = with_speakers(sentences, mentions, quotes)
    types = decide_types(sentences, mentions)
    heads = full_names_by_head(types)
    mentions = with_heads_alone(sentences, mentions, heads)
    resolved = resolve_mentions(sentences, mentions, without_ambiguous_heads(types, heads))
    credited = _credits(document)
    resolved = [
        each
        for each in resolved
        if not _is_credit(sentences[each.sentence], each, types)
        and not any(map(each.span.overlaps, credited))
        and not _is_common_noun(each.form, document, types)
        and not _is_plural(each, types)
    ]
    registered = RegisteredNames(document)
    clusters = cluster_mentions(resolved, types, defined, heads, registered)
    actors = [_actor(cluster, document, types, registered) for cluster in clusters]
    return tuple(sorted(actors, key=lambda actor: (-len(actor.mentions), actor.mentions[0])))


def _mentions(sentence: TaggedSentence) -> list[Mention]:
    found = with_gazetteer(sentence, with_whole_persons(sentence, tagged_mentions(sentence)))
    found = with_newspapers(sentence, with_persons(sentence, found))
    return with_derived_organisations(sentence, with_whole_names(sentence, found))


def _actor(cluster: Cluster, document: Document, types: EntityTypes, registered: RegisteredNames) -> DocumentActor:
    shown = _shown(cluster)
    name = next((mention.whole for mention in cluster.mentions if mention.whole is not None), shown.span)
    if cluster.kind == PERSON and is_full_name(shown.form):
        name = registered.whole_name(shown.span, shown.form, cluster.key) or name
    mentions = tuple(mention.span for mention in cluster.mentions)
    roles = document.roles_of(mentions) if cluster.kind == PERSON else ()
    return DocumentActor(
        key=plain_key(cluster.key),
        kind=_KINDS[cluster.kind],
        name=name,
        mentions=mentions,
        roles=tuple(role.subject for role in roles if role.subject is not None),
        reasons=(
            _type_reason(cluster, shown, document.sentences, types),
            *_alias_reasons(cluster, shown, name, document.text),
            *roles,
        ),
    )


def _shown(cluster: Cluster) -> ResolvedMention:
    """Return the mention whose form is shown: a full name, else the commonest form, the longest of several."""
    forms = cluster.forms
    candidates = [mention for mention in cluster.mentions if mention.in_text] or list(cluster.mentions)
    if cluster.kind == PERSON:
        full = [mention for mention in cluster.mentions if is_full_name(mention.form)]
        candidates = [mention for mention in full if mention.in_text] or full or candidates
    person = cluster.kind == PERSON
    best = max(
        candidates,
        key=lambda each: (
            forms[each.form],
            person and each.form.split()[0].casefold() == cluster.key.split()[0],
            len(each.form),
        ),
    )
    cut = person and best.form.split()[0].lower() not in lexicon().given  # "Lomar Quill" for "Ana Lomar Quill"
    if cut or cluster.kind == ORGANISATION:  # "News Foundation" is the end of "Tollen News Foundation"
        longer = [mention for mention in candidates if mention.form.endswith(f" {best.form}")]
        best = max(longer, key=lambda mention: len(mention.form), default=best)
    return next(mention for mention in candidates if mention.form == best.form)


def _type_reason(
    cluster: Cluster, shown: ResolvedMention, sentences: Sequence[TaggedSentence], types: EntityTypes
) -> Evidence:
    """Return why an actor has its type: the ground of the form that is `shown`, else of another form of this type."""
    for form in (shown.form, *cluster.links):
        if ground := types.grounds.get((form, cluster.kind)):
            tokens = sentences[ground.sentence].tokens
            first, last = ground.tokens
            words = Span(tokens[first].start, tokens[last - 1].end)
            if ground.rule is TypeRule.DEFINED:
                words = cluster.links[form].span or words
            rule = TypeRule.UNSURE if ground.rule is TypeRule.TAGGED and _is_unsure(cluster, sentences) else ground.rule
            return Evidence(Question.TYPE, rule, None, (words,))
    return Evidence(Question.TYPE, TypeRule.TAGGED, None, (shown.span,))


def _is_unsure(cluster: Cluster, sentences: Sequence[TaggedSentence]) -> bool:
    """Return whether an actor is named once, after the first sentence, and the tagger is not sure of the name."""
    mention, *others = cluster.mentions
    low = mention.form.lower()
    listed = low in lexicon().places or low in lexicon().organisations_low
    if others or mention.sentence == 0 or listed or is_team(low.split()):
        return False
    full = cluster.kind == PERSON and is_full_name(mention.form)
    least = _LEAST_CERTAIN_IN_FULL if full else _LEAST_CERTAIN.get(cluster.kind, 0.0)
    return min(sentences[mention.sentence].certain[mention.start : mention.end]) < least


def _alias_reasons(cluster: Cluster, shown: ResolvedMention, name: Span, text: str) -> Iterator[Evidence]:
    """Yield why each other form of its name belongs to an actor, in text order; `name` is the span that is shown."""
    seen = {name.cut(text)}
    own = cluster.links[shown.form]
    for mention in cluster.mentions:
        words = mention.span.cut(text)
        if words not in seen:
            seen.add(words)
            link = _deciding_link(cluster.links[mention.form], own, same_form=mention.form == shown.form)
            spans = (name,) if link.span is None else (name, link.span)
            yield Evidence(Question.ALIAS, link.rule, mention.span, spans)


def _deciding_link(link: Link, shown: Link, *, same_form: bool) -> Link:
    """Return why a form and the one that is shown belong together: the one that is not the key itself says it."""
    if same_form and link.rule is not AliasRule.COUNTRY_OWNS:
        return Link(AliasRule.SPELLING)
    return shown if link.rule is AliasRule.SPELLING else link


def _is_common_noun(form: str, document: Document, types: EntityTypes) -> bool:
    """Return whether a name is a common word that the text has more often without a capital, and is in no list."""
    low, lists = form.lower(), lexicon()
    if not form.isalpha() or not form.istitle() or "N" not in word_classes(low) or low in types.by_surname:
        return False
    if low in lists.places or low in lists.organisations_low or low in lists.organisation_heads:
        return False
    if low in lists.given or low in lists.family or low in actor_words().outlets or low in types.by_given:
        return False
    return sum(low in sentence.words for sentence in document.sentences) > types.text_counts.get(form, 0)


def _is_plural(mention: ResolvedMention, types: EntityTypes) -> bool:
    """Return whether what was taken for a person is several products of an organisation of the text: "Velmars"."""
    firm = mention.form.removesuffix("s")
    return mention.kind == PERSON and firm != mention.form and types.kinds.get(firm) == ORGANISATION


def _credits(document: Document) -> list[Span]:
    """Return the parts of a text that only say who made it, whose pictures it has, or what else to read."""
    text = document.text
    found = [Span(*match.span()) for match in _BRACKETED_CREDIT.finditer(text)]
    found += [Span(*match.span(1)) for match in _COPYRIGHT.finditer(text)]
    if " MORE" in text:
        found += [Span(match.start(2), match.end()) for match in _LINKS.finditer(text)]
    for match in _AGENCY_IN_BRACKETS.finditer(text):
        if " " in match[1] and _is_in_capitals(match[1]) and _is_in_capitals(match[2]):
            found.append(Span(*match.span()))
    for sentence in document.sentences[-_LAST_SENTENCES:]:
        if len(sentence) <= _SHORT_REPORT and " reported from " in sentence.span.cut(text):
            found.append(sentence.span)
    for sentence in document.sentences:
        span = Span(sentence.tokens[0].start, sentence.tokens[-1].end)
        low = span.cut(text).lower()
        if _is_contribution(sentence) or _PROMOTION.search(low) or low.endswith(" read more"):
            found.append(span)
    return [*found, *_credit_lines(text)]


def _credit_lines(text: str) -> Iterator[Span]:
    """Yield the lines, or their ends, that credit authors and pictures, and what the last lines say of the author."""
    start, lines = 0, text.split("\n")
    for number, line in enumerate(lines):
        pictured, bar, rest = line.partition(" | ")
        if bar and any(map(_is_agency, rest.split(" | "))):
            yield Span(start + pictured.rfind(". ") + 1, start + len(line))
        elif _CREDIT_LINE.match(line) or "/" in line or " via AP" in line:
            if len(line.split()) <= _LONGEST_CREDIT and _is_in_capitals(line[:1].upper() + line[1:]):
                yield Span(start, start + len(line))
        elif number >= len(lines) - _LAST_LINES and _AUTHOR.match(line):
            yield Span(start, start + len(line))
        start += len(line) + 1


def _is_contribution(sentence: TaggedSentence) -> bool:
    """Return whether a sentence credits reporters: "Ann Lee in Oslo contributed to this report"."""
    if "contributed" not in sentence.low:
        return False
    at = sentence.low.index("contributed")
    return sentence.low_at(at + 1) == "reporting" or (sentence.low_at(at + 1), sentence.low_at(at + 2)) == (
        "to",
        "this",
    )


def _is_agency(words: str) -> bool:
    names = [word.lower() for word in words.partition(" (")[0].split()]
    return 0 < len(names) <= _LONGEST_NAME and any(name in _AGENCIES for name in names)


def _is_in_capitals(words: str) -> bool:
    """Return whether all words have capitals, as names have, but for those that link names."""
    return all(word[0].isupper() or word in _LOWER_IN_CREDITS for word in _WORD.findall(words))


def _is_credit(sentence: TaggedSentence, mention: ResolvedMention, types: EntityTypes) -> bool:
    """Return whether a name only credits an outlet or author, or only names a platform."""
    start, end = mention.start, mention.end
    form = mention.form
    low, before, after = form.lower(), sentence.low_at(start - 1), sentence.low_at(end)
    quarter = mention.kind == PLACE and before == "the"
    if low in actor_words().not_names and not quarter and not _is_known_person(mention, low, types):
        return True
    alone = end == len(sentence) and ((start == 0 and mention.sentence > 0) or (start > 3 and before == ")"))
    if alone or _is_beside_slash(sentence, mention):
        return True
    if low in _PARTY_ABBREVIATIONS and not (before == "the" and (after in _AFTER_PARTY or not after[:1].isalpha())):
        return True
    if before == "(" and after == ")" and lexicon().places.get(low) == "abbreviation":
        return True
    if _is_dateline(sentence, mention):
        return True
    if low in _PLATFORMS and (before in _PLATFORM_BEFORE or after in _PLATFORM_AFTER):
        return True
    dateline = before == "(" and after == ")" and sentence.low_at(end + 1) in _DASHES and start < 8
    return dateline and types.kinds.get(form) == ORGANISATION


def _is_beside_slash(sentence: TaggedSentence, mention: ResolvedMention) -> bool:
    """Return whether a name is an agency or a photographer: "Oslo/Reuters", "REUTERS/Ann Lee", "(Ann Lee/The Post)"."""
    start, end = mention.start, mention.end
    if "/" not in (sentence.low_at(start - 1), sentence.low_at(end)):
        return False
    slashed = sentence.low_at(start - 1) == "/"
    if (not slashed and sentence.low_at(end + 1) in _AGENCIES) or (slashed and sentence.low[start] in _AGENCIES):
        return True
    if slashed:
        return sentence.low_at(start - 2) in _AGENCIES and end - start > 1
    in_brackets = "(" in sentence.low[max(0, start - _LONGEST_NAME) : start]
    return mention.kind == PERSON and sentence.is_name_word(end + 1) and in_brackets


def _is_known_person(mention: ResolvedMention, low: str, types: EntityTypes) -> bool:
    return mention.kind == PERSON and (low in types.by_surname or (low in types.by_given and low in EASTERN_FAMILIES))


def _is_dateline(sentence: TaggedSentence, mention: ResolvedMention) -> bool:
    """Return whether a place in capitals is a dateline: "OSLO, Feb 3 (Reuters)", "OSLO: "."""
    shouts = all(word.isupper() for word in sentence.words[mention.start : mention.end])
    credited = sentence.low_at(mention.end) == "(" and sentence.low_at(mention.end + 1) in _AGENCIES
    if (
        not (mention.kind == PLACE or credited)
        or not shouts
        or sum(map(len, sentence.words[mention.start : mention.end])) < 4
        or sentence.all_caps
    ):
        return False
    opens = mention.start == 0 or sentence.low[mention.start - 1] in ("/", ",")
    return opens and mention.start < 6 and sentence.low_at(mention.end) in _DATELINE_AFTER
