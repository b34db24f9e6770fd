from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_awesome.core.text import (
    QUOTED_CHARS,
    SUGGESTION_CHARS,
    clean,
    closest_names,
    did_you_mean,
    fold,
    invisible_characters,
    quote_for_message,
    repair_encoding,
)

WHITE = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u2028\u2029\u3000"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (f"{WHITE}A{WHITE}title{WHITE}", "A title"),
        ("nul\0 bell\a", "nul bell"),
        ("a \u200b b", "a b"),
        ("\u202eright\u2069 \ufeffmark", "right mark"),
        ("\ud800\udfff\ufffe\U0010ffff\ufdd0", ""),
        ("می\u200cخواهم 👩\u200d⚕️", "می\u200cخواهم 👩\u200d⚕️"),
        ("Žluťoučký 医学 \U0002070e", "Žluťoučký 医学 \U0002070e"),
        ("co\u00adoperate", "co\u00adoperate"),
    ],
)
def test_texts_are_cleaned_of_white_space_and_invisible_characters(
    text: str, expected: str
) -> None:
    assert clean(text) == expected


@given(st.text())
@example("a\u200b \u200bb")
@example("\u200b a")
def test_cleaning_is_idempotent(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert invisible_characters(once) == []
    assert once == " ".join(once.split())
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in once)
    once.encode()


@given(st.text())
def test_only_what_is_reported_is_taken_out(text: str) -> None:
    reported = {chr(int(name.replace("U+", "0x"), 0)) for name in invisible_characters(text)}
    assert [c for c in clean(text) if c != " "] == [
        c for c in text if not c.isspace() and c not in reported
    ]


def test_unwanted_characters_are_named_once() -> None:
    assert invisible_characters("a\u202eb\u202e\U000e0041\n") == ["U+202E", "U+E0041"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Márquez-Neila  GRÖßE", "marquez-neila grosse"),
        ("Cafe\u0301", "cafe"),
        ("ﬁne ℌ²", "fine h2"),
        ("plain ASCII", "plain ascii"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text())
def test_a_message_can_quote_any_text(text: str) -> None:
    shown = quote_for_message(text)
    assert shown.isprintable()
    assert len(shown) <= len(r"\U0010ffff") * QUOTED_CHARS + 1


def test_a_quoted_text_shows_what_is_invisible() -> None:
    assert quote_for_message("a\u202eb\U000e0041\n c\ue000") == r"a\u202eb\U000e0041 c\ue000"
    assert quote_for_message("x" * 61) == "x" * 60 + "…"
    assert quote_for_message("x" * 60) == "x" * 60


def test_a_misspelt_name_is_found_in_either_case() -> None:
    assert closest_names("CIET", ["demo", "cite", "code"]) == ["cite"]
    assert closest_names("ciet", ["Demo", "Cite"]) == ["Cite"]
    assert closest_names("code", ["coda", "cody", "other"], most=3) == ["cody", "coda"]
    assert closest_names("coda", ["code"], likeness=0.9) == []
    assert closest_names("a" * (SUGGESTION_CHARS + 1), ["a" * SUGGESTION_CHARS]) == []


def test_suggestions_are_asked_for() -> None:
    assert did_you_mean([]) == ""
    assert did_you_mean(["cite"]) == 'did you mean "cite"?'
    assert did_you_mean(["cite", "code"]) == 'did you mean "cite" or "code"?'


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
def test_no_piece_of_them_is_taken_for_damage(text: str) -> None:
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
