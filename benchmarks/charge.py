"""Ask one page of a local server again and again over a few connections, and count the answers.

Sockets and bytes alone: on two cores, the one that asks must cost next to nothing beside the one that answers.
"""

import re
import selectors
import socket
import time

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
PIECE = 1 << 18


class _Asker:
    """One connection that is kept: the next request leaves when the answer is whole."""

    def __init__(self, port: int, request: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self._request = request
        self._received = b""
        self.answers = 0
        self.socket.sendall(request)

    def read(self) -> None:
        self._received += self.socket.recv(PIECE)
        head, separator, body = self._received.partition(b"\r\n\r\n")
        if not separator:
            return
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"an answer is not a page: {head[:60]!r}")
        length = _LENGTH.search(head)
        if length and len(body) >= int(length[1]):
            self.answers += 1
            self._received = b""
            self.socket.sendall(self._request)


def pages_per_second(*, port: int, host: str, path: str, seconds: float, connections: int = 8) -> float:
    """Return the rate of whole answers, all of status 200; anything else stops the measure."""
    request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    askers = [_Asker(port, request) for _ in range(connections)]
    with selectors.DefaultSelector() as waiting:
        for asker in askers:
            waiting.register(asker.socket, selectors.EVENT_READ, asker)
        started = time.monotonic()
        while (spent := time.monotonic() - started) < seconds:
            for key, _ in waiting.select(timeout=1):
                key.data.read()
    for asker in askers:
        asker.socket.close()
    return sum(asker.answers for asker in askers) / spent
