"""Tell what a link leads to, as far as its address and its label say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from urllib.parse import parse_qs, unquote, urlsplit

from ....core.identifiers import IdKind, paper_id_in_url
from ....core.model import LABEL_OF_WORD, LINK_LABELS, PAPER_LABELS
from ....core.text import clean, fold
from ....core.urls import URL_CHARS, is_pdf, is_relative_file
from .fragments import decode_entities, strip_brackets
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


_TWICE = re.compile(r"\Ahttps?://(?=https?://)")

# A slip in how an address begins: a letter too many or too few, or no colon.
_SLIP = re.compile(r"\A(?:hh?t{1,3}|t{1,2})p(s?)(?::/{1,3}|/{2})(?=\w)")


def clean_url(address: str) -> str:
    """An address without what is around it by mistake, and out of a search engine's wrapping."""
    if len(address) > 2 * URL_CHARS:
        return address
    url = decode_entities(address.strip()).strip("<> \t\n").replace("\\_", "_").replace("%5C_", "_")
    while url.startswith("(") or (url.endswith(")") and url.count(")") > url.count("(")):
        url = url.removeprefix("(") if url.startswith("(") else url.removesuffix(")")
    if _WRAPPED.match(url) and (inner := parse_qs(urlsplit(url).query).get("url")):
        url = inner[0]
    url = _TWICE.sub("", url) if "p" in url[8:13] else url
    if not url.startswith(("http://", "https://")):
        url = _SLIP.sub(r"http\1://", url)
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
    parts = _badge_parts(source)
    return clean(" ".join(parts[:-1] if len(parts) > 1 else parts).removesuffix(".svg"))


def badge_says(source: str) -> tuple[str, str]:
    """Return what the label of a badge says of the text beside it, and that; or "" and all of it.

    >>> badge_says("https://img.shields.io/badge/Venue-VizConf'24-blue")
    ('venue', "VizConf'24")
    """
    parts = _badge_parts(source)
    role = column_role(parts[0]) if len(parts) > 2 else ""
    is_role = role in {"venue", "date", "tags", "field"}
    return (role, clean(" ".join(parts[1:-1]))) if is_role else ("", badge_text(source))


def _badge_parts(source: str) -> list[str]:
    match = _SHIELD.search(source)
    if not match:
        return []
    text = unquote(match["text"]).replace("--", "\0").replace("__", "\1")
    return [
        part.replace("_", " ").replace("\0", "-").replace("\1", "_") for part in text.split("-")
    ]


_OTHER = (
    "website, web, page, site, supp, supplementary, supplement, appendix, bibtex, bib, cite, "
    "citation, talk, tutorial, notebook, colab, huggingface, hf, tweet, twitter, docs, jax, "
    "documentation, tensorflow, pytorch, keras, caffe, torch, leaderboard, benchmark, platform, "
    "database, tool, news, review, author page, hugging face, online demo, project website, star, "
    "stars, matlab, mxnet, coming soon, local demo, source, collection, resources, bibtext, media, "
    "figure, figures, fig, more, note, notes, reddit, extra, zhihu, 知乎, 中文, 笔记, "
    "中文版, 解説, 해설, 리뷰, 谷歌学术, 相关论文, 其他论文"
)

_OTHER_WORDS = frozenset(map(fold, _OTHER.split(", ")))


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    """Return what each word of a table of words says, by the folded word."""
    return {fold(word): says for says, words in table.items() for word in words.split(", ")}


LABEL_IN_ANY_LANGUAGE = LABEL_OF_WORD | _by_word(
    {
        "code": "代码, 代碼, 代码实现, 实现代码, 实现, 實現, 源码, 源代码, 源碼, 开源代码, 程式碼, "
        "代码开源, 开源地址, 官方代码, 官方实现, コード, ソースコード, 実装, 코드, 소스코드, "
        "소스 코드, 구현, código, quellcode, code source, code officiel, implementierung, код, "
        "исходный код, 开源, kod",
        "data": "数据, 数据集, 數據, 數據集, 資料集, 数据下载, データ, データセット, 데이터, "
        "데이터셋, datos, daten, datensatz, données, jeu de données, данные",
        "project": "项目, 項目, 主页, 主頁, 项目主页, 项目页面, 項目主頁, 項目頁面, 專案, "
        "个人主页, 作者主页, 官网, プロジェクト, プロジェクトページ, 프로젝트, 프로젝트 페이지, "
        "proyecto, projekt, projektseite, проект, proje",
        "video": "视频, 演示视频, 影片, 視頻, 動画, ビデオ, 영상, 비디오, 동영상, vidéo, видео",
        "slides": "幻灯片, 投影片, 讲义, スライド, 슬라이드, 발표자료, folien, diapositivas, "
        "diapositives, слайды",
        "demo": "演示, 在线演示, デモ, 데모, демо",
        "model": "模型, 权重, 模型权重, 預訓練模型, モデル, 모델, modelo, modèle",
        "poster": "海报, 海報, ポスター, 포스터",
        "blog": "博客, 部落格, 解读, 博客解读, 论文解读, ブログ, 블로그, блог",
        "link": "链接, 連結, 鏈接, リンク, 링크, enlace, lien, ссылка",
    }
)
"""The same as :data:`LABEL_OF_WORD`, of words of other languages as well, folded."""

