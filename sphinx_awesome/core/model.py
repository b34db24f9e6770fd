"""An awesome list: its sections, the papers in them, and where the papers appeared.

Everything here is a frozen value. Texts are plain text, already cleaned by the reader
(:mod:`sphinx_awesome.core.text`): no markup is ever parsed out of them.
The fields of :class:`Entry` are the fields of an entry file, in the order in which the
canonical form writes them. The metadata of each (:func:`entry_field`) is the one table of what a
field is for: formats, cards, search, the JSON Schema and the reference read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import cache
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from . import identifiers
from .person_names import ET_AL, display_name, listed
from .text import N_, NN_, fold, help_text

if TYPE_CHECKING:
    from .venues import Venues


#: Labels that have an icon, and how they read on a card. Any other label is shown as written.
LINK_LABELS = {
    "pdf": N_("PDF"),
    "code": N_("Code"),
    "project": N_("Project"),
    "data": N_("Data"),
    "demo": N_("Demo"),
    "video": N_("Video"),
    "slides": N_("Slides"),
    "poster": N_("Poster"),
    "model": N_("Model"),
    "blog": N_("Blog"),
    "link": N_("Link"),
}


_LABEL_WORDS = {
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

_PAPER_WORDS = (
    "paper, papers, pdf, arxiv, preprint, openreview, abs, abstract, article, acm, doi, ieee, "
    "publication, biorxiv, medrxiv, springer, acl, cvf, html, paper link, paper pdf, full paper, "
    "pdf link, arxiv pdf, conference paper, arxiv paper, thesis, journal, elsevier, nature, pmlr, "
    "paper page, 论文, 論文, 논문, 원문, 原文, aufsatz, artikel, artículo, articulo, makale, статья"
)

LABEL_OF_WORD = {word: label for label, words in _LABEL_WORDS.items() for word in words.split(", ")}
"""The label with an icon that a word in a link's label means, by the folded word."""

PAPER_LABELS = frozenset(map(fold, _PAPER_WORDS.split(", ")))
"""Words in a link's label, folded, that say that the paper itself is there."""


class EntryType(StrEnum):
    """Types of entries, after those of CSL and DataCite; the default is a paper."""

    PAPER = "paper"
    BOOK = "book"
    THESIS = "thesis"
    REPORT = "report"
    DATASET = "dataset"
    SOFTWARE = "software"
    MODEL = "model"
    COURSE = "course"
    TALK = "talk"
    POST = "post"
    WEBSITE = "website"

    @property
    def is_paper(self) -> bool:
        """True for what counts as a paper: what scholars cite, and charts and indices hold."""
        return self in _PAPER_TYPES


_PAPER_TYPES = frozenset(
    [EntryType.PAPER, EntryType.BOOK, EntryType.THESIS, EntryType.REPORT],
)

TYPE_NAMES = {
    EntryType.PAPER: (N_("Paper"), N_("Papers")),
    EntryType.BOOK: (N_("Book"), N_("Books")),
    EntryType.THESIS: (N_("Thesis"), N_("Theses")),
    EntryType.REPORT: (N_("Report"), N_("Reports")),
    EntryType.DATASET: (N_("Data set"), N_("Data sets")),
    EntryType.SOFTWARE: (N_("Software"), N_("Software")),
    EntryType.MODEL: (N_("Model"), N_("Models")),
    EntryType.COURSE: (N_("Course"), N_("Courses")),
    EntryType.TALK: (N_("Talk"), N_("Talks")),
    EntryType.POST: (N_("Post"), N_("Posts")),
    EntryType.WEBSITE: (N_("Website"), N_("Websites")),
}
"""What readers read of a type: on a badge, and above several entries."""

TYPE_COUNTS = {
    EntryType.PAPER: NN_("{n} paper", "{n} papers"),
    EntryType.DATASET: NN_("{n} data set", "{n} data sets"),
    EntryType.SOFTWARE: NN_("{n} software tool", "{n} software tools"),
    EntryType.MODEL: NN_("{n} model", "{n} models"),
    EntryType.COURSE: NN_("{n} course", "{n} courses"),
    EntryType.TALK: NN_("{n} talk", "{n} talks"),
    EntryType.POST: NN_("{n} post", "{n} posts"),
    EntryType.WEBSITE: NN_("{n} website", "{n} websites"),
}
"""How entries are counted, in this order: what counts as a paper under that name."""


YEARS = range(1800, 2101)
"""Years in which a paper can have appeared."""

_AND_OTHERS = (ET_AL,)


