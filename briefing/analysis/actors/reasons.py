"""Why an actor has its type and the forms of its name."""

from collections.abc import Iterator, Sequence

from briefing.analysis.actors.clusters import Cluster, Link
from briefing.analysis.actors.entity_types import EntityTypes
from briefing.analysis.actors.resolve_mentions import ResolvedMention
from briefing.analysis.language.tagging import TaggedSentence
from briefing.model.evidence import AliasRule, Evidence, Question, TypeRule
from briefing.model.spans import Span


def type_reason(
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


def alias_reasons(cluster: Cluster, shown: ResolvedMention, name: Span, text: str) -> Iterator[Evidence]:
    """Yield why each other form of its name belongs to an actor, in text order; `name` is the span that is shown."""
    seen = {name.cut(text)}
    own = cluster.links[shown.form]
    for mention in cluster.mentions:
        words = mention.span.cut(text)
        if words not in seen:
            seen.add(words)
            link = _link(cluster.links[mention.form], own, same_form=mention.form == shown.form)
            spans = (name,) if link.span is None else (name, link.span)
            yield Evidence(Question.ALIAS, link.rule, mention.span, spans)


def _link(link: Link, shown: Link, *, same_form: bool) -> Link:
    """Return why a form and the one that is shown belong together: the one that is not the key itself says it."""
    if same_form and link.rule is not AliasRule.COUNTRY_OWNS:
        return Link(AliasRule.SPELLING)
    return shown if link.rule is AliasRule.SPELLING else link
