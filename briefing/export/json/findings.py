"""What the analysis finds in one text as JSON, with or without its reasons."""

from itertools import repeat

from briefing.export.explanations import Explanation, explain_actor, explain_quote
from briefing.export.json.actors import text_actor
from briefing.export.json.document import Document, document, moment, words_at
from briefing.export.json.quotes import text_quote
from briefing.model.analysis import ShownNames, TextAnalysis
from briefing.model.citation import Citation
from briefing.model.story import Article


def analysis_document(article: Article, findings: TextAnalysis, names: ShownNames) -> Document:
    """Return what was found in one text, with offsets into it."""
    text = article.text
    return document(
        title=article.title,
        outlet=article.outlet,
        author=article.author,
        published=moment(article.published),
        url=article.url,
        text=text,
        quotes=list(map(text_quote, findings.quotes, repeat(text), names.speakers)),
        quotes_only=findings.quotes_only or None,
        actors=list(map(text_actor, findings.actors, repeat(text), names.actors)),
        citations=[_citation(citation) for citation in findings.citations],
    )


def explained_document(article: Article, findings: TextAnalysis, names: ShownNames) -> Document:
    """Return what was found in one text, with the reasons for each quote and actor."""
    text = article.text
    found = analysis_document(article, findings, names)
    for row, quote, name in zip(found["quotes"], findings.quotes, names.speakers, strict=True):
        row["reasons"] = [_reason(each, text) for each in explain_quote(quote, text, name)]
    for row, actor in zip(found["actors"], findings.actors, strict=True):
        row["reasons"] = [_reason(each, text) for each in explain_actor(actor, text)]
    return found


def _citation(citation: Citation) -> Document:
    return {
        "form": citation.form.value,
        "title": citation.title,
        "outlet": citation.outlet,
        "date": citation.date,
        "url": citation.url,
        "start": citation.span.start,
        "end": citation.span.end,
    }


def _reason(explanation: Explanation, text: str) -> Document:
    evidence = explanation.evidence
    return {
        "question": evidence.question.value,
        "rule": str(evidence.rule),
        "reason": explanation.sentence,
        "subject": words_at(evidence.subject, text) if evidence.subject else None,
        "evidence": [words_at(span, text) for span in evidence.spans],
    }
