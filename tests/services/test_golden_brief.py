"""The brief of the demo, line for line: the same bytes each time, on each machine."""

from tests.golden_brief import GOLDEN, demo_brief


def test_the_demo_s_brief_is_the_golden_file() -> None:
    assert demo_brief() == GOLDEN.read_text(encoding="utf-8"), "`python -m tests.golden_brief` writes it anew"
