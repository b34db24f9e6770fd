"""The words and the numbers of charts, in the language of the site."""

from __future__ import annotations

from ...core.figures import Bar, Figure, Subject
from ..i18n import _, ngettext, papers


def title(figure: Figure) -> str:
    """What a chart shows, where its author has not said so."""
    titles = {
        Subject.YEAR: _("Papers by year and kind of venue"),
        Subject.VENUE: _("Papers by venue"),
        Subject.TASK: _("Papers by task area"),
        Subject.CODE: _("Share of papers with code, by year"),
    }
    return str(titles[figure.subject])


def series(name: str) -> str:
    """What a part of a bar stands for."""
    names = {
        "conference": _("Conference"),
        "journal": _("Journal"),
        "workshop": _("Workshop"),
        "preprint": _("Preprint"),
        "other": _("Other"),
        "code": _("With code"),
        "no-code": _("Without code"),
    }
    return str(names[name])


def rest(figure: Figure) -> str:
    """What has no bar, as the end of a sentence; "" if all has one."""
    if figure.rest is None:
        return ""
    text = ngettext(
        "and {papers} at {n} other venue", "and {papers} at {n} other venues", figure.rest.venues
    )
    return text.format(n=figure.rest.venues, papers=papers(figure.rest.papers))


def percent(bar: Bar) -> str:
    """The share of the first part, to the nearest percent; a dash for none of none."""
    return f"{round(100 * bar.parts[0] / bar.total)}%" if bar.total else "–"


def with_code(bar: Bar) -> str:
    """How many papers a bar stands for, and how many of them have code."""
    return _("{n}, {code} with code").format(n=bar.total, code=bar.parts[0])


def tip(bar: Bar, look: str, number: int) -> str:
    """A part of a bar in words."""
    return f"{bar.label}, {series(look)}: {papers(number)}"


def alternative(figure: Figure) -> str:
    """What is read out in place of the picture."""
    if figure.rest is None:
        return _("{title}. The numbers follow as a table.").format(title=title(figure))
    text = _("{title}, {rest}. The numbers follow as a table.")
    return text.format(title=title(figure), rest=rest(figure))


def table(figure: Figure) -> list[list[str]]:
    """The numbers as rows of texts. The first row is the head, the first column names the bar."""
    bars = [(bar.label, bar) for bar in figure.bars]
    match figure.subject:
        case Subject.YEAR:
            head = [_("Year"), *map(series, figure.series), _("Papers")]
            rows = [[name, *map(str, bar.parts), str(bar.total)] for name, bar in bars]
        case Subject.VENUE:
            head = [_("Venue"), _("Kind"), _("Papers")]
            rows = [[name, _kind(figure, bar), str(bar.total)] for name, bar in bars]
            rows += _others(figure)
        case Subject.TASK:
            head = [_("Task area"), _("With code"), _("Without code"), _("Papers")]
            rows = [[name, *map(str, bar.parts), str(bar.total)] for name, bar in bars]
        case _:
            head = [_("Year"), _("With code"), _("Papers"), _("Share")]
            rows = [[name, str(bar.parts[0]), str(bar.total), percent(bar)] for name, bar in bars]
    return [list(map(str, head)), *rows]


def _kind(figure: Figure, bar: Bar) -> str:
    """The kind of a venue."""
    return next(
        series(name) for name, number in zip(figure.series, bar.parts, strict=True) if number
    )


def _others(figure: Figure) -> list[list[str]]:
    """The row of the venues without a bar."""
    if figure.rest is None:
        return []
    number = figure.rest.venues
    name = ngettext("{n} other venue", "{n} other venues", number).format(n=number)
    return [[name, ", ".join(map(series, figure.rest.kinds)), str(figure.rest.papers)]]
