"""A README as the source of a list: ids stay, whatever its titles become."""

from __future__ import annotations

import json
import pickle
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from sphinx_awesome.core.model import AwesomeList, Entry
from sphinx_awesome.core.problem import Location, ProblemCode
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.formats import loading
from sphinx_awesome.formats.readme_source import (
    Lock,
    ReadmeLocations,
    extend_lock,
    load_files,
    lock_path,
    names_of,
    read_lock,
    read_readme,
    write_lock,
)

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
    return dict(write_all(readme).ids)


def write_all(readme: Path) -> Lock:
    grown = extend_lock(read_readme(readme).awesome_list, read_lock(lock_path(readme))[0])
    lock_path(readme).write_text(write_lock(grown), encoding="utf-8")
    return grown


def edit(readme: Path, old: str, new: str) -> AwesomeList:
    text = readme.read_text(encoding="utf-8")
    assert text.count(old) == 1
    readme.write_text(text.replace(old, new), encoding="utf-8")
    awesome_list, problems = loading.load(readme)
    assert problems == []
    return awesome_list


def ids(awesome_list: AwesomeList) -> dict[str, str]:
    return {entry.title: id_ for id_, entry in awesome_list.entries.items()}


def test_a_readme_is_a_list(readme: Path) -> None:
    awesome_list, problems = loading.load(readme)
    assert problems == []
    assert awesome_list.title == "A list"
    assert [section.title for section in awesome_list.sections.values()] == ["Reports", "Answers"]
    assert list(awesome_list.entries) == ["ratchet", "2022-graph", "2020-answers"]


def test_a_renamed_title_keeps_its_id(readme: Path) -> None:
    write_ids(readme)
    for old, new in {
        "RATCHET: Medical Transformer for Reports": "Reports by a Transformer",
        "A Graph Transformer for Reports": "Graphs and what they are good for",
    }.items():
        before = ids(loading.load(readme)[0])
        after = ids(edit(readme, old, new))
        assert after[new] == before[old]


def test_without_a_lock_it_has_a_new_one(readme: Path) -> None:
    after = ids(edit(readme, "A Graph Transformer", "Some Trees"))
    assert after["Some Trees for Reports"] == "2022-some"


def test_a_new_paper_never_gets_a_former_id(readme: Path) -> None:
    write_ids(readme)
    awesome_list = edit(
        readme,
        "A Graph Transformer for Reports [[pdf]](https://openaccess.thecvf.com/graph.pdf)",
        "A Graph of Another Kind [[pdf]](https://example.org/other.pdf)",
    )
    assert ids(awesome_list)["A Graph of Another Kind"] == "2022-graph-2"


def test_a_link_of_several_papers_identifies_none() -> None:
    papers = [
        Entry("a", "A", links={"code": "https://a.org"}),
        Entry("b", "B", links={"code": "https://a.org", "pdf": "https://b.org"}),
    ]
    awesome_list = AwesomeList(
        entries={p.id: p for p in papers}, homes={"a": "s", "b": "s"}, venues=Venues()
    )
    grown = extend_lock(awesome_list, Lock())
    assert grown.ids == {"title:a": "a", "title:b": "b", "url:https://b.org": "b"}
    assert grown.sections == {"paper:a": "s", "paper:b": "s"}


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
    awesome_list = loading.load(readme)[0]
    assert sorted(set(awesome_list.entries)) == sorted(awesome_list.entries)
    assert "2022-graph" in awesome_list.entries
    assert extend_lock(awesome_list, Lock(locked)).ids.items() >= locked.items()


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
    assert text.startswith('{\n"version": 2,\n"ids": {\n"arxiv:2107.02104": "ratchet",\n')
    lines = text.partition('"ids": {\n')[2].partition("\n},")[0].splitlines()
    assert len(lines) > 4
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "the file of ids is not JSON"),
        ("[" * 100_000, "the file of ids is not JSON"),
        ("[]", "the file of ids is not a table"),
        ('{"title:a": "A", "title:b": 1, "title:c": "c"}', "2 of the ids break the rule"),
    ],
)
def test_a_lock_that_is_none_is_reported(readme: Path, text: str, message: str) -> None:
    lock_path(readme).write_text(text, encoding="utf-8")
    awesome_list, (problem,) = loading.load(readme)
    assert problem.message.startswith(message)
    assert problem.location.path == str(lock_path(readme))
    assert len(awesome_list.entries) == 3


def test_venues_stand_beside_the_readme(readme: Path) -> None:
    venues = readme.with_name("_venues.toml")
    venues.write_text('[[venue]]\nname = "ISBI"\nfull = "A Symposium"\n', encoding="utf-8")
    assert loading.load(readme)[0].venues.get("ISBI").full == "A Symposium"
    venues.write_text('[[venue]]\nnam = "ISBI"\n', encoding="utf-8")
    assert [p.location.path for p in loading.load(readme)[1]] == [str(venues)] * 2


