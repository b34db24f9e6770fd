"""Tell the type of an entry that is no paper: by the words of its section, then by its address.

It owns which words name which types, in the languages that lists are written in, and which sites
hold things of which type. It knows nothing of items.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ....core.model import EntryType
from ....core.text import fold
from .fragments import word_set
from .link_kinds import ClassifiedUrl, UrlKind

_SOFTWARE, _DATASET, _MODEL = EntryType.SOFTWARE, EntryType.DATASET, EntryType.MODEL
_COURSE, _TALK, _POST = EntryType.COURSE, EntryType.TALK, EntryType.POST
_WEBSITE, _BOOK = EntryType.WEBSITE, EntryType.BOOK

# The first type is what the word means; the others are what it may mean if an address says so.
_NOUNS: dict[tuple[EntryType, ...], str] = {
    (_DATASET,): "dataset, data set, data, corpus, corpora, benchmark, database, data source, "
    "data collection, treebank, lexicon, knowledge base, knowledge graph, 数据集, 資料集, 数据, "
    "数据库, 语料, 语料库, 基准, データセット, コーパス, 데이터셋",
    (
        _SOFTWARE,
    ): "tool, toolkit, toolbox, tool box, tooling, software, library, package, framework, "
    "code, codebase, code base, implementation, repository, repo, plugin, plug in, extension, app, "
    "simulator, sdk, cli, script, module, crate, gem, wrapper, binding, open source project, "
    "代码, 源码, 开源代码, 开源项目, 工具, 工具箱, 工具包, 软件, 库, 框架, 实现, 平台工具, 插件, "
    "ツール, ライブラリ, ソフトウェア, 도구, 라이브러리",
    (_MODEL,): "model, checkpoint, weight, model zoo, llm, 模型, 预训练模型, モデル, 모델",
    (
        _COURSE,
    ): "course, mooc, class, curriculum, bootcamp, specialization, 课程, 公开课, 講義, 강의",
    (_COURSE, _TALK): "lecture, lecture series, lecture note",
    (_BOOK,): "book, textbook, ebook, e book, monograph, 书, 书籍, 图书, 教材, 書籍, 책",
    (EntryType.THESIS,): "thesis, dissertation, 学位论文, 博士论文",
    (
        EntryType.REPORT,
    ): "report, technical report, white paper, whitepaper, 报告, 技术报告, 白皮书",
    (_POST, _TALK, _COURSE): "tutorial, guide, how to, walkthrough, 教程, チュートリアル",
    (_POST,): "blog, blog post, blogpost, post, article, newsletter issue, essay, write up, "
    "博客, 博文, 文章, 部落格, ブログ, 블로그",
    (_TALK, _COURSE): "talk, video, presentation, keynote, seminar, webinar, podcast, slide, "
    "recording, screencast, youtube channel, 讲座, 演讲, 视频, 報告會, 動画, 講演, 영상",
    (_WEBSITE,): "website, web site, site, community, forum, challenge, competition, leaderboard, "
    "leader board, workshop, conference, event, journal, magazine, newsletter, company, startup, "
    "product, service, cheat sheet, awesome list, demo, web page, portal, blog roll, "
    "网站, 社区, 比赛, 竞赛, 挑战赛, 研讨会, 会议, 公司, 排行榜, サイト, コミュニティ",
}

_OF_NOUN = {noun: types for types, nouns in _NOUNS.items() for noun in nouns.split(", ")}

_SUBJECTS = frozenset({_MODEL})
"""Types whose word names a subject rather than what is listed, if another word qualifies it."""

_TOO_WIDE = _SUBJECTS | {_WEBSITE}
"""Types that the title of a list does not tell of its entries."""

# Words that may stand before a noun and leave what it means: `Open-source tools`.
_QUALIFIERS = word_set(
    """
    open source public free useful popular other more awesome related available common commonly
    used online best great main key general additional external recommended selected important
    official unofficial third party pretrained pre trained foundation large language small base
    the my our some good new recent latest list of and code programming
    """
)

# What may end a heading and says no more than "list": `Dataset resources`.
_TAIL = re.compile(r"(?:\s+(?:resources?|lists?|collections?|links?|section|references?))+\Z")

_CJK = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")

# What ends a Chinese or Japanese heading and says no more than "list".
_CJK_TAIL = re.compile(r"(?:列表|资源|資源|汇总|合集|推荐|清单|大全|集合|一覧|目录)+\Z")

# Where the head of an English heading ends: `Tools for reading`, `Datasets (English)`.
_BEHIND_HEAD = re.compile(
    r"\s+(?:for|of|in|on|with|from|about|by|to|using|based|that|which|at|as)\s|[:(\[–—]|\s-\s"
)

_BETWEEN_HEADS = re.compile(r"\s*(?:[,/|&+·•、，和与及]|\s(?:and|or|und|et)\s)\s*")


class HeadingTypes(NamedTuple):
    """Types that a heading names."""

    types: tuple[EntryType, ...] = ()
    """What its entries are; the first if nothing else tells. Empty if it names none."""
    is_qualified: bool = False
    """Whether a word of its subject stands before: `Imbalanced datasets`, `Graphical models`."""


_NO_TYPES = HeadingTypes()


@cache
def heading_types(title: str) -> HeadingTypes:
    """Return the types that the nouns of a heading name.

    >>> heading_types("Tools for Datasets").types, heading_types("Model Explanation").types
    ((<EntryType.SOFTWARE: 'software'>,), ())
    """
    text = " ".join(re.sub(r"[^\w\s,/|&+·•、，:()\[\]–—-]|_", " ", fold(title)).split())
    of = re.match(r"(?:a )?(?:list|collection)s? of (.+)", text)
    head = _BEHIND_HEAD.split(of[1] if of else text, maxsplit=1)[0]
    named: dict[EntryType, None] = {}
    is_qualified = False
    for part in _BETWEEN_HEADS.split(head.replace("-", " ")):
        types, qualified = _of_part(part.strip())
        named.update(dict.fromkeys(types))
        is_qualified |= qualified
    return HeadingTypes(tuple(named), is_qualified) if named else _NO_TYPES


def list_types(title: str) -> HeadingTypes:
    """Return the types that the title of a list tells of its entries: no subject, no websites."""
    named = heading_types(title)
    return named._replace(types=tuple(one for one in named.types if one not in _TOO_WIDE))


def _of_part(part: str) -> tuple[tuple[EntryType, ...], bool]:
    """Return the types of the noun that ends a text, and whether a word qualifies it."""
    if _CJK.search(part):
        text = _CJK_TAIL.sub("", part.replace(" ", "")) or part
        nouns = (text[start:] for start in range(max(0, len(text) - 5), len(text)))
        noun = next((noun for noun in nouns if noun in _OF_NOUN), "")
        return _OF_NOUN.get(noun, ()), noun != text
    words = _TAIL.sub("", part).split()
    for count in (3, 2, 1):
        noun = _singular(" ".join(words[-count:]))
        if len(words) >= count and noun in _OF_NOUN:
            before = words[:-count]
            return _OF_NOUN[noun], not _QUALIFIERS.issuperset(before)
    return (), False


def _singular(noun: str) -> str:
    if noun in _OF_NOUN:
        return noun
    for ending, instead in (
        ("ies", "y"),
        ("eses", "esis"),
        ("boxes", "box"),
        ("classes", "class"),
    ):
        if noun.endswith(ending):
            return noun.removesuffix(ending) + instead
    return noun.removesuffix("s")


# Sites by what is there, the first that fits counts. Of an address without `https://www.`.
_PATTERNS: tuple[tuple[EntryType, str], ...] = (
    (_WEBSITE, r"github\.com/(?:[^/?#]+/awesome-|[^/?#]+/?\Z|topics/|sponsors/|orgs/)"),
    (_DATASET, r"(?:huggingface\.co|hf\.co|modelscope\.cn)/datasets/|openslr\.org/|openml\.org/"),
    (_DATASET, r"kaggle\.com/(?!code/|learn)|zenodo\.org/|physionet\.org/|opendatalab\."),
    (_DATASET, r"(?:[\w-]+\.)*(?:figshare\.com/|data\.gov(?:\.|/|\Z)|dataverse\.)|data\.world/"),
    (_DATASET, r"archive\.ics\.uci\.edu/|data\.mendeley\.com/|ieee-dataport\.org/|datadryad\.org/"),
    (_DATASET, r"registry\.opendata\.aws/|catalog\.ldc\.upenn\.edu/"),
    (_MODEL, r"ollama\.com/library/|civitai\.com/models/|tfhub\.dev/|modelscope\.cn/models/"),
    (_COURSE, r"(?:[\w-]+\.)*(?:coursera|edx|udacity|udemy|futurelearn|khanacademy|datacamp)\."),
    (_COURSE, r"(?:[\w-]+\.)*mooc\.|ocw\.|class\.|courses?\.|kaggle\.com/learn"),
    (_COURSE, r"(?:[\w-]+\.)*deeplearning\.ai/(?:short-)?courses"),
    (_TALK, r"(?:m\.)?(?:youtube\.com|youtu\.be|bilibili\.com|vimeo\.com|slideslive\.com)/"),
    (_TALK, r"ted\.com/talks|videolectures\.net/|speakerdeck\.com/|slideshare\.net/|podcasts?\."),
    (_POST, r"(?:[\w-]+\.)*(?:medium\.com|substack\.com|wordpress\.com|blogspot\.[a-z.]+)(?:/|\Z)"),
    (_POST, r"(?:[\w-]+\.)*(?:dev\.to|hashnode\.dev|hackernoon\.com|tumblr\.com)(?:/|\Z)"),
    (_POST, r"towardsdatascience\.com/|zhuanlan\.zhihu\.com/|blog\.csdn\.net/|juejin\.cn/"),
    (_POST, r"cnblogs\.com/|jianshu\.com/|mp\.weixin\.qq\.com/|(?:qiita|zenn)\.(?:com|dev)/"),
    (_POST, r"(?:[\w-]+\.)*[\w-]*blogs?\.|[^?#]*/(?:blogs?|posts?|engineering)/"),
    (_POST, r"(?:[\w-]+\.)*(?:eng|engineering|tech)\.[\w-]+\.(?:com|io|net)/"),
    (_BOOK, r"leanpub\.com/|(?:[\w-]+\.)?manning\.com/books|packtpub\.com/|goodreads\.com/book"),
    (_BOOK, r"link\.springer\.com/book/|mitpress\.mit\.edu/(?:books|978)|oreilly\.com/library"),
    (_BOOK, r"(?:[\w-]+\.)?amazon\.[a-z.]+/.*\bdp/|openlibrary\.org/"),
    (_SOFTWARE, r"(?:gist\.)?github\.com/|(?:gitlab|git)\.[\w.-]+/|bitbucket\.org/|gitee\.com/"),
    (_SOFTWARE, r"codeberg\.org/|sr\.ht/|code\.google\.com/|colab\.research\.google\.com/"),
    (_SOFTWARE, r"(?:[\w-]+\.)*(?:sourceforge\.(?:net|io)|readthedocs\.(?:io|org))(?:/|\Z)"),
    (_SOFTWARE, r"pypi\.(?:org|python\.org)/|npmjs\.com/|crates\.io/|docs\.rs/|rubygems\.org/"),
    (_SOFTWARE, r"cran\.r-project\.org/|bioconductor\.org/|hub\.docker\.com/|anaconda\.org/"),
    (_SOFTWARE, r"pkg\.go\.dev/|packagist\.org/|hackage\.haskell\.org/"),
)

_SITES = tuple((re.compile(pattern), type_) for type_, pattern in _PATTERNS)

_OF_KIND = {
    UrlKind.DATA: _DATASET,
    UrlKind.MODEL: _MODEL,
    UrlKind.VIDEO: _TALK,
    UrlKind.CODE: _SOFTWARE,
}

_TALKED_ABOUT = re.compile(
    r"(?:github\.com|gitlab\.[\w.-]+)/[^?#]*/(?:issues|pulls?|discussions|merge_requests|actions)(?:/|\Z)"
)
"""Pages of a repository that hold no software: what is said of it."""

_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


def address_type(target: ClassifiedUrl) -> EntryType | None:
    """Return the type of what is at an address, None if the address does not tell."""
    bare = _SCHEME.sub("", target.url, count=1)
    host, slash, rest = bare.partition("/")
    lower = f"{host.lower()}{slash}{rest}"
    if _TALKED_ABOUT.search(lower):
        return None
    of_site = next((type_ for sites, type_ in _SITES if sites.match(lower)), None)
    return of_site or _OF_KIND.get(target.leads)


_SAYS_SOFTWARE = re.compile(
    r"\b(?:librar(?:y|ies)|packages?|toolkits?|toolbox(?:es)?|frameworks?|modules?|scripts?|wrappers?"
    r"|implementations?|plugins?|api|cli)\b",
    re.IGNORECASE,
)


def entry_type(
    above: Sequence[HeadingTypes],
    of_list: HeadingTypes,
    addresses: Iterable[ClassifiedUrl],
    description: str,
) -> EntryType:
    """Return the type of an entry that is no paper.

    :param above: what the headings above it name, the nearest first, the list's own title left out.
    :param of_list: what the list's own title names: :func:`list_types`.
    :param addresses: its own address first, then those that lead to it by another way.
    :param description: what is said about it.
    """
    by_address = next(filter(None, map(address_type, addresses)), None)
    named = [one for one in above if one.types]
    for one in named[:1]:
        if by_address in one.types:
            return by_address
        is_subject = one.is_qualified and not _SUBJECTS.isdisjoint(one.types)
        is_other = any(
            by_address in upper.types and one.types[0] not in upper.types
            for upper in [*named[1:], of_list]
        )
        is_tool = (
            one.is_qualified
            and by_address is _SOFTWARE
            and one.types[0] is _DATASET
            and _SAYS_SOFTWARE.search(description)
        )
        if by_address and (is_subject or is_other or is_tool):
            return by_address
        return named[1].types[0] if is_subject and len(named) > 1 else one.types[0]
    if by_address in of_list.types or not of_list.types:
        return by_address or _WEBSITE
    return of_list.types[0]
