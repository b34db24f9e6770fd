"""`sphinx-awesome new`. That what it makes builds is proven in tests/docs/test_new.py."""

from __future__ import annotations

import ast
import dataclasses
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from sphinx_awesome.cli import main, new, scaffold
from sphinx_awesome.cli.scaffold import TEMPLATES, Scaffold, description_of
from sphinx_awesome.core.model import AwesomeList, Entry, Maintainer, Section
from sphinx_awesome.core.venues import Venues

from ..repositories import Repository

README = """\
# Reports of Images

Some words about it, and a [link](https://example.org).

## Radiology

- [**MICCAI 2021**] RATCHET: Medical Transformer for Reports [[pdf]](https://arxiv.org/pdf/2107.02104)
- [**CVPR 2022**] A Graph Transformer for Reports [[pdf]](https://a.org/graph.pdf)

## Pathology

- [**ISBI 2020**] A Report of What the Slide Shows [[pdf]](https://a.org/slide.pdf)
"""
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.md").write_text(README, encoding="utf-8")
    # As a release is installed; how the package came here is no matter of these tests.
    monkeypatch.setattr(scaffold, "installed_requirement", lambda: scaffold.RELEASE)
    return tmp_path


def listed(*papers: Entry, **fields: object) -> AwesomeList:
    """A list whose only section has the name of a page."""
    section = Section("venues", "Venues: a *section*", entries=tuple(p.id for p in papers))
    return AwesomeList(
        title='A "list" \\ of it',
        sections={"venues": section},
        entries={paper.id: paper for paper in papers},
        homes={paper.id: "venues" for paper in papers},
        venues=Venues(),
        **fields,
    )


def test_a_site_is_made_from_a_readme(folder: Path, capsys: Capture) -> None:
    assert main(["new", "list.md", "site"]) == 0
    made = {p.relative_to("site").as_posix() for p in Path("site").rglob("*") if p.is_file()}
    assert made == {
        *(".gitattributes", ".gitignore", ".readthedocs.yaml", "noxfile.py"),
        *(f".github/workflows/{name}.yml" for name in ("ci", "pages", "paper", "readme", "update")),
        ".github/ISSUE_TEMPLATE/add-a-paper.yml",
        *("README.md", "imported.json", "docs/requirements.txt", "docs/conf.py", "docs/index.md"),
        *("docs/radiology.md", "docs/pathology.md", "docs/explore.md", "docs/overview.md"),
        *("docs/venues.md", "docs/contributing.md"),
        *("entries/_list.toml", "entries/radiology.toml", "entries/pathology.toml"),
    }
    assert "Some words about it" in (folder / "site/docs/index.md").read_text(encoding="utf-8")
    out = capsys.readouterr().out
    assert "3 papers in 2 sections read from list.md\n12 lines: " in out
    assert out.endswith(
        "\nThe site is in site. To see it while you write, and to build it:\n\n"
        "  cd site && python3 -m venv .venv && .venv/bin/pip install -q nox && "
        ".venv/bin/nox -s serve\n  .venv/bin/nox -s docs\n"
        "\nTo mend what is certain, see what else looks wrong, and tell it in the README:\n\n"
        "  .venv/bin/nox -s check -- --fix\n  .venv/bin/nox -s readme\n"
    )
    for command in (["check", "site/entries"], ["fmt", "--check", "site/entries"]):
        assert main(command) == 0
    assert main(["readme", "--check", "site/README.md", "--entries", "site/entries"]) == 0


def test_the_folder_may_be_there_and_empty(folder: Path) -> None:
    (folder / "site").mkdir()
    assert main(["new", "list.md", "site"]) == 0
    assert (folder / "site/README.md").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["list.md", "full"], "full is not empty; name a folder that is not there yet"),
        (["list.md", "list.md"], "list.md is no folder; name one that is not there yet"),
        (["list.md", "link"], "link is no folder; name one that is not there yet"),
        (["-", "site"], "a site is not made from standard input; name a file or a directory"),
        (["none.md", "site"], "none.md does not exist; name a file or a directory"),
        (
            ["https://github.com/me/my-list", "site"],
            (
                "the format of https://github.com/me/my-list is not known; "
                "name a directory of entry files, or a file that ends in .toml, .md or .bib"
            ),
        ),
        (["empty.md", "site"], "no entry was found in empty.md; is it an awesome list?"),
        (
            ["list.md", "site", "--repository", "github.com/me"],
            (
                "--repository github.com/me: it does not start with http:// or https://; "
                "give its address in a browser"
            ),
        ),
    ],
)
def test_wrong_usage_makes_nothing(
    folder: Path, arguments: list[str], message: str, capsys: Capture
) -> None:
    (folder / "full").mkdir()
    (folder / "full" / "x").touch()
    (folder / "empty.md").write_text("# Nothing\n", encoding="utf-8")
    (folder / "link").symlink_to(folder / "elsewhere")
    assert main(["new", *arguments]) == 2
    assert capsys.readouterr() == ("", f"sphinx-awesome new: {message}\n")
    assert not (folder / "site").exists()
    assert (folder / "list.md").read_text(encoding="utf-8") == README


