"""The settings of ``conf.py``: one dataclass, from which registration and documentation come."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, fields
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config

from ..core.problem import ProblemCode
from .log import warn

PREFIX = "awesome_"


def _setting(default: object, rebuild: Literal["", "env", "html"], text: str) -> Any:  # noqa: ANN401
    """Return a field of `Settings`.

    :param rebuild: what a change of the setting outdates, in the words of Sphinx.
    :param text: help for the reference, in Markdown.
    """
    return field(default=default, metadata={"rebuild": rebuild, "help": text})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; in ``conf.py`` each has the prefix ``awesome_``."""

    # What a change of the list outdates is found by its content, hence no `rebuild`.
    entries: str = _setting(
        "../entries",
        "",
        "Where the list is, from the folder of `conf.py`: a folder of entry files, or a README.",
    )
    permalinks: str = _setting(
        "p",
        "html",
        "Folder in the HTML output for the pages of papers, which cards give as their address, and "
        "for the files that lead from other ids to what they name; empty for none.",
    )
    share_picture: str = _setting(
        "",
        "html",
        "Picture that is shown where someone shares a page, by its path from the folder of "
        "`conf.py`; 1200 by 630 pixels are usual. Needs `html_baseurl`.",
    )
    fast_navigation: bool = _setting(
        True,
        "html",
        "With the theme furo and more than 50 pages, render the sidebar once and not once a page.",
    )


def setup(app: Sphinx) -> None:
    """Register the settings and the event that validates them."""
    for setting in fields(Settings):
        app.add_config_value(
            PREFIX + setting.name, setting.default, setting.metadata["rebuild"], types=()
        )
    app.connect("config-inited", _validate)


def settings(config: Config) -> Settings:
    """Return the settings of a build."""
    return Settings(**{f.name: config[PREFIX + f.name] for f in fields(Settings)})


def list_path(build: Sphinx | Builder) -> Path:
    """Return the path of the list of a build: a directory, or a README."""
    return Path(os.path.normpath(Path(build.confdir) / settings(build.config).entries))


def _validate(app: Sphinx, config: Config) -> None:
    """Replace unusable values by the default, with a warning."""
    for setting in fields(Settings):
        name, default = PREFIX + setting.name, setting.default
        value: Any = config[name]
        hint = f"write {name} = {default!r}, or leave it out"
        if type(value) is not type(default):
            what = f"{name} = {value!r} should be a {type(default).__name__}"
        elif setting.name == "permalinks" and not _is_below(str(value)):
            what = f"{name} = {value!r} is not a folder below the output"
        else:
            continue
        warn(ProblemCode.CONFIG, what, hint, location=_location(app, name))
        config[name] = default


def _is_below(folder: str) -> bool:
    parts = PurePosixPath(folder).parts
    good = parts and parts[0] != "/" and ".." not in parts and "\\" not in folder
    return not folder or bool(good)


def _location(app: Sphinx, name: str) -> str:
    """Return path and line of ``conf.py`` that set a value; line 1 if it is set elsewhere."""
    conf = Path(app.confdir) / "conf.py"
    lines = conf.read_text(encoding="utf-8").splitlines() if conf.is_file() else []
    numbers = (number for number, line in enumerate(lines, 1) if re.match(rf"{name}\b", line))
    return f"{conf}:{next(numbers, 1)}"
