"""One text is read once, and its quotes and actors agree."""

import pytest

from briefing.analysis.reading import read_text, with_roles_of
from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.evidence import Evidence, Question, RoleRule
from briefing.model.quote import Quote, QuoteKind
from briefing.model.spans import Span
from tests.benchmarks.role_agreement import disagreements, quoted_persons


@pytest.mark.parametrize(
    "text",
    [
        "“It is late,” said Harbour Minister Ann Velden. Velden, a former pilot, left.",
        "Rep. Bo Marr (D-N.C.), head of the Caucus, said: “We go.” The port's chief, Ann Velden, said “we stay.”",
        "“It was late,” Vann R. Newbold II, a writer for The Tollen Times, said. “We go,” he added.",
        "Rucker Calpepper, who runs the get-out-the-vote effort for the families, said, “We have been late for years.”",
        "“We will not go,” said Ann Velden's lawyer Piet Lomar. “Ask President Velden about it,” Lomar said.",
        "“She is late,” said her husband, Bo Marr. Ann Velden, the mayor, was told: “Mayor Velden, you are late.”",
    ],
)
def test_a_quoted_person_has_no_other_role_as_an_actor(text: str) -> None:
    findings = read_text(text)
    assert quoted_persons(text, findings.quotes)
    assert list(disagreements(text, findings.quotes, findings.actors)) == []


def test_a_role_that_the_actor_does_not_have_is_not_shown_with_the_quote() -> None:
    role = Evidence(Question.ROLE, RoleRule.TITLE_BEFORE, Span(0, 5))
    quote = Quote((Span(10, 20),), QuoteKind.DIRECT, 1, name=Span(6, 9), role=Span(0, 5), reasons=(role,))
    text = "Mayor Ann “we go now”."
    actor = DocumentActor("ann", ActorKind.PERSON, Span(6, 9), (Span(6, 9),))
    (shown,) = with_roles_of((actor,), (quote,), text)
    assert shown.role is None
    assert shown.reasons == ()
    assert shown.name == quote.name
    assert with_roles_of((), (quote,), text) == (quote,)


def test_an_empty_text_has_no_findings() -> None:
    findings = read_text(" \n")
    assert (findings.quotes, findings.actors, findings.citations) == ((), (), ())
