"""Tell what a link leads to, as far as its address and its label say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import parse_qs, unquote, urlsplit

from ....core.identifiers import IdKind, paper_id_in_url
from ....core.model import LABEL_OF_WORD, LINK_LABELS, PAPER_LABELS
from ....core.text import clean, fold
from ....core.urls import URL_CHARS, is_pdf, is_relative_file
from .fragments import decode_entities
from .once import LazyFacts


class UrlKind(Enum):
    """The kind of thing at an address, as far as the address tells it."""

    ARXIV = "arxiv"
    DOI = "doi"
    OPENREVIEW = "openreview"
    PAPER = "paper"
    """A paper, or its page, at a publisher, in proceedings or elsewhere."""
    CODE = "code"
    DATA = "data"
    MODEL = "model"
    DEMO = "demo"
    PROJECT = "project"
    VIDEO = "video"
    BADGE = "badge"
    """A picture that is made of its address."""
    NOWHERE = "nowhere"
    """A place on the page itself, or a file beside the list that is no paper."""
    OTHER = "other"

    @property
    def is_paper(self) -> bool:
        """Return whether a paper is there."""
        return self in _AT_PAPERS


@dataclass(frozen=True, slots=True)
class ClassifiedUrl:
    """An address, read."""

    url: str
    leads: UrlKind
    arxiv: str = ""
    doi: str = ""

    @property
    def is_absolute(self) -> bool:
        """Return whether it leads there from everywhere, and not from the list alone."""
        return self.url.lower().startswith(("http://", "https://"))

    @property
    def is_file(self) -> bool:
        """Return whether a file beside the list is there."""
        return not self.is_absolute and is_relative_file(self.url)


_AT_PAPERS = (UrlKind.ARXIV, UrlKind.PAPER, UrlKind.DOI, UrlKind.OPENREVIEW)

# Where papers are published. Each is a publisher, a conference or a repository of papers.
_PAPERS = re.compile(
    r"(?:^|[/.])(?:aclanthology\.org|aclweb\.org|openaccess\.thecvf\.com|ecva\.net"
    r"|proceedings\.(?:neurips|nips|mlr|icml)\.(?:cc|press)|papers\.n(?:eur)?ips\.cc|jmlr\.org"
    r"|ieeexplore\.ieee\.org|computer\.org|dl\.acm\.org|portal\.acm\.org|sciencedirect\.com"
    r"|link\.springer\.com|springerlink|nature\.com/articles|science\.org/doi|sciencemag\.org"
    r"|onlinelibrary\.wiley\.com|academic\.oup\.com|tandfonline\.com|journals\.[a-z]+\.[a-z]+"
    r"|mdpi\.com|frontiersin\.org/(?:articles|journals)|biorxiv\.org|medrxiv\.org|chemrxiv\.org"
    r"|ssrn\.com|psyarxiv\.com|pubmed|ncbi\.nlm\.nih\.gov/(?:pmc|pubmed)|pnas\.org|cell\.com"
    r"|thelancet\.com|nejm\.org|jamanetwork\.com|bmj\.com|plos\.org|elifesciences\.org"
    r"|biomedcentral\.com|iopscience\.iop\.org|aps\.org|acs\.org|rsc\.org|aip\.org|royalsociety"
    r"|aaai\.org|ijcai\.org/(?:proceedings|papers)|isca-(?:speech|archive)\.org|usenix\.org"
    r"|ndss-symposium\.org|ceur-ws\.org|bmva|bmvc|hal\.science|hal\.archives|hal\.inria"
    r"|semanticscholar\.org|citeseerx|dspace|eprints|iacr\.org|petsymposium\.org|papers\.ssrn"
    r"|roboticsproceedings\.org|eurasip\.org|spiedigitallibrary\.org|worldscientific\.com"
    r"|sagepub\.com|emerald\.com|hindawi\.com|direct\.mit\.edu|mitpressjournals\.org"
    r"|diglib\.eg\.org|karger\.com|thieme-connect|rsna\.org|jstor\.org|osapublishing\.org"
    r"|opg\.optica\.org|distill\.pub/\d|research-?square\.com|techrxiv\.org|osf\.io/preprints)",
    re.IGNORECASE,
)

_CODE = re.compile(
    r"^(?:github\.com|gitlab\.com|bitbucket\.org|gitee\.com|codeberg\.org"
    r"|gist\.github\.com|sourceforge\.net|colab\.research\.google\.com)(?:/|$)"
)

_DATA = re.compile(
    r"huggingface\.co/datasets/|kaggle\.com/|zenodo\.org/|physionet\.org/|figshare\.com/|"
    r"opendatalab\.|modelscope\.cn/datasets/"
)

_MODEL = re.compile(
    r"(?:huggingface\.co|hf\.co|modelscope\.cn/models)/(?!spaces/|datasets/|papers|docs|blog|collections)[^/]+/[^/]+"
)

_DEMO = re.compile(
    r"huggingface\.co/spaces/|modelscope\.cn/studios/|gradio\.(?:live|app)|replicate\.com/"
)

_PROJECT = re.compile(
    r"\.(?:github|gitlab)\.io(?:/|$)|sites\.google\.com/|(?<!pypi\.org/)project", re.IGNORECASE
)

_VIDEO = re.compile(r"(?:^|\.)(?:youtube\.com|youtu\.be|bilibili\.com|vimeo\.com|slideslive\.com)/")

_BADGE = re.compile(
    r"shields\.io/|badgen\.net/|badge|star-history\.com|hits\.|visitor|awesome\.re/"
)

_SHIELD = re.compile(r"shields\.io/(?:static/v1\?label=|badge/)(?P<text>[^?&]*)", re.IGNORECASE)

_SCHEME = re.compile(r"\Ahttps?://(?:www\.)?", re.IGNORECASE)

_SHORT = re.compile(r"(?:www\.|arxiv\.org/|github\.com/|doi\.org/)")

_WRAPPED = re.compile(r"https?://(?:www\.)?google\.[a-z.]+/url\?", re.IGNORECASE)

_BY_ID = {
    IdKind.ARXIV: UrlKind.ARXIV,
    IdKind.DOI: UrlKind.DOI,
    IdKind.OPENREVIEW: UrlKind.OPENREVIEW,
    IdKind.PUBMED: UrlKind.PAPER,
    IdKind.ANTHOLOGY: UrlKind.PAPER,
}

# In this order: a file of a publisher's may be at a site of code too.
_SITES = (
    (re.compile(r"openreview\.net/"), UrlKind.OPENREVIEW),
    (_PAPERS, UrlKind.PAPER),
    (_VIDEO, UrlKind.VIDEO),
    (_DEMO, UrlKind.DEMO),
    (_DATA, UrlKind.DATA),
    (_MODEL, UrlKind.MODEL),
    (_CODE, UrlKind.CODE),
)


def classify_url(address: str) -> ClassifiedUrl:
    """Classify an address, after fixing the brackets, escapes and spaces around it.

    >>> classify_url("(https://arxiv.org/pdf/2107.02104v2.pdf)").arxiv
    '2107.02104'
    """
    url = clean_url(address)
    result = ClassifiedUrl(url, UrlKind.NOWHERE)
    if not result.is_absolute:
        return ClassifiedUrl(url, UrlKind.PAPER) if result.is_file and is_pdf(url) else result
    if known := paper_id_in_url(url):
        arxiv = known.id if known.kind is IdKind.ARXIV else ""
        doi = known.id if known.kind is IdKind.DOI else ""
        return ClassifiedUrl(url, _BY_ID[known.kind], arxiv, doi)
    host, _, rest = _SCHEME.sub("", url, count=1).partition("/")
    host = host.lower()
    lower = f"{host}/{rest}"
    if _is_picture(lower) and _BADGE.search(lower):
        leads = UrlKind.BADGE
    else:
        leads = next((what for sites, what in _SITES if sites.search(lower)), UrlKind.OTHER)
    if leads in {UrlKind.OTHER, UrlKind.CODE} and is_pdf(lower):
        leads = UrlKind.PAPER
    elif leads is UrlKind.OTHER and _PROJECT.search(lower):
        leads = UrlKind.PROJECT
    return ClassifiedUrl(url, leads)


def _is_picture(lower: str) -> bool:
    return "shields.io" in lower or "badge" in lower or lower.endswith((".svg", ".png"))


def clean_url(address: str) -> str:
    """An address without what is around it by mistake, and out of a search engine's wrapping."""
    if len(address) > 2 * URL_CHARS:
        return address
    url = decode_entities(address.strip()).strip("<> \t\n").replace("\\_", "_").replace("%5C_", "_")
    while url.startswith("(") or (url.endswith(")") and url.count(")") > url.count("(")):
        url = url.removeprefix("(") if url.startswith("(") else url.removesuffix(")")
    if _WRAPPED.match(url) and (inner := parse_qs(urlsplit(url).query).get("url")):
        url = inner[0]
    if _SHORT.match(url):
        url = f"https://{url}"
    return url.replace(" ", "%20").replace('"', "%22").replace("'", "%27").replace("|", "%7C")


