"""Texts that were damaged on their way, and titles that do not look like one."""

from __future__ import annotations

import pytest

from ..lists import findings, make, only


@pytest.mark.parametrize(
    ("field", "keys"),
    [
        ('title = "MÃ¼ller on things"', ("title",)),
        ('authors = ["A", "MÃ¼ller"]', ("authors", 1)),
        ('tags = ["MÃ¼ller"]', ("tags", 0)),
        ('note = "MÃ¼ller"', ("note",)),
        ('abstract = "MÃ¼ller"', ("abstract",)),
        ('published.title = "MÃ¼ller on things"', ("published", "title")),
    ],
)
def test_all_texts_are_checked(field: str, keys: tuple[str | int, ...]) -> None:
    finding = only(make(s=f"[[entry]]\n{field}\n"), "mojibake")
    assert finding.keys == keys
    assert finding.replacement.startswith("Müller")


@pytest.mark.parametrize("title", ["A \ufffd on things", "A â€ on things"])
def test_lost_characters_are_reported(title: str) -> None:
    assert only(make(s=f'[[entry]]\ntitle = "{title}"\n'), "mojibake").replacement == ""


def test_good_texts_are_not_reported() -> None:
    assert findings(make(s='[[entry]]\ntitle = "Müller & Söhne"\n')) == []


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("A SURVEY OF DEEP LEARNING", True),
        ("ÜBER DIE GRÖSSE ALLER DINGE", True),
        ("A Survey of DEEP LEARNING METHODS", False),
        ("PMC-VQA", False),
        ("BERT, GPT-2, CLIP", False),
        ("深度 学习 综述 方法", False),
    ],
)
def test_titles_in_capitals(title: str, *, is_told: bool) -> None:
    expected = [("capitals", "p1")] if is_told else []
    assert findings(make(s=f'[[entry]]\ntitle = "{title}"\n')) == expected


@pytest.mark.parametrize(
    ("author", "hint", "new"),
    [
        ("Lovelace, Ada", 'write "Ada Lovelace"', ""),
        ("Lovelace, A.", 'write "A. Lovelace"', "A. Lovelace"),
        ("van der Berg, Jan", 'write "Jan van der Berg"', "Jan van der Berg"),
        *(
            (author, 'write "Ada Lovelace", "Max Moe"', ("Ada Lovelace", "Max Moe"))
            for author in (
                "Ada Lovelace, Max Moe",
                "Ada Lovelace; Max Moe",
                "Lovelace, Ada; Moe, Max",
            )
        ),
        (
            "Ada Lovelace and Max Moe",
            'write "Ada Lovelace", "Max Moe"',
            ("Ada Lovelace", "Max Moe"),
        ),
        ("Lovelace, Babbage, Somerville", 'write "Lovelace", "Babbage", "Somerville"', ""),
        ("Ada Lovelace,", 'write "Ada Lovelace"', "Ada Lovelace"),
        ("Ada Lovelace, Jr.", "", ""),
        ("Ada Lovelace, III", "", ""),
        ("Ada Lovelace", "", ""),
        ("The Lung Group and Partners", "", ""),
        ("John Roe and Max Moe", 'write "John Roe", "Max Moe"', ("John Roe", "Max Moe")),
        ("Jane Doe et al.", 'write "Jane Doe", "et al."', ("Jane Doe", "et al.")),
        ("Roe, J.; Doe, A.", 'write "J. Roe", "A. Doe"', ("J. Roe", "A. Doe")),
        ("{Roe, J. and Doe, A.}", "", ""),
        ("Rhonda {Roebuck Williams}", "", ""),
        ("Doe and Roe", 'write "Doe", "Roe"; or, if it is one group, "{Doe and Roe}"', ""),
        (
            "Lab of Doe, Roe",
            'write "Lab of Doe", "Roe"; or, if it is one group, "{Lab of Doe, Roe}"',
            "",
        ),
        (";", "", ""),
    ],
)
def test_authors_that_are_not_one_name_as_it_is_spoken(
    author: str, hint: str, new: str | tuple[str, ...]
) -> None:
    awesome_list = make(s=f'[[entry]]\ntitle = "T"\nauthors = ["A", "{author}"]\n')
    if hint:
        finding = only(awesome_list, "author-name")
        assert (finding.keys, finding.hint, finding.replacement) == (("authors", 1), hint, new)
    else:
        assert findings(awesome_list) == []


@pytest.mark.parametrize(
    ("title", "new"),
    [
        ("A paper on things.", "A paper on things"),
        ("A paper (of two parts).", "A paper (of two parts)"),
        ("A paper on things .", "A paper on things"),
        ("Things in 2021.", "Things in 2021"),
        ("A paper on things...", ""),
        ("A paper on things?", ""),
        ("On the work of Smith et al.", ""),
        ("Things in the U.S.", ""),
        ("Written by John A.", ""),
        ("Things, etc.", ""),
    ],
)
def test_titles_with_a_stop(title: str, new: str) -> None:
    awesome_list = make(s=f'[[entry]]\ntitle = "{title}"\n')
    if new:
        assert only(awesome_list, "trailing-stop").replacement == new
    else:
        assert findings(awesome_list) == []


def test_et_al_is_no_author_whose_name_is_wrong() -> None:
    assert findings(make(s='[[entry]]\ntitle = "T"\nauthors = ["A", "et al."]\n')) == []


def test_an_author_without_a_comma_that_is_two() -> None:
    awesome_list = make(s='[[entry]]\nauthors = ["Ada Lovelace and Max Moe"]\n')
    assert only(awesome_list, "author-name").message == "an author is one name, and this is 2"