# `论文地址`, `代码链接`: the address of what the word before says.
_ADDRESS = fold("地址|链接|連結|網址|网址|下载|リンク|링크")

_ADDRESS_OF = re.compile(rf"(?<=\w)(?:\s?(?:{_ADDRESS}))+\Z")

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

_BETWEEN_WORDS = re.compile(r"[\s:/-]+|[和与及]")


def fold_label(label: str) -> str:
    """A label without emoji, brackets and signs, folded, as words are looked up."""
    return " ".join(fold(_SIGNS.sub(" ", label)).split()).strip(" .:-/+")


_KNOWN = LABEL_IN_ANY_LANGUAGE.keys() | PAPER_LABELS | _OTHER_WORDS


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
        word = fold_label(self.text)
        return word if word.isascii() else _ADDRESS_OF.sub("", word)

    @property
    def is_known(self) -> bool:
        """Return whether it is a word whose meaning is known."""
        return self.word in _KNOWN

    def _find_says_what(self) -> bool:
        if not self.word or self.is_known:
            return True
        words = _BETWEEN_WORDS.split(self.word)
        known = sum(w in _KNOWN or w in _OFFICIAL or _is_numbered(w) for w in words)
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


def _is_numbered(word: str) -> bool:
    """Return whether a word is a label and its number: `code2`."""
    bare = word[:-1] if word[-1:].isdigit() else ""
    return (
        bare in PAPER_LABELS
        or bare in LABEL_IN_ANY_LANGUAGE
        or (bare in _OTHER_WORDS and not bare.isascii())
    )


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
    if word in LABEL_IN_ANY_LANGUAGE:
        return LABEL_IN_ANY_LANGUAGE[word]
    if word in _CODE_WORDS and result.leads is UrlKind.CODE:
        return "code"
    if word in {"paper", "papers"} or (word in PAPER_LABELS and not word.isascii()):
        return "pdf" if is_pdf(result.url) else "link"
    if not word:
        return default_label(result)
    shown = clean(strip_brackets(text).strip("`"))
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
    "authors": "author, authors, by, 作者, 著者, 저자, autor, autoren, autores, auteurs, yazarlar, "
    "авторы, 第一作者, 第一著者",
    "venue": "venue, conference, journal, published, publisher, publication, publish, "
    "published in, published at, accepted, accepted by, source, 会议, 會議, 期刊, 会議, 学会, "
    "학회, 저널, konferenz, zeitschrift, conferencia, revista, 学会誌, 発表, 掲載, 학회지, 발표, "
    "revue, konferans, dergi, конференция, журнал",
    "date": "date, year, time, published date, submitted, 日期, 年份, 年度, 発表年, 연도, 년도, "
    "jahr, datum, année, año, 发表时间, 出版年, 公開日, 날짜, 발표년도, 발표연도, fecha, yil, "
    "tarih, год, дата",
    "tags": "key word, key words, keyword, keywords, key, tag, tags, topic, topics, task, tasks, "
    "关键词, 關鍵詞, キーワード, 키워드, schlagwörter, schlüsselwörter, stichwörter, 关键字, "
    "關鍵字, 标签, palabras clave, palavras chave, mots cles, anahtar kelime, anahtar kelimeler, "
    "anahtar sozcuk, ключевые слова",
    "abstract": "abstract, digest, tldr, tl dr, tl;dr, summary, 摘要, 概要, 要旨, 초록, "
    "zusammenfassung, 要約, 요약, resumen, resumo, resume, ozet, аннотация",
    "title": "title, paper title, 标题, 標題, タイトル, 제목, titel, título, titre, 题目, 論文名, "
    "论文标题, 论文题目, 论文名称, 題名, 논문명, baslik, название",
    "comment": "award, intro, introduction, comment, comments, note, notes, remark, contribution, "
    "highlight, highlights, 备注, 備考, 비고, 介绍, 简介, 动机, gorev",
    "field": "institution, institutions, affiliation, affiliations, env, environment, researcher, "
    "researchers, team, lab, organization, company, university, 机构, 機構, 单位, 所属, 소속, "
    "기관",
}