def badge_text(source: str) -> str:
    """The text of a badge that is made by its address, or "".

    In a path, `_` and `%20` are spaces, `__` and `--` the signs themselves; the last part after a
    single `-` is the colour (https://shields.io/badges/static-badge).

    >>> badge_text("https://img.shields.io/badge/Black--Box_Tuning-blue")
    'Black-Box Tuning'
    """
    match = _SHIELD.search(source)
    if not match:
        return ""
    text = unquote(match["text"]).replace("--", "\0").replace("__", "\1")
    parts = [
        part.replace("_", " ").replace("\0", "-").replace("\1", "_") for part in text.split("-")
    ]
    return clean(" ".join(parts[:-1] if len(parts) > 1 else parts).removesuffix(".svg"))


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

_LABEL_IN_ANY_LANGUAGE = LABEL_OF_WORD | {
    word: label
    for label, words in {
        "code": "代码, 源码, 源代码, 程式碼, コード, 코드, codigo, quellcode, код, 官方代码",
        "data": "数据, 数据集, 資料集, データ, データセット, 데이터, datos, daten",
        "project": "项目, 主页, 项目主页, 專案, プロジェクト, 프로젝트, proyecto, projekt",
        "video": "视频, 影片, 動画, ビデオ, 영상",
        "slides": "幻灯片, 投影片, スライド, 슬라이드",
        "demo": "演示, デモ, 데모",
        "model": "权重, 模型权重",
        "blog": "博客, 部落格, ブログ",
    }.items()
    for word in words.split(", ")
}

