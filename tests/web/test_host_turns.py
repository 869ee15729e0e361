"""How many requests go to a host at the same time, and when it is left alone."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from briefing.model.fetched import Failure, Outcome
from briefing.web.fetch import Fetcher
from briefing.web.host_turns import RestingHosts
from tests.web.servers import Request, Server, answer, serving

NOW = datetime(2026, 11, 22, 7, 48, tzinfo=UTC)


async def fetch_many(server: Server, count: int, fetcher: Fetcher) -> list[Outcome]:
    asked = (fetcher.fetch(f"{server.origin}/{n}", private_origin=server.origin) for n in range(count))
    return await asyncio.gather(*asked)


async def test_after_the_first_answer_that_asks_to_wait_no_request_is_sent() -> None:
    async with (
        serving(lambda _: answer(b"", "429 Too Many", Retry_After="3600")) as server,
        Fetcher() as fetcher,
    ):
        outcomes = await fetch_many(server, 12, fetcher)
    assert len(server.requests) == 1
    assert sorted(outcome.reason for outcome in outcomes if isinstance(outcome, Failure)) == [
        "HTTP 429",
        *["host asked to wait"] * 11,
    ]


async def test_a_redirect_leads_to_no_host_that_asked_to_wait() -> None:
    async with serving(lambda _: answer()) as busy, serving(lambda _: moved) as server:
        moved = answer(b"", "302 Found", Location=busy.origin)
        host = f"127.0.0.1:{busy.port}"
        resting = RestingHosts({host: datetime.now(UTC) + timedelta(hours=1)})
        async with Fetcher(resting=resting, allow_private=frozenset({host})) as fetcher:
            outcome = await fetcher.fetch(server.origin, private_origin=server.origin)
    assert isinstance(outcome, Failure)
    assert outcome.reason == "host asked to wait"
    assert busy.requests == []


async def test_the_time_of_the_server_counts_for_its_dates() -> None:
    date, until = "Sat, 01 Jan 2022 10:00:00 GMT", "Sat, 01 Jan 2022 10:30:00 GMT"
    async with serving(lambda _: answer(b"", "503 Busy", Retry_After=until, Date=date)) as server, Fetcher() as fetcher:
        (outcome,) = await fetch_many(server, 1, fetcher)
    assert isinstance(outcome, Failure)
    assert outcome.retry_after == 1_800


async def test_an_overloaded_server_that_names_no_time_does_not_stop_its_other_documents() -> None:
    def respond(request: Request) -> bytes:
        return answer(b"", "503 Busy") if request.path == "/0" else answer()

    async with serving(respond) as server, Fetcher() as fetcher:
        await fetch_many(server, 3, fetcher)
    assert len(server.requests) == 3


async def test_a_first_request_that_hangs_does_not_hold_up_the_others_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("briefing.web.host_turns.FIRST_SECONDS", 0.05)
    others = asyncio.Event()

    async def respond(request: Request) -> bytes:
        if request.path == "/0":
            await others.wait()
        else:
            others.set()
        return answer()

    async with serving(respond) as server, Fetcher() as fetcher:
        outcomes = await asyncio.wait_for(fetch_many(server, 2, fetcher), 20)
    assert not any(isinstance(outcome, Failure) for outcome in outcomes)


def test_a_host_may_be_asked_again_when_its_time_is_over() -> None:
    clock = NOW
    resting = RestingHosts({"paper.example": NOW + timedelta(minutes=10)}, lambda: clock)
    refused = resting.refusal("https://paper.example/feed")
    assert refused is not None
    assert "10 more minutes" in refused.sentence
    assert resting.refusal("https://paper.example:8080/feed") is None
    clock += timedelta(minutes=10)
    assert resting.refusal("https://paper.example/feed") is None
