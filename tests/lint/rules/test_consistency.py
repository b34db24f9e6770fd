"""Venues, tags and years that are written otherwise than elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_awesome.core.model import FieldDefinition
from sphinx_awesome.lint.context import LintContext
from sphinx_awesome.lint.rules.consistency import tag_spelling

from ..lists import TODAY, findings, make, only


@pytest.mark.parametrize(
    ("name", "known", "is_certain"),
    [
        ("MedIA", "", False),
        ("Media", "MedIA", True),
        ("Med.I.A.", "MedIA", True),
        ("MIA", "MedIA", True),
        ("Medical Image Analysis", "MedIA", True),
        ("NIPS", "NeurIPS", True),
        ("Nature Scientific Reports", "Scientific Reports", False),
        ("CLEF Working Notes", "CLEF", False),
        ("IEEE TMI", "TMI", False),
        ("ACL-IJCNLP", "", False),
        ("NAACL-HLT", "", False),
        ("Nowhere Known", "", False),
    ],
)
def test_names_of_venues(name: str, known: str, *, is_certain: bool) -> None:
    for field in ("venue", "published.venue"):
        awesome_list = make(s=f'[[entry]]\n{field} = "{name}"\n')
        if known:
            finding = only(awesome_list, "venue-spelling")
            assert finding.keys == tuple(field.split("."))
            assert known in finding.hint
            assert finding.replacement == (known if is_certain else "")
        else:
            assert findings(awesome_list) == []


@pytest.mark.parametrize("name", ["PMLR", "LNCS", "ceur-ws", "Lecture Notes in Computer Science"])
def test_series_are_no_venues(name: str) -> None:
    finding = only(make(s=f'[[entry]]\npublished.venue = "{name}"\n'), "series-as-venue")
    assert finding.keys == ("published", "venue")


@pytest.mark.parametrize(
    ("block", "keys"),
    [
        ('venue = "CVPR"\nyear = 2026', None),
        ('venue = "CVPR"\nyear = 2027', None),
        ("year = 2027", None),
        ('venue = "CVPR"\nyear = 2028', ("year",)),
        ('venue = "arXiv"\nyear = 2026', None),
        ('venue = "arXiv"\nyear = 2027', ("year",)),
        ('venue = "arXiv"\nyear = 2026\npublished.year = 2028', ("published", "year")),
        ('published.venue = "bioRxiv"\npublished.year = 2027', ("published", "year")),
        ("added = 2026-06-01", None),
        ("added = 2026-06-02", ("added",)),
    ],
)
def test_the_future(block: str, keys: tuple[str, ...] | None) -> None:
    awesome_list = make(s=f"[[entry]]\n{block}\n")
    if keys:
        assert only(awesome_list, "future-year").keys == keys
    else:
        assert findings(awesome_list) == []


def tags(*papers: list[str]) -> list[tuple[str, str, tuple[str | int, ...], str]]:
    """Paper, message, place and certain form of what is found about some papers' tags."""
    from sphinx_awesome.lint.rules import find_violations

    from ..lists import TODAY

    awesome_list = make(s="".join(f"[[entry]]\ntags = {paper}\n" for paper in papers))
    return [
        (f.paper, f.message, f.keys, f.replacement)
        for _, f in find_violations(awesome_list, TODAY, {"tag-spelling"})
    ]


def test_the_most_used_spelling_counts() -> None:
    assert tags(["X-ray", "a"], ["b", "x-ray"], ["x-ray"]) == [
        ("p1", 'the tag "X-ray" is written "x-ray" at 2 papers', ("tags", 0), "x-ray"),
    ]


def test_the_first_of_two_equally_used_spellings_counts() -> None:
    assert tags(["X-ray"], ["Xray"]) == [
        ("p2", 'the tag "Xray" is written "X-ray" at 1 paper', ("tags", 0), "X-ray"),
    ]


def test_a_plural_is_another_spelling_but_not_for_certain() -> None:
    ((paper, message, _, new),) = tags(["vision transformers"], ["Vision Transformer"])
    assert (paper, new) == ("p2", "")
    assert 'is written "vision transformers"' in message


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("survey", "surveys"),
        ("study", "studies"),
        ("approach", "approaches"),
        ("image box", "image boxes"),
        ("dataset", "datasets"),
    ],
)
def test_plurals(one: str, many: str) -> None:
    assert len(tags([one], [many])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("new", "news"),
        ("physic", "physics"),
        ("bia", "bias"),
        ("los", "loss"),
        ("class", "clas"),
        ("diagnosi", "diagnosis"),
        ("C++", "C"),
        ("图像", "图"),
    ],
)
def test_other_words(one: str, other: str) -> None:
    assert tags([one], [other]) == []


def test_a_tag_twice_at_one_paper() -> None:
    assert tags(["x-ray", "b", "X-Ray"]) == [
        ("p1", 'the paper has the tag "x-ray" twice', ("tags", 2), ""),
    ]


def test_values_of_a_field_in_two_spellings() -> None:
    entries = [
        'fields.modality = ["CT", "MRI"]',
        'fields.modality = ["CT"]\nfields.size = ["1.5"]',
        'fields.modality = ["ct"]\nfields.size = ["15"]\nfields.fixed = ["A"]',
        'fields.modality = ["MRI", "mri"]\nfields.fixed = ["a"]',
    ]
    awesome_list = make(s="".join(f"[[entry]]\n{text}\n" for text in entries))
    fields = {
        "modality": FieldDefinition("Modality"),
        "size": FieldDefinition("Size"),
        "fixed": FieldDefinition("Fixed", values=("A", "a")),
    }
    context = LintContext(replace(awesome_list, fields=fields), TODAY)
    found = [(finding.paper, finding.keys, finding.message) for finding in tag_spelling(context)]
    assert found == [
        (
            "p3",
            ("fields", "modality", 0),
            'the value of Modality "ct" is written "CT" at 2 papers',
        ),
        ("p4", ("fields", "modality", 1), 'the paper has the value of Modality "MRI" twice'),
    ]