_CODE_WORDS = frozenset(
    ("python", "pytorch", "torch", "tensorflow", "tf", "keras", "jax", "matlab", "c++", "julia")
)
"""Languages and frameworks: as the label of a repository they say that its code is there."""

_PRODUCTS = frozenset(
    (
        *("caffe", "torch", "pytorch", "tensorflow", "keras", "jax", "matlab", "mxnet", "julia"),
        *("hugging face", "huggingface", "colab", "arxiv", "openreview", "springer", "elsevier"),
    )
)
"""Labels that are names of products: what a link is called that stands where names stand."""

_OFFICIAL = frozenset({"official", "unofficial"})

_SIGNS = re.compile(r"[^\w\s+./:-]|_")

_BETWEEN_WORDS = re.compile(r"[\s:/-]+")


def fold_label(label: str) -> str:
    """A label without emoji, brackets and signs, folded, as words are looked up."""
    return " ".join(fold(_SIGNS.sub(" ", label)).split()).strip(" .:-/+")


_KNOWN = LABEL_OF_WORD.keys() | PAPER_LABELS | _OTHER_WORDS


class LinkLabel(LazyFacts):
    """The text of a link, and what it says."""

    __slots__ = ("says_what", "text", "word")
    word: str
    """The label as words are looked up."""
    says_what: bool
    """Whether it says what is there, and is not a title."""

    def __init__(self, text: str) -> None:
        self.text = text

    def _find_word(self) -> str:
        return fold_label(self.text)

    @property
    def is_known(self) -> bool:
        """Return whether it is a word whose meaning is known."""
        return self.word in _KNOWN

    def _find_says_what(self) -> bool:
        if not self.word or self.is_known:
            return True
        words = _BETWEEN_WORDS.split(self.word)
        known = sum(w in _KNOWN or w in _OFFICIAL for w in words)
        return len(words) <= 4 and 2 * known >= len(words) + (len(words) > 2)

    @property
    def is_name(self) -> bool:
        """Return whether it is the name of a product, and labels code elsewhere: `PyTorch`."""
        return self.word in _PRODUCTS

    @property
    def begins_with_label(self) -> bool:
        """Return whether its first word has a known meaning: `PDF pre-print`, `Slides 36-39`."""
        return self.word.partition(" ")[0] in _KNOWN

    @property
    def names_paper(self) -> bool:
        """Return whether it says that the paper itself is there."""
        return self.word in PAPER_LABELS or not PAPER_LABELS.isdisjoint(self.word.split())


