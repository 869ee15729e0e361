"""What the analysis finds in one text as JSON, with or without its reasons."""

from briefing.export.explanations import Explanation, explain_actor, explain_quote
from briefing.export.json.actors import text_actor
from briefing.export.json.document import Document, document, moment, words_at
from briefing.export.json.quotes import text_quote
from briefing.model.analysis import TextAnalysis
from briefing.model.citation import Citation
from briefing.model.story import Article


def analysis_document(article: Article, findings: TextAnalysis) -> Document:
    """Return what was found in one text, with offsets into it."""
    text = article.text
    return document(
        title=article.title,
        outlet=article.outlet,
        author=article.author,
        published=moment(article.published),
        url=article.url,
        text=text,
        quotes=[text_quote(quote, text) for quote in findings.quotes],
        quotes_only=findings.quotes_only or None,
        actors=[text_actor(actor, text) for actor in findings.actors],
        citations=[_citation(citation) for citation in findings.citations],
    )


def explained_document(article: Article, findings: TextAnalysis) -> Document:
    """Return what was found in one text, with the reasons for each quote and actor."""
    text = article.text
    found = analysis_document(article, findings)
    for row, quote in zip(found["quotes"], findings.quotes, strict=True):
        row["reasons"] = [_reason(each, text) for each in explain_quote(quote, text)]
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