def test_a_kill_leaves_no_half_of_a_site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_text

    def killed(path: Path, *rest: object, **named: object) -> int:
        if path.name == "index.md":
            raise KeyboardInterrupt
        return write(path, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", killed)
    assert main(["new", "list.md", "site"]) == 130
    monkeypatch.undo()
    assert not (folder / "site").exists()
    monkeypatch.chdir(folder)
    assert main(["new", "list.md", "site"]) == 0
    assert not (folder / ".site.new").exists()


def test_a_site_in_the_current_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["new", "list.md", "other"]) == 0
    (folder / "here").mkdir()
    monkeypatch.chdir(folder / "here")
    assert main(["new", "../list.md", "."]) == 0
    made = {path.relative_to(folder / "here") for path in (folder / "here").rglob("*")}
    assert made == {path.relative_to(folder / "other") for path in (folder / "other").rglob("*")}
    assert sorted(path.name for path in folder.iterdir()) == ["here", "list.md", "other"]


def test_progress_is_for_terminals(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["new", "list.md", "one"]) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert main(["new", "list.md", "two"]) == 0
    assert re.fullmatch(r"Reading list\.md …\nWriting \d+ files …\n", capsys.readouterr().err)


def test_unread_parts_are_named(folder: Path, capsys: Capture) -> None:
    text = "@misc{a, title={A}}\n@misc{b}\n"
    (folder / "library.bib").write_text(text, encoding="utf-8")
    assert main(["new", "library.bib", "site", "--title", "My list"]) == 1
    out = capsys.readouterr().out
    assert out.startswith('library.bib:2:1: error: the record "b" has no title')
    assert "1 paper in 1 section read from library.bib\n1 error in 1 file, named above\n" in out
    listed_ = tomllib.loads((folder / "site/entries/_list.toml").read_text(encoding="utf-8"))
    assert listed_["title"] == "My list"


@pytest.mark.parametrize(
    ("source", "options", "title"),
    [
        ("library.bib", [], "library"),
        ("Readme.bib", [], "my-papers"),
        ("library.bib", ["--repository", "https://github.com/me/all-of-it/"], "all-of-it"),
        ("library.bib", ["--title", "All"], "All"),
    ],
)
def test_a_list_without_a_title_has_that_of_its_repository_or_file(
    folder: Path, source: str, options: list[str], title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "my-papers").mkdir()
    monkeypatch.chdir(folder / "my-papers")
    Path(source).write_text("@misc{a, title={A}}\n", encoding="utf-8")
    assert main(["new", source, "site", *options]) == 0
    assert Path("site/docs/index.md").read_text(encoding="utf-8").count(f"# {title}\n") == 1


def test_venues_that_are_not_known_are_named_if_they_may_be_misspelt(
    folder: Path, capsys: Capture
) -> None:
    assert main(["new", "list.md", "known"]) == 0
    assert "not known" not in capsys.readouterr().out
    text = README.replace("**MICCAI 2021**", "**NeruIPS 2021**").replace("ISBI", "Zzyzx")
    (folder / "list.md").write_text(text, encoding="utf-8")
    assert main(["new", "list.md", "site"]) == 0
    assert (
        "\n2 venues not known before: entries/_venues.toml has them, tell the kind of each\n"
        '  "NeruIPS" may be NeurIPS; if so, write that in entries/\n\n'
    ) in capsys.readouterr().out
    venues = tomllib.loads((folder / "site/entries/_venues.toml").read_text(encoding="utf-8"))
    assert [venue["name"] for venue in venues["venue"]] == ["NeruIPS", "Zzyzx"]


def test_a_page_of_very_many_papers_is_named(folder: Path, capsys: Capture) -> None:
    records = "".join(f"@misc{{a{n}, title={{Answer {n} to All}}}}\n" for n in range(501))
    (folder / "library.bib").write_text(records, encoding="utf-8")
    assert main(["new", "library.bib", "site"]) == 0
    assert (
        "\nthe page of library shows 501 papers: "
        "divide its file in entries/ for pages that open sooner\n"
    ) in capsys.readouterr().out


