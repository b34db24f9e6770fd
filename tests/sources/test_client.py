"""The client against a server that misbehaves in every way."""

# ruff: noqa: ANN401, ARG001, SLF001 - servers are asked for; what is inside is what may leak

from __future__ import annotations

import builtins
import gzip
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from sphinx_awesome.sources import (
    HOSTS,
    SOURCES,
    AnswerStore,
    Caller,
    Cause,
    Client,
    ClientLimits,
    OnlineMissingError,
    Question,
    Unasked,
)
from sphinx_awesome.sources.client import resolve, user_agent
from sphinx_awesome.sources.exchange import Request, Response
from sphinx_awesome.sources.mirrors import read_mirrors

from .server import Fault, Reply, WorldServer

CROSSREF = "api.crossref.org"
DOI = "10.1007/978-3-030-87199-4_7"
LIMITS = ClientLimits(step_seconds=0.4, total_seconds=0.8, patience_seconds=5.0)
ME = Caller("https://github.com/me/list", "me@example.org")
TOKEN = "ghp_secretsecret"


@pytest.fixture
def make(server: WorldServer, store: AnswerStore) -> Iterator[Callable[..., Client]]:
    clients: list[Client] = []

    def made(pace: float | None = 0, **options: Any) -> Client:
        options.setdefault("environment", {})
        options.setdefault("limits", LIMITS)
        mirrors = read_mirrors(options.pop("mirrors", server.mirrors(pace)), HOSTS)
        clients.append(Client(store, options.pop("caller", ME), mirrors, **options))
        return clients[-1]

    yield made
    for client in clients:
        client.close()


def request_of(source: str = "crossref", key: str = DOI, caller: Caller = ME) -> Request:
    (request,) = SOURCES[source].requests([Question(source, key)], caller)
    return request


def send(client: Client, request: Request | None = None, etag: str = "") -> Response | Unasked:
    request = request or request_of()
    return client.send(SOURCES[request.questions[0].source], request, etag)


# -- what is sent --------------------------------------------------------------------------------


def test_requests_say_who_asks(server: WorldServer, make: Callable[..., Client]) -> None:
    client = make()
    response = send(client)
    assert isinstance(response, Response)
    assert (response.status, response.type) == (200, "application/json")
    (seen,) = server.seen
    assert seen.path == f"/works/{DOI.replace('/', '%2F')}?mailto=me@example.org"
    assert seen.headers["User-Agent"] == user_agent(ME)
    assert seen.headers["Accept"].startswith("application/json")
    assert seen.headers["Accept-Encoding"] == "gzip"
    assert "Authorization" not in seen.headers
    assert "Cookie" not in seen.headers
    assert client.sent == {"Crossref": 1}


@pytest.mark.parametrize(
    ("caller", "told"),
    [
        (ME, " (https://github.com/me/list; mailto:me@example.org)"),
        (Caller(email="me@example.org"), " (mailto:me@example.org)"),
        (Caller("https://x.org/a"), " (https://x.org/a)"),
        (Caller(), ""),
        (Caller("https://x.org/\r\nX: y", "me@example.org\n"), ""),
        (Caller("https://x.org/é", "a b@example.org"), ""),
    ],
)
def test_nothing_of_a_list_breaks_a_header(caller: Caller, told: str) -> None:
    assert user_agent(caller).partition("/")[0] == "sphinx-awesome"
    assert user_agent(caller).endswith(told)
    assert ("(" in user_agent(caller)) == bool(told)
    assert user_agent(caller).isprintable()


def test_a_connection_is_kept(server: WorldServer, make: Callable[..., Client]) -> None:
    client = make()
    for _ in range(3):
        assert isinstance(send(client), Response)
    assert len(client._open) == 1
    client.close()
    assert client._open == {}


def test_what_has_not_changed_is_not_sent_again(
    server: WorldServer, make: Callable[..., Client]
) -> None:
    server.etags = True
    client = make()
    first = send(client)
    assert isinstance(first, Response)
    assert first.etag
    again = send(client, etag=first.etag)
    assert isinstance(again, Response)
    assert (again.status, again.body) == (304, b"")
    assert isinstance(send(client, etag='"a b\r\nX: y"'), Response)
    assert "If-None-Match" not in server.seen[-1].headers


# -- tokens --------------------------------------------------------------------------------------


def github(caller: Caller) -> Request:
    return request_of("github", "me/code", caller)


