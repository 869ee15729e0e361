"""Topic assembly: the threads of a grouping become topics with stable ids and names, beside those of earlier days."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from briefing.analysis.threads.thread_ids import assign_thread_ids
from briefing.analysis.topics.clustering import find_topics
from briefing.model.topic import ThreadTerms, TopicPlacement, TopicsResult, topic_id


def update_topics(
    stored: Sequence[ThreadTerms], changed: Sequence[ThreadTerms], redirects: Mapping[str, str], *, full: bool
) -> TopicsResult:
    """Return what changes in the topics if the threads `changed`, beside those `stored`.

    `redirects` map threads that are gone to those that took their stories; a thread takes over their topic if it has
    none. A thread stays in its topic. If `full`, threads without a topic that have not changed may join one too.
    """
    threads = _beside(stored, changed, redirects)
    fresh = {thread.id for thread in changed if not threads[thread.id].topic}
    found = find_topics(tuple(threads.values()), None if full else fresh)
    former = {thread.id: thread.topic for thread in stored}
    taken = {thread.topic for thread in threads.values()}
    placements = []
    for members in found:
        topic = next((threads[one].topic for one in members if threads[one].topic), "") or _new_id(members, taken)
        taken.add(topic)
        joining = tuple(one for one in members if former.get(one, "") != topic)
        if joining:
            placements.append(TopicPlacement(topic, "", joining))
    return TopicsResult(tuple(placements), {thread.id: thread.terms for thread in changed})


def topics_afresh(
    stored: Sequence[ThreadTerms], changed: Sequence[ThreadTerms], redirects: Mapping[str, str], since: int
) -> TopicsResult:
    """Return the topics of all threads, found from scratch; a topic keeps its id if it keeps most of its threads.

    Threads without a story after `since` (a timestamp) keep the topic that they have.
    """
    threads = _beside(stored, changed, redirects)
    former: defaultdict[str, list[str]] = defaultdict(list)
    for thread in threads.values():
        if thread.topic:
            former[thread.topic].append(thread.id)
    found = find_topics([thread._replace(topic="") for thread in threads.values()])
    taken = set(former)
    assigned = assign_thread_ids(former, found, lambda members: _new_id(members, taken))
    placements = (TopicPlacement(topic, "", members) for topic, members in zip(assigned.ids, found, strict=True))
    return TopicsResult(
        tuple(placements),
        {thread.id: thread.terms for thread in changed},
        redirects=assigned.redirects,
        afresh=True,
        since=since,
    )


def topics_to_name(
    stored: Sequence[ThreadTerms], changed: Sequence[ThreadTerms], result: TopicsResult
) -> dict[str, tuple[ThreadTerms, ...]]:
    """Return the topics that need a name, with their threads: they are new, or have doubled since they were named."""
    threads = {thread.id: thread for thread in (*stored, *changed)}
    before = Counter(thread.topic for thread in stored)
    joined = {placement.id: placement.threads for placement in result.placements}
    members: defaultdict[str, list[ThreadTerms]] = defaultdict(list)
    for thread in stored:
        if thread.topic in joined and not result.afresh and thread.id not in joined[thread.topic]:
            members[thread.topic].append(thread)
    for topic, joining in joined.items():
        members[topic] += [threads[one] for one in joining]
    return {
        topic: tuple(threads_of_topic)
        for topic, threads_of_topic in members.items()
        if result.afresh or len(threads_of_topic).bit_length() > before[topic].bit_length()
    }


def with_names(result: TopicsResult, names: Mapping[str, str]) -> TopicsResult:
    """Return the result with the `names` of its topics; a topic that is not among them keeps the name it has."""
    named = (placement._replace(name=names.get(placement.id, "")) for placement in result.placements)
    return replace(result, placements=tuple(named))


def _beside(
    stored: Iterable[ThreadTerms], changed: Iterable[ThreadTerms], redirects: Mapping[str, str]
) -> dict[str, ThreadTerms]:
    """Return all threads that there are now, by id, with the topics that they had or took over."""
    threads = {thread.id: thread for thread in stored}
    for thread in changed:
        before = threads.get(thread.id, thread)
        threads[thread.id] = thread._replace(
            topic=before.topic, first=min(before.first, thread.first), last=max(before.last, thread.last)
        )
    for gone, heir in redirects.items():
        left = threads.pop(gone, None)
        if left is not None and left.topic and heir in threads and not threads[heir].topic:
            threads[heir] = threads[heir]._replace(topic=left.topic)
    return threads


def _new_id(members: Sequence[str], taken: Collection[str]) -> str:
    """Return the id made from the first thread whose topic is not `taken`."""
    ids = (topic_id(member) for member in members)
    return next((own for own in ids if own not in taken), f"{topic_id(members[0])}-{len(members)}")
