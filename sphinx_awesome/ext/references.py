"""References from anywhere: standard labels for all, and a helpful word for what is not there."""

from __future__ import annotations

import difflib

from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

from ..core.index import IndexKind
from ..core.problem import Code, Problem, Span
from .config import list_path
from .domain import AwesomeDomain, domain_of
from .log import report, warn


def note_labels(_app: object, env: BuildEnvironment) -> list[str]:
    """Give each paper and section a standard label: for ``:ref:``, and for other projects.

    Once, when all pages have been read: Sphinx goes through all labels for each page it reads.
    Those of the last build go first: a page may lose one though it stays as it is.
    """
    domain, standard = domain_of(env), env.domains.standard_domain
    whole = domain.whole
    for label in domain.data["labels"]:
        for known in (standard.labels, standard.anonlabels):
            known.pop(label, None)
    labels: dict[str, tuple[str, str]] = {}
    for section in whole.sections.values():
        names = (section.id, *section.aliases)
        labels |= {f"section-{name}": ("section", section.id) for name in names}
    for entry in whole.entries.values():
        labels |= {f"paper-{name}": ("entry", entry.id) for name in (entry.id, *entry.aliases)}
    for label, (kind, name) in labels.items():
        if place := domain.find(kind, name):
            standard.note_hyperlink_target(label, place.docname, place.anchor, place.title)
    domain.data["labels"] = list(labels)
    return []


def tell_unshown(app: Sphinx, env: BuildEnvironment) -> None:
    """Name the sections that no page shows: a notice, since that can be meant."""
    domain = domain_of(env)
    choices = [shown.selection.sections for page in domain.pages.values() for shown in page.shown]
    if not choices or () in choices:  # nothing of the list is shown, or all of it is
        return
    shown = {name for sections in choices for name in sections}
    source = list_path(app)
    for name, section in domain.whole.sections.items():
        if section.entries and name not in shown:
            file = source / f"{name}.toml" if source.is_dir() else source
            message = f'no page shows the section "{name}": its papers are not on the site'
            hint = f"write a page with awesome:entries {name}"
            report(Problem(Code.UNSHOWN, message, Span(str(file)), hint))


def warn_missing_reference(_app: object, domain: Domain, node: pending_xref) -> bool | None:
    """Say which target does not exist, and which one may have been meant."""
    if not isinstance(domain, AwesomeDomain):
        return None
    kind, target = node["reftype"], node["reftarget"]
    known = list(domain.known(kind))
    if target in known or domain.find_entry(target):
        message = f'{kind} "{target}" stands on no page'
        hint = (
            f"show it with awesome:index:: {kind}"
            if kind in list(IndexKind)
            else "show its section with awesome:entries, without options that leave papers out"
        )
    elif kind in {"entry", "section"} and (reason := domain.whole.removed.get(target)):
        message = f'"{target}" was removed from the list: {reason}'
        hint = "delete the reference"
    else:
        message = f'there is no {kind} "{target}"'
        near = difflib.get_close_matches(target, known, n=3)
        hint = "did you mean " + " or ".join(f'"{name}"' for name in near) + "?" if near else ""
    warn(Code.TARGET, message, hint, location=node)
    return True
