"""Invented names of organisations after the patterns that bodies, firms and ministries are named by."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from briefing.analysis.language.sentences import word_set

Choice = TypeVar("Choice")

_HEADS = sorted(
    word_set(
        "Council Commission Committee Association Institute Foundation Agency Department Ministry Bureau Office "
        "Board Authority Service Services Group Bank Party Union League Federation Society Alliance Coalition "
        "Network Center Centre Court Fund Trust Corporation Company Partners Holdings Airlines Energy Motors "
        "Systems Technologies Capital Media News Post Times Tribune Herald Journal Daily Press Club United "
        "Hospital School Police Army Guard Front Movement Brigade Project Initiative Campaign Museum Observatory "
        "Laboratory Academy"
    )
)
_TOPICS = sorted(
    word_set(
        "Foreign Defense Health Education Finance Justice Labor Trade Energy Transport Agriculture Security "
        "Intelligence Policy Research Economic Human Rights Civil Liberties Public Affairs National International "
        "Federal Regional Central Supreme High Social Democratic Liberal People's Workers' Women's Youth "
        "Environmental Protection Climate Food Water Tax Budget Science Arts Space Nuclear Maritime Border "
        "Immigration Refugee Consumer Electoral Election Press Media Medical Cancer Children Family Housing Urban "
        "Rural Farm Oil Gas Steel Mining Software Digital Global American European African Asian Pacific Northern "
        "Southern Western Eastern Royal Islamic Christian Jewish Catholic"
    )
)
_AIMS = sorted(
    word_set(
        "Justice Peace Democracy Freedom Progress Growth Development Research Education Health Reform Security "
        "Policy Integrity Equality Prosperity Change Action Rights Families Workers Children Women Veterans "
        "Science Innovation"
    )
)
_FOR_HEADS = sorted(
    word_set("Center Institute Council Association Coalition Citizens Americans Alliance Committee Foundation")
)
_OF_HEADS = sorted(word_set("Ministry Department Bank Institute Bureau Council"))
_FIRM_TAILS = sorted(word_set("Inc. Corp. Co. Ltd. LLC PLC AG SE"))
_STEM_TAILS = sorted(word_set("tech soft corp net ex on ia"))
_BRAND_TAILS = sorted(word_set("Feed Book Works Net Care Watch Link Point"))
_LETTERS = "ABCDEFGHIJKLMNOPRSTUW"


class OrganisationMaker:
    """Makes names out of families, kinds of places and the words of bodies; the same `chance` gives the same names."""

    def __init__(self, chance: random.Random, families: Sequence[str], *places: Sequence[str]) -> None:
        self._chance = chance
        self._families = families
        self._places = places
        self._patterns: tuple[tuple[int, Callable[[], list[str]]], ...] = (
            (22, lambda: [self._one(_TOPICS), self._one(_HEADS)]),
            (18, lambda: [self._one(_TOPICS), self._one(_TOPICS), self._one(_HEADS)]),
            (10, lambda: [*self._place(), self._one(_HEADS)]),
            (7, lambda: [*self._place(), self._one(_TOPICS), self._one(_HEADS)]),
            (7, lambda: [self._one(families), self._one(_HEADS)]),
            (6, self._for_an_aim),
            (5, lambda: ["University", "of", *self._place()]),
            (5, lambda: [self._one(_OF_HEADS), "of", self._one(_AIMS)]),
            (5, self._partners),
            (6, self._firm),
            (5, lambda: ["".join(self._one(_LETTERS) for _ in range(self._one((3, 3, 4, 4, 5))))]),
            (4, lambda: [self._one(families)[:5].capitalize() + self._one(_BRAND_TAILS)]),
        )

    def make(self) -> list[str]:
        """Return one name as the words it has in a text; clitics stand alone."""
        weights = [weight for weight, _ in self._patterns]
        (pattern,) = self._chance.choices([build for _, build in self._patterns], weights)
        return [piece for word in pattern() for piece in _pieces(word)]

    def _one(self, choices: Sequence[Choice]) -> Choice:
        return self._chance.choice(choices)

    def _place(self) -> list[str]:
        return self._one(self._one(self._places)).split()

    def _for_an_aim(self) -> list[str]:
        aims = [self._one(_TOPICS)] if self._chance.random() < 0.5 else []
        return [self._one(_FOR_HEADS), "for", *aims, self._one(_AIMS)]

    def _partners(self) -> list[str]:
        if self._chance.random() < 0.6:
            return [self._one(self._families), "&", self._one(self._families)]
        return [self._one(self._families), "Brothers"]

    def _firm(self) -> list[str]:
        family = self._one(self._families)
        stem = family if self._chance.random() < 0.5 else family[:4] + self._one(_STEM_TAILS)
        return [stem, self._one(_FIRM_TAILS)]


def _pieces(word: str) -> tuple[str, ...]:
    if word.endswith("'s"):
        return word[:-2], "'s"
    return (word[:-1], "'") if word.endswith("s'") else (word,)
