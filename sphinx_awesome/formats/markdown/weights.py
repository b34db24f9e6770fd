"""All weights and thresholds of the Markdown reader, each with its meaning.

This module owns how much speaks for or against a reading, and from where on it is believed. It
knows nothing of what is weighed: it imports nothing. They were found by hand, on the lists whose
counts the tests hold; who changes one compares what the reader makes of those before and after.

The scales: a *confidence* or *likelihood* is from 0 to 1, where 1 is beyond doubt. A *score* is
what speaks for a candidate for the title, without bounds; a *weight* multiplies or adds to one, a
*penalty* is taken from it. A *share* is a part of many, from 0 to 1. What ends in a unit, such as
`WORDS`, `CHARS` or `ITEMS`, is a number of those; of a text that is longer than a limit in
characters, no more is looked at, so that time grows with the length of a list and not faster.
"""

from __future__ import annotations

# -- words: what may be ignored, names of authors ----------------------------------------------

IGNORABLE_CHARS = 60
"""Longest text that is looked at for what says nothing of a paper, such as `pp. 504-507`."""

AUTHOR_TEXT_CHARS = 8000
"""Letters of a text that is looked at: large collaborations have hundreds of authors."""

NAME_CHARS = 60
"""Longest name of one person."""

NAME_WORDS = 6
"""Words that the name of one person may have."""

USUAL_NAME_WORDS = 4
"""Words from which on a name is a little doubtful."""

LONG_NAME_LIKELIHOOD = 0.7
"""Of a name of more words than usual."""

COINED_NAME_LIKELIHOOD = 0.2
"""Of a text with a word as works are named: `BioBERT`."""

LOWERCASE_NAME_LIKELIHOOD = 0.1
"""Of a text with a word in lower case that no name has."""

SMALL_WORD_NAME_LIKELIHOOD = 0.8
"""Of a text with one word that is a small word and a name as well: `Wei On`."""

SINGLE_NAME_LIKELIHOOD = 0.35
"""Of a single word."""

SHORT_NAME_LIKELIHOOD = 0.5
"""Of a few letters of a script without spaces that begin with no usual family name."""

ONE_ODD_NAME_WEIGHT = 0.95
"""What one text that is no name leaves of the confidence, among three or more."""

ODD_NAMES_WEIGHT = 0.7
"""What several of them leave, among four or more."""

TITLE_LIKE_WORDS = 4
"""Words of what is no name among names, from which on it is the title of the paper."""

FEW_NAMES_WEIGHT = 0.3
"""What they leave, among fewer."""

SINGLE_AUTHOR_WEIGHT = 0.6
"""What is left of the confidence in a single author without "et al."."""

TURNED_PARTS_PENALTY = 1
"""Slips in `F. Last` and `Last, First` among names told as `Last, F.`."""

LOST_PART_PENALTY = 2
"""Slips in a family name without initials, or initials without a name, among these."""

AUTHORS_WITH_ET_AL_CONFIDENCE = 0.9
"""Of names with "et al." behind them, at least."""

# -- words: venues and dates -------------------------------------------------------------------

CAPITALISED_VENUE_CONFIDENCE = 0.5
"""Of a dated name of which all words are capitalised, and which has no word of a venue."""

TRACK_CHARS = 80
"""Longest text behind a venue that may name its track."""

VENUE_NAME_CHARS = 80
"""Letters of a name in which the name of a known venue is looked for, word by word."""

VENUE_NAME_WORDS = 6
"""Words of an undated text that may begin with a venue; a longer one is a title, or names."""

VENUE_ASIDE_CHARS = 120
"""Longest remark behind a known venue, such as where the authors work."""

VENUE_TEXT_CHARS = 160
"""Longest text that may be a venue."""

DATE_CHARS = 24
"""Longest text that may be a date."""

VENUE_WORDS = 14
"""Words that the name of a venue may have."""

VENUE_TITLE_WORDS = 3
"""Words that the title of a volume has at least: `27th Conference on Lists`."""

PREPRINT_VENUE_CONFIDENCE = 0.8
"""Of the name of a preprint server."""

DATED_WORDED_VENUE_CONFIDENCE = 0.8
"""Of a dated name with a word of a venue: `Journal`, `Symposium`."""

WORDED_VENUE_CONFIDENCE = 0.6
"""The same without a date."""

ACRONYM_WORDS = 3
"""Words that an acronym may have: `NeurIPS D&B`."""

