"""Reading a brief back: its claims, its evidence, and what is wrong with its form."""

import pytest

from briefing.export.markdown.lint import Claim, lint, read_evidence
from tests.export.builders import a_page
from tests.export.markdown.test_render import rendered


def test_a_brief_of_ours_passes_its_own_lint() -> None:
    assert lint(rendered(a_page(), a_page("Second"))) == ()


def test_a_quote_whose_evidence_was_taken_out_is_found() -> None:
    markdown = "\n".join(line for line in rendered(a_page()).split("\n") if not line.startswith("- [1]"))
    assert any("[1]" in fault for fault in lint(markdown))


def test_the_evidence_reads_back_word_for_word() -> None:
    words = "Prices rose 5% [sic] -- from $3*2 to 10_000; see https://x.example/a_b."
    claims = read_evidence(rendered(a_page(words=words))).claims
    assert words in [claim.words for claim in claims]


DIGEST = f"- [1] `{'0' * 64}`\n"


@pytest.mark.parametrize(
    ("markdown", "claims"),
    [
        ("> “One” … “two”\n> — A [1] · ¶3", [(1, 1, "One"), (1, 1, "two")]),
        ("> “One”\n> — A, head of B \\[2\\] · ¶4 [1] · ¶3", [(1, 1, "One")]),
        ("> “One”\n> — A [1] · ¶3\n> ≈ [2] has: “other”", [(1, 1, "One"), (3, 2, "other")]),
        ("**What happened.** One. [1][2] Two. [3]", [(1, 1, "One."), (1, 3, "Two.")]),
        ("Words.\n**What is new.** One. [1]\nTwo. [2]", [(2, 1, "One."), (3, 2, "Two.")]),
        ("**What happened.** Prices \\[sic\\] &lt; 5. [1]", [(1, 1, "Prices [sic] < 5.")]),
        ("**Bottom line.** One. [1]", []),
        ("**What happened.** One. [1]\n\n[1]: https://x.example/", [(1, 1, "One.")]),
    ],
)
def test_what_a_brief_claims_is_read_from_its_form(markdown: str, claims: list[tuple[int, int, str]]) -> None:
    assert list(read_evidence(markdown).claims) == [Claim(*claim) for claim in claims]


def test_a_quote_without_its_source_is_found() -> None:
    assert lint("> “One”\n\n" + DIGEST) == ("line 1: a quote without its source",)


def test_a_citation_without_an_article_is_found() -> None:
    assert lint("| a |\n|---|\n| [2] |\n\n" + DIGEST) == ("line 3: cites [2], which is not in the article list",)


def test_an_escaped_number_is_no_citation() -> None:
    assert lint("Words \\[2\\] of others.\n\n" + DIGEST) == ()