@pytest.mark.parametrize(
    ("papers", "sections", "said"),
    [
        ([Entry("a", "A")], ["s"], "{awesome:count}`papers` papers. Each"),
        (
            [Entry("a", "A", year=2021, links={"code": "https://a.org"})],
            ["s", "t"],
            (
                "{awesome:count}`papers` papers, {awesome:count}`years`, "
                "in {awesome:count}`sections` sections, "
                "{awesome:count}`papers with code` with code. Each"
            ),
        ),
    ],
)
def test_the_home_page_says_numbers_that_tell_something(
    papers: list[Entry], sections: list[str], said: str
) -> None:
    awesome_list = dataclasses.replace(
        listed(*papers), sections={name: Section(name, name) for name in sections}
    )
    assert said in Scaffold(awesome_list).files()["docs/index.md"]


def test_the_workflow_of_a_new_site_tolerates_problems_of_check() -> None:
    made = Scaffold(listed(Entry("a", "A"))).files()
    steps = yaml.safe_load(made[".github/workflows/ci.yml"])["jobs"]["list"]["steps"]
    lenient = {s["run"]: s.get("continue-on-error", False) for s in steps if "run" in s}
    assert [run for run, may_fail in lenient.items() if may_fail] == [
        "python -m nox -s check -- --format github"
    ]
    assert {"python -m nox -s docs", "python -m nox -s form -- --format github"} <= set(lenient)
    assert made[".github/workflows/ci.yml"].endswith("        continue-on-error: true\n")


# The files themselves


def test_pages_lead_to_a_repository_that_is_known() -> None:
    paper = Entry("a", "A", venue="V", year=2021, authors=("B",), links={"pdf": "https://a.org"})
    without = Scaffold(listed(paper)).files()
    assert without["docs/conf.py"].endswith('os.environ.get("SITE_URL", "")\n')
    assert (
        "the file has the name of the section's page.\n2. Paste" in without["docs/contributing.md"]
    )
    known = Scaffold(listed(paper, repository="https://github.com/me/it")).files()
    settings = {
        node.targets[0].id: ast.literal_eval(node.value)  # type: ignore[attr-defined]
        for node in ast.parse(known["docs/conf.py"]).body
        if isinstance(node, ast.Assign)
        and not isinstance(node.value, ast.Name | ast.Call | ast.BoolOp)
    }
    assert settings["project"] == 'A "list" \\ of it'
    assert settings["html_theme_options"]["source_repository"] == "https://github.com/me/it"
    link = "[Venues: a \\*section\\*](https://github.com/me/it/edit/main/entries/venues.toml)"
    assert f"`entries/`:\n\n   - {link}\n\n2. Paste" in known["docs/contributing.md"]


def test_a_section_with_the_name_of_a_page_has_another_one() -> None:
    made = Scaffold(listed(Entry("a", "A", venue="V"))).files()
    assert "```{awesome:entries} venues\n" in made["docs/venues-papers.md"]
    assert "```{awesome:index} venue\n" in made["docs/venues.md"]
    assert "\nvenues-papers\n" in made["docs/index.md"]


def test_pages_of_nothing_are_not_made() -> None:
    few = Scaffold(listed(Entry("a", "A"))).files()
    assert not {"docs/venues.md", "docs/authors.md", "docs/tags.md", "leftover.md"} & set(few)
    many = Scaffold(listed(Entry("a", "A", ("B",), venue="V", tags=("t",)))).files()
    assert {"docs/venues.md", "docs/authors.md", "docs/tags.md"} <= set(many)
    for made in (few, many):
        named = re.findall(r"^[a-z][a-z-]+$", made["docs/index.md"], re.MULTILINE)
        pages = {name[5:-3] for name in made if name.startswith("docs/") and name.endswith(".md")}
        assert set(named) == pages - {"index"}


def test_the_example_is_a_short_paper_of_the_list() -> None:
    long = Entry("long", "L", ("B",) * 20, venue="V", year=2021, links={"pdf": "https://a.org"})
    short = Entry("short", "```", ("B",), venue="V", year=2021, links={"pdf": "https://a.org"})
    old = Entry("old", "O", ("B",), venue="V", year=2021, links={"pdf": "http://a.org"})
    page = Scaffold(listed(long, old, short)).files()["docs/contributing.md"]
    block = re.search(r"   (`{4})toml\n(.*?)\n   \1\n", page, re.DOTALL)
    assert block
    assert tomllib.loads(block[2])["entry"][0]["id"] == "short"


