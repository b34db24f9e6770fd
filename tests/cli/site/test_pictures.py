"""Pictures beside a README: only those, and only from within its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_awesome.cli.site import pictures
from sphinx_awesome.cli.site.pictures import Pictures

PNG = b"\x89PNG\r\n\x1a\n..."
KINDS = {
    "a.png": PNG,
    "b.JPEG": b"\xff\xd8\xff..",
    "c d.gif": b"GIF89a..",
    "e": b"RIFF....WEBPVP8 ",
    "f.png": b"<svg onload='alert(1)'/>",
    "g.svg": b"<svg/>",
    "h.gif": b"",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A list with pictures; others lie beside its folder."""
    inner = tmp_path / "list"
    (inner / "img").mkdir(parents=True)
    for name, content in KINDS.items():
        (inner / name).write_bytes(content)
    (inner / "img/a.png").write_bytes(PNG)
    (tmp_path / "out.png").write_bytes(PNG)
    return inner


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("a.png", "images/a.png"),
        ("./a.png?raw=true#x", "images/a.png"),
        ("img/../a.png", "images/a.png"),
        ("/img/a.png", "images/a.png"),
        ("b.JPEG", "images/b.jpg"),
        ("c%20d.gif", "images/c-d.gif"),
        ("e", "images/e.webp"),
        ("f.png", ""),
        ("g.svg", ""),
        ("h.gif", ""),
        ("../out.png", ""),
        ("none.png", ""),
        ("img", ""),
        ("", ""),
        ("#a", ""),
        ("https://example.org/a.png", ""),
        ("//example.org/a.png", ""),
        ("data:image/png;base64,AAAA", ""),
        ("a\0.png", ""),
        ("http://[", ""),
        ("x" * 5000, ""),
    ],
)
def test_only_pictures_of_the_list_are_taken(folder: Path, address: str, path: str) -> None:
    taken = Pictures(folder)
    assert taken.add(address, folder) == path
    assert list(taken.files) == ([path] if path else [])


def test_links_out_of_the_folder_lead_nowhere(folder: Path) -> None:
    (folder / "link.png").symlink_to(folder.parent / "out.png")
    (folder / "up").symlink_to(folder.parent)
    (folder / "loop.png").symlink_to(folder / "loop.png")
    taken = Pictures(folder)
    assert [taken.add(name, folder) for name in ("link.png", "up/out.png", "loop.png")] == [""] * 3


def test_each_picture_is_taken_once_under_a_name_of_its_own(folder: Path) -> None:
    taken = Pictures(folder)
    names = [taken.add(one, folder) for one in ("a.png", "img/a.png", "a.png")]
    assert names == ["images/a.png", "images/a-2.png", "images/a.png"]
    assert taken.add("../a.png", folder / "img") == "images/a.png"


def test_a_picture_that_is_too_large_stays_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "PICTURE_BYTES", len(PNG) - 1)
    assert Pictures(folder).add("a.png", folder) == ""
    monkeypatch.setattr(pictures, "PICTURE_BYTES", len(PNG))
    monkeypatch.setattr(pictures, "ALL_PICTURES_BYTES", len(PNG))
    taken = Pictures(folder)
    assert [taken.add(one, folder) for one in ("a.png", "img/a.png")] == ["images/a.png", ""]


def test_a_picture_that_vanishes_stays_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", fails)
    assert Pictures(folder).add("a.png", folder) == ""
