"""When two records are one work: the same answer to reader, linter and BibTeX."""

from __future__ import annotations

import pytest

from sphinx_awesome.core.model import Entry
from sphinx_awesome.core.same_work import (
    arxiv_ids_of,
    find_duplicates,
    have_other_arxiv_ids,
    identity_keys,
    title_key,
    titles_match,
    work_keys,
)
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.formats.bibtex import reader
from sphinx_awesome.formats.markdown import read


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("ChatCAD+: Towards a Reader", "Chat-CAD+: towards a reader.", True),
        ("ChatCAD+: Towards a Reader", "ChatCAD: Towards a Reader", False),
        ("UNet++", "UNet+", False),
        ("Ärzte und Netze", "Arzte und Netze", True),
        ("Cats + Dogs", "Cats Dogs", True),
    ],
)
def test_a_plus_behind_a_name_makes_it_another(one: str, other: str, is_one: bool) -> None:  # noqa: FBT001
    assert (title_key(one) == title_key(other)) is is_one


def test_keys_of_a_lock_stay_as_they_were() -> None:
    entry = Entry("a", "UNet++: Nested Networks", doi="10.1000/ABC", arxiv="2107.02104")
    sure = ["arxiv:2107.02104", "doi:10.1000/abc"]
    assert work_keys(entry) == [*sure, "title:unetplusplusnestednetworks"]
    assert identity_keys(entry) == [*work_keys(entry), "title:unetnestednetworks"]
    plain = Entry("a", "UNet: Nested Networks")
    assert identity_keys(plain) == work_keys(plain) == ["title:unetnestednetworks"]


def test_two_arxiv_ids_are_two_works() -> None:
    first = Entry("a", "A", arxiv="2107.02104v1")
    assert have_other_arxiv_ids(first, Entry("b", "A", arxiv="2107.02105"))
    assert not have_other_arxiv_ids(first, Entry("b", "A", arxiv="2107.02104v2"))
    assert not have_other_arxiv_ids(first, Entry("b", "A"))
    old = Entry("a", "A", arxiv="math.GT/0309136")
    assert not have_other_arxiv_ids(old, Entry("b", "A", arxiv="math/0309136"))


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ("RATCHET", "RATCHET: Medical Transformer for Reports", True),
        ("Learning to Read the List", "Learning to Write the List", True),
        ("Towards Robust Vision Transformer", "Rethinking Robust Vision Transformer", True),
        ("A Graph Transformer", "Answers to Questions about Images", False),
        ("Two words", "Two others", False),
    ],
)
def test_reader_linter_and_bibtex_use_one_likeness(one: str, other: str, match: bool) -> None:  # noqa: FBT001
    assert titles_match(one, other) is match
    papers = [Entry("a", one, arxiv="2107.02104"), Entry("b", other, arxiv="2107.02104")]
    pairs = find_duplicates(papers, {paper.id: arxiv_ids_of(paper) for paper in papers})
    assert bool(list(pairs)) is match
    link = "[pdf](https://arxiv.org/abs/2107.02104)"
    awesome_list = read(f"# L\n## A\n- {one} {link}\n- {other} {link}\n").awesome_list
    assert (len(awesome_list.entries) == 1) is match
    records = f"@misc{{k, title = {{{one}}}}}\n@misc{{k, title = {{{other}}}}}"
    awesome_list, _ = reader.read(records, "a.bib", Venues())
    assert (len(awesome_list.entries) == 1) is match


LINE = "- **{}** [pdf](https://{}) [code](https://github.com/a/{})\n"


@pytest.mark.parametrize("titles", [("Networks of Lists", "Networks of Lists++")])
@pytest.mark.parametrize("turned", [False, True])
def test_a_readme_tells_a_work_and_its_successor_apart(
    titles: tuple[str, str],
    turned: bool,  # noqa: FBT001
) -> None:
    for host in ("arxiv.org/abs/2107.0210", "example.org/"):
        lines = [LINE.format(title, f"{host}{n}", n) for n, title in enumerate(titles)]
        text = "".join(reversed(lines) if turned else lines)
        reading = read(f"# L\n## A\n{text}")
        assert {entry.title for entry in reading.awesome_list.entries.values()} == {*titles}
        assert {len(entry.links) for entry in reading.awesome_list.entries.values()} == {2}
        assert not reading.problems


def test_one_title_with_two_arxiv_ids_is_two_works_and_reported() -> None:
    line = "- A Survey of Lists in the Wild [pdf](https://arxiv.org/abs/{})\n"
    reading = read(f"# L\n## A\n{line.format('2107.02104')}{line.format('2107.02105')}")
    assert [entry.arxiv for entry in reading.awesome_list.entries.values()] == [
        "2107.02104",
        "2107.02105",
    ]
    (problem,) = reading.problems
    assert "has the arxiv 2107.02105 here and 2107.02104 before" in problem.message


def test_one_doi_with_two_arxiv_ids_is_two_works_and_reported() -> None:
    line = (
        "- A Survey of Lists {} [pdf](https://arxiv.org/abs/{}) [doi](https://doi.org/10.1000/1)\n"
    )
    reading = read(
        f"# L\n## A\n{line.format('One', '2107.02104')}{line.format('Two', '2107.02105')}"
    )
    assert len(reading.awesome_list.entries) == 2
    (problem,) = reading.problems
    assert "has the address of" in problem.message
