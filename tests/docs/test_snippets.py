"""What the pages show works: entries are read without a problem, markup builds, commands exist."""

import ast
import re
import shlex
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from sphinx.cmd.build import get_parser as sphinx_build

from sphinx_awesome import cli
from sphinx_awesome.formats import toml

from .conftest import DOCS, PAGES

LANGUAGES = {
    *("toml", "python", "md", "rst", "sh", "yaml", "text", "console", "css", "json", "diff"),
}
SAMPLE = Path(__file__).parents[1] / "sample" / "entries"
SECTIONS = tomllib.loads((SAMPLE / "_list.toml").read_text(encoding="utf-8"))["sections"]

Blocks = Callable[[str], list[Any]]


@pytest.mark.parametrize("page", PAGES)
def test_blocks_name_their_language(blocks: Blocks, page: str) -> None:
    assert {block.language for block in blocks(page)} <= LANGUAGES


@pytest.mark.parametrize("page", PAGES)
def test_entries_are_good(blocks: Blocks, page: str) -> None:
    for block in blocks(page):
        if block.language != "toml" or "mistakes" in block.caption:
            continue
        text = block.text
        if not block.caption:  # a fragment: what it leaves out is added
            head = "" if text.startswith("[[entry]]\n") else "[[entry]]\n"
            for field in ("title", "id"):
                if not re.search(rf"^({field}|ref) = ", text, re.MULTILINE):
                    head += f'{field} = "x"\n'
            text = f'title = "X"\n{head}{text}'
        document, problems = toml.read_entry_file(text, Path(block.caption or "x.toml").name)
        assert problems == []
        assert document.blocks or document.kind is not toml.FileKind.SECTION


@pytest.mark.parametrize("page", PAGES)
def test_settings_and_workflows_are_good(blocks: Blocks, page: str) -> None:
    for block in blocks(page):
        if block.language == "python" and page != "recipes":  # which are tried
            ast.parse(block.text)
        elif block.language == "yaml":
            assert isinstance(yaml.safe_load(block.text), dict)


@pytest.mark.parametrize("page", PAGES)
def test_commands_exist(blocks: Blocks, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = {"check", "convert", "fmt", "lock", "new", "preview", "readme", "update"}
    for name in commands:
        monkeypatch.setattr(f"sphinx_awesome.cli.{name}.run", lambda _: 0)
    lines = [line for b in blocks(page) if b.language == "sh" for line in b.text.splitlines()]
    lines += re.findall(r"- run: (.+)", "".join(b.text for b in blocks(page)))
    for line in lines:
        match shlex.split(line):
            case ["sphinx-awesome", *arguments]:
                assert cli.main(arguments) == 0
            case ["sphinx-build", *arguments]:
                builder = "latex" if "latexpdf" in arguments else None
                options = sphinx_build().parse_args(
                    ["-b", builder, *arguments[2:]] if builder else arguments
                )
                assert options.sourcedir == "docs"
            case [".venv/bin/nox", "-s", session, *_]:
                noxfile = Path(__file__).parents[2] / "noxfile.py"
                assert f"def {session}(session" in noxfile.read_text(encoding="utf-8")
            case ["pip", "install", *_] | ["python3", "-m", "venv", _] | [".", _]:
                pass
            case ["git" | "cd" | "rm", *_]:  # of the tutorial, which is followed
                pass
            case _:
                pytest.fail(f"unknown command: {line}")


@pytest.mark.parametrize("page", PAGES)
def test_commands_in_sentences_exist(page: str) -> None:
    """A command alone stands for itself; with arguments it is one that can be run."""
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    for line in re.findall(r"(?<!`)`sphinx-awesome ([^`]+ [^`]+)`(?!`)", text):
        given = cli.argument_parser().parse_args(shlex.split(line))
        assert callable(given.run)


def test_markup_of_the_reference_builds(
    blocks: Blocks, build: Callable[..., str], tmp_path: Path
) -> None:
    files = {
        "docs/conf.py": 'extensions = ["sphinx_awesome", "myst_parser"]\n',
        "docs/index.md": "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n",
        **{f"docs/home-{s}.md": f"# {s}\n\n```{{awesome:entries}} {s}\n```\n" for s in SECTIONS},
    }
    pages = [page for page in PAGES if page.startswith("reference/")]
    shown = [b for page in pages for b in blocks(page) if b.language in {"md", "rst"}]
    assert {block.language for block in shown} == {"md", "rst"}
    for number, block in enumerate(shown):
        head = "# Page\n\n" if block.language == "md" else "Page\n====\n\n"
        files[f"docs/page-{number}.{block.language}"] = head + block.text
    config = {"awesome_entries": str(SAMPLE), "suppress_warnings": ["awesome.home"]}
    assert build(tmp_path / "docs", tmp_path / "out", files, **config) == ""
    for number, block in enumerate(shown):
        page = (tmp_path / "out" / f"page-{number}.html").read_text(encoding="utf-8")
        main = page.partition("<h1>")[2].partition("<footer")[0]
        assert "awesome:" not in main
        assert "aw-" in main or "{awesome:count}" in block.text
