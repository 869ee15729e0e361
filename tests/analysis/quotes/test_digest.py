"""A digest page: a headline, a story with four speakers and the boilerplate below it."""

from pathlib import Path

from tests.analysis.quotes.quoted_text import Said, said_in

DIGEST = Path(__file__).with_name("digest.txt").read_text(encoding="utf-8")


def test_a_digest_gives_its_four_quotes_with_full_roles() -> None:
    assert said_in(DIGEST) == [
        Said(
            words=("We have little doubt that the pier will be shut before the ice comes",),
            speaker="a Norvian coastguard official",
            mention="a Norvian coastguard official",
            unnamed=True,
        ),
        Said(
            words=(
                "2032 is not going to be a quiet year. They want to show that they can hurt us and talk to us in the "
                "same week",
            ),
            speaker="Mara Ostrand",
            role="senior vice president for coasts and harbours chair at the Institute for Sea and Trade Studies",
            mention="Mara Ostrand",
        ),
        Said(
            words=("We are going to be ready and provisioned",),
            speaker="one senior cabinet official",
            mention="the person",
            unnamed=True,
        ),
        Said(
            words=("the only ‘harbour surprise’ will be the look on the minister’s face",),
            speaker="Piet Lomar",
            role="a Harbour Party spokesman",
            mention="Piet Lomar",
        ),
    ]
