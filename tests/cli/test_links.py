"""`sphinx-awesome links` against sources and pages: a server of ours speaks as each does."""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sphinx_awesome.cli import main
from sphinx_awesome.cli.links import Progress

from ..sources.server import HOSTS, Fault, Reply, WorldServer
from ..sources.world import Code, Work, World

Capture = pytest.CaptureFixture[str]
Links = Callable[..., tuple[int, Any]]

EPOCH = 1_791_158_400  # 2026-10-05
DAY_SECONDS = 86_400
PAGES = ("example.org", "www.example.org", "other.example.net", "github.com")
TITLE = "Reading Images of Lungs with Transformers"
JSON = ("--format", "json")


def block(id_: str, title: str = TITLE, **fields: str) -> str:
    lines = [f"{key.replace('__', '.')} = {value}" for key, value in fields.items()]
    return "\n".join(["[[entry]]", f'id = "{id_}"', f'title = "{title}"', *lines, "", ""])


def page(name: str, label: str = "project", host: str = "example.org", **fields: str) -> str:
    return block(
        name, f"{TITLE}, {name}", **{f"links__{label}": f'"https://{host}/{name}"'}, **fields
    )


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    (tmp_path / "entries").mkdir()
    return tmp_path


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[WorldServer]:
    with WorldServer() as running:
        monkeypatch.setenv("SPHINX_AWESOME_MIRRORS", running.mirrors(hosts=(*HOSTS, *PAGES)))
        yield running


@pytest.fixture
def links(server: WorldServer, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> Links:
    """Run the command on a day, over some blocks and a world; return its status and output."""

    def run(
        *arguments: str,
        day: float = 0,
        entries: str | None = None,
        works: object = None,
        code: object = (),
        **replies: Reply,
    ) -> tuple[int, Any]:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(EPOCH + day * DAY_SECONDS)))
        if entries is not None:
            path().write_bytes(f'title = "Lungs"\n\n{entries.rstrip()}\n'.encode())
        if works is not None or code:
            server.world = World(works or (), code)  # type: ignore[arg-type]
        server.replies.update({f"example.org/{name}": one for name, one in replies.items()})
        status = main(["links", *arguments])
        out = capsys.readouterr().out
        return status, json.loads(out) if "json" in arguments else out

    return run


def path() -> Path:
    return Path("entries/lungs.toml")


def text() -> str:
    return path().read_bytes().decode()


def standings(found: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(one["standing"], one["rule"], one["field"]) for one in found]


THERE, GONE = Reply(200, b"<p>", "text/html"), Reply(404, b"<p>", "text/html")


def moved(to: str, status: int = 301) -> Reply:
    return Reply(status, headers={"Location": to})


def test_a_link_is_dead_after_two_runs_three_days_apart(links: Links, server: WorldServer) -> None:
    status, out = links(entries=page("a") + page("b"), a=GONE, b=THERE)
    assert status == 0
    assert "2 papers with 2 links; 2 due. web pages 3 requests: " in out
    where = f"{path()}:6: links.project (status 404), again from 2026-10-08 00:00 UTC on"
    assert (
        f"not there now, and dead if so again three days after the first time:\n  {where}\n" in out
    )
    assert out.endswith("no link is dead or has moved\n")
    assert links(day=2)[1].startswith("2 papers with 2 links; 0 due. no requests\n")
    assert links("--all", day=2)[0] == 0
    assert links(day=2.99)[0] == 0
    status, found = links(*JSON, day=3)
    assert status == 1
    message = "`links.project` leads nowhere: status 404, on 2026-10-05 and on 2026-10-08"
    assert found == [
        {
            "path": str(path()),
            "line": 6,
            "id": "a",
            "field": "links.project",
            "old": None,
            "new": None,
            "standing": "dead",
            "rule": "dead-link",
            "sources": [],
            "message": message,
            "hint": "",
        }
    ]
    assert [one.method for one in server.seen if one.path == "/a"] == ["HEAD", "GET"] * 3
    # It stays so without being asked, and is forgotten when it is there again.
    server.seen.clear()
    assert links(day=4)[0] == 1
    assert server.seen == []
    assert links("a", day=5, a=THERE)[0] == 0
    assert links("a", day=6, a=GONE)[0] == 0
    assert links("a", day=8)[0] == 0
    assert links("a", day=9)[0] == 1


