"""The client: it opens connections to the hosts of sources, and to web pages at public addresses.

It holds their pace, names the caller, obeys `Retry-After`, and limits time, bytes and tries. It
must not know what an answer means. urllib3 and certifi, the extra
`online`, are imported when the first client is made.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..version import __version__
from .exchange import Caller, Cause, Pace, PageStep, Request, Response, Source, Unasked
from .mirrors import AddressError, Hop, Mirror, is_public, next_hop
from .parsing import is_expected
from .store import AnswerStore

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import BaseHTTPResponse

MAX_REDIRECTS_ITEMS = 5

_DAY_SECONDS = 24 * 60 * 60.0

REDIRECTS = frozenset({301, 302, 303, 307, 308})

PAGES = "web pages"
"""Label of what is no source, among the numbers of requests."""

_PAGE_PACE = Pace(1.0)

_KNOWN_HOST = "export.arxiv.org"
"""A name that is there: where it is not found, the machine is offline, and no name proves anything.
"""

# No such name, or none with an address: https://man7.org/linux/man-pages/man3/getaddrinfo.3.html
_NO_NAME = frozenset(
    number for name in ("EAI_NONAME", "EAI_NODATA") if (number := getattr(socket, name, None))
)

_THROTTLED = frozenset({406, 429, 503})  # 406: the edge of arXiv

_CLOSED = frozenset({401, 403, 407, 451})

_ANSWERS = frozenset({200, 304, 400, 404, 410})

_CHUNK_BYTES = 64 * 1024

_TEXT_OF_HEADER = re.compile(r"[!-'*-:<-~]{1,200}")  # no spaces, parentheses or semicolons

Resolve: TypeAlias = Callable[[str, int], list[str]]
"""A function that returns the IP addresses of a host, given its name and a port."""


class OnlineMissingError(Exception):
    """The packages of the extra `online` are not installed."""

    def __init__(self) -> None:
        super().__init__(
            'to ask sources takes urllib3 and certifi; install "sphinx-awesome[online]", or go on '
            "with --offline"
        )


@dataclass(frozen=True, slots=True)
class ClientLimits:
    """Limits after which the client gives up."""

    step_seconds: float = 10.0
    """Time to connect, or to wait for the next bytes."""
    total_seconds: float = 30.0
    """Time of one exchange, from the connection to the last byte."""
    body_bytes: int = 2 * 1024 * 1024
    """Size of an answer, compressed and decompressed."""
    tries: int = 3
    patience_seconds: float = 120.0
    """Longest pause that a host may ask for; if it asks for more, this run gives it up."""


_USUAL_LIMITS = ClientLimits()

_NOBODY = Caller()


class _Raw(NamedTuple):
    """An answer of a server, before its status is examined."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Failed(Exception):  # noqa: N818 - no error: a try that failed
    """A try failed.

    :param again: True if another try may succeed.
    :param seconds: pause before that, if the host asks for one.
    """

    def __init__(self, unasked: Unasked, *, again: bool, seconds: float | None = None) -> None:
        super().__init__()
        self.unasked = unasked
        self.again = again
        self.seconds = seconds


