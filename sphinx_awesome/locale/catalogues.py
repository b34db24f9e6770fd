"""The texts of the scripts."""

from __future__ import annotations

import ast
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from ..core.text import ALIKE, IGNORED

SCRIPTS = Path(__file__).parents[1] / "static" / "awesome"

_KEYWORDS = {"t": None, "tn": (1, 2)}
"""The functions of ``i18n.js``, as Babel names keywords."""


def texts() -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Name of a script, and a text in it, or the forms of one for one and for many."""
    for script, _line, text, *_ in extract_from_dir(
        SCRIPTS, [("*.js", "javascript")], keywords=_KEYWORDS
    ):
        if isinstance(text, str):
            yield script, text
        else:
            one, many = text
            yield script, (one, many)


PACKAGE = Path(__file__).parents[1]

LOCALE = PACKAGE / "locale"

DOMAIN = "sphinx-awesome"

Message: TypeAlias = str | tuple[str, ...]
"""A text, or its forms for one and for many."""


class _Undated(Catalog):
    """A catalogue whose header has neither times nor the version of Babel."""

    @property  # type: ignore[misc]  # Babel's can be set, too
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
    for script, text in sorted(texts(), key=str):
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


FOLD_SCRIPT = Path(__file__).parents[1] / "static" / "awesome" / "fold-table.js"


def fold_script() -> str:
    """The table as the module that the scripts import."""
    alike = "".join(
        f"  {json.dumps(as_, ensure_ascii=False)}: {_quoted(characters)},\n"
        for as_, characters in ALIKE.items()
    )
    ignored = "".join(
        rf"\u{{{first:x}}}" if first == last else rf"\u{{{first:x}}}-\u{{{last:x}}}"
        for first, last in IGNORED
    )
    return (
        "// Owns which characters read as others when texts are compared; `nox -s translations`\n"
        "// makes this from the table of core/text.py.\n"
        "\n"
        "/** By what they read as, the characters that read so. */\n"
        f"export const ALIKE = {{\n{alike}}};\n"
        "\n"
        "/** Characters that are not seen. */\n"
        f"export const IGNORED = /[{ignored}]/gu;\n"
    )


def _quoted(characters: str) -> str:
    """A string of JavaScript, in which small letters stand as such and signs by their numbers."""
    shown = (c if c.islower() and c.isalpha() else rf"\u{{{ord(c):x}}}" for c in characters)
    return f'"{"".join(shown)}"'


def main(new: list[str]) -> None:
    """Write all files."""
    for language in sorted({*languages(), *new}):
        path = po(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        lines, compiled = updated(language)
        path.write_bytes(lines)
        path.with_suffix(".mo").write_bytes(compiled)
    FOLD_SCRIPT.write_text(fold_script(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
