"""TODO."""

from __future__ import annotations

IGNORABLE_CHARS = 60

AUTHOR_TEXT_CHARS = 8000
"""Letters of a text that is looked at: large collaborations have hundreds of authors."""

_STATED = 0.8
"""How much a venue must look like one behind an initial, where a surname may stand: `Ito B. X`."""

TRACK_CHARS = 80

_CAPITALS = 0.5
"""How sure a dated name of which all words are written large is at least."""

_LONGEST_NAME = 80

_MOST_WORDS = 6

_LONGEST_ASIDE = 120

VENUE_TEXT_CHARS = 160

DATE_CHARS = 24

_NAMES = 0.6

BRACKET_LEVELS = 12

_WORDS = 3
"""Words that are set off at the start of a title; more of them are the title."""

_NAME = 5
"""Words that the name of a work may have: what is longer is its title."""

_LONGEST_NAMES = 1500

SAME_TYPE_SEGMENTS = 4
"""Fields of one kind that are told apart."""

_SURE = 0.75
"""How much a dated label must look like a venue that the registry lacks: `[VizConf 2024](u)`."""

_SHORT = 6
"""Words that a keyword before a title may have."""

_DETAILS = 6
"""A `<summary>` ranks below all headings; one in another's details, below that."""

DEEPEST_HEADING_LEVEL = 9

_LONGEST_CALL = 5
"""Words that an invitation to click may have; a longer summary is a heading."""

TITLE_BLOCK_ITEMS = 3

_FEWEST_ADDRESSED = 2

TITLE_BLOCK_SHARE = 0.5

MAX_TITLE_ITEMS = 12
"""Items under one title; a heading with more of them has them for papers."""

_MOST_LABELLED = 40
"""Bullets with labels under one title: it may have a dozen of sites and codes."""

_OWN_LINES = 0.75
"""Part of the lines of a paragraph that must tell a paper each."""

_FORM_WEIGHT = 1.6

_GROUP_WEIGHT = 1.2

FORM_MAJORITY_SHARE = 0.55

CONSENSUS_ITEMS = 3

_BARE_YEARS = 0.25

_LABELS = 0.2

_LABEL = 2.0
"""What speaks against a title that is the label of several links."""

NAMED_PAPER_SHARE = 0.1
"""Part of the papers of a list that have names apart, if that is its manner."""

_LEAST, _LEAST_SURE = -0.5, -2.5
"""What the text of a title must score."""

_NONE = 2

GROUP_PAPERS = 3

GROUP_PAPER_SHARE = 0.5

_TABLE = 0.4

NAMED_VENUE_CONFIDENCE = 0.5

_DIFFERENT = 0.7

_SENTENCE = 3
"""Words before a title that make it a part of a sentence."""

_LEFT = 8
"""Words of a paragraph that may be left over when its paper is read."""

_TOPIC = 6
"""Words that a bullet may have to be a keyword of the papers in it."""