def test_the_line_of_a_paper(readme: Path) -> None:
    location = loading.locate(readme, "answers", "2020-answers", "links", "pdf")
    assert (location.path, location.line) == (str(readme), 10)
    assert loading.locate(readme, "answers", "no-paper").line == 1


def test_the_place_of_what_a_paper_says(readme: Path) -> None:
    text = "- Two on a line: [One of Them](https://a.org/1.pdf), [The Other](https://a.org/2.pdf)\n"
    readme.write_text(readme.read_text(encoding="utf-8") + f"\n{text}", encoding="utf-8")
    places = ReadmeLocations(readme)
    lines = readme.read_text(encoding="utf-8").split("\n")
    pdf = "https://example.org/answers.pdf"
    assert places.of_paper("2020-answers", pdf) == Location(
        str(readme), 10, lines[9].index(pdf) + 1
    )
    assert places.of_paper("2020-answers", "", "not there") == Location(str(readme), 10, 1)
    # What is not known to stand on lines of its own is looked for everywhere.
    assert places.of_paper("other", "not there", "The Other").line == lines.index(text.strip()) + 1


def test_what_is_kept_is_used_as_long_as_nothing_changes(
    readme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, tuple[bytes, bytes]] = {"another": (b"", b"")}
    first = loading.load(readme, kept)
    assert list(kept) == [str(readme)]
    before = dict(kept)
    with monkeypatch.context() as patch:
        patch.setattr("sphinx_awesome.formats.markdown.read", None)
        again = loading.load(readme, kept)
    assert ids(again[0]) == ids(first[0])
    assert again[1] == first[1]
    assert kept == before
    write_ids(readme)
    loading.load(readme, kept)
    assert kept != before


@pytest.mark.parametrize("bad", [b"", b"cnowhere\nNothing\n.", pickle.dumps(("a", []))])
def test_what_is_kept_and_cannot_be_read_is_none(readme: Path, bad: bytes) -> None:
    kept: dict[str, tuple[bytes, bytes]] = {}
    first = loading.load(readme, kept)
    ((path, (digest, pickled)),) = kept.items()
    kept[path] = digest, bad
    again = loading.load(readme, kept)
    assert ids(again[0]) == ids(first[0])
    assert again[1] == first[1]
    assert kept == {path: (digest, pickled)}


