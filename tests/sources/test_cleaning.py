"""Texts, names, ids, years and addresses of sources, made plain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core.identifiers import ArxivId
from sphinx_awesome.core.person_names import parse_name, unbalanced_brace
from sphinx_awesome.core.text import clean, invisible_characters
from sphinx_awesome.sources.cleaning import (
    AUTHORS_ITEMS,
    NAME_CHARS,
    TITLE_CHARS,
    Person,
    are_sorted,
    arxiv_of,
    authors_of,
    doi_of,
    group,
    have_full_names,
    links_of,
    name_of,
    person,
    plain,
    title_of,
    url_of,
    vancouver,
    year_of,
)

MATH = (
    "On <inline-formula><alternatives><tex-math>$L_1$</tex-math>"
    '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:msub><mml:mi>L</mml:mi>'
    "<mml:mn>1</mml:mn></mml:msub></mml:math></alternatives></inline-formula> norms"
)
TEX_DOCUMENT = (
    "On <alternatives><tex-math>\\documentclass{minimal} \\begin{document}$$L_1$$\\end{document}"
    "</tex-math><mml:math><mml:mi>L</mml:mi></mml:math></alternatives> norms"
)


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("A title", "A title"),
        ("A title.", "A title"),
        ("A title...", "A title..."),
        ("  A\n   <jats:italic>bold</jats:italic>\n title ", "A bold title"),
        ("On <i>E. coli</i> and H<sub>2</sub>O", "On E. coli and H2O"),
        ("On <jats:sup>18</jats:sup>F-FDG", "On 18F-FDG"),
        ("On &lt;i&gt;E. coli&lt;/i&gt;", "On E. coli"),
        ("R&amp;amp;D &#8211; &quot;x&quot;", 'R&D – "x"'),
        ("A &amp;amp;amp;amp;amp; B", "A &amp; B"),
        ("Two<br/>lines", "Two lines"),
        ("p &lt; 0.05 and a<b>c", "p < 0.05 and ac"),
        ("if a < b and c > d", "if a < b and c > d"),
        ("The <unk> token", "The <unk> token"),
        (MATH, "On $L_1$ norms"),
        (TEX_DOCUMENT, "On $L_1$ norms"),
        ("<mml:math><mml:mi>x</mml:mi><mml:mo>+</mml:mo></mml:math>", "x+"),
        ('<math><mi>x</mi><annotation encoding="a">\\x</annotation></math>', "x"),
        ("MÃ¼ller on visionâ€“language", "Müller on vision–language"),
        ("a\u202eb\x1b[2J\n[[entry]]", "ab[2J [[entry]]"),
        ("x" * TITLE_CHARS, "x" * TITLE_CHARS),
        ("x" * (TITLE_CHARS + 1), ""),
        ("<i>" * 10_000, ""),
        (None, ""),
        (12, ""),
        (["a"], ""),
        ({}, ""),
        ("\ud800x", "x"),
        ("日本語の題", "日本語の題"),
    ],
)
def test_titles(told: object, title: str) -> None:
    assert title_of(told) == title


@given(st.text(st.characters() | st.sampled_from("<>&;/$ ij:"), max_size=300))
def test_plain_texts_are_clean(text: str) -> None:
    found = plain(text)
    assert found == clean(found)
    assert not invisible_characters(found)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Benjamin Hou", "Benjamin Hou"),
        ("Hou, Benjamin", "Benjamin Hou"),
        ("van der Maaten, Laurens", "Laurens van der Maaten"),
        ("Roebuck Williams, Rhonda", "Rhonda {Roebuck Williams}"),
        ("Summers, Jr., Ronald M.", "Ronald M. Summers Jr."),
        ("Summers, Ronald M., Jr.", "Ronald M. Summers Jr."),
        ("Yu Sun 0020", "Yu Sun"),
        ("Feng Jiang (蒋峰)", "Feng Jiang"),
        ("Phi Nguyen Van", "Phi Nguyen Van"),
        ("Dirk WÃ¼bben", "Dirk Wübben"),
        ("Ann Lee, MD, PhD", "Ann Lee"),
        ("The ATLAS Collaboration", "{The ATLAS Collaboration}"),
        ("Gemini Team, Google", "{Gemini Team, Google}"),
        ("OpenAI", "OpenAI"),
        ("{Ann} {Lee}", "Ann Lee"),
        ("Ann } Lee", "Ann Lee"),
        ("张三", "张三"),
        ("et al.", "et al."),
        ("Hou,", "Hou"),
        ("", ""),
        (None, ""),
        ("x" * (NAME_CHARS + 1), ""),
    ],
)
def test_names(told: object, name: str) -> None:
    assert name_of(told) == name


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (Person("Hou", "Benjamin"), "Benjamin Hou"),
        (Person("de la Cruz", "Ana"), "Ana de la Cruz"),
        (Person("Van Der Sluijs", "Rogier"), "Rogier {Van Der Sluijs}"),
        (Person("Summers", "Ronald M.", "Jr."), "Ronald M. Summers Jr."),
        (Person("Aristotle"), "Aristotle"),
        (Person("", "Madonna"), "Madonna"),
        (Person("Saint-Exupéry", "Antoine de"), "Antoine de Saint-Exupéry"),
        (Person("", ""), ""),
    ],
)
def test_persons(parts: Person, name: str) -> None:
    assert person(parts) == name


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Frankish A", "A. Frankish"),
        ("van der Velden BHM", "B. H. M. van der Velden"),
        ("Lee S Jr", "S. Lee Jr."),
        ("GENCODE", "GENCODE"),
        ("Roebuck Williams R", "R. {Roebuck Williams}"),
    ],
)
def test_names_of_medical_journals(told: str, name: str) -> None:
    assert vancouver(told) == name


def test_groups_are_held_together_by_braces() -> None:
    assert group("The RECOVERY Collaborative Group") == "{The RECOVERY Collaborative Group}"
    assert group("OpenAI") == "OpenAI"
    assert group(None) == ""


@given(st.text(st.characters() | st.sampled_from("{}, .()"), max_size=60))
def test_names_are_clean_and_their_braces_balance(text: str) -> None:
    for name in (name_of(text), group(text), vancouver(text), person(Person(text, text, text))):
        assert name == clean(name)
        assert not unbalanced_brace(name)
        parse_name(name or "x")


@pytest.mark.parametrize(
    ("told", "authors"),
    [
        (["Ann Lee", "", "Bo Chen"], ("Ann Lee", "Bo Chen")),
        (["Ann Lee", "et al."], ("Ann Lee", "et al.")),
        (["Ann Lee", "others", "Bo Chen"], ("Ann Lee", "Bo Chen", "et al.")),
        (["...", ";;"], ()),
        (["KAIMING HE", "ROSS B. GIRSHICK"], ("Kaiming He", "Ross B. Girshick")),
        (["ANN LEE", "{THE ABC TEAM}"], ("Ann Lee", "{THE ABC TEAM}")),
        (["J. R", "A. B"], ("J. R", "A. B")),
        (["张三", "李四"], ("张三", "李四")),
        (["Ann Lee"] * AUTHORS_ITEMS, ("Ann Lee",) * AUTHORS_ITEMS),
        (["Ann Lee"] * (AUTHORS_ITEMS + 1), ()),
    ],
)
def test_authors(told: list[str], authors: tuple[str, ...]) -> None:
    assert authors_of(told) == authors


@pytest.mark.parametrize(
    ("authors", "are_full"),
    [
        (["Ada Lovelace", "Bo Li"], True),
        (["A. Lovelace"], False),
        (["Ada Lovelace", "J.-P. Serre"], False),
        (["AB Lovelace"], False),
        (["Jane A. Doe"], True),
        (["{The ABC Team}"], True),
        (["张三"], True),
        ([], True),
    ],
)
def test_full_names(authors: list[str], are_full: bool) -> None:  # noqa: FBT001
    assert have_full_names(authors) is are_full


def test_sorted_authors_are_told_by_more_than_three() -> None:
    assert are_sorted(["Ann Alpha", "Zoe Beta", "Max Gamma", "Bo Zeta"])
    assert not are_sorted(["Ann Alpha", "Zoe Beta", "Max Gamma"])
    assert not are_sorted(["Ann Beta", "Zoe Alpha", "Max Gamma", "Bo Zeta"])


@pytest.mark.parametrize(
    ("told", "year"),
    [
        (2021, 2021),
        ("2021", 2021),
        ("2021-03-01T00:00:00Z", 2021),
        ("2021/12", 2021),
        ("2021 Mar 5", 2021),
        ("20213", None),
        ("Mar 2021", None),
        ("²021", None),
        (12, None),
        (9999, None),
        (True, None),
        (2021.0, None),
        (None, None),
        ([], None),
    ],
)
def test_years(told: object, year: int | None) -> None:
    assert year_of(told) == year


def test_ids() -> None:
    assert doi_of("https://doi.org/10.1000/182") == "10.1000/182"
    assert doi_of("10.1000/182\n[[entry]]") == ""
    assert doi_of("x" * 1_000) == doi_of(None) == doi_of(5) == ""
    assert arxiv_of("arXiv:2107.02104v2") == ArxivId("2107.02104", "v2")
    assert arxiv_of("https://doi.org/10.48550/arXiv.2107.02104") == ArxivId("2107.02104")
    assert arxiv_of("10.1000/182") is arxiv_of(None) is arxiv_of("2" * 300) is None


@pytest.mark.parametrize(
    "told",
    [
        "javascript:alert(1)",
        "http://127.0.0.1/x",
        "https://a b.org",
        "file:///etc/passwd",
        "",
        5,
        None,
    ],
)
def test_addresses_that_may_not_be_published(told: object) -> None:
    assert url_of(told) == ""
    assert links_of({"pdf": told, "link": "https://example.org/a"}) == {
        "link": "https://example.org/a"
    }
