"""Links that are not what their label says, or longer or weaker than they need be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from ...core.identifiers import arxiv_in_url
from ...core.model import LABEL_OF_WORD, Entry
from ...core.problem import KeyPath, Severity
from ...core.same_work import OWN, have_other_authors, title_words
from ...core.text import fold
from ..context import Finding, LintContext, Rule

CODE = frozenset(word for word, label in LABEL_OF_WORD.items() if label == "code")

_MAX_ADDRESS_PAPERS = 2  # papers with one address: more, and it is a collection on purpose


def _plain(url: str) -> str:
    """Return the key that two spellings of one address share."""
    rest = url.partition("://")[2].partition("#")[0].rstrip("/")
    host, slash, path = rest.partition("/")
    host = host.lower().removeprefix("www.")
    if host == "github.com":
        path = path.lower().removesuffix(".git")
    return f"{host}{slash}{path}"


def shared_link(subject: LintContext) -> Iterator[Finding]:
    """Find numbers, and links to the paper itself, that two papers have."""
    for first, second, keys, _ in _shared(subject, OWN):
        yield _finding(
            subject, first, second, keys, "write it where it belongs; of one paper, keep one block"
        )


def shared_code(subject: LintContext) -> Iterator[Finding]:
    """Find code that two papers have."""
    for first, second, keys, url in _shared(subject, CODE):
        if not _is_of_both(url, first, second):
            hint = "if it is not the code of both, write it where it belongs"
            yield _finding(subject, first, second, keys, hint)


def _finding(
    subject: LintContext, first: Entry, second: Entry, keys: KeyPath, hint: str
) -> Finding:
    named = ".".join(map(str, keys))
    return Finding(second.id, keys, f"`{named}` is that of {subject.name(first, second)} too", hint)


def _shared(
    subject: LintContext, labels: Collection[str]
) -> Iterator[tuple[Entry, Entry, KeyPath, str]]:
    """Yield pairs of papers with one address, its path at the second, and the address."""
    used: dict[tuple[bool, str], dict[str, KeyPath]] = defaultdict(dict)
    for paper in subject.papers:
        for address, keys in _addresses(subject, paper, labels):
            # A tool leads to the paper about it, which may be listed too.
            used[paper.type.is_paper, address].setdefault(paper.id, keys)
    duplicates = {pair.second.id for pair in subject.same}
    seen: set[tuple[str, str]] = set()
    for (_is_paper, address), users in used.items():
        (one, _), *others = users.items()
        if labels is CODE and len(users) > _MAX_ADDRESS_PAPERS:
            continue
        for other, keys in others:
            if (one, other) not in seen and not {one, other} & duplicates:
                seen.add((one, other))
                entries = subject.awesome_list.entries
                yield entries[one], entries[other], keys, address


def _addresses(
    subject: LintContext, paper: Entry, labels: Collection[str]
) -> Iterator[tuple[str, KeyPath]]:
    """Yield the addresses of a paper under some labels, normalized, and its numbers."""
    if labels is OWN:
        # Its other numbers, if any, are another rule's.
        for arxiv, place in list(subject.arxivs[paper.id].items())[:1]:
            yield f"arxiv.org/abs/{arxiv}", place
        if paper.doi:
            yield f"doi.org/{paper.doi.casefold()}", ("doi",)
    for label, url in paper.links.items():
        if fold(label) in labels and not arxiv_in_url(url):
            yield _plain(url), ("links", label)


def _is_of_both(address: str, first: Entry, second: Entry) -> bool:
    """Return whether the code at an address belongs to both papers, as far as the list says.

    They have an author in common, the address names both, or one title has the other's name.
    """
    if first.authors and second.authors:
        if not have_other_authors(first, second):
            return True
        if not (first.has_more_authors or second.has_more_authors):
            return False
    titles = ["".join(title_words(paper.title)) for paper in (first, second)]
    names = ["".join(title_words(paper.title.partition(":")[0])) for paper in (first, second)]
    code = "".join(title_words(address.rpartition("/")[2]))
    is_named = bool(code) and all(code in title for title in titles)
    return is_named or names[0] in titles[1] or names[1] in titles[0]


_PAGES = re.compile(
    r"https?://(?:[\w-]+\.(?:github|gitlab)\.io|sites\.google\.com|[\w-]+\.(?:netlify|vercel)\.app"
    r"|[\w-]+\.(?:wixsite|weebly)\.com)(?:/|\Z)",
    re.IGNORECASE,
)


def project_as_code(subject: LintContext) -> Iterator[Finding]:
    """Find links to a project's page where its code should be."""
    for paper in subject.papers:
        for label, url in paper.links.items():
            if fold(label) in CODE and _PAGES.match(url):
                has_one = "project" in paper.links
                yield Finding(
                    paper.id,
                    ("links", label),
                    f"`links.{label}` is the page of a project, not its code",
                    "write the address of the code, or delete the link"
                    if has_one
                    else "write links.project, or the address of the code",
                )


