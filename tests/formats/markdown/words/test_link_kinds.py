"""What links are: by their address, and by what they are called."""

from __future__ import annotations

import pytest

from sphinx_awesome.formats.markdown.words.link_kinds import (
    LinkLabel,
    UrlKind,
    badge_text,
    classify_url,
    clean_url,
    column_role,
    fold_label,
    is_label,
    is_only_labels,
    link_label_of,
    split_label,
    trailing_label,
)


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://arxiv.org/pdf/2107.02104v2.pdf", UrlKind.ARXIV),
        ("((https://arxiv.org/abs/2107.02104))", UrlKind.ARXIV),
        ("https://doi.org/10.48550/arXiv.2107.02104", UrlKind.ARXIV),
        ("https://arxiv.org/abs/cs.LG/0112017", UrlKind.ARXIV),
        ("https://doi.org/10.1000/182", UrlKind.DOI),
        ("https://link.springer.com/chapter/10.1007/978-3-030-87199-4_7", UrlKind.DOI),
        ("https://openreview.net/forum?id=x", UrlKind.OPENREVIEW),
        ("https://aclanthology.org/2021.emnlp-main.288", UrlKind.PAPER),
        ("https://example.org/a.pdf?x=1", UrlKind.PAPER),
        ("https://github.com/a/b/blob/main/paper.pdf", UrlKind.PAPER),
        ("https://github.com/a/b", UrlKind.CODE),
        ("https://huggingface.co/datasets/a/b", UrlKind.DATA),
        ("https://huggingface.co/a/b", UrlKind.MODEL),
        ("https://huggingface.co/spaces/a/b", UrlKind.DEMO),
        ("https://a.github.io/b", UrlKind.PROJECT),
        ("https://www.youtube.com/watch?v=x", UrlKind.VIDEO),
        ("https://img.shields.io/badge/a-b", UrlKind.BADGE),
        ("https://example.org/", UrlKind.OTHER),
        ("#section", UrlKind.NOWHERE),
        ("citations/x.txt", UrlKind.NOWHERE),
        ("", UrlKind.NOWHERE),
    ],
)
def test_where_addresses_lead(address: str, leads: UrlKind) -> None:
    assert classify_url(address).leads is leads


def test_addresses_are_mended() -> None:
    assert clean_url("<https://a.org/b c>") == "https://a.org/b%20c"
    assert clean_url("arxiv.org/abs/1") == "https://arxiv.org/abs/1"
    assert clean_url("https://a.org/x_(y)") == "https://a.org/x_(y)"
    assert clean_url("https://a.org/x)") == "https://a.org/x"
    wrapped = "https://www.google.com/url?sa=t&url=https%3A%2F%2Fa.org%2Fb&opi=1"
    assert clean_url(wrapped) == "https://a.org/b"
    assert len(clean_url("(" * 5000)) == 5000
    assert classify_url("https://arxiv.org/abs/CS.lg/0112017").arxiv == "cs.LG/0112017"
    assert classify_url("https://doi.org/10.1000/182.").doi == "10.1000/182"
    assert classify_url("https://doi.org/10.1000/x|y").doi == ""
    assert classify_url("https://link.springer.com/article/10.1007/é").doi == ""


@pytest.mark.parametrize(
    ("text", "address", "expected"),
    [
        ("[pdf]", "https://a.org/b", "pdf"),
        ("Code", "https://a.github.io/b", "code"),
        ("paper", "https://a.org/b.pdf", "pdf"),
        ("paper", "https://a.org/b", "link"),
        ("Leaderboard", "https://a.org/b", "Leaderboard"),
        ("", "https://github.com/a/b", "code"),
        ("", "https://arxiv.org/pdf/2107.02104", "pdf"),
        ("", "https://arxiv.org/abs/2107.02104", "link"),
        ("https://a.org", "https://a.org", "link"),
        ("🤗", "https://huggingface.co/datasets/a/b", "data"),
        ("arXiv", "https://arxiv.org/abs/2107.02104", "arXiv"),
        ("コード", "https://a.org/b", "code"),
        ("코드", "https://a.org/b", "code"),
        ("代碼实现", "https://a.org/b", "代碼实现"),
        ("代碼", "https://a.org/b", "code"),
        ("データ", "https://a.org/b", "data"),
        ("項目", "https://a.org/b", "project"),
        ("논문", "https://a.org/b", "link"),
    ],
)
def test_labels_of_links(text: str, address: str, expected: str) -> None:
    assert link_label_of(LinkLabel(text), classify_url(address)) == expected


SHIELDS = "https://img.shields.io"


def test_labels_from_badges() -> None:
    code = classify_url("https://github.com/a/b")
    assert link_label_of(LinkLabel("Star"), code, f"{SHIELDS}/github/stars/a/b") == "code"
    site = classify_url("https://a.org")
    assert link_label_of(LinkLabel(""), site, f"{SHIELDS}/badge/Project-9cf") == "project"
    assert link_label_of(LinkLabel(""), site, f"{SHIELDS}/badge/My_Site-9cf") == "My Site"
    assert link_label_of(LinkLabel("Website"), site, f"{SHIELDS}/badge/Website-9cf") == "Website"
    assert badge_text("https://img.shields.io/badge/a__b--c-red") == "a_b-c"
    assert badge_text("https://img.shields.io/badge/alone") == "alone"
    assert badge_text("https://a.org/x.png") == ""


def test_what_is_a_label() -> None:
    assert all(map(is_label, ["pdf", "[Code]", "", "Official Code", "project page", "论文"]))
    assert all(LinkLabel(label).names_paper for label in ("论文", "論文", "논문"))
    assert not any(map(is_label, ["A Title of a Work", "Some Name"]))
    assert LinkLabel("arXiv paper").names_paper
    assert not LinkLabel("code").names_paper
    assert fold_label("📄 [Paper]:") == "paper"


@pytest.mark.parametrize(
    ("role", "heads"),
    [
        ("title", ("Titel", "タイトル", "제목", "論文")),
        ("authors", ("Autoren", "著者", "저자")),
        ("venue", ("Konferenz", "会議", "학회", "會議")),
        ("date", ("Jahr", "発表年", "연도")),
        ("field", ("所属", "소속")),
        ("link", ("Implementation", "コード", "코드", "代码")),
    ],
)
def test_heads_of_columns_in_any_language(role: str, heads: tuple[str, ...]) -> None:
    assert {column_role(head) for head in heads} == {role}


def test_texts_that_say_what_they_are() -> None:
    assert split_label("Key Word: a; b") == ("tags", "a; b")
    assert split_label("🔑 Keywords： a") == ("tags", "a")
    assert split_label("TLDR this is short") == ("abstract", "this is short")
    assert split_label("RATCHET: a transformer") is None
    assert split_label("no colon") is None
    assert trailing_label("and code: ") == "and code" or trailing_label("code: ") == "code"
    assert trailing_label("Nothing of that") == ""
    assert trailing_label("A Title: ") == ""
    assert is_only_labels("Code: [Paper]")
    assert not is_only_labels("A remark")
