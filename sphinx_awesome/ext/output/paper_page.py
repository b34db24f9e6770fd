"""The page of a paper, at its permalink: all that is known of it, without a theme or a script.

It owns the template, and the head that search engines, scholars' tools and link previews read. It
must not know which papers have a page, when it is written and how others lead there.

The tags of scholars' tools are those that Google Scholar names
(https://scholar.google.com/intl/en/scholar/inclusion.html#indexing), as Zotero reads them
(https://github.com/zotero/translators/blob/master/Embedded%20Metadata.js).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from sphinx.builders import Builder

from ...core import git, identifiers, reference
from ...core.model import Entry, card_texts
from ...core.person_names import PersonName, listed
from ...core.reference import Reference, WorkType, reference_of
from ...core.term_index import IndexKind
from ...core.urls import source_url
from ...formats import bibtex, toml
from ..builders import PERMALINK_MARK, language_tag, permalink_folder
from ..components import card
from ..components.base import PageHtml
from ..components.downloads import site_url
from ..config import list_path, settings
from ..domain import domain_of
from ..i18n import _
from . import head

_PAGE = """<!doctype html>
{mark}
<html lang="{language}"{direction}>
<head>
<meta charset="utf-8">
<title>{title} · {site}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{head}<link rel="stylesheet" href="{static}paper.css">
{script}</head>
<body>
<header><a href="{home}">{site}</a>{sections}</header>
<main data-card="{card}">
<h1 dir="auto">{title}</h1>
{body}</main>
</body>
</html>
"""

_SCRIPT = (
    '<script src="{static}paper.js" defer data-copy="{copy}" data-copied="{copied}" '
    'data-selected="{selected}"></script>\n'
)

#: Languages that are written from right to left, by the first part of their tags.
_RIGHT_TO_LEFT = frozenset(["ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"])

_CONTAINERS = {
    WorkType.PROCEEDINGS: "citation_conference_title",
    WorkType.ARTICLE: "citation_journal_title",
    WorkType.CHAPTER: "citation_inbook_title",
}
"""By type of work, the tag of a venue for scholars' tools; for other types, it is a publisher."""

_PART_TYPES = {
    WorkType.PROCEEDINGS: "Book",
    WorkType.ARTICLE: "Periodical",
    WorkType.CHAPTER: "Book",
}
"""By type of work, the type of a venue in the terms of schema.org."""


def direction(language: str) -> str:
    """Return the attribute for a language that is written from right to left; "" for others.

    :param language: tag of the language, as HTML has it.
    """
    return ' dir="rtl"' if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else ""


class PermalinkHtml(PageHtml):
    """HTML on the pages at permalinks, which have no document in the project.

    All of them are in one folder, so that one object serves all.
    """

    def __init__(self, builder: Builder) -> None:
        super().__init__(builder, "")
        self.up = "../" * len(PurePosixPath(settings(builder.config).permalinks).parts)

    def anchor_url(self, docname: str, anchor: str) -> str:
        """Return the relative address of an anchor; "" is that of the page."""
        return self.page_url(docname) + (f"#{anchor}" if anchor else "")

    def page_url(self, docname: str) -> str:
        """Return the relative address of a page."""
        return self.up + self._builder.get_target_uri(docname)

    def permalink(self, paper: str) -> str:
        """Return the relative address of another page at a permalink."""
        return f"{paper}.html"


class EditLinks:
    """Links to the line of the repository on which an entry begins.

    A list that names its repository is a directory of entry files: a README names none.
    Only a paper's own page has such a link: on a page of many cards these links would be a
    twentieth of the page, and each line added to a file would outdate all pages with its papers.
    """

    def __init__(self, builder: Builder) -> None:
        self._list = list_path(builder)
        self._repository = domain_of(builder.env).awesome_list.repository
        self._root = git.find_work_tree(self._list) if self._repository else None
        self._ref = edited_branch(os.environ)
        self._lines: dict[str, Mapping[str, int]] = {}

    @property
    def inputs(self) -> object:
        """The parts of all links but the line, as plain values; None if there are no links."""
        if self._root is None:
            return None
        path = self._list.relative_to(self._root).as_posix()
        return self._repository, self._ref, path

    def url(self, paper: str, section: str) -> str:
        """Return the address of an entry; "" if the repository or its form of addresses is unknown.

        :param paper: id of the paper.
        :param section: id of the home section of the paper.
        """
        if self._root is None:
            return ""
        file = self._list / f"{section}.toml"
        if section not in self._lines:
            self._lines[section] = toml.entry_lines(file)
        path = file.relative_to(self._root).as_posix()
        return source_url(self._repository, self._ref, path, self._lines[section].get(paper))


