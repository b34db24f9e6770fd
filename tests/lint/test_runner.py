"""What a list, a file or a paper says not to check."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_awesome.lint.rules import CODES
from sphinx_awesome.lint.runner import check_list

from .lists import TODAY

STOP = '[[entry]]\nid = "a"\ntitle = "A paper on things."\ndoi = "10.1000/1"\n'
REASON = "It is printed so."


def checked(root: Path, codes: set[str] | None = None, **files: str) -> list[str]:
    """Place, code, message and hint of all that is found."""
    for name, text in files.items():
        (root / f"{name}.toml").write_text(text, encoding="utf-8")
    problems = check_list(root, TODAY, {*CODES} if codes is None else codes).problems
    return [f"{p.location}: {p} [{p.code}]".removeprefix(f"{root}/") for p in problems]


def test_a_paper_can_ignore_a_rule(tmp_path: Path) -> None:
    text = f'title = "S"\n{STOP}ignore.trailing-stop = "{REASON}"\n'
    assert checked(tmp_path, s=text) == []
    assert checked(tmp_path, s=text, t=f'title = "T"\n{STOP.replace(chr(34) + "a", chr(34) + "b")}')


def test_a_file_can_ignore_a_rule(tmp_path: Path) -> None:
    text = f'title = "S"\nignore.trailing-stop = "{REASON}"\n{STOP}'
    assert checked(tmp_path, s=text) == []


def test_the_list_can_ignore_a_rule(tmp_path: Path) -> None:
    text = f'title = "L"\nignore.trailing-stop = "{REASON}"\n'
    assert checked(tmp_path, _list=text, s=f'title = "S"\n{STOP}') == []


def test_all_levels_that_ignore_a_rule_count_as_used(tmp_path: Path) -> None:
    ignore = f'ignore.trailing-stop = "{REASON}"\n'
    text = f'title = "S"\n{ignore}{STOP}{ignore}'
    assert checked(tmp_path, _list=f'title = "L"\n{ignore}', s=text) == []


def test_a_paper_that_another_file_shows_is_told_in_its_own(tmp_path: Path) -> None:
    text = f'title = "S"\nignore.trailing-stop = "{REASON}"\n[[entry]]\nref = "a"\n'
    assert checked(tmp_path, s=text, t=f'title = "T"\n{STOP}') == [
        (
            "s.toml:2:1: there is nothing here that `trailing-stop` would report; delete this line "
            "[unused-ignore]"
        ),
        't.toml:4:9: the title ends with a full stop; write "A paper on things" [trailing-stop]',
    ]


@pytest.mark.parametrize("name", ["s", "_list"])
def test_an_unused_ignore_is_reported_where_it_stands(name: str, tmp_path: Path) -> None:
    files = {"_list": 'title = "L"\n', "s": 'title = "S"\n'}
    files[name] += f'ignore.capitals = "{REASON}"\n'
    files["s"] += STOP.replace("things.", "things")
    assert checked(tmp_path, **files) == [
        (
            f"{name}.toml:2:1: there is nothing here that `capitals` would report; "
            "delete this line [unused-ignore]"
        )
    ]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("trailing-stops", "no rule is called `trailing-stops`; write ignore.trailing-stop"),
        ("qqq", "no rule is called `qqq`; write the name that check prints"),
        ("url", "`url` is an error, which cannot be ignored; mend it, and delete this line"),
    ],
)
def test_errors_cannot_be_ignored(code: str, message: str, tmp_path: Path) -> None:
    text = f'title = "S"\n{STOP.replace("things.", "things")}ignore.{code} = "{REASON}"\n'
    assert checked(tmp_path, s=text) == [f"s.toml:6:1: {message} [unused-ignore]"]


def test_errors_are_reported_whatever_is_ignored(tmp_path: Path) -> None:
    text = f'title = "S"\n{STOP.replace("things.", "things")}year = "x"\nignore.type = "{REASON}"\n'
    assert [line.rpartition(" ")[2] for line in checked(tmp_path, s=text)] == [
        "[type]",
        "[unused-ignore]",
    ]
    assert [line.rpartition(" ")[2] for line in checked(tmp_path, codes=set(), s=text)] == [
        "[type]"
    ]


def test_warnings_of_the_reader(tmp_path: Path) -> None:
    block = '[[entry]]\nid = "ID"\ntitle = "On ID"\nvenue = "Nowhere ID"\ndoi = "10.1000/ID"\n'
    text = 'title = "S"\n' + "".join(block.replace("ID", name) for name in "abc")
    assert len(checked(tmp_path, s=text)) == 3
    ignore = f'ignore.venue = "{REASON}"\n'
    assert len(checked(tmp_path, s=text + ignore)) == 2
    assert checked(tmp_path, s=f'title = "S"\n{ignore}' + text.partition("\n")[2]) == []
    assert checked(tmp_path, codes=set(), s=text) == []
    assert len(checked(tmp_path, codes={"venue"}, s=text)) == 3


def test_a_warning_of_a_block_that_tells_no_paper(tmp_path: Path) -> None:
    text = 'title = "S\u202e"\n' + STOP.replace("things.", "things")
    assert checked(tmp_path, s=text + '[[entry]]\nref = "a"\n')[0].endswith("[character]")
    (tmp_path / "_list.toml").write_text('title = "L\u202e"\n', encoding="utf-8")
    (tmp_path / "_venues.toml").write_text('[[venue]]\nname = "V\u202e"\n', encoding="utf-8")
    found = checked(tmp_path, s=text.replace("\u202e", ""))
    assert [line.partition(":")[0] for line in found] == ["_list.toml", "_venues.toml"]
    ignore = f'ignore.character = "{REASON}"\n'
    assert checked(tmp_path, _list=f'title = "L\u202e"\n{ignore}') == []


def test_a_rule_that_was_not_applied_is_no_unused_ignore(tmp_path: Path) -> None:
    text = f'title = "S"\nignore.capitals = "{REASON}"\n{STOP.replace("things.", "things")}'
    assert checked(tmp_path, codes={*CODES} - {"capitals"}, s=text) == []
    assert checked(tmp_path, codes={*CODES} - {"unused-ignore"}, s=text) == []


def test_an_unused_ignore_of_unused_ignore_is_reported(tmp_path: Path) -> None:
    text = f'title = "S"\nignore.unused-ignore = "{REASON}"\n{STOP.replace("things.", "things")}'
    assert checked(tmp_path, s=text) == [
        (
            "s.toml:2:1: there is nothing here that `unused-ignore` would report; delete this line "
            "[unused-ignore]"
        )
    ]


def test_a_series_is_told_once(tmp_path: Path) -> None:
    block = STOP.replace("things.", "things") + 'venue = "PMLR"\n'
    found = checked(tmp_path, s=f'title = "S"\n{block}')
    assert [line.rpartition(" ")[2] for line in found] == ["[series-as-venue]"]


def test_a_list_with_no_good_file(tmp_path: Path) -> None:
    assert checked(tmp_path) == [
        ".: ".replace(".: ", f"{tmp_path}:1:1: ")
        + "the directory holds no entry file; write one, such as my-section.toml [file]"
    ]
