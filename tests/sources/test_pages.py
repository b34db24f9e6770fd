"""Web pages: HEAD, a ranged GET, hops, hosts, and where no request may go."""

# ruff: noqa: ANN401, SLF001 - what connects is replaced

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from sphinx_awesome.sources import HOSTS, AnswerStore, Caller, Cause, Client, Unasked
from sphinx_awesome.sources.exchange import PageStep, Question, Response
from sphinx_awesome.sources.links.link_targets import (
    leads_to_front,
    links_of,
    moved_to,
    questions_of,
)
from sphinx_awesome.sources.links.pages import (
    PageAnswer,
    PageOutcome,
    Pages,
    _Visit,
    page_question,
)
from sphinx_awesome.sources.mirrors import (
    AddressError,
    Hop,
    Mirror,
    is_public,
    next_page,
    page_hop,
    read_mirrors,
)

from .conftest import LIMITS
from .server import Fault, Reply, WorldServer

NOW = datetime(2026, 10, 5, tzinfo=UTC)
A, B = "a.example.org", "b.example.net"
THERE = Reply(200, b"<p>" * 1000, "text/html")

Ask = Callable[..., dict[str, PageOutcome]]


@pytest.fixture
def page_client(server: WorldServer, store: AnswerStore) -> Iterator[Client]:
    mirrors = read_mirrors(server.mirrors(hosts=(A, B)), HOSTS, has_pages=True)
    caller = Caller("https://github.com/me/list", "me@example.org")
    made = Client(store, caller, mirrors, limits=LIMITS, environment={"GITHUB_TOKEN": "secret"})
    yield made
    made.close()


@pytest.fixture
def ask(server: WorldServer, store: AnswerStore, page_client: Client) -> Ask:
    """Ask for addresses, some of which have fixed replies; return what each answers."""

    def run(*urls: str, **replies: Reply) -> dict[str, PageOutcome]:
        server.replies.update({f"{A}/{name}": reply for name, reply in replies.items()})
        pages = Pages(store, page_client, lambda: NOW)
        pages.start(map(page_question, urls))
        results = {question.key: outcome for question, outcome in pages.results()}
        pages.stop()
        return results

    return run


def to(location: str, status: int = 301) -> Reply:
    return Reply(status, headers={"Location": location})


@pytest.mark.parametrize(
    "address",
    [
        *("8.8.8.8", "1.1.1.1", "2001:4860:4860::8888", "2606:4700::1111"),
    ],
)
def test_addresses_of_the_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "127.1.2.3", "0.0.0.0"),
        *("169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "203.0.113.1"),
        *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.88.99.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd12::1", "ff02::1"),
        *("ff0e::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::8.8.8.8", "::7f00:1"),
        *("64:ff9b::8.8.8.8", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:808:808::1"),
        *("2001::1", "2001:db8::1", "2001:10::1", "100::1", "3fff::1", "5f00::1", "4000::1"),
        *("", "example.org", "8.8.8", "2606:4700::1111%1"),
    ],
)
def test_addresses_that_are_nearer_or_stand_for_others(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTP://Example.org.:80/a?b=c#d", "http://example.org/a?b=c"),
        ("https://example.org:443/a%20b", "https://example.org/a%20b"),
        ("https://bücher.example/ä?ö", "https://xn--bcher-kva.example/%C3%A4?%C3%B6"),
    ],
)
def test_what_is_asked_for_an_address(url: str, asked: str) -> None:
    hop = page_hop(url)
    assert hop.url == asked
    assert hop.port == {"http": 80, "https": 443}[hop.scheme]


@pytest.mark.parametrize(
    "url",
    [
        *("http://10.0.0.1/", "https://[::1]/", "http://localhost/", "ftp://example.org/"),
        *("https://example.org:8443/", "http://example.org:443/", "https://me@example.org/"),
        *("file:///etc/passwd", "https://2130706433/", "https://0x7f.1/", "https://example.org:x/"),
        f"https://{'ä' * 60}.example/",
    ],
)
def test_what_is_never_asked(url: str) -> None:
    with pytest.raises(AddressError):
        page_hop(url)


