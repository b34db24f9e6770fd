"""Pieces of text: titles without what surrounds them, and the number of words."""

from __future__ import annotations

import pytest

from sphinx_awesome.formats.markdown.words.fragments import count_words, tidy


def test_titles_are_tidied() -> None:
    assert tidy(' ⭐ "A title." ') == "A title"
    assert tidy("**A title**, ") == "A title"
    assert tidy("[A title") == tidy("A title)") == "A title"
    assert tidy("Who Is I.B.M.") == "Who Is I.B.M."
    assert tidy('On "that".') == 'On "that"'
    assert tidy("A title”") == "A title"
    assert count_words("一篇论文 title") == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [("“Of clocks", "Of clocks"), ("Of clocks”", "Of clocks"), ("“Of” clocks", "“Of” clocks")],
)
def test_a_quote_without_its_other_half_goes(text: str, expected: str) -> None:
    assert tidy(text) == expected
