"""Mirrors: other addresses at which hosts are asked, named by the environment.

``SPHINX_AWESOME_MIRRORS="export.arxiv.org=http://127.0.0.1:8001/arxiv,api.crossref.org=…"``: the
path of a request is appended to the address. This is the only way to the user's own machine, to a
private network and to http without TLS. The pace of the source holds for its mirror as well,
unless the mirror has another one: ``…=http://127.0.0.1:8001/arxiv#pace=0``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urljoin, urlsplit

from ..core.text import closest_names, did_you_mean, quote_for_message

VARIABLE = "SPHINX_AWESOME_MIRRORS"

_PACE = re.compile(r"pace=(?P<seconds>[0-9]{1,4}(?:\.[0-9]{1,3})?)", re.ASCII)

_PATH = re.compile(r"[A-Za-z0-9._~!$&'()*+;=:@%/-]*")

_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?|[0-9a-f:.]+", re.IGNORECASE)

_EXAMPLE = f"write {VARIABLE}=HOST=ADDRESS,HOST=ADDRESS"


class MirrorError(Exception):
    """The variable cannot be understood.

    :param what: the fault, with the name of the variable.
    :param hint: how to fix it.
    """

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what}; {hint}")
        self.what = what
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Mirror:
    """Another address of a host."""

    base: str
    """Scheme, host, port and path, without a slash at its end."""
    pace: float | None = None
    """Seconds between two requests; None for those of the source."""

    @property
    def parts(self) -> SplitResult:
        """The address in its parts."""
        return urlsplit(self.base)

    @property
    def is_private(self) -> bool:
        """True if nobody on the way can read what is sent there."""
        return self.parts.scheme == "https" or is_loopback(self.parts.hostname or "")


def is_loopback(host: str) -> bool:
    """Return True if a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def read_mirrors(text: str, hosts: Collection[str]) -> dict[str, Mirror]:
    """Return the mirrors that a variable names, by host.

    :param text: the value of the variable; "" for none.
    :param hosts: all hosts that sources ask.
    :raises MirrorError: if anything in it cannot be understood.
    """
    mirrors: dict[str, Mirror] = {}
    for piece in text.split(",") if text.strip() else ():
        host, equals, address = piece.strip().partition("=")
        shown = quote_for_message(piece.strip())
        if not equals or not address:
            raise MirrorError(f'{VARIABLE}: "{shown}" is no host with an address', _EXAMPLE)
        if host not in hosts:
            near = did_you_mean(closest_names(host, hosts, most=2))
            hint = near or f"hosts that are asked: {', '.join(sorted(hosts))}"
            raise MirrorError(f'{VARIABLE}: no source asks "{quote_for_message(host)}"', hint)
        if host in mirrors:
            raise MirrorError(f"{VARIABLE}: {host} has two mirrors", "keep one of them")
        mirrors[host] = _mirror(address.strip(), f"{VARIABLE}: the address of {host}")
    return mirrors


def _mirror(address: str, whose: str) -> Mirror:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise MirrorError(f"{whose} cannot be read", "check its host and port") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise MirrorError(f"{whose} is neither http nor https", "write http://HOST:PORT/PATH")
    if "@" in parts.netloc:
        raise MirrorError(f"{whose} holds a user name", "leave it out")
    if not _HOST.fullmatch(parts.hostname) or port == 0:
        raise MirrorError(f"{whose} has a host or port that cannot be", "check them")
    if parts.query or "?" in address or not _PATH.fullmatch(parts.path):
        raise MirrorError(f"{whose} holds more than host, port and path", "leave that out")
    pace = _PACE.fullmatch(parts.fragment)
    if "#" in address and not pace:
        hint = "write #pace=SECONDS, such as #pace=0.5, or nothing"
        raise MirrorError(f"{whose} has an unknown setting behind its #", hint)
    base = address.partition("#")[0].rstrip("/")
    return Mirror(base, float(pace["seconds"]) if pace else None)


class AddressError(Exception):
    """A redirect leads where no request may go.

    :param detail: the fault in our own words.
    """


@dataclass(frozen=True, slots=True)
class Hop:
    """A step of a request: a host of a source, with path and query."""

    host: str
    target: str

    @property
    def url(self) -> str:
        """The address, without regard to mirrors."""
        return f"https://{self.host}{self.target}"


def next_hop(hop: Hop, location: str, hosts: Collection[str], mirrors: Mapping[str, Mirror]) -> Hop:
    """Return the step to which a redirect leads.

    A mirror may name the source's address, its own, or none at all.

    :param hop: the step that was redirected.
    :param location: the header, as received.
    :param hosts: the source's own hosts, the only ones that are asked.
    :param mirrors: by host.
    :raises AddressError: if it leads anywhere else.
    """
    if (
        not location
        or len(location) > 2_000
        or not location.isascii()
        or not location.isprintable()
    ):
        raise AddressError("to an address that cannot be read")
    try:
        for origin in _origins(hop, location, mirrors):
            parts = urlsplit(origin)
            if parts.scheme == "https" and parts.port in {None, 443} and "@" not in parts.netloc:
                host = parts.hostname or ""
                if host in hosts:
                    query = f"?{parts.query}" if parts.query else ""
                    return Hop(host, f"{parts.path or '/'}{query}".replace(" ", "%20"))
    except ValueError:
        raise AddressError("to an address that cannot be read") from None
    raise AddressError("to a host that is not its own")


def _origins(hop: Hop, location: str, mirrors: Mapping[str, Mirror]) -> Iterator[str]:
    """Yield the addresses that a location may mean, without mirrors."""
    if mirror := mirrors.get(hop.host):
        url = urljoin(f"{mirror.base}{hop.target}", location)
        for host, other in mirrors.items():
            if url == other.base or url.startswith((f"{other.base}/", f"{other.base}?")):
                yield f"https://{host}{url.removeprefix(other.base)}"
    yield urljoin(hop.url, location)
