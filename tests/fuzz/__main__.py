"""Fuzzes the readers for an hour.

    python -m tests.fuzz [KIND ...] [--minutes 60] [--seed 0] [--corpora ../shared/corpora]

Each input that breaks a reader is made small and kept in tests/data/crashes, where the tests find it. The exit code is
1 if there was one.
"""

import argparse
import time
import traceback
from pathlib import Path

from tests.fuzz.mutations import corpus, mutations
from tests.fuzz.runs import keep_crash, try_one
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Fuzz each kind for its share of the time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", nargs="*", default=tuple(TARGETS))
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--corpora", type=Path, default=None, help="a folder with real feeds, pages and lists")
    options = parser.parse_args()
    crashes = sum(_fuzz(kind, options.minutes * 60 / len(options.kind), options) for kind in options.kind)
    return 1 if crashes else 0


def _fuzz(kind: str, seconds: float, options: argparse.Namespace) -> int:
    more = corpus(options.corpora, kind) if options.corpora else []
    ends, count, seen = time.monotonic() + seconds, 0, set[str]()
    for data in mutations(kind, options.seed, more):
        if time.monotonic() > ends:
            break
        count += 1
        try:
            try_one(kind, data)
        except Exception as error:  # noqa: BLE001 - anything at all is a crash
            place = traceback.extract_tb(error.__traceback__)[-1]
            name = f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}"
            if name not in seen:
                seen.add(name)
                print(f"{kind}: {name}: {keep_crash(kind, data)}", flush=True)
    print(f"{kind}: {count} inputs with seed {options.seed}, {len(seen)} kinds of crash", flush=True)
    return len(seen)


if __name__ == "__main__":
    raise SystemExit(main())
