"""The script of all modules, for pages that are opened from a disk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_awesome.ext.output import disk_bundle
from sphinx_awesome.ext.output.static_files import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..conftest import Site


def test_it_has_all_that_pages_may_load_and_nothing_of_modules(
    make_site: Callable[..., Site],
) -> None:
    text = make_site({}).build().text(disk_bundle.BUNDLE.as_posix())
    for name in ("page.js", "explore-page.js", "lookup.js", "nearest-words.js", "translations.js"):
        assert f'"{name}": () => {{' in text
    assert "permalinks.js" not in text
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.DOTALL)
    assert not re.search(r"\b(?:import\b|export\b)", re.sub(r'"[^"\n]*"', "", code))


def test_modules_import_and_export_in_the_forms_that_it_knows() -> None:
    """Any other form would break pages on a disk, and no others."""
    for path in SCRIPTS.glob("*.js"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("import "):
                assert disk_bundle.IMPORT.fullmatch(line), (path.name, line)
            if line.startswith("export "):
                assert disk_bundle.EXPORT.match(line), (path.name, line)


def test_each_module_becomes_a_function_that_returns_what_it_exports(tmp_path: Path) -> None:
    for name in disk_bundle.ENTRIES:
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "page.js").write_text(
        'import { one as first, two } from "./other.js";\nimport "./shortcut.js";\n'
        'const later = () => import("./late.js");\nconst here = import.meta.url;\n',
        encoding="utf-8",
    )
    (tmp_path / "other.js").write_text(
        "export const one = 1;\nexport async function two() {}\n", encoding="utf-8"
    )
    (tmp_path / "late.js").write_text("export class Late {}\n", encoding="utf-8")
    text = disk_bundle.bundle(tmp_path)
    assert 'const { one: first, two } = $use("other.js");\n$use("shortcut.js");\n' in text
    assert 'const later = () => $load("late.js");\nconst here = $folder + "page.js";\n' in text
    assert "const one = 1;\nasync function two() {}\nreturn { one, two };\n" in text
    assert "class Late {}\nreturn { Late };\n" in text