NO_LABEL = LinkLabel("")
"""Of a link for which the list has no word."""


def is_label(text: str) -> bool:
    """Return whether a text is the label of a link, and no title: :attr:`LinkLabel.says_what`."""
    return LinkLabel(text).says_what


_MATERIAL = re.compile(
    r"(?:(?:lectures?|courses?|assignments?|exams?|syllabus|readings?|home(?:work)?s?|labs?|notes"
    r"|videos?|slides?|schedule|calendar|projects?|solutions?|resources?|materials?|(?:text)?books?"
    r"|docs|downloads?|documentation|demo|source|code|website|and|problems?|tests?|quiz(?:z?es)?"
    r"|recitations?|practice|final|old|other|all|page|by|for|on|github|youtube|type|topic"
    r"|(?:19|20)\d\d)[\s,/&-]*)+",
    re.IGNORECASE,
)
"""What a link in a nested bullet leads to that is a part of something: `Lectures and exams`."""


def is_material(text: str) -> bool:
    """Return whether a link is called as a part of something is: `Lectures and exams`."""
    return _MATERIAL.fullmatch(text.strip(" []()")) is not None


def link_label_of(label: LinkLabel, result: ClassifiedUrl, badge: str = "") -> str:
    """Return what a link is called: what the list calls it, or else what its address says.

    Names of the labels that have an icon are told from the list's word for them; any other word
    stays as it is written.
    """
    text, word = label.text, "" if label.text.startswith("http") else label.word
    if badge and (not word or word in {"star", "stars"}):
        word = fold_label(badge_text(badge)) if "/badge/" in badge else ""
    if word in _LABEL_IN_ANY_LANGUAGE:
        return _LABEL_IN_ANY_LANGUAGE[word]
    if word in _CODE_WORDS and result.leads is UrlKind.CODE:
        return "code"
    if word in {"paper", "papers"}:
        return "pdf" if is_pdf(result.url) else "link"
    if not word:
        return default_label(result)
    shown = clean(text.strip(" \t\n[]()|,.:;`*"))
    if badge and label.word in {"star", "stars", ""}:
        shown = badge_text(badge)
    return shown if shown and shown.casefold() not in LINK_LABELS else (shown.casefold() or "link")


def default_label(result: ClassifiedUrl) -> str:
    """Return what a link is called if the list has no word for it."""
    if is_pdf(result.url):
        return "pdf"
    name = result.leads.value
    return name if name in LINK_LABELS else "link"


_MAY_LABEL = re.compile("[:：]|[Dd][Rr]")

_LABELLED = re.compile(
    r"^[^\w\[(]*(?P<label>[^\W\d_][\w /&-]{1,24}?)\s*(?:[:：]|(?<=[Tt][Ll][Dd][Rr])\s)\s*",
    re.UNICODE,
)

