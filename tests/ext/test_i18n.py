"""The words of the interface in other languages: complete, current, and on the pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from sphinx_awesome.locale import catalogues

from .conftest import Site

LANGUAGES = catalogues.languages()
ENTRIES = {
    "docs/conf.py": 'extensions = ["sphinx_awesome"]\nlanguage = "{language}"\n',
    "docs/index.rst": "List\n====\n\n.. toctree::\n\n   models\n",
    "docs/models.rst": "Models\n======\n\n.. awesome:entries:: models\n\n.. awesome:chart:: year\n",
    "entries/models.toml": """
        title = "Models"

        [[entry]]
        id = "one"
        title = "One"
        venue = "CVPR"
        year = 2021

        [[entry]]
        id = "two"
        title = "Two"
        links.code = "https://example.org/two"
    """,
}


def catalogue(language: str) -> Catalog:
    with catalogues.po(language).open("rb") as file:
        return read_po(file, locale=language)


def forms(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]


def names(text: str) -> list[str]:
    """What is filled in."""
    return sorted(re.findall(r"\{\w+\}", text))


def test_two_languages_are_there() -> None:
    assert LANGUAGES == ["de", "zh_CN"]


def test_texts_are_found_wherever_they_stand() -> None:
    texts = {message.id for message in catalogues.messages()}
    # In a script, in an f-string, marked for later, and one with a form for many.
    assert {"Copied.", "Link to this paper", "Preprint servers"} <= texts
    assert ("{n} paper", "{n} papers") in texts


def test_every_text_of_the_scripts_is_found() -> None:
    """Babel does not look into template strings: a text in one would never be translated."""
    texts = {forms(message.id)[0] for message in catalogues.messages() if message.id}
    scripts = sorted((catalogues.PACKAGE / "static" / "awesome").glob("*.js"))
    called = {
        text
        for script in scripts
        for text in re.findall(r'\btn?\(\s*"([^"]+)"', script.read_text(encoding="utf-8"))
    }
    assert "Copied." in called
    assert called - texts == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_are_current(language: str) -> None:
    text, compiled = catalogues.updated(language)
    hint = "run `nox -s translations`"
    assert catalogues.po(language).read_bytes() == text, hint
    assert catalogues.po(language).with_suffix(".mo").read_bytes() == compiled, hint


def test_the_list_of_script_texts_is_current() -> None:
    found = catalogues.script_texts_path().read_text(encoding="utf-8")
    assert found == catalogues.script_texts(), "run `nox -s translations`"
    assert json.loads(found)["plurals"] == {
        "de": {"one": 1, "other": 0},
        "zh_Hans_CN": {"other": 0},
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_are_complete(language: str) -> None:
    messages = [message for message in catalogue(language) if message.id]
    assert len(messages) > 100
    assert [m.id for m in messages if m.fuzzy or not all(forms(m.string))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_fill_in_the_same(language: str) -> None:
    for message in catalogue(language):
        wanted = names(forms(message.id)[-1])
        assert {tuple(names(text)) for text in forms(message.string)} == {tuple(wanted)}


def test_a_new_language_starts_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    catalogues.main(["fr"])
    assert catalogues.languages() == ["fr"]
    assert catalogues.po("fr").with_suffix(".mo").is_file()
    path = catalogues.po("fr")
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            'msgid "Copied."\nmsgstr ""', 'msgid "Copied."\nmsgstr "Copié."'
        ),
        encoding="utf-8",
    )
    catalogues.main([])
    assert 'msgstr "Copié."' in path.read_text(encoding="utf-8")


def made(tmp_path: Path, language: str) -> Site:
    return Site(
        tmp_path, {name: text.replace("{language}", language) for name, text in ENTRIES.items()}
    )


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("de", ["2 Arbeiten", "1 Arbeit", "Zitieren", "Ohne Jahr", "Auswahl aufheben", "Jahr"]),
        ("zh_CN", ["2 篇论文", "1 篇论文", "引用", "无年份", "清除选择", "年份"]),
        ("fr", ["1 paper", "Cite", "No year"]),  # Sphinx speaks it, we do not yet
    ],
)
def test_pages_speak_the_language(tmp_path: Path, language: str, shown: list[str]) -> None:
    page = made(tmp_path, language).build().text("models.html")
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page))
    assert [words for words in shown if words not in text] == []


@pytest.mark.parametrize(
    ("language", "copied"), [("de", "Kopiert."), ("de_AT", "Kopiert."), ("zh_CN", "已复制。")]
)
def test_scripts_speak_the_language(tmp_path: Path, language: str, copied: str) -> None:
    built = made(tmp_path, language).build()
    first, other = (
        json.loads(
            re.search(r"(?<=[=,] )\{\".*\}", built.text(f"_static/awesome/{name}.js")).group()
        )
        for name in ("translations", "other-translations")
    )
    # What pages of papers load at once is a module of its own.
    assert not set(first) & set(other)
    assert {"{n} paper", "{n} paper selected"} <= set(first)
    assert other["Copied."] == copied
    for number in (first["{n} paper"], other["{n} paper saved."]):
        assert set(number) == ({"one", "other"} if language[:2] == "de" else {"other"})
        assert all("{n}" in form for form in number.values())


def test_scripts_are_in_english_already(tmp_path: Path) -> None:
    for language in ("en", "fr", "xx"):
        built = made(tmp_path / language, language).build()
        assert "translations = {}" in built.text("_static/awesome/translations.js")


def test_other_builders_have_no_words_of_scripts(tmp_path: Path) -> None:
    built = made(tmp_path, "de").build("text")
    assert not list(built.outdir.rglob("translations.js"))
    assert "2 Arbeiten" in built.text("models.txt")
