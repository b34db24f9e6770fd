"""A README as the source of a list: ids stay, whatever its titles become."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from textwrap import dedent

import pytest

from sphinx_awesome.core.model import AwesomeList, Entry
from sphinx_awesome.core.problem import Span
from sphinx_awesome.formats import lists
from sphinx_awesome.formats.source import Places, load, lock, lock_path, read_lock, write_lock

README = """\
    # A list

    ## Reports

    - [**MICCAI 2021**] RATCHET: Medical Transformer for Reports [[pdf]](https://arxiv.org/pdf/2107.02104)
    - [**CVPR 2022**] A Graph Transformer for Reports [[pdf]](https://openaccess.thecvf.com/graph.pdf)

    ## Answers

    - [**ISBI 2020**] Answers to Questions about Images [[pdf]](https://example.org/answers.pdf)
    """


@pytest.fixture
def readme(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    path.write_text(dedent(README), encoding="utf-8")
    return path


def write_ids(readme: Path) -> dict[str, str]:
    """What `sphinx-awesome lock` does."""
    grown = lock(load(readme).whole, read_lock(lock_path(readme))[0])
    lock_path(readme).write_text(write_lock(grown), encoding="utf-8")
    return grown


def edit(readme: Path, old: str, new: str) -> AwesomeList:
    text = readme.read_text(encoding="utf-8")
    assert text.count(old) == 1
    readme.write_text(text.replace(old, new), encoding="utf-8")
    whole, problems = lists.load(readme)
    assert problems == []
    return whole


def ids(whole: AwesomeList) -> dict[str, str]:
    return {entry.title: id_ for id_, entry in whole.entries.items()}


def test_a_readme_is_a_list(readme: Path) -> None:
    whole, problems = lists.load(readme)
    assert problems == []
    assert whole.title == "A list"
    assert [section.title for section in whole.sections.values()] == ["Reports", "Answers"]
    assert list(whole.entries) == ["ratchet", "2022-graph", "2020-answers"]


def test_a_renamed_title_keeps_its_id(readme: Path) -> None:
    write_ids(readme)
    for old, new in {
        "RATCHET: Medical Transformer for Reports": "Reports by a Transformer",
        "A Graph Transformer for Reports": "Graphs and what they are good for",
    }.items():
        before = ids(lists.load(readme)[0])
        after = ids(edit(readme, old, new))
        assert after[new] == before[old]


def test_without_a_lock_it_has_a_new_one(readme: Path) -> None:
    after = ids(edit(readme, "A Graph Transformer", "Some Trees"))
    assert after["Some Trees for Reports"] == "2022-some"


def test_a_new_paper_never_gets_a_former_id(readme: Path) -> None:
    write_ids(readme)
    whole = edit(
        readme,
        "A Graph Transformer for Reports [[pdf]](https://openaccess.thecvf.com/graph.pdf)",
        "A Graph of Another Kind [[pdf]](https://example.org/other.pdf)",
    )
    assert ids(whole)["A Graph of Another Kind"] == "2022-graph-2"


def test_a_link_of_several_papers_identifies_none() -> None:
    papers = [
        Entry("a", "A", links={"code": "https://a.org"}),
        Entry("b", "B", links={"code": "https://a.org", "pdf": "https://b.org"}),
    ]
    whole = AwesomeList(entries={p.id: p for p in papers}, venues=lists.load(Path())[0].venues)
    assert lock(whole, {}) == {"title:a": "a", "title:b": "b", "url:https://b.org": "b"}


def test_two_renamed_papers_do_not_share_an_id(readme: Path) -> None:
    locked = write_ids(readme)
    text = (
        readme.read_text(encoding="utf-8")
        .replace(
            "Answers to Questions about Images [[pdf]](https://example.org/answers.pdf)",
            "Something New [[pdf]](https://openaccess.thecvf.com/graph.pdf)\n"
            "- [**CVPR 2023**] Something Else [[pdf]](https://openaccess.thecvf.com/graph.pdf)",
        )
        .replace("A Graph Transformer for Reports", "Yet Another One")
    )
    readme.write_text(text, encoding="utf-8")
    whole = lists.load(readme)[0]
    assert sorted(set(whole.entries)) == sorted(whole.entries)
    assert "2022-graph" in whole.entries
    assert lock(whole, locked).items() >= locked.items()


def test_a_lock_only_grows(readme: Path) -> None:
    before = write_ids(readme)
    assert write_ids(readme) == before
    edit(readme, "A Graph Transformer", "Some Trees")
    after = write_ids(readme)
    assert after.items() > before.items()
    assert (
        after["title:sometreesforreports"]
        == before["title:agraphtransformerforreports"]
        == "2022-graph"
    )


def test_a_lock_has_a_line_a_key_in_order(readme: Path) -> None:
    write_ids(readme)
    text = lock_path(readme).read_text(encoding="utf-8")
    lines = text.splitlines()[1:-1]
    assert lines == sorted(lines)
    assert lines[0] == '"arxiv:2107.02104": "ratchet",'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "the file of ids is not JSON"),
        ("[" * 100_000, "the file of ids is not JSON"),
        ("[]", "1 of the ids break the rule"),
        ('{"title:a": "A", "title:b": 1, "title:c": "c"}', "2 of the ids break the rule"),
    ],
)
def test_a_lock_that_is_none_is_reported(readme: Path, text: str, message: str) -> None:
    lock_path(readme).write_text(text, encoding="utf-8")
    whole, (problem,) = lists.load(readme)
    assert problem.message.startswith(message)
    assert problem.span.path == str(lock_path(readme))
    assert len(whole.entries) == 3


def test_venues_stand_beside_the_readme(readme: Path) -> None:
    venues = readme.with_name("_venues.toml")
    venues.write_text('[[venue]]\nname = "ISBI"\nfull = "A Symposium"\n', encoding="utf-8")
    assert lists.load(readme)[0].venues.get("ISBI").full == "A Symposium"
    venues.write_text('[[venue]]\nnam = "ISBI"\n', encoding="utf-8")
    assert [p.span.path for p in lists.load(readme)[1]] == [str(venues)] * 2


def test_the_line_of_a_paper(readme: Path) -> None:
    span = lists.locate(readme, "answers", "2020-answers", "links", "pdf")
    assert (span.path, span.line) == (str(readme), 10)
    assert lists.locate(readme, "answers", "no-paper").line == 1


def test_the_place_of_what_a_paper_says(readme: Path) -> None:
    text = "- Two on a line: [One of Them](https://a.org/1.pdf), [The Other](https://a.org/2.pdf)\n"
    readme.write_text(readme.read_text(encoding="utf-8") + f"\n{text}", encoding="utf-8")
    places = Places(readme)
    lines = readme.read_text(encoding="utf-8").split("\n")
    pdf = "https://example.org/answers.pdf"
    assert places.of_paper("2020-answers", pdf) == Span(str(readme), 10, lines[9].index(pdf) + 1)
    assert places.of_paper("2020-answers", "", "not there") == Span(str(readme), 10, 1)
    # What is not known to stand on lines of its own is looked for everywhere.
    assert places.of_paper("other", "not there", "The Other").line == lines.index(text.strip()) + 1


def test_what_is_kept_is_used_as_long_as_nothing_changes(
    readme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, tuple[bytes, bytes]] = {"another": (b"", b"")}
    first = lists.load(readme, kept)
    assert list(kept) == [str(readme)]
    before = dict(kept)
    with monkeypatch.context() as patch:
        patch.setattr("sphinx_awesome.formats.markdown.read", None)
        again = lists.load(readme, kept)
    assert ids(again[0]) == ids(first[0])
    assert again[1] == first[1]
    assert kept == before
    write_ids(readme)
    lists.load(readme, kept)
    assert kept != before


@pytest.mark.parametrize("bad", [b"", b"cnowhere\nNothing\n.", pickle.dumps(("a", []))])
def test_what_is_kept_and_cannot_be_read_is_none(readme: Path, bad: bytes) -> None:
    kept: dict[str, tuple[bytes, bytes]] = {}
    first = lists.load(readme, kept)
    ((path, (digest, pickled)),) = kept.items()
    kept[path] = digest, bad
    again = lists.load(readme, kept)
    assert ids(again[0]) == ids(first[0])
    assert again[1] == first[1]
    assert kept == {path: (digest, pickled)}


def test_a_directory_is_read_as_before(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text('title = "S"\n\n[[entry]]\nid = "a"\ntitle = "A"\n')
    whole, problems = lists.load(tmp_path)
    assert problems == []
    assert lists.locate(tmp_path, "s", "a").line == 3
    assert list(whole.entries) == ["a"]


def test_what_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    whole, (problem,) = lists.load(tmp_path / "none.md")
    assert not whole.entries
    assert "cannot be read" in problem.message
    assert json.loads(write_lock({})) == {}