DATED_ACRONYM_CONFIDENCE = 0.75
"""Of a dated acronym."""

ACRONYM_CONFIDENCE = 0.35
"""Of an acronym without a date."""

CAPITALISED_VENUE_WORDS = 8
"""Words from which on a name without a word of a venue hardly is one."""

DATED_SENTENCE_CONFIDENCE = 0.1
"""Of a dated text with words in lower case, or of more words than that."""

UNDATED_VENUE_CONFIDENCE = 0.2
"""Of a capitalised name without a date."""

UNDATED_KNOWN_VENUE_CONFIDENCE = 0.92
"""Of a venue that the registry knows, without a date."""

PAGED_VENUE_CONFIDENCE = 0.75
"""Of a capitalised name with volume or pages behind it, at least."""

VENUE_GLANCE_CHARS = 75
"""Letters from which on a text without a digit is a venue only if the registry has it."""

# -- words: annotations ------------------------------------------------------------------------

VENUE_BEHIND_INITIAL_CONFIDENCE = 0.8
"""How much a venue must look like one behind an initial, where a surname may stand: `Ito B. X`."""

CERTAIN_VENUE_CONFIDENCE = 0.75
"""From here on, a text is a venue whatever stands around it."""

CERTAIN_AUTHORS_CONFIDENCE = 0.85
"""From here on, a text of several names is authors wherever it stands."""

RIVAL_AUTHORS_CONFIDENCE = 0.7
"""From here on, what looks like a venue for sure may be authors all the same."""

VENUE_BEHIND_STOP_CONFIDENCE = 0.2
"""How much a venue must look like one behind authors and a full stop."""

VENUE_BEHIND_AUTHORS_CONFIDENCE = 0.5
"""The same behind authors and another sign."""

AUTHORS_BEFORE_VENUE_CONFIDENCE = 0.6
"""How much several names before a venue must look like them, of a text that may be one venue."""

EXPECTED_AUTHORS_CONFIDENCE = 0.3
"""How much names must look like them where authors stand elsewhere in the list, before a venue or
a date, or before "et al."."""

LONE_AUTHORS_CONFIDENCE = 0.6
"""The same where nothing of that helps."""

BRACKETED_VENUE_CONFIDENCE = 0.7
"""How much a venue in brackets at the end must look like one."""

VENUE_BEHIND_BREAK_CONFIDENCE = 0.7
"""The same behind a full stop, a bar or a dash."""

VENUE_BEHIND_COMMA_CONFIDENCE = 0.79
"""The same behind a comma, a semicolon or `in`."""

AUTHORS_BEFORE_UNKNOWN_CONFIDENCE = 0.55
"""How much names must look like them before a venue of any name, where authors are expected."""

BYLINE_NOTE_WORDS = 12
"""Words before a venue that are kept as a note; more of them are no byline."""

# -- document ----------------------------------------------------------------------------------

DETAILS_HEADING_LEVEL = 6
"""A `<summary>` ranks below all headings; one in another's details, below that."""

DEEPEST_HEADING_LEVEL = 9
"""Levels of details in details that are told apart."""

CLICK_CALL_WORDS = 5
"""Words that an invitation to click may have; a longer summary is a heading."""

BOLD_HEADING_WORDS = 8
"""Words of a bold line above bullets or rows that is a heading; a longer one is a remark."""

TITLE_BLOCK_ITEMS = 3
"""Titles with bullets below them from which on a list has such blocks; also the words that a
heading must have to be a title."""

ADDRESSED_TITLE_BLOCK_ITEMS = 2
"""The same of titles with nothing but links below them."""

TITLE_BLOCK_SHARE = 0.5
"""Part of the headings of a level that must be titles for that level to have titles."""

MAX_TITLE_ITEMS = 12
"""Items under one title; a heading with more of them has them for papers."""

MAX_LABELLED_TITLE_ITEMS = 40
"""Bullets with labels under one title: it may have a dozen of sites and codes."""

LABELLED_BULLET_SHARE = 0.6
"""Part of the bullets under a title that must begin with a label."""

# -- items: segments ---------------------------------------------------------------------------

BRACKET_LEVELS = 12
"""Brackets in brackets that are followed."""

SEGMENT_NAME_LIKELIHOOD = 0.6
"""Below this, a text behind `(2017):` is no name, and the year is within a title."""

FOLD_LABEL_WORDS = 3
"""Words that the label of a fold may have, below a title: `Show`, `Click to expand`."""

