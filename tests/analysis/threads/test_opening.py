"""Datelines do not count for grouping, and all else does."""

import pytest

from briefing.analysis.threads.opening import without_dateline


@pytest.mark.parametrize(
    "lead",
    [
        "[Harbour FM] Velmar -- Dockers have walked out.",
        "[Harbour FM] Dockers have walked out.",
        "VELMAR (Northwire) - Dockers have walked out.",
        "PORT VELMAR, Orsina (NW) — Dockers have walked out.",
        "Velmar – Dockers have walked out.",
    ],
)
def test_a_dateline_is_left_out(lead: str) -> None:
    assert without_dateline(lead) == "Dockers have walked out."


@pytest.mark.parametrize(
    "lead",
    [
        "Dockers have walked out - for the third time.",
        "Dockers have walked out.",
        "Non-stop rain fell on Velmar.",
        "",
        "[Harbour FM]",
    ],
)
def test_a_lead_without_one_stays(lead: str) -> None:
    assert without_dateline(lead) == lead