def edited_branch(environment: Mapping[str, str]) -> str:
    """Return the branch whose files a reader may edit: that of this build, else the main one.

    The merge of a pull request is on no branch, and its number is not a branch.

    :param environment: variables by name, some of which Read the Docs and GitHub set.
    :return: name of a branch, or HEAD for the main one.
    """
    if branch := environment.get("READTHEDOCS_GIT_IDENTIFIER"):
        return branch if environment.get("READTHEDOCS_VERSION_TYPE") != "external" else "HEAD"
    branch = environment.get("GITHUB_REF_NAME", "")
    is_branch = environment.get("GITHUB_REF_TYPE", "branch") == "branch"
    return branch if branch and is_branch and not branch.endswith("/merge") else "HEAD"


class _Texts(NamedTuple):
    """Texts of the interface, escaped."""

    abstract: str
    cite: str
    edit: str
    tags: str
    related: str
    related_entries: str

    @classmethod
    def translated(cls) -> _Texts:
        texts = _("Abstract"), _("Cite"), _("Edit this entry"), _("Tags")
        return cls(*map(escape, (*texts, _("Related papers"), _("Related entries"))))


class PaperPages:
    """Make the pages of papers, and their shared parts once."""

    def __init__(self, builder: Builder) -> None:
        self._html = html = PermalinkHtml(builder)
        self._domain, self._list = html.domain, html.awesome_list
        self._texts = _Texts.translated()
        self._edit = EditLinks(builder)
        self._lines: dict[str, str] = {}
        config = builder.config
        self._base = site_url(self._domain)
        self._folder = permalink_folder(config)
        language, static = language_tag(builder), f"{html.up}_static/awesome/"
        script = {
            "copy": _("Copy"),
            "copied": _("Copied."),
            "selected": _("It is selected now: copy it with your keyboard."),
        }
        icon = icon_url(config.html_favicon, html.up)
        self._shell = {
            "mark": PERMALINK_MARK,
            "language": escape(language),
            "direction": direction(language),
            "static": escape(static),
            "home": escape(html.page_url(config.root_doc)),
            "site": escape(self._list.title or config.project),
            "script": _SCRIPT.format(
                static=escape(static), **{key: escape(text) for key, text in script.items()}
            ),
        }
        self._shared_head = f'<link rel="icon" href="{escape(icon)}">\n' if icon else ""
        self._shared_head += "".join(map(_meta, head.picture_tags(self._domain)))

    def inputs(self) -> object:
        """Return all that pages show beside their papers, as plain values."""
        pages = [self._domain.index_page(kind) for kind in IndexKind]
        uris = [page and self._html.page_url(page) for page in pages]
        edit = self._edit.inputs
        own_fields = [(name, own.title) for name, own in self._list.fields.items()]
        shared = self._shell, self._shared_head, self._texts, self._base, self._folder
        return *shared, uris, edit, own_fields

    def section_inputs(self, section: str) -> object:
        """Return the parts of a section that the pages of its papers show."""
        home = self._domain.home_pages.get(section)
        return self._list.sections[section].name, home and self._html.page_url(home)

    def page(self, entry: Entry, related: Iterable[Entry]) -> str:
        """Return the page of a paper that has a card.

        :param entry: the paper.
        :param related: the related papers to name, in order.
        """
        target = self._domain.card_of(entry.id)
        assert target is not None  # noqa: S101
        sections = list(self._sections(entry))
        cited = reference_of(entry, self._list.venues)
        return _PAGE.format(
            title=escape(entry.title),
            head="".join(self._head(entry, cited)),
            sections="".join(
                f' <span aria-hidden="true">/</span> <a href="{url}">{name}</a>'
                for name, url in sections[:1]
            ),
            card=escape(self._html.anchor_url(target.docname, target.anchor)),
            body="".join(self._body(entry, cited, sections, related)),
            **self._shell,
        )

    # -- what is seen --------------------------------------------------------------------------

    def _sections(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """Yield section and address of the cards of a paper, that of its home section first."""
        home = self._list.homes[entry.id]
        holding = self._domain.sections_of(entry.id)
        for section in sorted(holding, key=lambda section: section.id != home):
            if docname := self._domain.home_pages.get(section.id):
                url = self._html.anchor_url(docname, f"paper-{entry.id}")
                yield escape(section.name), escape(url)

    def _body(
        self,
        entry: Entry,
        cited: Reference,
        sections: Iterable[tuple[str, str]],
        related: Iterable[Entry],
    ) -> Iterator[str]:
        html, texts = self._html, self._texts
        names = [html.term(IndexKind.AUTHOR, name) for name in entry.shown_authors]
        if authors := listed(names, has_more=entry.has_more_authors):
            yield f'<p class="by">{authors}</p>\n'
        entry_badges = card.badges(entry, self._domain)
        badges = card.badges_html(entry, map(html.badge, entry_badges), html.shared)
        facts = " · ".join(map(escape, card.card_facts(entry, self._domain)))
        if badges or facts:
            yield f"<p>{badges} {facts}</p>\n"
        pills = (
            f'<li><a href="{escape(url)}">{label}</a></li>'
            for url, label in self._links(entry, cited).items()
        )
        if links := "".join(pills):
            yield f'<ul class="links">{links}</ul>\n'
        yield from (
            f'<p dir="auto">{escape(text)}</p>\n' for text in card_texts(entry, "paragraph")
        )
        if entry.abstract:
            yield f'<h2>{texts.abstract}</h2>\n<p dir="auto">{escape(entry.abstract)}</p>\n'
        yield (
            f'<h2>{texts.cite}</h2>\n<p class="copied" dir="auto">'
            f"{escape(reference.text_citation(cited), quote=False)}</p>\n"
            f'<pre class="copied" dir="ltr">{escape(bibtex.record(cited), quote=False)}</pre>\n'
        )
        related = list(related)
        papers_alone = all(one.type.is_paper for one in (entry, *related))
        name = texts.related if papers_alone else texts.related_entries
        if lines := "".join(self._related(related)):
            yield f'<h2>{name}</h2>\n<ul class="related">\n{lines}</ul>\n'
        yield f"<footer>\n{''.join(self._footer(entry, sections))}</footer>\n"

    def _links(self, entry: Entry, cited: Reference) -> dict[str, str]:
        """Return the label of each address, as HTML: those that identify the paper first."""
        links = {url: name for name, url in _identifying_urls(cited)}
        for name, url in card.shown_links(entry):
            links.setdefault(url, self._html.shared.label(name).shown)
        return links

    def _related(self, related: Iterable[Entry]) -> Iterator[str]:
        """Yield a line for each related paper; cached, since several pages have it."""
        html = self._html
        for other in related:
            if other.id not in self._lines:
                shown = map(html.shared.badge, card.badges(other, self._domain))
                title = f'<a href="{html.permalink(other.id)}">{escape(other.title)}</a>'
                badges = card.badges_html(other, shown, html.shared)
                self._lines[other.id] = f'<li dir="auto">{title} {badges}</li>\n'
            yield self._lines[other.id]

    def _footer(self, entry: Entry, sections: Iterable[tuple[str, str]]) -> Iterator[str]:
        if entry.tags:
            tags = ", ".join(self._html.term(IndexKind.TAG, tag) for tag in entry.tags)
            yield f"<p>{self._texts.tags}: {tags}</p>\n"
        yield from (f"<p>{escape(text)}</p>\n" for text in card.own_field_texts(entry, self._list))
        where = ", ".join(f'<a href="{url}">{name}</a>' for name, url in sections)
        yield f"<p>{self._html.shared.only_in.format(sections=where)}</p>\n"
        if edit := self._edit.url(entry.id, self._list.homes[entry.id]):
            yield f'<p><a class="edit" href="{escape(edit)}">{self._texts.edit}</a></p>\n'

    # -- what programs read --------------------------------------------------------------------

    def _head(self, entry: Entry, cited: Reference) -> Iterator[str]:
        address = f"{self._base}{self._folder}{entry.id}.html" if self._base else ""
        if address:
            yield f'<link rel="canonical" href="{escape(address)}">\n'
        yield from map(_meta, citation_tags(entry, cited))
        yield from map(_meta, _sharing_tags(entry, cited, address))
        yield self._shared_head
        yield head.json_ld_script(scholarly_article(entry, cited, address))


def _identifying_urls(cited: Reference) -> Iterator[tuple[str, str]]:
    """Yield label and address of each id of a paper."""
    if cited.doi:
        yield "DOI", identifiers.doi_url(cited.doi)
    if cited.arxiv:
        yield "arXiv", identifiers.arxiv_url(cited.arxiv)


def icon_url(icon: str | None, up: str) -> str:
    """Return the address of the site's icon, as Sphinx makes it; "" if it has none.

    :param icon: value of the setting `html_favicon`.
    :param up: path from a page to the root of the site, with a slash at its end.
    """
    if not icon or "://" in icon:
        return icon or ""
    return f"{up}_static/{PurePosixPath(icon).name}"


def _meta(tag: tuple[str, str]) -> str:
    """Return a tag of the head from the attribute with its name, and its content."""
    name, content = tag
    return f'<meta {name} content="{escape(content)}">\n'


def citation_tags(entry: Entry, cited: Reference) -> Iterator[tuple[str, str]]:
    """Yield the tags of scholars' tools: the attribute with the name, and the content.

    Their indices are of papers. Of what is none there are those of Dublin Core
    (https://www.dublincore.org/specifications/dublin-core/dcq-html/), in DataCite's terms.
    """
    if not entry.type.is_paper:
        yield from _dublin_core_tags(entry, cited)
        return
    pdf = next((url for name, url in card.shown_links(entry) if name == "pdf"), "")
    tags = [
        ("citation_title", cited.title),
        *(("citation_author", citation_author(name)) for name in cited.authors),
        ("citation_publication_date", str(cited.year or "")),
        (_CONTAINERS.get(cited.work, "citation_publisher"), cited.container),
        ("citation_doi", cited.doi),
        ("citation_arxiv_id", cited.arxiv),
        ("citation_public_url", cited.url),
        ("citation_pdf_url", pdf),
        *(("citation_keywords", tag) for tag in entry.tags),
        ("citation_abstract", entry.abstract),
    ]
    yield from ((f'name="{name}"', text) for name, text in tags if text)


def _dublin_core_tags(entry: Entry, cited: Reference) -> Iterator[tuple[str, str]]:
    tags = [
        ("DC.title", cited.title),
        ("DC.type", cited.terms.datacite),
        *(("DC.creator", citation_author(name)) for name in cited.authors),
        ("DC.publisher", cited.container or cited.publisher),
        ("DC.date", str(cited.year or "")),
        ("DC.identifier", identifiers.doi_url(cited.doi) if cited.doi else cited.url),
        *(("DC.subject", tag) for tag in entry.tags),
        ("DC.description", entry.note or entry.abstract),
    ]
    yield from ((f'name="{name}"', text) for name, text in tags if text)


def citation_author(name: PersonName) -> str:
    """Return a name in the form that programs parse: family name first, a comma behind a group.

    If both parts have several words, Zotero takes them for two persons; then the given name is
    first.
    """
    if not name.given:
        return f"{name.family}," if " " in name.family else name.family
    given = f"{name.given} {name.suffix}".rstrip()
    return str(name) if " " in name.family and " " in given else f"{name.family}, {given}"


def _sharing_tags(entry: Entry, cited: Reference, address: str) -> Iterator[tuple[str, str]]:
    """Yield the tags of link previews.

    The name of the site is not among them, nor the abstract of a paper without one: Zotero would
    take them for the name of the proceedings and for the abstract.
    """
    authors = listed(entry.shown_authors, has_more=entry.has_more_authors)
    where = " ".join(filter(None, [cited.container, str(cited.year or "")]))
    about = entry.abstract if entry.type.is_paper else entry.note or entry.abstract
    summary = ". ".join(filter(None, [authors, where, about]))
    yield 'name="description"', head.shortened(summary or cited.title)
    yield 'property="og:type"', "article"
    yield 'property="og:title"', entry.title
    if about:
        yield 'property="og:description"', head.shortened(about)
    if address:
        yield 'property="og:url"', address


def scholarly_article(entry: Entry, cited: Reference, address: str) -> dict[str, Any]:
    """Return a paper, or what an entry is instead, in the terms of schema.org.

    :param address: of its page, or "" if it is unknown.
    """
    names = zip(entry.shown_authors, cited.authors, strict=True)
    same = [url for _name, url in _identifying_urls(cited)]
    data = {
        "@context": head.CONTEXT,
        "@type": cited.terms.schema,
        "@id": address,
        "url": address,
        "name": cited.title,
        "headline": cited.title,
        "alternateName": entry.title if entry.title != cited.title else "",
        "author": [
            {
                "@type": "Organization" if parts.braced and not parts.given else "Person",
                "name": shown,
            }
            for shown, parts in names
        ],
        "datePublished": str(cited.year or ""),
        "isPartOf": cited.container
        and {"@type": _PART_TYPES.get(cited.work, "CreativeWork"), "name": cited.container},
        "identifier": f"doi:{cited.doi}" if cited.doi else "",
        "sameAs": same or cited.url,
        "abstract": entry.abstract,
        "description": "" if entry.type.is_paper else entry.note or entry.abstract,
        "publisher": entry.publisher and {"@type": "Organization", "name": entry.publisher},
        "keywords": list(entry.tags),
        "award": entry.award,
    }
    return head.filled(data)
