"""Independence: which stories of a thread are tellings of their own, and which repeat another one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from briefing.analysis.sources.credits import credited_publisher
from briefing.analysis.sources.outlets import fold_outlet_name, is_agency_family, is_named_in_host
from briefing.analysis.sources.reprints import DatedText
from briefing.frozen import dataclass
from briefing.model.grouping import Reprint
from briefing.model.provenance import LEAST_SHARED, StepKind

_UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Telling:
    """One story, with the reason why it counts as independent or repeats the story `of`.

    `of` is 0 for an independent story. `publisher` is the family whose text it prints: that of the agency that it
    credits, else that of its own outlet.
    """

    story: int
    kind: StepKind
    of: int = 0
    share: float = 0.0
    publisher: str = ""

    @property
    def agency(self) -> str:
        """Return the publisher family of the agency whose text it prints, or ""."""
        return self.publisher if is_agency_family(self.publisher) else ""


def text_publishers(texts: Sequence[DatedText]) -> dict[int, str]:
    """Return by story the publisher family whose text it is: that of the agency it credits, else its own.

    A credit that names the outlet of one of `texts` means that outlet's family, and so does a channel that has the
    name of an outlet.
    """
    families = {fold_outlet_name(text.outlet): text.family for text in texts if text.outlet}
    own = _families_of_channels(texts)
    credit = {text.story: credited_publisher(text.text, text.author) for text in texts}
    return {
        text.story: families.get(credit[text.story], credit[text.story]) or own.get(text.family, text.family)
        for text in texts
    }


def _families_of_channels(texts: Sequence[DatedText]) -> Mapping[str, str]:
    """Return the families that are names of channels, with those of the outlets that have the same names."""
    names = {text.family for text in texts if text.family == fold_outlet_name(text.outlet)}
    hosts = sorted({text.family for text in texts} - names)
    return {name: host for name in names for host in hosts if "." in host and is_named_in_host(name, host)}


def find_tellings(texts: Sequence[DatedText], reprints: Sequence[Reprint]) -> tuple[Telling, ...]:
    """Return for each text whether it is a report of its own, in order of publication.

    A reprint is none beside its original; if that is not among `texts`, the first of its reprints counts. Of the rest,
    the first story of each publisher family counts. Copies of an agency's text are of the agency's family, also those
    that do not say so.
    """
    ordered = sorted(texts, key=lambda text: (text.published or _UNDATED, text.story))
    times = {text.story: text.published for text in texts}
    heads = _heads(ordered, reprints)
    publishers = text_publishers(texts)
    families = _families_of_heads(heads, publishers)
    first: dict[str, int] = {}
    for story in (text.story for text in ordered if heads[text.story] == text.story):
        first.setdefault(families[story], story)
    shares = {reprint.story: reprint.share for reprint in reprints}
    found: list[Telling] = []
    for text in ordered:
        head, share = heads[text.story], shares.get(text.story, 0.0)
        of = head if head != text.story else first[families[head]]
        if head != text.story:
            kind = _kind_of_reprint(share, early=_is_earlier(times[text.story], times[head]))
        elif of != head:
            kind, share = StepKind.SAME_AGENCY if is_agency_family(families[head]) else StepKind.SAME_PUBLISHER, 0.0
        else:
            kind, of, share = StepKind.FOLLOWED if any(not one.of for one in found) else StepKind.FIRST, 0, 0.0
        found.append(Telling(text.story, kind, of, share, publishers[text.story]))
    return tuple(found)


def count_independent(tellings: Sequence[Telling]) -> int:
    """Return how many of the stories are tellings of their own."""
    return sum(not telling.of for telling in tellings)


def independent_tellings(tellings: Sequence[Telling]) -> dict[int, int]:
    """Return by story the telling that it is or repeats."""
    of = {telling.story: telling.of for telling in tellings}
    return {story: of.get(other, 0) or other or story for story, other in of.items()}


def _heads(ordered: Sequence[DatedText], reprints: Sequence[Reprint]) -> dict[int, int]:
    """Return by story the first one of its chain that is among the stories."""
    original = {reprint.story: reprint.original for reprint in reprints}
    present = {text.story for text in ordered}
    heads: dict[int, int] = {}
    stand_in: dict[int, int] = {}
    for text in ordered:
        first = original.get(text.story, text.story)
        heads[text.story] = first if first in present else stand_in.setdefault(first, text.story)
    return heads


def _families_of_heads(heads: Mapping[int, int], publishers: Mapping[int, str]) -> dict[int, str]:
    """Return by first story of a chain its family: an agency's if any story of the chain credits one."""
    chains: defaultdict[int, list[int]] = defaultdict(list)
    for story, head in heads.items():
        chains[head].append(story)
    found = {}
    for head, chain in chains.items():
        families = [publishers[head], *(publishers[story] for story in chain)]
        found[head] = next(filter(is_agency_family, families), families[0]) or f"story {head}"
    return found


def _is_earlier(at: datetime | None, other: datetime | None) -> bool:
    return at is not None and other is not None and at < other


def _kind_of_reprint(share: float, *, early: bool) -> StepKind:
    if share < LEAST_SHARED:
        return StepKind.SAME_HEADLINE
    return StepKind.EARLY if early else StepKind.REPRINTED
