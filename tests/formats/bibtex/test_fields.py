"""Fields as people have them, whatever tool or hand has written them."""

from __future__ import annotations

import pytest

from sphinx_awesome.core.model import Entry
from sphinx_awesome.core.venues import VenueKind, Venues
from sphinx_awesome.formats.bibtex.reader import read
from sphinx_awesome.formats.toml.directory import packaged_venues

VENUES = Venues(packaged_venues())

CODE, SLIDES = "https://github.com/e/s", "https://e.org/s.pdf"


def one(fields: str, kind: str = "misc") -> Entry:
    """The paper of a record with these fields, of which none is wrong."""
    awesome_list, problems = read(f"@{kind}{{a, title={{A}}, {fields}}}", "papers.bib", VENUES)
    assert {str(problem.code) for problem in problems} <= {"loss"}
    return awesome_list.entries["a"]


@pytest.mark.parametrize(
    "names",
    [
        ("code", "slides"),
        ("url_code", "url_slides"),
        ("code_url", "slidesurl"),
        ("urlcode", "slides"),
    ],
)
def test_links_under_any_name_of_their_field(names: tuple[str, str]) -> None:
    code, slides = names
    entry = one(f"{code}={{{CODE}}}, paper={{https://e.org/p}}, {slides}={{{SLIDES}}}")
    assert entry.links == {"link": "https://e.org/p", "code": CODE, "slides": SLIDES}


@pytest.mark.parametrize("name", ["adsurl", "biburl", "urldate", "link_to_nothing_known"])
def test_other_names_are_no_labels(name: str) -> None:
    assert one(f"url={{https://e.org/p}}, {name}={{{CODE}}}").links == {"link": "https://e.org/p"}


@pytest.mark.parametrize(
    "fields",
    [
        "note={arXiv:2001.00010 [cs, stat.ML]}",
        "series={arXiv:2001.00010}",
        "journal={Preprint at https://arxiv.org/abs/2001.00010}",
        "journal={arXiv.org}, volume={cs.CL/2001.00010}",
        "archiveprefix={arXiv}, arxivid={stat.ME/2001.00010}",
        "eprint={2001.00010}, archive={https://arxiv.org}",
        "arxiv_id={2001.00010}",
        "url_arxiv={https://arxiv.org/abs/2001.00010}",
    ],
)
def test_the_arxiv_id_of_a_preprint(fields: str) -> None:
    entry = one(fields)
    assert (entry.arxiv, entry.venue, entry.note) == ("2001.00010", "arXiv", "")


@pytest.mark.parametrize(
    "note",
    ["Supersedes https://arxiv.org/abs/2001.00010", "Reply to https://doi.org/10.1000/182"],
)
def test_a_note_on_another_paper_is_no_link(note: str) -> None:
    entry = one(f"note={{{note}}}")
    assert (entry.note, entry.links, entry.arxiv) == (note, {}, "")


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ("issued={2019-05-01}", 2019),
        ("pubdate={2019}", 2019),
        ("date={20190501}", 2019),
        ("eventdate={2019-05-01}", 2019),
        ("month={may 2019}", 2019),
        ("month={may}, urldate={2019-05-01}", None),
    ],
)
def test_the_year_wherever_it_stands(fields: str, year: int | None) -> None:
    assert one(fields).year == year


@pytest.mark.parametrize(
    ("name", "label"),
    [("git", "code"), ("media", "video"), ("webpage", "project"), ("openreview", "openreview")],
)
def test_further_fields_of_links(name: str, label: str) -> None:
    assert one(f"{name}={{https://e.org/a}}").links == {label: "https://e.org/a"}


@pytest.mark.parametrize("words", ["Downloaded from", "Disponible en:", r"Verf{\"u}gbar:"])
def test_words_before_an_address_are_no_venue(words: str) -> None:
    entry = one(f"howpublished={{{words} \\url{{https://e.org/a}}}}")
    assert (entry.venue, entry.links) == ("", {"link": "https://e.org/a"})


@pytest.mark.parametrize(
    ("macro", "venue"), [("rmp", "Reviews of Modern Physics"), ("sci", "Science")]
)
def test_macros_of_journals(macro: str, venue: str) -> None:
    assert one(rf"journal={{\{macro}}}", "article").venue == venue


