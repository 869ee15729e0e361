"""The command that reads one text or page and stores nothing: analyse."""

import argparse
import asyncio
from collections.abc import Iterator

from briefing.cli.output import print_json, print_lines
from briefing.cli.session import places_of
from briefing.export import plain_text
from briefing.export.explanations import explain_actor, explain_quote
from briefing.export.json.findings import analysis_document, explained_document
from briefing.model.analysis import ShownNames, TextAnalysis
from briefing.model.evidence import Question
from briefing.services.text_analysis import analyse_source
from briefing.settings.settings import read_settings


def analyse(options: argparse.Namespace) -> int:
    """Print the quotes, actors and citations of a file, an address, or standard input ("-")."""
    settings = read_settings(places_of(options).settings)
    article, found, names = asyncio.run(analyse_source(options.source, settings))
    if options.json:
        as_document = explained_document if options.explain else analysis_document
        print_json(as_document(article, found, names))
        return 0
    print_lines(plain_text.analysis(article, found, names))
    if options.explain:
        print_lines(_explanations(found, article.text, names))
    return 0


def _explanations(found: TextAnalysis, text: str, names: ShownNames) -> Iterator[str]:
    """Yield one sentence for each decision; the sentence of a quote also says whom its mention refers to."""
    quotes = [
        each.sentence
        for quote, name in zip(found.quotes, names.speakers, strict=True)
        for each in explain_quote(quote, text, name)
        if each.evidence.question is not Question.COREFERENCE
    ]
    actors = [each.sentence for actor in found.actors for each in explain_actor(actor, text)]
    for heading, sentences in (("Why these speakers", quotes), ("Why these actors", actors)):
        if sentences:
            yield ""
            yield heading
            yield from (f"  {sentence}" for sentence in sentences)
