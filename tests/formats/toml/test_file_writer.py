"""The canonical form: what it looks like, that it loses nothing, and that there is one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from random import Random
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core.model import Entry, Section
from sphinx_awesome.formats.toml import (
    Block,
    EntryFile,
    FileKind,
    read_entry_file,
    write_entry_file,
)
from sphinx_awesome.formats.toml.file_schema import Comments

from ..strategies import list_files, section_files, venue_files
from .spellings import PATHS, commented, spelled

documents = st.one_of(section_files, list_files, venue_files)


def canonical(text: str, path: str = "s.toml") -> str:
    document, problems = read_entry_file(dedent(text), path)
    assert problems == []
    written = write_entry_file(document)
    assert write_entry_file(read_entry_file(written, path)[0]) == written
    return written


def same(text: str) -> None:
    assert canonical(text) == dedent(text)


def without_comments(document: EntryFile) -> EntryFile:
    blocks = tuple(replace(block, comments=Comments()) for block in document.blocks)
    return replace(document, blocks=blocks, comments=Comments())


# What it looks like


def test_fields_stand_in_the_order_of_the_model_whatever_their_spelling() -> None:
    assert canonical(
        """\
        description = 'About "S".'
        title   = "S"
        [[entry]]
        year = 2_021
        title = \"\"\"
        A
        title\"\"\"
        tags = [ 'x', "y", ]
        id = "a"
        note = ""
        [entry.links]
        "pdf" = "https://example.org/a.pdf"
        "my code" = 'https://example.org/code'
        [entry.published]
        year = 0x7E7
        venue = "V\\u0041"


        [[entry]]
        ref = 'b'
        """
    ) == dedent(
        """\
        title = "S"
        description = "About \\"S\\"."

        [[entry]]
        id = "a"
        title = "A title"
        year = 2021
        published.venue = "VA"
        published.year = 2023
        links.pdf = "https://example.org/a.pdf"
        links."my code" = "https://example.org/code"
        tags = ["x", "y"]

        [[entry]]
        ref = "b"
        """
    )


def test_only_what_toml_requires_is_escaped() -> None:
    entry = Entry("a", 'A "quoted" \\ \' title, é 张 \x7f', note="\ttab\x1f")
    written = write_entry_file(EntryFile(FileKind.SECTION, Section("s"), (Block(entry),)))
    assert written == (
        '[[entry]]\nid = "a"\ntitle = "A \\"quoted\\" \\\\ \' title, é 张 \\u007F"\n'
        'note = "\ttab\\u001F"\n'
    )


@pytest.mark.parametrize(("length", "lines"), [(100, 1), (101, 3)])
def test_a_list_stands_on_one_line_of_at_most_100_characters(length: int, lines: int) -> None:
    tag = "x" * (length - len('tags = [""]'))
    entry = Entry("a", "A", tags=(tag,))
    written = write_entry_file(EntryFile(FileKind.SECTION, Section("s"), (Block(entry),)))
    assert written.count("\n") == 3 + lines
    assert (f'tags = [\n    "{tag}",\n]\n' in written) is (lines == 3)


def test_a_text_of_several_lines_stays_one() -> None:
    assert canonical(
        'cite.bibtex = "@misc{x,\\n  a = \\"\\"\\"b\\"\\"\\"\\n}\\""\n', "_list.toml"
    ) == ('cite.bibtex = """\n@misc{x,\n  a = \\"""b\\"""\n}\\""""\n')


def test_an_empty_document_is_an_empty_file() -> None:
    assert write_entry_file(EntryFile(FileKind.SECTION, Section("s"))) == ""


# Comments


def test_comments_stay_where_they_are() -> None:
    same(
        """\
        #:schema ../section.schema.json
        # Two lines

        # Another paragraph

        title = "S"  # beside a key
        # above a key
        color = "red"
        # at the end of the header

        # A heading of its own

        # above a block
        [[entry]]  # beside a header
        # above the first key
        id = "a"
        title = "A"
        # two lines
        # above a list
        authors = [
            # above an item
            "Ada Lovelace",  # beside an item
            "Bob",
            # at the end of a list
        ]  # beside a list
        links.pdf = "https://example.org/a.pdf"  # beside a link
        # at the end of a block

        [[entry]]
        ref = "b"
        # at the end of the last block

        # at the bottom

        # in two paragraphs
        """
    )


def test_a_comment_moves_with_its_key() -> None:
    assert canonical(
        """\
        # of the file
        color = "red"  # red
        # of the title
        title = "S"
        """
    ) == dedent(
        """\
        # of the file
        # of the title
        title = "S"
        color = "red"  # red
        """
    )


def test_comments_of_what_is_written_otherwise_stay_in_their_block() -> None:
    assert canonical(
        """\
        title = "S"

        # above the blocks
        entry = [  # opening
            {id = "a", title = "A", tags = [  # tags
                "x"
                ,  # beside a comma

                # last
            ]},  # beside a block
            # above a block
            {ref = "b"}
        ]  # closing
        # end
        """
    ) == dedent(
        """\
        title = "S"
        # end
        # above the blocks
        # closing

        # opening
        [[entry]]  # beside a block
        id = "a"
        title = "A"
        tags = [
            # tags
            "x",
            # beside a comma
            # last
        ]

        # above a block
        [[entry]]
        ref = "b"
        """
    )


def test_comments_of_tables_go_to_their_first_key() -> None:
    assert canonical(
        """\
        title = "S"

        [[entry]]
        id = "a"
        title = "A"
        note = ""  # beside nothing
        # above the table
        [entry.links]  # beside the table
        # above the key
        pdf = "https://example.org/a.pdf"
        # end
        """
    ) == dedent(
        """\
        title = "S"

        [[entry]]
        id = "a"
        title = "A"
        # above the table
        # beside the table
        # above the key
        links.pdf = "https://example.org/a.pdf"
        # end
        # beside nothing
        """
    )


@pytest.mark.parametrize(
    "text",
    [
        "# only\n\n# comments\n",
        '#:schema x\n\n[[venue]]\nname = "V"\n',
        '# above\n[[venue]]\nname = "V"\n\n# bottom\n',
    ],
)
def test_files_without_keys_at_their_top(text: str) -> None:
    assert write_entry_file(read_entry_file(text, "_venues.toml")[0]) == text


# What is lost: nothing


@given(documents)
def test_written_files_read_back(document: EntryFile) -> None:
    text = write_entry_file(document)
    again, problems = read_entry_file(text, PATHS[document.kind])
    assert problems == [] or text == ""
    assert again == document
    assert write_entry_file(again) == text


@given(documents)
def test_written_files_have_no_stray_white_space(document: EntryFile) -> None:
    text = write_entry_file(document)
    text.encode()
    assert text == "" or (text.endswith("\n") and not text.startswith("\n"))
    assert "\n\n\n" not in text
    assert not re.search(r"[ \t]\n", text) or "cite.bibtex" in text


def remarks(text: str) -> Counter[str]:
    return Counter(re.findall(r"remark \d+\.", text))


@given(documents, st.integers())
def test_no_comment_is_lost(document: EntryFile, seed: int) -> None:
    random = Random(seed)
    path = PATHS[document.kind]
    text = commented(spelled(document, random), random)
    written = write_entry_file(read_entry_file(text, path)[0])
    assert remarks(written) == remarks(text)
    again = read_entry_file(written, path)[0]
    assert without_comments(again) == document
    assert write_entry_file(again) == written


@given(documents, st.integers())
def test_there_is_one_canonical_form(document: EntryFile, seed: int) -> None:
    spelling = spelled(document, Random(seed))
    assert write_entry_file(read_entry_file(spelling, PATHS[document.kind])[0]) == write_entry_file(
        document
    )
