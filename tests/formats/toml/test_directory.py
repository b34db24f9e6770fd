"""A directory of files as one list."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from sphinx_awesome.core.model import Citation, Entry, Maintainer, Section
from sphinx_awesome.core.problem import Location, Problem, ProblemCode
from sphinx_awesome.core.venues import VenueKind
from sphinx_awesome.formats.toml import (
    FileKind,
    ReadingCache,
    entry_lines,
    load,
    locate_entry,
)
from sphinx_awesome.formats.toml.directory import PACKAGED_VENUES
from sphinx_awesome.formats.toml.file_reader import FileReading
from sphinx_awesome.formats.toml.recovering_parser import MAX_PROBLEMS

FILES = {
    "_list.toml": """\
        title = "A list"
        description = "About it."
        homepage = "https://example.org/"
        repository = "https://example.org/repository"
        licence = "CC0-1.0"
        cite.text = "Cite it."
        sections = ["t", "s"]

        [[maintainer]]
        name = "Ada Lovelace"
        """,
    "_venues.toml": """\
        [[venue]]
        name = "Zyx"
        kind = "workshop"
        aliases = ["Workshop on Zyx"]

        [[venue]]
        name = "MICCAI"
        full = "Another one"
        """,
    "s.toml": """\
        title = "S"
        color = "red"
        description = "About S."

        [[entry]]
        id = "a"
        title = "A"
        venue = "Workshop on Zyx"
        aliases = ["old-a"]

        [[entry]]
        ref = "b"
        """,
    "t.toml": """\
        title = "T"

        [[entry]]
        id = "b"
        title = "B"
        links.pdf = "https://example.org/b.pdf"
        links.code = "https://example.org/b"

        [[entry]]
        ref = "a"
        """,
}

Make = Callable[[dict[str, str]], Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def make_(files: dict[str, str]) -> Path:
        for name, text in files.items():
            (tmp_path / name).write_text(dedent(text), encoding="utf-8")
        return tmp_path

    return make_


def test_a_whole_list(make: Make) -> None:
    awesome_list, problems = load(make(FILES))
    assert problems == []
    assert (awesome_list.title, awesome_list.description) == ("A list", "About it.")
    assert awesome_list.homepage == "https://example.org/"
    assert awesome_list.repository == "https://example.org/repository"
    assert awesome_list.licence == "CC0-1.0"
    assert awesome_list.cite == Citation("Cite it.")
    assert awesome_list.maintainers == (Maintainer("Ada Lovelace"),)
    assert list(awesome_list.sections.items()) == [
        ("t", Section("t", "T", entries=("b", "a"))),
        ("s", Section("s", "S", "red", "About S.", ("a", "b"))),
    ]
    links = {"pdf": "https://example.org/b.pdf", "code": "https://example.org/b"}
    assert list(awesome_list.entries.items()) == [
        ("b", Entry("b", "B", links=links)),
        ("a", Entry("a", "A", venue="Workshop on Zyx", aliases=("old-a",))),
    ]
    assert awesome_list.homes == {"b": "t", "a": "s"}
    assert awesome_list.venues.get("Workshop on Zyx").kind is VenueKind.WORKSHOP
    assert awesome_list.venues.get("MICCAI").full == "Another one"
    assert awesome_list.venues.get("NeurIPS").kind is VenueKind.CONFERENCE


def test_an_alias_that_is_taken_is_left_out(make: Make) -> None:
    text = 'title = "S"\n[[entry]]\nid = "a"\ntitle = "A"\naliases = ["x", "s", "y"]\n'
    awesome_list, problems = load(make({"s.toml": text}))
    assert [problem.code for problem in problems] == [ProblemCode.DUPLICATE_ID]
    assert awesome_list.entries["a"].aliases == ("x", "y")


def test_the_first_of_two_venues_of_one_name_stays(make: Make) -> None:
    text = '[[venue]]\nname = "Zyx"\nfull = "1"\n[[venue]]\nname = "ZYX"\nfull = "2"\n'
    awesome_list, problems = load(make({"s.toml": 'title = "S"', "_venues.toml": text}))
    assert [problem.code for problem in problems] == [ProblemCode.DUPLICATE_VENUE]
    assert awesome_list.venues.get("zyx").full == "1"


def test_problems_are_in_the_order_of_files_and_lines(make: Make) -> None:
    bad = 'title = "S"\nx = 1\n[[entry]]\nref = "none"\n[[entry]]\nyear = "1"\n'
    _, problems = load(make({"t.toml": bad, "s.toml": bad, "X.toml": "", "_list.toml": "x = 1"}))
    places = [problem.location for problem in problems]
    assert places == sorted(places)
    assert len(places) == 12


def test_suggestions_end_before_they_take_long(make: Make) -> None:
    refs = "".join(f'[[entry]]\nref = "papr-{n}"\n' for n in range(20))
    venues = "".join(
        f'[[entry]]\nid = "p{n}"\ntitle = "P"\nvenue = "MICAI{n}"\n' for n in range(20)
    )
    text = f'title = "S"\n[[entry]]\nid = "paper-0"\ntitle = "P"\n{refs}{venues}'
    _, problems = load(make({"s.toml": text}))
    hints = {
        code: [p.hint for p in problems if p.code is code]
        for code in (ProblemCode.REF, ProblemCode.VENUE)
    }
    assert sum("paper-0" in hint for hint in hints[ProblemCode.REF]) == 10
    assert sum("MICCAI" in hint for hint in hints[ProblemCode.VENUE]) == 10
    assert len(hints[ProblemCode.REF]) == len(hints[ProblemCode.VENUE]) == 20


def test_a_long_venue_is_compared_with_nothing(make: Make) -> None:
    text = f'title = "S"\n[[entry]]\nid = "a"\ntitle = "A"\nvenue = "{"MICCAI " * 50_000}"\n'
    _, (problem,) = load(make({"s.toml": text}))
    assert problem.hint == "add it to _venues.toml, with its kind"
    assert len(problem.message) < 100


def test_a_file_of_nothing_but_problems(make: Make) -> None:
    _, problems = load(make({"s.toml": 'title = "S"\n' + "[[entry]]\n" * 2000}))
    assert len(problems) == MAX_PROBLEMS + 1


def test_the_packaged_venues_have_no_problem(make: Make) -> None:
    root = make({"_venues.toml": PACKAGED_VENUES.read_text(encoding="utf-8")})
    (root / "s.toml").write_text('title = "S"', encoding="utf-8")
    awesome_list, problems = load(root)
    assert problems == []
    assert awesome_list.venues.get("Medical Image Analysis") == awesome_list.venues.get("MIA")
    assert all(venue.kind for venue in awesome_list.venues)


# Readings that are kept


def test_a_cached_reading_equals_a_new_one(make: Make) -> None:
    bad = '\n[[entry]]\nref = "none"\n[[entry]]\nid = "c"\ntitle = "C"\nyear = "1"\nvenue = "V"\n'
    root = make({**FILES, "t.toml": dedent(FILES["t.toml"]) + bad})
    kept: ReadingCache = {}
    first = load(root, kept)
    assert set(kept) == {str(PACKAGED_VENUES), *(str(root / name) for name in FILES)}
    again = load(root, kept)
    # Places of what is wrong between the files are found anew, in the file.
    assert again[1] == first[1] == load(root)[1]
    assert places(again[1]) == [(13, 7), (17, 8), (18, 9)]
    assert again[0].entries == first[0].entries
    assert again[0].sections == first[0].sections
    assert again[0].title == "A list"


def test_a_list_from_the_cache_needs_no_validator(make: Make, tmp_path: Path) -> None:
    root = make(FILES)
    kept: ReadingCache = {}
    load(root, kept)
    (tmp_path / "kept").write_bytes(pickle.dumps(kept))
    script = (
        "import pickle, sys; from pathlib import Path\n"
        "from sphinx_awesome.formats.toml import load\n"
        f"kept = pickle.loads(Path({str(tmp_path / 'kept')!r}).read_bytes())\n"
        f"awesome_list, problems = load(Path({str(root)!r}), kept)\n"
        "print(*awesome_list.entries, len(problems), 'pydantic' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, stdout=subprocess.PIPE, text=True
    )
    entries = load(root)[0].entries
    assert done.stdout.split() == [*entries, "0", "False"]


def test_only_files_that_have_changed_are_read(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make(FILES)
    kept: ReadingCache = {}
    load(root, kept)
    readings: list[str] = []

    read = FileReading.__init__

    def note(self: FileReading, text: str, path: str, kind: FileKind) -> None:
        readings.append(Path(path).name)
        read(self, text, path, kind)

    monkeypatch.setattr(FileReading, "__init__", note)
    load(root, kept)
    assert readings == []
    make({"s.toml": FILES["s.toml"].replace('"A"', '"B"')})
    awesome_list, _ = load(root, kept)
    assert readings == ["s.toml"]
    assert awesome_list.entries["a"].title == "B"


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"garbage",
        b"cnowhere\nNothing\n.",  # of a module that is gone
        pickle.dumps(None),
        pickle.dumps((Entry, ("a",)))[:-1],
        b"csphinx_awesome.core.model\nEntry\n(Va\ntR.",  # of fewer fields
    ],
)
def test_an_unreadable_cached_reading_is_ignored(make: Make, bad: bytes) -> None:
    root = make(FILES)
    kept: ReadingCache = {}
    expected = load(root, kept)
    before = dict(kept)
    for path, (digest, _) in before.items():
        kept[path] = digest, bad
    awesome_list, problems = load(root, kept)
    assert (awesome_list.sections, awesome_list.entries) == (
        expected[0].sections,
        expected[0].entries,
    )
    assert problems == expected[1]
    assert kept == before


def test_a_cache_of_another_form_is_ignored(make: Make) -> None:
    root = make(FILES)
    kept: ReadingCache = {str(root / name): None for name in FILES}  # type: ignore[misc]
    assert load(root, kept)[0].entries == load(root)[0].entries
    assert None not in kept.values()


def test_readings_of_deleted_files_leave_the_cache(make: Make) -> None:
    root = make(FILES)
    kept: ReadingCache = {}
    load(root, kept)
    (root / "t.toml").unlink()
    load(root, kept)
    assert str(root / "t.toml") not in kept
    load(root / "nowhere", kept)


# Places


@pytest.mark.parametrize(
    ("section", "paper", "keys", "place"),
    [
        ("t", "b", ("links", "code"), (7, 1)),
        ("t", "b", ("links",), (6, 1)),
        ("t", "b", (), (3, 1)),
        ("t", "b", ("links", "none"), (6, 1)),
        ("t", "b", ("doi",), (3, 1)),
        ("t", "a", (), (9, 1)),
        ("s", "a", ("aliases",), (9, 1)),
        ("s", "none", (), (1, 1)),
        ("none", "a", (), (1, 1)),
    ],
)
def test_the_place_of_a_paper(
    make: Make, section: str, paper: str, keys: tuple[str, ...], place: tuple[int, int]
) -> None:
    root = make(FILES)
    assert locate_entry(root, section, paper, *keys) == Location(
        str(root / f"{section}.toml"), *place
    )


def test_the_place_of_a_paper_in_a_file_that_is_not_toml(make: Make) -> None:
    text = 'title = "S"\n[[entry]]\nid = "a"\ntitle = "A\n[[entry]]\nid = "b"\ntitle = "B a"\n'
    root = make({"s.toml": text})
    assert locate_entry(root, "s", "b", "title") == Location(str(root / "s.toml"), 7, 1)
    assert locate_entry(root, "s", "a", "title") == Location(str(root / "s.toml"), 1, 1)


def places(problems: list[Problem]) -> list[tuple[int, int]]:
    return [(problem.location.line, problem.location.column) for problem in problems]


def test_places_in_a_file_that_is_not_toml_are_those_in_the_file(make: Make) -> None:
    text = """\
        title = "S"

        [[entry]]
        id = "a"
        year = "2021"

        [[entry]]
        ?

        [[entry]]
        id = "b"
        title = "B"
        year = "2021"
        links.pdf = "x"

        [[entry]]
        ref = "a"
        """
    _, problems = load(make({"s.toml": text}))
    assert places(problems) == [(3, 1), (5, 8), (8, 1), (13, 8), (14, 13), (17, 7)]


ENTRY = """\
title = "S"  # [[entry]] of which
[[entry]]
title = "[[entry]]"
id = "a"
[entry.links]
id = "https://example.org/id"