MIRRORS = {A: Mirror("http://127.0.0.1:1/a"), B: Mirror("http://127.0.0.1:1/b")}


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/x y'z", f"https://{A}/x%20y%27z"),
        ("x?y", f"https://{A}/d/x?y"),
        (f"http://{B}/x#y", f"http://{B}/x"),
        ("http://127.0.0.1:1/b/x", f"https://{B}/x"),
    ],
)
def test_redirects_of_pages_are_followed(location: str, url: str) -> None:
    assert next_page(Hop(A, "/d/c"), location, MIRRORS).url == url


@pytest.mark.parametrize(
    "location",
    [
        *("", "http://127.0.0.1:1/c/x", "https://10.0.0.1/", "http://[::1/", "https://a.org:81/"),
        *("javascript:alert(1)", "https://a.org/" + "x" * 3000, "https://a.org/é", "file:///etc"),
        *("//169.254.169.254/latest", "https://me:pw@a.org/", "gopher://a.org/"),
    ],
)
def test_redirects_of_pages_that_lead_nowhere_good(location: str) -> None:
    with pytest.raises(AddressError):
        next_page(Hop(A, "/d/c"), location, MIRRORS)


def test_hosts_of_pages_may_have_mirrors() -> None:
    text = f"{A}=http://127.0.0.1:1,www.arxiv.org=http://127.0.0.1:1/x"
    assert set(read_mirrors(text, HOSTS, has_pages=True)) == {A, "www.arxiv.org"}
    for host in ("export.arxiv.com", "localhost", "10.0.0.1"):
        with pytest.raises(Exception, match="no source asks"):
            read_mirrors(f"{host}=http://127.0.0.1:1", HOSTS, has_pages=True)


# -- what pages answer ---------------------------------------------------------------------------


def test_a_page_is_asked_for_its_head_and_then_for_a_byte(ask: Ask, server: WorldServer) -> None:
    server.replies[f"HEAD {A}/b"] = Reply(405)
    server.replies[f"HEAD {A}/c"] = Reply(404)
    results = ask(
        *(f"https://{A}/{name}" for name in "abcde"),
        a=THERE,
        b=THERE,
        c=Reply(206, b"<"),
        d=Reply(416),
        e=Reply(410),
    )
    assert [
        (one.status, one.is_there) for one in results.values() if isinstance(one, PageAnswer)
    ] == [
        *((200, True), (200, True), (206, True), (416, True), (410, False)),
    ]
    assert [(one.method, one.path) for one in server.seen] == [
        ("HEAD", "/a"),
        *(("HEAD", "/b"), ("GET", "/b"), ("HEAD", "/c"), ("GET", "/c")),
        *(("HEAD", "/d"), ("GET", "/d"), ("HEAD", "/e"), ("GET", "/e")),
    ]
    for one in server.seen:
        assert (one.headers.get("Range") == "bytes=0-0") is (one.method == "GET")
        assert not {"Cookie", "Authorization", "Referer"} & set(one.headers)
        assert one.headers["User-Agent"].startswith("sphinx-awesome/")


def test_hops_wait_for_the_thread_of_their_host(ask: Ask, server: WorldServer) -> None:
    server.replies[f"{B}/x"] = THERE
    server.replies[f"{B}/y"] = to(f"https://{A}/z", 308)
    results = ask(
        f"https://{A}/a",
        f"https://{A}/b",
        f"https://{B}/y",
        a=to(f"https://{B}/x"),
        b=to(f"https://{B}/x", 302),
        z=THERE,
    )
    assert results == {
        f"https://{A}/a": PageAnswer(200, f"https://{B}/x", is_permanent=True),
        f"https://{A}/b": PageAnswer(200, f"https://{B}/x"),
        f"https://{B}/y": PageAnswer(200, f"https://{A}/z", is_permanent=True),
    }


