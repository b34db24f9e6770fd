"""The store of answers, of absences and of the pace of hosts: one file in the user's cache.

The bytes of an answer are stored as received and read anew each time: nothing in the file is
trusted, and nothing in it is code. An answer is committed when it arrives, so that a run that is
killed loses nothing. A file that is damaged or of another program is set aside and replaced by an
empty one; one that cannot be written is reported once, and the run goes on. The store must not
know what an answer means.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from .exchange import Question, Response

T = TypeVar("T")

_APPLICATION: Final = int.from_bytes(b"spaw", "big")  # as a SQLite file is marked

_SCHEMA_VERSION: Final = 1
"""To be raised when requests to a source change: stored answers are then dropped."""

FOUND_DAYS = 90
"""Days for which a work that a source has is not asked for again."""

NOT_FOUND_DAYS = 30
"""Days for which a work that a source does not have is not asked for again."""

_STORED_DAYS = 800  # older answers are deleted, even if --offline could use them

_BUSY_SECONDS = 20.0  # to wait for another process that writes

_MAX_POSTPONED_SECONDS = 24 * 60 * 60.0  # beyond that, a clock was set wrong

_TABLES = """
CREATE TABLE answers (
    id INTEGER PRIMARY KEY, status INTEGER, type TEXT, etag TEXT, body BLOB
);
CREATE TABLE questions (
    source TEXT, lookup TEXT, key TEXT, author TEXT, answer INTEGER, found INTEGER, asked INTEGER,
    PRIMARY KEY (source, lookup, key, author)
);
CREATE INDEX of_answer ON questions (answer);
CREATE TABLE hosts (host TEXT PRIMARY KEY, free REAL);
"""

# Added later; made beside the others, so that the answers of earlier versions stay.
_ABSENCES = """
CREATE TABLE IF NOT EXISTS absences (
    source TEXT, lookup TEXT, key TEXT, author TEXT, first INTEGER, last INTEGER,
    PRIMARY KEY (source, lookup, key, author)
)
"""

_WHERE = "source = ? AND lookup = ? AND key = ? AND author = ?"

# https://www.sqlite.org/rescode.html: a file that is damaged, no database, or lacks our tables.
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})


class StoredNote(NamedTuple):
    """A note of the answer to a question, and of its time."""

    answer: int
    """Number of the answer, which several questions may share."""
    is_found: bool
    asked: datetime

    def is_fresh(self, now: datetime, max_age: timedelta | None = None) -> bool:
        """Return True if the source need not be asked again.

        :param now: the moment, in UTC.
        :param max_age: greatest age, if less than the usual days.
        """
        usual = timedelta(days=FOUND_DAYS if self.is_found else NOT_FOUND_DAYS)
        age = now - self.asked
        # Of an answer from tomorrow, one of two clocks is wrong.
        return timedelta(days=-1) < age < (usual if max_age is None else min(usual, max_age))


class Absence(NamedTuple):
    """The first and the last time that something was asked for and not there, without a break."""

    first: datetime
    last: datetime


def cache_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return the user's folder for caches, as each system defines it.

    Sources: https://specifications.freedesktop.org/basedir-spec/, and the guidelines of Apple and
    Microsoft.

    :param environment: variables by name.
    :param platform: as in `sys.platform`.
    :raises RuntimeError: if the user has no home folder.
    """
    if platform == "win32":
        local = environment.get("LOCALAPPDATA", "")
        base = Path(local) if local else Path.home() / "AppData" / "Local"
    elif platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        given = environment.get("XDG_CACHE_HOME", "")
        base = Path(given) if given.startswith("/") else Path.home() / ".cache"
    return base / "sphinx-awesome"


