"""Write the files that are made from texts in the code: `nox -s translations`.

These are the gettext catalogues, the list of the scripts' texts, and the script that folds text.
No build and no command imports this module: what they need is in the files.
"""

from __future__ import annotations

import ast
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from ..core.text import ALIKE, IGNORED

PACKAGE = Path(__file__).parents[1]

SCRIPTS = PACKAGE / "static" / "awesome"

FOLD_SCRIPT = SCRIPTS / "fold-table.js"

LOCALE = PACKAGE / "locale"

DOMAIN = "sphinx-awesome"

Message: TypeAlias = str | tuple[str, str]
"""A text, or its forms for one and for many."""

_KEYWORDS = {"t": None, "tn": (1, 2)}
"""The functions of ``i18n.js``, as Babel names keywords."""


def texts() -> Iterator[tuple[str, Message]]:
    """Yield the texts of the scripts, each with the file name of its script."""
    for script, _line, text, *_ in extract_from_dir(
        SCRIPTS, [("*.js", "javascript")], keywords=_KEYWORDS
    ):
        if isinstance(text, str):
            yield script, text
        else:
            one, many = text
            yield script, (one, many)


def script_texts_path() -> Path:
    """Return the file of the scripts' texts, which builds read."""
    return LOCALE / "scripts.json"


def script_texts() -> str:
    """Return the content of that file: the texts by script, and how languages count.

    For each language with a catalogue, as the header of the catalogue names it, ``plurals`` has the
    least number of each category of ``Intl.PluralRules``: gettext gives its form of a text for that
    number. The categories are Unicode's, as Babel's are:
    https://cldr.unicode.org/index/cldr-spec/plural-rules.
    """
    by_script: dict[str, list[Message]] = {}
    for script, text in texts():
        by_script.setdefault(script, []).append(text)
    plurals = {}
    for language in languages():
        locale = Locale.parse(language)
        plurals[str(locale)] = {locale.plural_form(n): n for n in range(200, -1, -1)}
    known = {"plurals": plurals, "texts": by_script}
    return json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


class _Undated(Catalog):
    """A catalogue whose header has neither times nor the version of Babel."""

    @property  # type: ignore[misc]  # Babel's can be set, too
    def mime_headers(self) -> list[tuple[str, str]]:
        """The headers that programs read."""
        return [
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("Content-Type", "text/plain; charset=utf-8"),
        ]


def messages() -> Catalog:
    """Return all texts of the interface, each with the files that contain it."""
    catalogue = Catalog(charset="utf-8")
    for path in sorted(PACKAGE.rglob("*.py")):
        for message in _in_python(path.read_text(encoding="utf-8")):
            catalogue.add(message, locations=[(path.relative_to(PACKAGE).as_posix(), 0)])
    for script, text in sorted(texts(), key=str):
        catalogue.add(text, locations=[(f"static/awesome/{script}", 0)])
    return catalogue


def _in_python(source: str) -> Iterator[Message]:
    """Yield the texts of a Python module, those of f-strings included: Babel skips them."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(ast.Name("_" | "N_"), [ast.Constant(str(text))]):
                yield text
            case ast.Call(
                ast.Name("ngettext" | "NN_"), [ast.Constant(str(one)), ast.Constant(str(many)), *_]
            ):
                yield (one, many)


def po(language: str) -> Path:
    """Return the file of a language that people edit.

    :param language: as in the name of its catalogue.
    """
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def languages() -> list[str]:
    """Return the languages that have a catalogue."""
    return sorted(path.parts[-3] for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def updated(language: str) -> tuple[bytes, bytes]:
    """Return the content of the two files of a language, ``.po`` and ``.mo``.

    Translations of texts that the code still has stay.

    :param language: as in the name of its catalogue.
    """
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


def fold_script() -> str:
    """Return the table of :mod:`..core.text` as the module that the scripts import."""
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
    """Return a string literal of JavaScript: small letters as such, signs by their numbers."""
    shown = (c if c.islower() and c.isalpha() else rf"\u{{{ord(c):x}}}" for c in characters)
    return f'"{"".join(shown)}"'


def main(new: list[str]) -> None:
    """Write all files.

    :param new: languages that have no catalogue yet, such as ``fr``: theirs have no translations.
    """
    for language in sorted({*languages(), *new}):
        path = po(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        lines, compiled = updated(language)
        path.write_bytes(lines)
        path.with_suffix(".mo").write_bytes(compiled)
    script_texts_path().write_text(script_texts(), encoding="utf-8", newline="\n")
    FOLD_SCRIPT.write_text(fold_script(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
