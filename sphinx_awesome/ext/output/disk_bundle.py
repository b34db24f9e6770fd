"""One classic script of all modules, for pages that are opened from a disk.

Browsers load no modules from a disk, and fetch nothing. ``static/awesome/disk.js`` loads the script
that is written here instead, which runs the modules that the page names. It must not know any
module: only the few forms of their imports and exports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

from ..builders import is_site_builder
from ..persistence import write_if_changed

BUNDLE = Path("_static", "awesome", "from-disk.js")

ENTRIES = ("explore.js", "page.js", "search.js", "shortcut.js", "term-index.js")
"""Modules that pages load."""

IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"\./([\w-]+\.js)";$', re.MULTILINE)

_LAZY = re.compile(r'\bimport\("\./([\w-]+\.js)"\)')

EXPORT = re.compile(r"^export ((?:async )?(?:function\*?|class|const)) (\w+)", re.MULTILINE)

_BUNDLE = """\
// All modules of this folder as one script, for pages opened from a disk; made by the build.
{{
const $folder = new URL(".", document.currentScript.src).href;
const $made = {{}};
const $use = (name) => ($made[name] ??= $modules[name]());
const $load = async (name) => $use(name);
const $modules = {{
{modules}}};
const $run = () => {{
  for (const {{ src }} of document.querySelectorAll("script[type=module][src]")) {{
    const name = src.replace(/[?#].*/, "").slice($folder.length);
    if (src.startsWith($folder) && Object.hasOwn($modules, name)) $use(name);
  }}
}};
if (document.readyState === "loading") addEventListener("DOMContentLoaded", $run);
else $run();
}}
"""


def write_bundle(app: Sphinx, exception: Exception | None) -> None:
    """Write the script, from the modules as they were written for the language of the site."""
    folder = (Path(app.outdir) / BUNDLE).parent
    if exception is None and is_site_builder(app.builder) and folder.is_dir():
        write_if_changed(Path(app.outdir), BUNDLE, bundle(folder))


def bundle(folder: Path) -> str:
    """Return the script of the modules in a folder.

    Each module becomes a function that is called at its first import and returns its exports. No
    name in a module begins with a dollar sign.

    :param folder: folder of the modules.
    """
    codes = {name: (folder / name).read_text(encoding="utf-8") for name in _modules(folder)}
    functions = (
        f'"{name}": () => {{\n{_function(name, code)}}},\n' for name, code in codes.items()
    )
    return _BUNDLE.format(modules="".join(functions))


def _modules(folder: Path) -> Iterator[str]:
    """Yield the modules that pages load, and all that these import at once or later."""
    wanted = list(ENTRIES)
    for name in wanted:
        yield name
        code = (folder / name).read_text(encoding="utf-8")
        imported = [other for _names, other in IMPORT.findall(code)] + _LAZY.findall(code)
        wanted += [other for other in dict.fromkeys(imported) if other not in wanted]


def _function(name: str, code: str) -> str:
    exported = ", ".join(exported for _kind, exported in EXPORT.findall(code))
    code = IMPORT.sub(_use, code)
    code = _LAZY.sub(r'$load("\1")', code)
    code = EXPORT.sub(r"\1 \2", code).replace("import.meta.url", f'$folder + "{name}"')
    return f'"use strict";\n{code}return {{ {exported} }};\n'


def _use(match: re.Match[str]) -> str:
    names, module = match.groups()
    used = f'$use("{module}");'
    return f"const {{{names.replace(' as ', ': ')}}} = {used}" if names else used


def setup(app: Sphinx) -> None:
    """Register the event: after the translations are written."""
    app.connect("build-finished", write_bundle, priority=600)
