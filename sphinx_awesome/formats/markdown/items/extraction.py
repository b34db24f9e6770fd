"""Read from the segments of an item its title, authors, venue, date and links."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ....core.model import EntryType
from ....core.person_names import listed
from ....core.text import clean
from ....core.venues import VenueKind
from .. import weights
from ..document.outline import Item, Style
from ..words.annotations import Annotation, Statement
from ..words.authors import Authors, read_authors
from ..words.dates import Date, date, heading_date, year_month
from ..words.fragments import EDGES, count_words, is_carrier, is_count, is_nothing, tidy
from ..words.link_kinds import (
    NO_LABEL,
    ClassifiedUrl,
    LinkLabel,
    UrlKind,
    announces_authors,
    badge_says,
    is_label,
    is_material,
    is_only_labels,
    link_label_of,
    split_label,
)
from ..words.names import inverted_name, is_family_name, is_full_name, name_with_initials
from ..words.venue_mentions import VenueMention, guess_venue_kind, is_track
from .link_labels import NamedLink, label_of_link, labels_address, tell_links_apart
from .positions import Position, Positions
from .segments import Annotate, Segment, SegmentType
from .title_parts import split_title
from .titles import TitleCandidate


@dataclass(slots=True)
class Interpretation:
    """All that an item says about a paper. The first to say a thing is believed."""

    title: str
    candidate: TitleCandidate
    authors: tuple[str, ...] = ()
    place: VenueMention | None = None
    when: Date | None = None
    links: list[NamedLink] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    """Of the bullets above it, what those are about."""
    abstract: str = ""
    track: str = ""
    """Of a venue that is told elsewhere."""
    votes: list[tuple[str, type]] = field(default_factory=list)
    """What fields say beyond doubt, by their slots; of which that is in doubt, words."""
    undated: list[str] = field(default_factory=list)
    """The slots of those that are a venue without a date."""
    says_paper: bool = False
    """Whether a link says that the paper is there."""
    name: str = ""
    """Of the work, told before the title and a colon; it is among the tags."""
    labels: list[VenueMention] = field(default_factory=list)
    """Venues that labels of links may name."""
    dated_above: bool = False
    """Whether a heading tells when it appeared."""
    bare_venue: Annotation | None = None
    """The bare name of a venue before the title or as a tag, which may be that of the work."""
    bare_year: int = 0
    """A year that ends the title without a separator: the list decides whether it is a date."""
    is_plain: bool = False
    """Whether the title is not set off from the text around it."""
    lone_authors: dict[str, tuple[str, str]] = field(default_factory=dict)
    """What may be the only author, and the title without it, by the side on which it stands."""
    bare_title_venue: tuple[VenueMention, str] | None = None
    """What may be the venue behind a comma at the end of the title, and the title without it."""
    cites: bool = False
    """Whether authors stand behind the title in brackets: `(Lee et al., 2019)`."""
    by_line: str = ""
    """The title with "by" and its authors at its end."""
    type: EntryType = EntryType.PAPER
    fields: dict[str, list[str]] = field(default_factory=dict)
    """Values of columns that are none of ours, by the heads of the columns."""

    @property
    def tells_another(self) -> bool:
        """Return whether papers of two ids are linked, and what may be a title is unread."""
        if not any(count_words(note) >= weights.OWN_TITLE_WORDS for note in self.notes):
            return False
        urls = [url for _, url, one in self.links if one.label.names_paper or not one.text]
        ids = {url.arxiv for url in urls} - {""}, {url.doi for url in urls} - {""}
        return max(map(len, ids)) > 1

    def add(self, statement: Statement) -> None:
        """Add what is sure."""
        match statement:
            case Authors():
                if self.authors:
                    self.notes.append(listed(statement.names, has_more=statement.more))
                else:
                    self.authors = statement.authors
                    self.notes += statement.workplaces
            case VenueMention():
                self.add_place(statement)
            case Date():
                known = self.when
                if known is None or (
                    statement.year == known.year and statement.month and not known.month
                ):
                    self.when = statement
            case note:
                self.notes.append(note)

    def add_field(self, head: str, text: str) -> None:
        """Add what a column holds that is none of ours; a text of more words is a note.

        The numbers of the rows, in a column called by a sign, say nothing.
        """
        parts = (value.strip(EDGES) for value in _BETWEEN_VALUES.split(text))
        values = [value for value in parts if value] or [text]
        is_named = re.search(r"[^\W\d_]", head) is not None
        if not is_named or max(map(count_words, values)) > weights.FIELD_VALUE_WORDS:
            self.notes += [] if text.isdigit() else [text]
        else:
            self.fields.setdefault(head, []).extend(values)

    def add_all(self, result: Iterable[Statement]) -> None:
        """Add all of what is sure, as :meth:`add` does."""
        for statement in result:
            self.add(statement)

    def add_place(self, place: VenueMention) -> None:
        """Add a venue: the first that is known stays, another one is a note."""
        if place.aside:  # where it was; or authors, if no town can be meant
            who = read_authors(place.aside)
            is_certain = who.several and who.confidence >= weights.CERTAIN_AUTHORS_CONFIDENCE
            is_foreign = not any(map(str.isascii, "".join(who.names)))
            self.add(who if is_certain and is_foreign else place.aside)
        if self.place is None or (place.known and not self.place.known):
            self.place = place
        elif self.place.name == place.name:
            if self.place.when is None or (place.track and not self.place.track):
                self.place = place
        else:
            shown = " ".join(filter(None, [place.name, str(place.when or ""), place.track]))
            self.notes.append(shown)

    def settle_bare_venue(self) -> None:
        """Take the bare name of a venue for the work's or a tag, if another is told.

        Beside a preprint server without a date, it is where the paper appeared later.
        """
        bare = self.bare_venue.venue if self.bare_venue else None
        if self.bare_venue is None or bare is None:
            return
        other = self.place
        is_other = other is not None and other.known and other.name != bare.name
        if other and is_other and (other.when or not _is_preprint_server(other)):
            self.tags.append(self.bare_venue.text)
            return
        self.place = bare
        if other:
            self.add_place(other)


def _is_preprint_server(place: VenueMention) -> bool:
    return guess_venue_kind(place.name) is VenueKind.PREPRINT


_BETWEEN_VALUES = re.compile(r"[,;]\s+|[；，、]\s*")

_IN_LABEL = re.compile(r"[,(:@]\s*")


class Interpreter:
    """Reads items of one list."""

    def __init__(self, annotate: Annotate) -> None:
        self._annotate = annotate

    def read(
        self,
        item: Item,
        fields: list[Segment],
        chosen: TitleCandidate,
        roles: Mapping[str, type],
        dated: Collection[str] = (),
    ) -> Interpretation:
        """Read an item by one of its titles.

        :param roles: what the list says in which slot, as far as it is known.
        :param dated: slots in which venues have a date, as a rule.
        """
        facts = Interpretation("", chosen)
        one = fields[chosen.first]
        says = split_label(chosen.text)
        annotation = self._annotate(says[1]) if says and says[0] == "title" else chosen.annotation
        plain = one.what is SegmentType.TEXT and not one.bracket and not one.style
        split = split_title(annotation, self._annotate, plain=plain)
        facts.title, facts.bare_year = tidy(split.text), split.bare_year
        facts.is_plain, facts.lone_authors = plain, dict(split.lone_authors)
        facts.bare_title_venue, facts.cites = split.bare_venue, split.cites
        facts.by_line = split.by_line
        facts.add_all(split.statements)
        if one.what is SegmentType.LINK:
            self._link(facts, one, NO_LABEL)
        positions = Positions(item, fields, chosen, dated)
        linked: list[Segment] = []
        for at, other in enumerate(fields):
            if chosen.first <= at <= chosen.last:
                continue
            if other.what is SegmentType.BADGE:
                self._badge(facts, other)
            elif other.what is SegmentType.TEXT and (role := item.role(other.row)):
                self._column(facts, other, role, item.head(other.row))
            elif other.what is SegmentType.TEXT and not labels_address(fields, at):
                where = positions.next(at)
                self._text(facts, other, roles.get(where.slot), where)
            elif other.is_person:
                linked.append(other)
            else:
                before = fields[at - 1] if at and fields[at - 1].row == other.row else None
                self._link(facts, other, label_of_link(item, other, before))
        _note_linked_author(facts, fields)
        self._linked_names(facts, linked)
        tell_links_apart(facts.links, fields)
        facts.settle_bare_venue()
        if facts.place is None:
            likely = (
                p
                for p in facts.labels
                if p.known or (p.when and p.confidence >= weights.LABEL_VENUE_CONFIDENCE)
            )
            facts.place = next(likely, None)
        heed_topics(facts, item.topics, self._annotate)
        _months(facts)
        return facts

    def _linked_names(self, facts: Interpretation, linked: list[Segment]) -> None:
        """Authors, each with a link; links of that look to one side of the authors stay links."""
        if len(linked) > 1 and not facts.authors:
            facts.authors = tuple(tidy(one.text) for one in linked)
        else:
            for one in linked:
                self._link(facts, one, one.label)

    def _badge(self, facts: Interpretation, one: Segment) -> None:
        place = one.annotation.likely_venue
        if place is not None and place.known and (place.when or place.confidence >= 1):
            facts.add_place(place)
        elif when := one.annotation.date:
            facts.when = facts.when or when
        else:
            facts.tags.append(one.text)

    def _link(self, facts: Interpretation, one: Segment, label: LinkLabel) -> None:
        """Add a link, and what its label says of the paper.

        :param label: :data:`NO_LABEL` if the list has none for it.
        """
        target = one.target
        if target is None or target.leads is UrlKind.BADGE:
            return
        if one.badge:
            self._date_of_badge(facts, *badge_says(one.badge))
        elif not (label.is_known or label is NO_LABEL):
            annotation = one.annotation if label is one.label else self._annotate(label.text)
            if annotation.date:
                facts.when, label = facts.when or annotation.date, NO_LABEL
            else:
                self._label(facts, annotation, label, target)
        if (target.leads.is_paper and not is_material(label.text)) or (
            label.names_paper and target.leads in {UrlKind.OTHER, UrlKind.PROJECT}
        ):
            facts.says_paper = True
        facts.links.append((link_label_of(label, target, one.badge), target, one))

    def _date_of_badge(self, facts: Interpretation, says: str, text: str) -> None:
        """Heed the venue or the date in the badge of a link: `PDF 2022.12`, `NeurIPS 2023`.

        :param says: what its label says that it is: then a venue need not be known.
        """
        venue = self._annotate(text).likely_venue if text else None
        when = date(text.rpartition(" ")[2]) if text else None
        if venue is not None and (
            (venue.known and venue.name != "arXiv") or (says == "venue" and venue.when)
        ):
            facts.add_place(venue)
        elif when is not None and (when.month or not text.lower().startswith("arxiv")):
            facts.when = facts.when or when

    def _label(
        self, facts: Interpretation, annotation: Annotation, label: LinkLabel, target: ClassifiedUrl
    ) -> None:
        """Heed a venue that a label names: `[CVPR 2020]`, `[Paper, CVPR 2020]`."""
        places = [annotation.venue]
        if not label.says_what:
            places += [self._annotate(part).venue for part in _IN_LABEL.split(label.text)[1:]]
        dated = [place for place in places if place and place.known and place.when]
        for place in dated[:1]:
            facts.add_place(place)
        mention = places[0]
        if mention and not dated and target.leads is not UrlKind.CODE:
            if not mention.known and is_family_name(mention.name):  # `[Lee 2019]` cites
                facts.when = facts.when or mention.when
            elif mention.known:
                facts.labels.append(mention)
            elif not (label.says_what or is_material(label.text)):
                who, mention = annotation.citation or (Authors((), 0), mention)
                facts.authors = facts.authors or who.authors
                facts.labels.append(mention)

    def _text(
        self, facts: Interpretation, one: Segment, expected: type | None, where: Position
    ) -> None:
        """Add what a text says."""
        text = one.annotation.text
        if is_nothing(text) or is_count(text) or announces_authors(text):
            return
        if one.bracket == "[" and is_carrier(text):
            return
        if says := split_label(one.text):
            self._labelled(facts, *says)
            return
        result = _stated(facts, one, expected, where)
        if result != [text]:
            facts.cites |= bool(one.bracket) and isinstance(result[0], Authors)
            facts.votes += [(where.slot, type(statement)) for statement in result[:1]]
            facts.undated += [where.slot for statement in result[:1] if _is_undated(statement)]
            if (where.leading or one.style & Style.CODE) and _is_bare_venue(result):
                facts.bare_venue = facts.bare_venue or one.annotation
            else:
                facts.add_all(result)
        elif is_track(text):
            facts.track = facts.track or text
        elif not is_only_labels(text):
            facts.votes.append((where.slot, str))
            self._unsure(facts, one, expected, where)

    def _column(self, facts: Interpretation, one: Segment, role: str, head: str) -> None:
        """Add a text of a column of which the head says what it holds: no vote beats that."""
        annotation = one.annotation
        if is_nothing(annotation.text):
            return
        if role == "name" or (role == "title" and (one.bracket == "[" or one.style & Style.CODE)):
            self._labelled(facts, "tags", annotation.text)
        elif role == "field":
            facts.add_field(head, annotation.text)
        elif role == "date":
            facts.add(annotation.date or annotation.likely_venue or annotation.text)
        elif role == "venue":
            venue = annotation.venue
            is_one = venue is not None and (venue.known or not is_label(annotation.text))
            facts.add(annotation.date or (venue if venue and is_one else annotation.text))
        elif role in {"link", "title", "note"}:
            facts.add_all(_beside_link_or_title(annotation, role))
        else:
            self._labelled(facts, role, annotation.text)

    def _unsure(
        self, facts: Interpretation, one: Segment, expected: type | None, where: Position
    ) -> None:
        """Add a text that says nothing for sure, by where it stands."""
        text, place = one.annotation.text, one.annotation.venue
        leading = where.leading
        least = (
            weights.LEADING_VENUE_CONFIDENCE
            if leading and one.bracket
            else weights.CERTAIN_VENUE_CONFIDENCE
        )
        if expected is VenueMention:
            is_plain = not (one.bracket or one.style)
            is_other = where.dates and is_plain and place is not None and place.when is None
            least = weights.WORDED_VENUE_CONFIDENCE if is_other else 0
        elif where.dated and not leading:
            is_italic = one.style & Style.ITALIC
            least = (
                weights.DATED_ITALIC_VENUE_CONFIDENCE
                if is_italic
                else weights.DATED_VENUE_CONFIDENCE
            )
        elif one.bracket == "(" and not leading and one.annotation.dated_venue:
            least = weights.CAPITALISED_VENUE_CONFIDENCE
        if (
            place is not None
            and "venue" not in where.others
            and place.confidence >= least
            and (place.known or not one.style & Style.CODE)
            and (not leading or one.bracket or not least)
        ):
            facts.add_place(place)
        elif leading and text.lstrip("#№").isdigit():
            pass  # the number of an item
        elif where.head:
            facts.add_field(where.head, text)
        elif (leading or one.style & Style.CODE) and (
            one.bracket or count_words(text) <= weights.KEYWORD_WORDS
        ):
            facts.tags.append(tidy(text).rstrip(" -–—"))
            if where.named and facts.tags[-1]:
                facts.name = facts.tags[-1]
        elif (
            expected is Authors
            and not (leading or facts.authors)
            and one.annotation.authors.confidence >= weights.EXPECTED_SEGMENT_CONFIDENCE
        ):
            facts.authors = one.annotation.authors.authors
        else:
            facts.notes.append(text)

    def _authors(self, facts: Interpretation, annotation: Annotation) -> None:
        """Add authors that are told as such, and the venue or the date behind them."""
        result = annotation.statements(Authors)
        if result and isinstance(result[0], Authors):
            facts.authors = ()
            facts.add_all(result)
        else:
            facts.authors = annotation.authors.authors or facts.authors

    def _labelled(self, facts: Interpretation, says: str, rest: str) -> None:
        """Add what says itself what it is."""
        annotation = self._annotate(rest)
        if says == "authors" and (name := inverted_name(annotation.text)):
            facts.authors = (name,)
        elif says == "authors":
            self._authors(facts, annotation)
        elif says == "tags":
            tags = (clean(tag).strip("[]. ") for tag in re.split(r"[;,；，]\s*", annotation.text))
            facts.tags += filter(None, tags)
        elif says == "abstract" and not facts.abstract:
            facts.abstract = annotation.text
        elif says == "field":
            facts.notes.append(annotation.text)
        elif says == "comment":
            for stated in annotation.statements():
                is_known = isinstance(stated, VenueMention) and stated.known
                facts.add(stated if is_known or isinstance(stated, str) else annotation.text)
        elif says == "venue" and annotation.date is None and annotation.venue:
            facts.add_place(annotation.venue)
        else:
            facts.add_all(annotation.statements())


def _note_linked_author(facts: Interpretation, fields: Sequence[Segment]) -> None:
    """Note a name behind the title and a comma, which links to its bearer: `A Title, [Lee](u)`."""
    last = facts.candidate.last
    if not facts.is_plain or last + 1 >= len(fields):
        return
    one = fields[last + 1]
    is_parted = one.row == fields[last].row and fields[last].text.rstrip().endswith((",", "，"))
    if is_parted and one.target and not (one.target.leads.is_paper or one.label.says_what):
        name = tidy(one.text)
        if is_family_name(name) or is_full_name(name):
            facts.lone_authors["behind"] = name, facts.title


def _months(facts: Interpretation) -> None:
    """Read a year behind "arXiv" as a month, if the paper's id says that it is: `arXiv 2005`."""
    place = facts.place
    if place is None or place.when is None or place.name != "arXiv":
        return
    token = str(place.when.year)
    if not place.when.month and any(target.arxiv[:4] == token for _, target, _ in facts.links):
        facts.place = replace(place, when=year_month(token))


