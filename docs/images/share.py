# ruff: noqa: INP001 (a script and no package)
"""Draw the picture that is shown where someone shares a page: ``nox -s pictures``.

It says what the list is, not how long: numbers would be wrong in what was shared last year. The
bars are those of the chart of years.

    python docs/images/share.py CHROMIUM
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from sphinx_awesome.core.model import AwesomeList
from sphinx_awesome.core.statistics import ChartSubject, chart_data
from sphinx_awesome.formats import toml

HERE = Path(__file__).parent
ENTRIES = HERE.parents[1] / "entries"
SIZE = (1200, 630)
PAGE = """<!doctype html>
<meta charset="utf-8">
<style>
  * {{ box-sizing: border-box; margin: 0 }}
  body {{
    background: #131416; color: #fff; display: grid; grid-template-columns: 47rem 1fr;
    font-family: "Liberation Sans", Arial, sans-serif; height: 630px; overflow: hidden;
  }}
  main {{ display: flex; flex-direction: column; padding: 4rem 0 3.75rem 4.5rem }}
  h1 {{ font-size: 4.25rem; line-height: 1.08; letter-spacing: -.02em; text-wrap: balance }}
  p {{ color: #c4c8d0; font-size: 1.625rem; line-height: 1.4; margin-top: 1.75rem }}
  ul {{
    display: flex; flex-wrap: wrap; gap: .625rem; list-style: none; margin-top: auto; padding: 0;
  }}
  li {{ border: 2px solid #3d94ff; border-radius: .5rem; color: #d6e6ff; font-size: 1.25rem }}
  li {{ padding: .3rem .8rem }}
  svg {{ align-self: end; justify-self: end; margin: 0 4.5rem 3.75rem 0 }}
  rect {{ fill: none; stroke: #6f7785; stroke-width: 2 }}
  rect.full {{ fill: #3d94ff; stroke: #3d94ff }}
</style>
<main><h1>{title}</h1><p>{description}</p><ul>{areas}</ul></main>
{bars}
"""


def bars(awesome_list: AwesomeList) -> str:
    """Papers by year, filled as far as they have code."""
    numbers = chart_data(ChartSubject.CODE, awesome_list)
    width, gap, height = 44, 12, 470
    drawn = []
    for place, bar in enumerate(numbers.bars[-5:]):
        for look, number in (("", bar.total), ("full", bar.parts[0])):
            high = round(height * number / numbers.peak)
            box = f'x="{place * (width + gap) + 1}" y="{height - high + 1}" width="{width}"'
            drawn.append(f'<rect class="{look}" {box} height="{high}"/>')
    size = f'width="{5 * (width + gap)}" height="{height + 2}"'
    return f"<svg {size}>{''.join(drawn)}</svg>"


def page(awesome_list: AwesomeList) -> str:
    """The picture as a page."""
    areas = [f"<li>{escape(section.title)}</li>" for section in awesome_list.sections.values()]
    return PAGE.format(
        title=escape(awesome_list.title),
        description=escape(awesome_list.description),
        areas="".join(areas),
        bars=bars(awesome_list),
    )


def main(chromium: str) -> None:
    """Have a browser draw the page."""
    awesome_list, problems = toml.load(ENTRIES)
    if problems:
        sys.exit("\n".join(map(str, problems)))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "share.html")
        source.write_text(page(awesome_list), encoding="utf-8")
        subprocess.run(  # noqa: S603 (the browser that was named)
            [
                chromium,
                *("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
                *("--force-device-scale-factor=1", f"--user-data-dir={folder}/profile"),
                f"--window-size={SIZE[0]},{SIZE[1]}",
                f"--screenshot={HERE / 'share.png'}",
                source.as_uri(),
            ],
            check=True,
        )


if __name__ == "__main__":
    main(sys.argv[1])