def test_a_token_goes_to_its_host_alone(server: WorldServer, make: Callable[..., Client]) -> None:
    client = make(environment={"GITHUB_TOKEN": TOKEN})
    with_key = Caller(keys=frozenset({"GITHUB_TOKEN"}))
    assert isinstance(send(client, github(with_key)), Response)
    for source, key in (("crossref", DOI), ("arxiv", "2107.02104"), ("handles", DOI)):
        send(client, request_of(source, key))
    send(client, github(ME))
    told = {one.host for one in server.seen if TOKEN in str(one)}
    assert told == {"api.github.com"}
    assert [one.path for one in server.seen if "Authorization" in one.headers] == ["/graphql"]


def test_a_redirect_drops_the_token(server: WorldServer, make: Callable[..., Client]) -> None:
    client = make(environment={"GITHUB_TOKEN": TOKEN})
    request = replace(github(ME), token="GITHUB_TOKEN")
    server.misbehave("api.github.com", Fault.TO_OWN, times=1)
    assert isinstance(send(client, request), Response)
    assert ["Authorization" in one.headers for one in server.seen] == [True, False]


@pytest.mark.parametrize("token", ["", "a b", "x\r\nX: y", "é"])
def test_what_is_no_token_is_not_sent(
    server: WorldServer, make: Callable[..., Client], token: str
) -> None:
    client = make(environment={"GITHUB_TOKEN": token})
    send(client, replace(github(ME), token="GITHUB_TOKEN"))
    assert "Authorization" not in server.seen[0].headers


def test_a_token_does_not_go_over_a_network_without_tls(make: Callable[..., Client]) -> None:
    client = make(
        environment={"GITHUB_TOKEN": TOKEN},
        mirrors="api.github.com=http://mirror.example.org,doi.org=https://mirror.example.org",
    )
    request = replace(github(ME), token="GITHUB_TOKEN")
    assert "Authorization" not in client._headers(request, "")
    assert "Authorization" in client._headers(replace(request, host="doi.org"), "")
    assert "Authorization" in client._headers(replace(request, host=CROSSREF), "")


def test_a_token_is_in_no_message_and_not_in_the_store(
    server: WorldServer, make: Callable[..., Client], store: AnswerStore
) -> None:
    request = replace(github(ME), token="GITHUB_TOKEN")
    for fault in Fault:
        client = make(environment={"GITHUB_TOKEN": TOKEN})
        server.misbehave("api.github.com", fault, times=1)
        assert TOKEN not in str(send(client, request))
        assert TOKEN not in repr(client.down)
        client.close()
        server.behave()
    store.close()
    raw = b"".join(file.read_bytes() for file in store._path.parent.iterdir())
    assert TOKEN.encode() not in raw


# -- faults --------------------------------------------------------------------------------------

