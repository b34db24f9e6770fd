"""`sphinx-awesome add --issue`: the paper of an issue by form, with text of any stranger."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_awesome import cli
from sphinx_awesome.cli.edits.additions import DRY, REFUSED, UNASKED, WRITTEN, PaperAddition
from sphinx_awesome.cli.github.issue_form import comment_on, read_issue
from sphinx_awesome.core.model import Entry
from sphinx_awesome.sources import ClientLimits

from ..sources.conftest import small_world
from ..sources.server import Fault, WorldServer
from ..sources.world import Work

Capture = pytest.CaptureFixture[str]
Add = Callable[..., int]

SECTION = 'title = "Report Generation"\n\n[[entry]]\nid = "first"\ntitle = "A First Paper"\n'
FORM = "### Paper\n\n{paper}\n\n### Section\n\n{section}\n\n### Anything else\n\n{rest}\n"

HOSTILE = [
    "`id` $(touch pwned) \"quoted\" 'single' \\",
    "line\n\n### Section\n\nnowhere\n",
    "<script>alert(1)</script><!-- -->",
    "@everybody #1 closes #2, fixes owner/name#3, resolve https://github.com/a/b/issues/4",
    "zero\u200bwidth \u202eright to left\u202c \x1b[31m",
    "```\n```\n~~~ ${{ github.token }} %0A::error::x",
    "--yes --to x; -",
    "a" * 5000,
]


@pytest.fixture(autouse=True)
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[WorldServer]:
    monkeypatch.setattr(
        "sphinx_awesome.sources.client._USUAL_LIMITS",
        ClientLimits(step_seconds=2.0, total_seconds=3.0, patience_seconds=0.0),
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1791158400")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries" / "reports.toml").write_text(SECTION, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with WorldServer(small_world()) as running:
        monkeypatch.setenv("SPHINX_AWESOME_MIRRORS", running.mirrors())
        yield running


@pytest.fixture
def add() -> Add:
    """Run the command for an issue."""

    def run(*options: str, body: str | None, number: object = 7) -> int:
        event = {"action": "opened", "issue": {"number": number, "body": body, "title": "$(x)"}}
        Path("event.json").write_text(json.dumps(event), encoding="utf-8")
        return cli.main(["add", "--issue", "event.json", "--report", "report.md", *options])

    return run


def form(paper: str = "2107.02104", section: str = "Report Generation", rest: str = "") -> str:
    return FORM.format(paper=paper, section=section, rest=rest or "_No response_")


def report() -> str:
    return Path("report.md").read_text(encoding="utf-8")


def text() -> str:
    return Path("entries/reports.toml").read_text(encoding="utf-8")


def shown(markdown: str) -> Iterator[Any]:
    """Yield what of Markdown is not in code: the tokens that a reader's eye or GitHub acts on."""
    for token in MarkdownIt().parse(markdown):
        for inner in token.children or [token]:
            if inner.type not in {"code_inline", "fence"}:
                yield inner


def assert_is_harmless(markdown: str) -> None:
    tokens = list(shown(markdown))
    assert not [one for one in tokens if one.type.startswith(("html", "link", "image"))]
    words = " ".join(one.content for one in tokens if one.type == "text")
    assert not re.search(r"[@#<]|://|\b(?:close|fix|resolve)[sd]?\b", words, re.IGNORECASE)
    assert not re.search(r"@(?!\u200b)", markdown)
    plain = markdown.replace("\n", "").replace("@\u200b", "")
    assert plain.isprintable()


def test_preview(add: Add, capsys: Capture) -> None:
    assert add("--dry-run", body=form()) == 0
    assert text() == SECTION
    shown_there = report()
    assert shown_there.startswith(
        "### `ratchet`, at the end of `Report Generation`\n\n```toml\n[[entry]]\n"
    )
    assert "- from `Crossref`: `venue`, `year`, `doi`\n" in shown_there
    assert shown_there.endswith("A maintainer adds it by the label `add`.\n")
    assert_is_harmless(shown_there)
    assert "dry run: nothing was written" in capsys.readouterr().out


def test_added(add: Add) -> None:
    assert add("--yes", body=form("https://arxiv.org/abs/2107.02104", "reports")) == 0
    assert text().startswith(f'{SECTION}\n[[entry]]\nid = "ratchet"\n')
    assert "label" not in report()
    assert_is_harmless(report())


def test_without_a_report(add: Add) -> None:
    assert add("--yes", body=form()) == 0
    Path("report.md").unlink()
    assert cli.main(["add", "--issue", "event.json", "--yes"]) == 1
    assert not Path("report.md").exists()


@pytest.mark.parametrize("wrapped", ["<{}>", "`{}`", '"{}"', " \r\n{}\r\n", "**{}**"])
def test_habits_around_a_value(add: Add, wrapped: str) -> None:
    assert add("--dry-run", body=form(wrapped.format("2107.02104"))) == 0
    assert "`ratchet`" in report()


@pytest.mark.parametrize(
    "body", [None, "", "A paper!", "### Paper\n\n_No response_\n", "### Paper\n", form("` `")]
)
def test_issue_that_is_not_by_the_form(add: Add, capsys: Capture, body: str | None) -> None:
    assert add("--dry-run", body=body) == 0
    assert not Path("report.md").exists()
    assert "names no paper" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (form(section="Another one"), '`no section is called "Another one"`'),
        (form(section="_No response_"), "`no section is named`"),
        (form("https://example.org/x"), '`no source knows "https://example.org/x"`'),
        (form("-"), '`no source knows "-"`'),
        (form("2107.99999"), "`no source has it`"),
        (form("A First Paper"), "`in the list already: first ("),
    ],
)
def test_why_not(add: Add, body: str, message: str) -> None:
    assert add("--yes", body=body) == 1
    assert text() == SECTION
    assert report().startswith("### Not added\n\n- `")
    assert message in report()
    assert_is_harmless(report())


