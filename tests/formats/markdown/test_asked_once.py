"""Each text is annotated once, and the number of questions grows as the list does."""

from __future__ import annotations

from collections import Counter

import pytest

from sphinx_awesome.formats.markdown import read
from sphinx_awesome.formats.markdown.words.authors import read_authors
from sphinx_awesome.formats.markdown.words.link_kinds import classify_url
from sphinx_awesome.formats.markdown.words.venue_mentions import VenueFinder

ROOM = "sphinx_awesome.formats.markdown"
LINE = (
    "- [Learning to Read List {n}](https://arxiv.org/abs/2101.{n:05}), Ann Lee, Bo Ito, CVPR 2021\n"
)


def questions(monkeypatch: pytest.MonkeyPatch, papers: int) -> Counter[str]:
    """How often it was asked whether a text is a venue or names, and where an address leads."""
    asked: Counter[str] = Counter()
    find, names, classify = VenueFinder.find, read_authors, classify_url

    def count(name: str) -> bool:
        asked[name] += 1
        return False

    with monkeypatch.context() as patched:
        patched.setattr(VenueFinder, "find", lambda self, text: count("venue") or find(self, text))
        patched.setattr(
            f"{ROOM}.words.annotations.read_authors", lambda text: count("names") or names(text)
        )
        patched.setattr(
            f"{ROOM}.document.outline.classify_url", lambda url: count("url") or classify(url)
        )
        source = "".join(LINE.format(n=n) for n in range(papers))
        assert len(read(f"# L\n\n{source}").awesome_list.entries) == papers
    return asked


def test_questions_grow_as_the_list_does(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = questions(monkeypatch, 20), questions(monkeypatch, 200)
    assert all(many[name] <= 10 * count for name, count in few.items())


def test_an_address_is_classified_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert questions(monkeypatch, 10)["url"] == 10


def test_what_an_item_says_is_asked_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = questions(monkeypatch, 10)
    assert asked["venue"] <= 40
    assert asked["names"] <= 30