LINKED_NAMES_CONFIDENCE = 0.55
"""From here on, text in italics is names, and a linked name behind it one of them."""

# -- items: titles -----------------------------------------------------------------------------

LINKED_TITLE_WORDS = 2
"""Words of a link, from which on it may be the title beside names in different emphasis."""

SET_OFF_WORDS = 3
"""Words that are set off at the start of a title; more of them are the title."""

WORK_NAME_WORDS = 5
"""Words that the name of a work may have: what is longer is its title."""

NAME_LIST_CHARS = 1500
"""Longest list of authors that is looked for behind a title."""

LABELLED_TITLE_SCORE = 3
"""Of a text with the label `Title:`."""

OTHER_LABEL_PENALTY = 5
"""Of a text with another label, such as `Authors:`."""

WORD_COUNT_SCORES = {0: -6.0, 1: -2.0, 2: 0.0, 3: 1.2}
"""Of a text of few words, by their number."""

TITLE_WORDS = 30
"""Words that a title may have."""

TITLE_LENGTH_SCORE = 2.0
"""Of a text that is as long as a title."""

LONG_TEXT_PENALTY = 0.5
"""Of a text that is longer."""

OVERLONG_TEXT_WORDS = 60
"""Words from which on a text is much longer."""

OVERLONG_TEXT_PENALTY = 3
"""Of a text that is much longer, besides."""

VENUE_IN_TITLE_CONFIDENCE = 0.7
"""Above this, a text looks like a venue rather than a title."""

VENUE_TEXT_PENALTY = 4
"""Of a venue that is known, or of few words."""

LONG_VENUE_TEXT_PENALTY = 1
"""Of any other text that looks like a venue, or is the label of a link and may be one."""

DESCRIPTION_WORDS = 8
"""Words of a sentence below a name in bold, from which on it may describe that."""

DESCRIPTION_PENALTY = 8
"""Of a text that says what a name before it does: `**Fox** - hunts mice in snow.`"""

DATE_TEXT_PENALTY = 6
"""Of a date."""

BYLINE_TEXT_PENALTY = 5
"""Of several names with their venue or date."""

AUTHORS_IN_TITLE_CONFIDENCE = 0.6
"""From here on, a text looks like authors rather than a title."""

AUTHORS_TEXT_PENALTY = 3
"""Of what looks like authors, times the confidence."""

NAMED_TITLE_SCORE = 1.0
"""Of a text that begins with the names of several authors."""

REST_OF_TEXT_PENALTY = 2
"""Of a text that begins with a comma or a stop, or has "et al."."""

BRACKET_SCORES = {"[": -2.0, "(": -2.0, '"': 2.0}
"""Of a text in brackets or in quotation marks."""

PAPER_LINK_SCORE = 1.5
"""Of a text that links to a paper."""

OTHER_LINK_SCORE = 0.7
"""Of a text that links elsewhere."""

DEAD_LINK_PENALTY = 1
"""Of a text that links nowhere."""

WORK_NAME_PENALTY = 2.5
"""Of what rather is the name of a work before its title: `**Name**: Title`."""

COLUMN_PENALTY = 0.1
"""Of each column before that of a text."""

COUNTED_COLUMNS = 9
"""Columns for which that counts."""

FIRST_SEGMENT_SCORE = 0.5
"""Of the first text of an item that is not in brackets."""

LINE_PENALTY = 0.4
"""Of each line before that of a text."""

COUNTED_LINES = 5
"""Lines for which that counts."""

TITLE_HEAD_SCORE = 2.0
"""Of a column whose head says that it holds titles."""

NAME_HEAD_PENALTY = 0.7
"""Of a column whose head says that it holds names of works."""

OTHER_HEAD_PENALTY = 3.0
"""Of a column whose head says that it holds something else."""

ONLY_KNOWN_VENUE_CONFIDENCE = 2
"""More than any venue has that the registry lacks: none but known ones before a colon."""

LEADING_AUTHORS_CONFIDENCE = 0.9
"""How much several names before a full stop and a title must look like them."""

# -- items: what they say ----------------------------------------------------------------------

SAME_TYPE_SEGMENTS = 4
"""Fields of one kind that are told apart."""

LABEL_VENUE_CONFIDENCE = 0.5
"""How much a dated label must look like a venue that the registry lacks: `[VizConf 2024](u)`."""

KEYWORD_WORDS = 6
"""Words that a keyword before a title may have."""

