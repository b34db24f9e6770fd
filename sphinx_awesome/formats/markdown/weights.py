"""TODO."""

from __future__ import annotations

IGNORABLE_CHARS = 60

AUTHOR_TEXT_CHARS = 8000
"""Letters of a text that is looked at: large collaborations have hundreds of authors."""

VENUE_BEHIND_INITIAL_CONFIDENCE = 0.8
"""How much a venue must look like one behind an initial, where a surname may stand: `Ito B. X`."""

TRACK_CHARS = 80

CAPITALISED_VENUE_CONFIDENCE = 0.5
"""How sure a dated name of which all words are written large is at least."""

VENUE_NAME_CHARS = 80

VENUE_NAME_WORDS = 6

VENUE_ASIDE_CHARS = 120

VENUE_TEXT_CHARS = 160

DATE_CHARS = 24

SEGMENT_NAME_LIKELIHOOD = 0.6

BRACKET_LEVELS = 12

SET_OFF_WORDS = 3
"""Words that are set off at the start of a title; more of them are the title."""

WORK_NAME_WORDS = 5
"""Words that the name of a work may have: what is longer is its title."""

NAME_LIST_CHARS = 1500

SAME_TYPE_SEGMENTS = 4
"""Fields of one kind that are told apart."""

LABEL_VENUE_CONFIDENCE = 0.75
"""How much a dated label must look like a venue that the registry lacks: `[VizConf 2024](u)`."""

KEYWORD_WORDS = 6
"""Words that a keyword before a title may have."""

DETAILS_HEADING_LEVEL = 6
"""A `<summary>` ranks below all headings; one in another's details, below that."""

DEEPEST_HEADING_LEVEL = 9

CLICK_CALL_WORDS = 5
"""Words that an invitation to click may have; a longer summary is a heading."""

TITLE_BLOCK_ITEMS = 3

ADDRESSED_TITLE_BLOCK_ITEMS = 2

TITLE_BLOCK_SHARE = 0.5

MAX_TITLE_ITEMS = 12
"""Items under one title; a heading with more of them has them for papers."""

MAX_LABELLED_TITLE_ITEMS = 40
"""Bullets with labels under one title: it may have a dozen of sites and codes."""

OWN_PAPER_LINE_SHARE = 0.75
"""Part of the lines of a paragraph that must tell a paper each."""

FORM_WEIGHT = 1.6

GROUP_WEIGHT = 1.2

FORM_MAJORITY_SHARE = 0.55

CONSENSUS_ITEMS = 3

BARE_YEAR_SHARE = 0.25

LABEL_VENUE_SHARE = 0.2

REPEATED_LABEL_PENALTY = 2.0
"""What speaks against a title that is the label of several links."""

NAMED_PAPER_SHARE = 0.1
"""Part of the papers of a list that have names apart, if that is its manner."""

MIN_TITLE_SCORE, MIN_SURE_TITLE_SCORE = -0.5, -2.5
"""What the text of a title must score."""

NOTHING_READ_ITEMS = 2

GROUP_PAPERS = 3

GROUP_PAPER_SHARE = 0.5

TABLE_PAPER_SHARE = 0.4

NAMED_VENUE_CONFIDENCE = 0.5

DIFFERENT_TITLE_SHARE = 0.7

SENTENCE_WORDS = 3
"""Words before a title that make it a part of a sentence."""

LEFTOVER_WORDS = 8
"""Words of a paragraph that may be left over when its paper is read."""

TOPIC_WORDS = 6
"""Words that a bullet may have to be a keyword of the papers in it."""
