"""Texts that break readers of quotes, and how long each takes: `python -m tests.benchmarks.broken_texts [SIZE ...]`."""

import sys
import time
from collections.abc import Callable

from briefing.analysis.language.document import read_document
from briefing.analysis.quotes.find import find_quotes

SIZES = (10_000, 100_000, 1_000_000)
"""Characters."""


def _repeated(words: str) -> Callable[[int], str]:
    return lambda size: (words * (size // len(words) + 1))[:size]


BROKEN: dict[str, Callable[[int], str]] = {
    "straight marks": _repeated('"'),
    "opening marks": _repeated("“"),
    "closing marks": _repeated("”"),
    "single marks": _repeated("'"),
    "marks of all kinds": _repeated("«“\"'”»"),
    "paragraphs that never close": _repeated("“We are late again and he said so\n"),
    "one mark that never closes": lambda size: "He said: “" + _repeated("we are late and ")(size),
    "no full stop": _repeated("the bridge is late and Nora Velden said that it was “late” and "),
    "quotes without a full stop": _repeated("“We are late” said Nora Velden and "),
    "one-word quotes": _repeated('"a" said '),
    "one word": lambda size: "“" + "a" * size + "” said Nora Velden.",
    "only names": _repeated("Nora Velden Tom Harker Piet Lomar "),
    "only commas": lambda size: "“We are late,” " + _repeated("a builder, ")(size) + " said Nora Velden.",
    "many pronouns": _repeated("“Late,” he said. Tom Harker and Nora Velden said she saw Piet Lomar. "),
    "right to left": _repeated('قال الوزير: «نحن متأخرون مرة أخرى» وأضاف: "لا نعرف لماذا". '),
    "news": _repeated(
        "Minister Piet Lomar met Nora Velden.\n\n“We are late again,” he said. “It is the ice,” she said.\n\n"
    ),
}
"""By name, what makes a text of about so many characters."""


def main(sizes: tuple[int, ...]) -> None:
    """Print, for each broken text and size, the seconds of processor time that tagging and finding quotes take."""
    for name, make in BROKEN.items():
        taken = []
        for size in sizes:
            began = time.process_time()
            text = make(size)
            quotes = find_quotes(read_document(text))
            taken.append(f"{size:,}: {time.process_time() - began:.2f} s, {len(quotes)} quotes")
        print(f"{name:<30}", " | ".join(taken), flush=True)


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
