"""The command that reads one text or page and stores nothing: analyse."""

import argparse
import asyncio

from briefing.cli import plain
from briefing.cli.output import print_json, print_lines
from briefing.cli.session import places_of
from briefing.export.json_found import analysis_document
from briefing.services.analyse import analyse_source
from briefing.settings.settings import read_settings


def analyse(chosen: argparse.Namespace) -> int:
    """Print the quotes, actors and citations of a file, an address, or standard input ("-")."""
    settings = read_settings(places_of(chosen).settings)
    article, found = asyncio.run(analyse_source(chosen.source, settings))
    if chosen.json:
        print_json(analysis_document(article, found.quotes, found.actors, found.citations))
    else:
        print_lines(plain.analysis(article, found))
    return 0
