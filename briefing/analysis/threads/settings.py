"""The numbers that grouping turns on, fitted once on gold threads of four kinds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """One setting for headlines and texts, few outlets and many. Similarities are 0 .. 1."""

    days: float = 1.0
    """Dated stories further apart than this are not linked directly."""
    neighbours: int = 8
    """How many most similar stories each story is mixed with."""
    neighbour_least: float = 0.11
    """The least similarity of a story that is mixed in."""
    neighbour_weight: float = 1.5
    """The weight of all neighbours together, the story itself being 1."""
    own_share: float = 0.45
    """What a story's own words count beside those of its mixture with its neighbours, 0 .. 1."""
    pair_least: float = 0.06
    """Pairs below count as 0."""
    found: float = 0.36
    """The least similarity of two single stories that found a group."""
    join_least: float = 0.05
    """The least mean similarity at which groups join."""
    join_share: float = 0.38
    """The share of the looser group's cohesion that the mean similarity between two groups must reach."""
    defining_size: int = 4
    """A group of so many stories tells what its matter is: a story that is told must agree with it to join."""
    agreement: float = 0.5
    """The least evidence in the names and numbers of two groups for one matter over that against it.

    The evidence is taken times the mean similarity between the groups over the cohesion of the looser one.
    """
    wording_size: int = 3
    """Groups smaller than this use too few words for those that they lack to tell anything."""
    word_agreement: float = 0.7
    """The same as `agreement` in all the words of groups that tell more than headlines."""