LEADING_VENUE_CONFIDENCE = 0.5
"""How much a venue in brackets before a title must look like one."""

DATED_ITALIC_VENUE_CONFIDENCE = 0.2
"""How much text in italics must look like a venue beside a date, behind the title."""

DATED_VENUE_CONFIDENCE = 0.35
"""The same of any other text."""

EXPECTED_SEGMENT_CONFIDENCE = 0.2
"""How much names must look like them where the list has its authors."""

RESOURCE_NAME_WORDS = 10
"""Words that the name of a tool or a data set may have, if it is no link."""

FIELD_VALUE_WORDS = 6
"""Words that a value of a column of the list's own may have; a longer text is a remark."""

WORD_BESIDE_WORDS = 3
"""Words beside a link that tell it from another of one label: `[code](u) (PyTorch)`."""

# -- consensus of a list -----------------------------------------------------------------------

CONSENSUS_ITEMS = 3
"""Items that must agree before a list is said to have a manner."""

OWN_PAPER_LINE_SHARE = 0.75
"""Part of the lines of a paragraph that must tell a paper each."""

FORM_WEIGHT = 1.6
"""What speaks for a title in the form that all titles of the list have; less by their share."""

GROUP_WEIGHT = 1.2
"""The same of the form that all titles have in the same group of bullets, rows or paragraphs."""

FORM_MAJORITY_SHARE = 0.55
"""Part of the items that must say the same in one position, for it to be what the list says."""

UNDATED_SHARE = 0.2
"""Part of the venues in one position that may have no date, where the list has dated ones."""

OTHER_TEXT_SHARE = 0.8
"""Part of the texts in one position that must be words of whatever kind, for a lone name there to
be no author."""

LABEL_VENUE_SHARE = 0.2
"""Part of the papers with a known venue in a label, from which on other labels are venues too."""

REPEATED_LABEL_PENALTY = 2.0
"""What speaks against a title that is the label of several links."""

NAMED_PAPER_SHARE = 0.1
"""Part of the papers of a list that have names apart, if that is its manner."""

BARE_YEAR_SHARE = 0.25
"""Part of the undated titles that must end in a year, for the list to have its dates there."""

BARE_VENUE_SHARE = 0.5
"""Part of the plain titles that must have a venue behind them beyond doubt, among these and those
that end with a comma and a name with a year, for such names to be venues as well."""

LONE_AUTHOR_SHARE = 0.5
"""Share of the titles before a venue or a date, from which on the names beside them are authors."""

LONE_FAMILY_NAME_ITEMS = 3
"""Different names beside titles, from which on family names alone are authors too."""

OWN_TITLE_SCORE = 1.5
"""What a title must score for its line or its bullet in a bullet to be a paper of its own."""

OWN_TITLE_WORDS = 3
"""Words that it must have."""

CLEAR_LEAD_SCORE = 0.8
"""How much the best title must lead for its form to count as one of the list."""

NAMED_LABEL_CONFIDENCE = 0.1
"""How much a label must look like a venue where the list has venues in labels."""

# -- classification: entry or prose ------------------------------------------------------------

NOTHING_READ_LEVEL = 2
"""Height of the bar under headings such as *News*, where no item is read."""

MIN_TITLE_SCORE, MIN_CERTAIN_TITLE_SCORE = -0.5, -2.5
"""What a title must score; the second, where venue, date or authors leave little doubt."""

SENTENCE_WORDS = 3
"""Words before a title that make it a part of a sentence."""

LEFTOVER_WORDS = 8
"""Words of a paragraph that may be left over when its paper is read."""

GROUP_PAPERS = 2
"""Papers of a group from which on the rest of it may follow them."""

GROUP_PAPER_SHARE = 0.5
"""Part of a group that must be papers, for the rest of it to follow them."""

NAMED_VENUE_CONFIDENCE = 0.5
"""How much a venue must look like one to make a paper of an item among papers."""

TABLE_PAPER_SHARE = 0.4
"""Part of the rows that must be papers, for a table to hold papers."""

DIFFERENT_TITLE_SHARE = 0.7
"""Part of the titles of a table that must differ: names of models or tasks come again."""

# -- entries -----------------------------------------------------------------------------------

TOPIC_WORDS = 6
"""Words that a bullet may have to be a keyword of the papers in it."""

FACET_VALUES = 40
"""Different values of a column from which on readers would not choose by it."""

FACET_USES_SHARE = 2
"""How often each value of a column must come, in the mean, for readers to choose by it."""
