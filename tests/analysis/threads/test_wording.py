import numpy as np
from scipy import sparse

from briefing.analysis.threads.wording import Words

VECTORS = sparse.csr_matrix(np.array([[0.5, 0, 0.5, 0.1], [0.5, 0.2, 0, 0.1], [0, 0, 0.3, 0]], np.float32))
WORDS = Words(VECTORS, 3)


def test_the_words_of_a_group_are_counted_over_its_stories() -> None:
    assert WORDS.of((0, 1)) == {0: 2, 1: 1, 2: 1}


def test_it_is_known_how_many_stories_of_all_hold_a_word() -> None:
    assert WORDS.held.tolist() == [2, 1, 2]
