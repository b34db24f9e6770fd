r"""A scene as LaTeX: boxes and rules in its own ``picture``, which needs no package but xcolor."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx.util import texescape

from ...core.figures import Figure
from .looks import COLOURS, GREY, INK, Look, key_rows, look_of
from .scene import scene

#: In big points, 1/72 inch: as wide as the text of a page of letter or A4 paper, at most.
WIDTH = 430
LINE = 0.6
STRIPE = 3.0
GAP = 8  # below the caption


def picture(figure: Figure, engine: str) -> str:
    """A chart with its legend.

    :param engine: of LaTeX; it decides how special characters are written.
    """
    drawn, keys = scene(figure), key_rows(figure.series, WIDTH)
    height = drawn.height + keys.height

    def up(top: float) -> float:  # LaTeX counts upwards
        return height - top

    lines = [
        r"{\setlength{\unitlength}{1bp}\sffamily\fontsize{8}{8}\selectfont",
        rf"\begin{{picture}}({WIDTH},{height + GAP})",
    ]
    for key in keys.keys:
        lines += _box(key.name, key.left, up(key.top + 10), 10, 10)
        lines.append(_text(key.left + 15, up(key.top + 8), texescape.escape(key.text, engine)))
    for box in drawn.boxes:
        bottom = up(keys.height + box.top + box.height)
        lines += _box(box.look, box.left * WIDTH, bottom, box.width * WIDTH, box.height)
    for text in drawn.texts:
        number = texescape.escape(text.number, engine)
        bold = rf"\textcolor[HTML]{{{INK[1:]}}}{{\textbf{{{number}}}}}"
        shown = [texescape.escape(text.text, engine), bold if text.number else ""]
        place = text.left * WIDTH, up(keys.height + text.base)
        lines.append(_text(*place, " ".join(filter(None, shown)), middle=text.middle))
    return "\n".join([*lines, r"\end{picture}}", ""])


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _put(left: float, bottom: float, what: str) -> str:
    return rf"\put({_number(left)},{_number(bottom)}){{{what}}}"


def _text(left: float, base: float, text: str, *, middle: bool = False) -> str:
    grey = rf"\textcolor[HTML]{{{GREY[1:].upper()}}}{{{text}}}"
    # Without \smash a letter that reaches below the line would lift it.
    return _put(left, base, rf"\makebox(0,0)[{'b' if middle else 'lb'}]{{\smash{{{grey}}}}}")


def _box(name: str, left: float, bottom: float, width: float, height: float) -> Iterator[str]:
    """A filled or striped box with an edge."""
    look = look_of(name)

    def rule(x: float, y: float, across: float, high: float) -> str:
        across, high = max(across, LINE), max(high, LINE)
        size = rf"{{{_number(across)}bp}}{{{_number(high)}bp}}"
        return _put(x, y, rf"\color[HTML]{{{COLOURS[name][1:].upper()}}}\rule{size}")

    if look is Look.SOLID:
        yield rule(left, bottom, width, height)
        return
    for at in _steps(height) if look.rows else ():
        yield rule(left, bottom + at, width, LINE)
    for at in _steps(width) if look.columns else ():
        yield rule(left + at, bottom, LINE, height)
    yield rule(left, bottom, width, LINE)
    yield rule(left, bottom + height - LINE, width, LINE)
    yield rule(left, bottom, LINE, height)
    yield rule(left + width - LINE, bottom, LINE, height)


def _steps(length: float) -> Iterator[float]:
    for number in range(1, int(length / STRIPE)):
        yield number * STRIPE
