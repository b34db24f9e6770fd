"""`sphinx-awesome add`, with sources that a server on loopback plays."""

from __future__ import annotations

import io
import json
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from sphinx_awesome import cli
from sphinx_awesome.formats import toml
from sphinx_awesome.formats.readme_writer import NOTE
from sphinx_awesome.sources import ClientLimits

from ..sources import world as shapes
from ..sources.conftest import small_world
from ..sources.server import Fault, Reply, WorldServer
from ..sources.world import Work

Capture = pytest.CaptureFixture[str]

SECTION = """title = "Report Generation"

[[entry]]
id = "first"
title = "A First Paper of Some Length"
authors = ["Ada Lovelace"]
venue = "MICCAI"
year = 2020
links.pdf = "https://openaccess.thecvf.com/content/CVPR2020/papers/A_B_CVPR_2020_paper.pdf"
"""

pytestmark = pytest.mark.usefixtures("server", "entries")

DOI = "10.1007/978-3-030-87199-4_7"

RATCHET_BLOCK = f"""
[[entry]]
id = "ratchet"
title = "RATCHET: Reading Things with Transformers"
authors = ["Benjamin Hou", "Georgios Kaissis"]
# arXiv names this DOI; Crossref: same title and authors. 2026-10-05
venue = "MICCAI"
year = 2021
doi = "{DOI}"
arxiv = "2107.02104"
links.pdf = "https://arxiv.org/pdf/2107.02104"
added = 2026-10-05
"""

