"""Whether the list says the same as the addresses and the arXiv ids of its papers."""

from __future__ import annotations

import pytest

from ..lists import findings, make, only

ACL = "https://aclanthology.org"


CVF = "https://openaccess.thecvf.com"


def codes(block: str) -> list[str]:
    return [code for code, _ in findings(make(s=f"[[entry]]\n{block}\n"))]


EMNLP = f'links.pdf = "{ACL}/2021.emnlp-main.288.pdf"'


CVPR = f'links.pdf = "{CVF}/content/CVPR2023/papers/x.pdf"'


TACL = f'links.pdf = "{ACL}/2021.tacl-1.1.pdf"'


BIONLP = f'links.pdf = "{ACL}/2023.bionlp-1.4.pdf"'


REVIEW = 'links.pdf = "https://openreview.net/group?id=ICLR.cc/2023/Conference"'


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (f'venue = "EMNLP"\nyear = 2021\n{EMNLP}', []),
        (f'venue = "EMNLP"\n{EMNLP}', []),
        (f"year = 2021\n{EMNLP}", []),
        (f"year = 2020\n{EMNLP}", ["address-year"]),
        (f'venue = "EMNLP-IJCNLP"\nyear = 2021\n{EMNLP}', []),
        (f'venue = "Nowhere Known"\nyear = 2021\n{EMNLP}', []),
        (f'venue = "Strange Letters"\nyear = 2021\n{EMNLP}', []),
        (f'venue = "EMNLP"\nyear = 2018\n{EMNLP}', ["address-year"]),
        (f'venue = "ACL"\nyear = 2018\n{EMNLP}', ["address-venue"]),
        (f'venue = "ACL"\nyear = 2018\n{EMNLP.replace("pdf =", "related =")}', []),
        (f'venue = "ACL"\nyear = 2018\n{EMNLP}\ndoi = "10.18653/v1/P18-1"', ["address-venue"]),
        (f'venue = "TACL"\nyear = 2022\n{TACL}', []),
        (f'venue = "TACL"\nyear = 2023\n{TACL}', ["address-year"]),
        (f'venue = "ACL W"\nyear = 2023\n{BIONLP}', []),
        (f'venue = "BioNLP"\nyear = 2023\n{BIONLP}', []),
        (f'venue = "ACL"\nyear = 2023\n{BIONLP}', ["address-venue"]),
        (f'venue = "arXiv"\nyear = 2023\n{CVPR}', ["address-venue"]),
        (
            (
                f'venue = "arXiv"\nyear = 2022\n{CVPR}\npublished.venue = "CVPR"\n'
                "published.year = 2023"
            ),
            [],
        ),
        (
            (
                f'venue = "arXiv"\nyear = 2022\n{CVPR}\npublished.venue = "CVPR"\n'
                "published.year = 2024"
            ),
            ["address-year"],
        ),
        ('venue = "CVPR W"\nyear = 2019\n' + CVPR.replace("2023", "2019W"), []),
        ('venue = "CVPR"\nyear = 2019\n' + CVPR.replace("2023", "2019W"), ["address-venue"]),
        ('venue = "ICCV W"\nyear = 2019\n' + CVPR.replace("2023", "2019W"), []),
        (f'venue = "arXiv"\nyear = 2022\n{REVIEW}', []),
        (f'venue = "ICLR"\nyear = 2022\n{REVIEW}', ["address-year"]),
        ('venue = "WWW"\nyear = 2023\ndoi = "10.1007/s11280-022-01013-6"', ["address-venue"]),
        ('venue = "TMI"\nyear = 2023\ndoi = "10.1007/s11280-022-01013-6"', []),
        ('venue = "CVPR"\nyear = 2020\npublished.doi = "10.18653/v1/P18-1240"', ["address-venue"]),
    ],
)
def test_addresses_are_compared_with_venue_and_year(block: str, expected: list[str]) -> None:
    assert codes(block) == expected