@pytest.mark.parametrize(
    "fields",
    [
        'url={doi:<a href="https://doi.org/10.1000/182">10.1000/182</a>}',
        "ee={https://doi.org/10.1000/182}",
        "howpublished={Lists, doi:10.1000/182}",
        "doi={10.1000/182, urn:nbn:ch:a-b1-2}",
        "doi={http://doi.acm.org/10.1000/182}",
        "annote={doi: 10.1000/182}",
        r"howpublished={\url{https://doi.org/10.1000/182}}",
        "note={10.1000/182}",
    ],
)
def test_the_doi_wherever_it_stands(fields: str) -> None:
    entry = one(fields)
    assert (entry.doi, entry.note) == ("10.1000/182", "")


def test_a_doi_that_is_none_gives_way_to_the_address() -> None:
    text = "@misc{a, title={A}, doi={10/abc4}, url={https://doi.org/10.1000/182}}"
    awesome_list, problems = read(text, "papers.bib", VENUES)
    assert awesome_list.entries["a"].doi == "10.1000/182"
    assert [problem.message for problem in problems] == ['"10/abc4" is not a DOI']


@pytest.mark.parametrize(
    ("fields", "venue"),
    [
        ("booktitle={Lecture Notes in Computer Science}", ""),
        (
            "booktitle={LNCS 1234}, eventtitle={Oslo Conference on Lists}",
            "Oslo Conference on Lists",
        ),
        ("journal={CEUR Workshop Proceedings}", ""),
    ],
)
def test_a_series_is_no_venue(fields: str, venue: str) -> None:
    text = f"@inproceedings{{a, title={{A}}, {fields}}}"
    awesome_list, problems = read(text, "papers.bib", VENUES)
    assert awesome_list.entries["a"].venue == venue
    assert [str(problem.code) for problem in problems] == ["loss"]


@pytest.mark.parametrize(
    "url",
    [
        r"https://e.org/a\nhttps://e.org/b",
        "https://e.org/a%5Cnhttps://e.org/b",
        "https://e.org/a papers3://publication/doi/b",
        r"citeulike-article-id:1\nhttps://e.org/a",
    ],
)
def test_the_first_of_several_addresses(url: str) -> None:
    assert one(f"url={{{url}}}").links == {"link": "https://e.org/a"}


@pytest.mark.parametrize(
    ("type_", "note"),
    [
        ("{M.Sc. thesis}", "Master's thesis"),
        ("{Masterarbeit}", "Master's thesis"),
        ("{硕士学位论文}", "Master's thesis"),
        ("{Bachelor thesis}", "Bachelor's thesis"),
        ("{Diplomarbeit}", "Diploma thesis"),
        ("{Doctoral}", ""),
        (r"{Th{\`e}se de doctorat}", ""),
        ("{博士论文}", ""),
        ("{Habilitation}", "Habilitation"),
        ("{}", ""),
        ("{candthesis}", "Candidate thesis"),
    ],
)
def test_the_degree_of_a_thesis_in_any_language(type_: str, note: str) -> None:
    assert one(f"type={type_}", "thesis").note == note


def test_what_a_master_calls_a_thesis_is_told_beside_the_degree() -> None:
    assert one("type={Semesterarbeit}", "mastersthesis").note == "Master's thesis; Semesterarbeit"
    assert one("school={E}", "mastersthesis").note == "Master's thesis"


def test_a_venue_has_the_kind_of_the_first_record_that_tells_one() -> None:
    text = "@incollection{a, title={A}, booktitle={Lists of Oslo}}"
    more = "@inproceedings{b, title={B}, booktitle={Lists of Oslo}}"
    awesome_list, _ = read(f"{text}{more}", "papers.bib", VENUES)
    assert awesome_list.venues.get("Lists of Oslo").kind is VenueKind.CONFERENCE


def test_the_title_of_a_book_is_no_venue() -> None:
    assert one("booktitle={A, Oslo 2001}", "book").venue == ""
    assert one("booktitle={ICML}", "proceedings").venue == "ICML"
