"""Papers that are told more than once."""

from __future__ import annotations

import pytest

from sphinx_awesome.lint.context import LintContext
from sphinx_awesome.lint.rules import duplicates

from ..lists import TODAY, findings, make, only

LONG = "A Medical Transformer for Chest X-ray Diagnosis and Reporting"


def two(first: str, second: str) -> list[str]:
    """What is found in a section of two papers."""
    return [code for code, _ in findings(make(s=f"[[entry]]\n{first}\n[[entry]]\n{second}\n"))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f'title = "{LONG}"', f'title = "{LONG.upper().replace("-", " ")}!"'),
        (f'title = "{LONG}"', f'published.title = "{LONG}"'),
        (f'title = "{LONG}"\narxiv = "2107.02104"', 'title = "Chest X"\narxiv = "2107.02104v3"'),
        (f'title = "{LONG}"\ndoi = "10.1/AB"', 'title = "Chest X"\npublished.doi = "10.1/ab"'),
        (
            f'title = "{LONG}"\nlinks.pdf = "https://arxiv.org/pdf/2107.02104v1.pdf"',
            'title = "Chest X"\ndoi = "10.48550/arXiv.2107.02104"',
        ),
        (
            f'title = "{LONG}"\nauthors = ["Ana Núñez", "B"]',
            f'title = "{LONG}"\nauthors = ["A. Nunez"]',
        ),
    ],
)
def test_a_paper_twice_in_one_section_is_reported(first: str, second: str) -> None:
    assert [code for code in two(first, second) if code != "capitals"] == ["twice-in-section"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('title = "Introduction"', 'title = "Introduction"'),
        (f'title = "{LONG}"\nauthors = ["A B"]', f'title = "{LONG}"\nauthors = ["C D"]'),
        (f'title = "{LONG}"', 'title = "Another thing"'),
    ],
)
def test_different_papers_are_not_reported(first: str, second: str) -> None:
    assert two(first, second) == []


def test_a_paper_in_two_sections_is_reported() -> None:
    block = f'[[entry]]\ntitle = "{LONG}"\n'
    finding = only(make(s=block, t=block), "duplicate-paper")
    assert finding.paper == "p2"
    assert "as `p1` in s: both have that title" in finding.message
    assert finding.hint == 'write only ref = "p1" here; if this is the older, ref = "p2" there'


def test_one_paper_of_two_sections_that_both_stand_in_one() -> None:
    block = f'[[entry]]\ntitle = "{LONG}"\n'
    finding = only(make(s=block, t=f'{block}[[entry]]\nref = "p1"\n'), "twice-in-section")
    assert finding.message.startswith("the section t has the paper twice: `p1` has that title")


def test_a_paper_is_compared_with_the_one_of_its_title_first() -> None:
    # `p1` has got the number of `p2`, and `p3` is `p2` again.
    awesome_list = make(
        s='[[entry]]\ntitle = "Something else entirely of this"\narxiv = "2305.16291"\n'
        f'[[entry]]\ntitle = "{LONG}"\narxiv = "2305.16291"\n',
        t=f'[[entry]]\ntitle = "{LONG}"\narxiv = "2305.16291"\n',
    )
    assert findings(awesome_list) == [("duplicate-paper", "p3"), ("shared-link", "p2")]


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("arXiv", "CVPR", "preprint-and-published"),
        ("CVPR", "arXiv", "preprint-and-published"),
        ("CVPR", "TMI", "twice-in-section"),
        ("arXiv", "bioRxiv", "twice-in-section"),
        ("arXiv", "", "twice-in-section"),
        ("arXiv", "Strange Letters", "twice-in-section"),
    ],
)
def test_both_forms_of_a_paper(first: str, second: str, code: str) -> None:
    title = f'title = "{LONG}"\nvenue'
    assert two(f'{title} = "{first}"', f'{title} = "{second}"') == [code]


def test_both_forms_in_two_sections() -> None:
    block = f'[[entry]]\ntitle = "{LONG}"\nyear = 2021\nvenue ='
    finding = only(
        make(s=f'{block} "CVPR"\n', t=f'{block} "arXiv"\n'),
        "preprint-and-published",
    )
    assert finding.message == (
        "the paper is listed as arXiv 2021 here and as CVPR 2021 at `p1` in s: both have that title"
    )