def test_a_directory_is_read_as_before(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text('title = "S"\n\n[[entry]]\nid = "a"\ntitle = "A"\n')
    awesome_list, problems = loading.load(tmp_path)
    assert problems == []
    assert loading.locate(tmp_path, "s", "a").line == 3
    assert list(awesome_list.entries) == ["a"]


def test_what_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    awesome_list, (problem,) = loading.load(tmp_path / "none.md")
    assert not awesome_list.entries
    assert "cannot be read" in problem.message
    assert json.loads(write_lock(Lock()))["ids"] == {}


# Sections, former ids, removals and days


def sections(awesome_list: AwesomeList) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Title and former ids of each section."""
    return {
        section.id: (section.title, section.aliases) for section in awesome_list.sections.values()
    }


def test_a_renamed_section_keeps_its_id(readme: Path) -> None:
    write_all(readme)
    awesome_list = edit(readme, "## Reports", "## Texts about Images")
    assert sections(awesome_list) == {
        "reports": ("Texts about Images", ()),
        "answers": ("Answers", ()),
    }
    grown = write_all(readme)
    assert grown.sections["title:texts about images"] == "reports"
    assert sections(edit(readme, "## Texts about Images", "## Something Else"))["reports"]


def test_without_a_lock_a_renamed_section_has_a_new_id(readme: Path) -> None:
    awesome_list = edit(readme, "## Reports", "## Texts")
    assert list(awesome_list.sections) == ["texts", "answers"]


def test_a_new_section_never_gets_a_former_id(readme: Path) -> None:
    write_all(readme)
    edit(readme, "## Answers", "## Questions")
    text = readme.read_text(encoding="utf-8")
    more = "- [**ISBI 2023**] Yet Another Paper of Ours [[pdf]](https://example.org/new.pdf)\n"
    readme.write_text(f"{text}\n## Reports of Doctors\n\n{more}", encoding="utf-8")
    edit(readme, "## Reports\n", "## Answers\n")
    awesome_list = loading.load(readme)[0]
    assert [(s.id, s.title) for s in awesome_list.sections.values()] == [
        ("answers", "Answers"),
        ("questions", "Questions"),
        ("reports-of-doctors", "Reports of Doctors"),
    ]


def test_a_section_merged_into_another_becomes_a_former_id(readme: Path) -> None:
    write_all(readme)
    awesome_list = edit(readme, "## Answers\n\n", "")
    assert sections(awesome_list) == {"reports": ("Reports", ("answers",))}
    grown = write_all(readme)
    assert grown.sections["id:answers"] == "reports"
    assert sections(edit(readme, "## Reports", "## Answers"))["answers"] == (
        "Answers",
        ("reports",),
    )


def test_a_section_that_went_to_several_is_lost_to_none(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    first, second = (line for line in text.splitlines() if "RATCHET" in line or "Graph" in line)
    third = second.replace("Graph", "Tree").replace("graph", "tree")
    readme.write_text(text.replace(second, f"{second}\n{third}"), encoding="utf-8")
    write_all(readme)
    readme.write_text(f"# A list\n\n## A\n\n{first}\n\n## B\n\n{second}\n\n## C\n\n{third}\n")
    awesome_list = loading.load(readme)[0]
    assert sections(awesome_list) == {"a": ("A", ()), "b": ("B", ()), "c": ("C", ())}


def test_former_ids_lead_to_the_ids_of_today(readme: Path) -> None:
    lock = Lock(
        ids={
            "title:agraphtransformerforreports": "2022-graph",
            "id:old": "older",
            "id:older": "ratchet",
            "id:2022-graph": "ratchet",
            "id:x": "none",
        },
        sections={"id:a": "b", "id:b": "a", "id:c": "reports"},
    )
    lock_path(readme).write_text(write_lock(lock), encoding="utf-8")
    awesome_list, problems = loading.load(readme)
    assert problems == []
    assert awesome_list.entries["ratchet"].aliases == ("old", "older")
    assert awesome_list.sections["reports"].aliases == ("c",)
    assert "2022-graph" in awesome_list.entries


def test_what_was_removed_and_when_papers_came(readme: Path) -> None:
    lock = Lock(
        sections={"title:answers": "answers"},
        removed={"gone": "A talk.", "answers": "Nobody read it."},
        added={"ratchet": date(2021, 7, 5), "gone": date(2020, 1, 1)},
    )
    lock_path(readme).write_text(write_lock(lock), encoding="utf-8")
    awesome_list, (problem,) = loading.load(readme)
    assert awesome_list.removed == {"gone": "A talk."}
    assert awesome_list.entries["ratchet"].added == date(2021, 7, 5)
    assert awesome_list.entries["2022-graph"].added is None
    assert problem.code is ProblemCode.DUPLICATE_ID
    assert problem.message == "`answers` was removed, and README.md has it"
    assert problem.location == Location(str(lock_path(readme)), 8, 1)
    assert extend_lock(awesome_list, lock).removed == lock.removed
    assert extend_lock(awesome_list, lock).added == lock.added


def test_a_list_is_read_from_the_contents_of_its_files(readme: Path) -> None:
    write_all(readme)
    files = {name: (readme.parent / name).read_bytes() for name in names_of(readme)[:2]}
    assert load_files(files, readme).entries == loading.load(readme)[0].entries


def test_a_section_that_reads_like_another_keeps_its_id(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    readme.write_text(text.replace("## Answers", "## Reports!"), encoding="utf-8")
    before = list(loading.load(readme)[0].sections)
    assert len(set(before)) == 2
    for _ in range(2):
        write_all(readme)
        assert list(loading.load(readme)[0].sections) == before


@pytest.mark.parametrize("turned", [False, True])
def test_a_work_and_its_successor_keep_their_ids(readme: Path, turned: bool) -> None:  # noqa: FBT001
    lines = [
        "- [ICRA 2019] ViViD: Vision for Visibility [[project]](https://example.org/vivid)",
        "- [RA-L 2022] ViViD++: Vision for Visibility [[project]](https://example.org/vivid2)",
    ]
    readme.write_text("\n".join(["# A list", "", *(reversed(lines) if turned else lines)]))
    first = list(read_readme(readme).awesome_list.entries)
    assert sorted(first) == ["vivid", "vivid-plus-plus"]
    for _ in range(2):
        ids = write_ids(readme)
        assert list(read_readme(readme).awesome_list.entries) == first
    assert ids["title:vividvisionforvisibility"] == "vivid"
    assert ids["title:vividplusplusvisionforvisibility"] == "vivid-plus-plus"


def test_a_lock_from_before_the_sign_counted_is_obeyed(readme: Path) -> None:
    readme.write_text(
        "# A list\n\n- [RA-L 2022] ViViD++: Seeing [[pdf]](https://example.org/a.pdf)\n"
    )
    lock_path(readme).write_text(write_lock(Lock(ids={"title:vividseeing": "lee-2022-seeing"})))
    assert list(read_readme(readme).awesome_list.entries) == ["lee-2022-seeing"]