def user_agent(caller: Caller) -> str:
    """Return the header that names program, repository of the list and e-mail address."""
    contacts = [
        caller.repository if _TEXT_OF_HEADER.fullmatch(caller.repository) else "",
        f"mailto:{caller.email}" if _TEXT_OF_HEADER.fullmatch(caller.email) else "",
    ]
    who = "; ".join(filter(None, contacts))
    return f"sphinx-awesome/{__version__}" + (f" ({who})" if who else "")


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host.

    :raises OSError: if it has none.
    """
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in answers))


class Client:
    """Sends requests. Several threads may share it, one for each host.

    :param store: holds the pace of hosts.
    :param caller: named in each request.
    :param mirrors: other addresses by host.
    :param environment: variables by name, tokens among them: looked up when sent, never stored.
    :param clock: returns the seconds since the epoch.
    :param pause: waits for some seconds; returns True if the client is to stop.
    :param resolve: returns the IP addresses of a host.
    :raises OnlineMissingError: if the extra is not installed.
    """

    def __init__(  # noqa: PLR0913 - all but the first are for tests
        self,
        store: AnswerStore,
        caller: Caller = _NOBODY,
        mirrors: Mapping[str, Mirror] | None = None,
        *,
        limits: ClientLimits = ClientLimits(),
        environment: Mapping[str, str] = os.environ,
        clock: Callable[[], float] = time.time,
        pause: Callable[[float], bool] | None = None,
        resolve: Resolve = resolve,
    ) -> None:
        try:
            import certifi  # noqa: PLC0415
            import urllib3.connection  # noqa: PLC0415
            import urllib3.exceptions  # noqa: PLC0415
        except ImportError:
            raise OnlineMissingError from None
        self.caller = caller
        self.sent: Counter[str] = Counter()
        """Number of requests by label of the source, with each try and each redirect."""
        self.down: dict[str, Unasked] = {}
        """By host, the reason for which this run does not ask it any more."""
        self._store = store
        self._mirrors = mirrors or {}
        self._limits = limits
        self._environment = environment
        self._clock = clock
        self._resolve = resolve
        self._has_answers = False
        self._stopped = threading.Event()
        self._pause = pause or self._stopped.wait
        self._local = threading.local()
        self._open: dict[HTTPConnection, socket.socket | None] = {}
        self._lock = threading.Lock()
        self._http = urllib3.connection.HTTPConnection
        self._https = urllib3.connection.HTTPSConnection
        self._errors = (
            urllib3.exceptions.HTTPError,
            http.client.HTTPException,
            OSError,
            ValueError,
        )
        self._certificates = certifi.where

    def resume(self) -> None:
        """Allow requests again after a stop."""
        self._stopped.clear()

    def stop(self) -> None:
        """Stop all threads: send nothing more, and cut open connections."""
        self._stopped.set()
        with self._lock:
            connections = list(self._open)
        for connection in connections:
            self._cut(connection)

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            connections, self._open = self._open, {}
        for connection in connections:
            connection.close()

    def send(self, source: Source, request: Request, etag: str = "") -> Response | Unasked:
        """Send a request, with further tries; return the response, or the reason for having none.

        :param etag: entity tag of the stored answer, "" for none: status 304 confirms that.
        """
        for attempt in range(self._limits.tries):
            if unasked := self.down.get(request.host):
                return unasked
            try:
                return self._follow(source, request, etag)
            except _Failed as failed:
                if not failed.again:
                    return failed.unasked
                last = failed.unasked
                backoff = self._seconds(source.pace, request.host) * 2 ** (attempt + 1)
                wait = backoff if failed.seconds is None else failed.seconds
                self._store.postpone(self._paced(source, request.host), self._clock() + wait)
                if wait > self._limits.patience_seconds:
                    break
        return self.give_up(request.host, last)

    def give_up(self, host: str, why: Unasked) -> Unasked:
        """Send nothing more to a host in this run; return the first reason given for that."""
        return self.down.setdefault(host, why)

    def look(self, hop: Hop, method: str) -> PageStep | Unasked:
        """Ask a web page once for its status and where it leads. No text is read.

        :param method: HEAD, or GET, which asks for the first byte alone.
        """
        if unasked := self.down.get(hop.host):
            return unasked
        try:
            self._wait(_PAGE_PACE, hop.host)
            with self._lock:
                self.sent[PAGES] += 1
            raw = self._exchange(hop, method, b"", self._page_headers(method))
        except _Failed as failed:
            return failed.unasked
        return PageStep(raw.status, raw.headers.get("location", ""))

    def leave(self, hop: Hop) -> None:
        """Close this thread's connections to the host of a page, if there are any."""
        for scheme in ("http", "https"):
            self._drop(Hop(hop.host, "", scheme))

    @property
    def mirrors(self) -> Mapping[str, Mirror]:
        """Other addresses by host."""
        return self._mirrors

    @cached_property
    def _knows_names(self) -> bool:
        """True unless the machine seems to be offline, where no name of a host is known."""
        if self._has_answers or _KNOWN_HOST in self._mirrors:
            return True
        try:
            return bool(self._resolve(_KNOWN_HOST, 443))
        except OSError:
            return False

    # -- one try -----------------------------------------------------------------------------------

    def _follow(self, source: Source, request: Request, etag: str) -> Response:
        """Send a request once, and follow redirects to the source's own hosts."""
        hop = Hop(request.host, request.target)
        headers = self._headers(request, etag)
        for _ in range(MAX_REDIRECTS_ITEMS + 1):
            self._wait(source.pace, hop.host, source)
            self.sent[source.label] += 1
            method = "POST" if request.body else "GET"
            raw = self._exchange(hop, method, request.body, headers)
            self._note_limit(source, hop.host, raw.headers)
            if raw.status not in REDIRECTS:
                return self._judged(source, request, raw)
            if request.body:
                raise _Failed(Unasked(Cause.REDIRECTED), again=False)
            headers.pop("Authorization", None)
            try:
                hop = next_hop(hop, raw.headers.get("location", ""), source.hosts, self._mirrors)
            except AddressError as error:
                raise _Failed(Unasked(Cause.REDIRECTED, str(error)), again=False) from None
        raise _Failed(Unasked(Cause.REDIRECTED, "too often"), again=False)

    def _headers(self, request: Request, etag: str) -> dict[str, str]:
        headers = {
            "User-Agent": user_agent(self.caller),
            "Accept": f"{request.form.value}, */*;q=0.1",
            "Accept-Encoding": "gzip",
        }
        if request.body:
            headers["Content-Type"] = "application/json"
        if etag and _TEXT_OF_HEADER.fullmatch(etag):
            headers["If-None-Match"] = etag
        token = self._environment.get(request.token, "") if request.token else ""
        mirror = self._mirrors.get(request.host)
        if _TEXT_OF_HEADER.fullmatch(token) and (mirror is None or mirror.is_private):
            headers["Authorization"] = f"Bearer {token}"
        return headers

    def _page_headers(self, method: str) -> dict[str, str]:
        headers = {"User-Agent": user_agent(self.caller), "Accept": "*/*"}
        return headers if method == "HEAD" else {**headers, "Range": "bytes=0-0"}

    def _seconds(self, pace: Pace, host: str) -> float:
        """Return the pause between two requests to a host, in seconds."""
        mirror = self._mirrors.get(host)
        if mirror and mirror.pace is not None:
            return mirror.pace
        return pace.of(self.caller)

    def _wait(self, pace: Pace, host: str, source: Source | None = None) -> None:
        """Wait until a host may be asked.

        :param source: that asks it; None for a page.
        """
        if self._stopped.is_set():
            raise _Failed(Unasked(Cause.STOPPED), again=False)
        now = self._clock()
        wait = self._store.claim(self._paced(source, host), self._seconds(pace, host), now)
        if wait > self._limits.patience_seconds:
            self._store.postpone(self._paced(source, host), now + wait)
            until = datetime.fromtimestamp(now + wait, UTC)
            unasked = self._throttled(source, f"not before {until:%H:%M} UTC")
            raise _Failed(self.give_up(host, unasked), again=False)
        if wait > 0 and self._pause(wait):
            raise _Failed(Unasked(Cause.STOPPED), again=False)

    def _paced(self, source: Source | None, host: str) -> str:
        """Return under what name the pace of a host is kept: who has a token has another limit."""
        return f"{host} with {source.key}" if source and self._has_key(source) else host

    def _has_key(self, source: Source) -> bool:
        return source.key in self.caller.keys

    def _throttled(self, source: Source | None, detail: str) -> Unasked:
        """Return that a host asks for less, and the limit if a token would raise it."""
        limit = source.keyless_limit if source and not self._has_key(source) else ""
        parts = (limit, detail)
        return Unasked(Cause.THROTTLED, "; ".join(filter(None, parts)))

    def _note_limit(self, source: Source, host: str, headers: Mapping[str, str]) -> None:
        """Send nothing more to a host that has said that this was the last request for a while."""
        is_used_up = headers.get("x-ratelimit-remaining") == "0"
        pause = self._requested_pause(headers) if is_used_up else None
        if pause is not None:
            self._store.postpone(self._paced(source, host), self._clock() + pause)

    def _judged(self, source: Source, request: Request, raw: _Raw) -> Response:
        """Return the response if a source can read it."""
        status, headers = raw.status, raw.headers
        is_used_up = headers.get("x-ratelimit-remaining") == "0" and status in _CLOSED
        if status in _THROTTLED or is_used_up:
            unasked = self._throttled(source, f"status {status}")
            raise _Failed(unasked, again=True, seconds=self._requested_pause(headers))
        if status in _CLOSED:
            unasked = Unasked(Cause.CLOSED, f"status {status}")
            raise _Failed(self.give_up(request.host, unasked), again=False)
        if status not in _ANSWERS:
            unasked = Unasked(Cause.DOWN, f"status {status}")
            raise _Failed(unasked, again=status >= 500)
        type_ = headers.get("content-type", "")[:100]
        response = Response(status, raw.body, type_, headers.get("etag", "")[:200])
        if not is_expected(request.form, response):
            raise _Failed(self.give_up(request.host, Unasked(Cause.HTML)), again=False)
        return response

    def _requested_pause(self, headers: Mapping[str, str]) -> float | None:
        """Return the pause that a server asks for, in seconds: a day at most, None for none."""
        value = headers.get("retry-after", "").strip()
        if not value and (reset := headers.get("x-ratelimit-reset", "")).isdecimal():
            seconds = float(reset[:12]) - self._clock()
        elif value.isdecimal():
            seconds = float(value[:12])
        else:
            try:
                seconds = parsedate_to_datetime(value).timestamp() - self._clock()
            except (ValueError, TypeError, OverflowError):
                return None
        return min(max(seconds, 0.0), _DAY_SECONDS)

    # -- one exchange ------------------------------------------------------------------------------

    def _exchange(self, hop: Hop, method: str, body: bytes, headers: Mapping[str, str]) -> _Raw:
        """Send one request over one connection, within the limits of time and size."""
        connection, is_used = self._connection(hop)
        try:
            return self._exchange_over(connection, hop, method, body, headers)
        except _Failed as failed:
            self._drop(hop)
            # The other end may have closed a connection meanwhile, which says nothing.
            if not is_used or failed.unasked.cause is not Cause.UNREACHABLE:
                raise
        connection, _ = self._connection(hop)
        try:
            return self._exchange_over(connection, hop, method, body, headers)
        except _Failed:
            self._drop(hop)
            raise

    def _exchange_over(
        self,
        connection: HTTPConnection,
        hop: Hop,
        method: str,
        body: bytes,
        headers: Mapping[str, str],
    ) -> _Raw:
        mirror = self._mirrors.get(hop.host)
        target = f"{mirror.parts.path}{hop.target}" if mirror else hop.target
        host = mirror.parts.netloc if mirror else hop.host
        is_late = threading.Event()
        timer = threading.Timer(self._limits.total_seconds, self._cut, (connection, is_late))
        timer.daemon = True
        timer.start()
        read = b""
        try:
            connection.request(
                method,
                target,
                body=body or None,
                headers={"Host": host, **headers},
                preload_content=False,
                decode_content=False,
            )
            with self._lock:  # the connection forgets it where the answer ends with it
                self._open[connection] = connection.sock
            with closing(connection.getresponse()) as response:
                self._has_answers = True
                received = {key.lower(): value for key, value in response.headers.items()}
                if "Range" in headers:
                    self._drop(hop)  # which may send all of the page
                else:
                    encoding = "" if method == "HEAD" else received.get("content-encoding", "")
                    read = self._read(response, encoding)
        except self._errors as error:
            # The text of an error may hold an address: only its class is reported.
            cause = Cause.UNREACHABLE
            if is_late.is_set() or "timeout" in type(error).__name__.lower():
                cause = Cause.SLOW
            raise _Failed(Unasked(cause, type(error).__name__), again=True) from None
        finally:
            timer.cancel()
        if is_late.is_set():
            raise _Failed(Unasked(Cause.SLOW), again=True)
        if self._stopped.is_set():
            raise _Failed(Unasked(Cause.STOPPED), again=False)
        return _Raw(response.status, received, read)

    def _read(self, response: BaseHTTPResponse, encoding: str) -> bytes:
        """Return the body of an answer, decompressed, up to the limit."""
        chunks = response.stream(_CHUNK_BYTES, decode_content=False)
        limit = self._limits.body_bytes
        return b"".join(_within(limit, _decoded(chunks, encoding.strip().lower(), limit)))

    def _connection(self, hop: Hop) -> tuple[HTTPConnection, bool]:
        """Return this thread's connection to a host, and True if it has been used before."""
        mine: dict[tuple[str, str], HTTPConnection]
        mine = self._local.__dict__.setdefault("connections", {})
        key = hop.host, hop.scheme
        if key in mine:
            return mine[key], True
        connection = self._connect(hop)
        mine[key] = connection
        with self._lock:
            self._open[connection] = None
        return connection, False

    def _connect(self, hop: Hop) -> HTTPConnection:
        seconds = self._limits.step_seconds
        if mirror := self._mirrors.get(hop.host):
            parts = mirror.parts
            name = parts.hostname or ""
            if parts.scheme == "http":
                return self._http(name, parts.port, timeout=seconds)
            return self._secure(name, parts.port or 443, name)
        address = self._public_address(hop)
        if hop.scheme == "http":
            return self._http(address, hop.port, timeout=seconds)
        return self._secure(address, hop.port, hop.host)

    def _secure(self, address: str, port: int, host: str) -> HTTPConnection:
        return self._https(
            address,
            port,
            timeout=self._limits.step_seconds,
            cert_reqs="CERT_REQUIRED",
            ca_certs=self._certificates(),
            server_hostname=host,
            assert_hostname=host,
        )

    def _public_address(self, hop: Hop) -> str:
        """Return an IP address of a host: the connection goes to that very address."""
        try:
            addresses = self._resolve(hop.host, hop.port)
        except (OSError, UnicodeError) as error:
            unasked = Unasked(Cause.UNREACHABLE, type(error).__name__)
            is_no_name = isinstance(error, socket.gaierror) and error.errno in _NO_NAME
            if is_no_name and self._knows_names:
                unasked = Unasked(Cause.NO_SUCH_HOST)
            raise _Failed(self.give_up(hop.host, unasked), again=False) from None
        if not addresses or not all(map(is_public, addresses)):
            unasked = Unasked(Cause.REDIRECTED, "to an address that is not public")
            raise _Failed(self.give_up(hop.host, unasked), again=False)
        return addresses[0]

    def _cut(self, connection: HTTPConnection, is_late: threading.Event | None = None) -> None:
        """End the wait of a connection, in any thread."""
        if is_late:
            is_late.set()
        sock = self._open.get(connection) or connection.sock
        if sock is not None:
            with suppress(OSError, ValueError):
                sock.shutdown(socket.SHUT_RDWR)

    def _drop(self, hop: Hop) -> None:
        """Close this thread's connection to a host, if there is one."""
        mine: dict[tuple[str, str], HTTPConnection] = self._local.__dict__.get("connections", {})
        connection = mine.pop((hop.host, hop.scheme), None)
        if connection is not None:
            with self._lock:
                self._open.pop(connection, None)
            connection.close()


