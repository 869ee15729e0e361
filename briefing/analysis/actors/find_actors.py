"""The actors of one document."""

from collections.abc import Sequence

from briefing.analysis.actors.added_mentions import (
    with_derived_organisations,
    with_newspapers,
    with_persons,
    with_speakers,
)
from briefing.analysis.actors.clusters import Cluster, cluster_mentions
from briefing.analysis.actors.entity_types import EntityTypes, decide_types
from briefing.analysis.actors.gazetteer import with_gazetteer
from briefing.analysis.actors.mentions import ORGANISATION, PERSON, PLACE, Mention
from briefing.analysis.actors.name_forms import is_full_name, plain_key
from briefing.analysis.actors.name_spans import tagged_mentions, with_whole_persons
from briefing.analysis.actors.reasons import alias_reasons, type_reason
from briefing.analysis.actors.resolve_mentions import ResolvedMention, resolve_mentions
from briefing.analysis.actors.short_forms import (
    defined_acronyms,
    full_names_by_head,
    with_acronyms,
    with_heads_alone,
    without_ambiguous_heads,
    without_common_terms,
)
from briefing.analysis.language.document import Document
from briefing.analysis.language.tagging import TaggedSentence
from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.quote import Quote

_KINDS = {PERSON: ActorKind.PERSON, ORGANISATION: ActorKind.ORGANISATION, PLACE: ActorKind.PLACE}


def find_actors(document: Document, quotes: Sequence[Quote] = ()) -> tuple[DocumentActor, ...]:
    """Return the persons, organisations and places that act in a document, most often named first.

    The named speakers of `quotes` count as mentions too.
    """
    sentences = document.sentences
    mentions = [_mentions(sentence) for sentence in sentences]
    defined = defined_acronyms(document.text)
    mentions = with_acronyms(sentences, without_common_terms(document.text, sentences, mentions), defined)
    mentions = with_speakers(sentences, mentions, quotes)
    types = decide_types(sentences, mentions)
    heads = full_names_by_head(types)
    mentions = with_heads_alone(sentences, mentions, heads)
    resolved = resolve_mentions(sentences, mentions, without_ambiguous_heads(types, heads))
    clusters = cluster_mentions(resolved, types, defined, heads)
    actors = [_actor(cluster, document, types) for cluster in clusters]
    return tuple(sorted(actors, key=lambda actor: (-len(actor.mentions), actor.mentions[0])))


def _mentions(sentence: TaggedSentence) -> list[Mention]:
    found = with_gazetteer(sentence, with_whole_persons(sentence, tagged_mentions(sentence)))
    return with_derived_organisations(sentence, with_newspapers(sentence, with_persons(sentence, found)))


def _actor(cluster: Cluster, document: Document, types: EntityTypes) -> DocumentActor:
    shown = _shown(cluster)
    name = next((mention.whole for mention in cluster.mentions if mention.whole is not None), shown.span)
    mentions = tuple(mention.span for mention in cluster.mentions)
    roles = document.roles_of(mentions) if cluster.kind == PERSON else ()
    return DocumentActor(
        key=plain_key(cluster.key),
        kind=_KINDS[cluster.kind],
        name=name,
        mentions=mentions,
        roles=tuple(role.subject for role in roles if role.subject is not None),
        reasons=(
            type_reason(cluster, shown, document.sentences, types),
            *alias_reasons(cluster, shown, name, document.text),
            *roles,
        ),
    )


def _shown(cluster: Cluster) -> ResolvedMention:
    """Return the mention whose form is shown: a full name, else the commonest form, the longest of several."""
    forms = cluster.forms
    candidates = [mention for mention in cluster.mentions if mention.firm] or list(cluster.mentions)
    if cluster.kind == PERSON:
        full = [mention for mention in cluster.mentions if is_full_name(mention.form)]
        candidates = [mention for mention in full if mention.firm] or full or candidates
    best = max(candidates, key=lambda mention: (forms[mention.form], len(mention.form)))
    return next(mention for mention in candidates if mention.form == best.form)
