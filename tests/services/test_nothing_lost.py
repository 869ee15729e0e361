"""Every entry of the real feeds beside the project can be found after they were filed twice."""

from pathlib import Path

import pytest

from tests.benchmarks.nothing_lost import file_twice

FEEDS = Path(__file__).parents[2] / "../shared/corpora/feeds"


@pytest.mark.shared
@pytest.mark.skipif(not FEEDS.exists(), reason="the corpus of feeds is not beside the project")
def test_nothing_vanishes(tmp_path: Path) -> None:
    found = file_twice(FEEDS, tmp_path)
    assert found.items >= 5_400
    assert {lost.reason for lost in found.lost} <= {"the feed was cut", "it has no title, text or address"}
    assert (found.again["new"], found.again["changed"]) == (0, 0)
