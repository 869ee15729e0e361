"""The hostile lab beside the project, fetched over HTTP and parsed in worker processes, all cases at once."""

import asyncio
import importlib.util
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from briefing.feeds.opml import read_opml
from briefing.feeds.parse import parse_feed
from briefing.model.errors import BriefingError, NotAFeed
from briefing.model.feed import ParsedFeed
from briefing.model.fetched import Fetched
from briefing.text.addresses import origin_of, safe_url
from briefing.text.display import clean_block
from briefing.text.secret_parts import public_address
from briefing.web.fetch import Fetcher
from briefing.workers.pool import WorkerPool

LAB = Path(__file__).parents[2] / "../shared/lab/hostile"
NOW = datetime(2026, 11, 25, tzinfo=UTC)
RESTING = "http-429-retry"
PARSE_SECONDS = 20.0
"""More than the program gives: a busy machine is not what is tested here."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not LAB.exists(), reason="the hostile lab is not beside the project"),
]


@dataclass(frozen=True)
class Run:
    """What came of one case: a parsed value, or a failure or exception in words."""

    outcome: Any
    seconds: float


@pytest.fixture(scope="module")
def lab_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hostile_server", LAB / "hostile_server.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["hostile_server"] = module
    spec.loader.exec_module(module)
    return module


@asynccontextmanager
async def running_lab(module: ModuleType) -> AsyncIterator[Any]:
    lab, servers = await module.start(mode="dev", max_seconds=60, bomb_cap=64 << 20)
    try:
        yield lab
    finally:
        for server in servers:
            server.close()


async def run_case(case: Any, base: str, fetcher: Fetcher, pool: WorkerPool) -> Run:
    started = time.monotonic()
    outcome: Any = None
    for _ in range(case.fetches):
        outcome = await fetch_and_parse(case, base, fetcher, pool)
    return Run(outcome, time.monotonic() - started)


async def fetch_and_parse(case: Any, base: str, fetcher: Fetcher, pool: WorkerPool) -> Any:
    address = base + case.path
    if case.id == "auth-redirect-leak":
        address = address.replace("http://", "http://user:s3cret-PWN@")
    limit = (15 if case.kind in ("feed", "json") else 2) << 20
    fetched = await fetcher.fetch(address, limit=limit, deadline=8, private_origin=origin_of(base))
    if not isinstance(fetched, Fetched):
        return fetched
    try:
        if case.kind == "opml":
            return await pool.run(read_opml, fetched.body, timeout=PARSE_SECONDS)
        if case.kind == "article":
            return fetched
        content_type = fetched.content_type
        return await pool.run(parse_feed, fetched.body, fetched.url, content_type, NOW, timeout=PARSE_SECONDS)
    except BriefingError as failure:
        return failure


def texts_of(value: Any) -> list[str]:
    """Return every string in a value of ours."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in texts_of(part)]
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts_of(getattr(value, field.name))]
    return [str(value)] if isinstance(value, BriefingError) else []


def faults(case: Any, run: Run) -> list[str]:
    """Return what is wrong with how a case ended."""
    found = []
    outcome = run.outcome
    if case.kind == "feed" or case.kind == "json":
        read = isinstance(outcome, ParsedFeed)
        if case.outcome == "parse" and not read:
            found.append(f"not read: {outcome}")
        if case.outcome == "reject" and read:
            found.append("read, though it should be refused")
        if read and case.outcome == "parse" and len(outcome.entries) < (case.min_entries or 0):
            found.append(f"only {len(outcome.entries)} entries")
        titles = [entry.title for entry in outcome.entries] if read else []
        if (
            read
            and case.outcome == "parse"
            and case.control
            and not outcome.notes
            and f"CONTROL {case.id}" not in titles
        ):
            found.append("the harmless entry is missing")
        found += [
            f"unsafe address {entry.url}"
            for entry in (outcome.entries if read else ())
            if entry.url and not safe_url(entry.url)
        ]
    if isinstance(outcome, Fetched):
        return found
    texts = texts_of(outcome)
    found += [f"unclean text {text[:60]!r}" for text in texts if clean_block(text) != text]
    found += [
        f"{word} shown" for word in ("INTERNAL-SECRET", "s3cret") if any(word in public_address(text) for text in texts)
    ]
    return found


async def test_every_hostile_case_ends_as_it_should(lab_module: ModuleType, tmp_path: Path) -> None:
    pool = WorkerPool(2)
    async with running_lab(lab_module) as lab, Fetcher() as fetcher:
        # The case that asks us to leave its host alone comes last: all cases are on one host.
        cases = sorted(lab.served.values(), key=lambda case: (case.id == RESTING, case.cost == "heavy"))
        runs = await asyncio.gather(*(run_case(case, lab.ctx.base, fetcher, pool) for case in cases[:-1]))
        runs.append(await run_case(cases[-1], lab.ctx.base, fetcher, pool))
        canary = [request for request in lab.ctx.log if request["listener"] == "canary"]
        cookies = [request for request in lab.ctx.log if "cookie" in request or "referer" in request]
    pool.close()
    wrong = {case.id: found for case, run in zip(cases, runs, strict=True) if (found := faults(case, run))}
    assert wrong == {}
    assert canary == []
    assert cookies == []
    assert not Path("/tmp/PWN").exists()


@pytest.mark.parametrize("case", ["xml-billion-laughs", "xml-quadratic-blowup", "xml-attribute-flood"])
async def test_an_attack_is_refused_with_a_reason(lab_module: ModuleType, case: str) -> None:
    body = lab_module.CASES[case].build(lab_module.Ctx())
    with pytest.raises(NotAFeed, match=r"entities|attributes"):
        parse_feed(body, "http://lab.test/feed", "", NOW)
