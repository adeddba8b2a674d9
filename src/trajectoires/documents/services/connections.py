"""One request to one checked number: the name is not asked for again, and no silence outlasts the deadline."""

import contextlib
import http.client
import io
import socket
import ssl
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from trajectoires.documents.enums import FetchFailure
from trajectoires.documents.services.addresses import Target, UnableToFetch

MOST_NUMBERS = 3


class _DeadlineReader(io.RawIOBase):
    """What comes by a socket until a moment, however slowly it drips."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(seconds_left(self._deadline))
        return self._sock.recv_into(buffer)


class _DeadlineSocket:
    """The three things that http.client asks of a socket."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._deadline = deadline

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_DeadlineReader(self._sock, self._deadline))

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(seconds_left(self._deadline))
        self._sock.sendall(data)

    def close(self) -> None:
        """http.client closes before the body is read; `ask` closes after."""


def seconds_left(deadline: float) -> float:
    """How long until a moment of time.monotonic(); TimeoutError once it is past."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


@contextlib.contextmanager
def ask(
    target: Target, numbers: Sequence[str], *, method: str, headers: Mapping[str, str], deadline: float
) -> Iterator[http.client.HTTPResponse]:
    """Send a request to one of these numbers and give its answer, headers read and body not yet."""
    connection = http.client.HTTPConnection(target.host, target.port)
    with contextlib.closing(_open(target, numbers, deadline)) as sock:
        connection.sock = _DeadlineSocket(sock, deadline)  # type: ignore[assignment]
        connection.request(method, target.path, headers={"Host": target.netloc, **headers})
        with contextlib.closing(connection.getresponse()) as response:
            yield response


def _open(target: Target, numbers: Sequence[str], deadline: float) -> socket.socket:
    """Connect to the first number that answers; a certificate is checked against the name."""
    refused: OSError = ConnectionRefusedError()
    for number in numbers[:MOST_NUMBERS]:
        try:
            plain = socket.create_connection((number, target.port), timeout=seconds_left(deadline))
        except OSError as error:
            refused = error
            continue
        return plain if target.scheme == "http" else _secure(plain, target.host, deadline)
    raise refused


def _secure(plain: socket.socket, host: str, deadline: float) -> ssl.SSLSocket:
    try:
        plain.settimeout(seconds_left(deadline))
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


@contextlib.contextmanager
def in_plain_words() -> Iterator[None]:
    """Whatever a hostile answer raises becomes an UnableToFetch that says what happened."""
    try:
        yield
    except UnableToFetch:
        raise
    except TimeoutError:
        raise UnableToFetch(FetchFailure.SLOW) from None
    except ssl.SSLError:
        raise UnableToFetch(FetchFailure.INSECURE) from None
    except OSError:
        raise UnableToFetch(FetchFailure.UNREACHABLE) from None
    except (http.client.HTTPException, ValueError, zlib.error):
        raise UnableToFetch(FetchFailure.GARBLED) from None
