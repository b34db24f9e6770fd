"""Decide which items are entries: papers, or tools, data sets, courses and the like.

What should be a paper by what stands around it, and is none, is named.

It knows what an item says, and what stands around it; how that was read is no matter of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median_low

from ...core.person_names import ET_AL
from . import weights
from .document.headings import HeadingReader, is_contents
from .document.outline import Document, ItemForm, Style
from .items.extraction import Interpretation
from .items.segments import Segment, SegmentType
from .items.splitting import ParsedItem
from .items.titles import SENTENCE
from .resource_classification import ResourceFinder, may_be_paper
from .words.authors import split_et_al
from .words.dates import date
from .words.fragments import EDGES, count_words, tidy
from .words.link_kinds import UrlKind, is_label, split_label

# Headings of the parts of a list that tell no papers, in the languages that lists are written in.
_NO_LIST = re.compile(
    r"\b(?:news|call for papers?|updates?|update log|change ?log|(?:table of )?contents?|toc"
    r"|citations?|cite|citing|bibtex|contribut\w+|licen[cs]e|acknowledge?ments?|acknowledge|contacts?"
    r"|star history|faq"
    r"|maintainers?|sponsors?|about us|disclaimer|how to (?:contribute|cite|use|submit|add)"
    r"|getting started|what's new|todo|roadmap|star-history|stargazers|our team|the team|join us)\b"
    r"|更新|目录|目錄|引用|贡献|貢獻|致谢|许可|联系|新闻|動態|动态",
    re.IGNORECASE,
)

_RESOURCE_WORDS = (
    r"workshops?|tutorials?|talks?|seminars?|blogs?|blog posts?|posts?|courses?|videos?"
    r"|books?|textbooks?|tool ?box(?:es)?|tools?|toolkits?|librar(?:y|ies)|software|packages?"
    r"|websites?|challenges?|competitions?|lectures?|notebooks?"
    r"|related (?:lists?|repos\w*|resources|projects)|resources|awesome lists?|repos?"
    r"|repositories|communit(?:y|ies)|people|groups?|labs?|slides|newsletters?|podcasts?"
    r"|implementations?|code ?bases?|platforms?|products?|companies|leader ?boards?"
    r"|conferences?"
)

# Headings of what is told like papers and is none: the bar is higher there. With another noun
# behind, such a word is part of a topic: `Video Generation`, `Software Testing`.
_RESOURCES = re.compile(
    rf"\b(?:{_RESOURCE_WORDS})\b"
    rf"(?!\s+(?!(?:and|or|for|on|of|about|by|with|in|from|to|{_RESOURCE_WORDS})\b)[^\W\d_])",
    re.IGNORECASE,
)

# Headings with one of these tell papers too, whatever else they tell.
_WRITINGS = re.compile(r"\b(?:papers?|surveys?|articles?|publications?)\b|论文|综述", re.IGNORECASE)


def classify_items(headings: HeadingReader, parsed: Sequence[ParsedItem]) -> None:
    """Decide which items are entries, and of which type."""
    bars = [_bar(headings, heading) for heading in range(len(headings.titles))]
    groups: dict[int, list[ParsedItem]] = defaultdict(list)
    for one in parsed:
        groups[one.item.group].append(one)
        bar = bars[one.item.heading]
        if one.facts is not None and bar < weights.NOTHING_READ_LEVEL:
            one.facts.dated_above = headings.venue_and_date(one.item.heading)[1] is not None
            one.is_paper = _is_paper(one, one.facts, bar)
    resources = ResourceFinder(headings)
    for group in groups.values():
        read = [one for one in group if bars[one.item.heading] < weights.NOTHING_READ_LEVEL]
        if read:
            _among(read, bars[read[0].item.heading])
        resources.find(read)
        _name_missed([one for one in read if not one.is_resource], headings.main)


def linked_headings(headings: HeadingReader, document: Document) -> Iterator[int]:
    """Yield the headings that link to a paper and may be its title, where entries may stand."""
    for number, heading in enumerate(document.headings):
        is_title = number and number != headings.main
        if (
            is_title
            and count_words(heading.title) >= weights.TITLE_BLOCK_ITEMS
            and any(mark.leads_to_paper and not mark.badge for mark in heading.marks)
            and _bar(headings, number) < weights.NOTHING_READ_LEVEL
        ):
            yield number


def _bar(headings: HeadingReader, heading: int) -> int:
    """Return the bar under a heading: 0, 1 where other things are told, 2 where nothing is."""
    path = headings.path(heading)
    titles = [headings.titles[h] for h in path if h != headings.main or h == heading]
    # What stands under a heading of its own within such a part is judged by that heading; years
    # are parts of what stands above them, but for a table of contents.
    own = [title for title in titles[-2:] if not date(title)][-1:]
    if titles and date(titles[-1]) and all(map(is_contents, own)):
        own = []
    if any(_NO_LIST.search(title) and count_words(title) <= 5 for title in own):
        return weights.NOTHING_READ_LEVEL
    return int(any(_RESOURCES.search(title) and not _WRITINGS.search(title) for title in titles))


def _is_paper(one: ParsedItem, facts: Interpretation, bar: int) -> bool:
    """Return whether an item tells a paper, by what it says itself.

    A paper has a title and one of: a link to it, a venue that is known with a year, or authors
    with a venue or a year. In a paragraph it begins with its title and leaves little unsaid.
    """
    count = count_words(facts.title)
    chosen = one.fields[facts.candidate.first]
    # Two words with capitals may be a name; behind a venue that is known, with its year, or above
    # several names and a venue or a year, they are a title.
    place = facts.place
    known = place is not None and place.known
    dated_here = place is not None and (place.when is not None or facts.dated_above)
    behind = dated_here and not facts.authors
    above = facts.says_paper and len(facts.authors) > 1 + (facts.authors[-1:] == (ET_AL,))
    is_certain = (known and behind) or (
        above and (known or facts.when is not None or place is not None)
    )
    if (
        count < 1
        or facts.candidate.score
        < (weights.MIN_CERTAIN_TITLE_SCORE if is_certain else weights.MIN_TITLE_SCORE)
        or (chosen.what is SegmentType.LINK and is_label(facts.title))
    ):
        return False
    if (
        chosen.target is not None
        and chosen.target.leads is UrlKind.NOWHERE
        and chosen.target.url.startswith("#")
    ):
        return False
    dated = (
        facts.dated_above
        or facts.when is not None
        or (place is not None and place.when is not None)
    )
    named = facts.authors and (place is not None or dated)
    if facts.says_paper:
        enough = count >= 2 or bool(facts.authors) or known
    elif bar:
        enough = place is not None and dated and bool(facts.authors)
    else:
        elsewhere = {target.leads for _, target, _ in facts.links}
        only_other = bool(elsewhere) and elsewhere <= {UrlKind.VIDEO, UrlKind.CODE}
        enough = count >= 2 and bool(
            (known and (dated or chosen.target))
            or (named and not only_other)
            or (known and facts.authors)
            or (place and dated and not only_other and _is_headed(one, facts))
        )
    if not enough or _is_no_paper(one, facts):
        return False
    if one.item.form is ItemForm.PARAGRAPH:
        return (_begins(one, facts) and not _is_sentence(one, chosen)) and (
            _left(facts) <= weights.LEFTOVER_WORDS or _is_title_line(one, facts)
        )
    return _begins(one, facts) or one.item.form is ItemForm.ROW


# Where a page may be, of a paper or of something else.
_PAGES = frozenset({UrlKind.OTHER, UrlKind.PROJECT})


def _is_headed(one: ParsedItem, facts: Interpretation) -> bool:
    """Return whether it is a row, and heads of its table say what is a title and what a venue."""
    title = one.fields[facts.candidate.first].row
    roles = [column.role for column in one.item.columns]
    return "venue" in roles and one.item.role(title) == "title"


# Titles of what is told beside papers and is none.
_NO_PAPER = re.compile(
    r"(?:the\s+)?(?:see (?:also|here)|special issue|call for|cfp\b|grand challenge|open positions?"
    r"|job (?:offers?|openings?|opportunit(?:y|ies)|positions?|posts?|postings?)|jobs$)\b",
    re.IGNORECASE,
)

# A title that goes on with what a link names: `[Data](x) used in [Lee et al.](y)`.
_GOES_ON = re.compile(r"[a-z][a-z\s,-]*\s(?:in|by|from|of|with|for|at|on|to|see|and|or|the|an?|as)")

# The same before what a link cites: `Data of the paper [Lee et al., CVPR 2016](#lee16)`.
_ENDS_AMID = re.compile(r"\b(?:in|by|from|of|with|for|at|on|to|see|papers?|article|work)\Z")

# A name of one or two words, and what follows it.
_BEHIND_NAME = re.compile(r"\W*\w[\w.-]*(?:\s[\w.-]+)?\s*[,.(\[–—:]\s*(?P<rest>.+)")

_DEADLINE = re.compile(
    r"\bdeadline\b|\b(?:submissions?|registration|applications?) (?:is|are) (?:open|due|closed)\b",
    re.IGNORECASE,
)


def _is_no_paper(one: ParsedItem, facts: Interpretation) -> bool:
    """Return whether an item is a call, a sentence about a link, two papers, or an address."""
    if facts.tells_another or facts.title.startswith(("http://", "https://")):
        return True
    texts = [field.text for field in one.fields]
    cited = split_et_al(facts.title)  # `[Lee et al.](u)` cites a paper, by no title
    is_cited = cited is not None and not cited[1].strip(EDGES + ".")
    if is_cited or _NO_PAPER.match(facts.title) or _DEADLINE.search("\n".join(texts)):
        return True
    chosen, after = one.fields[facts.candidate.first], facts.candidate.last + 1
    follows = one.fields[after] if after < len(texts) else None
    if chosen.what is SegmentType.TEXT and follows is not None:
        says_what = follows.target is not None and follows.label.says_what
        if not says_what and _GOES_ON.fullmatch(facts.title):
            return True
        if _cites(follows) and _ENDS_AMID.search(facts.title):
            return True
    named = chosen.target is not None and not chosen.target.leads.is_paper
    return named and after < len(texts) and bool(SENTENCE.match(texts[after]))


def _cites(one: Segment) -> bool:
    """Return whether it leads to a paper of the list itself: `[Lee et al., CVPR 2016](#lee16)`."""
    is_here = one.target is not None and one.target.url.startswith("#")
    return is_here and one.annotation.around_et_al is not None


def _begins(one: ParsedItem, facts: Interpretation) -> bool:
    """Return whether nothing but keywords, dates, names and venues stands before the title."""
    unread, row = {*facts.notes, *facts.tags}, one.fields[facts.candidate.first].row
    return not any(
        before.what is SegmentType.TEXT
        and not before.style
        and not before.bracket
        and (before.row == row or one.item.form is not ItemForm.BULLET)
        and count_words(before.text) >= weights.SENTENCE_WORDS
        and (tidy(before.text) in unread or _is_remark(before))
        for before in one.fields[: facts.candidate.first]
    )


def _is_remark(one: Segment) -> bool:
    says = split_label(one.text)
    return says is not None and says[0] in {"comment", "field"}


def _is_sentence(one: ParsedItem, chosen: Segment) -> bool:
    """Return whether a paragraph is a sentence in which words link to papers.

    What leads to the paper that it tells is its title, an address, a label, or the venue or the
    date of the paper: `[CHI 2024](u)`.
    """
    papers = [field for field in one.fields if field.target and field.target.leads.is_paper]
    return bool(papers) and not any(
        field is chosen
        or field.badge
        or field.label.says_what
        or field.text.startswith("http")
        or field.annotation.venue_or_date(weights.CERTAIN_VENUE_CONFIDENCE)
        for field in papers
    )


def _is_title_line(one: ParsedItem, facts: Interpretation) -> bool:
    """Return whether a title in bold is the first line, and a label says that the paper is linked.

    What stands between says what is in the paper.
    """
    first, after = one.fields[0], one.fields[1] if len(one.fields) > 1 else None
    ends = after is not None and (after.soft or after.row > first.row)
    labelled = any(one.label.names_paper for one in one.fields if one.target)
    return ends and labelled and facts.candidate.first == 0 and bool(first.style & Style.BOLD)


def _left(facts: Interpretation) -> int:
    """Words of what is not understood."""
    return sum(count_words(note) for note in facts.notes)


def _among(group: Sequence[ParsedItem], bar: int) -> None:
    """Decide what only the neighbours tell: whether a table tells papers, and who stands out.

    :param bar: the bar under their heading.
    """
    if group[0].item.form is ItemForm.BULLET:
        linked = not bar and any(one.is_paper for one in group)
        likely = [one for one in group if one.is_paper or _ends_with_venue(one, linked=linked)]
        if len(likely) >= max(weights.GROUP_PAPERS, weights.GROUP_PAPER_SHARE * len(group)):
            for one in likely:
                one.is_paper = True
    papers = [one for one in group if one.is_paper]
    if papers and papers[0].item.form is ItemForm.ROW and not _are_titles(papers, len(group)):
        for one in papers:
            one.is_paper = False
    elif papers:
        often = max(weights.GROUP_PAPERS, weights.GROUP_PAPER_SHARE * len(group))
        _beside(papers, group, often=len(papers) >= often)


def _beside(papers: Sequence[ParsedItem], group: Sequence[ParsedItem], *, often: bool) -> None:
    """Decide about what stands beside papers.

    :param often: whether most of the group are papers; else only what has authors stands out.
    """
    forms = {one.facts.candidate.form for one in papers if one.facts}
    for one in group:
        if one.is_paper or one.facts is None:
            continue
        in_form = one.facts.candidate.form in forms
        one.is_paper = often and in_form and _is_alike(one, one.facts)
        stands_out = often or (in_form and bool(one.facts.authors))
        one.stands_out = stands_out and not (
            one.is_paper or one.item.is_topic or one.item.form is ItemForm.PARAGRAPH
        )


def _name_missed(group: Sequence[ParsedItem], main: int) -> None:
    """Note what is read as no paper, though it links to one or two, or has a venue and a year.

    :param main: the heading of the list: links below it lead to what is written about the list.
    """
    for one in group:
        if one.facts and one.facts.tells_another and one.item.form is not ItemForm.PARAGRAPH:
            one.stands_out = True
    missed = [
        one
        for one in group
        if not (one.is_paper or one.stands_out or one.item.is_topic)
        and (may_be_paper(one) or _names_venue(one))
    ]
    if missed and missed[0].item.form is ItemForm.PARAGRAPH:
        # A paragraph that begins with what stands out, and others like it, or says where a paper
        # is and no more; all else is prose.
        styled = [one for one in missed if one.fields[0].style]
        is_usual = len(styled) >= weights.GROUP_PAPERS
        missed = [one for one in missed if _only_links(one, main) or (is_usual and one in styled)]
    for one in missed:
        one.is_missed = True
    if missed:
        missed[0].missed = len(missed)


def _names_venue(one: ParsedItem) -> bool:
    """Return whether a bullet without links is a name, a known venue and a year."""
    if one.item.form is not ItemForm.BULLET or len(one.fields) != 1 or one.fields[0].target:
        return False
    parts = _BEHIND_NAME.fullmatch(one.fields[0].text)
    if parts is None:
        return False
    place = one.fields[0].annotate(parts["rest"]).venue
    return place is not None and place.known and place.when is not None


def _only_links(one: ParsedItem, main: int) -> bool:
    """Return whether a paragraph is addresses, or links that say what is there, and no more."""
    may_be_labels = one.item.heading not in {0, main}
    return all(_is_address(field) or (may_be_labels and _is_label(field)) for field in one.fields)


def _is_address(field: Segment) -> bool:
    if field.target is None:
        return not re.search(r"\w", field.text)
    return not field.badge and (field.text.startswith("http") or not field.text.strip())


def _is_label(field: Segment) -> bool:
    return field.target is not None and field.label.says_what and not field.badge


def _ends_with_venue(one: ParsedItem, *, linked: bool) -> bool:
    """Return whether an item is a title and a dated venue, of whatever name, and no more.

    :param linked: whether the title may be a link, and the venue be named with common words.
    """
    facts = one.facts
    if facts is None or facts.place is None or facts.place.when is None or facts.notes:
        return False
    least = weights.NAMED_VENUE_CONFIDENCE if linked else weights.DATED_ACRONYM_CONFIDENCE
    own = one.fields[facts.candidate.first].target if linked else None
    return (
        facts.place.confidence >= least
        and count_words(facts.title) >= 3
        and all(target is own and target.leads in _PAGES for _, target, _ in facts.links)
        and not _is_no_paper(one, facts)
    )


def _are_titles(papers: Sequence[ParsedItem], rows: int) -> bool:
    """Return whether the papers of a table have titles, and no names of something else."""
    first = papers[0]
    titles = [one.facts.title for one in papers if one.facts]
    works = {(one.facts.title, one.facts.authors, one.facts.place) for one in papers if one.facts}
    headed = first.facts is not None and (
        first.item.role(first.fields[first.facts.candidate.first].row) == "title"
    )
    return (
        len(papers) >= weights.TABLE_PAPER_SHARE * rows
        and (headed or median_low(map(count_words, titles)) >= 3)
        and len(works if headed else set(titles)) >= weights.DIFFERENT_TITLE_SHARE * len(papers)
    )


def _is_alike(one: ParsedItem, facts: Interpretation) -> bool:
    """Return whether an item that says little is a paper, among papers of the same form."""
    if not facts.title or _is_no_paper(one, facts):
        return False
    if facts.says_paper:
        return True
    named = facts.authors or (
        facts.place is not None and facts.place.confidence >= weights.NAMED_VENUE_CONFIDENCE
    )
    dated = one.item.form in {ItemForm.ROW, ItemForm.TITLED} and (
        facts.when is not None or bool(facts.links)
    )
    return count_words(facts.title) >= 3 and bool(named or dated)
