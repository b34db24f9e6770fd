"""What a link is called, and what its label says of what is there."""

from __future__ import annotations

import re
from functools import lru_cache

from ...core.links import LABELS
from ...core.text import clean, fold
from .addresses import Target, shield, target
from .marks import Mark, What

# Words in a label, as they are folded, and the label with an icon that they mean. An address that
# leads elsewhere does not change what the list says: `code` stays `code` on a project's page.
_LABELS = {
    "pdf": "pdf, paper pdf, arxiv pdf",
    "code": "code, github, codes, git, official code, implementation, repo, source code",
    "project": "project, project page, projectpage, homepage, project site",
    "data": "data, dataset, datasets",
    "demo": "demo",
    "video": "video, videos, youtube",
    "slides": "slides, slide",
    "model": "model, models, checkpoint, weights",
    "poster": "poster",
    "blog": "blog, blog post",
    "link": "link, links, url, here",
}
_WORDS = {word: name for name, words in _LABELS.items() for word in words.split(", ")}
_PAPER = (
    "paper, papers, pdf, arxiv, preprint, openreview, abs, abstract, article, acm, doi, ieee, "
    "publication, biorxiv, medrxiv, springer, acl, cvf, html, paper link, paper pdf, full paper, "
    "pdf link, arxiv pdf, conference paper, arxiv paper, thesis, journal, elsevier, nature, pmlr, "
    "paper page, 论文"
)
_PAPER_WORDS = frozenset(_PAPER.split(", "))
_OTHER = (
    "website, web, page, site, supp, supplementary, supplement, appendix, bibtex, bib, cite, "
    "citation, talk, tutorial, notebook, colab, huggingface, hf, tweet, twitter, docs, jax, "
    "documentation, tensorflow, pytorch, keras, caffe, torch, leaderboard, benchmark, platform, "
    "database, tool, news, review, author page, hugging face, online demo, project website, star, "
    "stars, matlab, mxnet, coming soon, local demo, source, collection, resources, bibtext, media, "
    "figure, figures, fig, more, note, notes, reddit, extra, zhihu, "
    "代码, 数据, 项目, 知乎, 中文, 解读, 笔记"
)
_OTHER_WORDS = frozenset(_OTHER.split(", "))
_SIGNS = re.compile(r"[^\w\s+./:-]|_")


@lru_cache(maxsize=16384)  # a label is asked several things, and lists repeat theirs
def bare(label: str) -> str:
    """A label without emoji, brackets and signs, folded, as words are looked up."""
    return " ".join(fold(_SIGNS.sub(" ", label)).split()).strip(" .:-/+")


def is_known(text: str) -> bool:
    """Whether a label is a word whose meaning is known."""
    word = bare(text)
    return word in _WORDS or word in _PAPER_WORDS or word in _OTHER_WORDS


def is_label(text: str) -> bool:
    """Whether a link's text says what is there, and is not a title."""
    word = bare(text)
    if not word or is_known(text):
        return True
    words = re.split(r"[\s:/-]+", word)
    known = sum(
        w in _WORDS or w in _PAPER_WORDS or w in _OTHER_WORDS or w in {"official", "unofficial"}
        for w in words
    )
    return len(words) <= 4 and 2 * known >= len(words) + (len(words) > 2)


def says_paper(label: str) -> bool:
    """Whether a label says that the paper itself is there."""
    word = bare(label)
    return word in _PAPER_WORDS or any(w in _PAPER_WORDS for w in word.split())


def leads_to_paper(mark: Mark) -> bool:
    """Whether a mark is a link to a paper, as its address or its label says."""
    return mark.what is What.LINK and (target(mark.url).leads.is_paper or says_paper(mark.text))


def label(text: str, found: Target, badge: str = "") -> str:
    """What a link is called: what the list calls it, or else what its address says.

    Names of the labels that have an icon are told from the list's word for them; any other word
    stays as it is written.
    """
    word = bare(text) if not text.startswith("http") else ""
    if badge and (not word or word in {"star", "stars"}):
        word = bare(shield(badge)) if "/badge/" in badge else ""
    if word in _WORDS:
        return _WORDS[word]
    if word in {"paper", "papers"}:
        return "pdf" if _is_pdf(found.url) else "link"
    if not word:
        return of_address(found)
    shown = clean(text.strip(" \t\n[]()|,.:;`*"))
    if badge and bare(text) in {"star", "stars", ""}:
        shown = shield(badge)
    return shown if shown and shown.casefold() not in LABELS else (shown.casefold() or "link")


def of_address(found: Target) -> str:
    """What a link is called if the list has no word for it."""
    if _is_pdf(found.url):
        return "pdf"
    name = found.leads.value
    return name if name in LABELS else "link"


def _is_pdf(url: str) -> bool:
    return bool(re.search(r"\.pdf(?:$|[?#])|/pdf[/?]|type=pdf", url, re.IGNORECASE))