@pytest.mark.parametrize("status", [401, 403, 429, 451, 503])
def test_what_is_closed_to_robots_is_not_dead(links: Links, status: int) -> None:
    entries = page("a")
    for day in (0, 4, 8):
        exit_status, found = links(*JSON, "--all", entries=entries, a=Reply(status), day=day)
        assert exit_status == 0
        assert standings(found) == [("closed", "", "links.project")]
    code, out = links("a", day=9)
    assert code == 0
    assert "closed to robots, which says nothing of them: example.org (1 link)" in out


def test_answers_from_tomorrow_are_asked_for_again(links: Links, server: WorldServer) -> None:
    links(entries=page("a"), a=THERE, day=10)
    assert links(day=9.5)[1].startswith("1 paper with 1 link; 0 due")
    assert links(day=0)[1].startswith("1 paper with 1 link; 1 due")
    assert len(server.seen) == 2


def test_a_closed_door_between_teaches_nothing(links: Links) -> None:
    assert links(entries=page("a"), a=GONE)[0] == 0
    assert links("a", day=2, a=Reply(503))[0] == 0
    assert links("a", day=4, a=GONE)[0] == 1


def test_a_name_that_is_not_there_is_a_dead_link(
    links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo

    def lookup(host: str, *more: Any, **others: Any) -> Any:  # noqa: ANN401
        if host == "gone.example.com":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real(host, *more, **others)

    monkeypatch.setattr("socket.getaddrinfo", lookup)
    entries = page("a", host="gone.example.com")
    assert links(entries=entries)[0] == 0
    status, found = links(*JSON, day=3)
    assert status == 1
    assert "leads nowhere: no such host, on" in found[0]["message"]


def test_what_is_gone_is_said_by_who_knows(links: Links, server: WorldServer) -> None:
    entries = block(
        "a",
        doi='"10.5555/gone"',
        arxiv='"2201.99999"',
        links__code='"https://github.com/me/gone"',
        links__data='"https://doi.org/10.5555/gone"',
        links__pdf='"https://arxiv.org/pdf/2201.00001v3"',
        links__paper='"https://arxiv.org/abs/2201.00001"',
        links__first='"https://arxiv.org/abs/2201.00001v1"',
    )
    works = [Work(TITLE, arxiv="2201.00001", version=2)]
    assert links(entries=entries, works=works)[0] == 0
    status, out = links(day=3)
    assert status == 1
    for message in (
        "`doi` leads nowhere: no DOI is 10.5555/gone, on",
        "`arxiv` leads nowhere: arXiv has no 2201.99999, on",
        "`links.code` leads nowhere: GitHub has no repository me/gone, on",
        "`links.data` leads nowhere: no DOI is 10.5555/gone, on",
        "`links.pdf` leads nowhere: arXiv has no 2201.00001v3, on",
    ):
        assert message in out
    assert out.endswith("\n5 dead\n")
    assert {one.host for one in server.seen} == {
        *("export.arxiv.org", "doi.org", "api.github.com", "web.archive.org"),
    }


def test_the_archived_copy_nearest_to_the_day_is_added_when_accepted(
    links: Links, server: WorldServer
) -> None:
    url = "https://example.org/a"
    server.captures[url] = ["20190101000000", "20210302101112", "20250101000000"]
    entries = page("a", added="2021-04-01") + page("b", added="2021-04-01")
    links(entries=entries, a=GONE, b=THERE)
    status, out = links(day=3)
    copy = f"https://web.archive.org/web/20210302101112/{url}"
    assert status == 1
    assert (
        f"    its copy of 2021-03-02: {copy}; "
        "take it: sphinx-awesome links --accept a:links.project\n" in out
    )
    before = text()
    assert links("--write", day=3)[0] == 1
    assert text() == before
    status, out = links("--accept", "a:links.project", day=3)
    assert status == 0
    assert f'    + links.project (archived) = "{copy}"\n' in out
    new = (
        "# Copy of 2021-03-02: the link is dead since 2026-10-05. 2026-10-08\n"
        f'links."project (archived)" = "{copy}"\n'
    )
    assert text() == before.replace('example.org/a"\n', f'example.org/a"\n{new}')
    assert main(["check"]) == 0
    assert main(["fmt", "--check"]) == 0
    assert links(day=3)[0] == 0
    # The copy that the list names already is not asked for again.
    assert links(day=10)[0] == 0


def test_a_repository_that_moved_is_written(links: Links, server: WorldServer) -> None:
    code = [Code("you/new-name", 2, former=["you/old-name"])]
    entries = block(
        "a",
        links__code='"https://github.com/you/old-name"',
        links__data='"https://github.com/you/old-name/tree/main/data#top"',
    )
    server.replies["github.com/you/old-name/tree/main/data"] = moved(
        "https://github.com/you/new-name/tree/main/data"
    )
    server.replies["github.com/you/new-name/tree/main/data"] = THERE
    status, found = links(*JSON, entries=entries, code=code)
    assert status == 1
    assert standings(found) == [
        ("moved", "moved-link", "links.code"),
        ("moved", "moved-link", "links.data"),
    ]
    assert found[1]["new"] == "https://github.com/you/new-name/tree/main/data#top"
    before = text()
    status, out = links("--write", "--format", "github")
    assert status == 0
    assert "::" not in out
    assert text() == before.replace("old-name", "new-name")
    assert links()[0] == 0


@pytest.mark.parametrize(
    ("location", "status", "told"),
    [
        ("https://example.org/new", 301, "`links.project` has moved to https://example.org/new"),
        ("https://www.example.org/new", 308, "has moved to https://www.example.org/new"),
        ("https://other.example.net/a", 301, "has moved to https://other.example.net/a"),
        ("https://example.org/", 301, "leads to the front page of example.org now"),
        ("https://other.example.net/", 301, "leads to the front page of other.example.net now"),
        ("/new", 301, "has moved to https://example.org/new"),
        ("https://example.org/new", 302, ""),
        ("https://other.example.net/new", 301, ""),
        ("https://www.example.org/a/", 301, ""),
    ],
)
def test_a_page_that_moved_is_proposed_and_not_written(
    links: Links, server: WorldServer, location: str, status: int, told: str
) -> None:
    server.replies["www.example.org/new"] = server.replies["other.example.net/new"] = THERE
    server.replies["www.example.org/a/"] = server.replies["other.example.net/a"] = THERE
    server.replies["example.org/"] = server.replies["other.example.net/"] = THERE
    server.replies["example.org/new"] = THERE
    code, out = links("--write", entries=page("a"), a=moved(location, status))
    assert code == bool(told)
    assert told in out
    assert "example.org/a" in text()
    if "has moved" in told:
        assert links("--accept", "a")[0] == 0
        assert f'links.project = "{told.rpartition(" ")[2]}"' in text()


def test_code_that_is_archived_is_told_and_fails_nothing(links: Links) -> None:
    code = [Code("me/old", 1, is_archived=True)]
    entries = block("a", links__code='"https://github.com/me/old"')
    status, out = links(entries=entries, code=code)
    assert status == 0
    where = f"{path()}:6:14"
    reason = "`links.code` is archived: me/old, last push 2024-05-31"
    assert f"  {where}: notice: {reason} [archived-code]\n" in out
    quiet = entries.rstrip() + '\nignore.archived-code = "It is finished."\n'
    assert "me/old" not in links(entries=quiet)[1]
    assert main(["check"]) == 0


def test_a_withdrawn_paper_is_told(links: Links) -> None:
    entries = block("a", arxiv='"2201.00001"', authors='["Ann Ash"]')
    work = Work(
        TITLE, [("Ann", "Ash")], arxiv="2201.00001", has_pdf=False, comment="Withdrawn: a mistake"
    )
    status, found = links(*JSON, entries=entries, works=[work])
    assert status == 1
    assert standings(found) == [("contradicted", "withdrawn", "withdrawn")]
    assert links(entries=entries.rstrip() + '\nignore.withdrawn = "It is known."\n')[0] == 0


def test_rules_are_quieted_by_ignore(links: Links) -> None:
    entries = page("a", ignore__dead_link='"It comes back."').replace("dead_link", "dead-link")
    links(entries=entries, a=GONE)
    assert links(day=3)[0] == 0


@pytest.mark.parametrize(
    "fault",
    [
        *(Fault.ERROR, Fault.TEAPOT, Fault.CLOSED, Fault.TO_PRIVATE, Fault.TO_METADATA),
        *(Fault.TO_FILE, Fault.TO_PORT, Fault.TO_USER, Fault.TO_NOTHING, Fault.TO_BROKEN),
    ],
    ids=lambda fault: fault.name,
)
def test_a_page_that_cannot_be_asked_teaches_nothing(
    links: Links, server: WorldServer, fault: Fault
) -> None:
    links(entries=page("a"), a=GONE)
    server.misbehave("example.org", fault)
    status, out = links("a", day=3)
    assert status == 3
    assert "could not be asked: example.org (" in out
    server.behave()
    assert links("a", day=4)[0] == 1
    assert {one.host for one in server.seen} <= {"example.org", "web.archive.org"}


def test_the_first_host_of_a_page_that_hangs_holds_up_no_other(
    links: Links, server: WorldServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sphinx_awesome.sources import Client, ClientLimits

    limits = ClientLimits(step_seconds=0.3, total_seconds=0.5)
    monkeypatch.setattr(
        Client.__init__, "__kwdefaults__", {**Client.__init__.__kwdefaults__, "limits": limits}
    )
    server.misbehave("example.org", Fault.SILENT)
    entries = "".join(page(f"a-{n}") for n in range(9)) + page("b", host="other.example.net")
    server.replies["other.example.net/b"] = THERE
    started = time.monotonic()
    status, found = links(*JSON, entries=entries)
    assert time.monotonic() - started < 5
    assert status == 3
    assert [(one["standing"], one["sources"]) for one in found] == [("unasked", ["example.org"])]
    assert len(server.paths("example.org")) == 3


def test_links_of_a_readme_are_told_by_their_line(links: Links) -> None:
    readme = Path("README.md")
    line = (
        f"- [{TITLE}](https://arxiv.org/abs/2201.00001) "
        "[[code](https://github.com/you/old-name)] [[project](https://example.org/a)]"
    )
    other = "- [Growing Roses in the Shade](https://arxiv.org/abs/2201.00002)"
    readme.write_text(f"# Lungs\n\n## Papers\n\n{line}\n{other}\n")
    code = [Code("you/new-name", 2, former=["you/old-name"])]
    works = [Work(TITLE, arxiv="2201.00001"), Work("Growing Roses", arxiv="2201.00002")]
    links("--list", "README.md", works=works, code=code, a=GONE)
    before = readme.read_bytes()
    status, out = links("--list", "README.md", "--write", day=3)
    assert status == 1
    assert out.count("  README.md:5:") == 2
    assert "write it into the line of the paper" in out
    assert readme.read_bytes() == before


def test_a_report_and_annotations_say_the_same(links: Links) -> None:
    links(entries=page("a"), a=GONE)
    status, out = links("--report", "links.md", "--format", "github", day=3)
    assert status == 1
    (line,) = [line for line in out.split("\n") if line.startswith("::")]
    assert line.startswith(
        f"::warning file={path().as_posix()},line=6,col=17,title=sphinx-awesome%3A dead-link"
    )
    report = Path("links.md").read_text(encoding="utf-8")
    assert report.startswith("# Links\n\n`1 paper with 1 link; 1 due. ")
    assert "## Dead\n\n- `" in report
    links("--report", "links.md", "a", a=THERE, day=4)
    assert Path("links.md").read_text(encoding="utf-8") == ""


def test_a_killed_run_goes_on(links: Links, server: WorldServer) -> None:
    names = [f"a-{n}" for n in range(30)]
    server.replies.update({f"example.org/{name}": THERE for name in names})
    path().write_text('title = "Lungs"\n\n' + "".join(map(page, names)))
    mirrors = server.mirrors(pace=0.1, hosts=("example.org",))
    command = [sys.executable, "-m", "sphinx_awesome", "links"]
    environment = {**os.environ, "SPHINX_AWESOME_MIRRORS": mirrors, "SOURCE_DATE_EPOCH": str(EPOCH)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    while len(server.seen) < 5:
        time.sleep(0.02)
    process.kill()
    process.wait()
    asked = len(server.seen)
    assert asked < 30
    status, out = links()
    assert status == 0
    assert f"30 papers with 30 links; {30 - asked}" in out or f"{31 - asked} due" in out
    assert 30 <= len(server.seen) <= 31


def test_offline_answers_come_from_the_store(links: Links, server: WorldServer) -> None:
    links(entries=page("a"), a=GONE)
    links(day=3)
    server.seen.clear()
    assert links("--offline", day=99)[0] == 1
    status, out = links("--offline", entries=page("a") + page("b"), day=99)
    assert status == 3
    assert "could not be asked: example.org (was not asked: --offline)" in out
    assert server.seen == []


def test_questions_that_need_a_login_are_explained(links: Links, server: WorldServer) -> None:
    server.misbehave("api.github.com", Fault.FORBIDDEN)
    status, out = links(entries=block("a", links__code='"https://github.com/me/code"'))
    assert status == 3
    assert "could not be asked: GitHub (refuses to answer (status 403))\n" in out
    assert "with GITHUB_TOKEN set, more" in out
    assert out.endswith("nothing to say\n")


def test_the_archive_may_be_down(links: Links, server: WorldServer) -> None:
    server.misbehave("web.archive.org", Fault.PAGE)
    links(entries=page("a"), a=GONE)
    status, out = links(day=3)
    assert status == 3
    assert "could not be asked: Wayback Machine (answers with a web page)" in out
    assert "[dead-link]" in out


def test_other_ports_are_never_asked(links: Links, server: WorldServer) -> None:
    entries = block("a", links__demo='"https://example.org:8443/a"')
    status, out = links(entries=entries)
    assert status == 0
    assert "never asked, for they lead to other ports than 80 and 443: a (links.demo)\n" in out
    assert server.seen == []


def test_a_list_with_errors_and_a_wrong_id(links: Links, capsys: Capture) -> None:
    assert links("--accept", "a", entries=page("a"), a=THERE)[0] == 1
    assert main(["links", "b"]) == 2
    assert "no paper of the list has the id" in capsys.readouterr().err
    path().write_text('title = "Lungs"\n\n[[entry]]\nid = "a"\n')
    assert main(["links"]) == 1
    assert "nothing was written" in capsys.readouterr().out


def test_progress_is_shown_on_a_terminal_alone(capsys: Capture) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    with Progress(terminal := Terminal()) as progress:
        progress.show(0, 0)
        progress.show(3, 10)
        progress.show(4, 10)
    line = "3 of 10 answers, 30 %"
    assert terminal.getvalue() == f"\r{line}\r{' ' * len(line)}\r"
    with pytest.raises(KeyboardInterrupt), Progress(stopped := Terminal()):
        raise KeyboardInterrupt
    assert stopped.getvalue().endswith("and the next run goes on\n")
    with Progress(sys.stderr) as silent:
        silent.show(3, 10)
    assert capsys.readouterr().err == ""
