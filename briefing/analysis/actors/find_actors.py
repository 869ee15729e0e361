"""The actors of one document, with the reasons for their types and names."""

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
from briefing.analysis.actors.gazetteer import with_gazetteer
from briefing.analysis.actors.mentions import ORGANISATION, PERSON, PLACE, Mention, is_full_name, plain_key
from briefing.analysis.actors.name_spans import tagged_mentions
from briefing.analysis.actors.resolve_mentions import ResolvedMention, resolve_mentions, without_non_actors
from briefing.analysis.actors.short_forms import (
    defined_acronyms,
    full_names_by_head,
    with_acronyms,
    with_heads_alone,
    without_ambiguous_heads,
    without_common_terms,
)
from briefing.analysis.actors.whole_names import with_newspapers, with_whole_names
from briefing.analysis.language.document import Document
from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.tagging import TaggedSentence
from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.evidence import AliasRule, Evidence, Question, TypeRule
from briefing.model.quote import Quote
from briefing.model.spans import Span

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
            return Evidence(Question.TYPE, ground.rule, None, (words,))
    return Evidence(Question.TYPE, TypeRule.TAGGED, None, (shown.span,))


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
