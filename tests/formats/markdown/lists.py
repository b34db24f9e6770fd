"""Lines of lists, and what is read from them."""

from __future__ import annotations

from sphinx_awesome.formats.markdown import read

WORDS = ("One", "Two", "Three", "Four")
ARXIV = "https://arxiv.org/abs/2101.0000"


def paper(number: int, title: str = "", venue: str = "CVPR 2020") -> str:
    title = title or f"Learning to Read the List of Number {number} in Words"
    return f"- [{title}]({ARXIV}{number}), {venue}\n"


def titles(source: str) -> list[str]:
    return [section.title for section in read(source).awesome_list.sections.values()]
