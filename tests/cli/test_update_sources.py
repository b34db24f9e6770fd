"""`sphinx-awesome update` against sources: a server of ours speaks as each of them does."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sphinx_awesome.cli import main
from sphinx_awesome.formats import toml

from ..sources.server import Fault, WorldServer
from ..sources.world import Code, Work, World

Capture = pytest.CaptureFixture[str]
Update = Callable[..., tuple[int, Any]]

DAY = "2026-10-05"
EPOCH = "1791158400"  # that day

ANN, BOB, EVE = ("Ann", "Ash"), ("Bob", "Birch"), ("Eve", "Elm")
TITLE = "Reading Images of Lungs with Transformers"
VENUES = '[[venue]]\nname = "Fictional"\nfull = "Journal of Fictional Things"\nkind = "journal"\n'


def block(id_: str, title: str = TITLE, **fields: str) -> str:
    lines = [f"{key.replace('__', '.')} = {value}" for key, value in fields.items()]
    return "\n".join(["[[entry]]", f'id = "{id_}"', f'title = "{title}"', *lines, "", ""])


def preprint(id_: str, title: str = TITLE, arxiv: str = "2201.00001", **fields: str) -> str:
    named = {"authors": '["Ann Ash", "Bob Birch"]', "venue": '"arXiv"', "year": "2022"}
    return block(id_, title, **(named | {"arxiv": f'"{arxiv}"'} | fields))


def on_arxiv(title: str = TITLE, arxiv: str = "2201.00001", **more: Any) -> Work:  # noqa: ANN401
    return Work(title, **({"authors": [ANN, BOB], "arxiv": arxiv, "submitted": 2022} | more))


def printed(title: str = TITLE, doi: str = "10.5555/1", **more: Any) -> Work:  # noqa: ANN401
    given = {"authors": [ANN, BOB], "doi": doi, "containers": ["Medical Image Analysis"]}
    return Work(title, **(given | {"printed": 2023} | more))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    (tmp_path / "entries").mkdir()
    return tmp_path


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[WorldServer]:
    with WorldServer() as running:
        monkeypatch.setenv("SPHINX_AWESOME_MIRRORS", running.mirrors())
        yield running


@pytest.fixture
def update(server: WorldServer, capsys: Capture) -> Update:
    """Run the command over some blocks and a world; return its status and its output."""

    def run(
        *arguments: str, entries: str | None = None, works: object = None, code: object = ()
    ) -> tuple[int, Any]:
        if entries is not None:
            write(entries)
        if works is not None:
            server.world = World(works, code)  # type: ignore[arg-type]
        known = ("--only", "identity,authors,ids,published,withdrawn,code")
        only = () if "--only" in arguments else known
        status = main(["update", *only, *arguments])
        out = capsys.readouterr().out
        return status, json.loads(out) if "json" in arguments else out

    return run


def path() -> Path:
    return Path("entries/lungs.toml")


def write(entries: str) -> None:
    path().write_bytes(f'title = "Lungs"\n\n{entries.rstrip()}\n'.encode())


def text() -> str:
    return path().read_bytes().decode()


def added_lines(before: str) -> list[str]:
    """Return the lines that are new; what was there must all be there still, in its order."""
    new = text().split("\n")
    left = iter(new)
    assert all(any(line == old for line in left) for old in before.split("\n"))
    rest = before.split("\n")
    return [line for line in new if line not in rest]


JSON = ("--format", "json")


@pytest.mark.parametrize("which", ["a", "--all"])
def test_who_names_a_paper_has_it_asked_for_anew_on_another_day(
    update: Update, server: WorldServer, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    works = [on_arxiv(arxiv="1901.00001")]
    update(entries=preprint("a", arxiv="1901.00001"), works=works)
    asked = len(server.seen)
    assert asked
    update(which)
    assert len(server.seen) == asked
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(EPOCH) + 2 * 86_400))
    update()
    assert len(server.seen) == asked
    update(which)
    assert len(server.seen) > asked


def test_the_limit_of_who_has_no_token_is_not_overstepped(
    update: Update, server: WorldServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = "".join(
        block(name, f"On {name}", links__code=f'"https://github.com/x/{name}"') for name in "abcd"
    )
    code = [Code(f"x/{name}", number) for number, name in enumerate("abcd", 1)]
    only = ("--only", "code")
    server.misbehave("api.github.com", Fault.LAST, times=1)
    status, out = update(*only, entries=entries, works=[], code=code)
    assert status == 3
    assert len(server.seen) == 1
    limit = "asks to be asked less often (60 requests an hour without GITHUB_TOKEN; not before "
    assert f"could not be asked: GitHub ({limit}" in out
    assert update(*only)[0] == 3
    assert len(server.seen) == 1
    # Who has a token has another limit, whatever was used up without it.
    monkeypatch.setenv("GITHUB_TOKEN", "ghp_x")
    assert update(*only)[0] == 0
    assert [one.path for one in server.seen[1:]] == ["/graphql"]


def test_authors_come_with_their_evidence(update: Update) -> None:
    entries = block("a", arxiv='"2201.00001"', note='"n"  # why')
    status, found = update(*JSON, entries=entries, works=[on_arxiv()])
    assert status == 1
    assert found == [
        {
            "path": str(path()),
            "line": 3,
            "id": "a",
            "field": "authors",
            "old": None,
            "new": ["Ann Ash", "Bob Birch"],
            "standing": "certain",
            "rule": "",
            "sources": ["arXiv"],
            "message": "arXiv: same title",
            "hint": "",
        }
    ]
    before = text()
    assert update("--write")[0] == 0
    assert added_lines(before) == [
        f"# arXiv 2201.00001: same title. {DAY}",
        'authors = ["Ann Ash", "Bob Birch"]',
    ]
    assert main(["fmt", "--check"]) == 0
    assert update()[1].endswith("1 paper; 0 due. no requests\nnothing to say\n")


def test_an_id_of_another_paper_teaches_nothing(update: Update, server: WorldServer) -> None:
    entries = block("a", arxiv='"2201.00001"', doi='"10.5555/1"')
    other = "Growing Roses in the Shade"
    works = [on_arxiv(other, comment="Accepted at MICCAI 2022"), printed(other)]
    status, found = update(*JSON, "--write", entries=entries, works=works)
    assert status == 1
    assert [(one["rule"], one["field"], one["line"]) for one in found] == [
        ("arxiv-identity", "arxiv", 6),
        ("doi-identity", "doi", 7),
    ] or {one["rule"] for one in found} == {"arxiv-identity", "doi-identity"}
    assert text().endswith(entries.rstrip() + "\n")
    reason = '"It was renamed."'
    quiet = entries.rstrip() + (
        f"\nignore.arxiv-identity = {reason}\nignore.doi-identity = {reason}\n"
    )
    assert update(entries=quiet)[0] == 0
    assert main(["check"]) == 0
    server.seen.clear()
    assert update("--all")[0] == 0
    assert server.seen == []


def test_an_id_that_nobody_knows_is_said(update: Update) -> None:
    entries = block("a", arxiv='"2201.99999"', doi='"10.5555/none"')
    status, found = update(entries=entries, works=[])
    assert status == 1
    assert "arXiv has no 2201.99999, says arXiv [arxiv-identity]" in found
    assert "no DOI is 10.5555/none, say Crossref and DataCite and doi.org [doi-identity]" in found


def test_a_paper_is_looked_at_where_its_number_is_read_wrong(update: Update) -> None:
    status, found = update(
        entries=block("a", links__pdf='"https://arxiv.org/pdf/2201.00001"', authors='["Ann Ash"]'),
        works=[on_arxiv()],
    )
    assert status == 1
    assert '+ arxiv = "2201.00001"    it stands in links.pdf; arXiv: same title' in found


def test_a_doi_is_that_of_the_listed_version(update: Update) -> None:
    entries = block("a", authors='["Ann Ash", "Bob Birch"]', venue='"MedIA"', arxiv='"2201.00001"')
    works = [on_arxiv(arxiv_doi="10.5555/1"), printed()]
    assert update("--write", entries=entries, works=works)[0] == 0
    assert (
        f"# arXiv names this DOI; Crossref: same title and authors. {DAY}\n"
        'doi = "10.5555/1"\n' in text()
    )
    other = entries.replace("MedIA", "CVPR")
    assert update(entries=other)[0] == 0


@pytest.mark.parametrize(
    ("works", "standing"),
    [
        ([on_arxiv(arxiv_doi="10.5555/1"), printed()], "certain"),
        ([on_arxiv(journal_ref="Medical Image Analysis 80 (2023) 1"), printed()], "certain"),
        (
            [
                on_arxiv(),
                printed(relation={"has-preprint": [{"id-type": "arxiv", "id": "2201.00001"}]}),
            ],
            "certain",
        ),
        ([on_arxiv(), printed()], "proposed"),
        ([on_arxiv(comment="To appear in Medical Image Analysis, 2023")], "proposed"),
        ([on_arxiv(comment="Submitted to Medical Image Analysis, 2023")], ""),
        ([on_arxiv(arxiv_doi="10.5555/1"), printed(containers=["Annals of Nothing"])], "proposed"),
        ([on_arxiv(arxiv_doi="10.5555/1"), printed(printed=2029)], ""),
        (
            [on_arxiv(arxiv_doi="10.5555/1"), printed(containers=["MICCAI"], printed=2027)],
            "proposed",
        ),
        ([on_arxiv(), printed(authors=[EVE, ("Ann", "Oak")])], ""),
        ([on_arxiv(arxiv_doi="10.5555/1"), printed("Roses in the Shade", authors=[EVE])], ""),
        ([on_arxiv(arxiv_doi="10.5555/1"), printed("Roses in the Shade")], "proposed"),
        (
            [
                on_arxiv(arxiv_doi="10.5555/1"),
                printed(
                    "Roses in the Shade",
                    relation={"has-preprint": [{"id-type": "arxiv", "id": "2201.00001"}]},
                ),
            ],
            "certain",
        ),
        ([on_arxiv(comment="MICCAI 2022", arxiv_doi="10.5555/1"), printed()], "proposed"),
        (
            [
                on_arxiv(arxiv_doi="10.5555/1"),
                printed(containers=["Lecture Notes in Computer Science"]),
            ],
            "",
        ),
    ],
)
def test_published_since_by_its_witnesses(update: Update, works: list[Work], standing: str) -> None:
    _, found = update(*JSON, entries=preprint("a"), works=works)
    later = {one["field"]: one for one in found if one["field"].startswith("published")}
    assert {one["standing"] for one in later.values()} == ({standing} if standing else set())
    if standing:
        assert later["published.added"]["new"] == DAY


def test_what_is_written_stays_and_nothing_is_asked_again(
    update: Update, server: WorldServer
) -> None:
    entries = preprint("a", tags='["x"]  # by hand')
    works = [on_arxiv(arxiv_doi="10.5555/AbC"), printed("Reading Images of Lungs", "10.5555/abc")]
    assert update("--write", entries=entries, works=works)[0] == 0
    assert (
        f"# arXiv names this DOI; Crossref: similar title and authors. {DAY}\n"
        'published.venue = "MedIA"\npublished.year = 2023\npublished.doi = "10.5555/AbC"\n'
        f'published.title = "Reading Images of Lungs"\npublished.added = {DAY}\n'
    ) in text()
    assert main(["fmt", "--check"]) == 0
    before = text()
    server.seen.clear()
    assert update("--write", "--all")[0] == 0
    assert server.seen == []
    assert text() == before


def test_a_proposal_is_taken(update: Update, capsys: Capture) -> None:
    entries = preprint("a") + preprint("b", "Growing Roses in the Shade", "2201.00002")
    works = [on_arxiv(comment="MICCAI 2022"), on_arxiv("Growing Roses in the Shade", "2201.00002")]
    status, found = update(entries=entries, works=works)
    assert status == 1
    assert "take it: sphinx-awesome update --accept a:published" in found
    assert update("--write")[0] == 1
    assert "published" not in text()
    assert update("--accept", "a:published")[0] == 0
    assert 'published.venue = "MICCAI"\npublished.year = 2022\n' in text()
    status, found = update("--accept", "b")
    assert status == 1
    assert "nothing is proposed for b" in found
    with pytest.raises(SystemExit):
        main(["update", "--nothing"])
    assert main(["update", "c"]) == 2
    assert "no paper of the list has the id 'c'" in capsys.readouterr().err


def test_others_are_completed_only_as_a_proposal(update: Update) -> None:
    entries = preprint("a", authors='["A. Ash", "et al."]')
    assert update("--write", entries=entries, works=[on_arxiv(authors=[ANN, BOB, EVE])])[0] == 1
    assert '"et al."' in text()
    assert update("--accept", "a:authors")[0] == 0
    assert 'authors = ["A. Ash", "Bob Birch", "Eve Elm"]' in text()
    other = preprint("a", authors='["Bob Birch", "et al."]')
    assert update(entries=other)[0] == 0


def test_authors_from_a_to_z_are_only_proposed(update: Update) -> None:
    entries = block("a", doi='"10.52202/1"')
    works = [printed(doi="10.52202/1", authors=[ANN, BOB, EVE])]
    _, found = update(*JSON, entries=entries, works=works)
    (one,) = [one for one in found if one["field"] == "authors"]
    assert one["standing"] == "proposed"
    assert "from A to Z" in one["message"]


def test_two_that_name_other_people_are_no_certainty(update: Update) -> None:
    works = [on_arxiv(arxiv_doi="10.5555/1"), printed(authors=[ANN, EVE])]
    _, found = update(*JSON, entries=preprint("a", authors="[]"), works=works)
    (one,) = [one for one in found if one["field"] == "authors"]
    assert (one["standing"], one["new"]) == ("proposed", ["Ann Ash", "Bob Birch"])
    assert "Crossref names others" in one["message"]


def test_withdrawn_and_retracted_are_problems(update: Update) -> None:
    entries = preprint("a") + preprint("b", "Growing Roses in the Shade", "2201.00002")
    works = [
        on_arxiv(has_pdf=False, comment="Withdrawn: \u202e superseded by 2405.1335"),
        on_arxiv("Growing Roses in the Shade", "2201.00002", arxiv_doi="10.5555/2"),
        printed(
            "Growing Roses in the Shade", "10.5555/2", updated_by=[("retraction", "10.5555/3")]
        ),
    ]
    status, found = update("--write", "--only", "withdrawn", entries=entries, works=works)
    assert status == 1
    assert "[withdrawn]" in found
    assert "[retracted]" in found
    assert "\u202e" not in found
    assert "withdrawn =" not in text()
    assert update("--only", "withdrawn", "--accept", "a:withdrawn", "--accept", "b")[0] == 0
    assert 'withdrawn = "https://arxiv.org/abs/2201.00001"\n' in text()
    assert 'retracted = "https://doi.org/10.5555/3"\n' in text()
    assert update("--only", "withdrawn")[0] == 0
    awesome_list, problems = toml.load(Path("entries"))
    assert not problems
    assert awesome_list.entries["b"].retracted == "https://doi.org/10.5555/3"


def test_code_that_moved_is_followed(update: Update) -> None:
    entries = block("a", links__code='"https://github.com/You/Old-Name/tree/main"')
    code = [Code("you/new-name", 2, former=["you/old-name"])]
    assert update("--write", entries=entries, works=[], code=code)[0] == 0
    assert 'links.code = "https://github.com/you/new-name/tree/main"' in text()
    assert update("--write")[0] == 0


def test_what_a_publisher_says_is_enough(update: Update) -> None:
    entries = preprint("a", links__pdf='"https://aclanthology.org/2022.emnlp-main.288.pdf"')
    page = printed(
        anthology="2022.emnlp-main.288",
        doi="10.18653/v1/2022.emnlp-main.288",
        meeting="Proceedings of the 2022 Conference on Empirical Methods in Natural Language "
        "Processing",
        containers=(),
        printed=2022,
    )
    assert update("--write", entries=entries, works=[on_arxiv(), page])[0] == 0
    assert f"# ACL Anthology: same title and authors. {DAY}\npublished.venue = " in text()


def test_due_is_what_was_not_asked_lately(
    update: Update, server: WorldServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = preprint("young", arxiv="2606.00001", year="2026") + preprint(
        "old", "Growing Roses in the Shade", "1701.00002", year="2017"
    )
    works = [
        on_arxiv(arxiv="2606.00001", submitted=2026),
        on_arxiv("Growing Roses in the Shade", "1701.00002", submitted=2017),
    ]
    assert "2 papers; 2 due" in update(entries=entries, works=works)[1]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(EPOCH) + 40 * 86400))
    server.seen.clear()
    assert "2 papers; 1 due" in update()[1]
    assert len(server.paths("export.arxiv.org")) == 1
    assert "2 papers; 2 due" in update("--all")[1]
    assert "1 paper; 1 due" in update("old")[1]


def test_other_things_than_papers_are_not_asked_for(
    update: Update, server: WorldServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_awesome.sources.inquiry.is_paper", lambda _: False)
    assert update(entries=preprint("a"), works=[on_arxiv()])[0] == 0
    assert server.seen == []


def test_nobody_is_asked_offline(update: Update, server: WorldServer) -> None:
    status, found = update("--offline", entries=preprint("a"), works=[on_arxiv()])
    assert status == 3
    assert "could not be asked: arXiv (was not asked: --offline)" in found
    assert server.seen == []
    update("--all")
    server.seen.clear()
    assert update("--offline")[0] == 0
    assert server.seen == []


def test_a_report_holds_no_markup_of_strangers(update: Update) -> None:
    title = "`Reading` @ann Images <b>of</b> Lungs #1 [x](http://a.org)"
    works = [on_arxiv(title, authors=[EVE])]
    assert update("--report", "report.md", entries=preprint("a"), works=works)[0] == 1
    report = Path("report.md").read_text(encoding="utf-8")
    assert "`arxiv-identity`: `` arXiv 2201.00001 is" in report or "``" in report
    assert "@ann" not in report


def test_a_report_says_what_was_written(update: Update) -> None:
    entries = block("a", arxiv='"2201.00001"')
    assert update("--write", "--report", "report.md", entries=entries, works=[on_arxiv()])[0] == 0
    assert Path("report.md").read_text(encoding="utf-8").partition("## ")[2] == (
        f"Written\n\n- `{path()}:3` `a`\n"
        '  - `+ authors = ["Ann Ash", "Bob Birch"]`\n'
        "  - `arXiv: same title`\n"
    )


def test_a_report_of_nothing_is_empty(update: Update) -> None:
    Path("report.md").write_text("of last week", encoding="utf-8")
    entries = block("a", arxiv='"2201.00001"', authors='["Ann Ash", "Bob Birch"]')
    assert update("--report", "report.md", entries=entries, works=[on_arxiv()])[0] == 0
    assert Path("report.md").read_text(encoding="utf-8") == ""


def test_a_readme_is_told_and_not_written(update: Update, server: WorldServer) -> None:
    readme = Path("README.md")
    line = f"- [{TITLE}](https://arxiv.org/abs/2201.00001)"
    readme.write_text(f"# Lungs\n\n## Papers\n\n{line}\n{line.replace('00001', '00002')[:-1]}x)\n")
    server.world = World([on_arxiv()])
    before = readme.read_bytes()
    status, found = update("--write", "--list", "README.md")
    assert status == 1
    assert "README.md:5" in found
    assert "write it into the line of the paper" in found
    assert readme.read_bytes() == before


@pytest.mark.parametrize("host", ["export.arxiv.org", "api.crossref.org"])
@pytest.mark.parametrize(
    "fault",
    [
        *(Fault.FORBIDDEN, Fault.PAGE, Fault.HALF, Fault.NOT_UTF8, Fault.EMPTY, Fault.NULL),
        *(Fault.GARBAGE, Fault.TO_PRIVATE, Fault.TO_FILE, Fault.GZIP_BOMB),
    ],
    ids=lambda fault: fault.name,
)
def test_a_source_that_cannot_be_asked_teaches_nothing(
    update: Update, server: WorldServer, host: str, fault: Fault
) -> None:
    works = [on_arxiv(arxiv_doi="10.5555/1"), printed()]
    server.misbehave(host, fault)
    server.misbehave("api.datacite.org", fault)
    before = preprint("a")
    status, found = update("--write", entries=before, works=works)
    assert status == 3
    assert "could not be asked: " in found
    assert text().endswith(before.rstrip() + "\n")
    server.behave()
    assert update("--write")[0] == 0
    assert 'published.venue = "MedIA"' in text()


def test_a_killed_run_leaves_whole_files(server: WorldServer) -> None:
    names = [f"{word} Images of Lungs with Transformers" for word in ("Reading", "Seeing", "Using")]
    entries = "".join(
        block(f"a-{n}", name, arxiv=f'"2201.0000{n}"') for n, name in enumerate(names, 1)
    )
    server.world = World([on_arxiv(name, f"2201.0000{n}") for n, name in enumerate(names, 1)])
    write(entries)
    old = text()
    command = [sys.executable, "-m", "sphinx_awesome", "update", "--write", "--only", "authors"]
    started = time.monotonic()
    subprocess.run(command, check=False, capture_output=True)
    whole, new = time.monotonic() - started, text()
    assert new != old
    chance = random.Random(1)
    for _ in range(4):
        write(entries)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.5, 1) * whole)
        process.kill()
        process.wait()
        assert text() in {old, new}
    subprocess.run(command, check=False, capture_output=True)
    assert text() == new


def test_a_paper_without_ids_is_found_by_its_title_and_people(update: Update) -> None:
    entries = block("a", authors='["Ann Ash", "Bob Birch"]', venue='"MedIA"')
    works = [printed(relation={"has-preprint": [{"id-type": "arxiv", "id": "2201.00001"}]})]
    status, found = update(*JSON, entries=entries, works=[*works, on_arxiv()])
    assert status == 1
    assert {one["field"]: one["standing"] for one in found} == {
        "doi": "proposed",
        "arxiv": "certain",
    }


def test_a_preprint_elsewhere_names_its_later_version(update: Update) -> None:
    entries = preprint("a", arxiv="2201.00001", links__link='"https://doi.org/10.5555/pre"')
    pre = printed(
        doi="10.5555/pre",
        type="posted-content",
        containers=(),
        relation={"is-preprint-of": [{"id-type": "doi", "id": "10.5555/1"}]},
    )
    assert update("--write", entries=entries, works=[on_arxiv(), pre, printed()])[0] == 0
    assert 'published.doi = "10.5555/1"' in text()


def test_a_linked_doi_is_the_papers_own(update: Update) -> None:
    entries = block("a", authors='["Ann Ash"]', links__link='"https://doi.org/10.5555/1"')
    assert update("--write", entries=entries, works=[printed()])[0] == 0
    assert "# it stands in a link; Crossref: same title, 1 of 2 authors" in text()


def test_a_weak_tie_makes_nothing_certain(update: Update) -> None:
    entries = block("a", "A survey on the learning of roses", arxiv='"2201.00001"')
    works = [on_arxiv("A survey on the learning of lungs")]
    _, found = update(*JSON, entries=entries, works=works)
    assert [one["standing"] for one in found] == ["proposed"]


def test_wrong_settings_are_wrong_usage(
    update: Update, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    update(entries=preprint("a", aliases='["former"]'), works=[on_arxiv()])
    assert update("former")[0] == 0
    monkeypatch.setenv("SPHINX_AWESOME_MIRRORS", "nowhere")
    assert main(["update", "--only", "authors"]) == 2
    assert "mend the variable" in capsys.readouterr().err


def test_without_the_extra_nobody_can_be_asked(
    update: Update, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    update("--offline", entries=preprint("a"))
    monkeypatch.setitem(sys.modules, "certifi", None)
    assert main(["update", "--only", "authors"]) == 2
    said = capsys.readouterr().err
    assert "sphinx-awesome[online]" in said
    assert said.endswith("; or ask nobody, with --offline\n")


def test_what_is_unasked_is_an_item(update: Update) -> None:
    status, found = update("--offline", *JSON, entries=preprint("a"), works=[])
    assert status == 3
    assert {one["standing"] for one in found} == {"unasked"}


def test_authors_that_were_written_make_no_new_question(
    update: Update, server: WorldServer
) -> None:
    entries = block("a", venue='"arXiv"', year="2022", arxiv='"2201.00001"')
    assert update("--write", entries=entries, works=[on_arxiv()])[0] == 0
    assert 'authors = ["Ann Ash", "Bob Birch"]' in text()
    server.seen.clear()
    assert update("--all")[0] == 0
    assert server.seen == []