_COLUMNS = {
    "authors": "作者列表",
    "venue": "conf, pub, publications, proceedings, 发表, 出处, 来源, 会议/期刊, 出典, 掲載先, "
    "会议期刊, 学会名, 会議名, 掲載誌, ジャーナル, 학술지, 컨퍼런스, 게재지",
    "date": "years, day, month, released, posted, updated, 时间, 年, 发布时间, 日付, 発行年, 年月, "
    "발행일, 출판년도, 게재연도, 시기",
    "title": "titles, paper, papers, article, articles, work, works, 论文, 論文, 题目, 題目, "
    "论文标题, 论文题目, 論文名, 文章, 논문, 論文タイトル, 논문제목, articulo, makale, статья",
    "name": "name, names, model, models, method, methods, dataset, datasets, benchmark, framework, "
    "approach, approaches, algorithm, algorithms, system, tool, tools, library, libraries, "
    "software, package, packages, course, courses, book, books, abbr, abbreviation, acronym, "
    "alias, 名称, 名稱, 模型, 方法, 算法, 简称, 数据集, 名前, モデル, 手法, データセット, 이름, "
    "모델, 방법, 데이터셋",
    "field": "task, tasks, technique, techniques, area, areas, field, fields, domain, domains, "
    "category, categories, type, types, modality, modalities, subject, subjects, application, "
    "applications, scenario, subtask, institute, institutes, institution, institutions, "
    "affiliation, affiliations, organization, organizations, organisation, company, team, lab, "
    "university, country, count, size, language, languages, license, licence, availability, "
    "frames, annotation, annotations, backbone, params, parameters, env, environment, format, "
    "platform, 任务, 领域, 类别, 类型, 技术, 模态, 机构, 单位, 团队, 公司, 语言, 许可证, 规模, "
    "骨干网络, タスク, 機関, 所属, 분야, 과제, 기관, 소속, aufgabe, institut, einrichtung, 分野, "
    "言語, 分類, ライセンス, 태스크, 언어, 분류, 라이선스",
    "comment": "source, sources, comment, comments, note, notes, remark, remarks, 备注, 说明, "
    "注释, 備考, 비고",
    "note": "award, intro, introduction, contribution, description, details, info, information, "
    "star, stars, citation, citations, 简介, 描述, 介绍, 引用, metric, metrics, performance, "
    "score, scores, accuracy, result, results, 指标, 结果, 概要, 説明, 性能, 精度, 内容, 내용, "
    "설명, 요약, 성능",
    "link": "urls, repository, demo, website, page, pdf, arxiv, resource, resources",
}

# Labels of links that head a column of links, and of nothing else.
_LINKED = frozenset({"code", "project", "slides", "video", "poster", "blog", "link"})

_SAYS = _by_word(_LABEL_AT_START)

_ROLES = (
    {word: "link" for word, label in LABEL_IN_ANY_LANGUAGE.items() if label in _LINKED}
    | _SAYS
    | _by_word(_COLUMNS)
)


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


def announces_authors(text: str) -> bool:
    """Return whether a text says that authors should follow, and none do: `Authors`."""
    return _SAYS.get(fold_label(text)) == "authors"


def column_role(head: str) -> str:
    """Return what the head of a column says that it holds, by its last known word.

    >>> column_role("**Publication Date**"), column_role("Year of publication"), column_role("Foo")
    ('date', 'date', '')

    :returns: a key of :data:`_COLUMNS`, or "".
    """
    word = fold_label(re.sub(r"\(s\)", "s", head))
    if _ADDRESS_OF.search(word):
        return "link"
    words = re.split(r"[\s/:.+-]+(?:and\s+)?", re.split(r"\s+(?:of|in|for)\s+", word)[0])
    if role := next((_ROLES[one] for one in (word, *reversed(words)) if one in _ROLES), ""):
        return role
    ends = (word[at:] for at in range(1, len(word) - 1)) if not word.isascii() else ()
    return next((_ROLES[end] for end in ends if end in _ROLES), "")  # `发表会议`


def trailing_label(text: str) -> str:
    """The label before a bare address: `code: https://…`."""
    match = re.search(r"([^\W\d_][\w -]{1,24}?)\s*[:：]\s*\Z", text)
    return match[1].split(",")[-1].strip() if match and is_label(match[1]) else ""


def is_only_labels(text: str) -> bool:
    """Return whether a text only announces a link, or leads nowhere: `Code:`, `Paper`."""
    parts = (part for part in re.split(r"[\[\]|/,;:·•()（）]+", text) if part.strip())
    return len(text) <= 60 and all(is_label(part) for part in parts)