def _leading_name(text: str, where: Position) -> str:
    """Return the only author before a title, if it can be no name of a work; else ""."""
    return name_with_initials(text) or (inverted_name(text) if where.quoted or where.ended else "")


def _stated(
    facts: Interpretation, one: Segment, expected: type | None, where: Position
) -> Sequence[Statement]:
    """Return what a text says where it stands; itself if that cannot be read."""
    is_words = expected is str  # as most texts in such a place
    annotation, text = one.annotation, one.annotation.text
    result = annotation.statements(None if is_words else expected)
    if not where.leading and one.bracket and len(result) > 1:
        place = annotation.dated_venue
        result = [place] if place and place.name in result else result  # `(Some Name, 2019)`
    if where.leading and (name := _leading_name(text, where)):
        return [Authors((name,), 1)]
    may_be_work = one.style & Style.CODE or (where.leading and expected is not Authors)
    may_be_venue = one.style & Style.ITALIC and where.dated and not where.leading and facts.authors
    if (may_be_work or may_be_venue) and _one_name(result):
        return [text]  # of a work, a company or a venue, more likely than of its only author
    if one.bracket or not where.leading:
        no_name = all(isinstance(stated, Date | str) for stated in result)
        is_place = len(facts.authors) > 1 or (no_name and expected is VenueMention)
        if is_place and (venue := annotation.dated_words):
            return [venue]
    if (where.head or is_words) and not _says_its_head(result, where.others):
        result = [text]
    word, _, rest = text.partition(" ")
    if where.leading and rest and not (one.style or one.bracket) and (when := date(word)):
        return [when, rest]
    return result