#: What becomes of a request, how often it is sent, and whether the host is asked again.
FAULTS = {
    Fault.THROTTLED: (Cause.THROTTLED, 3, False),
    Fault.THROTTLED_LONG: (Cause.THROTTLED, 1, False),
    Fault.NOT_ACCEPTABLE: (Cause.THROTTLED, 3, False),
    Fault.UNAVAILABLE: (Cause.THROTTLED, 3, False),
    Fault.USED_UP: (Cause.THROTTLED, 1, False),
    Fault.ERROR: (Cause.DOWN, 3, False),
    Fault.TEAPOT: (Cause.DOWN, 1, True),
    Fault.FORBIDDEN: (Cause.CLOSED, 1, False),
    Fault.UNAUTHORIZED: (Cause.CLOSED, 1, False),
    Fault.PAGE: (Cause.HTML, 1, False),
    Fault.PAGE_AS_DATA: (Cause.HTML, 1, False),
    Fault.MISSING_PAGE: (Cause.HTML, 1, False),
    Fault.TRUNCATED: (Cause.UNREACHABLE, 3, False),
    Fault.SLOW: (Cause.SLOW, 3, False),
    Fault.SLOW_HEAD: (Cause.SLOW, 3, False),
    Fault.SLOW_OPEN: (Cause.SLOW, 3, False),
    Fault.SILENT: (Cause.SLOW, 3, False),
    Fault.CLOSED: (Cause.UNREACHABLE, 3, False),
    Fault.CUT_GZIP: (Cause.MALFORMED, 3, False),
    Fault.BAD_GZIP: (Cause.MALFORMED, 3, False),
    Fault.BROTLI: (Cause.MALFORMED, 1, True),
    Fault.GZIP_BOMB: (Cause.LARGE, 1, True),
    Fault.DEFLATE_BOMB: (Cause.LARGE, 1, True),
    Fault.LARGE: (Cause.LARGE, 1, True),
    Fault.TO_PRIVATE: (Cause.REDIRECTED, 1, True),
    Fault.TO_METADATA: (Cause.REDIRECTED, 1, True),
    Fault.TO_FILE: (Cause.REDIRECTED, 1, True),
    Fault.TO_OTHER: (Cause.REDIRECTED, 1, True),
    Fault.TO_HTTP: (Cause.REDIRECTED, 1, True),
    Fault.TO_PORT: (Cause.REDIRECTED, 1, True),
    Fault.TO_USER: (Cause.REDIRECTED, 1, True),
    Fault.TO_NOTHING: (Cause.REDIRECTED, 1, True),
    Fault.TO_BROKEN: (Cause.REDIRECTED, 1, True),
    Fault.TO_ITSELF: (Cause.REDIRECTED, 6, True),
}
#: These come through as answers: sources judge them.
ANSWERED = {
    *(Fault.HALF, Fault.NOT_UTF8, Fault.EMPTY, Fault.GARBAGE, Fault.NULL, Fault.GZIP),
    *(Fault.DEFLATE, Fault.RAW_DEFLATE, Fault.TO_OWN, Fault.LAST),
}
#: These are over after a second.
PASSING = {Fault.THROTTLED_SECONDS, Fault.THROTTLED_DATE}


def test_every_fault_is_tried() -> None:
    assert set(Fault) == set(FAULTS) | ANSWERED | PASSING


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_what_goes_wrong_is_said(
    server: WorldServer, make: Callable[..., Client], fault: Fault
) -> None:
    cause, times, is_asked_again = FAULTS[fault]
    client = make()
    server.misbehave(CROSSREF, fault)
    result = send(client)
    assert isinstance(result, Unasked)
    assert result.cause is cause
    assert len(server.seen) == times
    assert (CROSSREF in client.down) is not is_asked_again
    assert str(result).isprintable()
    server.behave()
    again = send(client)
    assert isinstance(again, Response) is is_asked_again
    assert isinstance(send(client, request_of("handles", DOI)), Response)


@pytest.mark.parametrize(
    "fault", sorted(ANSWERED, key=lambda one: one.name), ids=lambda one: one.name
)
def test_what_comes_through(server: WorldServer, make: Callable[..., Client], fault: Fault) -> None:
    good = send(make())
    assert isinstance(good, Response)
    server.misbehave(CROSSREF, fault)
    if fault is Fault.TO_OWN:
        server.behave()
        server.misbehave(CROSSREF, fault, times=1)
    response = send(make())
    assert isinstance(response, Response)
    same = {Fault.GZIP, Fault.DEFLATE, Fault.RAW_DEFLATE, Fault.TO_OWN, Fault.LAST}
    assert (response.body == good.body) is (fault in same)


@pytest.mark.parametrize(
    ("fault", "seconds"), [(Fault.THROTTLED_SECONDS, 1.0), (Fault.THROTTLED_DATE, 0.4)]
)
def test_retry_after_is_obeyed(
    server: WorldServer, make: Callable[..., Client], fault: Fault, seconds: float
) -> None:
    client = make()
    server.misbehave(CROSSREF, fault, times=1)
    assert isinstance(send(client), Response)
    first, second = server.seen
    assert second.moment - first.moment >= seconds - 0.05
    assert client.sent == {"Crossref": 2}


