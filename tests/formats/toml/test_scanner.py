"""Places and comments in a TOML text, against what tomli reads from it."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import dedent

import pytest
import tomli
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sphinx_awesome.core.problem import KeyPath
from sphinx_awesome.formats.toml.scanner import (
    BOTTOM,
    END,
    MAX_DEPTH_LEVELS,
    TOP,
    open_string,
    scan,
    split_key,
)

keys = st.sampled_from(["a", "b", "a.b", "b . a", '"a.b"', "'a'", '"\\u0061\\n"', '""', "-1_"])
scalars = st.sampled_from(
    [
        *('""', "''", '"a # b"', "'[['", '"\\""', "'\\'", '"\\\\"'),
        *(
            '"""a"""',
            "'''a'''",
            '"""\n[[x]]\n# no\n"a""b" \\"""" """"',
            "'''\n'a''b'\n'''",
            '""""a"""""',
        ),
        *("1", "-1.5e3", "true", "0x_f".replace("_", ""), "inf"),
        *("2024-05-31", "2024-05-31 10:00:00.5Z", "10:00:00"),
    ]
)
spaces = st.sampled_from(["", " ", "\t"])
breaks = st.sampled_from(["", " ", "\n", " # c\n", '\n  # c ] } " \n\n'])


def lists(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(st.builds("{}{}{}".format, breaks, values, breaks), max_size=3)
    return st.builds("[{}{}]".format, items.map(",".join), breaks)


def tables(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.builds("{}{}{}={}{}".format, spaces, keys, spaces, spaces, values)
    return st.lists(pair, max_size=3).map(", ".join).map("{{{}}}".format)


values = st.recursive(scalars, lambda inner: lists(inner) | tables(inner), max_leaves=6)
ends = st.sampled_from(["\n", " # c\n", "\n\n", "\n# c\n"])
statements = st.one_of(
    st.builds("{}{}{}={}{}{}".format, spaces, keys, spaces, spaces, values, ends),
    st.builds("{}[{}{}]{}".format, spaces, keys, spaces, ends),
    st.builds("{}[[{}{}]]{}".format, spaces, keys, spaces, ends),
)


def paths(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    """All paths in some data as tomli reads it."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, (*path, index))


@given(st.lists(statements, max_size=6).map("".join))
def test_every_path_has_its_place(text: str) -> None:
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError:
        assume(False)
    places = scan(text).places
    assert set(places) == set(paths(data))
    for path, place in places.items():
        # What stands at the place is a key of that name, an item or a header.
        assert text[place.key] not in " \n#,=]}"
        assert text[place.value] not in " \n#,=]}"
        assert 0 <= place.key <= place.value < len(text), path


@given(st.lists(statements, max_size=6).map("".join))
@example("b=[ # c\n1]\n# c\n[[b]]\n")
def test_every_comment_is_found(text: str) -> None:
    found = scan(text)
    comments = [c for lines in (*found.above.values(), *found.beside.values()) for c in lines if c]
    if "# no" not in text and "'[['" not in text:
        assert len(comments) >= text.count("# c\n")


@given(st.text(st.sampled_from("ab[]{}\"'\\#=.,\n 1")) | st.text())
@example("a = [[[{")
@example("]]}} = ,")
@example('a = """')
@example("[[a]]\n[[a")
def test_any_text_is_scanned(text: str) -> None:
    found = scan(text)
    for place in found.places.values():
        assert 0 <= place.key <= place.value <= len(text)
    open_string(text)


def test_places_are_those_of_keys_and_values() -> None:
    text = 'a = 1\n[[b]]\nc.d  =  ["x", {e = 2}]\n'
    at = {path: tuple(place) for path, place in scan(text).places.items()}
    assert at == {
        ("a",): (0, 4),
        ("b",): (6, 6),
        ("b", 0): (6, 6),
        ("b", 0, "c"): (12, 12),
        ("b", 0, "c", "d"): (12, 20),
        ("b", 0, "c", "d", 0): (21, 21),
        ("b", 0, "c", "d", 1): (26, 26),
        ("b", 0, "c", "d", 1, "e"): (27, 31),
    }


def test_comments_are_those_of_keys_items_and_blocks() -> None:
    found = scan(
        dedent(
            """\
            # top

            # first
            a = [  # open
                # above item
                1,  # item
                # end of list
            ]  # list
            # end of header

            # free

            # above block
            [[b]]  # block
            # above key

            # still above key
            c = 1
            # end of block

            # bottom
            """
        )
    )
    assert dict(found.above) == {
        (TOP,): ["# top", "", "# first"],
        ("a", 0): ["# open", "# above item"],
        ("a", END): ["# end of list"],
        (END,): ["# end of header"],
        ("b", 0): ["# free", "", "# above block"],
        ("b", 0, "c"): ["# above key", "# still above key"],
        ("b", 0, END): ["# end of block"],
        (BOTTOM,): ["# bottom", ""],
    }
    assert dict(found.beside) == {("a", 0): ["# item"], ("a",): ["# list"], ("b", 0): ["# block"]}


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("a", ("a",)),
        ("a . b", ("a", "b")),
        ('"a.b".\'c"\'', ("a.b", 'c"')),
        ('"\\u0061\\""', ('a"',)),
        ('"\\x"', ('"\\x"',)),
        ('""', ("",)),
    ],
)
def test_parts_of_a_key(key: str, parts: tuple[str, ...]) -> None:
    assert split_key(key) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ('a = """b"""', None),
        ('a = """b""', (4, '"""')),
        ("a = 'x'\nb = '''c\n\"", (12, "'''")),
        ('a = """b" # """', None),
        ('# """', None),
    ],
)
def test_a_string_that_does_not_end(text: str, expected: tuple[int, str] | None) -> None:
    assert open_string(text) == expected


@pytest.mark.parametrize("bracket", ["[", "{a=", "[[", "a."])
def test_a_scan_ends_where_nesting_is_too_deep(bracket: str) -> None:
    found = scan(
        f"x = 1\n{'' if bracket == 'a.' else 'y = '}{bracket * MAX_DEPTH_LEVELS * 100}a = 1"
    )
    assert found.deep is not None
    assert found.deep <= len("x = 1\ny = ") + MAX_DEPTH_LEVELS * len(bracket)
    assert len(found.places) <= MAX_DEPTH_LEVELS + 2
