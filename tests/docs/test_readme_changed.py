"""The how-tos on a README that has changed, and on a list in several files, followed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sphinx_awesome import cli

Blocks = Callable[[str], list[Any]]
NEW = "- [**Nature 2024**] {} [[pdf]](https://a.org/{}.pdf)\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be in an empty folder."""
    monkeypatch.chdir(tmp_path)


def block_of(blocks: Blocks, page: str, caption: str) -> str:
    """The text of a block."""
    (text,) = (block.text for block in blocks(page) if block.caption == caption)
    return str(text)


def test_a_readme_that_has_changed(blocks: Blocks, capsys: pytest.CaptureFixture[str]) -> None:
    readme = block_of(blocks, "tutorial", "README.md")
    Path("README.md").write_text(readme, encoding="utf-8")
    cli.main(["new", "README.md", "my-list"])
    gencast = NEW.format("GenCast: Diffusion-Based Ensemble Forecasting", 1)
    climate = NEW.format("Neural General Circulation Models for Weather and Climate", 2)
    lines = [line for line in readme.splitlines(True) if "WeatherBench" not in line]
    changed = "".join(lines).replace("## Global models\n\n", f"## Global models\n\n{gencast}")
    changed = changed.replace("## Nowcasting", f"## Climate\n\n{climate}\n## Nowcasting")
    Path("README.md").write_text(changed, encoding="utf-8")
    capsys.readouterr()
    cli.main(["new", "README.md", "--into", "my-list"])
    shown = block_of(blocks, "how-to/readme-changed", "What new --into prints")
    assert f"\n{shown}" in capsys.readouterr().out


def test_a_readme_without_entries(blocks: Blocks, capsys: pytest.CaptureFixture[str]) -> None:
    text = "# Many\n\n- [Vision](chapters/vision.md)\n- [Language](chapters/language.md)\n"
    Path("README.md").write_text(text, encoding="utf-8")
    assert cli.main(["new", "README.md", "my-list"]) == 2
    caption = "What new prints of a README without entries"
    assert capsys.readouterr().out == block_of(blocks, "how-to/several-files", caption)
