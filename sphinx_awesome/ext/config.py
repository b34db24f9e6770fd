"""The settings of ``conf.py``: one dataclass, from which registration and documentation come."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from sphinx.application import Sphinx
from sphinx.config import Config

from ..core.problem import Code
from .log import warn

PREFIX = "awesome_"


def _setting(default: object, rebuild: Literal["", "env", "html"], text: str) -> Any:  # noqa: ANN401
    """A field of `Settings`: its default, what a change of it outdates, and its help."""
    return field(default=default, metadata={"rebuild": rebuild, "help": text})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; in ``conf.py`` each has the prefix ``awesome_``."""

    # What a change of the list outdates is found by its content, hence no `rebuild`.
    entries: str = _setting("../entries", "", "Where the list is, from the folder of `conf.py`.")
    permalinks: str = _setting(
        "p",
        "",
        "Folder in the HTML output for the files that lead from an id to where it is shown now; "
        "empty for none.",
    )
    fast_navigation: bool = _setting(
        True,
        "html",
        "With the theme furo and more than 50 pages, render the sidebar once and not once a page.",
    )


def register(app: Sphinx) -> None:
    """Make Sphinx know the settings."""
    for setting in fields(Settings):
        app.add_config_value(
            PREFIX + setting.name, setting.default, setting.metadata["rebuild"], types=()
        )
    app.connect("config-inited", _validate)


def settings(config: Config) -> Settings:
    """The settings of a build."""
    return Settings(**{f.name: config[PREFIX + f.name] for f in fields(Settings)})


def list_directory(app: Sphinx) -> Path:
    """Where the list of a build is."""
    return Path(os.path.normpath(app.confdir / settings(app.config).entries))


def _validate(_app: Sphinx, config: Config) -> None:
    """Replace unusable values by the default, with a warning.

    It has no location: Sphinx takes a text for the name of a page, of which it knows none yet.
    """
    for setting in fields(Settings):
        name, default = PREFIX + setting.name, setting.default
        value = config[name]
        if isinstance(default, bool) and value in ("0", "1"):  # from the command line, -D
            config[name] = value == "1"
        elif type(value) is not type(default):
            warn(
                Code.CONFIG,
                f"{name} = {value!r} should be a {type(default).__name__}",
                f"write {name} = {default!r}, or leave it out",
                location=None,
            )
            config[name] = default
    folder = config[PREFIX + "permalinks"]
    parts = PurePosixPath(folder).parts
    if folder and (not parts or parts[0] == "/" or ".." in parts or "\\" in folder):
        warn(
            Code.CONFIG,
            f"{PREFIX}permalinks = {folder!r} is not a folder below the output",
            'write a relative path such as "p"',
            location=None,
        )
        config[PREFIX + "permalinks"] = "p"
