"""Failures of a fetch, in words that the user can act on."""

import asyncio
import contextlib
import errno
import socket
import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from briefing.model.fetched import Failure

LONGEST_WAIT = 86_400.0
SHORTEST_WAIT = 60.0
USUAL_WAIT = 900.0
"""Seconds that we leave a server alone: at most, at least, and if it does not say how long."""
_ABSURD = 366 * 86_400.0

_STATUSES = {
    400: "it did not understand the request",
    401: "it asks for a user name and password",
    402: "it asks for payment",
    403: "it does not allow us to read this address",
    404: "there is nothing at this address",
    406: "it cannot send this document in a form that we read",
    408: "our request took too long",
    410: "this address is gone for good",
    418: "it does not allow us to read this address",
    421: "it does not serve this address",
    429: "it received too many requests and asks us to wait",
    451: "it may not show this for legal reasons",
    500: "it has a fault of its own",
    502: "the server behind it gave no proper answer",
    503: "it is overloaded or under maintenance",
    504: "the server behind it took too long",
    520: "the server behind it gave no proper answer",
    521: "the server behind it is down",
    522: "the server behind it cannot be reached",
    523: "the server behind it cannot be reached",
    524: "the server behind it took too long",
    525: "the server behind it has no working certificate",
    526: "the server behind it has no valid certificate",
}
_CERTIFICATES = {
    9: "certificate is not valid yet",
    10: "certificate expired",
    18: "certificate is signed by the server itself",
    19: "certificate is from an unknown authority",
    20: "certificate is from an unknown authority",
    21: "certificate cannot be traced to a known authority",
    23: "certificate was revoked",
    62: "certificate was issued for another host",
    64: "certificate was issued for another address",
}


class Refused(Exception):
    """We stop this request; `failure` says why."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.failure = Failure(reason, sentence)


class PrivateAddress(OSError):
    """We were about to connect to an address that is not public."""


def failed_status(status: int, retry_after: str | None, date: str | None = None) -> Failure:
    """Return the failure for a status that is neither a document nor a redirect.

    `retry_after` and `date` are headers; the time of the server counts, because ours may be wrong.
    """
    explanation = _STATUSES.get(status)
    if explanation is None and 400 <= status < 500:
        explanation = "it refuses the request"
    elif explanation is None:
        explanation = "it has a fault of its own" if 500 <= status < 600 else "it sent no document"
    wait = None
    if status == 429 or (status == 503 and retry_after is not None):
        wait = retry_seconds(retry_after or "", _server_time(date))
    return Failure(f"HTTP {status}", f"the server answered {status}: {explanation}", status, wait)


def retry_seconds(retry_after: str, now: datetime) -> float:
    """Return the seconds that a Retry-After header asks for, within 60 .. 86,400; 900 if it makes no sense."""
    written = retry_after.strip()
    try:
        moment = None if written.isascii() and written.isdigit() else parsedate_to_datetime(written)
        seconds = float(written[:12]) if moment is None else (moment - now).total_seconds()
    except (ValueError, TypeError, OverflowError, IndexError):
        return USUAL_WAIT
    if not 0 <= seconds <= _ABSURD:
        return USUAL_WAIT
    return min(max(seconds, SHORTEST_WAIT), LONGEST_WAIT)


def _server_time(date: str | None) -> datetime:
    """Return the time that an answer has in its Date header, else ours."""
    with contextlib.suppress(ValueError, TypeError, OverflowError, IndexError):
        named = parsedate_to_datetime(date or "")
        return named if named.tzinfo else named.replace(tzinfo=UTC)
    return datetime.now(UTC)


def failed_connection(error: BaseException, host: str) -> Failure:
    """Return the failure for a connection error to `host`, named by its cause and never in a library's words."""
    for cause in _causes(error):
        failure = _failure_of(cause, host)
        if failure is not None:
            return failure
    return Failure("no answer", "the server gave no answer that can be read")


def _failure_of(cause: BaseException, host: str) -> Failure | None:
    match cause:
        case Refused():
            return cause.failure
        case PrivateAddress():
            return Failure("private address", f"refused: {host} is a private address")
        case ssl.SSLCertVerificationError():
            explanation = _CERTIFICATES.get(cause.verify_code, "certificate is not valid")
            return Failure("certificate", f"the server's {explanation}")
        case ssl.SSLError():
            return Failure("no secure connection", "no secure connection to the server could be made")
        case socket.gaierror():
            return _failed_name(cause)
        case TimeoutError() | asyncio.TimeoutError():
            return Failure("timed out", "the server could not be reached in time")
        case OSError():
            return _failed_socket(cause)
    return None


def _failed_name(cause: socket.gaierror) -> Failure:
    if cause.errno == socket.EAI_AGAIN:
        return Failure("no name service", "host names cannot be looked up at the moment; is the network down?")
    return Failure("unknown host", "the host name does not exist")


def _failed_socket(cause: OSError) -> Failure | None:
    match cause.errno:
        case errno.ECONNREFUSED:
            return Failure("connection refused", "the server does not accept connections")
        case errno.ECONNRESET | errno.EPIPE:
            return Failure("broken off", "the server broke off the connection")
        case errno.ENETUNREACH | errno.EHOSTUNREACH | errno.ENETDOWN | errno.EADDRNOTAVAIL:
            return Failure("unreachable", "the server cannot be reached from here; is the network down?")
        case errno.ETIMEDOUT:
            return Failure("timed out", "the server could not be reached in time")
    return None


def _causes(error: BaseException) -> list[BaseException]:
    """Return the chain of causes, the original one first."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain and len(chain) < 10:
        chain.append(current)
        inner = getattr(current, "os_error", None) or getattr(current, "certificate_error", None)
        current = inner if isinstance(inner, BaseException) else current.__cause__ or current.__context__
    return chain[::-1]
