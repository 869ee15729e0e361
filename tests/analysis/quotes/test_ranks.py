"""A rank before a name is a role of the speaker and no part of the name."""

import pytest

from briefing.analysis.language.document import read_document
from briefing.analysis.quotes.find import find_quotes


@pytest.mark.parametrize(
    ("rank", "name"),
    [
        ("Cmdr.", "Sean Robinson"),
        ("Major-Gen", "Gopal Naidu"),
        ("Tánaiste", "Liam Varley"),
        ("Brigadier", "Anna Marsh"),
    ],
)
def test_a_rank_is_no_part_of_the_name(rank: str, name: str) -> None:
    text = f"The harbour of Velda was closed on Monday. {rank} {name} said: “We will open the harbour again tomorrow.”"
    (quote,) = find_quotes(read_document(text))
    assert quote.name is not None
    assert quote.name.cut(text) == name
