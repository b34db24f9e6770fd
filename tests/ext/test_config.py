"""Settings in conf.py, and what is kept between builds."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from sphinx.search import languages

from sphinx_awesome.formats.toml.file_reader import FileReading

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Site


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("awesome_entries = 3", "awesome_entries = 3 should be a str"),
        ("awesome_fast_navigation = 'yes'", "awesome_fast_navigation = 'yes' should be a bool"),
        *(
            (f"awesome_permalinks = {text!r}", f"awesome_permalinks = {text!r} is not a folder")
            for text in ("../p", "/p", "a/../p", "a\\b")
        ),
    ],
)
def test_an_unusable_value_gives_a_warning_and_the_default(
    site: Site, line: str, message: str
) -> None:
    conf = (site.root / "docs/conf.py").read_text(encoding="utf-8")
    site.write("docs/conf.py", conf + line)
    built = site.build(strict=False)
    warning, *others = [w for w in built.warnings if "awesome." in w]
    assert others == []
    assert warning.startswith(f"docs/conf.py:5: WARNING: {message}")
    assert warning.endswith(", or leave it out [awesome.config]")
    assert built.page("reports.html").by_id("paper-ratchet")
    assert (built.outdir / "p/ratchet.html").is_file()


def test_an_unusable_value_from_elsewhere(site: Site) -> None:
    built = site.build(strict=False, awesome_permalinks="/p")
    assert [w.partition(": ")[0] for w in built.warnings] == ["docs/conf.py:1"]


@pytest.mark.parametrize(("value", "expected"), [("0", False), ("1", True)])
def test_a_switch_on_the_command_line(site: Site, value: str, *, expected: bool) -> None:
    built = site.build(awesome_fast_navigation=value)
    assert built.app.config.awesome_fast_navigation is expected


def test_a_list_elsewhere(make_site: Callable[..., Site]) -> None:
    site = make_site()
    (site.root / "entries").rename(site.root / "docs/lists")
    assert site.build(awesome_entries="lists").page("reports.html").by_id("paper-ratchet")


def test_a_list_that_is_not_there(site: Site) -> None:
    built = site.build(strict=False, awesome_entries="../nowhere")
    first = built.warnings[0]
    assert first.startswith("nowhere:1: WARNING: the directory cannot be read: No such file")
    assert first.endswith("[awesome.file]")


def test_problems_of_entry_files_are_warnings_there(site: Site) -> None:
    site.replace("entries/models.toml", "year = 2022", 'year = "2022"')
    site.replace("entries/reports.toml", "tags = ", "tag = ")
    built = site.build(strict=False)
    ours = [w for w in built.warnings if "awesome." in w]
    assert ours[0].startswith("entries/models.toml:11: WARNING: column 8: `year` must be a whole")
    assert ours[0].endswith("[awesome.type]")
    assert ours[1].startswith("entries/reports.toml:26: WARNING: ")
    # What is good is there all the same.
    assert built.page("models.html").by_id("paper-medclip")
    assert built.page("reports.html").by_id("paper-ratchet")


def test_files_that_have_not_changed_are_not_read_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build("dummy")
    read: list[str] = []
    original = FileReading.__init__

    def note(self: FileReading, text: str, path: str, kind: object) -> None:
        read.append(path.rpartition("/")[2])
        original(self, text, path, kind)  # type: ignore[arg-type]

    monkeypatch.setattr(FileReading, "__init__", note)
    site.build("dummy")
    assert read == []
    site.replace("entries/models.toml", "MedCLIP:", "MedClip:")
    built = site.build("dummy")
    assert read == ["models.toml"]
    assert (
        built.app.env.domains["awesome"]
        .awesome_list.entries["medclip"]
        .title.startswith("MedClip:")
    )


def test_what_was_kept_can_be_of_any_kind(site: Site) -> None:
    first = site.build()
    kept = site.root / "doctrees/awesome-readings.pickle"
    made_by, _ = pickle.loads(kept.read_bytes())
    for content in (b"", b"no pickle", pickle.dumps((made_by, 1)), pickle.dumps((None, {"a": 1}))):
        kept.write_bytes(content)
        assert site.build(out="again").text("reports.html") == first.text("reports.html")
        assert pickle.loads(kept.read_bytes())[0] == made_by


def test_a_problem_is_reported_at_its_place_from_what_was_kept(site: Site) -> None:
    site.replace("entries/models.toml", 'ref = "roentgen"', 'ref = "roentgem"')
    warnings = [
        [w for w in site.build(strict=False).warnings if "awesome.ref" in w] for _ in range(2)
    ]
    assert warnings[0] == warnings[1]
    assert len(warnings[0]) == 1
    assert warnings[0][0].startswith("entries/models.toml:4: WARNING: column 7: ")


@pytest.mark.parametrize("language", ["en", "de", "zh_CN", "xx"])
def test_words_are_stemmed_once(site: Site, language: str) -> None:
    before = dict(languages)
    try:
        built = site.build(language=language, strict=False)
        index = built.text("searchindex.js")
        plain = site.build(
            out="plain", language=language, strict=False, html_search_language=None
        ).text("searchindex.js")
    finally:
        languages.clear()
        languages.update(before)
    assert index == plain
    assert "ratchet" in index.lower()
