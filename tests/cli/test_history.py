"""Where papers first stood in a history."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.cli.history import Finder, earliest, first_seen
from sphinx_awesome.core.git import Addition
from sphinx_awesome.core.model import Entry, Publication

from ..repositories import Repository

TITLE = "Reports of Images: A Vision–Language Model for X-Rays"
PAPER = Entry("reports", TITLE)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "list")


def recognized(
    text: str, *entries: Entry, path: str = "README.md", line: int = 9
) -> dict[str, str]:
    return dict(Finder(entries).find(path, line, text.encode()))


# ---- what a line says ----


@pytest.mark.parametrize(
    "text",
    [
        "Reports of Images: A Vision–Language Model for X-Rays",
        "- reports of images:  a vision language model for X-rays",
        "* [**MICCAI 2021**] Reports of Images: A Vision-Language Model for X-Rays [[pdf]](x.pdf)",
        "1. **Reports of Images: A Vision-Language Model for X-Rays**, Ann Ash, 2021.",
        "- Reports of Images: A Vision-Language Model for X-Rays. *Ann Ash.* MICCAI 2021",
        "- Reports of Images: A Vision-Language Model for X-Rays (MICCAI 2021)",
        "- MICCAI 2021 - Reports of Images: A Vision-Language Model for X-Rays - Ann Ash",
        "- 2021: Reports of Images: A Vision-Language Model for X-Rays",
        "Paper: Reports of Images: A Vision-Language Model for X-Rays",
        "+ [Reports of **Images**: A Vision-Language _Model_ for X-Rays](https://a.org/reports-of)",
        "| 2021 | Reports of Images: A Vision-Language Model for X-Rays | Ann Ash |",
        "<td>Reports of <i>Images</i>: A Vision-Language Model for X-Rays</td><td>2021</td>",
        "2021\tReports of Images: A Vision-Language Model for X-Rays\tAnn Ash",
        "- 📄 Reports of Images: A Vision-Language Model for X-Rays 🔥",
        "- `Reports of Images: A Vision-Language Model for X-Rays <https://a.org>`__",
        'title = "Reports of Images: A Vision–Language Model for X-Rays"',
        "title = 'Reports of Images: A Vision-Language Model for X-Rays'  # as printed",
        "- title: Reports of Images: A Vision-Language Model for X-Rays\n  authors: Ann Ash",
        '  "title": "Reports of Images: A Vision\\u2013Language Model for X-Rays",',
        "- Reports of Images: A Vision-Language\n  Model for X-Rays. Ann Ash",
        "- Reports of Images: A Vision-Language Model\nfor X-Rays. Ann Ash",
        'title = """\nReports of Images: A Vision-Language\nmodel for X-Rays"""',
        "- Reports of Images: A Vision-Language Model for X-Rays,\n  Ann Ash",
        "_Reports of Images: A Vision-Language Model for X-Rays_",
        "\u4e2d\u6587\u3002Reports of Images: A Vision-Language Model for X-Rays\uff0c2021",
    ],
)
def test_a_title_is_a_part_of_a_line(text: str) -> None:
    assert recognized(text, PAPER) == {"reports": "its title"}
    assert recognized(f"Before\n{text}\nAfter", PAPER) == {"reports": "its title"}


@pytest.mark.parametrize(
    "text",
    [
        "- More Reports of Images: A Vision-Language Model for X-Rays",
        "- BetterReports: Reports of Images: A Vision-Language Model for X-Rays",
        "- Reports of Images: A Vision-Language Model for X-Rays and Tomography",
        "- Reports of Images: A Vision-Language Model for X-Rays+",
        "- Reports of Images: A Vision-Language Model for X-Rays: A Replication",
        "- Reports of Images: A Vision-Language Model for X-Rays\n  and Tomography",
        "- Reports of Images: A Vision-Language Model for X-Rays\n  Revisited",
        "[code](https://github.com/a/reports-of-images-a-vision-language-model-for-x-rays)",
        "reports-of-images-a-vision-language-model-for-x-rays-torch",
        "Reports_of_Images_A_Vision_Language_Model_for_X_Rays_and_more.pdf",
        "- Reports of Images",
        "- Reports of Images\n- A Vision-Language Model for X-Rays",
        "",
    ],
)
def test_the_title_of_another_paper_is_not_it(text: str) -> None:
    assert recognized(text, PAPER) == {}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Schrödinger’s Reports of Łódź & Über-Images",
            r"Schr{\"o}dinger's Reports of {\L}\'od\'z {\&} {\"U}ber-Images",
        ),
        (
            "A Model of Images, $\\alpha$-Reports and BERT",
            r"A Model of Images, $\alpha$-Reports and {BERT}",
        ),
        (
            "The Emphasis of Reports and Images",
            "The \\emph{Emphasis} of {R}eports\n            and Images",
        ),
    ],
)
def test_a_title_in_bibtex(title: str, text: str) -> None:
    record = f"@misc{{a,\n  title = {{{text}}},\n  author = {{Ann Ash}},\n}}"
    assert recognized(record, Entry("a", title), path="list.bib") == {"a": "its title"}
    quotes = f'@misc{{a, title="{text}", author={{Ann Ash}}}}'
    assert recognized(quotes, Entry("a", title), path="LIST.BIB") == {"a": "its title"}


def test_a_title_in_html() -> None:
    paper = Entry("a", "Tom’s Images & their Reports")
    assert recognized("<li>Tom&#8217;s Images &amp; their Reports</li>", paper) == {
        "a": "its title"
    }
    assert recognized("<li>Tom's Images &amp; their Reports</li>", paper) == {"a": "its title"}


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ('title = "ChatCAD"', True),
        ("published.title = 'ChatCAD'", True),
        ("  title={ChatCAD},", True),
        ("  title={{ChatCAD}},", True),
        ('"title": "ChatCAD",', True),
        ("- title: ChatCAD", True),
        ("- [ChatCAD](https://a.org)", True),
        ("- [**ChatCAD**](<https://a.org>)", True),
        ('<a class="x" href="https://a.org">ChatCAD</a>', True),
        ("- [ChatCAD](#chatcad)", False),
        ("- ChatCAD. Ann Ash", False),
        ("## ChatCAD", False),
        ("booktitle = {ChatCAD}", False),
        ('title = "ChatCAD+"', False),
        ('title = "ChatCAD and more"', False),
    ],
)
def test_a_short_title_is_a_value_or_a_link(text: str, *, is_found: bool) -> None:
    assert bool(recognized(text, Entry("a", "ChatCAD"))) is is_found
    assert recognized(text, Entry("b", "???")) == {}


@pytest.mark.parametrize(
    ("entry", "text", "by"),
    [
        (Entry("a", "A", arxiv="2107.02104"), "see arXiv:2107.02104v3.", "arXiv 2107.02104"),
        (
            Entry("a", "A", arxiv="2107.02104v2"),
            "(arxiv.org/pdf/2107.02104.pdf)",
            "arXiv 2107.02104",
        ),
        (Entry("a", "A", doi="10.48550/arXiv.2107.02104"), "/abs/2107.02104", "arXiv 2107.02104"),
        (Entry("a", "A", arxiv="1502.0210"), "https://arxiv.org/abs/1502.0210", "arXiv 1502.0210"),
        (
            Entry("a", "A", arxiv="math.GT/0309136"),
            "arxiv.org/abs/math/0309136",
            "arXiv math/0309136",
        ),
        (
            Entry("a", "A", links={"pdf": "https://arxiv.org/pdf/2107.02104"}),
            '"2107.02104": {"x": 1}',
            "arXiv 2107.02104",
        ),
        (
            Entry("a", "A", doi="10.1016/S0140-6736(05)71146-6"),
            "[x](https://doi.org/10.1016/S0140-6736(05)71146-6), and",
            "the DOI 10.1016/s0140-6736(05)71146-6",
        ),
        (
            Entry("a", "A", doi="10.1016/S0140-6736(05)71146-6"),
            "https://doi.org/10.1016%2FS0140-6736%2805%2971146-6",
            "the DOI 10.1016/s0140-6736(05)71146-6",
        ),
        (
            Entry("a", "A", doi="10.1007/978-3-030-87199-4_7"),
            r"doi = {10.1007/978-3-030-87199-4\_7},",
            "the DOI 10.1007/978-3-030-87199-4_7",
        ),
        (
            Entry("a", "A", published=Publication(doi="10.1007/978-3-030-87199-4_7")),
            "https://link.springer.com/content/pdf/10.1007/978-3-030-87199-4_7.pdf?a=b.",
            "the DOI 10.1007/978-3-030-87199-4_7",
        ),
        (
            Entry("a", "A", links={"link": "https://doi.org/10.1101/2020.01.02.123456"}),
            "https://www.biorxiv.org/content/10.1101/2020.01.02.123456v2.full.pdf",
            "the DOI 10.1101/2020.01.02.123456",
        ),
        (
            Entry("a", "A", links={"link": "https://doi.org/10.1101/2020.01.02.123456"}),
            "https://www.biorxiv.org/content/10.1101/2020.01.02.123456v2/full",
            "the DOI 10.1101/2020.01.02.123456",
        ),
        (Entry("a", "A", arxiv="2107.02104"), "2107.021045, 12107.02104, 1.2107.02104", ""),
        (Entry("a", "A", doi="10.1000/12"), "10.1000/123", ""),
        (Entry("a", "A", links={"code": "https://arxiv.org/abs/2107.02104"}), "2107.02104", ""),
    ],
)
def test_an_identifier_in_any_form(entry: Entry, text: str, by: str) -> None:
    assert recognized(text, entry) == ({"a": by} if by else {})


def test_an_id_counts_in_entry_files_alone() -> None:
    paper = Entry("ratchet", "A", aliases=("hou-2021",))
    for text in ('id = "ratchet"', "  id='ratchet'", '"id" = "hou-2021"  # once'):
        assert recognized(f"[[entry]]\n{text}\n", paper, path="entries/a.toml") == {
            "ratchet": "its id"
        }
        assert recognized(f"[[entry]]\n{text}\n", paper) == {}
    for text in ('ref = "ratchet"', '# id = "ratchet"', 'id = "ratchet-2"', 'paid = "ratchet"'):
        assert recognized(f"[[entry]]\n{text}\n", paper, path="entries/a.toml") == {}


def test_the_title_of_a_section_is_not_that_of_a_paper() -> None:
    paper = Entry("a", "Medical Report Generation")
    head = 'title = "Medical Report Generation"\n'
    assert recognized(head, paper, path="a.toml", line=1) == {}
    assert recognized(f"{head}\n[[entry]]\nid = 'b'\n", paper, path="a.toml", line=1) == {}
    assert recognized(f"{head}\n[[entry]]\n{head}", paper, path="a.toml", line=1) == {
        "a": "its title"
    }
    assert recognized(head, paper, path="a.toml", line=7) == {"a": "its title"}


def test_each_paper_is_found_once_and_papers_of_one_title_together() -> None:
    finder = Finder([PAPER, Entry("b", TITLE), Entry("c", "C", arxiv="2107.02104")])
    assert dict(finder.find("a.md", 1, TITLE.encode())) == {
        "reports": "its title",
        "b": "its title",
    }
    assert finder.is_searching
    assert list(finder.find("a.md", 1, f"{TITLE} 2107.02104".encode())) == [
        ("c", "arXiv 2107.02104")
    ]
    assert not finder.is_searching


def test_other_encodings_and_lines_without_end() -> None:
    paper = Entry("a", "Les Modèles d’Images médicales")
    assert dict(
        Finder([paper]).find("a.md", 1, "- Les Modèles d'Images médicales".encode("cp1252"))
    )
    decomposed = "Les Mode\u0300les d'Images me\u0301dicales"
    assert recognized(decomposed, paper)
    long = f"{'x ' * 40_000}\n- {decomposed}\n{'y ' * 40_000}; {TITLE}".encode()
    assert list(Finder([paper, PAPER]).find("a.md", 1, long)) == [("a", "its title")]


@given(st.text(), st.sampled_from(["a.md", "a.bib", "a.toml"]))
def test_any_text_can_be_searched(text: str, path: str) -> None:
    entries = [PAPER, Entry("b", "Short"), Entry("c", text, doi="10.1000/1", arxiv="2107.02104")]
    assert set(recognized(text, *entries, path=path)) <= {"reports", "b", "c"}


# ---- histories ----


def test_the_first_commit_counts(repository: Repository) -> None:
    old = Entry("old", "An Older Paper About Images", doi="10.1000/old")
    repository.commit("2020-01-01", {"README.md": "# A list\n"})
    first = repository.commit("2020-02-01", {"README.md": f"# A list\n\n- {TITLE}\n"})
    second = repository.commit(
        "2020-03-01",
        {"README.md": None, "docs/list.md": f"# A list\n\n- {TITLE}\n- 10.1000/old.\n"},
    )
    repository.commit("2020-04-01", {"docs/list.md": "# A list\n"})
    repository.commit("2020-05-01", {"docs/list.md": f"- {TITLE}\n- {old.title}\n"})
    repository.commit(
        "2020-06-01", {"docs/list.md": None, "entries/a.toml": f'title = "{TITLE}"\n'}
    )
    seen = first_seen(repository.folder, [PAPER, old, Entry("new", "A Paper That Is Not There")])
    assert {paper: (str(s.day), s.commit, s.path) for paper, s in seen.items()} == {
        "reports": ("2020-02-01", first, "README.md"),
        "old": ("2020-03-01", second, "docs/list.md"),
    }


def test_a_merged_branch_counts_by_its_own_commits(repository: Repository) -> None:
    other = Entry("other", "Another Paper About Images")
    third = Entry("third", "A Third Paper About Images")
    fourth = Entry("fourth", "Seen in a Branch of Its Own")
    repository.commit("2020-01-01", {"a.md": "# A\n\nx\n"})
    repository.git("switch", "--quiet", "-c", "side")
    side = repository.commit("2020-01-05", {"a.md": f"# A\n\nx\n- {TITLE}\n"})
    repository.git("switch", "--quiet", "-c", "left", "main")
    repository.commit("2020-01-02", {"b.md": f"- {fourth.title}\n"})
    repository.git("switch", "--quiet", "main")
    repository.commit("2020-02-01", {"a.md": f"# A\n\nx\n- {other.title}\n- {TITLE}\n"})
    repository.git("merge", "--quiet", "--no-commit", "-s", "ours", "side", day="2020-03-01")
    merge = repository.commit(
        "2020-03-01", {"a.md": f"# A\n\nx\n- {other.title}\n- {TITLE}\n- {third.title}\n"}
    )
    seen = first_seen(repository.folder, [PAPER, other, third, fourth])
    assert {paper: str(s.day) for paper, s in seen.items()} == {
        "reports": "2020-01-05",
        "other": "2020-02-01",
        "third": "2020-03-01",
    }
    assert (seen["reports"].commit, seen["third"].commit) == (side, merge)


@pytest.mark.parametrize(
    ("authored", "committed", "day"),
    [
        ("2020-05-01T23:30:00-0800", "2020-06-01", "2020-05-01"),
        ("1970-01-02", "2020-06-01", "2020-06-01"),
        ("2099-01-01", "2020-06-01", "2020-06-01"),
        ("2099-01-01", "1970-01-02", None),
    ],
)
def test_a_day_that_cannot_be_is_not_taken(
    repository: Repository, authored: str, committed: str, day: str | None
) -> None:
    commit = repository.commit(authored, {"a.md": f"- {TITLE}\n"}, committed=committed)
    seen = first_seen(repository.folder, [PAPER])["reports"]
    assert (seen.day and str(seen.day), seen.commit) == (day, commit)


def test_a_day_that_cannot_be_read_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    addition = Addition("c0ffee", "", "10889-05-01", "a.md", 1, TITLE.encode())
    monkeypatch.setattr("sphinx_awesome.core.git.additions", lambda _: iter([addition]))
    assert first_seen(Path(), [PAPER])["reports"].day is None


def test_files_that_are_no_text_are_skipped(repository: Repository) -> None:
    huge = b"x " * (5 * 1024 * 1024)
    files = {
        "picture.png": b"\x89PNG\r\n\x1a\n\0" + TITLE.encode(),
        "huge.json": f'"{TITLE}"\n'.encode() + huge,
        "minified.js": f"{'x ' * 40_000};{TITLE}".encode(),
        "latin.md": "- Modèle\n".encode("latin-1"),
        "utf-16.md": TITLE.encode("utf-16"),
    }
    repository.commit("2020-01-01", files)
    later = repository.commit("2020-02-01", {"a b \u00e9.md": f"- {TITLE}"})
    seen = first_seen(repository.folder, [PAPER, Entry("m", "M")])
    assert {paper: (s.commit, s.path) for paper, s in seen.items()} == {
        "reports": (later, "a b \u00e9.md")
    }


def test_a_search_ends_in_time(repository: Repository) -> None:
    repository.commit("2020-01-01", {"a.md": f"- {TITLE}\n"})
    repository.commit("2020-02-01", {"b.md": "- Another Paper About Images\n"})
    other = Entry("other", "Another Paper About Images")
    assert set(first_seen(repository.folder, [PAPER, other], seconds=-1)) == {"reports"}
    assert set(first_seen(repository.folder, [PAPER, other], seconds=60)) == {"reports", "other"}


def test_the_earliest_day_of_several_histories_counts(tmp_path: Path) -> None:
    histories = []
    for name, day in (("a", "2020-03-01"), ("b", "2020-02-01"), ("c", "1970-01-02")):
        repository = Repository(tmp_path / name)
        repository.commit(day, {"a.md": f"- {TITLE}\n"})
        histories.append(first_seen(repository.folder, [PAPER]))
    assert str(earliest(histories)["reports"].day) == "2020-02-01"
    assert str(earliest(histories[::-1])["reports"].day) == "2020-02-01"
    assert earliest(histories[2:])["reports"].day is None
