"""Changing single values of a file, and nothing else in it."""

from __future__ import annotations

import dataclasses
import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core.model import Entry
from sphinx_awesome.core.problem import NewKey, Replacement
from sphinx_awesome.core.text import clean
from sphinx_awesome.formats.toml import (
    Block,
    EntryFile,
    canonical_form,
    insert,
    load_with_locations,
    read_entry_file,
    replace_values,
    write_entry_file,
)
from sphinx_awesome.formats.toml.scanner import comments

from ..strategies import names, section_files

Path_ = tuple[str | int, ...]
QUOTES = '", "'
TEXT = """\
# About this file

title = "S"

[[entry]]  # the first
id = "a"
title = 'A "good" title'  # as printed
authors = [
    "Ada",  # first
    # and
    "Bob",
]
tags = ["x", "x"]
published.venue = "x"
links = { pdf = "http://example.org/x", code = "http://example.org/x" }

[[entry]]
id = "b"
title = \"\"\"
On two
lines\"\"\"
note = '''literal'''
"""


@pytest.mark.parametrize(
    ("keys", "old", "before", "after"),
    [
        (("title",), 'A "good" title', "'A \"good\" title'  #", '"A \\"new\\" é"  #'),
        (("authors", 1), "Bob", '    "Bob",', '    "A \\"new\\" é",'),
        (("tags", 1), "x", '"x", "x"]', '"x", "A \\"new\\" é"]'),
        (("published", "venue"), "x", 'venue = "x"', 'venue = "A \\"new\\" é"'),
        (
            ("links", "code"),
            "http://example.org/x",
            '"http://example.org/x" }',
            '"A \\"new\\" é" }',
        ),
    ],
)
def test_one_value_changes(keys: tuple[str | int, ...], old: str, before: str, after: str) -> None:
    path = ("entry", 0, *keys)
    assert TEXT.count(before) == 1
    assert replace_values(TEXT, "s.toml", {path: (old, 'A "new" é')}) == (
        TEXT.replace(before, after),
        [path],
    )


@pytest.mark.parametrize(
    ("path", "old"),
    [
        (("entry", 0, "title"), "Another title"),
        (("entry", 0, "abstract"), ""),
        (("entry", 1, "title"), "On two lines"),
        (("entry", 1, "note"), "literal"),
        (("entry", 0, "tags"), "x"),
        (("entry", 7, "title"), "x"),
    ],
)
def test_an_unexpected_value_stays(path: tuple[str | int, ...], old: str) -> None:
    assert replace_values(TEXT, "s.toml", {path: (old, "new")}) == (TEXT, [])


def test_several_values_change_at_once() -> None:
    edits = {
        ("entry", 0, "tags", 0): ("x", "a longer one"),
        ("entry", 0, "tags", 1): ("x", "y"),
        ("entry", 0, "id"): ("nothing", "b"),
    }
    text, done = replace_values(TEXT, "s.toml", edits)
    assert text == TEXT.replace('["x", "x"]', '["a longer one", "y"]')
    assert done == list(edits)[:2]


def test_line_ends_of_windows_stay() -> None:
    edits = {("entry", 0, "tags", 1): ("x", "y")}
    text, done = replace_values(TEXT.replace("\n", "\r\n"), "s.toml", edits)
    assert (text.replace("\r\n", "\n"), done) == replace_values(TEXT, "s.toml", edits)
    assert text.count("\r\n") == text.count("\n") == TEXT.count("\n")


def test_a_file_that_is_no_toml_stays() -> None:
    text = f"{TEXT}[[entry"
    assert replace_values(text, "s.toml", {("entry", 0, "tags", 1): ("x", "y")}) == (text, [])


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_stay(mark: str, ends: str) -> None:
    edits = {
        ("entry", 0, "title"): ('A "good" title', "Ä"),
        ("entry", 0, "authors", 1): ("Bob", ("B", "C")),
        ("entry", 0, "published"): ({"venue": "x"}, NewKey("since")),
        ("entry", 1, "note"): ("literal", NewKey("remark")),
    }
    changed = (
        TEXT.replace("'A \"good\" title'", '"Ä"')
        .replace('    "Bob",', '    "B",\n    "C",')
        .replace("published.", "since.")
        .replace("note =", "remark =")
    )
    text, done = replace_values(f"{mark}{TEXT}".replace("\n", ends), "s.toml", edits)
    at_new_line = '"B",' + (ends if ends == "\r\n" else "\n")
    assert text == f"{mark}{changed}".replace("\n", ends).replace(f'"B",{ends}', at_new_line)
    assert done == list(edits)


