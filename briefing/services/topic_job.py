"""The topics of a grouping, found in the worker that groups the window, beside those that are stored."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from briefing.analysis.thread_assembly import GroupedWindow
from briefing.analysis.topics.assembly import topics_afresh, topics_to_name, update_topics, with_names
from briefing.analysis.topics.clustering import REACH_DAYS
from briefing.analysis.topics.names import name_topic
from briefing.analysis.topics.thread_terms import thread_terms
from briefing.frozen import dataclass
from briefing.model.grouping import GroupingRequest, ThreadPlacement
from briefing.model.topic import ThreadTerms, TopicsResult
from briefing.store import topics as topic_table
from briefing.store.connections import ReadView
from briefing.store.timestamps import to_timestamp

_A_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class FoundTopics:
    """The topics found in a grouping, and the threads from which they were found."""

    stored: tuple[ThreadTerms, ...]
    changed: tuple[ThreadTerms, ...]
    topics: TopicsResult

    def followed(self, view: ReadView) -> frozenset[str]:
        """Return the threads that join a topic which the user follows."""
        followed = view.ask(topic_table.followed_topics)
        return frozenset(
            thread for placed in self.topics.placements if placed.id in followed for thread in placed.threads
        )

    def named(self, view: ReadView, placements: Sequence[ThreadPlacement]) -> TopicsResult:
        """Return the topics with the names of those that are new or have doubled; `placements` are changed threads."""
        to_name = topics_to_name(self.stored, self.changed, self.topics)
        threads = {thread.id for members in to_name.values() for thread in members}
        leads = {placement.id: placement.title_story for placement in placements if placement.id in threads}
        titles = view.ask(topic_table.titles_of, set(leads.values()))
        headlines = view.ask(topic_table.headlines_of, threads) | {own: titles[lead] for own, lead in leads.items()}
        return with_names(
            self.topics,
            {
                topic: name_topic([headlines[thread.id] for thread in members], [thread.terms for thread in members])
                for topic, members in to_name.items()
            },
        )


def find_stored_topics(
    view: ReadView,
    grouped: GroupedWindow,
    ids: Mapping[str, str],
    redirects: Mapping[str, str],
    request: GroupingRequest,
    *,
    is_full: bool,
) -> FoundTopics:
    """Return the topics after a grouping: `ids` are those of new threads, `redirects` lead from closed threads."""
    changed = tuple(_changed(grouped, ids))
    if not changed and not is_full:
        return FoundTopics((), (), TopicsResult())
    reach = request.now - timedelta(days=REACH_DAYS)
    stored = view.ask(topic_table.threads_with_terms, request.since, min(reach, request.since))
    if request.steady:
        topics = update_topics(stored, changed, redirects, full=is_full)
    else:
        topics = topics_afresh(stored, changed, redirects, to_timestamp(request.since))
    return FoundTopics(stored, changed, topics)


def _changed(grouped: GroupedWindow, ids: Mapping[str, str]) -> Iterator[ThreadTerms]:
    """Yield the threads of a grouping that have changed, with their terms."""
    clustering = grouped.clustering
    if clustering is None:
        return
    changed = [(own, index) for own, index in grouped.changed if index < len(clustering.clusters)]
    groups = [clustering.clusters[index][0] for _, index in changed]
    packed = thread_terms(clustering.features, clustering.stories, groups)
    for (own, _), rows, terms in zip(changed, groups, packed, strict=True):
        days = [_days(clustering.stories[row].published) for row in rows]
        yield ThreadTerms(ids.get(own, own), "", min(days), max(days), terms)


def _days(published: datetime | None) -> float:
    return published.timestamp() / _A_DAY if published else 0.0
