"""Arbitrary documents, and arbitrary ways to write them in TOML."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from sphinx_awesome.core.model import (
    TEXT_FIELDS,
    Citation,
    Entry,
    EntryType,
    FieldDefinition,
    Maintainer,
    Publication,
    Section,
)
from sphinx_awesome.core.person_names import ET_AL, is_et_al, tidy_braces
from sphinx_awesome.core.text import clean
from sphinx_awesome.core.venues import Venue, VenueKind
from sphinx_awesome.formats.toml import Block, EntryFile, FileKind, ListHeader, Ref
from sphinx_awesome.formats.toml.file_schema import VenuesHeader

#: Characters that formats use for themselves, among all others.
characters = st.one_of(st.sampled_from("\"'\\{}[]#=,.\n\t $%&_~^@;:-aé张"), st.characters())
texts = st.text(characters, max_size=30).map(clean)
names = texts.filter(bool)
words = st.text("abc019", min_size=1, max_size=5)
ids = st.lists(words, min_size=1, max_size=3).map("-".join)
years = st.none() | st.integers(1800, 2100)
dois = st.just("") | st.builds("10.{}/{}".format, st.integers(1000, 9999), words)
arxivs = st.sampled_from(["", "2107.02104", "2107.02104v2", "cs/0112017"])
urls = st.builds(
    "https://{}.org/{}".format, words, st.text("aZ09/?&=%7E#;,:@!$()*+~._-é张", max_size=9)
).filter(lambda url: "%" not in url.replace("%7E", ""))


def tuples(items: st.SearchStrategy[str], most: int = 4) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(items, max_size=most).map(tuple)


one_author = names.map(tidy_braces).filter(lambda name: name and not is_et_al(name))
#: Some end with "et al.".
authors = st.tuples(tuples(one_author, 8), st.booleans()).map(
    lambda pair: (*pair[0], ET_AL) if pair[0] and pair[1] else pair[0]
)
publications = st.builds(Publication, texts, years, dois, texts).filter(
    lambda p: p != Publication()
)
entries = st.builds(
    Entry,
    id=ids,
    authors=authors,
    type=st.sampled_from(EntryType),
    year=years,
    doi=dois,
    arxiv=arxivs,
    published=st.none() | publications,
    links=st.dictionaries(names, urls, max_size=3),
    tags=tuples(names),
    fields=st.dictionaries(ids, tuples(names).filter(bool), max_size=2),
    added=st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    aliases=tuples(ids),
    **dict.fromkeys(TEXT_FIELDS, texts) | {"title": names},
    ignore=st.dictionaries(names, names, max_size=2),
)


def documents(
    kind: FileKind, header: st.SearchStrategy[object], values: st.SearchStrategy[object]
) -> st.SearchStrategy[EntryFile]:
    blocks = st.lists(values.map(Block), max_size=4).map(tuple)
    return st.builds(EntryFile, st.just(kind), header, blocks)


section_files = documents(
    FileKind.SECTION,
    st.builds(
        *(Section, st.just("s"), names, texts, texts),
        aliases=tuples(ids),
        ignore=st.dictionaries(names, names, max_size=2),
    ),
    entries | st.builds(Ref, ids),
)
bibtex = st.just("") | st.just('@misc{x,\n  title = {"A" \\& """B"""},\n  note = "C"\n}"')
citations = st.builds(Citation, names, dois, bibtex)
list_files = documents(
    FileKind.LIST,
    st.builds(
        ListHeader,
        *(texts, texts, st.just("") | urls, st.just("") | urls, texts),
        st.none() | citations,
        tuples(ids),
        removed=st.dictionaries(ids, names, max_size=3),
        ignore=st.dictionaries(names, names, max_size=2),
        fields=st.dictionaries(
            ids, st.builds(FieldDefinition, names, st.booleans(), tuples(names)), max_size=2
        ),
    ),
    st.builds(Maintainer, names, texts, st.just("") | urls),
)
venue_files = documents(
    FileKind.VENUES,
    st.just(VenuesHeader()),
    st.builds(Venue, names, texts, st.none() | st.sampled_from(VenueKind), tuples(names)),
)
