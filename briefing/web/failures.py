"""Failures of a fetch in words that a newsroom reader can act on."""

import asyncio
import errno
import socket
import ssl
from datetime import datetime
from email.utils import parsedate_to_datetime

from briefing.model.feed import Failure

LONGEST_WAIT = 86_400.0
SHORTEST_WAIT = 60.0
USUAL_WAIT = 900.0
_ABSURD = 366 * 86_400.0

_STATUSES = {
    400: "it did not understand the request",
    401: "it asks for a user name and password",
    402: "it asks for payment",
    403: "it does not let us read this address",
    404: "there is nothing at this address",
    406: "it has no form of this document that we can read",
    408: "it waited too long for us",
    410: "this address is gone for good",
    418: "it does not let us read this address",
    421: "it does not serve this address",
    429: "it was asked too often and wants us to wait",
    451: "it may not show this for legal reasons",
    500: "it has a fault of its own",
    502: "the server behind it gave no proper answer",
    503: "it is overloaded or being mended",
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
    19: "certificate comes from an authority that is not known",
    20: "certificate comes from an authority that is not known",
    21: "certificate cannot be traced to a known authority",
    23: "certificate was revoked",
    62: "certificate was made for another host",
    64: "certificate was made for another address",
}


class Refused(Exception):
    """We do not go on with this request; carries the failure to tell."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.failure = Failure(reason, sentence)


class PrivateAddress(OSError):
    """An address that is not public was about to be connected to."""


def failed_status(status: int, retry_after: str | None, now: datetime) -> Failure:
    """Return the failure for an answer that is neither a document nor a redirect."""
    told = _STATUSES.get(status)
    if told is None and 400 <= status < 500:
        told = "it refuses the request"
    elif told is None:
        told = "it has a fault of its own" if 500 <= status < 600 else "it sent no document"
    wait = None
    if status == 429 or (status == 503 and retry_after is not None):
        wait = seconds_to_wait(retry_after or "", now)
    return Failure(f"HTTP {status}", f"the server answered {status}: {told}", status, wait)


def seconds_to_wait(retry_after: str, now: datetime) -> float:
    """Return what a Retry-After header asks for, within 60 .. 86,400 seconds; 900 where it says nothing sensible."""
    written = retry_after.strip()
    try:
        moment = None if written.isascii() and written.isdigit() else parsedate_to_datetime(written)
        seconds = float(written[:12]) if moment is None else (moment - now).total_seconds()
    except (ValueError, TypeError, OverflowError, IndexError):
        return USUAL_WAIT
    if not 0 <= seconds <= _ABSURD:
        return USUAL_WAIT
    return min(max(seconds, SHORTEST_WAIT), LONGEST_WAIT)


def failed_connection(error: BaseException, host: str) -> Failure:
    """Return the failure for an error on the way to `host`, told by its cause and never in a library's words."""
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
            told = _CERTIFICATES.get(cause.verify_code, "certificate is not valid")
            return Failure("certificate", f"the server's {told}")
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
    """Return the chain of causes, the first cause first."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain and len(chain) < 10:
        chain.append(current)
        inner = getattr(current, "os_error", None) or getattr(current, "certificate_error", None)
        current = inner if isinstance(inner, BaseException) else current.__cause__ or current.__context__
    return chain[::-1]