@pytest.mark.parametrize(
    ("prose", "description"),
    [
        (
            (
                "![badge](x)\n\n- a list of many words and no text.\n\nNews: here is a book.\n\n"
                "This is a [list](https://a.org) of <b>all</b> *papers* on\n`it_s`. More of it."
            ),
            "This is a list of all papers on it_s.",
        ),
        ("This is a list without an end\n\n# A list of many words.", ""),
        ("🔥 ✨ A list of *it*.", "A list of it."),
        (f"A list, {'x' * 300}.", ""),
        ("One.\n\nTwo.\n\nThree.\n\nHere is a list of helpers.", ""),
        ("", ""),
    ],
)
def test_a_site_says_what_its_readme_says_first(prose: str, description: str) -> None:
    assert description_of(prose) == description


def test_the_maintainers_are_the_authors_of_the_site() -> None:
    awesome_list = listed(Entry("a", "A"), maintainers=(Maintainer("Ada"), Maintainer("Bob")))
    assert 'author = "Ada, Bob"\n' in Scaffold(awesome_list).files()["docs/conf.py"]


def test_services_find_their_files() -> None:
    made = Scaffold(listed(Entry("a", "A"))).files()
    read_the_docs = yaml.safe_load(made[".readthedocs.yaml"])
    assert read_the_docs["sphinx"]["configuration"] in made
    assert read_the_docs["python"]["install"][0]["requirements"] in made
    workflow = yaml.safe_load(made[".github/workflows/ci.yml"])
    assert workflow["permissions"] == {"contents": "read"}
    sessions = re.findall(r"nox -s (\w+)", made[".github/workflows/ci.yml"] + made["README.md"])
    defined = re.findall(r"^def (\w+)\(session", made["noxfile.py"], re.MULTILINE)
    assert set(sessions) <= set(defined) == {"docs", "serve", "form", "check", "readme"}
    # Not in every environment for tests: who runs them through nox has it elsewhere.
    nox = pytest.importorskip("nox")
    scope: dict[str, object] = {}
    exec(compile(made["noxfile.py"], "noxfile.py", "exec"), scope)
    assert nox.options.sessions == ["check", "form", "docs"]


def test_every_template_is_used() -> None:
    awesome_list = listed(Entry("a", "A", ("B",), venue="V", tags=("t",)))
    made = Scaffold(awesome_list).files()
    names = {
        path.relative_to(TEMPLATES).as_posix().removesuffix(".in").replace("dot_", ".")
        for path in TEMPLATES.rglob("*.in")
    }
    assert names - {"docs/section.md"} <= set(made)
    assert new.__doc__


BESIDE = """\
# A list

- [**MICCAI 2021**] RATCHET: Medical Transformer for Reports [[pdf]](./papers/a.pdf)
- [**ISBI 2020**] A Report of What the Slide Shows [[code]](x:y) [[pdf]](https://a.org/b.pdf)
"""


def test_files_beside_a_readme_are_linked_in_its_repository(folder: Path, capsys: Capture) -> None:
    (folder / "list.md").write_text(BESIDE.replace(" [[code]](x:y)", ""), encoding="utf-8")
    known = ["--repository", "https://github.com/me/it"]
    assert main(["new", "list.md", "site", *known]) == 0
    assert "notice" not in capsys.readouterr().out
    entries = (folder / "site/entries/papers.toml").read_text(encoding="utf-8")
    assert 'links.pdf = "https://github.com/me/it/blob/HEAD/papers/a.pdf"\n' in entries


def test_files_beside_a_readme_of_unknown_place_are_left_out(folder: Path, capsys: Capture) -> None:
    (folder / "list.md").write_text(BESIDE, encoding="utf-8")
    assert main(["new", "list.md", "site"]) == 1
    out = capsys.readouterr().out
    assert 'list.md:3:70: notice: the address "./papers/a.pdf" is left out: ' in out
    assert re.search(r'list\.md:4:\d+: error: the address "x:y" is left out: ', out)
    assert "takes it from --repository\n" in out
    assert "2 papers in 1 section read" in out


def days(folder: Path) -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("entries/*.toml"))]
    return re.findall(r"^added = (.+)$", "\n".join(texts), re.MULTILINE)