VALUES = """\
x = 2
[[entry]]
number = 7  # lucky
written = 0x10
fraction = 2021.0
day = 2024-05-31
moment = 2024-05-31 10:00:00
truth = true
quoted = '2024'
names = "A B, C D"
long = "x"
"odd key" = "x"
list = ["a", "b and c", "d"]
inline = { one = "1", two = ["p; q"] }
link.pdf = "p"
link . "code" = "c"
[entry.table]
a = "b"
[[entry]]
url = "u"
links = { pdf = "p" }
"""
LONG = tuple(f"A Long Name {number}" for number in range(9))


@pytest.mark.parametrize(
    ("keys", "old", "new", "before", "after"),
    [
        (("number",), 7, "7", "number = 7  #", 'number = "7"  #'),
        (("fraction",), 2021.0, 2021, "2021.0", "2021"),
        (("day",), date(2024, 5, 31), "2024-05-31", "day = 2024-05-31", 'day = "2024-05-31"'),
        (("quoted",), "2024", 2024, "'2024'", "2024"),
        (("quoted",), "2024", date(2024, 5, 31), "'2024'", "2024-05-31"),
        (("names",), "A B, C D", ("A B", "C D"), '"A B, C D"', '["A B", "C D"]'),
        (("list", 1), "b and c", ("b", "c"), '"b and c"', '"b", "c"'),
        (("inline", "two", 0), "p; q", ("p", "q"), '"p; q"', '"p", "q"'),
        (("inline", "one"), "1", LONG, '"1"', f'["{chr(34).join(LONG).replace(chr(34), QUOTES)}"]'),
        (
            ("long",),
            "x",
            LONG,
            'long = "x"',
            "long = [\n" + "".join(f'    "{name}",\n' for name in LONG) + "]",
        ),
        (("number",), 7, NewKey("odd key.é"), "number =", '"odd key"."é" ='),
        (("names",), "A B, C D", NewKey("links.x"), "names =", "links.x ="),
        (("inline",), {"one": "1", "two": ["p; q"]}, NewKey("out"), "inline =", "out ="),
        (("inline", "one"), "1", NewKey("ONE"), "one =", "ONE ="),
        (("link", "code"), "c", NewKey("data"), 'link . "code"', "link . data"),
        (("odd key",), "x", NewKey("even"), '"odd key" =', "even ="),
    ],
)
def test_values_of_all_types_and_keys_change(
    keys: Path_, old: object, new: Replacement, before: str, after: str
) -> None:
    if keys == ("number",) and isinstance(new, NewKey):
        text = VALUES.replace('"odd key" = "x"\n', "")
    else:
        text = VALUES
    path = ("entry", 0, *keys)
    assert text.count(before) == 1
    assert replace_values(text, "s.toml", {path: (old, new)}) == (
        text.replace(before, after),
        [path],
    )


def test_a_key_changes_in_all_places() -> None:
    path = ("entry", 0, "link")
    text, done = replace_values(
        VALUES, "s.toml", {path: ({"pdf": "p", "code": "c"}, NewKey("links"))}
    )
    assert done == [path]
    assert text == VALUES.replace("link.pdf", "links.pdf").replace('link . "', 'links . "')


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (("entry", 0, "written"), 16, "16"),
        (("entry", 0, "moment"), datetime(2024, 5, 31, 10), date(2024, 5, 31)),  # noqa: DTZ001
        (("entry", 0, "truth"), True, NewKey("day")),
        (("entry", 0, "truth"), True, NewKey("day.x")),
        (("entry", 0, "list"), ["a"], ("a",)),
        (("entry", 0, "list"), ["a", "b and c", "d"], ("a",)),
        (("entry", 0, "table"), {"a": "b"}, NewKey("other")),
        (("entry", 0, "link"), {"pdf": "p", "code": "c"}, "x"),
        (("entry", 1, "url"), "u", NewKey("links.link")),
        (("entry", 1, "url"), "u", NewKey("links.pdf")),
        (("x",), 3, "3"),
    ],
)
def test_impossible_edits_are_skipped(path: Path_, old: object, new: Replacement) -> None:
    others = {("entry", 0, "number"): (7, "7"), ("entry", 0, "list", 1): ("b and c", "x")}
    text, done = replace_values(VALUES, "s.toml", {path: (old, new), **others})
    assert done == list(others)
    assert text == VALUES.replace("= 7", '= "7"').replace('"b and c"', '"x"')


