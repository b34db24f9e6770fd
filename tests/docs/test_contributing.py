"""The pages for contributors and for their programs show what they get."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sphinx_awesome import cli

ROOT = Path(__file__).parents[2]


def test_block_to_copy_is_that_of_the_repository(blocks: Callable[[str], list[Any]]) -> None:
    text = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (copied,) = re.findall(r"^ *\[\[entry\]\]\n(?: *\S+ = .+\n)+", text, re.MULTILINE)
    shown = next(block.text for block in blocks("contributing") if block.language == "toml")
    assert shown.split() == copied.split()


@pytest.mark.parametrize("page", ["contributing", "how-to/findings-for-programs"])
def test_check_prints_what_is_shown(
    blocks: Callable[[str], list[Any]],
    page: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = {block.caption: block.text for block in blocks(page)}
    commands = "".join(block.text for block in blocks(page) if block.language == "sh")
    (arguments,) = re.findall(r"^sphinx-awesome (check.*)$", commands, re.MULTILINE)
    (tmp_path / "entries").mkdir()
    mistakes = shown["entries/survey.toml, with mistakes"]
    (tmp_path / "entries" / "survey.toml").write_text(mistakes, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert cli.main(arguments.split()) == 1
    assert capsys.readouterr().out == shown["What the check prints"]