class AnswerStore:
    """A file of answers, which threads and processes may share.

    :param path: the file; None for the one in the user's cache.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.messages: list[str] = []
        """Sentences for the user: nothing can be stored, or a damaged file was set aside."""
        self._lock = threading.RLock()
        self._free: dict[str, float] = {}
        self._keeps = True
        self._is_tidy = False
        try:
            self._path = path or cache_folder() / "answers.sqlite3"
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self._open()
        except (OSError, RuntimeError, sqlite3.Error) as error:
            self._cannot_keep(error)
            self._connection = _in_memory()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    # -- answers -----------------------------------------------------------------------------------

    def find(self, question: Question) -> StoredNote | None:
        """Return the note of a question, of any age; None if it was never answered."""
        sql = f"SELECT answer, found, asked FROM questions WHERE {_WHERE}"  # noqa: S608
        row = self._try(lambda file: file.execute(sql, _key(question)).fetchone(), None)
        match row:
            case (int(answer), is_found, int(asked)):
                try:
                    return StoredNote(answer, is_found == 1, datetime.fromtimestamp(asked, UTC))
                except (OverflowError, ValueError, OSError):
                    return None
        return None

    def response(self, answer: int) -> Response | None:
        """Return an answer as it was received; None if it is not stored.

        :param answer: its number, from :class:`StoredNote`.
        """
        sql = "SELECT status, body, type, etag FROM answers WHERE id = ?"
        row = self._try(lambda file: file.execute(sql, (answer,)).fetchone(), None)
        match row:
            case (int(status), bytes(body), str(type_), str(etag)):
                return Response(status, body, type_, etag)
        return None

    def put(self, results: Mapping[Question, bool], response: Response, asked: datetime) -> None:
        """Store and commit an answer to one or several questions.

        :param results: for each question, True if the source has what was asked for.
        :param response: the answer as it was received.
        :param asked: the moment of the request, in UTC.
        """
        if not results or not self._keeps:
            return

        def write(connection: sqlite3.Connection) -> None:
            with _transaction(connection):
                given = (response.status, response.type, response.etag, response.body)
                sql = "INSERT INTO answers (status, type, etag, body) VALUES (?, ?, ?, ?)"
                answer = connection.execute(sql, given).lastrowid
                for question, is_found in results.items():
                    row = (*_key(question), answer, int(is_found), int(asked.timestamp()))
                    connection.execute(
                        "INSERT OR REPLACE INTO questions VALUES (?, ?, ?, ?, ?, ?, ?)", row
                    )
                self._tidy(connection, asked)

        self._try(write, None)

    def touch(self, question: Question, asked: datetime) -> None:
        """Note that a source gave the same answer again (status 304).

        :param asked: the moment of the request, in UTC.
        """
        if not self._keeps:
            return
        sql = f"UPDATE questions SET asked = ? WHERE {_WHERE}"  # noqa: S608
        row = (int(asked.timestamp()), *_key(question))
        self._try(lambda connection: connection.execute(sql, row), None)

    # -- absences ----------------------------------------------------------------------------------

    def note_absence(self, question: Question, asked: datetime) -> Absence:
        """Note and commit that something was not there; return since when, and until when.

        :param asked: the moment of the answer, in UTC.
        """
        known = self.absence(question)
        grown = Absence(min(known.first, asked), max(known.last, asked)) if known else None
        if known and grown == known:
            return known
        grown = grown or Absence(asked, asked)
        row = (*_key(question), int(grown.first.timestamp()), int(grown.last.timestamp()))
        sql = "INSERT OR REPLACE INTO absences VALUES (?, ?, ?, ?, ?, ?)"
        self._try(lambda connection: connection.execute(sql, row), None)
        return grown

    def forget_absence(self, question: Question) -> None:
        """Note and commit that something is there, whatever was noted before."""
        if self.absence(question):
            sql = f"DELETE FROM absences WHERE {_WHERE}"  # noqa: S608
            self._try(lambda connection: connection.execute(sql, _key(question)), None)

    def absence(self, question: Question) -> Absence | None:
        """Return since when something is not there; None if nothing is noted."""
        sql = f"SELECT first, last FROM absences WHERE {_WHERE}"  # noqa: S608
        row = self._try(lambda file: file.execute(sql, _key(question)).fetchone(), None)
        match row:
            case (int(first), int(last)):
                with suppress(OverflowError, ValueError, OSError):
                    return Absence(
                        datetime.fromtimestamp(first, UTC), datetime.fromtimestamp(last, UTC)
                    )
        return None

    def _tidy(self, connection: sqlite3.Connection, now: datetime) -> None:
        """Delete old questions, once in a run, and answers that no question refers to."""
        if not self._is_tidy:
            oldest = int((now - timedelta(days=_STORED_DAYS)).timestamp())
            connection.execute("DELETE FROM questions WHERE asked < ?", (oldest,))
            connection.execute("DELETE FROM absences WHERE last < ?", (oldest,))
            self._is_tidy = True
            connection.execute("DELETE FROM answers WHERE id NOT IN (SELECT answer FROM questions)")

    # -- pace --------------------------------------------------------------------------------------

    def claim(self, host: str, seconds: float, now: float) -> float:
        """Reserve the next moment at which a host may be asked; return the seconds until then.

        :param seconds: pause after that moment, before the next request to the host.
        :param now: seconds since the epoch, by the real clock.
        """
        with self._lock:
            free = max(self._free.get(host, 0.0), self._claimed(host, seconds, now))
            if free - now > _MAX_POSTPONED_SECONDS:
                free = now
            at = max(now, free)
            self._free[host] = at + seconds
            return at - now

    def _claimed(self, host: str, seconds: float, now: float) -> float:
        """Return the moment at which the file says that a host is free, and reserve it there."""

        def write(connection: sqlite3.Connection) -> float:
            with _transaction(connection):
                row = connection.execute(
                    "SELECT free FROM hosts WHERE host = ?", (host,)
                ).fetchone()
                free = _number(row[0]) if row else 0.0
                if free - now > _MAX_POSTPONED_SECONDS:
                    free = now
                taken = max(now, free, self._free.get(host, 0.0)) + seconds
                connection.execute("INSERT OR REPLACE INTO hosts VALUES (?, ?)", (host, taken))
            return free

        return self._try(write, 0.0) if self._keeps else 0.0

    def postpone(self, host: str, until: float) -> None:
        """Send nothing to a host until a moment, in this run and in others.

        :param until: seconds since the epoch.
        """
        with self._lock:
            self._free[host] = max(until, self._free.get(host, 0.0))
            if self._keeps:
                sql = "INSERT OR REPLACE INTO hosts VALUES (?, ?)"
                row = (host, self._free[host])
                self._try(lambda connection: connection.execute(sql, row), None)

    # -- the file ----------------------------------------------------------------------------------

    def _open(self) -> sqlite3.Connection:
        """Open the file, or an empty one in place of a damaged or foreign one.

        :raises sqlite3.Error: if it cannot be opened.
        """
        connection = _connect(self._path)
        try:
            if _prepare(connection):
                return connection
        except sqlite3.DatabaseError as error:
            if _code(error) not in _BROKEN:
                connection.close()
                raise
        connection.close()
        return self._anew()

    def _anew(self) -> sqlite3.Connection:
        """Set the file aside and open an empty one.

        :raises OSError: if it cannot be moved.
        """
        aside = self._path.with_name(f"{self._path.name}.damaged")
        for ending in ("-journal", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                self._path.with_name(self._path.name + ending).unlink()
        with suppress(FileNotFoundError):
            self._path.replace(aside)
        self.messages.append(
            f"{self._path} was damaged or of another program: it is {aside.name} now, and answers "
            "are asked for anew"
        )
        connection = _connect(self._path)
        _prepare(connection)
        return connection

    def _try(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Return the result of work on the file, or another value if that fails."""
        with self._lock:
            try:
                return work(self._connection)
            except sqlite3.Error as error:
                if _code(error) in _BROKEN and self._keeps:
                    return self._try_anew(work, otherwise)
                if _code(error) not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                    self._cannot_keep(error)
                return otherwise

    def _try_anew(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        self._connection.close()
        try:
            self._connection = self._anew()
            return work(self._connection)
        except (OSError, sqlite3.Error) as error:
            self._cannot_keep(error)
            self._connection = _in_memory()
            return otherwise

    def _cannot_keep(self, error: Exception) -> None:
        if self._keeps:
            where = getattr(self, "_path", "the user's cache")
            reason = getattr(error, "strerror", None) or error
            self.messages.append(f"answers are not kept: {where}: {reason}")
        self._keeps = False


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )


def _in_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _prepare(connection)
    return connection


def _prepare(connection: sqlite3.Connection) -> bool:
    """Create the tables if there are none; return False for a file of another program."""
    with _transaction(connection):
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
            _make_tables(connection)
        elif _pragma(connection, "application_id") != _APPLICATION:
            return False
        elif _pragma(connection, "user_version") != _SCHEMA_VERSION:
            for name in ("answers", "questions", "hosts"):
                connection.execute(f"DROP TABLE IF EXISTS {name}")
            _make_tables(connection)
        connection.execute(_ABSENCES)
        connection.execute("SELECT count(*) FROM (SELECT * FROM questions LIMIT 1), answers, hosts")
    return True


def _make_tables(connection: sqlite3.Connection) -> None:
    for sql in _TABLES.split(";"):
        connection.execute(sql)
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")


def _pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


class _transaction:  # noqa: N801 - used as a statement
    """Run all of a block or nothing of it, while other processes wait."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_: object) -> None:
        if not self._connection.in_transaction:  # SQLite took it back itself, as on a full disk
            return
        self._connection.execute("ROLLBACK" if kind else "COMMIT")


def _code(error: sqlite3.Error) -> int:
    """Return the primary result code; 0 if Python itself complains."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _key(question: Question) -> tuple[str, str, str, str]:
    return question.source, question.lookup.value, question.key, question.author


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
