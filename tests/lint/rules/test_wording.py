"""Texts that were damaged on their way, and titles that do not look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.lint.rules.wording import repair_encoding

from ..lists import findings, make, only

# What real titles and names are written with, beside ASCII.
TEXTS = [
    "visionlanguage vision–language “quoted” it’s Ångström naïve Małgorzata Połacin Müller",
    "Groß–Klein, CAFÉ’s, SÃO–PAULO, Weiß’ Ä–Ö, É“, Å”, ¿Qué? «Où»",
    "张三 机器学习 学习：深度",
    "Привет, мир — «да»",
    "Ελληνικά, Türkçe ŞĞİ, Tiếng Việt",
    "90° ± 5 µm × 2 → ∞ … ™ ½",
    "한국어 日本語 العربية עברית",
]


@pytest.mark.parametrize("text", TEXTS)
def test_texts_in_all_scripts_stay(text: str) -> None:
    assert repair_encoding(text) == text


@pytest.mark.parametrize("text", TEXTS)
def test_parts_of_good_texts_are_not_taken_for_damage(text: str) -> None:
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            assert repair_encoding(text[start:end]) == text[start:end]


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        ("visionâ€“language", "vision–language"),
        ("itâ€™s â€œgoodâ€\x9d", "it’s “good”"),
        ("MÃ¼ller", "Müller"),
        ("MaÅ‚gorzata", "Małgorzata"),
        ("Ä°stanbul", "İstanbul"),
        ("å¼\xa0ä¸‰", "张三"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
        ("20Â°, 张 Ã—", "20°, 张 ×"),
        ("R&amp;D &#39;x&#x27; &lt;b&gt;", "R&D 'x' <b>"),
        ("AT&T; R&D & co; &nosuchentity;", "AT&T; R&D & co; &nosuchentity;"),
    ],
)
def test_damage_is_repaired(damaged: str, right: str) -> None:
    assert repair_encoding(damaged) == right


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=2))
def test_chinese_that_was_read_as_windows_1252_is_repaired(text: str) -> None:
    damaged = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode("utf-8"))
    assert repair_encoding(damaged) == text


@given(st.text())
def test_repairing_never_fails_and_is_done_once(text: str) -> None:
    once = repair_encoding(text)
    assert isinstance(once, str)
    assert text.isascii() is False or "&" in text or once == text


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
