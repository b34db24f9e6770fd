"""Links that are not what their label says, or longer or weaker than they need be."""

from __future__ import annotations

import pytest

from ..lists import findings, make, only


def codes(*blocks: str) -> list[str]:
    return [
        code for code, _ in findings(make(s="".join(f"[[entry]]\n{block}\n" for block in blocks)))
    ]


PDF = 'links.pdf = "https://example.org/1.pdf"'
CODE = 'links.code = "https://github.com/Some/tool"'


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (PDF, PDF),
        (PDF, PDF.replace("https", "http").replace("example", "www.EXAMPLE").lower()),
        (PDF, 'links.PDF = "https://example.org/1.pdf#page=2"'),
        ('arxiv = "2107.02104"', 'links.pdf = "https://arxiv.org/pdf/2107.02104v2"'),
        ('doi = "10.1145/AB"', 'doi = "10.1145/ab"'),
    ],
)
def test_a_link_of_two_papers(first: str, second: str) -> None:
    first = f'title = "Seven red things"\nauthors = ["A B"]\n{first}'
    second = f'title = "Other matters"\nauthors = ["A B"]\n{second}'
    assert codes(first, second) == ["shared-link"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (PDF, PDF.replace("1.pdf", "2.pdf")),
        (PDF, PDF.replace("1.pdf", "1.pdf?page=2")),
        (PDF.replace("pdf =", "data ="), PDF.replace("pdf =", "data =")),
        (PDF, PDF.replace("pdf =", "data =")),
    ],
)
def test_links_of_their_own(first: str, second: str) -> None:
    assert codes(f'title = "Seven red things"\n{first}', f'title = "Others"\n{second}') == []


def test_each_further_paper_with_a_link_is_reported_once() -> None:
    block = f'{PDF}\nlinks.link = "https://example.org/1"'
    blocks = [f'title = "{title}"\n{block}' for title in ("Seven red things", "Others", "More")]
    assert codes(*blocks) == ["shared-link"] * 2


def test_a_duplicate_paper_may_have_the_same_link() -> None:
    block = f'title = "Seven red things of many"\n{PDF}\n{CODE}'
    assert codes(block, block) == ["twice-in-section"]


def test_how_a_shared_link_is_told() -> None:
    awesome_list = make(
        s=f'[[entry]]\ntitle = "Seven red things"\n{PDF}\n',
        t=f'[[entry]]\ntitle = "Others"\n{PDF}\n',
    )
    finding = only(awesome_list, "shared-link")
    assert (finding.paper, finding.keys) == ("p2", ("links", "pdf"))
    assert finding.message == "`links.pdf` is that of `p1` in s too"


@pytest.mark.parametrize(
    ("first", "second", "is_told"),
    [
        ('title = "Seven things"', 'title = "Others"', True),
        ('title = "Tool: a thing"', 'title = "Tool+: another one"', False),
        ('title = "On: a thing"', 'title = "OnAndOn: another one"', False),
        ('title = "OnAndOn: another one"', 'title = "On: a thing"', False),
        ('title = "X"\nauthors = ["A B"]', 'title = "Y"\nauthors = ["C D", "A. B"]', False),
        ('title = "X"\nauthors = ["A B"]', 'title = "Y"\nauthors = ["C D"]', True),
        ('title = "Tool A"\nauthors = ["A B"]', 'title = "Tool B"\nauthors = ["C D"]', True),
        # Of those who are not named, some may have written both.
        ('title = "Q"\nauthors = ["A B", "et al."]', 'title = "Y"\nauthors = ["C D"]', True),
        ('title = "Q"\nauthors = ["A B", "et al."]', 'title = "Q2"\nauthors = ["C D"]', False),
    ],
)
def test_code_of_two_papers(first: str, second: str, *, is_told: bool) -> None:
    expected = ["shared-code"] if is_told else []
    assert codes(f"{first}\n{CODE}", f"{second}\n{CODE.lower()}") == expected


def test_an_owner_without_a_repository_names_no_paper() -> None:
    code = 'links.code = "https://github.com/"'
    assert codes(f'title = "A"\n{code}', f'title = "B"\n{code}') == ["shared-code"]