def test_papers_get_their_days_from_the_repository_of_the_source(
    folder: Path, capsys: Capture
) -> None:
    assert main(["new", "list.md", "none"]) == 0
    assert days(folder / "none") == []
    repository = Repository(folder / "repository")
    (repository.folder / "list.md").write_text(README, encoding="utf-8")
    assert main(["new", "repository/list.md", "not-kept"]) == 0
    assert days(folder / "not-kept") == []
    assert "git" not in capsys.readouterr().out
    lines = README.splitlines(keepends=True)
    repository.commit("2020-01-01", {"list.md": None, "old.md": "".join(lines[:-1])})
    repository.commit("2020-02-01", {"old.md": None, "list.md": README})
    assert main(["new", "repository/list.md", "site"]) == 0
    assert days(folder / "site") == ["2020-02-01", "2020-01-01", "2020-01-01"]
    assert "\n3 papers of 3 dated from the history of git\n" in capsys.readouterr().out
    assert main(["fmt", "--check", "site/entries"]) == 0
    # What has its day is not looked for.
    assert main(["new", "site/entries", "again"]) == 0
    assert days(folder / "again") == days(folder / "site")
    # Entry files have a history too.
    entries = repository.folder / "entries"
    entries.mkdir()
    text = 'title = "X"\n[[entry]]\nid = "x"\ntitle = "What the Slide Shows"\n'
    (entries / "slides.toml").write_text(text, encoding="utf-8")
    repository.commit("2020-03-01", {})
    assert main(["new", "repository/entries", "from-entries"]) == 0
    assert days(folder / "from-entries") == ["2020-03-01"]


def test_a_history_that_tells_no_day_makes_a_site_all_the_same(
    folder: Path, capsys: Capture
) -> None:
    repository = Repository(folder / "repository")
    repository.commit("1970-01-02", {"list.md": README})
    assert main(["new", "repository/list.md", "odd"]) == 0
    assert days(folder / "odd") == []
    repository.commit("2020-01-01", {"x": ""})
    repository.git("clone", "--quiet", "--depth=1", repository.folder.as_uri(), "../shallow")
    capsys.readouterr()
    assert main(["new", "shallow/list.md", "site"]) == 0
    assert days(folder / "site") == []
    assert re.search(
        r"\nno `added` from git: the clone in .*shallow lacks .*; run: git -C .* --unshallow\n",
        capsys.readouterr().out,
    )


# Where the site gets the package from


class Installed:
    """A distribution, and what pip has noted of its origin."""

    def __init__(self, noted: str | None) -> None:
        self._noted = noted

    def read_text(self, name: str) -> str | None:
        """Return the text of a file of its metadata."""
        assert name == "direct_url.json"
        return self._noted


GIT = "https://example.org/me/package.git"


@pytest.mark.parametrize(
    ("noted", "line", "is_local"),
    [
        (None, scaffold.RELEASE.line, False),
        ("", scaffold.RELEASE.line, False),
        ("no JSON", scaffold.RELEASE.line, False),
        ("[]", scaffold.RELEASE.line, False),
        ("{}", scaffold.RELEASE.line, False),
        (
            f'{{"url": "{GIT}", "vcs_info": {{"vcs": "git", "commit_id": "0a1b"}}}}',
            f"sphinx-awesome @ git+{GIT}@0a1b",
            False,
        ),
        (
            '{"url": "https://example.org/a.whl", "archive_info": {}}',
            "sphinx-awesome @ https://example.org/a.whl",
            False,
        ),
        (
            '{"url": "file:///home/me/my%20clone", "dir_info": {"editable": true}}',
            "sphinx-awesome @ file:///home/me/my%20clone",
            True,
        ),
    ],
)
def test_a_site_gets_the_package_from_where_it_was_installed_from(
    monkeypatch: pytest.MonkeyPatch, noted: str | None, line: str, *, is_local: bool
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(scaffold, "distribution", lambda _: Installed(noted))
    found = scaffold.installed_requirement()
    assert found.line == line
    assert bool(found.folder) == is_local


def test_a_package_that_is_not_installed_is_named_by_its_release(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()

    def missing(name: str) -> Installed:
        raise scaffold.PackageNotFoundError(name)

    monkeypatch.setattr(scaffold, "distribution", missing)
    assert scaffold.installed_requirement() == scaffold.RELEASE


def test_a_folder_of_this_machine_is_written_with_a_warning(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    local = scaffold.Requirement("sphinx-awesome @ file:///home/me/clone", "/home/me/clone")
    monkeypatch.setattr(scaffold, "installed_requirement", lambda: local)
    assert main(["new", "list.md", "site"]) == 0
    assert "installs sphinx-awesome from /home/me/clone: before others" in capsys.readouterr().out
    lines = Path("site/docs/requirements.txt").read_text(encoding="utf-8").splitlines()
    assert next(line for line in lines if not line.startswith("#")) == local.line
    assert lines[0].startswith("# A folder of the machine that made this site.")
