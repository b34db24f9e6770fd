"""A server of ours on loopback that speaks as each source does, and misbehaves when told to.

::

    with WorldServer(World([Work("A Title of Things", arxiv="2101.00001")])) as server:
        monkeypatch.setenv("SPHINX_AWESOME_MIRRORS", server.mirrors())
        server.misbehave("export.arxiv.org", Fault.THROTTLED, times=2)
        ...
        assert server.paths("export.arxiv.org") == [...]

Each host of a source stands below a path of its name; so tests of commands need nothing else than
the variable.
"""

from __future__ import annotations

import gzip
import json
import re
import threading
import time
import zlib
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from sphinx_awesome.core.identifiers import arxiv_of_doi, is_arxiv

from . import world as shapes
from .world import World

HOSTS = (
    *("export.arxiv.org", "arxiv.org", "api.crossref.org", "api.datacite.org"),
    *("aclanthology.org", "www.aclanthology.org", "openaccess.thecvf.com"),
    *("proceedings.mlr.press", "proceedings.neurips.cc", "papers.neurips.cc", "papers.nips.cc"),
    *("eutils.ncbi.nlm.nih.gov", "api.github.com", "doi.org"),
)


class Fault(Enum):
    """A way in which a source may misbehave."""

    THROTTLED = "429 without a word of when"
    THROTTLED_SECONDS = "429, Retry-After in seconds"
    THROTTLED_DATE = "429, Retry-After as a date"
    THROTTLED_LONG = "429, Retry-After of an hour"
    NOT_ACCEPTABLE = "406"
    UNAVAILABLE = "503"
    ERROR = "500"
    TEAPOT = "418"
    FORBIDDEN = "403"
    UNAUTHORIZED = "401"
    USED_UP = "403 because the allowance of an hour is used up"
    PAGE = "a web page where there should be none"
    PAGE_AS_DATA = "a web page that says to be data"
    MISSING_PAGE = "a web page with status 404"
    TRUNCATED = "fewer bytes than it says"
    HALF = "half of an answer, whole by its length"
    NOT_UTF8 = "bytes that are not UTF-8"
    EMPTY = "nothing at all, with status 200"
    GARBAGE = "bytes that are nothing"
    NULL = "JSON that is null"
    SLOW = "a byte now and then"
    SLOW_HEAD = "a header now and then"
    SLOW_OPEN = "a byte now and then, of an answer that does not say its length"
    SILENT = "a connection that stays open"
    CLOSED = "a connection that is closed"
    GZIP = "what it should, compressed"
    DEFLATE = "what it should, compressed as deflate"
    RAW_DEFLATE = "what it should, as deflate without head"
    CUT_GZIP = "half of what is compressed"
    BAD_GZIP = "what says to be compressed and is not"
    BROTLI = "an encoding that nobody asked for"
    GZIP_BOMB = "sixteen megabytes, compressed"
    DEFLATE_BOMB = "sixteen megabytes as deflate"
    LARGE = "three megabytes"
    TO_PRIVATE = "a redirect to a private address"
    TO_METADATA = "a redirect to the metadata of a cloud"
    TO_FILE = "a redirect to a file"
    TO_OTHER = "a redirect to another host"
    TO_HTTP = "a redirect to its own host without TLS"
    TO_PORT = "a redirect to another port of its own host"
    TO_USER = "a redirect with a user name"
    TO_NOTHING = "a redirect without an address"
    TO_BROKEN = "a redirect to an address that cannot be read"
    TO_ITSELF = "a redirect to itself"
    TO_OWN = "a redirect to another address of its own, and then what it should"


@dataclass(frozen=True)
class Seen:
    """A request that came."""

    host: str
    method: str
    path: str
    """With its query."""
    headers: Mapping[str, str]
    body: bytes
    moment: float


@dataclass
class Reply:
    """What is sent back."""

    status: int = 200
    body: bytes = b""
    type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


