"""Which items tell a paper, and which of the others stand out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from statistics import median_low

from ...core.names import ET_AL
from .addresses import Leads
from .dates import date
from .document import Document, Form
from .facts import Facts
from .fields import Is
from .labels import is_label
from .score import Told
from .text import tidy, words

# Headings of the parts of a list that tell no papers, in the languages that lists are written in.
_NO_LIST = re.compile(
    r"\b(?:news|updates?|update log|change ?log|(?:table of )?contents?|toc|citations?|cite|citing"
    r"|bibtex|contribut\w+|licen[cs]e|acknowledge?ments?|acknowledge|contacts?|star history|faq"
    r"|maintainers?|sponsors?|about us|disclaimer|how to (?:contribute|cite|use|submit|add)"
    r"|getting started|what's new|todo|roadmap|star-history|stargazers|our team|the team|join us)\b"
    r"|更新|目录|目錄|引用|贡献|貢獻|致谢|许可|联系|新闻|動態|动态",
    re.IGNORECASE,
)
# Headings of what is told like papers and is none: the bar is higher there.
_RESOURCES = re.compile(
    r"\b(?:workshops?|tutorials?|talks?|seminars?|blogs?|blog posts?|posts?|courses?|videos?"
    r"|books?|textbooks?|tool ?box(?:es)?|tools?|toolkits?|librar(?:y|ies)|software|packages?"
    r"|websites?|challenges?|competitions?|lectures?|notebooks?"
    r"|related (?:lists?|repos\w*|resources|projects)|resources|awesome lists?|repos?"
    r"|repositories|communit(?:y|ies)|people|groups?|labs?|slides|newsletters?|podcasts?"
    r"|implementations?|code ?bases?|platforms?|products?|companies|leader ?boards?"
    r"|conferences?)\b",
    re.IGNORECASE,
)
_LEAST, _LEAST_SURE = -0.5, -2.5
"""What the text of a title must score."""
_NONE = 2
_FEWEST = 3
_MOST = 0.5
_TABLE = 0.4
_NAMED = 0.5
_DIFFERENT = 0.7
_SENTENCE = 3
"""Words before a title that make it a part of a sentence."""
_LEFT = 8
"""Words of a paragraph that may be left over when its paper is read."""


def judge(document: Document, told: Sequence[Told]) -> None:
    """Decide which items tell a paper."""
    bars = [_bar(document, heading) for heading in range(len(document.headings))]
    groups: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        groups[one.item.group].append(one)
        bar = bars[one.item.heading]
        if one.facts is not None and bar < _NONE:
            one.is_paper = _is_paper(one, one.facts, bar)
    for group in groups.values():
        _among(group)


def _bar(document: Document, heading: int) -> int:
    """How high the bar is under a heading: 0, 1 where other things are told, 2 where nothing is."""
    titles = [document.headings[h].title for h in document.path(heading)]
    # What stands under a heading of its own within such a part is judged by that heading.
    own = [title for title in titles[-2:] if not date(title)][-1:]
    if any(_NO_LIST.search(title) and words(title) <= 5 for title in own):
        return 2
    return int(
        any(
            _RESOURCES.search(title) and not re.search(r"\bpapers?\b", title, re.IGNORECASE)
            for title in titles
        )
    )


def _is_paper(one: Told, facts: Facts, bar: int) -> bool:
    """Whether an item tells a paper, by what it says itself.

    A paper has a title and one of: a link to it, a venue that is known with a year, or authors
    with a venue or a year. In a paragraph it begins with its title and leaves little unsaid.
    """
    count = words(facts.title)
    chosen = one.fields[facts.candidate.first]
    # Two words with capitals may be a name; behind a venue that is known, with its year, or above
    # several names and a venue or a year, they are a title.
    place = facts.place
    known = place is not None and place.known
    behind = place is not None and place.when is not None and not facts.authors
    above = facts.says_paper and len(facts.authors) > 1 + (facts.authors[-1:] == (ET_AL,))
    sure = (known and behind) or (above and (known or facts.when is not None or place is not None))
    if (
        count < 1
        or facts.candidate.score < (_LEAST_SURE if sure else _LEAST)
        or (chosen.what is Is.LINK and is_label(facts.title))
    ):
        return False
    if (
        chosen.target is not None
        and chosen.target.leads is Leads.NOWHERE
        and chosen.target.url.startswith("#")
    ):
        return False
    dated = facts.when is not None or (place is not None and place.when is not None)
    named = facts.authors and (place is not None or dated)
    if facts.says_paper:
        enough = count >= 2 or bool(facts.authors) or known
    elif bar:
        enough = known and dated and bool(facts.authors)
    else:
        elsewhere = {target.leads for _, target, _ in facts.links}
        only_other = bool(elsewhere) and elsewhere <= {Leads.VIDEO, Leads.CODE}
        enough = count >= 2 and bool(
            (known and dated) or (named and not only_other) or (known and facts.authors)
        )
    if not enough:
        return False
    if one.item.form is Form.PARAGRAPH:
        return _begins(one, facts) and _left(facts) <= _LEFT
    return _begins(one, facts) or one.item.form is Form.ROW


def _begins(one: Told, facts: Facts) -> bool:
    """Whether nothing but keywords, dates, names and venues stands before the title."""
    unread = {*facts.notes, *facts.tags}
    return not any(
        before.what is Is.TEXT
        and not before.style
        and not before.bracket
        and words(before.text) >= _SENTENCE
        and tidy(before.text) in unread
        for before in one.fields[: facts.candidate.first]
    )


def _left(facts: Facts) -> int:
    """Words of what is not understood."""
    return sum(words(note) for note in facts.notes)


def _among(group: Sequence[Told]) -> None:
    """Decide what only the neighbours tell: whether a table tells papers, and who stands out."""
    papers = [one.facts for one in group if one.is_paper and one.facts]
    if not papers:
        return
    if group[0].item.form is Form.ROW and not _are_titles(papers, len(group)):
        for one in group:
            one.is_paper = False
        return
    if len(papers) < _FEWEST or len(papers) < _MOST * len(group):
        return
    forms = {facts.candidate.form for facts in papers}
    for one in group:
        if not one.is_paper and one.facts is not None:
            one.is_paper = one.facts.candidate.form in forms and _is_alike(one, one.facts)
            one.stands_out = not (
                one.is_paper or one.item.is_topic or one.item.form is Form.PARAGRAPH
            )


def _are_titles(papers: Sequence[Facts], rows: int) -> bool:
    """Whether the papers of a table have titles, and no names of something else."""
    return (
        len(papers) >= _TABLE * rows
        and median_low(words(facts.title) for facts in papers) >= 3
        and len({facts.title for facts in papers}) >= _DIFFERENT * len(papers)
    )


def _is_alike(one: Told, facts: Facts) -> bool:
    """Whether what says little tells a paper, among papers that are told in the same form."""
    if facts.says_paper:
        return True
    named = facts.authors or (facts.place is not None and facts.place.sure > _NAMED)
    dated = facts.when is not None and one.item.form is Form.ROW
    return words(facts.title) >= 3 and bool(named or dated)
