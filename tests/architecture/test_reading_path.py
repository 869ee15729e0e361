"""How many modules the reading of one text passes through: each is a file that a newcomer has to open."""

import sys
from pathlib import Path
from types import FrameType

import briefing
from briefing.analysis.reading import read_text

PACKAGE = Path(briefing.__file__).parent
MOST_MODULES = 42
"""A ceiling that may only fall."""
TEXT = """OSLO (Reuters) - Harbour Minister Ann Lee said on Monday that the port was “closed for good.” It lies north.

“We are ready,” said Ann Lee, the harbour minister. “We will go,” she added.

According to The New York Times, the council reported that “nobody has seen the money,” as Bo Marr wrote in a letter.

“It was late,” the official said. The National Harbour Board (NHB) declined to comment. The NHB told the BBC so.
"""


def modules_on_the_way(text: str) -> set[str]:
    """Return the modules of the program that run while `text` is read, data already loaded."""
    read_text(text)
    seen: set[str] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            seen.add(frame.f_code.co_filename)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        read_text(text)
    finally:
        sys.setprofile(before)
    own = {str(Path(file).relative_to(PACKAGE)) for file in seen if file.startswith(str(PACKAGE))}
    return own - {"frozen.py"}  # the methods of data classes, which nobody has to read


def test_a_text_is_read_by_few_modules() -> None:
    modules = modules_on_the_way(TEXT)
    assert len(modules) <= MOST_MODULES, sorted(modules)


def test_nothing_above_the_analysis_is_on_the_way() -> None:
    assert {module.split("/")[0] for module in modules_on_the_way(TEXT)} <= {"analysis", "model", "text", "data"}
