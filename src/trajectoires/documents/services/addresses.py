"""Where a fetch may go: a written address, then the numbers behind its name. Nothing here opens a connection."""

import ipaddress
import socket
import threading
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from trajectoires.documents.enums import FetchFailure

LONGEST_URL = 2000
PORTS = {"http": 80, "https": 443}
ALLOWED_PORTS = frozenset({80, 443, 8080, 8443})
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_UNRESERVED = "!#$%&'()*+,/:;=?@[]~"


class UnableToFetch(Exception):
    """Nothing came; `failure` says why, in words that an editor may read."""

    def __init__(self, failure: FetchFailure) -> None:
        super().__init__(failure.label)
        self.failure = failure


@dataclass(frozen=True, kw_only=True)
class Target:
    """An address that may be asked for, in pieces."""

    scheme: str
    host: str
    port: int
    path: str  # with its query

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.path}"

    @property
    def netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def parse_target(url: str, *, allow_private: bool = False) -> Target:
    """Read an address; what is not plainly http or https on a usual port, without a password, is refused."""
    try:
        parts = urlsplit(url.strip())
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        raise UnableToFetch(FetchFailure.MALFORMED) from None
    has_user = parts.username is not None or parts.password is not None
    if parts.scheme not in PORTS or not host or has_user or len(url) > LONGEST_URL:
        raise UnableToFetch(FetchFailure.MALFORMED)
    port = port or PORTS[parts.scheme]
    if port not in ALLOWED_PORTS and not allow_private:
        raise UnableToFetch(FetchFailure.FORBIDDEN)
    path = quote(parts.path or "/", safe=_UNRESERVED)
    query = f"?{quote(parts.query, safe=_UNRESERVED)}" if parts.query else ""
    return Target(scheme=parts.scheme, host=host, port=port, path=path + query)


def _ascii_host(host: str) -> str:
    """The name as it is sent; UnicodeError, a ValueError, when it cannot be one."""
    return host if ":" in host else host.encode("idna").decode().lower()


def is_public(number: str) -> bool:
    """Whether anybody on the Internet may be at this number, however it is dressed up."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if inner := _inside(address):
            return is_public(str(inner))
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 number that this one stands for."""
    if address in _NAT64:
        return ipaddress.IPv4Address(address.packed[-4:])
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo


def find_numbers(target: Target, *, seconds: float, allow_private: bool = False) -> list[str]:
    """Return the numbers of a name. One private number among them and the whole name is refused."""
    found: list[str] = []
    failures: list[OSError | UnicodeError] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
            found.extend(str(answer[4][0]) for answer in answers)
        except (OSError, UnicodeError) as error:
            failures.append(error)

    asking = threading.Thread(target=ask, daemon=True)  # the system's resolver has no time limit of its own
    asking.start()
    asking.join(max(seconds, 0))
    if asking.is_alive():
        raise UnableToFetch(FetchFailure.SLOW)
    if failures or not found:
        raise UnableToFetch(FetchFailure.UNKNOWN_HOST)
    if not allow_private and not all(is_public(number) for number in found):
        raise UnableToFetch(FetchFailure.FORBIDDEN)
    return list(dict.fromkeys(found))