def test_how_it_is_told() -> None:
    finding = only(
        make(s=f'[[entry]]\nvenue = "arXiv"\nyear = 2022\n{CVPR}\n'),
        "address-venue",
    )
    assert finding.keys == ("venue",)
    assert finding.message == (
        "`links.pdf` is of CVPR 2023 (CVF), but the paper is listed as arXiv 2022"
    )
    assert finding.hint == (
        'write published.venue = "CVPR" and published.year = 2023, or mend `links.pdf`'
    )
    finding = only(
        make(
            s='[[entry]]\nvenue = "arXiv"\nyear = 2022\n'
            'links.pdf = "http://nips.cc/paper/6630-a.pdf"\n'.replace("http:", "https:")
        ),
        "address-venue",
    )
    assert finding.hint == 'write published.venue = "NeurIPS", or mend `links.pdf`'
    finding = only(
        make(
            s='[[entry]]\nvenue = "arXiv"\nyear = 2022\npublished.venue = "CVPR"\n'
            f"published.year = 2024\n{CVPR}\n"
        ),
        "address-year",
    )
    assert finding.keys == ("published", "year")
    assert finding.hint == "write published.year = 2023, or mend `links.pdf`"


@pytest.mark.parametrize(
    ("venue", "year", "arxiv", "fits"),
    [
        ("arXiv", 2021, "2107.02104", True),
        ("arXiv", 2020, "2107.02104", False),
        ("arXiv", 2022, "2107.02104", False),
        ("arXiv", 2022, "2112.02104", True),
        ("arXiv", 2020, "2101.02104", True),
        ("arXiv", 2020, "2102.02104", False),
        ("arXiv", 1999, "cs/9912017", True),
        ("arXiv", 2099, "2107.02104", True),  # which is another rule's
        ("CVPR", 2020, "2107.02104", True),
        ("CVPR", 2019, "2107.02104", False),
        ("CVPR", 2025, "2107.02104", True),
        ("CVPR", 2026, "2107.02104", False),
        ("TMI", 2026, "2107.02104", True),
        ("TMI", 2026, "1907.02104", False),
        ("Strange Letters", 2026, "2107.02104", True),
        ("", 2018, "2107.02104", False),
    ],
)
def test_the_year_of_an_arxiv_number(venue: str, year: int, arxiv: str, *, fits: bool) -> None:
    awesome_list = make(s=f'[[entry]]\nvenue = "{venue}"\nyear = {year}\narxiv = "{arxiv}"\n')
    assert findings(awesome_list, ["arxiv-year"]) == ([] if fits else [("arxiv-year", "p1")])


def test_an_arxiv_number_of_no_month_says_no_year() -> None:
    """Such as one with a slip in it: there is no 13th month."""
    awesome_list = make(s='[[entry]]\narxiv = "2113.00001"\nvenue = "arXiv"\nyear = 2001\n')
    assert findings(awesome_list, ["arxiv-year"]) == []


def test_the_year_of_an_arxiv_number_where_none_is_given() -> None:
    assert codes('venue = "arXiv"\narxiv = "2107.02104"') == []


def test_a_preprint_may_have_been_published_whenever() -> None:
    block = 'venue = "arXiv"\nyear = 2021\narxiv = "2107.02104"\npublished.year = 2026\n'
    assert codes(block) == []


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ('arxiv = "2107.02104v2"\nlinks.pdf = "https://arxiv.org/pdf/2107.02104v1.pdf"', []),
        ('links.pdf = "https://arxiv.org/pdf/2107.02104"', []),
        (
            (
                'links.pdf = "https://arxiv.org/pdf/2107.02104"\n'
                'links.abs = "https://arxiv.org/abs/2107.02105"'
            ),
            [],
        ),
        ('arxiv = "2107.02104"\nlinks.data = "https://arxiv.org/pdf/2107.02105"', []),
        ('arxiv = "2107.02104"\nlinks.pdf = "https://example.org/papers/2107.02105"', []),
        ('arxiv = "2107.02104"\nlinks.PDF = "https://ar5iv.org/abs/2107.02105"', ["arxiv-link"]),
        (
            'arxiv = "2107.02104"\nlinks.link = "https://huggingface.co/papers/2107.02105"',
            ["arxiv-link"],
        ),
    ],
)
def test_links_to_another_paper_on_arxiv(block: str, expected: list[str]) -> None:
    assert codes(block) == expected


def test_of_a_tool_nothing_is_asked_that_papers_have() -> None:
    for block in (
        f'venue = "WWW"\nyear = 1999\n{CVPR}',
        'year = 1999\narxiv = "2107.02104"\nlinks.pdf = "https://arxiv.org/abs/1901.00001"',
        'links.code = "https://example.org/"',
    ):
        assert findings(make(s=f'[[entry]]\ntype = "software"\n{block}\n')) == []
