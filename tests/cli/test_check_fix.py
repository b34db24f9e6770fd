"""`sphinx-awesome check --fix`: what a hint says without a choice is done, and nothing else."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_awesome.cli import main
from sphinx_awesome.formats.toml import read_entry_file
from sphinx_awesome.lint.runner import check_list

from ..lint.lists import TODAY

Capture = pytest.CaptureFixture[str]
HEAD = 'title = "S"\n\n[[entry]]\nid = "a"\ntitle = "On quite some things"\ndoi = "10.1000/1"\n'
BARE = HEAD.replace('doi = "10.1000/1"\n', "")


@pytest.fixture
def entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    folder = tmp_path / "entries"
    folder.mkdir()
    return folder


def fixed(entries: Path, text: str, name: str = "s.toml") -> str:
    """What `--fix` makes of a file."""
    (entries / name).write_text(text, encoding="utf-8", newline="")
    main(["check", "--fix"])
    return (entries / name).read_bytes().decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('year = "2023"', "year = 2023"),
        ("year = '2023'  # as printed", "year = 2023  # as printed"),
        ('year = " 2023 "', "year = 2023"),
        ('year="２０２３"', "year=2023"),
        ("year = 2023.0", "year = 2023"),
        ('published.year = "2023"', "published.year = 2023"),
        (
            'published = { venue = "CVPR", year = "2023" }',
            'published = { venue = "CVPR", year = 2023 }',
        ),
        ('added = "2024-05-31"', "added = 2024-05-31"),
        ('"added" = " 2024-05-31"', '"added" = 2024-05-31'),
        ("note = 12", 'note = "12"'),
        ("note = 2024-05-31", 'note = "2024-05-31"'),
        ('tags = ["x-ray", 3]', 'tags = ["x-ray", "3"]'),
        ('tags = "x-ray"', 'tags = ["x-ray"]'),
        ('tags = "chest x-ray, MRI; CT"', 'tags = ["chest x-ray", "MRI", "CT"]'),
        ('aliases = "former"', 'aliases = ["former"]'),
        ('authors = "Ada Lovelace"', 'authors = ["Ada Lovelace"]'),
        ('authors = "A, B"', 'authors = ["A", "B"]'),
        ('authors = "Ada Lovelace, Max Moe"', 'authors = ["Ada Lovelace", "Max Moe"]'),
        (
            'authors = "Ada Lovelace,  Max Moe, and Jo Roe"',
            'authors = ["Ada Lovelace", "Max Moe", "Jo Roe"]',
        ),
        ('authors = "Roe, John; Moe, Max"', 'authors = ["John Roe", "Max Moe"]'),
        ('authors = ["Ada Lovelace and Max Moe"]', 'authors = ["Ada Lovelace", "Max Moe"]'),
        (
            'authors = [\n    "Jo Roe",\n    "Ada Lovelace and Max Moe",  # both\n]',
            'authors = [\n    "Jo Roe",\n    "Ada Lovelace",\n    "Max Moe",  # both\n]',
        ),
        ('autors = ["Ada Lovelace"]', 'authors = ["Ada Lovelace"]'),
        ('Author = "Ada Lovelace, Max Moe"', 'authors = ["Ada Lovelace", "Max Moe"]'),
        ('Ignore.x = "y"', 'ignore.x = "y"'),
        ('PDF = "https://example.org/a.pdf"', 'links.pdf = "https://example.org/a.pdf"'),
        ('author = "Ada Lovelace, Max Moe"', 'authors = ["Ada Lovelace", "Max Moe"]'),
        ('Year = "2023"', "year = 2023"),
        ('date = "2023"', "year = 2023"),
        ('booktitle = "MICCAI"', 'venue = "MICCAI"'),
        ('pdf = "https://example.org/a.pdf"', 'links.pdf = "https://example.org/a.pdf"'),
        ('github = "https://github.com/a/b"', 'links.code = "https://github.com/a/b"'),
        (
            'link.pdf = "https://a.org/1"\nlink.code = "https://a.org/2"',
            'links.pdf = "https://a.org/1"\nlinks.code = "https://a.org/2"',
        ),
        ('published.yaer = "2023"', "published.year = 2023"),
        ('title = "T\\u202E"', 'title = "T"'),
    ],
)
def test_a_fix_does_what_the_hint_says(entries: Path, before: str, after: str) -> None:
    head = BARE.replace('title = "On quite some things"\n', "") if "title" in before[:6] else HEAD
    assert fixed(entries, f"{head}{before}\n") == f"{head}{after}\n"


ARXIV = "2107.02104v2"


@pytest.mark.parametrize(
    ("field", "given", "bare"),
    [
        *(
            ("arxiv", text, ARXIV)
            for text in (
                f"https://arxiv.org/abs/{ARXIV}",
                f"http://www.arxiv.org/pdf/{ARXIV}.pdf",
                f"https://arxiv.org/pdf/{ARXIV}",
                f"arxiv.org/html/{ARXIV}/",
                f"https://export.arxiv.org/abs/{ARXIV}?context=cs#x",
                f"arXiv:{ARXIV}",
                f"arxiv: {ARXIV} [cs.CV]",
                f"ArXiv {ARXIV}",
                f" {ARXIV} ",
                f"https://doi.org/10.48550/arXiv.{ARXIV}",
                f"10.48550/arXiv.{ARXIV}",
            )
        ),
        ("arxiv", "https://arxiv.org/abs/math.GT/0309136", "math.GT/0309136"),
        *(
            ("doi", text, "10.1007/978-3-030_7")
            for text in (
                "https://doi.org/10.1007/978-3-030_7",
                "http://dx.doi.org/10.1007/978-3-030_7/",
                "https://www.doi.org/10.1007/978-3-030_7?x=y",
                "HTTPS://DOI.ORG/10.1007/978-3-030_7#s",
                "doi.org/10.1007/978-3-030_7",
                "doi:10.1007/978-3-030_7",
                "DOI: 10.1007/978-3-030_7",
                "https://doi.org/doi:10.1007/978-3-030_7",
                " 10.1007/978-3-030_7",
            )
        ),
        (
            "doi",
            "https://doi.org/10.1002/(SICI)1%3C1%3A%3AAID%3E3.0.CO%3B2-X",
            "10.1002/(SICI)1<1::AID>3.0.CO;2-X",
        ),
    ],
)
def test_an_address_becomes_an_identifier(entries: Path, field: str, given: str, bare: str) -> None:
    text = f'{BARE}{field} = "{given}"  # as it came\n'
    assert fixed(entries, text) == text.replace(f'"{given}"', f'"{bare}"')


@pytest.mark.parametrize(
    "line",
    [
        'year = "2023a"',
        'year = "20231"',
        'year = "1023"',
        'year = "MMXXIII"',
        "year = 2023.5",
        'year = """2023"""',
        'arxiv = "https://example.org/2107.02104"',
        'arxiv = "2107.02104 and 2107.02105"',
        "arxiv = 2107.02104",
        f'arxiv = "arXiv:{" " * 600}2107.02104"',
        f'doi = "doi:{" " * 600}10.1007/x"',
        'doi = "https://example.org/10.1007/x"',
        'doi = "https://arxiv.org/abs/2107.02104"',
        'authors = "Roe, John"',
        'authors = "Lovelace, Babbage, Somerville"',
        'authors = "van der Berg, Jan Piet"',
        'authors = ""',
        'authors = ["Roe, John"]',
        'tags = ""',
        "tags = 3",
        "note = 0x10",
        "note = 2024-05-31T10:00:00",
        "track = true",
        "links.data = 3",
        'links = "https://example.org/"',
        "frobnicate = 1",
        "yr = 2023",
        'date = "2023-05-31"',
        'autors = "Roe, John"',
        'author = "Ada Lovelace"\nauthors = ["Max Moe"]',
        'url = "https://a.org/1"\nlinks = { pdf = "https://a.org/2" }',
        'url = "https://a.org/1"\nlinks.link = "https://a.org/2"',
        'id_ = "b"',
        'color = "blue"',
    ],
)
def test_problems_with_a_choice_are_left_to_a_person(
    entries: Path, line: str, capsys: Capture
) -> None:
    text = f"{BARE}{line}\n"
    assert fixed(entries, text) == text
    main(["check"])
    assert "can be mended" not in capsys.readouterr().out


def test_fixes_reach_other_files_and_references(entries: Path) -> None:
    text = 'titel = "L"\nsections = "s"\n\n[[maintainer]]\nname = 3\n'
    other = f'{HEAD}aliases = ["former"]\n\n[[entry]]\nref = "b"\n'
    (entries / "s.toml").write_text(other, encoding="utf-8")
    (entries / "_venues.toml").write_text('[[venue]]\nname = "X"\nkind = "Conferense"\n')
    assert fixed(entries, text, "_list.toml") == (
        'title = "L"\nsections = ["s"]\n\n[[maintainer]]\nname = "3"\n'
    )
    assert 'kind = "conference"' in (entries / "_venues.toml").read_text()
    (entries / "_list.toml").write_text('title = "L"\nsections = ["s", "t"]\n')
    new = fixed(entries, 'title = "T"\n\n[[entry]]\nref = "former"  # moved\n', "t.toml")
    assert new == 'title = "T"\n\n[[entry]]\nref = "a"  # moved\n'


MESSY = """\
# A list of ours \r
title = "S"\r
descripton = 'Things'\t# why not\r
\r
[[entry]]   # the first\r
id="a"\r
title = "On quite some things."\r
author = "Ada Lovelace, Max Moe"\r
year   =   "2023"\r
url = "http://arxiv.org/abs/2107.02104v2"\r
arxiv = "arXiv:2107.02104v2"\r
frobnicate = 1\r
\r
\r
# the second\r
[[entry]]\r
id = "b"\r
title = '''\r
Another\r
'''\r
authors = ["Jo Roe and Di Doe", 'Ed Eoe']\r
doi = "https://doi.org/10.1000/2"\r
tags = "x"\r
"""
MENDED = (
    MESSY.replace("descripton", "description")
    .replace("things.", "things")
    .replace('author = "Ada Lovelace, Max Moe"', 'authors = ["Ada Lovelace", "Max Moe"]')
    .replace('"2023"', "2023")
    .replace('url = "http:', 'links.link = "https:')
    .replace('"arXiv:', '"')
    .replace('"Jo Roe and Di Doe"', '"Jo Roe", "Di Doe"')
    .replace('"https://doi.org/', '"')
    .replace('tags = "x"', 'tags = ["x"]')
)


def test_a_file_with_many_problems_is_fixed_in_rounds(entries: Path, capsys: Capture) -> None:
    (entries / "s.toml").write_text(MESSY, encoding="utf-8", newline="")
    assert main(["check"]) == 1
    assert "\n9 of them can be mended by: sphinx-awesome check --fix\n" in capsys.readouterr().out
    assert fixed(entries, MESSY) == MENDED
    out = capsys.readouterr().out
    assert "frobnicate" in out
    assert out.endswith("\n1 error in 1 file\n11 values mended in 1 file\n")
    main(["check", "--fix", "--format", "json"])
    assert [p["code"] for p in json.loads(capsys.readouterr().out)] == ["unknown-field"]


def test_a_file_with_a_broken_block_is_not_fixed(entries: Path, capsys: Capture) -> None:
    text = f'{HEAD}year = "2023"\n\n[[entry]]\nid = \n'
    assert fixed(entries, text) == text
    main(["check"])
    assert "can be mended" not in capsys.readouterr().out


texts = st.text(st.sampled_from("aB é,;.&-'\"\\ and{}1"), max_size=12)
lines = st.sampled_from(
    [
        'year = "2023"',
        'arxiv = "arXiv:2107.02104"',
        'autors = ["X Y"]',
        'tags = "x"',
        "note = 3",
        'pdf = "https://a.org/"',
        'added = "2024-05-31"',
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(lines, max_size=4, unique=True), st.lists(texts, max_size=3), texts)
def test_a_fix_changes_its_value_only(
    tmp_path: Path, given_lines: list[str], authors: list[str], author: str
) -> None:
    (tmp_path / "entries").mkdir(exist_ok=True)
    path = tmp_path / "entries" / "s.toml"
    written = json.dumps(author), json.dumps(authors, ensure_ascii=False)
    text = "\n".join([HEAD, *given_lines, f"award = {written[0]}", f"authors = {written[1]}", ""])
    path.write_text(text, encoding="utf-8")
    before = check_list(tmp_path / "entries", TODAY)
    main(["check", "--fix", str(tmp_path / "entries")])
    new = path.read_text(encoding="utf-8")
    assert check_list(tmp_path / "entries", TODAY).certain == 0
    (block,), (old,) = tomllib.loads(new)["entry"], tomllib.loads(text)["entry"]
    assert block["id"] == old["id"]
    assert len(block) == len(old) or "links" in block or "autors" in old
    assert len(read_entry_file(new, "s.toml")[1]) <= len(before.problems)
    assert set("".join(authors)) - set(",;& and") <= set("".join(block["authors"]))


DEFINED = '[fields.modality]\ntitle = "Modality"\nvalues = ["CT", "X-ray"]\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('fields.modalty = "CT"', 'fields.modality = "CT"'),
        ('modality = ["CT"]', 'fields.modality = ["CT"]'),
        ('fields.modality = "ct"', 'fields.modality = "CT"'),
        ('fields.modality = ["CT", "x-ray"]  # y', 'fields.modality = ["CT", "X-ray"]  # y'),
        ('fields.modality = [\n    "CT",\n    "x-ray",\n]', None),
        ('fields.modality = "MRI"', ""),
        ("modality = 3", ""),
        ('fields.modality = "CT"\nmodality = "X-ray"', ""),
        ('fields.modality = "CT"\nfields.modalty = "X-ray"', ""),
    ],
)
def test_a_field_of_the_list_is_fixed(entries: Path, before: str, after: str | None) -> None:
    """None stands for the same with the right value; "" for what only a person can mend."""
    (entries / "_list.toml").write_text(DEFINED, encoding="utf-8")
    wanted = before.replace("x-ray", "X-ray") if after is None else after or before
    assert fixed(entries, f"{HEAD}{before}\n") == f"{HEAD}{wanted}\n"


def test_a_definition_is_fixed(entries: Path) -> None:
    (entries / "s.toml").write_text(HEAD, encoding="utf-8")
    text = '[fields.modality]\nname = "Modality"\nfacet = "True"\nvalues = "CT"\n'
    right = '[fields.modality]\ntitle = "Modality"\nfacet = true\nvalues = ["CT"]\n'
    assert fixed(entries, text, "_list.toml") == right