NEAR = [
    (LONG, f"RATCHET: {LONG}"),
    (f"RATCHET: {LONG}", LONG),
    (LONG, f"RATCHET {LONG}"),
    ("DiffER: Images by Editing Reports", "DiffER: Discrete Images by Editing Reports"),
    (LONG, LONG.replace("A Medical", "Medical")),
    (LONG, LONG.replace("for Chest X-ray", "Chest Xray")),
    (LONG, LONG.replace("Transformer", "Transfomer")),
    (LONG, LONG.replace("for Chest", "in the Chest")),
]
APART = [
    (LONG, LONG.replace("Chest", "Brain")),
    (LONG, f"{LONG} 2"),
    (LONG, f"White-Box {LONG}"),
    (LONG, f"New {LONG}"),
    ("DiffER: Images by Editing Reports", "DiffER: Editing Sequences of Images in Reports"),
    ("Images: All Found by Editing Reports", "Images: Not Found by Editing Reports"),
    (f"{LONG} Part I of all", f"{LONG} Part II of all"),
    ("Semi Supervised Learning of Medical Images", "Semi Unsupervised Learning of Medical Images"),
    ("Interclass Distance of Many Medical Images", "Intraclass Distance of Many Medical Images"),
    ("Learning Models of Medical Images Fast", "Learning Medical Models of Images Fast"),
    ("ChatCAD: One Two Three Medical Words", "ChatCAD+: One Two Three Medical Words"),
    ("Cats and Dogs", "Cats and Hogs"),
]


@pytest.mark.parametrize(("first", "second"), NEAR)
def test_titles_that_are_nearly_the_same(first: str, second: str) -> None:
    assert two(f'title = "{first}"', f'title = "{second}"') in (
        ["near-title"],
        ["twice-in-section"],
    )
    awesome_list = make(s=f'[[entry]]\ntitle = "{first}"\n[[entry]]\ntitle = "{second}"\n')
    ((one, other),) = duplicates.similar_titles(LintContext(awesome_list, TODAY))
    assert (one.id, other.id) == ("p1", "p2")


@pytest.mark.parametrize(("first", "second"), APART)
def test_titles_that_say_two_things(first: str, second: str) -> None:
    assert two(f'title = "{first}"', f'title = "{second}"') == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('arxiv = "2107.02104"', 'arxiv = "2107.02105"'),
        ('authors = ["A B"]', 'authors = ["C D"]'),
    ],
)
def test_near_titles_of_papers_that_are_known_to_be_two(first: str, second: str) -> None:
    one, other = NEAR[0]
    assert two(f'title = "{one}"\n{first}', f'title = "{other}"\n{second}') == []


def test_a_duplicate_paper_is_not_reported_as_near() -> None:
    one, other = NEAR[0]
    awesome_list = make(s="".join(f'[[entry]]\ntitle = "{title}"\n' for title in (one, other, one)))
    assert findings(awesome_list) == [("twice-in-section", "p3"), ("near-title", "p2")]


def test_each_title_is_compared_with_few_others(monkeypatch: pytest.MonkeyPatch) -> None:
    count = 300
    titles = [f"Learning deep models of medical images {n:b}" for n in range(count)]
    awesome_list = make(s="".join(f'[[entry]]\ntitle = "{title}"\n' for title in titles))
    compared = []
    monkeypatch.setattr(
        duplicates,
        "_are_near",
        lambda first, second: compared.append((first.number, second.number)),
    )
    assert list(duplicates.similar_titles(LintContext(awesome_list, TODAY))) == []
    assert count < len(compared) <= 4 * 8 * count


def authors(names: str) -> str:
    return f'title = "{LONG}"\nauthors = {names}'


def test_those_who_are_not_named_are_nobody_in_common() -> None:
    ada, bob = '["Ada B", "et al."]', '["Bob C", "et al."]'
    assert two(authors(ada), authors(bob)) == []
    assert two(authors(ada), authors('["Bob C", "Max Moe"]')) == []
    assert two(authors(ada), authors('["A. B", "Max Moe"]')) == ["twice-in-section"]


def test_braces_make_nobody_another_person() -> None:
    one, other = '["Rhonda {Roebuck Williams}"]', '["R. Roebuck Williams"]'
    assert two(authors(one), authors(other)) == ["twice-in-section"]


@pytest.mark.parametrize(
    "both", [f'title = "{LONG}"', 'arxiv = "2107.02104"', 'links.pdf = "https://example.org/a.pdf"']
)
def test_a_data_set_is_not_the_paper_about_it(both: str) -> None:
    assert two(both, both)
    assert two(both, f'type = "book"\n{both}')
    assert two(both, f'type = "dataset"\n{both}') == []
    assert two(f'type = "dataset"\n{both}', f'type = "dataset"\n{both}')
    one, other = NEAR[0]
    assert two(f'title = "{one}"', f'type = "dataset"\ntitle = "{other}"') == []
