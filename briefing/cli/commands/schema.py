"""The commands that print what is part of the package: schema, completions."""

import argparse

from briefing.cli.output import print_json, print_lines, write
from briefing.data.loader import read_text
from briefing.export.json.document import document
from briefing.export.json.schemas import schema_names, schema_of
from briefing.model.errors import UsageError
from briefing.text.nearest import did_you_mean


def schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of a document, or list those that have one."""
    names = schema_names()
    if not options.name:
        if options.json:
            print_json(document(documents=list(names)))
        else:
            print_lines(names)
        return 0
    if options.name not in names:
        raise UsageError(f"There is no document {options.name!r}{did_you_mean(options.name, names)}")
    print_json(schema_of(options.name))
    return 0


def completions(options: argparse.Namespace) -> int:
    """Print the completion script of a shell."""
    script = read_text(f"completions/briefing.{options.shell}")
    if options.json:
        print_json(document(shell=options.shell, script=script))
    else:
        write(script)
    return 0
