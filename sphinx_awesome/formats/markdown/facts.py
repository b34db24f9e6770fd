"""What an item says about a paper."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...core.names import listed
from .addresses import Target
from .bylines import Said
from .candidates import Candidate
from .dates import Date
from .fields import Field
from .people import People
from .places import Place


@dataclass(slots=True)
class Facts:
    """What an item says about a paper. The first to say a thing is believed."""

    title: str
    candidate: Candidate
    authors: tuple[str, ...] = ()
    place: Place | None = None
    when: Date | None = None
    links: list[tuple[str, Target, Field]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    abstract: str = ""
    track: str = ""
    """Of a venue that is told elsewhere."""
    votes: list[tuple[str, type]] = field(default_factory=list)
    """What fields say beyond doubt, by their slots."""
    open: int = 0
    """Fields of which that is in doubt."""
    says_paper: bool = False
    """Whether a link says that the paper is there."""
    name: str = ""
    """Of the work, told before the title and a colon; it is among the tags."""
    labels: list[Place] = field(default_factory=list)
    """Venues that labels of links may name."""
    bare_year: int = 0
    """A year that ends the title without a separator: the list decides whether it is a date."""

    def add(self, said: Said) -> None:
        """Add what is sure."""
        match said:
            case People():
                if self.authors:
                    self.notes.append(listed(said.names, has_more=said.more))
                else:
                    self.authors = said.authors
            case Place():
                self.add_place(said)
            case Date():
                known = self.when
                if known is None or (said.year == known.year and said.month and not known.month):
                    self.when = said
            case note:
                self.notes.append(note)

    def add_place(self, place: Place) -> None:
        """Add a venue: the first that is known stays, another one is a note."""
        if place.aside:
            self.notes.append(place.aside)
        if self.place is None or (place.known and not self.place.known):
            self.place = place
        elif self.place.name == place.name:
            if self.place.when is None or (place.track and not self.place.track):
                self.place = place
        elif place.known:
            said = " ".join(filter(None, [place.name, str(place.when or ""), place.track]))
            self.notes.append(said)