CardPart: TypeAlias = Literal["fact", "paragraph"]
"""Where a card shows a text: beside the authors, or in a paragraph of its own."""


def entry_field(
    text: str,
    *,
    card: CardPart | None = None,
    searched: bool = False,
    formats: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return the metadata of a field of an entry. Entry files and CSV hold every field.

    :param text: what the field holds, as the reference and the JSON Schema print it.
    :param card: where a card shows it; None if nowhere, or by code of its own. Of texts alone.
    :param searched: whether its words find the paper. Of texts alone.
    :param formats: the names under which other formats write it as it stands, by the name of the
        format: a field of BibTeX (``bib``), a variable of CSL (``json``; ``custom.NAME``
        for what CSL has none for), a tag of RIS (``ris``).
    """
    return {**help_text(text), "card": card, "searched": searched, "formats": formats or {}}


@dataclass(frozen=True, slots=True)
class Publication:
    """The venue where a work listed as a preprint has appeared since."""

    venue: str = field(default="", metadata=help_text("Venue where it has appeared since."))
    year: int | None = field(default=None, metadata=help_text("Year in which it appeared there."))
    doi: str = field(default="", metadata=help_text("DOI of that version."))
    title: str = field(default="", metadata=help_text("Its title there, if it changed."))
    added: date | None = field(
        default=None,
        metadata=help_text("Day on which the list learnt of it, `2024-05-31`, no quotes."),
    )

    def __str__(self) -> str:
        """Return venue and year as one text, as far as they are known: ``MICCAI 2021``."""
        return " ".join(filter(None, [self.venue, str(self.year or "")]))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the list: a paper, or a data set, a program, a course and the like."""

    id: str = field(
        metadata=entry_field(
            "Permanent name of the paper, unique in the whole list: lower-case letters, digits "
            "and single hyphens, 64 characters at most. Never changes, not even with the title."
        )
    )
    title: str = field(
        metadata=entry_field("Title, as printed. Plain text; `$…$` is shown as written.")
    )
    authors: tuple[str, ...] = field(
        default=(),
        metadata=entry_field(
            "Authors in order, each as `First Last`. The last may be `et al.`: not all are named. "
            "Braces hold a group (`{The List Team}`) or a family name of several words (`Rhonda "
            "{Roebuck Williams}`) together."
        ),
    )
    venue: str = field(
        default="",
        metadata=entry_field(
            "Where the list says it appeared: a name or an alias of a known venue."
        ),
    )
    track: str = field(
        default="",
        metadata=entry_field("Track or part of the venue.", card="fact", searched=True),
    )
    type: EntryType = field(
        default=EntryType.PAPER,
        metadata=entry_field(
            "What it is, if it is no paper: `book`, `thesis`, `report`, `dataset`, `software`, "
            "`model`, `course`, `talk`, `post` or `website`."
        ),
    )
    publisher: str = field(
        default="",
        metadata=entry_field(
            "Who published it: a publisher; of a thesis the university, of a report the "
            "institution.",
            searched=True,
        ),
    )
    year: int | None = field(default=None, metadata=entry_field("Year, four digits, no quotes."))
    award: str = field(
        default="", metadata=entry_field("Award, such as `Best Paper`.", searched=True)
    )
    doi: str = field(default="", metadata=entry_field("DOI, without `https://doi.org/`."))
    arxiv: str = field(default="", metadata=entry_field("arXiv identifier, such as `2107.02104`."))
    published: Publication | None = field(
        default=None,
        metadata=entry_field("Where a paper listed as a preprint has appeared since."),
    )
    withdrawn: str = field(
        default="",
        metadata=entry_field(
            "Address of the notice that its authors have withdrawn it.",
            formats={"json": "custom.withdrawn", "ris": "C5", "bib": "withdrawn"},
        ),
    )
    retracted: str = field(
        default="",
        metadata=entry_field(
            "Address of the notice that its publisher has retracted it.",
            formats={"json": "custom.retracted", "ris": "C6", "bib": "retracted"},
        ),
    )
    links: Mapping[str, str] = field(
        default_factory=dict,
        metadata=entry_field(
            "Label and address of each link, in the order to show. "
            "Any label; those with an icon are listed below."
        ),
    )
    tags: tuple[str, ...] = field(
        default=(), metadata=entry_field("Keywords.", formats={"json": "keyword", "ris": "KW"})
    )
    fields: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict,
        metadata=entry_field(
            "Values of the fields that the list defines for itself, by the name of each: a text, "
            "or a list of texts."
        ),
    )
    added: date | None = field(
        default=None, metadata=entry_field("Day on which it was added, `2024-05-31`, no quotes.")
    )
    aliases: tuple[str, ...] = field(
        default=(), metadata=entry_field("Former ids, whose addresses go on working.")
    )
    note: str = field(
        default="",
        metadata=entry_field(
            "A remark to show on the card. Plain text.", card="paragraph", searched=True
        ),
    )
    abstract: str = field(
        default="",
        metadata=entry_field("Abstract. Plain text.", formats={"json": "abstract", "ris": "AB"}),
    )
    ignore: Mapping[str, str] = field(
        default_factory=dict,
        metadata=entry_field("Rule that `check` is not to apply to the paper, and the reason."),
    )

    def __reduce__(self) -> tuple[Callable[..., Entry], tuple[object, ...]]:
        """Pickle as a call, in half the time that a dataclass takes by itself."""
        return Entry, _values(self)

    @property
    def named_authors(self) -> tuple[str, ...]:
        """The authors that are named, persons and groups, as the file has them."""
        return self.authors[:-1] if self.has_more_authors else self.authors

    @property
    def has_more_authors(self) -> bool:
        """Return whether not all authors are named: "et al." is the last of them."""
        return self.authors[-1:] == _AND_OTHERS

    @property
    def shown_authors(self) -> tuple[str, ...]:
        """The authors that are named, as readers see them."""
        return tuple(map(display_name, self.named_authors))

    @property
    def byline(self) -> str:
        """All authors as one text, "et al." included."""
        return listed(self.shown_authors, has_more=self.has_more_authors)

    @property
    def appearances(self) -> tuple[Publication, ...]:
        """Venues and years of the paper: as listed, and later if published since."""
        listed = Publication(self.venue, self.year, self.doi, self.title)
        return (listed, self.published) if self.published else (listed,)

    @property
    def latest(self) -> Publication:
        """The version to cite: the published one if there is one, else the listed one."""
        later = self.published
        if later is None:
            return self.appearances[0]
        return Publication(
            later.venue or self.venue,
            later.year or self.year,
            later.doi or self.doi,
            later.title or self.title,
        )

    @property
    def url(self) -> str:
        """The address that leads to the paper itself, or "".

        The DOI first, since it outlives any site; then arXiv's abstract, then the list's own links:
        of what is no paper the first one, whatever its label.
        """
        if doi := self.latest.doi:
            return identifiers.doi_url(doi)
        if self.arxiv:
            return identifiers.arxiv_url(self.arxiv)
        own = self.links.get("link") or self.links.get("pdf") or ""
        return own if self.type.is_paper else own or self.first_link

    @property
    def first_link(self) -> str:
        """The address of the first link, or ""."""
        return next(iter(self.links.values()), "")


