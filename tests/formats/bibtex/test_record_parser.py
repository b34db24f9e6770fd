"""BibTeX's grammar, and what is made of damage: named where it is, the rest read."""

from __future__ import annotations

from textwrap import dedent

import pytest

from sphinx_awesome.formats.bibtex.record_parser import Record, parse_records


def parsed(text: str) -> tuple[list[Record], list[str]]:
    records, problems = parse_records(dedent(text), "x.bib")
    return records, [f"{p.location.line}:{p.location.column}: {p.message}" for p in problems]


def only(text: str) -> dict[str, str]:
    (record,), problems = parsed(text)
    assert problems == []
    return dict(record.fields)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("@a{k, x = {A {B} C}, y = 12 }", {"x": "A {B} C", "y": "12"}),
        ("@a(k, x = {A (b)}, y = (1) )", {"x": "A (b)"}),
        ('@a{k, x = "A {"} b", }', {"x": 'A {"} b'}),
        ('@a{k, x = "A" # { and } # "B"}', {"x": "A and B"}),
        ("@a{k, X = {1},, % a comment, with = {a comma}\n y = {2}}", {"x": "1", "y": "2"}),
        ("@a{k}", {}),
        ("@a{k,}", {}),
        ("@a { k , x\n=\n{A\n\n B} }", {"x": "A B"}),
        ("@a{k, x = {one \\} two}}", {"x": "one \\} two"}),
        # Where that leaves a brace open, the backslash does not count, as to BibTeX itself.
        ("@a{k, x = {C:\\d\\}, y = {2}}", {"x": "C:\\d\\", "y": "2"}),
        ("@a{k, bdsk-url-1 = {u}, x:y = {v}}", {"bdsk-url-1": "u", "x:y": "v"}),
        ("@a{k, x = JAN # { 1}}", {"x": "jan 1"}),
        ("@a{k, month = sept}", {"month": "sept"}),
        ("@string{b = {c}}@string{b = {d}}@a{k, x = B}", {"x": "c"}),
        ("@comment{@a{j, x={1}}} @preamble{{}} @comment open\n@a{k, x={2}}", {"x": "2"}),
        ("% @a{j, x={1}}\nme@example.org @a{k, x={2}}", {"x": "2"}),
        ("@a{k, x={1}, x={1}}", {"x": "1"}),
    ],
)
def test_what_is_whole(text: str, fields: dict[str, str]) -> None:
    if "(1)" in text:
        (record,), problems = parsed(text)
        assert (record.fields["x"], len(problems)) == ("A (b)", 1)
    else:
        assert only(text) == fields


def test_each_field_has_its_place() -> None:
    (record,), _ = parsed("\n  @a{k,\n   x = {1}, y = {2}}")
    assert (record.location.line, record.location.column) == (2, 1)
    assert [(at.line, at.column) for at in record.places.values()] == [(3, 2), (3, 11)]


GOOD = "\n@a{good,\n  x = {1}\n}\n"


