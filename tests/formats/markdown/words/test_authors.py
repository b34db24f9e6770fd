"""Names of authors in text."""

from __future__ import annotations

import pytest

from sphinx_awesome.formats.markdown.words.authors import name_likelihood, read_authors, split_et_al


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