def test_items_of_one_list_keep_their_order() -> None:
    edits = {
        ("entry", 0, "list", 0): ("a", ("1", "2", "3")),
        ("entry", 0, "list", 1): ("b and c", ("4", "5")),
        ("entry", 0, "list", 2): ("d", "6"),
    }
    text, done = replace_values(VALUES, "s.toml", edits)
    assert (done, tomllib.loads(text)["entry"][0]["list"]) == (list(edits), list("123456"))


def test_edits_that_change_more_are_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    edits = {("entry", 0, "tags", 1): ("x", "y")}
    for wrong in ('"z"', '"y"] # ', '"y"] # more\nid_2 = ["'):
        monkeypatch.setattr("sphinx_awesome.formats.toml.file_editor.quoted", lambda _, w=wrong: w)
        assert replace_values(TEXT, "s.toml", edits) == (TEXT, [])


@given(section_files, st.data())
def test_replacing_changes_one_value_in_any_file(document: EntryFile, data: st.DataObject) -> None:
    blocks = [n for n, b in enumerate(document.blocks) if isinstance(b.value, Entry)]
    if not blocks:
        return
    index = data.draw(st.sampled_from(blocks))
    new = data.draw(names)
    entry = document.blocks[index].value
    assert isinstance(entry, Entry)
    text, done = replace_values(
        write_entry_file(document), "s.toml", {("entry", index, "title"): (entry.title, new)}
    )
    assert done == [("entry", index, "title")]
    expected = list(document.blocks)
    expected[index] = Block(dataclasses.replace(entry, title=clean(new)))
    changed, problems = read_entry_file(text, "s.toml")
    assert [block.value for block in changed.blocks] == [block.value for block in expected]
    assert write_entry_file(changed) == write_entry_file(
        dataclasses.replace(document, blocks=tuple(expected))
    )
    assert all(problem.code.slug != "syntax" for problem in problems)


def test_places_of_papers(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "t.toml").write_text('title = "T"\n[[entry]]\nref = "a"\n', encoding="utf-8")
    awesome_list, problems, places = load_with_locations(tmp_path)
    assert list(awesome_list.entries) == ["a", "b"]
    assert [problem.code.slug for problem in problems] == ["venue"]
    assert places.path("s") == tmp_path / "s.toml"
    assert places.keys("s", "b", "links", "pdf") == ("entry", 1, "links", "pdf")
    title = places.of_paper("s", "b", "title")
    assert (title.path, title.line, title.column) == (str(tmp_path / "s.toml"), 19, 9)
    assert (places.of_section("t", "title").line, places.of_section("s", "title").line) == (1, 3)
    assert str(places.of_list("title")) == f"{tmp_path}:1:1"
    assert places.owner(title) == ("s", "b")
    assert places.owner(places.of_section("s", "title")) == ("s", "")
    assert places.owner(dataclasses.replace(title, path=str(tmp_path / "t.toml"))) == ("t", "")
    assert places.owner(dataclasses.replace(title, path=str(tmp_path / "_list.toml"))) == ("", "")
    assert places.owner(dataclasses.replace(title, path=str(tmp_path / "u.toml"))) == ("", "")


# ---- new values ----

DAY = date(2024, 5, 31)
ADDED = "added = 2024-05-31\n"