# A remark
 [[ "entry" ]]
"id" = 'b'
[[entry]]
ref = "elsewhere"
[[entry]]
id = "a"
[[entry]]
title = "No id"
"""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (ENTRY, {"a": 2, "b": 9}),
        (ENTRY.replace("\n", "\r\n"), {"a": 2, "b": 9}),
        (
            f'{ENTRY}[[entry]]\nid = "c"\nnote = """\n[[entry]]\nid = "d"\n"""',
            {"a": 2, "b": 9, "c": 17},
        ),
        ("entry = [\n  {id = 'a'},\n  {id = 'b'},\n]", {"a": 2, "b": 3}),
        ('[[entry]]\nid = "a"\nyear = \n[[entry]]\nid = "b"', {"a": 1, "b": 4}),
        ("", {}),
        ("no TOML", {}),
    ],
)
def test_the_lines_of_all_entries(tmp_path: Path, text: str, lines: dict[str, int]) -> None:
    path = tmp_path / "s.toml"
    path.write_text(text, encoding="utf-8", newline="")
    assert entry_lines(path) == lines
    assert entry_lines(tmp_path / "none.toml") == {}


def test_the_quick_way_to_all_lines_is_the_exact_one() -> None:
    """Where each entry of the list for tests begins, as its file is read."""
    for path in sorted((Path(__file__).parents[2] / "sample" / "entries").glob("[!_]*.toml")):
        found = entry_lines(path)
        assert len(found) > 1
        for paper, line in found.items():
            text = path.read_text(encoding="utf-8").splitlines()
            assert text[line - 1] == "[[entry]]"
            assert f'id = "{paper}"' in text[line : line + 2]