def _within(limit: int, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield pieces up to a number of bytes."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise _Failed(Unasked(Cause.LARGE, f"more than {limit // 1024} KB"), again=False)
        yield piece


def _decoded(pieces: Iterator[bytes], encoding: str, limit: int) -> Iterator[bytes]:
    """Yield pieces decompressed, each cut one byte above the limit."""
    if encoding in {"", "identity"}:
        yield from pieces
        return
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise _Failed(Unasked(Cause.MALFORMED, "an encoding not asked for"), again=False)
    inflater = None
    try:
        for piece in _within(limit, pieces):
            inflater = inflater or _inflater(piece)
            yield inflater.decompress(piece, limit + 1)
    except zlib.error:
        raise _Failed(Unasked(Cause.MALFORMED, "compressed wrongly"), again=True) from None
    if inflater and not inflater.eof:  # a 304 has no body, whatever its encoding
        raise _Failed(Unasked(Cause.MALFORMED, "cut off"), again=True)


def _inflater(piece: bytes) -> zlib._Decompress:
    """Return a decompressor: some servers send deflate without the header of zlib."""
    headed = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        headed.decompress(piece, 1)
    except zlib.error:
        return zlib.decompressobj(-zlib.MAX_WBITS)
    return zlib.decompressobj(zlib.MAX_WBITS | 32)