def test_a_host_that_asks_for_an_hour_is_left_alone_in_the_next_run_too(
    server: WorldServer, make: Callable[..., Client]
) -> None:
    server.misbehave(CROSSREF, Fault.THROTTLED_LONG, times=1)
    assert isinstance(send(make()), Unasked)
    later = make()
    result = send(later)
    assert isinstance(result, Unasked)
    assert result.cause is Cause.THROTTLED
    assert "not before" in result.detail
    assert len(server.seen) == 1
    assert later.sent == {}
    hour_later = make(clock=lambda: time.time() + 3700)
    assert isinstance(send(hour_later), Response)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": " 0 "}, 0.0),
        ({"retry-after": "9" * 400}, 86400.0),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "²"}, None),
        ({"retry-after": "Thu, 01 Jan 1970 00:16:45 GMT"}, 5.0),
        ({"retry-after": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0.0),
        ({"retry-after": "Thu, 01 Jan 99999 00:00:00 GMT"}, None),
        ({"x-ratelimit-reset": "1030"}, 30.0),
        ({"x-ratelimit-reset": "x"}, None),
        ({}, None),
    ],
)
def test_how_long_a_server_asks_to_be_left_alone(
    make: Callable[..., Client], headers: Mapping[str, str], seconds: float | None
) -> None:
    assert make(clock=lambda: 1000.0)._requested_pause(headers) == seconds


def test_a_post_is_not_redirected(server: WorldServer, make: Callable[..., Client]) -> None:
    server.misbehave("api.github.com", Fault.TO_OWN)
    result = send(make(), github(Caller(keys=frozenset({"GITHUB_TOKEN"}))))
    assert result == Unasked(Cause.REDIRECTED)


def test_a_connection_that_the_other_end_closed_meanwhile_is_made_anew(
    server: WorldServer, make: Callable[..., Client]
) -> None:
    client = make()
    assert isinstance(send(client), Response)
    server.misbehave(CROSSREF, Fault.CLOSED, times=1)
    assert isinstance(send(client), Response)
    assert CROSSREF not in client.down
    server.misbehave(CROSSREF, Fault.CLOSED, times=10)
    assert isinstance(send(client), Unasked)


def test_nobody_listens(make: Callable[..., Client]) -> None:
    client = make(mirrors=f"{CROSSREF}=http://127.0.0.1:1#pace=0")
    result = send(client)
    assert isinstance(result, Unasked)
    assert result.cause is Cause.UNREACHABLE
    assert client.sent == {"Crossref": 3}


# -- the pace ------------------------------------------------------------------------------------


def test_the_pace_of_the_source_holds_for_its_mirror(
    server: WorldServer, make: Callable[..., Client], store: AnswerStore
) -> None:
    waits: list[float] = []

    def pause(seconds: float) -> bool:
        waits.append(seconds)
        return False

    for client in (make(None, clock=lambda: 100.0, pause=pause) for _ in range(2)):  # two runs
        for _ in range(2):
            send(client, request_of("arxiv", "2107.02104"))
    assert waits == [3.0, 6.0] or waits == pytest.approx([3.0])  # the third is out of patience
    waits.clear()
    client = make(None, clock=lambda: 1000.0, pause=pause)
    for _ in range(4):
        send(client)
    assert waits == pytest.approx([0.1, 0.2, 0.3])
    waits.clear()
    client = make(None, caller=Caller(), clock=lambda: 2000.0, pause=pause)
    for _ in range(3):
        send(client, request_of(caller=Caller()))
    assert waits == pytest.approx([0.2, 0.4])


def test_a_redirect_keeps_the_pace_too(server: WorldServer, make: Callable[..., Client]) -> None:
    waits: list[float] = []
    client = make(None, clock=lambda: 1000.0, pause=lambda seconds: bool(waits.append(seconds)))
    server.misbehave(CROSSREF, Fault.TO_OWN, times=1)
    assert isinstance(send(client), Response)
    assert waits == pytest.approx([0.1])


def test_tries_are_further_and_further_apart(
    server: WorldServer, make: Callable[..., Client]
) -> None:
    waits: list[float] = []
    now = [1000.0]

    def pause(seconds: float) -> bool:
        waits.append(seconds)
        now[0] += seconds
        return False

    client = make(0.5, clock=lambda: now[0], pause=pause)
    server.misbehave(CROSSREF, Fault.THROTTLED)
    send(client)
    assert waits == pytest.approx([1.0, 2.0])


def test_waiting_is_stopped(server: WorldServer, make: Callable[..., Client]) -> None:
    client = make(4.0)
    assert isinstance(send(client), Response)
    threading.Timer(0.2, client.stop).start()
    started = time.monotonic()
    assert send(client) == Unasked(Cause.STOPPED)
    assert time.monotonic() - started < 3
    assert send(client) == Unasked(Cause.STOPPED)
    client.resume()


