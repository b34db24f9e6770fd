"""Venues as lists write them: names, dates, tracks and awards, each mention with a confidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ....core.identifiers import NEW_ARXIV_PATTERN
from ....core.text import clean
from ....core.venues import Venue, VenueKind, Venues, normalize_venue
from .. import weights
from .dates import YEAR, Date, date, year_month
from .fragments import AROUND, COMPANY_ENDS, is_ignorable, strip_brackets
from .names import is_full_name

_BRACKETS = "()[]"

_TRACK = re.compile(
    r"\b(?:oral|spotlights?|highlight|poster|track|workshops?|findings|demos?|demonstrations?|short|"
    r"long|main|industry|datasets|benchmarks?|db|d&b|tutorial|survey|student|doctoral|late|"
    r"conference|abstract|notable|top|rejected|withdrawn|accepted|under|review|extended|papers?|"
    r"system|srw|w|proceedings|ext|special|issue|early|access|companion|regular|blog|tiny|"
    r"article|in press|lecture|invited|minor|major|revision|online|working|notes)\b",
    re.IGNORECASE,
)

_ONLY_TRACK = re.compile(
    r"(?:oral|spotlights?|highlights?|poster|findings|demo|short|long|main|top[- ]\d+%?|notable)"
    r"(?:\s+(?:paper|papers|presentation|track|conference))?",
    re.IGNORECASE,
)

_AWARD = re.compile(
    r"\(?\b((?:best|outstanding|distinguished|honou?rable)\b[\w\s-]{0,40}?"
    r"(?:paper|award|mention|runner-?up|candidate|finalist|nomination)s?(?:\s+(?:award|mention|"
    r"runner-?up|candidate|finalist|nomination|honou?rable mention))?)\)?",
    re.IGNORECASE,
)


def mentions_track(text: str) -> bool:
    """Return whether a word of a text may name a track."""
    return bool(_TRACK.search(text))


def may_be_track(text: str) -> bool:
    """Return whether a text behind a venue may name its track, or says nothing."""
    bare = text.strip(AROUND + _BRACKETS)
    return not bare or (len(bare) <= weights.TRACK_CHARS and mentions_track(bare))


def is_track(text: str) -> bool:
    """Return whether a text names nothing but a track: `Oral`, `Spotlight`."""
    return bool(_ONLY_TRACK.fullmatch(text.strip(AROUND + _BRACKETS)))


def without_award(text: str) -> tuple[str, str]:
    """A text without the award that it names, and that: "" if it names none."""
    match = _AWARD.search(text)
    if match is None:
        return text, ""
    return f"{text[: match.start()]} {text[match.end() :]}".strip(AROUND), clean(match[1])


def without_numbers(text: str) -> str:
    """A text without volume, number and pages, and the number of an article."""
    if not _DIGIT.search(text):
        return text
    return _EMPTY_BRACKETS.sub("", _NUMBERS.sub("", text))


_PREPRINT = re.compile(r"\w*(?:rxiv|preprints?)", re.IGNORECASE)

_VENUE_WORDS = re.compile(
    r"\b(?:conference|conf\.|journal|j\.|transactions|trans\.|proceedings|proc\.|workshops?|"
    r"symposium|symp\.|letters|annals|magazine|bulletin|congress|reviews?|review|frontiers|"
    r"advances|archives|acta|international|lncs|lecture notes|preprint|thesis|dissertation|"
    r"nature|science|ieee|acm|springer|elsevier|meeting|lett\.|eng\.|sci\.|comput\.|med\.|"
    r"technical report|tech report)(?=\W|$)",
    re.IGNORECASE,
)

# Names in scripts without capitals, of Chinese, Japanese and Korean venues.
_UNCASED_VENUE = re.compile(
    r"[\u3040-\u30ff\u4e00-\u9fff（）]{2,20}(?:学报|期刊|杂志|会议|大会|论文集|通报|科学|研究"
    r"|論文誌|学会誌|紀要|学会|論文集|シンポジウム|研究会|学位论文|硕士论文|博士论文|修士論文"
    r"|博士論文)"
    r"|[\uac00-\ud7af ]{2,24}(?:학회|논문지|학술대회|학회지|학술지|논문집|심포지엄|대회|학위논문)"
)

_CHINESE = re.compile("[\u4e00-\u9fff]")

# What stands before a year and is no venue.
_NO_VENUE = re.compile(
    r"(?:last )?(?:updated?|version|revised|since|edition|deadline|released?|published|early|late"
    r"|mid|before|after|until|from|copyright|dataset|part|forthcoming|to appear|submitted|accepted"
    r"|under (?:review|submission)|in (?:review|press|preparation))\b",
    re.IGNORECASE,
)

_MORE_NAME = re.compile(rf"{_VENUE_WORDS.pattern}|\.", re.IGNORECASE)

THESIS = r"(?:[A-Z][\w.'’]*\s+){0,2}(?:[Tt]hesis|[Dd]issertation)"
"""As a list says that a work is a thesis: `PhD thesis`, `Doctoral Dissertation`."""

_THESIS = re.compile(
    rf"(?P<thesis>{THESIS})"
    r"(?:[\s.,:;(–—-]+(?P<school>[^\s,()][^,()]*)(?:[,()].*)?)?"
)

# A name with commas in it, up to the acronym in brackets, or up to its last part.
_TO_ACRONYM = re.compile(r"[^()]*\([A-Z\d][\w-]*[A-Z][\w-]*\)")

_ENUMERATION = re.compile(r"(?:[^,]+, )+(?:and|&) [^,]+")

_ACRONYM = re.compile(r"[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:[-/& ][A-Z][A-Za-z]*)*")

_KINDS = (
    (re.compile(r"workshop|\bW\b", re.IGNORECASE), VenueKind.WORKSHOP),
    (re.compile(r"rxiv|preprint", re.IGNORECASE), VenueKind.PREPRINT),
    (
        re.compile(
            r"journal|transactions|\btrans\b|letters|annals|magazine|bulletin", re.IGNORECASE
        ),
        VenueKind.JOURNAL,
    ),
    (re.compile(r"conference|symposium|congress|proceedings", re.IGNORECASE), VenueKind.CONFERENCE),
)


def has_venue_word(text: str) -> bool:
    """Return whether a word of a text is one of the names of venues: `Conf. on Lists`."""
    return _VENUE_WORDS.search(text) is not None


def guess_venue_kind(name: str) -> VenueKind | None:
    """Return what the words of a name tell of how a venue reviews."""
    return next((kind for pattern, kind in _KINDS if pattern.search(name)), None)


_SMALL_WORDS = frozenset({"of", "and", "on", "in", "for", "the", "with"})


def venue_likelihood(name: str, *, dated: bool) -> float:
    """Return the likelihood that a name is that of a venue, from 0 to 1.

    :param dated: whether a year follows it, or pages do.
    """
    worded = weights.DATED_WORDED_VENUE_CONFIDENCE if dated else weights.WORDED_VENUE_CONFIDENCE
    if _UNCASED_VENUE.fullmatch(name):
        return worded
    words = name.split()
    if (
        not words
        or (not (dated or name.isascii()) and _CHINESE.search(name))
        or len(words) > weights.VENUE_WORDS
        or len(name) < 2
        or not name[0].isalnum()
        or (dated and _NO_VENUE.match(name))
        or _is_sentence(words)
    ):
        return 0
    if re.search(r"https?:|[?!=]|\bet al\b", name) or not any(c.isupper() for c in name):
        return 0
    if _PREPRINT.fullmatch(name):
        return weights.PREPRINT_VENUE_CONFIDENCE
    if _VENUE_WORDS.search(name) or _ABBREVIATED.search(name):
        return worded
    if len(words) <= weights.ACRONYM_WORDS and _ACRONYM.fullmatch(name):
        return weights.DATED_ACRONYM_CONFIDENCE if dated else weights.ACRONYM_CONFIDENCE
    lower = any(word[0].islower() and word not in _SMALL_WORDS for word in words)
    lower = lower or words[-1] in COMPANY_ENDS
    if lower or len(words) > weights.CAPITALISED_VENUE_WORDS:
        return weights.DATED_SENTENCE_CONFIDENCE if dated else 0
    return weights.CAPITALISED_VENUE_CONFIDENCE if dated else weights.UNDATED_VENUE_CONFIDENCE


def _is_sentence(words: Sequence[str]) -> bool:
    """Return whether a sentence goes on: `consists of reviews that Ann wrote until 2012`."""
    lower = sum(word.islower() and word not in _SMALL_WORDS for word in words)
    return words[0].islower() and 2 * lower > len(words)


@dataclass(frozen=True, slots=True)
class VenueMention:
    """A place where a paper appeared, and its date."""

    name: str
    """As the registry calls it, or as the list does."""
    when: Date | None = None
    track: str = ""
    award: str = ""
    aside: str = ""
    """What is said behind it and is no track, such as where the authors work."""
    school: str = ""
    """Where a thesis was written."""
    confidence: float = 0
    """How much it looks like a venue, from 0 to 1."""
    known: bool = False
    """Whether the registry knows it."""
    is_bare: bool = False
    """Whether nothing but its name is told, which may be a nickname as well."""
    from_id: bool = False
    """Whether its date is told as in an id of arXiv: `arXiv 1905`."""

    @property
    def is_thesis(self) -> bool:
        """Return whether it says that the work is a thesis."""
        return not self.known and _THESIS.fullmatch(self.name) is not None


_LEAD = re.compile(
    r"(?:(?:accepted|appeared|published|presented|to appear|appears|under review|submitted)"
    r"(?:\s+(?:for|as)\s+(?:an?\s+)?(?:publication|presentation|oral|poster|spotlight|talk))?"
    r"(?:\s+(?:by|to|at|in|for|on))?(?:\s+the)?\s+|in:?\s+(?:the\s+)?|at\s+|@\s*)",
    re.IGNORECASE,
)

_PROCEEDINGS = re.compile(
    r"proc(?:eedings|\.)?\s+(?:of\s+)?(?:the\s+)?(?!(?:ieee|acm|spie|pnas)\s*(?:[(,.]|\Z))",
    re.IGNORECASE,
)

_ORDINAL = re.compile(r"\A(?:the\s+)?\d+(?:st|nd|rd|th)\s+(?=[A-Z])", re.IGNORECASE)

_WHEN = re.compile(
    rf"(?<![\d.])(?P<date>{YEAR}(?:年|\s?[-/.]\s?[01]?\d(?:[-/.][0-3]?\d)?(?:\s?/\s?\d[\d.]*)?)?)(?![\d])"
    r"|(?P<short>\s?['’‘`´]\s?(?P<two>\d\d)(?!\d))"
)

# The year first: `'20-VizConf`.
_SHORT_FIRST = re.compile(r"\s*['’‘`´](?P<two>\d\d)[\s-]+(?=[A-Za-z])")

# As most venues are told: `CVPR 2020`.
_PLAIN = re.compile(rf"([A-Za-z][A-Za-z &-]*),? ({YEAR})\.?")

_JOINED = re.compile(r"(?P<name>[A-Za-z][A-Za-z-]*?[A-Za-z])[-\s]?(?P<two>[0-2]\d)(?!\d)")

_MONTH_BEFORE = re.compile(
    r"[\s,]*\b((?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?)[\s,]*$",
    re.IGNORECASE,
)

_ARXIV = re.compile(
    r"(?:arxiv|corr)(?:\s*(?:preprint|e-?print))?[\s,]*(?:arxiv)?[\s:,]*(?:abs/)?"
    rf"(?:{NEW_ARXIV_PATTERN})?(?:\s*\[[a-z.-]+\])?",
    re.IGNORECASE,
)

_DIGIT = re.compile(r"\d")

# What stands before the name of a venue, or makes one without a date; in lower case.
_LEADS = re.compile(
    r"\W*(?:ieee|acm|springer|elsevier|proc|accepted|appear|published|presented|to\b|submitted"
    r"|under|in\b|at\b|@)"
)

_VENUE_SIGNS = re.compile(r"rxiv|preprint|award|paper|thesis")

_BEGINNING_LETTERS = 6
"""Letters by which the names of venues are told from other text."""

_BEGINNING_LENGTHS = range(2, _BEGINNING_LETTERS + 1)

_GLANCE_CHARS = 24
"""Letters of a text in which those are."""

_TITLE = re.compile(r"\)?\s*[:：]\s*\S+\s+\S+\s+\S")

# Volume, issue and pages behind the name of a journal.
_PAGES = re.compile(
    r"(?<=[A-Za-z.)])[\s,:]+(?:vol(?:ume|\.)?\s*)?\d{1,4}(?:\.\d{1,5})?(?:\s*\(\d[\d–-]*\))?"
    r"(?:\s*[,:]\s*(?:pp?\.?\s*|article\s+)?[A-Za-z]?\d+(?:\s*[-–]\s*[A-Za-z]?\d+)?)?\Z",
    re.IGNORECASE,
)

# Behind a number it is the year, and no page: before the end, or before pages.
_LONE_YEAR = r"(?:19|20)\d\d(?:[\s.)]*\Z|\s*,(?!\s*(?:19|20)\d\d[\s.)]*\Z))"

# The same anywhere: volume, number, pages and number of the article.
_NUMBERS = re.compile(
    r"[\s,;]*\b(?:vol(?:ume)?|no|nr|issue|pp|p(?=\.)|pages?|art(?:icle)?(?:\.?\s+(?:id|no))?)\b\.?\s*:?\s*"
    r"[a-z]?\d[\w.]*(?:\s*[-–]\s*\w*\d+)?"
    r"|(?<=[a-z.,)])[\s,;]*(?<!\d)\d{1,4}\s*\((?!(?:19|20)\d\d\))\d[\d–-]*\)"
    rf"(?:[\s:,]*(?!{_LONE_YEAR})(?-i:e[a-z]{{3}})?[a-z]?\d[\d:]*"
    r"(?:[–-]+[a-z]?\d[\d:]*)*)?"
    r"|(?<=[a-z.,)])[\s,;]*(?<!\d)\d{1,4}:\s?[a-z]?\d+(?:\s*[-–]\s*\d+|\([\d–-]+\))?"
    r"|(?<=[a-z\d)])\s*,\s*\d{5,8}(?=\s*(?:[,.]|\Z))"
    r"|(?<=[a-z)])\s*,\s*(?!(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d\b)\d{1,5}\s*[-–]\s*\d{1,5}"
    r"(?=\s*(?:[,.]|\Z))",
    re.IGNORECASE,
)

# What is left of brackets around them.
_EMPTY_BRACKETS = re.compile(r"\s*(?:\(\s*[,;:.]?\s*\)|\[\s*[,;:.]?\s*\])")

_BRACKETED = re.compile(r"\w\s*\(([A-Z\d][\w-]+)\)\Z")

_AFTER_NAMES = re.compile(r",\s*(?:[A-Z]\.[\s-]?)+,")

# As journals are abbreviated: `Front. Neurosci`; its last full stop belongs to it.
_ABBREVIATED = re.compile(r"\A(?:[A-Z][a-z]*\.?\s)*[A-Z][a-z]+\.\s(?:[A-Z][a-z]+\.?\s?)+\Z")

_VOLUME = re.compile(r"\s*[.(:,]\s*\d")

_FINDINGS = re.compile(
    r"(?P<before>[\w-]+?)\s*[-(]?\s*findings\)?"
    r"|findings[\s:-]+(?:of\s+)?(?:the\s+)?(?P<behind>[\w-]+)",
    re.IGNORECASE,
)

_WORKSHOP = re.compile(r"\W*\b(?P<word>workshops?)\b", re.IGNORECASE)

_OF_WORKSHOP = re.compile(r"workshops?\b", re.IGNORECASE)

_NAME_WORD = re.compile(r"[^\s/(,-]+")

_PUBLISHERS = re.compile(
    r"(?:ieee(?:[/-]cvf|[/-]acm|[/-]rsj)?|acm|springer|elsevier)[\s-]+", re.IGNORECASE
)

# Who published the proceedings of that name, behind it.
_PUBLISHED_BY = re.compile(
    r"(?<=\w[\w)])(?<!\bProc)[.,]\s+"
    r"(?:(?:IEEE|ACM|AAAI|MIT|CRC)(?:\s(?:Press|Computer Society))?|PMLR"
    r"|(?:Citeseer|Springer|Elsevier|Curran|USENIX|Association for|Society for)\b[\w\s,-]*)\Z"
)

_OF_EVENT = re.compile(r"\b(?:conf|symp|proc|meeting|congress)", re.IGNORECASE)


_BEHIND_TITLE = re.compile(r"(?:IEEE )?[A-Z][a-z\d]*-?[A-Z][\w-]*")


def split_acronym(text: str) -> tuple[str, str] | None:
    """Split off an acronym in brackets at the end of a title, if it does not abbreviate that."""
    title, bracket, acronym = text.removesuffix(")").rpartition(" (")
    if not (bracket and text.endswith(")") and _BEHIND_TITLE.fullmatch(acronym)):
        return None
    words = (word[0].lower() for word in re.findall(r"\w+", title))
    is_of_title = all(letter in words for letter in acronym.lower() if letter.isalpha())
    return None if is_of_title else (title, acronym)


class VenueFinder:
    """Recognises venues."""

    def __init__(self, venues: Venues) -> None:
        self.venues = venues
        names = (name for one in venues for name in (one.name, one.full, *one.aliases) if name)
        self._beginnings = {normalize_venue(name)[:_BEGINNING_LETTERS] for name in names}

    def find(self, text: str) -> VenueMention | None:
        """The venue that a text names, if it names one and says nothing else."""
        if len(text) > weights.VENUE_TEXT_CHARS or self._is_hopeless(text):
            return None
        if (match := _PLAIN.fullmatch(text)) and (venue := self.known(match[1])):
            return VenueMention(venue.name, Date(int(match[2])), confidence=1, known=True)
        return self._read(text)

    def _is_hopeless(self, text: str) -> bool:
        """Return whether a text is a title or names at first glance: a look costs time."""
        long = len(text) > weights.VENUE_GLANCE_CHARS or text.count(",") > 3
        return long and not _DIGIT.search(text) and self.known(text) is None

    def may_be_likely(self, text: str) -> bool:
        """Return whether a text may be a known or dated venue, by the letters at its start.

        That of any other is of little confidence, and a glance takes no time.
        """
        return _DIGIT.search(text) is not None or self.begins_like_one(text)

    def begins_like_one(self, text: str) -> bool:
        """Return whether a text may begin with a known venue, or has the signs of one."""
        low = text.lower()
        if _LEADS.match(low) or _VENUE_SIGNS.search(low):
            return True
        beginning = normalize_venue(text[:_GLANCE_CHARS])
        return not self._beginnings.isdisjoint([beginning[:end] for end in _BEGINNING_LENGTHS])

    def known(self, name: str) -> Venue | None:
        """The venue of that name in the registry, a publisher before it aside."""
        name = name.strip(AROUND)
        result = self.venues.find(name)
        if result is None and (match := _PUBLISHERS.match(name)):
            result = self.venues.find(name[match.end() :])
        return result

    def _read(self, text: str) -> VenueMention | None:
        written = clean(text)
        if match := _SHORT_FIRST.match(written):
            written = f"{written[match.end() :]} '{match['two']}"
        text = strip_brackets(written.strip(AROUND))
        text = text.lstrip(
            "".join(c for c in text[:3] if not c.isascii() and not c.isalnum()) + " "
        )
        text, award = without_award(text)
        complete = text
        text = without_numbers(text)
        paged = text != complete
        for lead in (_LEAD, _PROCEEDINGS):
            match = lead.match(text)
            if match and not (lead is _PROCEEDINGS and self.known(self._parts(text)[0])):
                text = text[match.end() :]
        if not text or not any(c.isalpha() for c in text):
            return None
        if place := self._arxiv(text, award):
            return place
        before, when, after = self._parts(text)
        if after and not before:  # `Nov. 2024 | CVPR 2025`: the venue's own date counts
            before, dated, after = self._parts(after.strip(AROUND))
            when = dated or when
        name, track = (before, after) if before else (after, "")
        place = self._named(name, track, when, paged=paged)
        if place and not place.known and _is_abbreviated(place.name, written):
            place = replace(place, name=f"{place.name}.")
        return replace(place, award=award) if place and award else place

    def _arxiv(self, text: str, award: str) -> VenueMention | None:
        """ArXiv, or where the paper appeared later: `arXiv:2101.00001 / CVPR 2021`."""
        match = _ARXIV.match(text)
        if match is None:
            return None
        rest, when = self._when(text[match.end() :])
        if when is None and (month := year_month(rest.strip("'’ "))):
            return VenueMention("arXiv", month, "", award, confidence=1, known=True, from_id=True)
        behind = text[match.end() :].lstrip(f"{AROUND}&")
        if behind[:1].isalpha() and (later := self._read(behind)) and later.known:
            return later
        if not rest or mentions_track(rest):
            return VenueMention("arXiv", when, rest, award, confidence=1, known=True)
        return None

    def _when(self, text: str) -> tuple[str, Date | None]:
        before, when, after = self._parts(text)
        return clean(f"{before} {after}").strip(AROUND + "()[]"), when

    def _parts(self, text: str) -> tuple[str, Date | None, str]:
        """Return what stands before a year, the date, and what stands after it."""
        match = _WHEN.search(text)
        if match is None:
            joined = _JOINED.search(text)
            if joined and self.known(joined["name"]) and not _VOLUME.match(text, joined.end()):
                year = Date(2000 + int(joined["two"]))
                return text[: joined.end("name")], year, _rest(text[joined.end() :])
            return text, None, ""
        before, after = text[: match.start()], text[match.end() :]
        if _TITLE.match(after):
            return text, None, ""
        short = match["two"]
        when: Date | None = Date(_century(int(short))) if short else date(match["date"])
        if month := _MONTH_BEFORE.search(before):
            dated = date(f"{month[1]} {match['date'] or when}")
            before, when = before[: month.start()], dated or when
        before = before.strip(AROUND).removesuffix("(").removesuffix("[").strip(AROUND)
        return before, when, _rest(after)

    def _named(
        self, name: str, track: str, when: Date | None, *, paged: bool
    ) -> VenueMention | None:
        bare = _PAGES.sub("", name.strip(AROUND)).strip(AROUND)
        paged, name = (
            paged or bare != name.strip(AROUND),
            _PUBLISHED_BY.sub("", _ORDINAL.sub("", bare)),
        )
        aside = ""
        track = "" if is_ignorable(track) else track
        if match := _THESIS.fullmatch(name):
            school = match["school"] or ("" if mentions_track(track) else track)
            confidence = venue_likelihood(match["thesis"], dated=when is not None)
            return VenueMention(
                match["thesis"],
                when,
                school=school.strip(AROUND + _BRACKETS),
                confidence=confidence,
            )
        if track and not may_be_track(track):
            # Where the authors work: `CVPR, 2020 (Some Institute)`.
            if self.known(name) is None or len(track) > weights.VENUE_ASIDE_CHARS:
                return None
            track, aside = "", strip_brackets(track)
        dated, bare = when is not None, _without_city(name)
        result = self._known(name, dated=dated)
        if result is None and bare != name:
            result = self._known(bare, dated=dated)
        if result:
            known, more = result
            rest = strip_brackets(clean(f"{more} {track}"))
            if match := _OF_WORKSHOP.match(rest):
                name = f"{known.name} Workshop"
                known = self.venues.find(name) or Venue(name, kind=VenueKind.WORKSHOP)
                rest = "" if match.end() == len(rest) else rest
            rest = "" if is_ignorable(rest) else rest
            confidence = 1 if when else weights.UNDATED_KNOWN_VENUE_CONFIDENCE
            is_bare = not (when or rest or aside)
            return VenueMention(
                known.name,
                when,
                rest,
                aside=aside,
                confidence=confidence,
                known=True,
                is_bare=is_bare,
            )
        written, name = name, bare
        confidence = venue_likelihood(name, dated=dated or paged)
        if paged and confidence >= weights.CAPITALISED_VENUE_CONFIDENCE:
            confidence = max(confidence, weights.PAGED_VENUE_CONFIDENCE)
        if confidence >= weights.WORDED_VENUE_CONFIDENCE and (titled := self._titled(written)):
            confidence = 1 if when else weights.UNDATED_KNOWN_VENUE_CONFIDENCE
            return VenueMention(titled.name, when, track, confidence=confidence, known=True)
        return (
            VenueMention(name, when, strip_brackets(track), confidence=confidence)
            if confidence
            else None
        )

    def _titled(self, name: str) -> Venue | None:
        """The venue of which that is the title of a volume: `27th Conference on Lists`."""
        if len(name.split()) < weights.VENUE_TITLE_WORDS or _WORKSHOP.search(name):
            return None
        is_journal = _OF_EVENT.search(name) is None
        return self.venues.titles.find_venue(name, is_journal=is_journal)

    def _in_brackets(self, name: str) -> Venue | None:
        """The venue of which the acronym stands behind the name, in brackets: no names before."""
        match = _BRACKETED.search(name)
        if match is None or _AFTER_NAMES.search(name):
            return None
        first, comma, _ = name.partition(",")
        return None if comma and is_full_name(first.strip()) else self.known(match[1])

    def _known(self, name: str, *, dated: bool) -> tuple[Venue, str] | None:
        """The venue that a name begins with or belongs to, and what else the name says."""
        if result := self.known(name) or self._in_brackets(name):
            return result, ""
        if (match := _FINDINGS.fullmatch(name)) and (
            result := self.venues.find(f"Findings of {match['before'] or match['behind']}")
        ):
            return result, ""
        if match := _WORKSHOP.search(name):
            host = self._in_brackets(name[: match.start("word")].rstrip())
            before = host.name if host else name[: match.start()]
            result = self.venues.find(f"{before} Workshop")
            if host and result is None:
                result = Venue(f"{host.name} Workshop", kind=VenueKind.WORKSHOP)
            return (result, name[match.end() :]) if result else None
        words = list(_NAME_WORD.finditer(name[: weights.VENUE_NAME_CHARS]))
        # An undated text of many words is a title, or names.
        for word in reversed(words[:-1] if dated or len(words) <= weights.VENUE_NAME_WORDS else []):
            head, rest = name[: word.end()], name[word.end() :]
            if (result := self.known(head)) and not (head.istitle() and result.name.isupper()):
                return (result, rest) if may_be_track(rest) or rest.lstrip()[:1] in "(/" else None
        return None


def _without_city(name: str) -> str:
    """A name without the place behind it: `Conf. Reading, Writing and Lists (CRWL), Rome`."""
    head, comma, behind = name.partition(",")
    if not comma:
        return name
    if match := _TO_ACRONYM.match(name) or _ENUMERATION.match(name):
        return match[0] if _VENUE_WORDS.search(match[0]) else name
    return head if _VENUE_WORDS.search(head) and not _MORE_NAME.search(behind) else name


def _is_abbreviated(name: str, written: str) -> bool:
    """Return whether the full stop behind a name belongs to it: `Remote Sens., vol. 13`."""
    stop, behind = f"{name}." in written, written.partition(f"{name}.")[2]
    return stop and bool(_ABBREVIATED.search(name) or (behind[:1] == "," and not name.isupper()))


def _rest(text: str) -> str:
    text = text.strip()
    if text[:1] in {")", "]"}:
        text = text[1:]
    return text.strip(AROUND)


def _century(two: int) -> int:
    return 2000 + two if two < 60 else 1900 + two
