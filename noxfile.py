"""Everything a contributor runs, each in its own environment: `nox -l` lists it.

`nox` alone lints, type-checks, tests and builds the documentation. Arguments after `--` go to
the tool that a session runs: `nox -s tests -- tests/core -k ids`, `nox -s builders -- epub`.
"""

from __future__ import annotations

import os
import platform
import shutil
from pathlib import Path

import nox
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "types", "tests", "docs"]
nox.options.reuse_venv = "yes"

PROJECT = nox.project.load_toml("pyproject.toml")
DEPENDENCIES = PROJECT["project"]["dependencies"]
PYTHONS = nox.project.python_versions(PROJECT)
BARE_ROOMS = ("cli", "core", "formats", "lint", "sources")
THEMES = nox.project.dependency_groups(PROJECT, "themes")
BUILD = Path("docs", "_build")
GALLERY = sorted(path.parent for path in Path("docs", "gallery").glob("*/conf.py"))
# A process takes what stands together: what a file builds for all its tests is built once.
PARALLEL = ("-n", "auto", "--dist", "worksteal", "-m", "not (browser or themes)")
# What tries many states or moments is for machines: with each change, not with each look.
QUICK = (*PARALLEL, "-m", "not (browser or themes or soak)")
# While one waits for its browser another works; what a file has served is served once.
BROWSER = ("-n", "auto", "--dist", "loadfile", "-m", "browser")
STRICT = ("-W", "-n", "--keep-going")
BUILDERS = (
    *("html", "dirhtml", "singlehtml", "epub", "latex"),
    *("text", "man", "texinfo", "xml", "gettext"),
)
# The shell has no windows to draw, and takes half of the time.
CHROMIUMS = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome-stable", "google-chrome", "chrome"),
    *("microsoft-edge", "msedge"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def group(*names: str) -> tuple[str, ...]:
    """Requirements of dependency groups; pip itself knows them from 25.1 on only."""
    return nox.project.dependency_groups(PROJECT, *names)


def install(session: nox.Session, *groups: str) -> None:
    """Install the package from the work tree, with some dependency groups."""
    session.install("-e", ".", *group(*groups))


def sphinx_build(session: nox.Session, builder: str, *options: str) -> Path:
    """Build the documentation strictly; every builder has its own doctrees."""
    out = BUILD / builder
    doctrees = BUILD / "doctrees" / builder
    session.run(
        *("sphinx-build", *STRICT, "-b", builder, "-d", str(doctrees)),
        *(*options, "docs", str(out)),
    )
    return out


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site and say where it is. Every warning is an error."""
    install(session, "docs")
    out = sphinx_build(session, "html", *session.posargs)
    for example in GALLERY:  # sites of their own, within this one
        doctrees = BUILD / "doctrees" / example.name
        inner = out / "gallery" / example.name
        session.run("sphinx-build", *STRICT, "-q", "-d", str(doctrees), str(example), str(inner))
    session.log(f"The site: {(out / 'index.html').resolve().as_uri()}")


@nox.session
def serve(session: nox.Session) -> None:
    """Serve the site while you write: pages, entries and code reload as you save them."""
    install(session, "docs", "serve")
    session.run(
        *("sphinx-autobuild", "-n", "-d", str(BUILD / "doctrees" / "serve")),
        *("--watch", "entries", "--watch", "sphinx_awesome", "--ignore", f"{BUILD.resolve()}/*"),
        *(*session.posargs, "docs", str(BUILD / "serve")),
    )


@nox.session
def check(session: nox.Session) -> None:
    """Check the entry files and their form; say where the README lags behind, which is no fault."""
    session.install("-e", ".")
    session.run("sphinx-awesome", "check", *(session.posargs or ["entries"]))
    session.run("sphinx-awesome", "fmt", "--check", "entries")
    session.run("sphinx-awesome", "readme", "--check", "--notice")


@nox.session
def translations(session: nox.Session) -> None:
    """Bring the words of the interface up to date in each language; `-- fr` adds one."""
    install(session, "translations")
    session.run("python", "-m", "sphinx_awesome.locale.catalogues", *session.posargs)


@nox.session
def generate(session: nox.Session) -> None:
    """Write anew what is made from the code: schemas, tables of the reference, translations."""
    install(session, "docs", "translations")
    schemas = "from sphinx_awesome.formats.toml import json_schema; json_schema.write_schemas()"
    session.run("python", "-c", schemas)
    session.run("python", "docs/reference/generate.py")
    session.run("python", "-m", "sphinx_awesome.locale.catalogues")


@nox.session
def readme(session: nox.Session) -> None:
    """Write the list into the README."""
    session.install("-e", ".")
    session.run("sphinx-awesome", "readme", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests, two minutes and a half on two cores; `-- -m soak` those of many states."""
    install(session, "docs", "serve", "test")
    session.run("pytest", *QUICK, *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Run the same tests, and fail where they leave lines or branches out.

    `-- lowest` takes the lowest versions of all that the package depends on.
    """
    options = lowest(session) if "lowest" in session.posargs else ()
    session.install("-e", ".", *group("docs", "serve", "test"), *options)
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", *PARALLEL)
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report", "--fail-under=95")
    leave_nothing_out(session)


def leave_nothing_out(session: nox.Session) -> None:
    """Fail where the tests leave out a line or a branch of what is no Sphinx extension."""
    rooms = ",".join(f"sphinx_awesome/{room}/*" for room in BARE_ROOMS)
    session.run("coverage", "report", f"--include={rooms}", "--fail-under=100")


@nox.session(python=PYTHONS)
@nox.parametrize("versions", ["lowest", "newest"], ids=["lowest", "newest"])
def matrix(session: nox.Session, versions: str) -> None:
    """Run the tests on each supported Python, with the lowest and the newest dependencies."""
    options = lowest(session) if versions == "lowest" else ["--upgrade", "--upgrade-strategy=eager"]
    session.install("-e", ".", *group("docs", "serve", "test"), *options)
    session.run("pytest", *PARALLEL, *session.posargs)


def lowest(session: nox.Session) -> list[str]:
    """Pin what the package and its documentation need to the lower bounds on a session's Python.

    Of two bounds of one requirement, the later one that is given counts.
    """
    python = session.python or ".".join(platform.python_version_tuple()[:2])
    pins = {}
    for requirement in map(Requirement, (*DEPENDENCIES, *group("docs"))):
        if requirement.marker and not requirement.marker.evaluate({"python_version": str(python)}):
            continue
        for specifier in requirement.specifier:
            if specifier.operator == ">=":
                pins[canonicalize_name(requirement.name)] = specifier.version
    return [f"{name}=={version}" for name, version in pins.items()]


@nox.session
def bare(session: nox.Session) -> None:
    """Run the tests of all that is no Sphinx extension without Sphinx; they leave nothing out."""
    needed = [
        text
        for text in DEPENDENCIES
        if not canonicalize_name(Requirement(text).name).startswith("sphinx")
    ]
    session.install(*needed, *group("test"))
    session.install("--no-deps", "-e", ".")
    absent = "import importlib.util as u; assert not u.find_spec('sphinx'), 'Sphinx is installed'"
    session.run("python", "-c", absent)
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", *PARALLEL, *(f"tests/{r}" for r in BARE_ROOMS))
    session.run("coverage", "combine", "--quiet")
    leave_nothing_out(session)


@nox.session
def browser(session: nox.Session) -> None:
    """Run the tests that need a browser, in the Chromium or Chrome that is installed here."""
    chromium = find_chromium(session)
    install(session, "docs", "serve", "test", "browser")
    session.run("pytest", *BROWSER, *session.posargs, env={"CHROMIUM": chromium})


def find_chromium(session: nox.Session) -> str:
    """Where Chromium or Chrome is installed here."""
    found = filter(None, map(shutil.which, (os.environ.get("CHROMIUM", ""), *CHROMIUMS)))
    if (chromium := next(found, None)) is None:
        hint = " (Debian: apt-get install chromium)" if platform.system() == "Linux" else ""
        session.error(f"No Chromium found: install one{hint}, or name it in CHROMIUM.")
    return chromium


@nox.session
@nox.parametrize("theme", THEMES, ids=THEMES)
def themes(session: nox.Session, theme: str) -> None:
    """Measure our pages in a theme, `-s "themes(shibuya)"`, or in each; pictures are kept."""
    chromium = find_chromium(session)
    install(session, "docs", "serve", "test", "browser")
    session.install("--upgrade", theme)
    pictures = BUILD.resolve() / "themes"
    pictures.mkdir(parents=True, exist_ok=True)
    env = {"CHROMIUM": chromium, "THEME": theme, "THEME_PICTURES": str(pictures)}
    session.run("pytest", "-m", "themes", "tests/themes", *session.posargs, env=env)


@nox.session
def neighbours(session: nox.Session) -> None:
    """Build beside other extensions, strictly: each does its part, and none twice."""
    install(session, "docs", "serve", "test", "neighbours")
    session.run("pytest", "tests/themes/test_neighbours.py", *session.posargs)


@nox.session
def day(session: nox.Session) -> None:
    """Live an ordinary day of the list in a copy: papers come, move and go, and all stays green."""
    chromium = find_chromium(session)
    install(session, "docs", "serve", "test", "browser")
    copy = Path(session.create_tmp(), "copy").resolve()
    shutil.rmtree(copy, ignore_errors=True)
    session.run("python", "tests/day/edits.py", str(copy))
    env = {"CHROMIUM": chromium, "PYTHONPATH": str(copy)}  # its own package, not this one
    with session.chdir(copy):
        session.run("python", "-m", "sphinx_awesome", "check", "entries", env=env)
        session.run("python", "-m", "sphinx_awesome", "fmt", "--check", "entries", env=env)
        session.run("python", "-m", "sphinx_awesome", "readme", "--check", "--notice", env=env)
        session.run("python", "-m", "sphinx", *STRICT, "-q", "docs", "docs/_build/html", env=env)
        session.run("python", "-m", "pytest", *PARALLEL, env=env)
        session.run("python", "-m", "pytest", *BROWSER, env=env)


@nox.session
def pictures(session: nox.Session) -> None:
    """Draw anew the pictures of pages, and the one that is shown where someone shares a page."""
    chromium = find_chromium(session)
    install(session, "docs", "browser")
    session.run("python", "docs/images/share.py", chromium)
    session.run("python", "docs/images/pages.py", chromium)


@nox.session(venv_backend="none")
def javascript(session: nox.Session) -> None:
    """Check the scripts' types, strictly, and run their unit tests; for what pages do: browser."""
    missing = [name for name in ("node", "npm") if not shutil.which(name)]
    if missing:
        hint = " (Debian: apt-get install nodejs npm)" if platform.system() == "Linux" else ""
        session.error(f"No {' and no '.join(missing)} found: install Node.js 18 or newer{hint}.")
    with session.chdir("tests/javascript"):
        session.run("npm", "ci", "--silent", external=True)
        session.run("npm", "run", "--silent", "types", external=True)
        session.run("npm", "test", "--silent", "--", *session.posargs, external=True)


@nox.session
def builders(session: nox.Session) -> None:
    """Build the documentation with every builder; `-- latex linkcheck` with those named."""
    install(session, "docs")
    for builder in session.posargs or BUILDERS:
        sphinx_build(session, builder, "-q")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, spelling, shell scripts, workflows and the files that services read."""
    session.install(*group("lint"))
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", "--check")
    session.run("codespell")
    session.run("shellcheck", ".ci/run")
    session.run("zizmor", "--offline", "--quiet", ".github", *map(str, made_workflows(session)))
    forms = [str(p) for p in Path(".github", "ISSUE_TEMPLATE").glob("*.yml") if p.stem != "config"]
    workflows = [*Path(".github", "workflows").glob("*.yml"), *made_workflows(session)]
    for schema, files in {
        "github-workflows": [str(path) for path in workflows],
        "github-issue-forms": forms,
        "github-issue-config": [".github/ISSUE_TEMPLATE/config.yml"],
        "dependabot": [".github/dependabot.yml"],
        "readthedocs": [".readthedocs.yaml"],
        "citation-file-format": ["CITATION.cff"],
    }.items():
        session.run("check-jsonschema", "--quiet", "--builtin-schema", f"vendor.{schema}", *files)


def made_workflows(session: nox.Session) -> list[Path]:
    """The workflows of a site that `sphinx-awesome new` makes, written down to be checked."""
    folder = Path(session.create_tmp(), ".github", "workflows")
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for source in Path("sphinx_awesome", "templates", "dot_github", "workflows").glob("*.in"):
        made.append(folder / source.stem)
        made[-1].write_text(source.read_text(encoding="utf-8").replace("$$", "$"), encoding="utf-8")
    return made


@nox.session
def types(session: nox.Session) -> None:
    """Check types, strictly."""
    install(session, "types")
    session.run("mypy", *session.posargs)


@nox.session
def benchmark(session: nox.Session) -> None:
    """Measure builds against other ways to make the same pages; `-- --help` tells the options."""
    install(session, "docs")
    session.run("python", "tests/benchmarks/run.py", *session.posargs)


@nox.session
def build(session: nox.Session) -> None:
    """Build the wheel and the source distribution into dist/, and check both."""
    session.install(*group("build"))
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build")
    session.run("twine", "check", "--strict", *map(str, Path("dist").iterdir()))