@pytest.mark.parametrize(
    ("text", "fields", "problems"),
    [
        (
            "@a{k,\n  x = {A}\n  y = {B}\n}",
            {"x": "A", "y": "B"},
            ["2:10: a comma is missing behind the field"],
        ),
        (
            '@a{k, x = "A" y = 1}',
            {"x": "A", "y": "1"},
            ["1:14: a comma is missing behind the field"],
        ),
        (
            "@a{k, x = {A}; y = {B}}",
            {"x": "A", "y": "B"},
            ["1:14: a semicolon stands where a comma belongs"],
        ),
        ("@a{k x = {A}}", {"x": "A"}, ["1:5: a comma is missing behind the key"]),
        ("@a{k\n  x = {A}}", {"x": "A"}, ["1:5: a comma is missing behind the key"]),
        ("@a{x = {A}}", {"x": "A"}, ["1:4: the record has no key"]),
        (
            "@a{k,\n  x = {A {B},\n  y = {C}\n}",
            {"x": "A {B", "y": "C"},
            ["2:7: the brace that opens here is not closed"],
        ),
        (
            '@a{k,\n  x = "A,\n  y = {C}\n}',
            {"x": "A", "y": "C"},
            ["2:7: the quote that opens here is not closed"],
        ),
        (
            "@a{k,\n  x = {A}},\n  y = {C}\n}",
            {"x": "A", "y": "C"},
            ["2:10: a brace too many closes the record here"],
        ),
        (
            '@a{k, x = "A "quoted" word", y = {C}}',
            {"x": 'A "quoted" word', "y": "C"},
            ["1:14: a quote within quotes ends the text here"],
        ),
        (
            "@a{k, x = {A} and more, y = {C}}",
            {"x": "A and more", "y": "C"},
            [
                "1:14: a comma or a # is missing behind the text",
            ],
        ),
        ("@a{k,\n  x = {A},\n", {"x": "A"}, ["1:1: the record of `k` is not closed"]),
        (
            "@a{k, x = {A}, what is this, y = 1}",
            {"x": "A", "y": "1"},
            ['1:16: "what is this" is no field'],
        ),
        (
            "@a{k, x = {A}, x = {B}}",
            {"x": "A"},
            ["1:16: the record has more than one x"],
        ),
        (
            "@a{k, x = name}",
            {"x": "name"},
            ['1:11: no @string defines "name", which is taken for a text'],
        ),
        ("@a{k, x = }", {"x": ""}, []),
        ("@a{k, x = {A} (b), y = 2}", {"x": "A", "y": "2"}, ['1:15: "(b)" is no field']),
        (
            "@a{k, x = {A}, junk",
            {"x": "A"},
            ['1:16: "junk" is no field', "1:1: the record of `k` is not closed"],
        ),
        (
            "@a{k, x = {A}, (y = {(), z}) = 1, w = 2}",
            {"x": "A", "w": "2"},
            ['1:16: "(y = {(), z}) = 1" is no field'],
        ),
        (
            "@a{k, x = {A}, y) z, w = 2}",
            {"x": "A", "w": "2"},
            ['1:16: "y)" is no field', '1:19: "z" is no field'],
        ),
        (
            '@a{k, x = "A" {B} # , y = 2}',
            {"x": "A B", "y": "2"},
            ["1:14: a comma or a # is missing behind the text"],
        ),
        (
            '@a{k, x = "A" "B" c "D", y = 2',
            {"x": 'A" "B" c "D', "y": "2"},
            [
                "1:13: a quote within quotes ends the text here",
                "1:1: the record of `k` is not closed",
            ],
        ),
        ('@a{k, x = "A" b "C" d "E" f', {"x": "A b C d E f"}, None),
    ],
)
def test_damage_is_named_where_it_is(
    text: str, fields: dict[str, str], problems: list[str] | None
) -> None:
    records, said = parsed(text + GOOD)
    assert dict(records[0].fields) == fields
    if problems is not None:
        assert said == problems
    assert [record.key for record in records[1:]] == ["good"]


def test_a_record_within_a_record_ends_nothing() -> None:
    records, problems = parsed(
        """\
        @a{k,
          x = {
            @b{inner, y = {1}}
          },
          z = 2
        }
        """
    )
    assert problems == []
    assert [(record.key, record.fields["z"]) for record in records] == [("k", "2")]


def test_what_appeared_in_a_work_gets_what_belongs_to_it() -> None:
    records, problems = parsed(
        """\
        @inproceedings{a, title={A}, xdata={one, two}, crossref={P}}
        @xdata{one, abstract={Own}, xdata={three}}
        @xdata{two, publisher={Press}}
        @xdata{three, note={Also}, xdata={one}}
        @proceedings{p, title={Lists}, subtitle={Two}, year=2020, doi={10.1000/p}, editor={Ed},
          url={https://p.org}, abstract={All}, keywords={k}, note={n}, publisher={Other}}
        """
    )
    assert problems == []
    assert [dict(record.fields) for record in records] == [
        {
            "booktitle": "Lists: Two",
            "year": "2020",
            "publisher": "Press",
            "title": "A",
            "abstract": "Own",
            "note": "Also",
        }
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("misc{k,\n  x = {1}\n}", "2:1: the record has no @"),
        ("@misc k,\n  x = {1}\n}", "2:1: the record is not opened"),
        ("@misc{k}\n  x = {1}\n}", '3:3: "x = {…" belongs to no record'),
        ("@misc{k}\n  year = 2011,\n}", '3:3: "year = 2011,…" belongs to no record'),
    ],
)
def test_what_stands_in_no_record_is_named(text: str, problem: str) -> None:
    records, problems = parsed(f"@a{{good}}\n{text}\n@a{{last}}\n")
    assert [record.key for record in records] == ["good", "k", "last"]
    assert problems == [problem]


def test_a_record_that_is_cut_at_its_kind_is_named() -> None:
    records, problems = parsed("@a{good}\n@mi\n@a\n{last}\n")
    assert [record.key for record in records] == ["good", "", "last"]
    assert problems[0] == "2:1: the record is not opened"


@pytest.mark.parametrize(
    "text",
    ["x = 1 and so on", "% x = {1}", "@comment{\nx = {1}}", "@comment none,\n", "about article{s}"],
)
def test_other_text_between_records_is_a_comment(text: str) -> None:
    records, problems = parsed(f"@a{{good}}\n{text}\n@a{{last}}\n")
    assert [record.key for record in records] == ["good", "last"]
    assert problems == []
