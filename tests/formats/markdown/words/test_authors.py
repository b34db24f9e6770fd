"""Names of authors in text."""

from __future__ import annotations

import pytest

from sphinx_awesome.formats.markdown.words.authors import read_authors, split_et_al
from sphinx_awesome.formats.markdown.words.names import name_likelihood


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee, Bo Chen and Cy Young", ["Ann Lee", "Bo Chen", "Cy Young"]),
        ("Ann Lee*, Bo Chen†, Cy Young1", ["Ann Lee", "Bo Chen", "Cy Young"]),
        ("Ann Lee (Some University, Town) et al.", ["Ann Lee"]),
        ("Lee, Ann and Chen, Bo", ["Ann Lee", "Bo Chen"]),
        ("Lee, Ann and Chen, Bo and Young, Cy.", ["Ann Lee", "Bo Chen", "Cy Young"]),
        ("Kien Do, Ann Lee, Bo Chen.", ["Kien Do", "Ann Lee", "Bo Chen"]),
        ("Lee, A., Chen, B.C. & Young, D.", ["A. Lee", "B.C. Chen", "D. Young"]),
        ("Laurens van der Berg; Ö. Çelik", ["Laurens van der Berg", "Ö. Çelik"]),
        ("张三、李四", ["张三", "李四"]),
        ("Ann Lee, Jr., Bo Chen", ["Ann Lee Jr.", "Bo Chen"]),
        ("Lee et al.", ["Lee"]),
        ("Van Elm A B.", ["A. B. Van Elm"]),
        ("Lee A B, Chen C, Van Elm D.", ["A. B. Lee", "C. Chen", "D. Van Elm"]),
        ("Ann Lee and others", ["Ann Lee"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    found = read_authors(text)
    assert list(found.names) == names
    assert found.confidence >= 0.6


@pytest.mark.parametrize(
    "text",
    [
        "Deep Learning, Large Language Models",
        "A long text that is the title of a work and surely names nobody in the whole wide world",
        "Reading, writing, and arithmetic",
        "BioBERT",
        "Lee et al. say that it works",
        "Lee, A., B., Reading of Lists",
        "1, 2",
        "",
        "(only aside)",
        "、",
        "x" * 9000,
    ],
)
def test_what_is_no_names(text: str) -> None:
    assert read_authors(text).confidence < 0.6


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Niu, J., Zhong. S., Zhou, Y.", ["J. Niu", "S. Zhong", "Y. Zhou"]),
        ("Yang. L, Wu, S., Wang. X", ["L. Yang", "S. Wu", "X. Wang"]),
        ("Sun, R. Shi, D., Zhang, Y.", ["R. Sun", "D. Shi", "Y. Zhang"]),
        ("Vidal A. R., Rebecq H., Di Caro D.", ["A. R. Vidal", "H. Rebecq", "D. Di Caro"]),
        ("Müller G., Şahin, Ö., Çelik, Ü. ,", ["G. Müller", "Ö. Şahin", "Ü. Çelik"]),
        ("Li, Ch., Brandli, C., Berner., R.", ["Ch. Li", "C. Brandli", "R. Berner"]),
        ("Hu, Y., Lin, S-C., Elm, T.", ["Y. Hu", "S-C. Lin", "T. Elm"]),
        ("Zhu, Z., Hou, J., Wu DO,", ["Z. Zhu", "J. Hou", "D. O. Wu"]),
        ("Hu, Y., S.-C., Liu, Elm, T.", ["Y. Hu", "S.-C. Liu", "T. Elm"]),
        (
            "Tapia, R., F.J., Moya, J.A., de Dios, Oller, A., Cano, E.",
            ["R. Tapia", "F.J. Moya", "J.A. de Dios", "A. Oller", "E. Cano"],
        ),
        ("Plizzari, C., Plana, Golet, G.", ["C. Plizzari", "Plana", "G. Golet"]),
        ("Chad, A., Bi, Y., A., Abbas, B.", ["A. Chad", "Y. A. Bi", "B. Abbas"]),
        ("Elm, Tobi, Lang, M.", ["Tobi Elm", "M. Lang"]),
        (
            "Smith, J. A., van der Berg, T., Jones, Ann",
            ["J. A. Smith", "T. van der Berg", "Ann Jones"],
        ),
        (
            "Wan Kurt Ma, J.P. Lewis, W. B. Klein, Tom Leu",
            ["Wan Kurt Ma", "J.P. Lewis", "W. B. Klein", "Tom Leu"],
        ),
        ("A Lee, B. Ito, C.Young", ["A Lee", "B. Ito", "C.Young"]),
        ("Eley Ng, Ziang Liu, Ed Kay III", ["Eley Ng", "Ziang Liu", "Ed Kay III"]),
        (
            "Ann Lee, Gus Reddy M, Flo Reed, Shri KS",
            ["Ann Lee", "Gus Reddy M", "Flo Reed", "Shri KS"],
        ),
    ],
)
def test_a_slip_costs_no_other_name(text: str, names: list[str]) -> None:
    assert list(read_authors(text).names) == names


@pytest.mark.parametrize("text", ["Yuval On, Thi My An", "An Do, Can To", "Quoc Van Do, May In"])
def test_small_words_are_names(text: str) -> None:
    assert read_authors(text).confidence > 0.35


def test_long_names_are_not_turned_round() -> None:
    names = ("One Two Three Four", "Ann", "Lee", "Bo")
    assert read_authors("One Two Three Four, Ann and Lee, Bo").names == names


def test_a_name_alone_is_less_sure() -> None:
    assert (
        read_authors("OpenAI").confidence
        < read_authors("Ann Lee").confidence
        < read_authors("Ann Lee, Bo Chen").confidence
    )
    assert split_et_al("no such words") is None
    assert name_likelihood("Ann Mary Sue Bob Tim Lee") < 1
    assert name_likelihood("von der") == 0
    assert name_likelihood("X") == 0
    assert name_likelihood("a" * 70) == 0


def test_words_with_abbreviations_behind_them_are_no_names() -> None:
    assert list(read_authors("Vision, CV, Language, NL").names) != ["CV Vision", "NL Language"]
    assert list(read_authors("Roe, JD, Doe, A").names) == ["JD Roe", "A. Doe"]


@pytest.mark.parametrize(
    ("text", "workplaces"),
    [
        (
            "Ann Lee (Owl Labs), Bo Ito (Owl Labs), and Cy Young (City College)",
            ["Owl Labs", "City College"],
        ),
        ("Ann Lee (MIT) et al.", ["MIT"]),
        ("Jing (Jane) Lee, Bo Ito (伊藤), Cy Young (Equal contribution), Di Elm (2)", []),
    ],
)
def test_where_authors_work_is_noted(text: str, workplaces: list[str]) -> None:
    assert list(read_authors(text).workplaces) == workplaces