def new_text(text: str, *keys: str | int, value: object = DAY, name: str = "s.toml") -> str:
    """The text with a value added, which must be possible."""
    written, done = insert(text, name, {keys: value})
    assert done == [keys]
    return written


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('[[entry]]\nid = "a"\n', f'[[entry]]\nid = "a"\n{ADDED}'),
        ('[[entry]]\nid = "a"', f'[[entry]]\nid = "a"\n{ADDED[:-1]}'),
        (
            '[[entry]]  # x\n\n[[entry]]\nid = "b"\n',
            f'[[entry]]  # x\n{ADDED}\n[[entry]]\nid = "b"\n',
        ),
        (
            '[[entry]]\nid = "a"\ntags = [\n  "x",  # [\n]  # y\n# of the note\nnote = "n"\n',
            (
                '[[entry]]\nid = "a"\ntags = [\n  "x",  # [\n]  # y\n'
                f'{ADDED}# of the note\nnote = "n"\n'
            ),
        ),
        ('[[entry]]\nnote = "n"\n', f'[[entry]]\n{ADDED}note = "n"\n'),
        (
            '[[entry]]\nnote = "n"\nid = "a"\nabstract = """\n[[entry]]\n"""\n',
            f'[[entry]]\nnote = "n"\nid = "a"\n{ADDED}abstract = """\n[[entry]]\n"""\n',
        ),
        (
            '[[entry]]\nid = "a"\n[entry.links]\npdf = "p"\n[entry.ignore]\nx = "y"\n',
            f'[[entry]]\nid = "a"\n{ADDED}[entry.links]\npdf = "p"\n[entry.ignore]\nx = "y"\n',
        ),
        (
            '[[entry]]\nid = "a"\nlinks = { pdf = "p" }\nignore.x = "y"\n# end\n\n# bottom\n',
            (
                '[[entry]]\nid = "a"\nlinks = { pdf = "p" }\n'
                f'{ADDED}ignore.x = "y"\n# end\n\n# bottom\n'
            ),
        ),
        ('[[entry]]\nid = "a"\nunknown = 1\n', f'[[entry]]\nid = "a"\n{ADDED}unknown = 1\n'),
        (' [[ "entry" ]]\n  id = "a"\n', f' [[ "entry" ]]\n  id = "a"\n{ADDED}'),
        (
            '[[entry]]\nid = "a"\nyear = 2020 # y',
            f'[[entry]]\nid = "a"\nyear = 2020 # y\n{ADDED[:-1]}',
        ),
    ],
)
def test_a_new_value_stands_where_the_canonical_form_has_it(before: str, after: str) -> None:
    assert new_text(before, "entry", 0, "added") == after
    windows = before.replace("\n", "\r\n")
    assert (
        new_text(windows, "entry", 0, "added") == after.replace("\n", "\r\n") or "\n" not in before
    )
    assert new_text(f"\ufeff{before}", "entry", 0, "added") == f"\ufeff{after}"


@pytest.mark.parametrize(
    ("keys", "value", "before", "after"),
    [
        (("links", "code"), "c", 'id = "a"\n', 'id = "a"\nlinks.code = "c"\n'),
        (
            ("links", "my code"),
            "c",
            'links.pdf = "p"\nlinks.x = "x"\nnote = "n"\n',
            'links.pdf = "p"\nlinks.x = "x"\nlinks."my code" = "c"\nnote = "n"\n',
        ),
        (("links", "code"), "c", 'links = { pdf = "p" }\n', 'links = { pdf = "p", code = "c" }\n'),
        (("links", "code"), "c", 'links = {pdf = "{"}\n', 'links = {pdf = "{", code = "c"}\n'),
        (
            ("links", "code"),
            "c",
            'links = { pdf = { a = ["x", "y"], b = "z" } }\n',
            'links = { pdf = { a = ["x", "y"], b = "z" }, code = "c" }\n',
        ),
        (
            ("links", "code"),
            "c",
            'links = {\n  pdf = "p",  # x\n}\n',
            'links = {\n  pdf = "p", code = "c",  # x\n}\n',
        ),
        (("links", "code"), "c", "links = {}  # x\n", 'links = { code = "c" }  # x\n'),
        (
            ("links", "code"),
            "c",
            '[entry.links]\npdf = "p"\n\n[[entry]]\n',
            '[entry.links]\npdf = "p"\ncode = "c"\n\n[[entry]]\n',
        ),
        (("links", "code"), "c", "[entry.links]\n", '[entry.links]\ncode = "c"\n'),
        (
            ("published", "year"),
            2024,
            'published.title = "t"\npublished.venue = "v"\n',
            'published.title = "t"\npublished.venue = "v"\npublished.year = 2024\n',
        ),
        (
            ("published", "year"),
            2024,
            'published.venue = "v"\npublished.title = "t"\n',
            'published.venue = "v"\npublished.year = 2024\npublished.title = "t"\n',
        ),
        (
            ("authors",),
            tuple(f"Author of Number {n}" for n in range(9)),
            'title = "t"\nyear = 2024\n',
            'title = "t"\nauthors = [\n'
            + "".join(f'    "Author of Number {n}",\n' for n in range(9))
            + "]\nyear = 2024\n",
        ),
        (
            ("fields", "organ"),
            ("lung", "heart"),
            'tags = ["t"]\nfields.modality = ["CT"]\nnote = "n"\n',
            (
                'tags = ["t"]\nfields.modality = ["CT"]\n'
                'fields.organ = ["lung", "heart"]\nnote = "n"\n'
            ),
        ),
        (
            ("fields", "organ"),
            ("lung",),
            '[entry.fields]\nmodality = [\n  "CT",  # x\n]\n',
            '[entry.fields]\nmodality = [\n  "CT",  # x\n]\norgan = ["lung"]\n',
        ),
        (("tags",), ("a", 'b"'), "year = 2024\n", 'year = 2024\ntags = ["a", "b\\""]\n'),
        (
            ("abstract",),
            "Two\nlines",
            'note = "n"\n',
            'note = "n"\nabstract = """\nTwo\nlines"""\n',
        ),
    ],
)
def test_new_values_of_all_kinds(
    keys: tuple[str, ...], value: object, before: str, after: str
) -> None:
    head = 'title = "S"\n\n[[entry]]\nid = "z"\n\n[[entry]]\n'
    assert new_text(head + before, "entry", 1, *keys, value=value) == head + after