ENTRY_FIELDS = tuple(one.name for one in fields(Entry))
"""Names of the fields that every entry may have. No list can give them to fields of its own."""

_values = attrgetter(*ENTRY_FIELDS)

TEXT_FIELDS = tuple(
    one.name
    for one in fields(Entry)
    if one.type == "str" and one.name not in {"id", "doi", "arxiv", "withdrawn", "retracted"}
)
"""Fields of an entry that hold a text in words, not an identifier or an address."""

NOTICES = {"withdrawn": N_("Withdrawn"), "retracted": N_("Retracted")}
"""Fields of an entry that hold the address of a notice, and how the mark reads; the graver last."""


def notices_of(entry: Entry) -> list[tuple[str, str]]:
    """Return field and address of each notice that a paper was taken back."""
    return [(name, url) for name in NOTICES if (url := getattr(entry, name))]


SEARCHED_FIELDS = tuple(one.name for one in fields(Entry) if one.metadata.get("searched"))
"""Fields of an entry whose words find it; title, authors, venues and tags find it anyway."""

WRITTEN_FIELDS = tuple(one.name for one in fields(Entry) if one.metadata.get("formats"))
"""Fields of an entry that other formats than entry files and CSV write as they stand."""


@cache
def names_in(format_: str) -> Mapping[str, str]:
    """Return the names under which a format writes fields as they stand, by field.

    They are in alphabetical order, so that the order of a record does not depend on the model's.

    :param format_: its name, such as ``ris``.
    """
    named = {one.name: one.metadata.get("formats", {}).get(format_) for one in fields(Entry)}
    return dict(sorted(filter(itemgetter(1), named.items()), key=itemgetter(1)))


