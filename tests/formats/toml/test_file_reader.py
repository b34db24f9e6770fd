"""One file: any text is read, what is good in it stays, and problems are where they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core.model import Entry, Publication, Section
from sphinx_awesome.core.problem import Location, ProblemCode
from sphinx_awesome.core.venues import Venue
from sphinx_awesome.formats.toml import (
    EntryFile,
    FileKind,
    ListHeader,
    read_entry_file,
    write_entry_file,
)
from sphinx_awesome.formats.toml.file_schema import VenuesHeader
from sphinx_awesome.formats.toml.recovering_parser import MAX_PROBLEMS

from ..strategies import list_files, section_files, venue_files

documents = st.one_of(section_files, list_files, venue_files)
PATHS = {FileKind.SECTION: "s.toml", FileKind.LIST: "_list.toml", FileKind.VENUES: "_venues.toml"}


@given(documents, st.data())
def test_any_damage_is_survived(document: EntryFile, data: st.DataObject) -> None:
    text = write_entry_file(document)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 4)))
        put = data.draw(st.text(st.sampled_from("\"'[]{}=#.,\\\n x1é\r\0\ud800"), max_size=3))
        text = text[:start] + put + text[end:]
    path = PATHS[document.kind]
    again, problems = read_entry_file(text, path)
    write_entry_file(again)
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        line, column = problem.location.line, problem.location.column
        assert problem.location.path == path
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
        assert problem.message
        assert not problem.message.endswith(".")
        assert f"{problem.message}{problem.hint}".isprintable()


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for path in PATHS.values():
        document, problems = read_entry_file(text, path)
        assert document.kind is FileKind.of(path)
        assert {problem.location.path for problem in problems} <= {path}


@given(section_files, st.integers(0, 3), st.sampled_from(['"', "title = 'x", "?", 'a = """', "["]))
def test_a_bad_block_leaves_others_intact(document: EntryFile, at: int, bad: str) -> None:
    at = min(at, len(document.blocks))
    parts = [
        write_entry_file(EntryFile(FileKind.SECTION, document.header)),
        *(
            write_entry_file(EntryFile(FileKind.SECTION, Section("s"), (block,)))
            for block in document.blocks
        ),
    ]
    parts.insert(at + 1, f"[[entry]]\n{bad}\n")
    again, problems = read_entry_file("\n".join(parts), "s.toml")
    assert again.header == document.header
    assert [block.value for block in again.blocks] == [block.value for block in document.blocks]
    assert [problem.code for problem in problems] == [ProblemCode.SYNTAX]


def test_the_name_of_a_file_says_its_kind() -> None:
    assert read_entry_file("", "/x/my-section.toml")[0] == EntryFile(
        FileKind.SECTION, Section("my-section")
    )
    assert read_entry_file("", "/x/_list.toml")[0] == EntryFile(FileKind.LIST, ListHeader())
    assert read_entry_file("", "_venues.toml")[0] == EntryFile(FileKind.VENUES, VenuesHeader())


def test_texts_are_cleaned() -> None:
    document, problems = read_entry_file(
        'title = " A\\n\\ttitle "\n[[entry]]\nid = "a"\ntitle = """\n  A\n  title"""\n'
        'authors = ["  Ada  Lovelace "]\nlinks." my\\tcode " = "https://example.org/"\n',
        "s.toml",
    )
    assert problems == []
    assert document.header == Section("s", "A title")
    assert document.blocks[0].value == Entry(
        "a", "A title", ("Ada Lovelace",), links={"my code": "https://example.org/"}
    )


def test_a_bad_key_in_a_table_leaves_others_intact() -> None:
    document, problems = read_entry_file(
        'title = "S"\n[[entry]]\nid = "a"\ntitle = "A"\npublished.year = 3\n'
        'published.venue = "V"\nlinks.a = "x"\nlinks.b = "https://example.org/"\n',
        "s.toml",
    )
    assert [problem.code for problem in problems] == [ProblemCode.YEAR, ProblemCode.URL]
    assert document.blocks[0].value == Entry(
        "a", "A", published=Publication("V"), links={"b": "https://example.org/"}
    )


def test_a_surrogate_is_no_character() -> None:
    text = 'title = "S"\n[[entry]]\nid = "a"\ntitle = "A\ud800"\n[[entry]]\nref = "\ud800"\n'
    document, problems = read_entry_file(text, "s.toml")
    assert [block.value for block in document.blocks] == [Entry("a", "A")]
    assert [problem.code for problem in problems] == [ProblemCode.CHARACTER, ProblemCode.ID]


def test_a_surrogate_is_no_kind_either() -> None:
    document, problems = read_entry_file('[[venue]]\nname = "V"\nkind = "\ud800"\n', "_venues.toml")
    assert [block.value for block in document.blocks] == [Venue("V")]
    assert [problem.code for problem in problems] == [ProblemCode.TYPE]


def test_reading_ends_after_many_problems() -> None:
    document, problems = read_entry_file('title = "S"\n' + "[[entry]]\n" * 3000, "s.toml")
    assert len(problems) == MAX_PROBLEMS + 1
    last = max(problems, key=lambda problem: problem.location)
    assert last.location == Location("s.toml", MAX_PROBLEMS // 2 + 1)
    assert problems[-1].code is ProblemCode.FILE
    assert document.blocks == ()


def test_reading_ends_after_many_bad_blocks() -> None:
    _, problems = read_entry_file('title = "S"\n' + "[[entry]]\n?\n" * 3000, "s.toml")
    assert len(problems) == MAX_PROBLEMS + 1
