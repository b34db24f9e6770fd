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


def label(figure: Figure, bar: Bar) -> str:
    """What a bar stands for: data, but for the venues that share the last one."""
    if bar.label:
        return bar.label
    return ngettext("{n} other venue", "{n} other venues", figure.rest).format(n=figure.rest)


def percent(bar: Bar) -> str:
    """The share of the first part, to the nearest percent; a dash for none of none."""
    return f"{round(100 * bar.parts[0] / bar.total)}%" if bar.total else "–"


def with_code(bar: Bar) -> str:
    """How many papers a bar stands for, and how many of them have code."""
    return _("{n}, {code} with code").format(n=bar.total, code=bar.parts[0])


def tip(figure: Figure, bar: Bar, look: str, number: int) -> str:
    """A part of a bar in words."""
    return f"{label(figure, bar)}, {series(look)}: {papers(number)}"


def alternative(figure: Figure) -> str:
    """What is read out in place of the picture."""
    return _("{title}. The numbers follow as a table.").format(title=title(figure))


def table(figure: Figure) -> list[list[str]]:
    """The numbers as rows of texts. The first row is the head, the first column names the bar."""
    bars = [(label(figure, bar), bar) for bar in figure.bars]
    match figure.subject:
        case Subject.YEAR:
            head = [_("Year"), *map(series, figure.series), _("Papers")]
            rows = [[name, *map(str, bar.parts), str(bar.total)] for name, bar in bars]
        case Subject.VENUE:
            head = [_("Venue"), _("Kind"), _("Papers")]
            rows = [[name, _kinds(figure, bar), str(bar.total)] for name, bar in bars]
        case Subject.TASK:
            head = [_("Task area"), _("With code"), _("Without code"), _("Papers")]
            rows = [[name, *map(str, bar.parts), str(bar.total)] for name, bar in bars]
        case _:
            head = [_("Year"), _("With code"), _("Papers"), _("Share")]
            rows = [[name, str(bar.parts[0]), str(bar.total), percent(bar)] for name, bar in bars]
    return [list(map(str, head)), *rows]


def _kinds(figure: Figure, bar: Bar) -> str:
    """The kind of a venue; of several, how many papers each has."""
    parts = [(series(n), count) for n, count in zip(figure.series, bar.parts, strict=True) if count]
    if bar.label:
        return parts[0][0]
    return ", ".join(f"{name}: {count}" for name, count in parts)