# Hosts that serve all of their pages by https too, under exactly these names.
_SECURE = frozenset(
    {"arxiv.org", "www.arxiv.org", "export.arxiv.org", "biorxiv.org", "www.biorxiv.org"}
    | {"medrxiv.org", "www.medrxiv.org", "openreview.net", "doi.org", "dx.doi.org", "zenodo.org"}
    | {"aclanthology.org", "aclweb.org", "www.aclweb.org", "ceur-ws.org", "openaccess.thecvf.com"}
    | {"www.ecva.net", "nips.cc", "papers.nips.cc", "neurips.cc", "papers.neurips.cc"}
    | {"proceedings.neurips.cc", "proceedings.mlr.press", "jmlr.org", "www.jmlr.org"}
    | {"ojs.aaai.org", "www.aaai.org", "www.ijcai.org", "dl.acm.org", "ieeexplore.ieee.org"}
    | {"www.nature.com", "link.springer.com", "www.sciencedirect.com", "www.ncbi.nlm.nih.gov"}
    | {"pubmed.ncbi.nlm.nih.gov", "www.semanticscholar.org", "physionet.org", "www.kaggle.com"}
    | {"github.com", "www.github.com", "gist.github.com", "gitlab.com", "bitbucket.org"}
    | {"huggingface.co", "youtube.com", "www.youtube.com", "youtu.be", "vimeo.com"}
    | {"sites.google.com", "drive.google.com", "docs.google.com", "colab.research.google.com"}
)

_PAGES_OF_GITHUB = re.compile(r"[\w-]+\.github\.io")


def _is_secure(host: str) -> bool:
    return host in _SECURE or _PAGES_OF_GITHUB.fullmatch(host) is not None


def insecure_link(subject: LintContext) -> Iterator[Finding]:
    """Find links by http to hosts that have https."""
    for paper in subject.papers:
        for label, url in paper.links.items():
            scheme, _, rest = url.partition("://")
            if scheme.lower() == "http" and _is_secure(rest.partition("/")[0].lower()):
                new = f"https://{rest}"
                yield Finding(
                    paper.id,
                    ("links", label),
                    f"`links.{label}` is by http, and the host has https",
                    f'write "{new}"',
                    new,
                )


_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|yclid|msclkid|twclid|mc_[ce]id|igshid|_hs(?:enc|mi)|dgcid"
    r"|ref_src|ref_url)(?:=.*)?|via(?:=|%3D)ihub|feature=youtu\.be|spm=\w+\.[\w.]+",
    re.IGNORECASE,
)

_QUERY = re.compile(r"([^?#]*)\?([^#]*)(#.*)?")


def tracking(subject: LintContext) -> Iterator[Finding]:
    """Find links with parameters that only say where a reader comes from."""
    for paper in subject.papers:
        for label, url in paper.links.items():
            if "?" in url and (match := _QUERY.fullmatch(url)):
                parameters = match[2].split("&")
                remaining = [one for one in parameters if not _TRACKING.fullmatch(one)]
                if len(remaining) < len(parameters):
                    gone = ", ".join(p.partition("=")[0] for p in parameters if p not in remaining)
                    query = f"?{'&'.join(remaining)}" if remaining else ""
                    new = f"{match[1]}{query}{match[3] or ''}"
                    yield Finding(
                        paper.id,
                        ("links", label),
                        f"`links.{label}` tells on whoever follows it: {gone}",
                        f'write "{new}"',
                        new,
                    )


def no_address(subject: LintContext) -> Iterator[Finding]:
    """Find papers that nothing leads to: without link, DOI and arXiv id."""
    for paper in subject.papers:
        if not (paper.links or paper.latest.doi or paper.arxiv):
            yield Finding(
                paper.id,
                ("title",),
                "the paper has no link, no DOI and no arXiv id: nothing leads to it",
                'write doi = "…", arxiv = "…" or links.link = "…"',
            )