@pytest.mark.parametrize(
    ("name", "keys", "before", "after"),
    [
        (
            "s.toml",
            ("color",),
            'title = "S"\n\n[[entry]]\n',
            'title = "S"\ncolor = "x"\n\n[[entry]]\n',
        ),
        ("s.toml", ("title",), "[[entry]]\n", 'title = "x"\n[[entry]]\n'),
        ("s.toml", ("title",), "", 'title = "x"\n'),
        (
            "s.toml",
            ("title",),
            '# File\n\n# Red\ncolor = "red"\n',
            '# File\n\ntitle = "x"\n# Red\ncolor = "red"\n',
        ),
        ("s.toml", ("title",), 'color = "red"\n', 'title = "x"\ncolor = "red"\n'),
        (
            "_list.toml",
            ("cite", "doi"),
            'title = "L"\n\n[cite]\ntext = "t"\n\n[[maintainer]]\nname = "A"\n',
            'title = "L"\n\n[cite]\ntext = "t"\ndoi = "x"\n\n[[maintainer]]\nname = "A"\n',
        ),
        (
            "_list.toml",
            ("repository",),
            'title = "L"\n\n# Mine.\n[fields.organ]\ntitle = "Organ"\n',
            'title = "L"\nrepository = "x"\n\n# Mine.\n[fields.organ]\ntitle = "Organ"\n',
        ),
        (
            "_list.toml",
            ("fields", "organ", "title"),
            'title = "L"\n\n[fields.organ]  # x\nfacet = true\n[[maintainer]]\n',
            'title = "L"\n\n[fields.organ]  # x\ntitle = "x"\nfacet = true\n[[maintainer]]\n',
        ),
        (
            "_list.toml",
            ("maintainer", 0, "url"),
            'title = "L"\n[[maintainer]]\nname = "A"\n',
            'title = "L"\n[[maintainer]]\nname = "A"\nurl = "x"\n',
        ),
    ],
)
def test_new_values_at_the_top_and_in_other_files(
    name: str, keys: tuple[str | int, ...], before: str, after: str
) -> None:
    assert new_text(before, *keys, value="x", name=name) == after