class WorldServer:
    """A server on loopback; a context that ends with it."""

    def __init__(self, world: World | None = None) -> None:
        self.world = world or World()
        self.seen: list[Seen] = []
        self.replies: dict[str, Reply] = {}
        """What is answered whatever the world says, by host and path: ``doi.org/x``."""
        self.etags = False
        """Whether answers have an ETag, and a 304 follows."""
        self.step_seconds = 0.05
        """Between the bytes of who is slow."""
        self._faults: dict[str, list[tuple[Fault, float]]] = defaultdict(list)
        self._lock = threading.Lock()
        self._ended = threading.Event()
        handler = type("Handler", (_Handler,), {"world_server": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def base(self, host: str) -> str:
        """Return the address at which a host is served."""
        return f"http://127.0.0.1:{self.port}/{host}"

    def mirrors(self, pace: float | None = 0, hosts: tuple[str, ...] = HOSTS) -> str:
        """Return the value of SPHINX_AWESOME_MIRRORS that sends everything here."""
        ending = "" if pace is None else f"#pace={pace:g}"
        return ",".join(f"{host}={self.base(host)}{ending}" for host in hosts)

    def misbehave(self, host: str, fault: Fault, times: float = float("inf")) -> None:
        """Have a host answer wrongly, for a number of requests, and after what was told before."""
        with self._lock:
            self._faults[host].append((fault, times))

    def behave(self) -> None:
        """Have all hosts answer rightly again."""
        with self._lock:
            self._faults.clear()

    def paths(self, host: str) -> list[str]:
        """Return the paths and queries for which a host was asked."""
        return [one.path for one in self.seen if one.host == host]

    def fault_of(self, host: str) -> Fault | None:
        with self._lock:
            faults = self._faults[host]
            while faults:
                fault, times = faults[0]
                if times > 0:
                    faults[0] = (fault, times - 1)
                    return fault
                faults.pop(0)
        return None

    def wait(self, seconds: float) -> None:
        self._ended.wait(seconds)

    @property
    def has_ended(self) -> bool:
        return self._ended.is_set()

    # -- what each host says -----------------------------------------------------------------------

    def reply(self, seen: Seen) -> Reply:
        parts = urlsplit(seen.path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if fixed := self.replies.get(f"{seen.host}{parts.path}"):
            return fixed
        path = unquote(parts.path)
        replies = {
            "export.arxiv.org": lambda: self._arxiv(query),
            "arxiv.org": lambda: self._arxiv(query),
            "api.crossref.org": lambda: self._crossref(path, query),
            "api.datacite.org": lambda: self._datacite(query),
            "aclanthology.org": lambda: self._anthology(parts.path),
            "www.aclanthology.org": lambda: self._anthology(parts.path),
            "eutils.ncbi.nlm.nih.gov": lambda: self._pubmed(query),
            "api.github.com": lambda: self._github(parts.path, seen),
            "doi.org": lambda: self._handle(path),
        }
        return replies.get(seen.host, lambda: self._page(seen.host, parts.path))()

    def _arxiv(self, query: Mapping[str, str]) -> Reply:
        type_ = "application/atom+xml; charset=utf-8"
        most = int(query.get("max_results", "10"))
        if title := query.get("search_query", ""):
            words = re.findall(r"\w+", title.removeprefix("ti:").lower())
            entries = [
                (arxiv, work)
                for arxiv, work in self.world.arxiv.items()
                if set(words) <= set(re.findall(r"\w+", work.title.lower()))
            ]
            return Reply(200, shapes.arxiv_feed(entries[:most]).encode(), type_)
        ids = query["id_list"].split(",")
        for one in ids:
            if not is_arxiv(one) or (re.match(r"\d", one) and not 1 <= int(one[2:4]) <= 12):
                return Reply(400, shapes.arxiv_error(one).encode(), type_)
        known = [(one, self.world.arxiv[one]) for one in ids if one in self.world.arxiv]
        return Reply(200, shapes.arxiv_feed(known[:most]).encode(), type_)

    def _crossref(self, path: str, query: Mapping[str, str]) -> Reply:
        if path == "/works":
            selected = set(query["select"].split(","))
            if not selected <= shapes.CROSSREF_SELECTS:
                return Reply(400, b'{"status":"failed","message-type":"validation-failure"}')
            wanted = set(re.findall(r"\w+", query["query.bibliographic"].lower()))
            ranked = sorted(
                self.world.crossref.items(),
                key=lambda one: -len(wanted & set(re.findall(r"\w+", one[1].title.lower()))),
            )
            messages = [shapes.crossref_work(work, doi) for doi, work in ranked]
            rows = int(query.get("rows", "20"))
            cut = [{k: v for k, v in one.items() if k in selected} for one in messages[:rows]]
            return Reply(200, shapes.crossref_list(cut))
        doi = path.removeprefix("/works/")
        work = self.world.crossref.get(doi.lower())
        if work is None:
            return Reply(404, b"Resource not found.", "text/plain")
        return Reply(200, shapes.crossref_single(shapes.crossref_work(work, doi)))

    def _datacite(self, query: Mapping[str, str]) -> Reply:
        items = []
        for doi in re.findall(r'"([^"]+)"', query["query"]):
            arxiv = arxiv_of_doi(doi)
            if arxiv and (work := self.world.arxiv.get(arxiv.id)):
                items.append(shapes.datacite_work(work, doi))
        return Reply(200, shapes.datacite_list(items[: int(query.get("page[size]", "25"))]))

    def _anthology(self, path: str) -> Reply:
        key = path.strip("/")
        if work := self.world.anthology.get(key):
            pdf = f"https://aclanthology.org/{key}.pdf"
            return Reply(200, shapes.page(work, pdf, is_minified=True).encode(), "text/html")
        return Reply(404, b"<!doctype html><title>404</title>", "text/html")

    def _page(self, host: str, path: str) -> Reply:
        if work := self.world.pages.get(path):
            pdf = f"https://{host}{path}".replace("/html/", "/papers/").replace(".html", ".pdf")
            journal = "" if work.meeting else "Advances in Neural Information Processing Systems"
            return Reply(200, shapes.page(work, pdf, journal=journal).encode(), "text/html")
        return Reply(404, b"<!doctype html><title>404</title>", "text/html")

    def _pubmed(self, query: Mapping[str, str]) -> Reply:
        numbers = query["id"].split(",")
        works = [(number, self.world.pubmed.get(number)) for number in numbers]
        return Reply(200, shapes.pubmed_summaries(works), "application/json; charset=UTF-8")

    def _github(self, path: str, seen: Seen) -> Reply:
        if path == "/graphql":
            if "Authorization" not in seen.headers:
                return Reply(401, b'{"message":"Requires authentication"}')
            return Reply(200, shapes.github_graphql(self.world, json.loads(seen.body)["query"]))
        missing = b'{"message":"Not Found","documentation_url":"https://docs.github.com/rest"}'
        if path.startswith("/repositories/"):
            number = int(path.rpartition("/")[2])
            code = next((one for one in self.world.code if one.number == number), None)
            return Reply(200, shapes.github_rest(code)) if code else Reply(404, missing)
        name = path.removeprefix("/repos/")
        code = self.world.repository(name)
        if code is None:
            return Reply(404, missing)
        if code.name.lower() != name.lower():
            target = f"https://api.github.com/repositories/{code.number}"
            moved = json.dumps({"message": "Moved Permanently", "url": target}).encode()
            return Reply(301, moved, headers={"Location": target})
        return Reply(200, shapes.github_rest(code))

    def _handle(self, path: str) -> Reply:
        doi = path.removeprefix("/api/handles/")
        is_there = doi.lower() in self.world.crossref
        body = shapes.handle(doi, f"https://example.org/{doi}", is_there=is_there)
        return Reply(200 if is_there else 404, body)


_PAGE = b"<!DOCTYPE html>\n<html><head><title>Making sure you're not a bot!</title></head></html>"

_FIXED = {
    Fault.THROTTLED: Reply(429, b"slow down", "text/plain"),
    Fault.THROTTLED_SECONDS: Reply(429, b"", headers={"Retry-After": "1"}),
    Fault.THROTTLED_LONG: Reply(429, b"", headers={"Retry-After": "3600"}),
    Fault.NOT_ACCEPTABLE: Reply(406, b"Not Acceptable", "text/plain"),
    Fault.UNAVAILABLE: Reply(503, _PAGE, "text/html"),
    Fault.ERROR: Reply(500, b"{}"),
    Fault.TEAPOT: Reply(418, b"{}"),
    Fault.FORBIDDEN: Reply(403, _PAGE, "text/html"),
    Fault.UNAUTHORIZED: Reply(401, b'{"message":"Bad credentials"}'),
    Fault.PAGE: Reply(200, _PAGE, "text/html; charset=utf-8"),
    Fault.PAGE_AS_DATA: Reply(200, _PAGE),
    Fault.MISSING_PAGE: Reply(404, _PAGE, "text/html"),
    Fault.EMPTY: Reply(200, b""),
    Fault.GARBAGE: Reply(200, bytes(range(256))),
    Fault.NULL: Reply(200, b"null"),
    Fault.BAD_GZIP: Reply(200, b"{}", headers={"Content-Encoding": "gzip"}),
    Fault.BROTLI: Reply(200, b"{}", headers={"Content-Encoding": "br"}),
    Fault.LARGE: Reply(200, b" " * 3 * 1024 * 1024),
    Fault.TO_PRIVATE: Reply(302, headers={"Location": "https://10.0.0.1/works"}),
    Fault.TO_METADATA: Reply(302, headers={"Location": "http://169.254.169.254/latest"}),
    Fault.TO_FILE: Reply(302, headers={"Location": "file:///etc/passwd"}),
    Fault.TO_OTHER: Reply(302, headers={"Location": "https://example.org/works"}),
    Fault.TO_NOTHING: Reply(302),
    Fault.TO_BROKEN: Reply(302, headers={"Location": "https://[::1/"}),
}

_COMPRESSED = {
    *(Fault.GZIP, Fault.DEFLATE, Fault.RAW_DEFLATE, Fault.CUT_GZIP),
    *(Fault.GZIP_BOMB, Fault.DEFLATE_BOMB),
}


class _Handler(BaseHTTPRequestHandler):
    """Answers one request; HTTP/1.1, so that connections are kept."""

    world_server: WorldServer
    protocol_version = "HTTP/1.1"
    # Else a body waits 40 ms for the acknowledgement of its head.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def handle(self) -> None:
        with suppress(ConnectionError):
            super().handle()

    def _answer(self) -> None:
        server = self.world_server
        host, _, path = self.path.lstrip("/").partition("/")
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        seen = Seen(host, self.command, f"/{path}", dict(self.headers), body, time.time())
        server.seen.append(seen)
        fault = server.fault_of(host)
        with suppress(ConnectionError):
            self._with_fault(fault, seen) if fault else self._send(server.reply(seen))

    def _with_fault(self, fault: Fault, seen: Seen) -> None:
        server = self.world_server
        good = server.reply(seen)
        now = time.time()
        date = formatdate(now + 1.5, usegmt=True)
        used_up = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(now) + 1800)}
        replies = _FIXED | {
            Fault.THROTTLED_DATE: Reply(429, headers={"Retry-After": date}),
            Fault.USED_UP: Reply(403, b"{}", headers=used_up),
            Fault.TO_ITSELF: Reply(301, headers={"Location": self.path}),
            Fault.TO_OWN: Reply(307, headers={"Location": seen.path}),
            Fault.TO_HTTP: Reply(302, headers={"Location": f"http://{seen.host}/x"}),
            Fault.TO_PORT: Reply(302, headers={"Location": f"https://{seen.host}:8443/x"}),
            Fault.TO_USER: Reply(302, headers={"Location": f"https://me@{seen.host}/x"}),
            Fault.HALF: Reply(200, good.body[: len(good.body) // 2], good.type),
            Fault.NOT_UTF8: Reply(200, good.body.replace(b"e", b"\xe9"), good.type),
        }
        if reply := replies.get(fault):
            self._send(reply)
        elif fault in _COMPRESSED:
            self._send(_compressed(fault, good))
        elif fault is Fault.TRUNCATED:
            self.close_connection = True
            self._send(good, length=len(good.body) + 50)
        else:
            self._stall(fault, good.type)

    def _stall(self, fault: Fault, type_: str) -> None:
        """Say nothing, or as little as keeps somebody waiting."""
        self.close_connection = True
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {type_}\r\n"
        if fault is Fault.SLOW_HEAD:
            self._drip(head.encode() + b"X-A: b\r\n" * 2000)
        elif fault is Fault.SLOW:
            self.wfile.write(f"{head}Content-Length: 100000\r\n\r\n".encode())
            self._drip(b" " * 100_000)
        elif fault is Fault.SLOW_OPEN:
            self.wfile.write(f"{head}Connection: close\r\n\r\n".encode())
            self._drip(b" " * 100_000)
        elif fault is Fault.SILENT:
            self.world_server.wait(60)

    def _drip(self, data: bytes) -> None:
        for at in range(len(data)):
            if self.world_server.has_ended:
                return
            self.wfile.write(data[at : at + 1])
            self.wfile.flush()
            self.world_server.wait(self.world_server.step_seconds)

    def _send(self, reply: Reply, length: int | None = None) -> None:
        etag = f'"{zlib.crc32(reply.body):x}"' if self.world_server.etags else ""
        if etag and self.headers.get("If-None-Match") == etag and reply.status == 200:
            reply = Reply(304, b"", reply.type)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.type)
        if etag:
            self.send_header("ETag", etag)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 304:
            self.send_header("Content-Length", str(len(reply.body) if length is None else length))
        self.end_headers()
        self.wfile.write(reply.body)


def _compressed(fault: Fault, good: Reply) -> Reply:
    bomb = b" " * 16 * 1024 * 1024
    raw = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    made = {
        Fault.GZIP: lambda: ("gzip", gzip.compress(good.body)),
        Fault.DEFLATE: lambda: ("deflate", zlib.compress(good.body)),
        Fault.RAW_DEFLATE: lambda: ("deflate", raw.compress(good.body) + raw.flush()),
        Fault.CUT_GZIP: lambda: ("gzip", gzip.compress(good.body)[:-12]),
        Fault.GZIP_BOMB: lambda: ("gzip", gzip.compress(bomb, 1)),
        Fault.DEFLATE_BOMB: lambda: ("deflate", zlib.compress(bomb, 1)),
    }
    encoding, body = made[fault]()
    return Reply(good.status, body, good.type, {"Content-Encoding": encoding})
