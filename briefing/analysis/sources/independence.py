"""Independence: how many publishers tell a matter by themselves."""

from collections.abc import Mapping, Sequence

from briefing.analysis.lexicons import agency_families, publisher_families
from briefing.analysis.sources.credits import credited_publisher, fold_outlet_name
from briefing.analysis.sources.reprints import DatedText
from briefing.model.grouping import Reprint


def publisher_family(outlet: str, domain: str) -> str:
    """Return the publisher family of a story: from the table, else its registrable domain, else its outlet's name.

    Where there is no domain (an address that is a number) an outlet that is listed by its name has its family too.
    """
    host = domain.casefold().removeprefix("www.")
    named = outlet.casefold().strip()
    return _listed(host) or host or family_of_name(outlet) or _listed(named.removeprefix("www.")) or named


def family_set_by_user(outlet: str, domain: str, users: Mapping[str, str]) -> str:
    """Return the family that the user gave an outlet, by a domain or a name in `users`, or "" where none was given."""
    given = {key.casefold().removeprefix("www."): family for key, family in users.items()}
    labels = domain.casefold().removeprefix("www.").split(".")
    keys = [*(".".join(labels[at:]) for at in range(len(labels))), outlet.casefold().strip()]
    return next((given[key] for key in keys if key in given), "") if given else ""


def family_of_name(outlet: str) -> str:
    """Return the publisher family of an outlet that is listed, told by its name alone, or ""."""
    agency = agency_families().get(outlet.removeprefix("the ").removeprefix("The "))
    if agency:
        return agency
    squeezed = "".join(char for char in fold_outlet_name(outlet) if char.isalnum())
    guesses = (f"{squeezed}.com", f"{squeezed}news.com", f"the{squeezed}.com")
    return next((publisher_families()[guess] for guess in guesses if guess in publisher_families()), "")


def _listed(host: str) -> str:
    labels = host.split(".")
    parents = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((publisher_families()[parent] for parent in parents if parent in publisher_families()), "")


def text_publishers(texts: Sequence[DatedText]) -> dict[int, str]:
    """Return by story the publisher family whose telling it is: that of the agency it credits, else its own.

    A credit that names the outlet of one of `texts` is that outlet's family.
    """
    names = {fold_outlet_name(text.outlet): text.family for text in texts if text.outlet}
    credit = {text.story: credited_publisher(text.text, text.author) for text in texts}
    return {text.story: names.get(credit[text.story], credit[text.story]) or text.family for text in texts}


def count_independent(stories: Sequence[tuple[int, str]], reprints: Sequence[Reprint]) -> int:
    """Count the independent tellings among `stories`, pairs of story and publisher family.

    A reprint counts for nothing beside its original; where the original is not among them, its chain counts once. What
    is left counts by family: a publisher's own stories are one telling, however many it has.
    """
    original = {reprint.story: reprint.original for reprint in reprints}
    heads = {story for story, _ in stories}
    tellings: set[str] = set()
    for story, family in stories:
        head = original.get(story, story)
        if head == story or head not in heads:
            heads.add(head)
            tellings.add(family or f"story {story}")
    return len(tellings)