def test_what_is_compressed_wrongly_from_the_middle_on(
    server: WorldServer, make: Callable[..., Client]
) -> None:
    body = gzip.compress(b"{}" * 500)
    headers = {"Content-Encoding": "gzip"}
    reply = Reply(200, body[:-8] + bytes(8), headers=headers)  # another checksum
    server.replies[f"{CROSSREF}/works/{DOI.replace('/', '%2F')}"] = reply
    assert send(make()) == Unasked(Cause.MALFORMED, "compressed wrongly")


def test_an_answer_without_end_is_stopped(server: WorldServer, make: Callable[..., Client]) -> None:
    client = make(limits=ClientLimits(20, 20))
    server.misbehave(CROSSREF, Fault.SLOW_OPEN)
    threading.Timer(0.3, client.stop).start()
    assert send(client) == Unasked(Cause.STOPPED)


def test_an_exchange_is_stopped(server: WorldServer, make: Callable[..., Client]) -> None:
    client = make(limits=ClientLimits(20, 20))
    server.misbehave(CROSSREF, Fault.SLOW)
    threading.Timer(0.3, client.stop).start()
    started = time.monotonic()
    assert isinstance(send(client), Unasked)
    assert time.monotonic() - started < 5


# -- real hosts, without a network ---------------------------------------------------------------


def test_hosts_that_are_not_public_are_not_asked(make: Callable[..., Client]) -> None:
    for addresses in (
        ["10.0.0.1"],
        ["127.0.0.1"],
        ["8.8.8.8", "192.168.0.1"],
        ["::1"],
        ["fe80::1%eth0"],
        ["169.254.169.254"],
        ["::ffff:10.0.0.1"],
        ["0.0.0.0"],
        [],
    ):
        client = make(mirrors="", resolve=lambda *_, found=addresses: found)
        result = send(client)
        assert result == Unasked(Cause.REDIRECTED, "to an address that is not public")
        assert send(client) == result


def test_a_name_that_is_not_there_is_asked_for_once(make: Callable[..., Client]) -> None:
    asked: list[str] = []

    def nowhere(host: str, port: int) -> list[str]:
        asked.append(f"{host}:{port}")
        raise OSError(-2, "Name or service not known")

    client = make(mirrors="", resolve=nowhere)
    for _ in range(2):
        assert send(client) == Unasked(Cause.UNREACHABLE, "OSError")
    assert asked == [f"{CROSSREF}:443"]


def test_the_address_that_was_checked_is_the_one_that_is_used(
    make: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[object, ...]] = []

    class Connection:
        sock = None

        def __init__(self, host: str, port: int, **options: Any) -> None:
            made.append((host, port, options))

        def request(self, *_: object, **options: Any) -> None:
            made.append((options["headers"]["Host"],))
            raise OSError

        def close(self) -> None: ...

    client = make(mirrors="", resolve=lambda *_: ["8.8.8.8"], pause=lambda _: False)
    monkeypatch.setattr(client, "_https", Connection)
    assert isinstance(send(client), Unasked)
    host, port, options = made[0]
    assert (host, port) == ("8.8.8.8", 443)
    assert isinstance(options, dict)
    assert options["server_hostname"] == options["assert_hostname"] == CROSSREF
    assert options["cert_reqs"] == "CERT_REQUIRED"
    assert options["ca_certs"].endswith(".pem")
    assert made[1] == (CROSSREF,)
    client = make(mirrors=f"{CROSSREF}=https://mirror.example.org/x", pause=lambda _: False)
    made.clear()
    monkeypatch.setattr(client, "_https", Connection)
    send(client)
    assert made[0][:2] == ("mirror.example.org", 443)
    assert made[1] == ("mirror.example.org",)


def test_loopback_is_no_public_address() -> None:
    assert resolve("127.0.0.1", 80) == ["127.0.0.1"]


@pytest.mark.parametrize("missing", ["urllib3.connection", "certifi"])
def test_without_the_extra_it_says_how_to_install_it(
    store: AnswerStore, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    real = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name == missing:
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(OnlineMissingError, match=r"sphinx-awesome\[online\]"):
        Client(store)


def test_cutting_a_connection_that_is_gone_is_nothing(make: Callable[..., Client]) -> None:
    class Gone:
        def shutdown(self, _: int) -> None:
            raise OSError

    class Connection:
        sock: object = None

    connection = Connection()
    make()._cut(connection)  # type: ignore[arg-type]
    connection.sock = Gone()
    make()._cut(connection)  # type: ignore[arg-type]