def test_several_new_values_with_remarks() -> None:
    values = {
        ("entry", 0, "arxiv"): "2107.02104",
        ("entry", 0, "doi"): "10.1000/1",
        ("entry", 0, "links", "b"): "x",
        ("entry", 0, "links", "a"): "x",
        ("entry", 0, "id"): "is there",
        ("entry", 1, "added"): DAY,
        ("entry", 2, "added"): DAY,
        ("entry", 0, "title", "x"): DAY,
        ("entry", "x"): DAY,
        (): DAY,
    }
    before = '[[entry]]\nid = "a"\ntitle = "t"\n\n[[entry]]\nid = "b"\n'
    remarks = {("entry", 0, "doi"): "Crossref:\nsame title", ("entry", 0, "id"): "not written"}
    text, done = insert(before, "s.toml", values, remarks)
    assert set(done) == {*list(values)[:4], ("entry", 1, "added")}
    assert text == (
        '[[entry]]\nid = "a"\ntitle = "t"\n# Crossref: same title\ndoi = "10.1000/1"\n'
        f'arxiv = "2107.02104"\nlinks.b = "x"\nlinks.a = "x"\n\n[[entry]]\nid = "b"\n{ADDED}'
    )


def test_a_block_that_takes_no_value_stops_no_other() -> None:
    text = 'venue = [{ name = "a" }]\n\n[[entry]]\nid = "a"\n[[entry]]\nid = "b"\n'
    values = {("entry", 0, "added"): DAY, ("venue", 0, "kind"): "x", ("entry", 1, "added"): DAY}
    written, done = insert(text, "s.toml", values)
    assert written == text.replace('id = "a"\n', f'id = "a"\n{ADDED}') + ADDED
    assert done == [("entry", 0, "added"), ("entry", 1, "added")]
    assert insert(text, "s.toml", {("venue", 0, "kind"): "x"}) == (text, [])
    empty = "[[entry]]\nlinks = {}\n"
    both = {("entry", 0, "links", "a"): "x", ("entry", 0, "links", "b"): "y"}
    assert insert(empty, "s.toml", both)[0] == '[[entry]]\nlinks = { a = "x", b = "y" }\n'


def test_the_remark_on_a_value_in_an_inline_table_stands_above_the_table() -> None:
    keys = ("entry", 0, "links", "code")
    text = '[[entry]]\nid = "a"\nlinks = { pdf = "p" }\n'
    assert insert(text, "s.toml", {keys: "c"}, {keys: "moved"})[0] == (
        '[[entry]]\nid = "a"\n# moved\nlinks = { pdf = "p", code = "c" }\n'
    )
    text = 'cite = { text = "t" }\n'
    assert insert(text, "_list.toml", {("cite", "doi"): "x"}, {("cite", "doi"): "moved"})[0] == (
        '# moved\ncite = { text = "t", doi = "x" }\n'
    )


@pytest.mark.parametrize("text", ['[[entry]]\nid = "a', "[entry]\nid = 1\n", 'entry = "x"\n', ""])
def test_values_of_missing_blocks_are_not_added(text: str) -> None:
    assert insert(text, "s.toml", {("entry", 0, "added"): DAY}) == (text, [])
    assert insert(text, "s.toml", {}) == (text, [])


def test_mixed_line_ends_stay() -> None:
    text = '# a\r\n[[entry]]\r\nid = "a"\n\r\n[[entry]]\nid = "b"\r\n'
    written, _ = insert(text, "s.toml", {("entry", n, "added"): DAY for n in (0, 1)})
    assert written == text.replace('"a"', f'"a"\r\n{ADDED[:-1]}').replace(
        '"b"', f'"b"\r\n{ADDED[:-1]}'
    )


@given(section_files)
def test_inserting_adds_the_new_values_only_in_any_file(document: EntryFile) -> None:
    blocks = {n: b for n, b in enumerate(document.blocks) if isinstance(b.value, Entry)}
    bare = {n: dataclasses.replace(b.value, added=None) for n, b in blocks.items()}  # type: ignore[type-var]
    dated = {n: dataclasses.replace(entry, added=DAY) for n, entry in bare.items()}

    def with_entries(entries: dict[int, Entry]) -> EntryFile:
        new = (
            Block(entries[n], block.comments) if n in entries else block
            for n, block in enumerate(document.blocks)
        )
        return dataclasses.replace(document, blocks=tuple(new))

    text, done = insert(
        write_entry_file(with_entries(bare)), "s.toml", {("entry", n, "added"): DAY for n in blocks}
    )
    assert len(done) == len(blocks)
    if not comments(text):  # those of keys that are gone stand at the end of their block
        assert canonical_form(text, "s.toml")[0] in {text, None}
    assert [b.value for b in read_entry_file(text, "s.toml")[0].blocks] == [
        b.value for b in with_entries(dated).blocks
    ]
