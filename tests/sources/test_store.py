"""The store: what is kept, for how long, and what becomes of a file that cannot be used."""

# ruff: noqa: SLF001 - a full disk and a busy file are made within

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

from sphinx_awesome.sources import AnswerStore, Lookup, Question
from sphinx_awesome.sources import store as store_module
from sphinx_awesome.sources.exchange import Response
from sphinx_awesome.sources.store import Absence, StoredNote, cache_folder

NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
ONE = Question("arxiv", "2107.02104")
TWO = Question("arxiv", "2101.99999")
TITLE = Question("crossref", "2107.02104", Lookup.TITLE, "Hou")
RESPONSE = Response(200, b"\x00\xff<feed/>", "application/atom+xml", '"abc"')
DAY = timedelta(days=1)


class Kept(NamedTuple):
    """What is kept of a question."""

    response: Response
    is_found: bool
    asked: datetime


def got(store: AnswerStore, question: Question) -> Kept | None:
    note = store.find(question)
    response = store.response(note.answer) if note else None
    return Kept(response, note.is_found, note.asked) if note and response else None


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a b" / "answers.sqlite3"


@pytest.fixture
def opened(path: Path) -> Iterator[AnswerStore]:
    made = AnswerStore(path)
    assert made.messages == []
    yield made
    made.close()


def reopened(path: Path) -> AnswerStore:
    return AnswerStore(path)


def test_answers_are_kept_as_they_came(opened: AnswerStore, path: Path) -> None:
    opened.put({ONE: True, TWO: False}, RESPONSE, NOW)
    for one in (opened, reopened(path)):
        assert got(one, ONE) == Kept(RESPONSE, True, NOW)
        assert got(one, TWO) == Kept(RESPONSE, False, NOW)
        assert got(one, TITLE) is None
    later = Response(404, b"")
    opened.put({TITLE: False}, later, NOW + DAY)
    opened.put({ONE: False}, later, NOW + DAY)
    opened.put({}, later, NOW)
    assert got(opened, ONE) == Kept(later, False, NOW + DAY)
    assert got(opened, TWO) == Kept(RESPONSE, False, NOW)
    opened.touch(TWO, NOW + 2 * DAY)
    assert got(opened, TWO) == Kept(RESPONSE, False, NOW + 2 * DAY)


@pytest.mark.parametrize(
    ("is_found", "days", "max_days", "is_fresh"),
    [
        (True, 89, None, True),
        (True, 91, None, False),
        (False, 29, None, True),
        (False, 31, None, False),
        (True, 20, 30, True),
        (True, 40, 30, False),
        (False, 40, 60, False),
        (True, 0, 0, False),
        (True, -0.5, None, True),
        (True, -2, None, False),
    ],
)
def test_for_how_long(
    is_found: bool,  # noqa: FBT001
    days: float,
    max_days: float | None,
    is_fresh: bool,  # noqa: FBT001
) -> None:
    max_age = None if max_days is None else timedelta(days=max_days)
    kept = StoredNote(1, is_found, NOW)
    assert kept.is_fresh(NOW + timedelta(days=days), max_age) is is_fresh


def test_what_nobody_needs_any_more_is_taken_out(opened: AnswerStore, path: Path) -> None:
    opened.put({ONE: True}, RESPONSE, NOW)
    opened.put({TWO: True}, RESPONSE, NOW + 500 * DAY)
    opened.close()
    later = reopened(path)
    later.put({TITLE: True}, RESPONSE, NOW + 900 * DAY)
    assert got(later, ONE) is None
    assert got(later, TWO) is not None
    later.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM answers").fetchone() == (2,)


# -- the folder ----------------------------------------------------------------------------------


def test_each_system_has_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/me"))
    assert cache_folder({"XDG_CACHE_HOME": "/c"}, "linux") == Path("/c/sphinx-awesome")
    for given in ({}, {"XDG_CACHE_HOME": "relative"}):
        assert cache_folder(given, "linux") == Path("/home/me/.cache/sphinx-awesome")
    mac = Path("/home/me/Library/Caches/sphinx-awesome")
    assert cache_folder({"XDG_CACHE_HOME": "/c"}, "darwin") == mac
    local = cache_folder({"LOCALAPPDATA": "/local"}, "win32")
    assert PurePosixPath(local.as_posix()) == PurePosixPath("/local/sphinx-awesome")
    assert cache_folder({}, "win32") == Path("/home/me/AppData/Local/sphinx-awesome")


