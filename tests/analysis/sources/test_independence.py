from briefing.analysis.sources.independence import count_independent, families
from briefing.model.grouping import Reprint


def test_a_publisher_is_known_by_its_family_then_its_domain_then_its_name() -> None:
    assert families("The Sun", "thesun.co.uk") == families("WSJ", "www.wsj.com") == "news corp"
    assert families("The Velmar Ledger", "ledger.example") == "ledger.example"
    assert families("The Velmar Ledger", "") == "the velmar ledger"


def test_a_family_counts_once() -> None:
    assert count_independent([(1, "news corp"), (2, "news corp"), (3, "bbc")], []) == 2


def test_a_chain_of_reprints_counts_once() -> None:
    chain = [Reprint(2, 1, 0.9), Reprint(3, 1, 1.0)]
    assert count_independent([(1, "ap"), (2, "a"), (3, "b"), (4, "c")], chain) == 2


def test_a_chain_whose_original_is_elsewhere_counts_once() -> None:
    assert count_independent([(2, "a"), (3, "b")], [Reprint(2, 1, 0.9), Reprint(3, 1, 1.0)]) == 1


def test_a_publisher_that_reprints_and_reports_counts_for_its_report() -> None:
    assert count_independent([(1, "ap"), (2, "a"), (3, "a")], [Reprint(2, 1, 0.9)]) == 2


def test_stories_of_unknown_publishers_count_each() -> None:
    assert count_independent([(1, ""), (2, "")], []) == 2
    assert count_independent([], []) == 0