def test_code_of_many_papers_is_meant() -> None:
    blocks = [f'title = "{title}"\n{CODE}.git'.replace('".git', '.git"') for title in "ABC"]
    assert codes(*blocks[:2]) == ["shared-code"]
    assert codes(*blocks) == []


@pytest.mark.parametrize(
    ("link", "is_page"),
    [
        ('code = "https://medical.github.io/"', True),
        ('code = "https://medical.github.io"', True),
        ('GitHub = "https://sites.google.com/view/x"', True),
        ('code = "https://tool.netlify.app/a"', True),
        ('code = "https://github.com/a/b.github.io"', False),
        ('code = "https://example.org/?see=https://a.github.io/"', False),
        ('project = "https://medical.github.io/"', False),
        ('code = "https://github.io.example.org/"', False),
    ],
)
def test_pages_of_projects(link: str, *, is_page: bool) -> None:
    assert codes(f"links.{link}") == (["project-as-code"] if is_page else [])


def test_a_project_page_beside_a_project_link_has_another_hint() -> None:
    block = '[[entry]]\nlinks.code = "https://a.github.io/"\n'
    assert "write links.project" in only(make(s=block), "project-as-code").hint
    block += 'links.project = "https://example.org/"\n'
    assert "delete the link" in only(make(s=block), "project-as-code").hint


@pytest.mark.parametrize(
    ("url", "new"),
    [
        ("http://arxiv.org/pdf/2107.02104", "https://arxiv.org/pdf/2107.02104"),
        ("http://Papers.NIPS.cc/paper/1-a.pdf", "https://Papers.NIPS.cc/paper/1-a.pdf"),
        ("http://medical.github.io", "https://medical.github.io"),
        ("HTTP://doi.org/10.1/x#a", "https://doi.org/10.1/x#a"),
        ("http://example.org/", ""),
        ("http://arxiv.org:80/", ""),
        ("http://a.b.github.io/", ""),
        ("http://arxiv.org.example.org/", ""),
        ("http://notarxiv.org/", ""),
        ("https://arxiv.org/", ""),
    ],
)
def test_hosts_that_have_https(url: str, new: str) -> None:
    awesome_list = make(s=f'[[entry]]\nlinks.other = "{url}"\n')
    if new:
        assert only(awesome_list, "insecure-link").replacement == new
    else:
        assert findings(awesome_list) == []


@pytest.mark.parametrize(
    ("query", "new"),
    [
        ("?utm_source=x", ""),
        ("?utm_source=x&utm_medium=y#here", "#here"),
        ("?a=1&fbclid=x&b=2", "?a=1&b=2"),
        ("?via%3Dihub", ""),
        ("?via=ihub&x", "?x"),
        ("?feature=youtu.be&v=x", "?v=x"),
        ("?v=x&gclid", "?v=x"),
        ("?spm=a2ty_o06.302.0.0", ""),
        ("?spm=12", None),
        ("?utm=1", None),
        ("?via=other", None),
        ("?feature=search", None),
        ("?sharing_token=iMTuynS886&id=2", None),
        ("#?utm_source=x", None),
        ("?q=utm_source=x", None),
    ],
)
def test_tracking_parameters_are_removed(query: str, new: str | None) -> None:
    awesome_list = make(s=f'[[entry]]\nlinks.other = "https://example.org/a{query}"\n')
    if new is None:
        assert findings(awesome_list) == []
    else:
        assert only(awesome_list, "tracking").replacement == f"https://example.org/a{new}"


@pytest.mark.parametrize(
    ("block", "is_told"),
    [
        ("links = {}", True),
        ('links = {}\npublished.venue = "CVPR"', True),
        ('doi = "10.1000/1"', False),
        ('arxiv = "2107.02104"', False),
        ('published.doi = "10.1000/1"\nlinks = {}', False),
        ('links.code = "https://example.org/"', False),
    ],
)
def test_papers_that_nothing_leads_to(block: str, *, is_told: bool) -> None:
    awesome_list = make(s=f"[[entry]]\n{block}\n")
    assert findings(awesome_list) == [("no-address", "p1")] * is_told