def _is_undated(statement: Statement) -> bool:
    return isinstance(statement, VenueMention) and not statement.when


def _is_bare_venue(result: Sequence[Statement]) -> bool:
    return len(result) == 1 and isinstance(result[0], VenueMention) and result[0].is_bare


def _beside_link_or_title(annotation: Annotation, role: str) -> Sequence[Statement]:
    """Return what a text says in a column of links, of titles or of remarks."""
    if role == "link" and annotation.date:
        return [annotation.date]
    if role == "title" and annotation.is_certain:
        return annotation.statements()
    return [] if is_only_labels(annotation.text) else [annotation.text]


def _says_its_head(result: Sequence[Statement], others: frozenset[str]) -> bool:
    """Return whether a text may say what no other column holds, and says it beyond doubt."""
    least = weights.CERTAIN_AUTHORS_CONFIDENCE
    return all(
        "authors" not in others and one.several and one.confidence >= least
        if isinstance(one, Authors)
        else "venue" not in others or not isinstance(one, VenueMention)
        for one in result
    )


def _one_name(result: Sequence[Statement]) -> bool:
    return any(
        isinstance(statement, Authors) and len(statement.names) == 1 and not statement.more
        for statement in result
    )


def heed_topics(facts: Interpretation, topics: Sequence[str], annotate: Annotate) -> None:
    """Heed what the bullets above an item say: a venue or a year, or what it is about."""
    for topic in topics:
        least = weights.ONLY_KNOWN_VENUE_CONFIDENCE
        stated = heading_date(topic) or annotate(topic).venue_or_date(least)
        if stated is None:
            facts.topics.append(topic)
        elif isinstance(stated, Date):
            facts.when = facts.when or stated
        else:
            facts.place = facts.place or stated
