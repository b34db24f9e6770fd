"""Bring the catalogues up to date with the code: ``python -m sphinx_awesome.locale.update``.

Each language has a ``.po`` file, which people edit, and a ``.mo`` file, which programs read; a
test proves that both are current. Names of new languages can be given as arguments. Texts come
from calls of ``_``, ``N_`` and ``ngettext``; those in f-strings too, which Babel's own reader of
Python sees from Python 3.12 on only.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from ..core import fold_table
from . import scripts

PACKAGE = Path(__file__).parents[1]
LOCALE = PACKAGE / "locale"
DOMAIN = "sphinx-awesome"

Message: TypeAlias = str | tuple[str, ...]
"""A text, or its forms for one and for many."""


class _Undated(Catalog):
    """A catalogue whose header has neither times nor the version of Babel."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What programs read."""
        return [
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("Content-Type", "text/plain; charset=utf-8"),
        ]


def messages() -> Catalog:
    """All texts of the interface, each with the files in which it stands."""
    catalogue = Catalog(charset="utf-8")
    for path in sorted(PACKAGE.rglob("*.py")):
        for message in _in_python(path.read_text(encoding="utf-8")):
            catalogue.add(message, locations=[(path.relative_to(PACKAGE).as_posix(), 0)])
    for script, text in sorted(scripts.texts(), key=str):
        catalogue.add(text, locations=[(f"static/awesome/{script}", 0)])
    return catalogue


def _in_python(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(ast.Name("_" | "N_"), [ast.Constant(str(text))]):
                yield text
            case ast.Call(
                ast.Name("ngettext"), [ast.Constant(str(one)), ast.Constant(str(many)), _]
            ):
                yield (one, many)


def po(language: str) -> Path:
    """The file that people edit."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def languages() -> list[str]:
    """Those that there are."""
    return sorted(path.parts[-3] for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def updated(language: str) -> tuple[bytes, bytes]:
    """The two files of a language as they should be: what was translated stays."""
    path = po(language)
    catalogue = Catalog(language)
    if path.is_file():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    catalogue.update(messages(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = f"# {catalogue.locale.english_name if catalogue.locale else ''}"
    text, compiled = io.BytesIO(), io.BytesIO()
    write_po(text, catalogue, omit_header=True, sort_output=True, include_lineno=False, width=100)
    plain = _Undated(language)
    for message in catalogue:
        if message.id:
            plain[message.id] = message
    head = "".join(f'"{name}: {value}\\n"\n' for name, value in plain.mime_headers)
    write_mo(compiled, plain)
    return f'msgid ""\nmsgstr ""\n{head}\n'.encode() + text.getvalue(), compiled.getvalue()


def main(new: list[str]) -> None:
    """Write all files."""
    for language in sorted({*languages(), *new}):
        path = po(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        lines, compiled = updated(language)
        path.write_bytes(lines)
        path.with_suffix(".mo").write_bytes(compiled)
    fold_table.SCRIPT.write_text(fold_table.script(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
