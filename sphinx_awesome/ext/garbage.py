"""How often a build looks for garbage: seldom, since it keeps nearly all that it makes.

Python does each time when some hundred more objects have been made than dropped, and looks at
all of them at times: a tenth of the time of a large build. Both settings are the process's own,
so the first is put back when a build ends, and only the first build of a process spares anything.
"""

from __future__ import annotations

import gc
from itertools import count

from sphinx.application import Sphinx
from sphinx.config import Config

#: Objects more than before, until garbage is looked for. Twice as many save no more time.
THRESHOLD = 10_000

_before: list[tuple[int, int, int]] = []
_builds = count()


def look_seldom(_app: Sphinx, _config: Config) -> None:
    """Until the build ends."""
    first, *others = before = gc.get_threshold()
    if not _before:  # else a build broke off before its end
        _before.append(before)
    gc.set_threshold(first and max(first, THRESHOLD), *others)  # 0 is never


def spare_what_there_is() -> None:
    """Look no more at what stays for the whole build, nor when the process ends.

    Where builds follow each other, all of it becomes garbage, and would pile up.
    """
    if next(_builds) == 0:
        gc.freeze()
    else:
        gc.unfreeze()


def look_as_before(_app: Sphinx, _exception: Exception | None) -> None:
    """As often as before the build."""
    if _before:
        gc.set_threshold(*_before.pop())