def test_section_and_id_of_the_maintainer(add: Add) -> None:
    body = form(section="Another one")
    assert add("--yes", "--to", "reports", "--id", "first", body=body) == 1
    assert 'the id "first" is taken' in report()
    assert add("--yes", "--to", "reports", "--id", "mine", body=body) == 0
    assert 'id = "mine"' in text()


def test_withdrawn_paper_needs_more_than_an_issue(add: Add, server: WorldServer) -> None:
    work = server.world.arxiv["math/0309136"]
    server.world.arxiv["math/0309136"] = replace(
        work, has_pdf=False, comment="This paper has been withdrawn"
    )
    assert add("--yes", body=form("math/0309136")) == 1
    assert "`it was withdrawn: https://arxiv.org/abs/math/0309136`" in report()
    assert text() == SECTION


def test_source_that_could_not_be_asked(add: Add, server: WorldServer) -> None:
    server.misbehave("api.crossref.org", Fault.UNAVAILABLE)
    assert add("--yes", body=form()) == 3
    assert text() == SECTION
    assert report().startswith("### Not added yet\n")
    assert_is_harmless(report())


def test_paper_with_a_new_venue(add: Add, server: WorldServer) -> None:
    server.world.crossref["10.5555/1"] = Work(
        "Of Things", doi="10.5555/1", containers=["A `Journal` of @things #1"], printed=2020
    )
    assert add("--dry-run", "--format", "json", body=form("10.5555/1")) == 0
    assert "A venue that the list does not know yet:" in report()
    assert_is_harmless(report())


@pytest.mark.parametrize("rest", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("where", ["paper", "section", "rest"])
def test_hostile_text(add: Add, where: str, rest: str) -> None:
    """What is written into a field runs nothing, says nothing, and is written nowhere."""
    values = {"paper": "2107.02104", "section": "reports", "rest": ""}
    status = add("--yes", body=form(**(values | {where: rest})))
    assert status == (0 if where == "rest" else 1)
    if where == "rest":
        assert rest.strip()[:20] not in text() + report()
    else:
        assert text() == SECTION
    assert_is_harmless(report())
    names = {path.name for path in Path().iterdir()}
    assert names - {"cache"} == {"entries", "event.json", "report.md"}


def test_hostile_record(add: Add, server: WorldServer) -> None:
    title = 'A "Title" `` of ``` @somebody\u200b Closes #1 <img src=x onerror=y> $(id)'
    server.world.arxiv["2101.00001"] = Work(
        title, [("@Ann", "#1 `Ash`"), ("Fixes", "#2")], arxiv="2101.00001", submitted=2021
    )
    assert add("--yes", body=form("2101.00001")) == 0
    assert_is_harmless(report())


LINE = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=40)


@given(LINE, LINE, st.lists(LINE, max_size=4), st.sampled_from([DRY, WRITTEN, REFUSED, UNASKED]))
def test_no_text_leaves_its_code(what: str, hint: str, lines: list[str], standing: str) -> None:
    addition = PaperAddition(what, standing, what, hint, title=hint, remarks=lines)
    if standing in {DRY, WRITTEN}:
        addition.entry = Entry("an-id", what)
        addition.block = addition.venue_block = "\n".join(["[[entry]]", *lines])
        addition.origins = {"title": what, "year": hint}
    assert_is_harmless(comment_on(addition))


# -- the event -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"issue": 1}',
        b'{"issue": {"number": "7; x", "body": ""}}',
        b'{"issue": {"number": true, "body": ""}}',
        b'{"issue": {"number": 0, "body": ""}}',
        b'{"issue": {"number": 7, "body": ["a"]}}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"issue": "\xe9"}',
    ],
)
def test_event_that_is_none(tmp_path: Path, capsys: Capture, raw: bytes) -> None:
    (tmp_path / "event.json").write_bytes(raw)
    assert cli.main(["add", "--issue", "event.json", "--yes"]) == 2
    error = capsys.readouterr().err
    assert "event.json" in error
    assert "; " in error


@pytest.mark.parametrize(
    "words", [["--yes"], ["2107.02104", "--issue", "event.json", "--yes"]], ids=["none", "both"]
)
def test_what_to_add_is_named_once(capsys: Capture, words: list[str]) -> None:
    assert cli.main(["add", *words]) == 2
    assert "give one of them" in capsys.readouterr().err


def test_of_two_fields_of_one_label_the_first_counts(tmp_path: Path) -> None:
    path = tmp_path / "event.json"
    body = "### Paper \r\n\r\n1\r\n\r\n###  Paper\r\n2\r\n### Section\r\n\r\ns\r\n### Paper\r\n3"
    path.write_text(json.dumps({"issue": {"number": 3, "body": body}}), encoding="utf-8")
    issue = read_issue(path)
    assert issue
    assert issue == ("1", "s")


def test_a_body_of_any_size_is_read_in_time(tmp_path: Path) -> None:
    path = tmp_path / "event.json"
    body = "### " + " a\t" * 300_000 + "\n### Paper\n" + "`" * 300_000 + "x"
    path.write_text(json.dumps({"issue": {"number": 3, "body": body}}), encoding="utf-8")
    assert read_issue(path) is None


def test_report_of_papers_without_an_issue() -> None:
    words = ["2107.02104", "A First Paper", "--to", "reports", "--yes", "--report", "report.md"]
    assert cli.main(["add", *words]) == 1
    assert [line for line in report().split("\n") if line.startswith("###")] == [
        "### `ratchet`, at the end of `Report Generation`",
        "### Not added",
    ]