_LABEL_AT_START = {
    "authors": "author, authors, by, 作者",
    "venue": "venue, conference, journal, published, publisher, publication, publish, "
    "published in, published at, accepted, accepted by, source, 会议",
    "date": "date, year, time, published date, submitted, 日期, 年份",
    "tags": "key word, key words, keyword, keywords, key, tag, tags, topic, topics, task, tasks, "
    "关键词",
    "abstract": "abstract, digest, tldr, tl dr, tl;dr, summary, 摘要",
    "title": "title, paper title, 标题",
    "comment": "award, intro, introduction, comment, comments, note, notes, remark, contribution",
    "field": "institution, institutions, affiliation, affiliations, env, environment, 机构, 单位",
}

_COLUMNS = {
    "authors": "作者列表",
    "venue": "conf, pub, publications, proceedings, 期刊, 发表, 出处, 来源, 会议/期刊",
    "date": "years, day, month, released, posted, updated, 时间, 年, 发布时间",
    "title": "titles, paper, papers, article, articles, work, works, 论文, 题目, 论文标题, 文章",
    "name": "name, names, model, models, method, methods, dataset, datasets, benchmark, framework, "
    "approach, approaches, algorithm, algorithms, system, tool, tools, "
    "library, libraries, software, package, packages, course, courses, book, books, abbr, "
    "abbreviation, acronym, alias, "
    "名称, 模型, 方法, 算法, 简称, 数据集",
    "field": "task, tasks, technique, techniques, area, areas, field, fields, domain, domains, "
    "category, categories, type, types, modality, modalities, subject, subjects, application, "
    "applications, scenario, subtask, institute, institutes, institution, institutions, "
    "affiliation, affiliations, organization, organizations, organisation, company, team, lab, "
    "university, country, count, size, language, languages, license, licence, availability, "
    "frames, annotation, annotations, backbone, params, parameters, env, environment, format, "
    "platform, "
    "任务, 领域, 类别, 类型, 技术, 模态, 机构, 单位, 团队, 公司, 语言, 许可证, 规模, 骨干网络",
    "comment": "comment, comments, note, notes, remark, remarks, 备注, 说明, 注释",
    "note": "award, intro, introduction, contribution, description, details, info, information, "
    "star, stars, citation, citations, 简介, 描述, 介绍, 引用",
    "link": "code, codes, link, links, url, urls, github, repo, repository, project, demo, "
    "website, homepage, page, pdf, arxiv, resource, resources, 代码, 链接, 项目, 主页",
}

_SAYS = {label: says for says, labels in _LABEL_AT_START.items() for label in labels.split(", ")}

_ROLES = _SAYS | {head: role for role, heads in _COLUMNS.items() for head in heads.split(", ")}


def split_label(text: str) -> tuple[str, str] | None:
    """Split a text into what it says that it is and the rest; None if it says nothing.

    :returns: `authors`, `venue`, `date`, `tags`, `abstract`, `title`, `comment` or `field`.
    """
    head = text[:60]
    match = _LABELLED.match(head) if _MAY_LABEL.search(head) else None
    if match is None:
        return None
    says = _SAYS.get(fold(match["label"]).replace("-", " ").strip())
    return (says, text[match.end() :]) if says else None


def column_role(head: str) -> str:
    """Return what the head of a column says that it holds, by its last known word.

    >>> column_role("**Publication Date**"), column_role("Year of publication"), column_role("Foo")
    ('date', 'date', '')

    :returns: a key of :data:`_COLUMNS`, or "".
    """
    word = fold_label(re.sub(r"\(s\)", "s", head))
    words = re.split(r"[\s/:.+-]+(?:and\s+)?", re.split(r"\s+(?:of|in|for)\s+", word)[0])
    return next((_ROLES[one] for one in (word, *reversed(words)) if one in _ROLES), "")


def trailing_label(text: str) -> str:
    """The label before a bare address: `code: https://…`."""
    match = re.search(r"([^\W\d_][\w -]{1,24}?)\s*[:：]\s*\Z", text)
    return match[1].split(",")[-1].strip() if match and is_label(match[1]) else ""


def is_only_labels(text: str) -> bool:
    """Return whether a text only announces a link, or leads nowhere: `Code:`, `Paper`."""
    parts = (part for part in re.split(r"[\[\]|/,;:·•()（）]+", text) if part.strip())
    return len(text) <= 60 and all(is_label(part) for part in parts)
