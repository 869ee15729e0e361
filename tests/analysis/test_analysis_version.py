"""Stored findings are made again when the analysis changes, so a change of its output needs a new version."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from briefing.analysis.reading import read_texts
from briefing.model.analysis import ANALYSIS_VERSION, TextToRead

FOLDER = Path(__file__).parent
TEXTS = (
    (FOLDER / "quotes" / "digest.txt").read_text(encoding="utf-8"),
    (FOLDER / "actors" / "digest.txt").read_text(encoding="utf-8"),
    "OSLO (Reuters) - Harbour Minister Ann Lee told The New York Times that the port was “closed for good.”\n\n"
    "“We are ready,” said Lee. “We go,” she added.\n\nThe National Harbour Board (NHB) in Norway declined to comment.",
    "Ada Velkor opened her film. “I wrote it in a week, by the sea,” Velkor said. “Nobody paid me for any of it,” the "
    "director said.",
)
DIGESTS = {11: "eff595f05b19ced3"}
"""The digest of the findings in `TEXTS` by version."""


def digest_of_findings() -> str:
    """Return a hash of everything that is found in the fixed texts."""
    findings = json.dumps(
        [asdict(read.findings) for read in read_texts([TextToRead(0, text) for text in TEXTS])], sort_keys=True
    )
    return hashlib.sha256(findings.encode()).hexdigest()[:16]


def test_the_findings_of_this_version_are_those_that_were_recorded() -> None:
    found = digest_of_findings()
    advice = f"raise ANALYSIS_VERSION in briefing/model/analysis.py if the findings changed, and record {found} here"
    assert DIGESTS.get(ANALYSIS_VERSION) == found, advice