WORKSHOP = "2022 IEEE International Conference on Testing Workshops (ICSTW)"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[WorldServer]:
    world = small_world()
    world.works.append(work := Work("A Study of Testing Many Things", doi="10.1109/ICSTW.35"))
    world.crossref[work.doi.lower()] = replace(
        work, containers=[WORKSHOP], printed=2022, type="proceedings-article"
    )
    monkeypatch.setattr(
        "sphinx_awesome.sources.client._USUAL_LIMITS",
        ClientLimits(step_seconds=2.0, total_seconds=3.0, patience_seconds=0.0),
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1791158400")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with WorldServer(world) as running:
        monkeypatch.setenv("SPHINX_AWESOME_MIRRORS", running.mirrors())
        yield running


@pytest.fixture
def entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "list" / "entries"
    root.mkdir(parents=True)
    (root / "reports.toml").write_text(SECTION, encoding="utf-8")
    (root / "testing.toml").write_text('title = "Testing"\n', encoding="utf-8")
    monkeypatch.chdir(root.parent)
    return root


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Have somebody sit at a terminal who gives some answers, and then ends the input."""
    asked: list[str] = []

    def sit(*answers: str) -> list[str]:
        left = list(answers)

        def answer(question: str) -> str:
            asked.append(question)
            if not left:
                raise EOFError
            return left.pop(0)

        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", answer)
        return asked

    monkeypatch.setattr("sys.stdin", io.StringIO())
    return sit


def add(*words: str, to: str = "reports") -> int:
    return cli.main(["add", *words, "--to", to])


def text_of(entries: Path, name: str = "reports") -> str:
    return (entries / f"{name}.toml").read_text(encoding="utf-8")


# -- what a paper may be named by ------------------------------------------------------------------


@pytest.mark.parametrize(
    "what",
    [
        "2107.02104",
        "arXiv:2107.02104v2",
        "https://arxiv.org/abs/2107.02104",
        "arxiv.org/pdf/2107.02104v1",
        "RATCHET: Reading Things with Transformers",
    ],
)
def test_preprint_that_has_appeared(
    entries: Path, server: WorldServer, capsys: Capture, what: str
) -> None:
    assert add(what, "--yes") == 0
    assert text_of(entries) == SECTION + RATCHET_BLOCK
    out = capsys.readouterr().out
    assert "from arXiv: title, authors, arxiv, links.pdf" in out
    assert "from Crossref: venue, year, doi" in out
    assert out.endswith(f"{Path('entries') / 'reports.toml'}:11: ratchet was added\n")
    assert toml.load(entries)[1] == []
    assert len(server.seen) <= 3


@pytest.mark.parametrize(
    "what", [DOI, f"https://doi.org/{DOI}", f"https://link.springer.com/chapter/{DOI}"]
)
def test_doi_with_a_preprint(entries: Path, what: str) -> None:
    assert add(what, "--yes") == 0
    assert 'arxiv = "2107.02104"' in text_of(entries)
    assert "# arXiv names this DOI; Crossref: same title and authors." in text_of(entries)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("math/0309136", ['venue = "arXiv"', "year = 2003", 'arxiv = "math/0309136"']),
        (
            "https://aclanthology.org/2021.emnlp-main.288/",
            ["# ACL Anthology. 2026-10-05", 'venue = "EMNLP"', "10.18653/v1/2021.emnlp-main.288"],
        ),
        (
            "https://openaccess.thecvf.com/content/CVPR2021/papers/Hou_Things_CVPR_2021_paper.pdf",
            ["# CVF. 2026-10-05", "year = 2021", "links.pdf = "],
        ),
        ("https://pubmed.ncbi.nlm.nih.gov/123456/", [f'doi = "{DOI}"', "year = 2021"]),
    ],
)
def test_addresses(entries: Path, what: str, expected: list[str]) -> None:
    assert add(what, "--yes") == 0
    written = text_of(entries)
    assert [one for one in expected if one not in written] == []
    assert toml.load(entries)[1] == []


def test_bibtex(
    entries: Path, server: WorldServer, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    text = (
        "@article{a, title={RATCHET: Reading Things}, author={Hou, B.}, eprint={2107.02104},"
        " archiveprefix={arXiv}, keywords={reports}}\n"
        "@article{b, title={A Paper that No Source Has}, author={Roe, Jane}, journal={Things},"
        " year={2020}}"
    )
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    server.world.crossref.clear()
    assert add("-", "--yes") == 0
    written = text_of(entries)
    assert 'tags = ["reports"]' in written
    assert '# BibTeX, in no source. 2026-10-05\nvenue = "Things"' in written
    assert 'name = "Things"' in text_of(entries, "_venues")
    assert "from BibTeX: title, authors, venue, year" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "nothing", "@article{a}"])
def test_bibtex_without_a_record(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, text: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert add("-", "--yes") == 2
    assert "no record of BibTeX" in capsys.readouterr().err


def test_bibtex_of_another_paper(
    entries: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    text = "@article{a, title={On Something Else}, author={Roe, Jane}, eprint={2107.02104}}"
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert add("-", "--yes") == 1
    assert "2107.02104 is another paper: RATCHET" in capsys.readouterr().out
    assert text_of(entries) == SECTION


# -- usage -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["https://example.org/x"], "no source knows"),
        (["12345"], "no source knows"),
        (["-", "-"], "twice"),
        (["2107.02104", "--id", "A"], "can be no id"),
        (["2107.02104", "--id", "first"], "is taken"),
        (["2107.02104", "math/0309136", "--id", "a"], "one paper"),
        (["2107.02104", "--to", "report"], 'did you mean "reports"?'),
        (["2107.02104", "--to", "zzzz"], "name one of: reports, testing"),
        (["2107.02104", "--list", "nowhere"], "does not exist"),
        (["2107.02104", "--list", "entries/reports.toml"], "neither a directory"),
    ],
)
def test_wrong_usage(capsys: Capture, words: list[str], message: str) -> None:
    to = [] if "--to" in words else ["--to", "reports"]
    assert cli.main(["add", *words, *to, "--yes"]) == 2
    assert message in capsys.readouterr().err


def test_section_is_to_be_named(capsys: Capture) -> None:
    assert cli.main(["add", "2107.02104", "--yes"]) == 2
    assert "name one with --to: reports, testing" in capsys.readouterr().err
    assert cli.main(["add", "2107.02104", "--to", "reports"]) == 2
    assert "add --yes or --dry-run" in capsys.readouterr().err


def test_list_with_errors(entries: Path, capsys: Capture) -> None:
    (entries / "testing.toml").write_text("[[entry]]\n", encoding="utf-8")
    assert add("2107.02104", "--yes") == 1
    assert "nothing was written" in capsys.readouterr().out


def test_section_by_its_title(entries: Path) -> None:
    assert add("2107.02104", "--yes", "--id", "mine", to="report generation") == 0
    assert 'id = "mine"' in text_of(entries)


# -- asked on a terminal ---------------------------------------------------------------------------


def test_prompts(entries: Path, terminal: Callable[..., list[str]], capsys: Capture) -> None:
    asked = terminal("reports", "y")
    assert cli.main(["add", "2107.02104"]) == 0
    assert asked == ["To which section? ", "Write it? [y/N] "]
    assert text_of(entries) == SECTION + RATCHET_BLOCK
    assert "  reports  Report Generation\n" in capsys.readouterr().out


@pytest.mark.parametrize("answers", [["n"], [""], ["x"], []])
def test_answers_that_are_no_yes(
    entries: Path, terminal: Callable[..., list[str]], answers: list[str]
) -> None:
    terminal(*answers)
    assert add("10.1109/ICSTW.35") == 1
    assert text_of(entries) == SECTION
    assert not (entries / "_venues.toml").exists()


def test_end_of_input_writes_nothing_at_all(
    entries: Path, terminal: Callable[..., list[str]]
) -> None:
    terminal("y")
    assert add("2107.02104", "math/0309136") == 1
    assert text_of(entries) == SECTION
    terminal()
    assert cli.main(["add", "2107.02104"]) == 2


def test_interrupt_writes_nothing(
    entries: Path,
    terminal: Callable[..., list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal()

    def interrupt(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupt)
    assert add("2107.02104") == 130
    assert text_of(entries) == SECTION


def test_unknown_venue(entries: Path, terminal: Callable[..., list[str]], capsys: Capture) -> None:
    asked = terminal("y")
    assert add("10.1109/ICSTW.35", to="testing") == 0
    assert asked == ["Write both? [y/N] "]
    assert (entries / "_venues.toml").read_text(encoding="utf-8") == (
        '[[venue]]\nname = "ICSTW"\n'
        'full = "IEEE International Conference on Testing Workshops"\nkind = "workshop"\n'
    )
    out = capsys.readouterr().out
    assert 'warning: no venue is called "ICSTW" [venue]\n  hint: this block' in out
    assert "# Crossref. 2026-10-05" in text_of(entries, "testing")
    assert toml.load(entries)[1] == []


# -- refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "by"),
    [
        ("A First Paper of Some Length", "that title"),
        ("first paper of some", "nearly the same title"),
        (
            "https://openaccess.thecvf.com/content/CVPR2020/html/A_B_CVPR_2020_paper.html",
            "its link `pdf`",
        ),
    ],
)
def test_listed_already(server: WorldServer, capsys: Capture, what: str, by: str) -> None:
    assert add(what, "--yes") == 1
    place = f"{Path('entries') / 'reports.toml'}:3"
    assert f"in the list already: first ({place}), by {by}" in capsys.readouterr().out
    assert server.seen == []


def test_added_once(entries: Path, server: WorldServer, capsys: Capture) -> None:
    assert add("2107.02104", DOI, "--yes") == 1
    assert text_of(entries) == SECTION + RATCHET_BLOCK
    assert "in the list already: ratchet, by" in capsys.readouterr().out
    requests = len(server.seen)
    assert add("2107.02104", DOI, "arxiv.org/abs/2107.02104", "--yes") == 1
    assert len(server.seen) == requests
    assert "by arXiv 2107.02104" in capsys.readouterr().out


def test_duplicate_that_is_seen_when_the_record_is_there(entries: Path, capsys: Capture) -> None:
    (entries / "testing.toml").write_text(
        'title = "T"\n\n[[entry]]\nid = "x"\ntitle = "On Old Ids"\n'
        f'[[entry]]\nid = "y"\ntitle = "RATCHET: Reading Things with Transformers"\ndoi = "{DOI}"\n'
        'authors = ["Benjamin Hou"]\n',
        encoding="utf-8",
    )
    assert add("2107.02104", "--yes") == 1
    assert "in the list already: y" in capsys.readouterr().out


def test_papers_that_are_listed_twice_refuse_no_other(entries: Path) -> None:
    again = SECTION.partition("\n")[2].replace('"first"', '"again"')
    (entries / "reports.toml").write_text(SECTION + again, encoding="utf-8")
    assert add("2107.02104", "--yes") == 0
    assert text_of(entries) == SECTION + again + RATCHET_BLOCK


@pytest.mark.parametrize("what", ["2107.99999", "10.1000/nothing", "A Title that Nobody Has Heard"])
def test_not_found(entries: Path, capsys: Capture, what: str) -> None:
    assert add(what, "--yes") == 1
    assert "no source has" in capsys.readouterr().out
    assert text_of(entries) == SECTION


def test_withdrawn(entries: Path, server: WorldServer, capsys: Capture) -> None:
    work = server.world.arxiv["math/0309136"]
    server.world.arxiv["math/0309136"] = replace(
        work, has_pdf=False, comment="This paper has been withdrawn \u202e"
    )
    assert add("math/0309136", "--dry-run") == 1
    out = capsys.readouterr().out
    assert "it was withdrawn: https://arxiv.org/abs/math/0309136" in out
    assert add("math/0309136", "--yes") == 0
    assert "math/0309136" in text_of(entries)


def test_notice(server: WorldServer, capsys: Capture) -> None:
    shown = server.world.crossref[DOI.lower()]
    message = {**shapes.crossref_work(shown, DOI), "update-to": [{"type": "retraction"}]}
    server.replies[f"api.crossref.org/works/{quote(DOI, safe='')}"] = Reply(
        200, shapes.crossref_single(message)
    )
    status = add(DOI, "--yes")
    out = capsys.readouterr().out
    assert (status, "a notice about another paper" in out) == (1, True)


def test_doi_of_another_paper_is_left_out(
    entries: Path, server: WorldServer, capsys: Capture
) -> None:
    server.world.crossref[DOI.lower()] = Work(
        "Geology of the Alps", [("Max", "Muster")], doi=DOI, containers=["Nature"], printed=2019
    )
    assert add("2107.02104", "--yes") == 0
    assert 'venue = "arXiv"' in text_of(entries)
    assert "doi" not in text_of(entries)
    assert f"{DOI} is another paper, and was left out" in capsys.readouterr().out


def test_authors_from_a_to_z_are_doubted(
    entries: Path, server: WorldServer, capsys: Capture
) -> None:
    names = [("Ann", "Ash"), ("Bob", "Birch"), ("Cy", "Cedar"), ("Eve", "Elm")]
    server.world.crossref["10.5555/1"] = Work(
        "Things from A to Z", names, doi="10.5555/1", containers=["MICCAI"], printed=2020
    )
    assert add("10.5555/1", "--yes") == 0
    note = "note: the authors may stand in the order of the alphabet\n"
    assert note in capsys.readouterr().out
    assert "Things from A to Z" in text_of(entries)


def test_versions_are_followed_three_steps_far(entries: Path, server: WorldServer) -> None:
    title = "One Work in Many Versions"
    for number in range(6):
        named = {"is-preprint-of": [{"id-type": "doi", "id": f"10.5555/{number + 1}"}]}
        server.world.crossref[f"10.5555/{number}"] = Work(
            title, doi=f"10.5555/{number}", type="posted-content", relation=named
        )
    assert add("10.5555/0", "--yes") == 0
    assert title in text_of(entries)
    asked = " ".join(unquote(one.path) for one in server.seen)
    assert [n for n in range(6) if f"10.5555/{n}" in asked] == [0, 1, 2, 3]


def test_preprint_elsewhere_is_not_asked_for(entries: Path, server: WorldServer) -> None:
    preprints = {"has-preprint": [{"id-type": "doi", "id": "10.1101/2"}]}
    server.world.crossref["10.5555/1"] = Work(
        "Things of Cells", doi="10.5555/1", containers=["MICCAI"], printed=2020, relation=preprints
    )
    assert add("10.5555/1", "--yes") == 0
    assert 'doi = "10.5555/1"' in text_of(entries)
    assert len(server.seen) == 1


def test_preprint_that_pubmed_knows_by_its_doi(entries: Path, server: WorldServer) -> None:
    server.world.arxiv["2107.02104"] = preprint = replace(
        server.world.arxiv["2107.02104"], arxiv_doi="", comment=""
    )
    server.world.pubmed["7"] = replace(
        preprint, arxiv="", pubmed="7", doi="10.48550/arXiv.2107.02104", printed=2021
    )
    assert add("https://pubmed.ncbi.nlm.nih.gov/7/", "--yes") == 0
    assert 'arxiv = "2107.02104"' in text_of(entries)


def test_record_without_authors_proves_by_its_title_alone(
    entries: Path, server: WorldServer
) -> None:
    server.world.crossref[DOI.lower()] = replace(server.world.crossref[DOI.lower()], authors=[])
    assert add("2107.02104", "--yes") == 0
    assert text_of(entries) == SECTION + RATCHET_BLOCK.replace(
        "same title and authors", "same title"
    )


def test_file_that_cannot_take_it(entries: Path) -> None:
    (entries / "testing.toml").write_text('title = "T"\nentry = []\n', encoding="utf-8")
    status = add("2107.02104", "--yes", to="testing")
    assert status in {0, 1}
    assert toml.load(entries)[1] == []


# -- could not be asked ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault",
    [
        Fault.THROTTLED_LONG,
        Fault.PAGE,
        Fault.UNAVAILABLE,
        Fault.CLOSED,
        Fault.GARBAGE,
        Fault.FORBIDDEN,
    ],
)
@pytest.mark.parametrize("host", ["api.crossref.org", "both"])
def test_could_not_be_asked(
    entries: Path, server: WorldServer, capsys: Capture, fault: Fault, host: str
) -> None:
    for one in ("export.arxiv.org", "api.datacite.org") if host == "both" else (host,):
        server.misbehave(one, fault)
    assert add("2107.02104", "--yes") == 3
    assert text_of(entries) == SECTION
    out = capsys.readouterr().out
    assert ("Crossref" if host != "both" else "arXiv") in out
    assert "nothing was written" in out
    server.behave()
    assert add("2107.02104", "--yes", "--dry-run") in {0, 3}


def test_stand_in(entries: Path, server: WorldServer, capsys: Capture) -> None:
    server.misbehave("export.arxiv.org", Fault.THROTTLED_LONG)
    assert add("2107.02104", "--yes") == 0
    assert "arXiv could not be asked; DataCite was, instead" in capsys.readouterr().out
    assert 'venue = "MICCAI"' in text_of(entries)


def test_offline(entries: Path, server: WorldServer, capsys: Capture) -> None:
    assert add("2107.02104", "--yes", "--offline") == 3
    assert "--offline" in capsys.readouterr().out
    assert server.seen == []
    assert add("2107.02104", "--dry-run") == 0
    requests = len(server.seen)
    assert add("2107.02104", "--yes", "--offline") == 0
    assert len(server.seen) == requests
    assert text_of(entries) == SECTION + RATCHET_BLOCK


def test_damaged_answers_are_told(entries: Path, tmp_path: Path, capsys: Capture) -> None:
    assert add("2107.02104", "--dry-run") == 0
    (kept,) = tmp_path.rglob("answers.sqlite3")
    kept.write_bytes(b"no database at all" * 100)
    capsys.readouterr()
    assert add("2107.02104", "--yes") == 0
    assert "was damaged or of another program" in capsys.readouterr().out
    assert text_of(entries) == SECTION + RATCHET_BLOCK


@pytest.mark.parametrize("mirrors", ["nonsense"])
def test_mirrors_that_are_none(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, mirrors: str
) -> None:
    monkeypatch.setenv("SPHINX_AWESOME_MIRRORS", mirrors)
    assert add("2107.02104", "--yes") == 2
    assert capsys.readouterr().err


# -- forms -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("is_cut", [False, True])
def test_all_else_stays(
    entries: Path,
    ends: str,
    mark: str,
    is_cut: bool,  # noqa: FBT001
) -> None:
    before = (mark + (SECTION.rstrip("\n") if is_cut else SECTION).replace("\n", ends)).encode()
    (entries / "reports.toml").write_bytes(before)
    assert add("2107.02104", "--yes") == 0
    after = (entries / "reports.toml").read_bytes()
    new = ends * is_cut + RATCHET_BLOCK.replace("\n", ends)
    assert after == before + new.encode()


def test_dry_run_as_json(entries: Path, server: WorldServer, capsys: Capture) -> None:
    server.misbehave("aclanthology.org", Fault.FORBIDDEN)
    anthology = "https://aclanthology.org/2021.emnlp-main.288/"
    words = ["2107.02104", "A First Paper of Some Length", anthology, "10.1109/ICSTW.35"]
    assert add(*words, "--dry-run", "--format", "json") == 3
    shown = json.loads(capsys.readouterr().out)
    assert [one["standing"] for one in shown] == [
        *("would be written", "refused", "could not be asked", "would be written")
    ]
    assert shown[0]["sources"]["venue"] == "Crossref"
    assert (shown[0]["id"], shown[0]["line"]) == ("ratchet", 11)
    assert shown[0]["text"] == RATCHET_BLOCK.strip()
    assert 'kind = "workshop"' in shown[3]["venue"]
    assert text_of(entries) == SECTION


def test_written_as_json(entries: Path, capsys: Capture) -> None:
    assert add("2107.02104", "--yes", "--format", "json") == 0
    (shown,) = json.loads(capsys.readouterr().out)
    assert (shown["standing"], shown["id"]) == ("written", "ratchet")
    assert text_of(entries) == SECTION + RATCHET_BLOCK


def test_groups_and_hostile_strings(entries: Path, server: WorldServer, capsys: Capture) -> None:
    hostile = 'A Title "\\ of \x1b[2J Things\u202e\n[[entry]]\nid = "evil"'
    server.world.arxiv["2101.00001"] = Work(
        hostile, ["The Things Team", ("Ada", "Lovelace")], arxiv="2101.00001"
    )
    assert add("2101.00001", "--yes") == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    awesome_list, problems = toml.load(entries)
    assert [one for one in problems if one.severity == "error"] == []
    assert len(awesome_list.entries) == 2
    assert '"{The Things Team}"' in text_of(entries)


# -- a list in a README ----------------------------------------------------------------------------

README = """# Papers

Some words.

## Reports

- [A First Paper of Some Length](https://arxiv.org/abs/2001.00001), Ada Lovelace, *MICCAI 2020*. [[code](https://github.com/a/b)]

## Testing

| Title | Venue | Paper |
|---|---|---|
| Testing One Thing After Another | ICML 2021 | [pdf](https://arxiv.org/abs/2102.00002) |
| Testing One Thing Before Another | ICML 2022 | [pdf](https://arxiv.org/abs/2202.00002) |
"""


@pytest.mark.parametrize(
    ("to", "line"),
    [
        (
            "Reports",
            (
                "- [RATCHET: Reading Things with Transformers](https://arxiv.org/abs/2107.02104), "
                "Benjamin Hou, Georgios Kaissis, *MICCAI 2021*."
            ),
        ),
        (
            "testing",
            (
                "| RATCHET: Reading Things with Transformers | MICCAI 2021 | "
                "[pdf](https://arxiv.org/abs/2107.02104) |"
            ),
        ),
    ],
)
@pytest.mark.parametrize("has_lock", [False, True])
def test_readme(
    tmp_path: Path,
    to: str,
    line: str,
    has_lock: bool,  # noqa: FBT001
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(README, encoding="utf-8")
    if has_lock:
        assert cli.main(["lock", str(readme)]) == 0
    assert add("2107.02104", "--yes", "--list", str(readme), to=to) == 0
    after = readme.read_text(encoding="utf-8")
    assert line in after.splitlines()
    assert after.replace(f"{line}\n", "") == README
    lock = tmp_path / "README.ids.json"
    assert lock.exists() == has_lock
    if has_lock:
        assert '"ratchet": "2026-10-05"' in lock.read_text(encoding="utf-8")
    assert add("2107.02104", "--yes", "--list", str(readme), to=to) == 1


def test_readme_that_is_made(tmp_path: Path, capsys: Capture) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"{README}\n{NOTE}\n", encoding="utf-8")
    assert add("2107.02104", "--yes", "--list", str(readme)) == 2
    assert "made from entry files" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("like", "line"),
    [
        # Of neither line a form can be learnt: the title does not stand in it as it is read.
        (
            "- [A *First* Paper of Some Length](https://arxiv.org/abs/2001.00001)",
            (
                "- **RATCHET: Reading Things with Transformers** Benjamin Hou, Georgios Kaissis "
                "(MICCAI 2021) [[paper]](https://arxiv.org/abs/2107.02104)"
            ),
        ),
        (
            "- [A First Paper of Some Length](https://arxiv.org/abs/2001.00001)",
            "- [RATCHET: Reading Things with Transformers](https://arxiv.org/abs/2107.02104)",
        ),
    ],
)
def test_readme_with_one_line(tmp_path: Path, like: str, line: str) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"# Papers\n\n## Reports\n\n{like}\n", encoding="utf-8")
    assert add("2107.02104", "--yes", "--list", str(readme)) == 0
    assert readme.read_text(encoding="utf-8").splitlines()[4:] == [like, line]


def test_readme_and_a_paper_without_an_address(
    tmp_path: Path, server: WorldServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(README, encoding="utf-8")
    server.world.crossref.clear()
    text = "@article{b, title={A Paper that No Source Has}, author={Roe, Jane}, year={2020}}"
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert add("-", "--yes", "--list", str(readme)) == 0
    (line,) = set(readme.read_text(encoding="utf-8").splitlines()) - set(README.splitlines())
    assert line == "- **A Paper that No Source Has** Jane Roe (2020)"


def test_readme_that_cannot_take_it(tmp_path: Path, server: WorldServer, capsys: Capture) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(README, encoding="utf-8")
    server.world.arxiv["2101.00001"] = Work("!!", arxiv="2101.00001")
    assert add("2101.00001", "--yes", "--list", str(readme)) == 1
    assert f"{readme} cannot take it\n  hint: write it by hand" in capsys.readouterr().out
    assert readme.read_text(encoding="utf-8") == README


def test_readme_with_an_unknown_venue(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(README, encoding="utf-8")
    assert add("10.1109/ICSTW.35", "--yes", "--list", str(readme)) == 0
    assert "*ICSTW 2022*" in readme.read_text(encoding="utf-8")
    assert 'name = "ICSTW"' in (tmp_path / "_venues.toml").read_text(encoding="utf-8")


def test_readme_without_a_section(tmp_path: Path, capsys: Capture) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("Nothing here.\n", encoding="utf-8")
    assert add("2107.02104", "--yes", "--list", str(readme)) == 2
    assert "the list has no section; write one first" in capsys.readouterr().err


# -- the how-to ------------------------------------------------------------------------------------

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-paper.md"


def test_session_of_the_page(
    entries: Path, server: WorldServer, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    text = HOW_TO.read_text(encoding="utf-8")
    session = text[text.index("$ sphinx-awesome add 2202") :].partition("```")[0]
    (entries / "reports.toml").rename(entries / "survey.toml")
    (entries / "survey.toml").write_text('title = "Surveys"\n', encoding="utf-8")
    title = "Testing Deep Learning Models: A First Comparative Study of Multiple Testing Techniques"
    authors = [("Mohit Kumar", "Ahuja"), ("Arnaud", "Gotlieb"), ("Helge", "Spieker")]
    doi = "10.1109/ICSTW55395.2022.00035"
    container = (
        "2022 IEEE International Conference on Software Testing, Verification and Validation "
        "Workshops (ICSTW)"
    )
    preprint = Work(title, authors, arxiv="2202.12139", submitted=2022, arxiv_doi=doi)
    paper = Work(title, authors, doi=doi, type="proceedings-article", containers=[container])
    server.world.arxiv["2202.12139"] = preprint
    server.world.crossref[doi.lower()] = replace(paper, printed=2022)
    answers = iter(["testing", "y"])

    def answer(question: str) -> str:
        given = next(answers)
        print(f"{question}{given}")  # noqa: T201
        return given

    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answer)
    parts = re.split(r"^\$ sphinx-awesome (.+)\n", session, flags=re.MULTILINE)[1:]
    for command, shown in zip(parts[::2], parts[1::2], strict=True):
        cli.main(shlex.split(command))
        out = re.sub(r": \d+ s\n", ": 0 s\n", capsys.readouterr().out.replace("\\", "/"))
        assert out.rstrip() == shown.rstrip()


def test_paper_that_pubmed_has_is_asked_for_by_its_doi(
    entries: Path, server: WorldServer, capsys: Capture
) -> None:
    server.world.pubmed["8"] = Work("Of Clocks in Very High Towers", pubmed="8", doi="10.1000/c8")
    server.world.crossref["10.1000/c8"] = Work(
        "Of Clocks in Very High Towers",
        doi="10.1000/c8",
        containers=["Medical Image Analysis"],
        printed=2022,
    )
    assert add("https://pubmed.ncbi.nlm.nih.gov/8/", "--yes") == 0
    text = (entries / "reports.toml").read_text(encoding="utf-8")
    assert 'venue = "MedIA"' in text
    assert "year = 2022" in text
    assert "Crossref" in capsys.readouterr().out