def card_texts(entry: Entry, part: CardPart) -> list[str]:
    """Return the texts of an entry that a part of its card shows, in the order of the model."""
    return [text for name in _shown_in(part) if (text := getattr(entry, name))]


@cache
def _shown_in(part: CardPart) -> tuple[str, ...]:
    return tuple(one.name for one in fields(Entry) if one.metadata.get("card") == part)


@dataclass(frozen=True, slots=True)
class Section:
    """A task area: one entry file, one page."""

    id: str
    title: str = field(default="", metadata=help_text("Title of the task area."))
    color: str = field(default="", metadata=help_text("Colour of the section's badge in a README."))
    description: str = field(
        default="",
        metadata=help_text("What the papers are about, in a sentence or two. Plain text."),
    )
    entries: tuple[str, ...] = ()
    """Ids of its papers in the order of the file, those told elsewhere included."""
    aliases: tuple[str, ...] = field(
        default=(),
        metadata=help_text("Former ids of the section, whose addresses go on working."),
    )
    ignore: Mapping[str, str] = field(
        default_factory=dict,
        metadata=help_text("Rule that `check` is not to apply to the file, and the reason."),
    )

    @property
    def name(self) -> str:
        """The title, else the id."""
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class Maintainer:
    """Someone who keeps the list."""

    name: str = field(metadata=help_text("Name."))
    email: str = field(default="", metadata=help_text("E-mail address."))
    url: str = field(default="", metadata=help_text("Home page."))


@dataclass(frozen=True, slots=True)
class Citation:
    """The way in which the list itself is cited."""

    text: str = field(default="", metadata=help_text("Citation as a line of text."))
    doi: str = field(default="", metadata=help_text("DOI of the list or of a paper about it."))
    bibtex: str = field(default="", metadata=help_text("Citation as a BibTeX record."))


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """A field that a list defines for its entries, beside those that every entry has."""

    title: str = field(metadata=help_text("Its name as readers see it."))
    facet: bool = field(
        default=False,
        metadata=help_text("`true` if readers are to filter by it, in Explore and on its pages."),
    )
    values: tuple[str, ...] = field(
        default=(),
        metadata=help_text("The values that it can have, in their order. Any text if none is."),
    )


@dataclass(frozen=True, slots=True)
class AwesomeList:
    """A whole list: what was good in the files, in their order."""

    title: str = ""
    description: str = ""
    homepage: str = ""
    repository: str = ""
    licence: str = ""
    maintainers: tuple[Maintainer, ...] = ()
    cite: Citation | None = None
    sections: Mapping[str, Section] = field(default_factory=dict)
    """By id, in the order of the list."""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """By id, in the order in which they are told."""
    homes: Mapping[str, str] = field(default_factory=dict)
    """Paper id to the id of the section where it is told."""
    fields: Mapping[str, FieldDefinition] = field(default_factory=dict)
    """The list's own fields, by name, in the order to show. Those of all entries are among them."""
    ignore: Mapping[str, str] = field(default_factory=dict)
    """Codes of rules that `check` is not to apply, each with the reason."""
    removed: Mapping[str, str] = field(default_factory=dict)
    """Ids of papers and sections that had to go, each with the reason. None of them is in use."""
    venues: Venues = field(kw_only=True)

    @property
    def has_papers_alone(self) -> bool:
        """True if all entries count as papers."""
        return all(entry.type.is_paper for entry in self.entries.values())

    def papers(self, *sections: str) -> Iterator[Entry]:
        """Yield the entries of some sections, each once, in order; all if no section is named."""
        seen: dict[str, None] = {}
        for section in sections or self.sections:
            seen.update(dict.fromkeys(self.sections[section].entries))
        return (self.entries[paper] for paper in seen)

    def own_fields_of(self, entry: Entry) -> list[tuple[str, tuple[str, ...]]]:
        """Return title and values of each of the list's own fields that an entry has, in order."""
        return [
            (definition.title, entry.fields[name])
            for name, definition in self.fields.items()
            if name in entry.fields
        ]

    def venues_of(self, paper: Entry) -> list[str]:
        """Return the short names of the venues of a paper, each once: the listed one first."""
        names = (one.venue for one in paper.appearances)
        return list(dict.fromkeys(self.venues.get(name).name for name in names if name))

    def sections_of(self, paper: str) -> list[Section]:
        """Return the sections that hold a paper, in the order of the list.

        :param paper: its id.
        """
        return [section for section in self.sections.values() if paper in section.entries]