def test_without_a_path_it_is_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "cache_folder", lambda: tmp_path / "x")
    store = AnswerStore()
    store.put({ONE: True}, RESPONSE, NOW)
    store.close()
    assert (tmp_path / "x" / "answers.sqlite3").stat().st_size > 0


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(store_module, "cache_folder", no_home)
    store = AnswerStore()
    assert store.messages == [
        "answers are not kept: the user's cache: Could not determine home directory."
    ]
    store.put({ONE: True}, RESPONSE, NOW)
    assert got(store, ONE) is None


# -- files that cannot be used -------------------------------------------------------------------


def filled(path: Path) -> None:
    store = reopened(path)
    for number in range(50):
        many = Response(200, os.urandom(3000))
        store.put({Question("arxiv", f"2101.{number:05}"): True}, many, NOW)
    store.close()


def garbage(path: Path) -> None:
    path.write_bytes(b"no database at all" * 500)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def scribbled(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[:100] + b"\xff" * 3000 + raw[3100:])


def of_another_program(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE answers (id)")
    connection.close()


def without_a_table(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE questions")
    connection.close()


@pytest.mark.parametrize(
    "damage", [garbage, cut_off, scribbled, of_another_program, without_a_table]
)
def test_a_file_that_is_damaged_is_set_aside(path: Path, damage: object) -> None:
    filled(path)
    assert callable(damage)
    damage(path)
    damaged = path.read_bytes()
    path.with_name("answers.sqlite3-journal").write_bytes(b"")
    store = reopened(path)
    got(store, ONE)
    store.put({ONE: True}, RESPONSE, NOW)
    assert got(store, ONE) == Kept(RESPONSE, True, NOW)
    (message,) = store.messages
    assert "was damaged or of another program" in message
    assert path.with_name("answers.sqlite3.damaged").read_bytes() == damaged
    store.close()
    again = reopened(path)
    assert again.messages == []
    assert got(again, ONE) == Kept(RESPONSE, True, NOW)


def test_a_file_of_another_version_is_begun_anew_without_a_word(path: Path) -> None:
    filled(path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
        connection.execute("DROP TABLE hosts")
    connection.close()
    store = reopened(path)
    assert store.messages == []
    assert got(store, Question("arxiv", "2101.00001")) is None
    store.put({ONE: True}, RESPONSE, NOW)
    assert got(store, ONE) is not None


def test_a_file_that_is_damaged_meanwhile(opened: AnswerStore, path: Path) -> None:
    opened.put({ONE: True}, RESPONSE, NOW)
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE questions")
    connection.close()
    assert got(opened, ONE) is None
    assert len(opened.messages) == 1
    opened.put({ONE: True}, RESPONSE, NOW)
    assert got(opened, ONE) == Kept(RESPONSE, True, NOW)


def test_a_damaged_file_that_cannot_be_moved(
    opened: AnswerStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE questions")
    connection.close()

    def held(*_: object) -> None:
        raise PermissionError(13, "held open by another program")

    monkeypatch.setattr(Path, "replace", held)
    opened.put({ONE: True}, RESPONSE, NOW)
    assert opened.messages == [f"answers are not kept: {path}: held open by another program"]
    assert got(opened, ONE) is None
    assert opened.claim("x", 1, 100.0) == 0
    assert opened.claim("x", 1, 100.0) == 1


def test_rows_that_we_never_write_are_nothing(opened: AnswerStore, path: Path) -> None:
    opened.put({ONE: True}, RESPONSE, NOW)
    for sql in (
        "UPDATE questions SET asked = 'soon'",
        f"UPDATE questions SET asked = {2**62}",
        "UPDATE questions SET asked = 0; UPDATE answers SET body = 'text'",
        "UPDATE answers SET body = x'00', status = NULL",
        "INSERT INTO hosts VALUES ('x', 'soon')",
    ):
        with sqlite3.connect(path) as connection:
            connection.executescript(sql)
        connection.close()
        assert got(opened, ONE) is None
    assert opened.claim("x", 1, 100.0) == 0


@pytest.mark.skipif(os.name != "posix", reason="a file in place of a folder")
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    path = tmp_path / "file" / "answers.sqlite3"
    store = AnswerStore(path)
    assert len(store.messages) == 1
    assert store.messages[0].startswith(f"answers are not kept: {path}: ")
    store.put({ONE: True}, RESPONSE, NOW)
    assert got(store, ONE) is None
    store.touch(ONE, NOW)
    assert store.claim("x", 2.0, 100.0) == 0
    assert store.claim("x", 2.0, 100.0) == 2
    store.postpone("x", 200.0)
    assert store.claim("x", 2.0, 100.0) == 100


def test_a_folder_in_place_of_the_file_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    store = AnswerStore(path)
    assert len(store.messages) == 1
    store.put({ONE: True}, RESPONSE, NOW)
    assert got(store, ONE) is None


def test_a_file_that_cannot_be_written_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = reopened(path)
    store.put({ONE: True}, RESPONSE, NOW)
    store.close()

    def read_only(path: Path) -> sqlite3.Connection:
        uri = f"{path.as_uri()}?mode=ro"
        return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)

    monkeypatch.setattr(store_module, "_connect", read_only)
    store = AnswerStore(path)
    assert got(store, ONE) == Kept(RESPONSE, True, NOW)
    store.put({TWO: True}, RESPONSE, NOW)
    assert store.messages == [f"answers are not kept: {path}: attempt to write a readonly database"]
    store.touch(ONE, NOW + DAY)
    assert got(store, TWO) is None
    assert got(store, ONE) == Kept(RESPONSE, True, NOW)
    assert store.claim("x", 1, 100.0) == 0
    assert store.claim("x", 1, 100.0) == 1
    assert len(store.messages) == 1
    of_another_program(path)
    assert got(AnswerStore(path), ONE) is None
    path.write_bytes(b"no database" * 1000)
    assert got(AnswerStore(path), ONE) is None


def test_a_file_that_cannot_even_be_read_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(sqlite3.Connection):
        def execute(self, *_: object) -> sqlite3.Cursor:  # type: ignore[override]
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error

    monkeypatch.setattr(
        store_module, "_connect", lambda path: sqlite3.connect(path, factory=Broken)
    )
    store = AnswerStore(path)
    assert store.messages == [f"answers are not kept: {path}: disk I/O error"]


def test_a_full_disk_is_told_once(opened: AnswerStore) -> None:
    opened.put({ONE: True}, RESPONSE, NOW)
    opened._connection.execute("PRAGMA max_page_count = 10")
    for _ in range(3):
        opened.put({TWO: True}, Response(200, b"x" * 200_000), NOW)
    assert len(opened.messages) == 1
    assert "full" in opened.messages[0]
    assert got(opened, ONE) == Kept(RESPONSE, True, NOW)
    assert got(opened, TWO) is None
    assert opened.claim("x", 1, 100.0) == 0
    assert opened.claim("x", 1, 100.0) == 1


def test_a_file_that_another_process_holds_is_waited_for(opened: AnswerStore, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    opened._connection.execute("PRAGMA busy_timeout = 50")
    opened.put({ONE: True}, RESPONSE, NOW)
    assert got(opened, ONE) is None
    assert opened.messages == []
    other.execute("ROLLBACK")
    other.close()
    opened.put({ONE: True}, RESPONSE, NOW)
    assert got(opened, ONE) is not None


# -- the pace ------------------------------------------------------------------------------------


def test_the_pace_of_a_host_holds_in_all_runs(opened: AnswerStore, path: Path) -> None:
    assert opened.claim("a", 3.0, 100.0) == 0
    assert opened.claim("a", 3.0, 100.0) == 3
    assert opened.claim("b", 3.0, 100.0) == 0
    other = reopened(path)
    assert other.claim("a", 3.0, 101.0) == 5
    assert opened.claim("a", 3.0, 101.0) == 8
    assert other.claim("a", 3.0, 200.0) == 0
    opened.postpone("a", 260.0)
    opened.postpone("a", 250.0)
    assert other.claim("a", 3.0, 201.0) == 59


def test_a_clock_that_was_set_wrong_holds_up_nobody(opened: AnswerStore, path: Path) -> None:
    opened.claim("a", 3.0, 1e9)
    assert reopened(path).claim("a", 3.0, 1e8) == 0
    assert opened.claim("a", 3.0, 1e8) < 10


def test_threads_share_it(opened: AnswerStore) -> None:
    waits: list[float] = []

    def work() -> None:
        waits.extend(opened.claim("a", 1.0, 100.0) for _ in range(20))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(waits) == list(range(80))


WRITER = """
import sys, datetime, pathlib, os
from sphinx_awesome.sources import AnswerStore, Question
from sphinx_awesome.sources.exchange import Response
store = AnswerStore(pathlib.Path(sys.argv[1]))
print("open", flush=True)
for number in range(int(sys.argv[3])):
    store.claim("host", 1.0, 100.0)
    question = Question("arxiv", f"{sys.argv[2]}.{number:05}")
    store.put({question: True}, Response(200, os.urandom(2000)),
              datetime.datetime(2026, 10, 5, tzinfo=datetime.UTC))
    print(number, flush=True)
assert store.messages == []
"""


def writer(path: Path, name: str, number: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(number)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_share_it(path: Path) -> None:
    processes = [writer(path, name, 25) for name in ("2101", "2102")]
    for process in processes:
        process.communicate(timeout=120)
        assert process.returncode == 0
    store = reopened(path)
    for name in ("2101", "2102"):
        assert all(got(store, Question("arxiv", f"{name}.{n:05}")) for n in range(25))
    assert store.claim("host", 1.0, 100.0) == 50


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.05])
def test_killed_at_any_moment_nothing_is_lost(path: Path, seconds: float) -> None:
    process = writer(path, "2101", 10_000)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    told = [int(line) for line in process.stdout.read().split() if line.isdecimal()]
    process.wait()
    process.stdout.close()
    store = reopened(path)
    assert store.messages == []
    assert all(got(store, Question("arxiv", f"2101.{number:05}")) for number in told)
    store.put({ONE: True}, RESPONSE, NOW)
    assert got(store, ONE) is not None


def test_what_cannot_be_read_at_all_is_told_once(opened: AnswerStore) -> None:
    opened.close()
    for _ in range(2):
        assert opened.find(ONE) is None
    assert len(opened.messages) == 1


def test_since_when_something_is_not_there(path: Path) -> None:
    store = reopened(path)
    day = timedelta(days=1)
    assert store.absence(ONE) is None
    assert store.note_absence(ONE, NOW) == Absence(NOW, NOW)
    assert store.note_absence(ONE, NOW) == Absence(NOW, NOW)
    assert store.note_absence(ONE, NOW + 4 * day) == Absence(NOW, NOW + 4 * day)
    assert store.note_absence(ONE, NOW - day) == Absence(NOW - day, NOW + 4 * day)
    store.close()
    store = reopened(path)
    assert store.absence(ONE) == Absence(NOW - day, NOW + 4 * day)
    store.forget_absence(ONE)
    store.forget_absence(ONE)
    assert store.absence(ONE) is None
    store._connection.execute(
        "INSERT INTO absences VALUES (?, ?, ?, '', ?, 0)", ("arxiv", "id", ONE.key, 10**18)
    )
    store._connection.execute("UPDATE absences SET source = ?", (ONE.source,))
    assert store.absence(ONE) is None
    store.close()


def test_a_file_of_a_version_without_absences_keeps_its_answers(path: Path) -> None:
    store = reopened(path)
    store.put({ONE: True}, RESPONSE, NOW)
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE absences")
    connection.close()
    store = reopened(path)
    assert got(store, ONE) is not None
    store.note_absence(ONE, NOW)
    assert store.absence(ONE) == Absence(NOW, NOW)
    store.close()
