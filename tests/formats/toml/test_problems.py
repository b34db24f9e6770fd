"""Each case: files, the problems that they have, and the papers that are kept all the same.

The cases stand in `cases/*.txt`: `=== NAME`, then `--- FILE` and its text for each file, then
`--- problems` as `check` prints them and `--- papers`, a line for each section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sphinx_awesome.core.model import AwesomeList
from sphinx_awesome.core.problem import Problem
from sphinx_awesome.formats.toml import load

CASES = Path(__file__).parent / "cases"
#: What would not be legible in a case.
WORDS = {
    "LOTS": ", ".join(['"x"'] * 10_000),
    "LONG": "x" * 100_000,
    "DIGITS": "1" * 5_000,
    "BRACKETS": "[" * 2_000 + "]" * 2_000,
    "DOTS": "x" + ".x" * 2_000,
    "BELL": "\a",
}


def cases() -> Iterator[object]:
    for path in sorted(CASES.glob("*.txt")):
        _, *parts = re.split("(?m)^=== (.+)\n", path.read_text(encoding="utf-8"))
        for name, part in zip(parts[::2], parts[1::2], strict=True):
            _, *files = re.split("(?m)^--- (.+)\n", f"{part.rstrip()}\n")
            case = dict(zip(files[::2], files[1::2], strict=True))
            yield pytest.param(case, id=f"{path.stem}: {name}")


def spelled(text: str) -> str:
    return re.sub("|".join(WORDS), lambda match: WORDS[match[0]], text)


def printed(problems: list[Problem], root: Path) -> str:
    lines = []
    for problem in problems:
        lines.append(
            f"{problem.location}: {problem.severity}: {problem.message} [{problem.code}]\n"
        )
        if problem.hint:
            lines.append(f"  hint: {problem.hint}\n")
    return "".join(lines).replace(f"{root}/", "").replace(str(root), ".")


def kept(awesome_list: AwesomeList) -> str:
    lines = (": ".join((id_, " ".join(s.entries))) for id_, s in awesome_list.sections.items())
    return "".join(f"{line.strip()}\n" for line in lines)


@pytest.mark.parametrize("case", list(cases()))
def test_case(case: dict[str, str], tmp_path: Path) -> None:
    problems, papers = case.pop("problems"), case.pop("papers", "")
    for name, text in case.items():
        (tmp_path / name).write_text(spelled(text), encoding="utf-8")
    awesome_list, found = load(tmp_path)
    assert printed(found, tmp_path) == problems
    assert kept(awesome_list) == papers