RULES = (
    Rule(
        code="shared-link",
        title="Two papers have one link",
        why="The PDF, the arXiv number or the DOI of one paper stands at another, most often by a "
        "slip of the clipboard; or they are one paper under two titles. Links that papers often "
        "share, such as `data`, are left alone.",
        fix="Open it, and mend it at the paper where it does not belong. If they are one paper, "
        "keep one block, with the later title as `published.title`.",
        example="""\
[[entry]]
id = "x-ray-reports"
title = "Automated Generation of Accurate & Fluent Medical X-ray Reports"
links.pdf = "https://example.org/papers/288.pdf"

[[entry]]
id = "surgery"
title = "Surgical Instruction with Transformers"
links.pdf = "https://example.org/papers/288.pdf"
""",
        find=shared_link,
    ),
    Rule(
        code="shared-code",
        title="Two papers have one code",
        why="The code of one paper may stand at another by a slip of the clipboard. It is not "
        "reported if the two have an author in common, if the address or a title names both, or if "
        "more than two papers share it: then it is meant. Since it may be meant otherwise too, it "
        "is a notice, which fails nothing.",
        fix="Open it, and delete it where it does not belong. If it belongs to both, say so in "
        "`ignore.shared-code`.",
        example="""\
[[entry]]
id = "x-ray-reports"
title = "Automated Generation of Accurate & Fluent Medical X-ray Reports"
links.code = "https://github.com/example/xray_reports"

[[entry]]
id = "imaging-reports"
title = "On the Automatic Generation of Medical Imaging Reports"
links.code = "https://github.com/example/xray_reports"
""",
        find=shared_code,
        severity=Severity.NOTICE,
    ),
    Rule(
        code="project-as-code",
        title="The code is a project page",
        why="Who looks for papers with code finds this one, and then no code. A project's page is "
        "told by its host, such as `github.io` and `sites.google.com`.",
        fix="Label the link `project`; if the page leads to the code, write that address as "
        "`links.code`.",
        example="""\
[[entry]]
id = "repsnet"
title = "RepsNet: Combining Vision with Language for Automated Medical Reports"
links.code = "https://sites.google.com/view/example"
""",
        find=project_as_code,
    ),
    Rule(
        code="insecure-link",
        title="A link by http where https works",
        why="By `http` anybody on the way can read and change what the reader gets, and browsers "
        "warn. Only hosts that are known to serve `https` are reported.",
        fix="Write `https://`; `check --fix` does it.",
        example="""\
[[entry]]
id = "hcp-mic"
title = "HCP-MIC at VQA-Med 2020: Effective visual representation"
links.pdf = "http://ceur-ws.org/Vol-2696/paper_74.pdf"
""",
        find=insecure_link,
        fixed_example="""\
[[entry]]
id = "hcp-mic"
title = "HCP-MIC at VQA-Med 2020: Effective visual representation"
links.pdf = "https://ceur-ws.org/Vol-2696/paper_74.pdf"
""",
    ),
    Rule(
        code="tracking",
        title="A link with tracking parameters",
        why="Parameters such as `utm_source` and `fbclid` tell the site where a reader comes from. "
        "They do nothing for the reader, and make one address look like two.",
        fix="Delete them; `check --fix` does it.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
links.pdf = "https://example.org/ratchet.pdf?utm_source=newsletter&page=2"
""",
        find=tracking,
        fixed_example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
links.pdf = "https://example.org/ratchet.pdf?page=2"
""",
    ),
    Rule(
        code="no-address",
        title="A paper that nothing leads to",
        why="Without a link, a DOI and an arXiv id, its card is a dead end: whoever wants to read "
        "the paper has to search for it elsewhere, and the list cannot tell it from another of its "
        "name. Some papers are in print alone, so it is a notice, which fails nothing. Where an "
        "address of the paper is refused, that error is reported in place of this.",
        fix="Write its DOI or its arXiv id, which never die, or the address of a page or a file "
        "as `links.link` or `links.pdf`. If there is none, say so in `ignore.no-address`.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis and Reporting"
""",
        find=no_address,
        waits_for_reader=True,
        severity=Severity.NOTICE,
    ),
)
