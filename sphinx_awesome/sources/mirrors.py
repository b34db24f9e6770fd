"""Destinations of requests: public addresses, redirects, and mirrors, which a variable names.

Mirrors are other addresses at which hosts are asked:
``SPHINX_AWESOME_MIRRORS="export.arxiv.org=http://127.0.0.1:8001/arxiv,api.crossref.org=…"``: the
path of a request is appended to the address. This is the only way to the user's own machine, to a
private network and to http without TLS. The pace of the source holds for its mirror as well,
unless the mirror has another one: ``…=http://127.0.0.1:8001/arxiv#pace=0``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from ..core.text import closest_names, did_you_mean, quote_for_message
from ..core.urls import URL_CHARS, url_error

VARIABLE = "SPHINX_AWESOME_MIRRORS"

_PACE = re.compile(r"pace=(?P<seconds>[0-9]{1,4}(?:\.[0-9]{1,3})?)", re.ASCII)

_PATH = re.compile(r"[A-Za-z0-9._~!$&'()*+;=:@%/-]*")

_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?|[0-9a-f:.]+", re.IGNORECASE)

_SLIP_LIKENESS = 0.85  # from which on a host is taken for one of a source, misspelt

_PORTS = {"http": 80, "https": 443}

_URL_SAFE = "!$&'()*+,;=:@/?%[]-._~"

# Of IPv6, what is handed out to hosts at all, less what leads to IPv4 or nowhere: Teredo and other
# protocols, examples, 6to4. https://www.iana.org/assignments/iana-ipv6-special-registry
_HOSTS_IPV6 = IPv6Network("2000::/3")

_NO_HOSTS = tuple(
    map(
        ip_network,
        ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "192.0.0.0/24", "192.88.99.0/24"),
    )
)

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


def is_public(address: str) -> bool:
    """Return True if an IP address is one of a host of the internet, and of nothing nearer.

    Private, loopback, link-local, shared, multicast and reserved addresses are not, nor are those
    of IPv6 that stand for one of IPv4: mapped, compatible, NAT64, 6to4, Teredo.

    :param address: as the resolver has it, a zone behind it included.

    >>> is_public("8.8.8.8"), is_public("::ffff:8.8.8.8"), is_public("64:ff9b::8.8.8.8")
    (True, False, False)
    """
    try:
        given: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
    if isinstance(given, IPv6Address) and (given.scope_id or given not in _HOSTS_IPV6):
        return False
    is_special = given.is_multicast or given.is_reserved or any(given in one for one in _NO_HOSTS)
    return given.is_global and not is_special


def read_mirrors(
    text: str, hosts: Collection[str], *, has_pages: bool = False
) -> dict[str, Mirror]:
    """Return the mirrors that a variable names, by host.

    :param text: the value of the variable; "" for none.
    :param hosts: all hosts that sources ask.
    :param has_pages: True if hosts of web pages may have mirrors too: any host that is not nearly
        one of a source.
    :raises MirrorError: if anything in it cannot be understood.
    """
    mirrors: dict[str, Mirror] = {}
    for piece in text.split(",") if text.strip() else ():
        host, equals, address = piece.strip().partition("=")
        shown = quote_for_message(piece.strip())
        if not equals or not address:
            raise MirrorError(f'{VARIABLE}: "{shown}" is no host with an address', _EXAMPLE)
        is_slip = not has_pages or closest_names(host, hosts, likeness=_SLIP_LIKENESS)
        if host not in hosts and (is_slip or url_error(f"https://{host}/")):
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
    """A step of a request: a host, with path and query."""

    host: str
    target: str
    scheme: str = "https"
    """That of sources; pages may have ``http``, each at its usual port."""

    @property
    def url(self) -> str:
        """The address, without regard to mirrors."""
        return f"{self.scheme}://{self.host}{self.target}"

    @property
    def port(self) -> int:
        """The port: 443 or 80."""
        return _PORTS[self.scheme]


def next_hop(hop: Hop, location: str, hosts: Collection[str], mirrors: Mapping[str, Mirror]) -> Hop:
    """Return the step to which a redirect leads.

    A mirror may name the source's address, its own, or none at all.

    :param hop: the step that was redirected.
    :param location: the header, as received.
    :param hosts: the source's own hosts, the only ones that are asked.
    :param mirrors: by host.
    :raises AddressError: if it leads anywhere else.
    """
    _refuse_unreadable(location)
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


def page_hop(url: str) -> Hop:
    """Return the step that asks for a web page.

    :param url: an address that anybody may have written, with or without fragment.
    :raises AddressError: if it may not be published, or has another port than 80 or 443.
    """
    plain = url.partition("#")[0]
    if url_error(plain):
        raise AddressError("to an address that may not be asked")
    parts = urlsplit(plain)
    scheme = parts.scheme.lower()
    if parts.port not in {None, _PORTS[scheme]}:
        raise AddressError("to another port than 80 or 443")
    try:
        host = (parts.hostname or "").removesuffix(".").encode("idna").decode()
    except UnicodeError:
        raise AddressError("to a host that cannot be") from None
    query = f"?{parts.query}" if parts.query else ""
    return Hop(host, quote(f"{parts.path or '/'}{query}", safe=_URL_SAFE), scheme)


def next_page(hop: Hop, location: str, mirrors: Mapping[str, Mirror]) -> Hop:
    """Return the step to which a redirect of a web page leads, on any host.

    :param location: the header, as received.
    :raises AddressError: if it leads where no request may go.
    """
    _refuse_unreadable(location)
    reason = AddressError("to an address that cannot be read")
    try:
        for origin in _origins(hop, quote(location, safe=f"{_URL_SAFE}#"), mirrors):
            try:
                return page_hop(origin.replace("'", "%27"))
            except AddressError as error:
                reason = error
    except ValueError:
        pass
    raise reason


def _refuse_unreadable(location: str) -> None:
    """Refuse a header that is no address.

    :raises AddressError: if it is empty, too long, or has characters that none has.
    """
    if (
        not location
        or len(location) > URL_CHARS
        or not location.isascii()
        or not location.isprintable()
    ):
        raise AddressError("to an address that cannot be read")


def _origins(hop: Hop, location: str, mirrors: Mapping[str, Mirror]) -> Iterator[str]:
    """Yield the addresses that a location may mean, without mirrors."""
    if mirror := mirrors.get(hop.host):
        url = urljoin(f"{mirror.base}{hop.target}", location)
        for host, other in mirrors.items():
            if url == other.base or url.startswith((f"{other.base}/", f"{other.base}?")):
                yield f"https://{host}{url.removeprefix(other.base)}"
    yield urljoin(hop.url, location)
