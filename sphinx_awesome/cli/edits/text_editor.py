"""The editor of who sits at the terminal, opened on a text.

It must not know what the text is.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from ...core import files

VARIABLES = ("VISUAL", "EDITOR")
"""Names of the variables that name the editor, in the order in which they count."""


class EditorError(Exception):
    """The text could not be edited.

    :param what: is wrong.
    :param hint: how to mend it.
    """

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what}; {hint}")


def edit_text(text: str, name: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return a text as somebody has edited it.

    :param text: to be edited.
    :param name: of the file that the editor is opened on, whose ending says what it is.
    :param environment: variables by name.
    :raises EditorError: if there is no editor, or it fails.
    """
    command = next(filter(None, (environment.get(one, "").strip() for one in VARIABLES)), "")
    if not command:
        hint = "set EDITOR, such as EDITOR=nano, and call this again"
        raise EditorError("neither VISUAL nor EDITOR names an editor", hint)
    with TemporaryDirectory(prefix="sphinx-awesome-") as folder:
        path = Path(folder, name)
        path.write_text(text, encoding="utf-8")
        try:
            words = shlex.split(command, posix=os.name != "nt")
            done = subprocess.run([*words, str(path)], check=False)  # noqa: S603
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            raise EditorError(f"the editor {command} cannot be run: {why}", "see EDITOR") from None
        if done.returncode:
            what = f"the editor {command} has ended with status {done.returncode}"
            raise EditorError(what, "what it was opened on stays as it was")
        return files.read_text(path)