def test_no_host_is_asked_twice_at_once(
    ask: Ask, server: WorldServer, page_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy: set[str] = set()
    lock = threading.Lock()
    real = page_client.look

    def look(hop: Hop, method: str) -> PageStep | Unasked:
        with lock:
            assert hop.host not in busy
            busy.add(hop.host)
        server.wait(0.01)
        step = real(hop, method)
        with lock:
            busy.discard(hop.host)
        return step

    monkeypatch.setattr(page_client, "look", look)
    server.replies.update({f"{B}/{n}": to(f"https://{A}/x{n}") for n in range(8)})
    server.replies.update({f"{A}/{n}": to(f"https://{B}/x{n}") for n in range(8)})
    server.replies.update({f"{host}/x{n}": THERE for n in range(8) for host in (A, B)})
    results = ask(*(f"https://{host}/{n}" for n in range(8) for host in (A, B)))
    assert len(results) == 16
    assert all(isinstance(one, PageAnswer) and one.is_there for one in results.values())


def test_circles_and_logins_are_closed_doors(ask: Ask) -> None:
    chain = {f"p{n}": to(f"/p{n + 1}") for n in range(7)}
    results = ask(
        *(f"https://{A}/{name}" for name in ("a", "b", "c", "e", "p0", "p2", "login", "login.pdf")),
        a=to("/a"),
        b=to("/d"),
        d=to("/b"),
        c=to("/sign-in?next=c", 302),
        e=to("/blog-in-depth"),
        login=to("/login/"),
        **{"sign-in": THERE, "p7": THERE, "login.pdf": THERE, "blog-in-depth": THERE},
        **{"login/": THERE},
        **chain,
    )
    for name in ("e", "login"):
        answer = results[f"https://{A}/{name}"]
        assert isinstance(answer, PageAnswer)
        assert answer.is_there
    for name in "abc":
        answer = results[f"https://{A}/{name}"]
        assert isinstance(answer, PageAnswer)
        assert answer.is_closed
        assert answer.reason == "wants a login or cookies"
    assert results[f"https://{A}/p0"] == Unasked(Cause.REDIRECTED, "too often")
    assert results[f"https://{A}/p2"] == PageAnswer(200, f"https://{A}/p7", is_permanent=True)
    assert results[f"https://{A}/login.pdf"] == PageAnswer(200, f"https://{A}/login.pdf")


def test_a_host_that_has_enough_is_left_alone(ask: Ask, server: WorldServer) -> None:
    results = ask(*(f"https://{A}/{n}" for n in range(5)), **{"0": Reply(429)})
    assert [one.status for one in results.values() if isinstance(one, PageAnswer)] == [429] * 5
    assert len(server.seen) == 1


def test_a_host_that_fails_is_left_alone(ask: Ask, server: WorldServer) -> None:
    server.misbehave(A, Fault.ERROR)
    results = ask(*(f"https://{A}/{n}" for n in range(5)))
    assert list(results.values()) == [Unasked(Cause.DOWN, "status 500")] * 5
    assert len(server.seen) == 6


def test_answers_are_kept_as_they_come(ask: Ask, store: AnswerStore) -> None:
    url = f"https://{A}/a"
    ask(f"{url}#top", f"https://{A}:81/", a=to("/b", 308), b=THERE)
    question = page_question(f"{url}#other")
    answer = PageAnswer(200, f"https://{A}/b", is_permanent=True)
    assert dict(Pages(store, None).recall([question, page_question("https://x.org")])) == {
        question: answer
    }
    for body, url_read in (
        (b"[", None),
        (b"{}", url),
        (b'{"url": "javascript:x"}', url),
        (b'{"url": 5, "permanent": 1}', url),
    ):
        store.put({question: True}, Response(200, body), NOW)
        expected = {question: PageAnswer(200, url_read)} if url_read else {}
        assert dict(Pages(store, None).recall([question])) == expected
    store.put({question: True}, Response(500, b"{}"), NOW)
    assert dict(Pages(store, None).recall([question])) == {}
    offline = Pages(store, None)
    offline.start([question])
    assert dict(offline.results()) == {question: Unasked(Cause.OFFLINE)}
    offline.stop()


def test_a_run_that_stops_asks_nothing_more(
    store: AnswerStore, page_client: Client, server: WorldServer
) -> None:
    server.replies.update({f"{A}/{n}": THERE for n in range(50)})
    server.step_seconds = 0
    pages = Pages(store, page_client, lambda: NOW)
    pages.start(page_question(f"https://{A}/{n}") for n in range(50))
    next(pages.results())
    pages.stop()
    assert len(server.seen) < 50
    assert not any(thread.is_alive() for thread in pages._threads)


def test_a_fault_of_ours_is_raised(
    ask: Ask, page_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(page_client, "look", fail)
    with pytest.raises(ZeroDivisionError):
        ask(f"https://{A}/a")


# -- real hosts, without a network ---------------------------------------------------------------


def looked(
    store: AnswerStore, resolve: Callable[..., list[str]], **more: Any
) -> PageStep | Unasked:
    client = Client(store, resolve=resolve, environment={}, **more)
    try:
        return client.look(Hop("example.org", "/", more.get("scheme", "https")), "HEAD")
    finally:
        client.close()


def test_pages_at_addresses_that_are_not_public_are_not_asked(store: AnswerStore) -> None:
    for address in ("10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "239.1.1.1"):
        result = looked(store, lambda *_, found=address: ["8.8.8.8", found])
        assert result == Unasked(Cause.REDIRECTED, "to an address that is not public")


def no_name(known: str = "") -> Callable[[str, int], list[str]]:
    def resolve(host: str, _: int) -> list[str]:
        if host == known:
            return ["8.8.8.8"]
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    return resolve


def test_a_name_that_is_missing_counts_only_if_names_are_known(store: AnswerStore) -> None:
    missing, offline = Unasked(Cause.NO_SUCH_HOST), Unasked(Cause.UNREACHABLE, "gaierror")
    assert looked(store, no_name("export.arxiv.org")) == missing
    assert looked(store, no_name()) == offline
    mirrors = {"export.arxiv.org": Mirror("http://127.0.0.1:1")}
    assert looked(store, no_name(), mirrors=mirrors) == missing

    def again(*_: object) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    assert looked(store, again) == offline


def test_the_address_that_was_checked_is_the_one_that_is_asked(store: AnswerStore) -> None:
    made: list[tuple[object, ...]] = []
    names = iter(["8.8.8.8", "127.0.0.1"])

    class Connection:
        sock = None

        def __init__(self, host: str, port: int, **_: Any) -> None:
            made.append((host, port))

        def request(self, *_: object, **options: Any) -> None:
            made.append((options["headers"]["Host"],))
            raise OSError

        def close(self) -> None: ...

    for scheme, port in (("http", 80), ("https", 443)):
        names = iter(["8.8.8.8", "127.0.0.1"])
        client = Client(store, resolve=lambda *_, some=names: [next(some)], pause=lambda _: False)
        client._http = client._https = Connection  # type: ignore[assignment,misc]
        for _ in range(2):
            assert isinstance(client.look(Hop("example.org", "/", scheme), "HEAD"), Unasked)
        assert made == [("8.8.8.8", port), ("example.org",)]
        made.clear()


# -- links ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://arxiv.org/abs/2107.02104v2", [("arxiv", "2107.02104")]),
        ("https://www.arxiv.org/pdf/2107.02104.pdf", [("arxiv", "2107.02104")]),
        ("https://arxiv.org/list/cs.CV/recent", ["page"]),
        ("https://huggingface.co/papers/2107.02104", ["page"]),
        ("https://proxy.example.org/https://arxiv.org/abs/2107.02104", ["page"]),
        ("https://doi.org/10.1000/ABC", [("handles", "10.1000/abc")]),
        ("http://dx.doi.org/10.48550/arXiv.2107.02104", [("arxiv", "2107.02104")]),
        ("https://doi.org/", ["page"]),
        ("https://dl.acm.org/doi/10.1145/1.2", ["page"]),
        ("https://github.com/Me/Code.git", [("github", "me/code")]),
        ("https://github.com/Me/Code/#readme", [("github", "me/code")]),
        ("https://github.com/Me/Code/blob/main/a.pdf", [("github", "me/code"), "page"]),
        ("https://github.com/topics/medical-imaging", ["page"]),
        ("https://me.github.io/code", ["page"]),
        ("https://web.archive.org/web/2020/https://example.org/", []),
        ("https://example.org/a#b", ["page"]),
    ],
)
def test_who_is_asked_for_an_address(url: str, asked: list[str | tuple[str, str]]) -> None:
    questions = [page_question(url) if one == "page" else Question(*one) for one in asked]
    assert list(questions_of(url)) == questions


def test_all_links_of_an_entry() -> None:
    from sphinx_awesome.core.model import Entry, Publication

    entry = Entry(
        id="a",
        title="A",
        doi="10.1000/1",
        arxiv="2107.02104",
        published=Publication(venue="X", year=2022, doi="10.1000/2"),
        retracted="https://example.org/r",
        links={"pdf": "https://example.org/a"},
    )
    links = list(links_of(entry))
    assert [one.name for one in links] == [
        *("doi", "published.doi", "arxiv", "retracted", "links.pdf"),
    ]
    assert [one.label for one in links] == ["", "", "", "", "pdf"]


@pytest.mark.parametrize(
    ("url", "final", "new"),
    [
        ("http://a.org/x", "https://a.org/x", "https://a.org/x"),
        ("http://a.org/x#y", "https://www.a.org/x/", "https://www.a.org/x#y"),
        ("https://a.org/x", "https://www.a.org/x/", ""),
        ("https://a.org/x", "http://a.org/x", ""),
        ("https://a.org/x?y=1", "https://a.org/z?y=1", "https://a.org/z?y=1"),
        ("https://a.org/x", "https://b.org/x", "https://b.org/x"),
        ("https://a.org/x", "https://b.org/y", ""),
        ("https://a.org/", "https://b.org/", ""),
        ("https://a.org/", "https://a.org/en/", "https://a.org/en/"),
    ],
)
def test_new_addresses_that_are_proposed(url: str, final: str, new: str) -> None:
    assert moved_to(url, final) == new


def test_front_pages() -> None:
    assert leads_to_front("https://a.org/x", "https://b.org")
    assert not leads_to_front("https://a.org/", "https://b.org/")
    assert not leads_to_front("https://a.org/x", "https://b.org/?x")
    assert not leads_to_front("https://a.org/x", "https://b.org/x")


def test_a_host_with_new_visits_goes_to_the_next_thread(
    store: AnswerStore, page_client: Client
) -> None:
    pages = Pages(store, page_client, lambda: NOW)
    one = _Visit(page_question(f"https://{A}/1"), Hop(A, "/1"))
    pages._add(one)
    assert pages._take_host() == A
    assert pages._take_visit(A) is one
    assert pages._take_visit(A) is None
    pages._give_back(A)
    other = _Visit(page_question(f"https://{A}/2"), Hop(A, "/2"))
    pages._add(other)
    assert pages._take_host() == A
    pages._waiting.clear()
    pages._add(other)  # while a thread has the host
    assert list(pages._idle) == []
    pages._give_back(A)
    assert pages._take_host() == A
    assert pages._take_visit(A) is other
