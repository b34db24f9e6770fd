"""Evidence of venue and year in an address, by the address alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote

from ..core.identifiers import anthology_in_path, doi_in_citation
from ..core.venues import VenueKind


class VenueEvidence(NamedTuple):
    """The venue and the years that an address names. What it does not name is empty."""

    source: str
    """Who says so, as a sentence names them."""
    venue: str = ""
    years: tuple[int, ...] = ()
    """The first is the one to write."""
    kind: VenueKind | None = None
    """Any venue of that kind will do."""
    is_submission: bool = False
    """A paper may have been turned down there."""


def evidence_in_url(url: str) -> VenueEvidence | None:
    """Return what an address says about venue and year, or None.

    :param url: with or without scheme.

    >>> evidence = evidence_in_url("https://aclanthology.org/2021.emnlp-main.288.pdf")
    >>> evidence.source, evidence.venue, evidence.years
    ('the ACL Anthology', 'EMNLP', (2021,))
    """
    plain = url.partition("://")[2] or url
    host, _, path = plain.partition("/")
    host = host.lower().removeprefix("www.")
    for known, read in _READERS.items():
        if host == known or host.endswith(f".{known}"):
            return read(path)
    return None


def evidence_in_doi(doi: str) -> VenueEvidence | None:
    """Return what a DOI says about venue and year, or None.

    :param doi: bare.
    """
    prefix, _, suffix = doi.partition("/")
    read = _DOI_READERS.get(prefix)
    return read(suffix) if read else None


# The ACL Anthology: https://aclanthology.org/info/ids/

_ACL_MEETINGS = {
    "acl": "ACL",
    "emnlp": "EMNLP",
    "naacl": "NAACL",
    "eacl": "EACL",
    "aacl": "AACL",
    "coling": "COLING",
    "tacl": "TACL",
}

_ACL_MAIN = frozenset({"main", "long", "short", "demo", "demos", "industry", "1", "2"})

_ACL_WORKSHOPS = frozenset({"bionlp", "clinicalnlp"})

_ACL_LETTERS = {"P": "ACL", "D": "EMNLP", "N": "NAACL", "E": "EACL", "C": "COLING", "Q": "TACL"}

_ANTHOLOGY = "the ACL Anthology"


def _acl(path: str) -> VenueEvidence | None:
    id_ = anthology_in_path(path)
    if id_ is None:
        return None
    name = ""
    kind = None
    if id_.is_old:
        # The volumes after these are of workshops, tutorials and students.
        is_main = id_.volume in {"1", "2"} or id_.venue in "CQ"
        name = _ACL_LETTERS.get(id_.venue, "") if is_main else ""
    elif id_.venue == "findings":
        name = f"Findings of {id_.volume.upper()}"
    elif id_.venue in _ACL_MEETINGS and id_.volume in _ACL_MAIN:
        name = _ACL_MEETINGS[id_.venue]
    elif id_.venue in _ACL_WORKSHOPS:
        kind = VenueKind.WORKSHOP
    return VenueEvidence(_ANTHOLOGY, name, _years(id_.year, name), kind)


def _years(year: int, venue: str) -> tuple[int, ...]:
    """Return possible years: a journal's volume and the meeting of its papers may differ by one."""
    return (year, year + 1, year - 1) if venue == "TACL" else (year,)


# Computer vision

_CVF = re.compile(
    r"(cvpr|iccv|eccv|accv|wacv)(w)?_?(?:workshops_)?(\d{4})(w|_workshops)?/", re.IGNORECASE
)


def _cvf(path: str) -> VenueEvidence | None:
    if match := _CVF.search(path):
        name, before, year, after = match.groups()
        is_workshop = before or after or "workshops" in path.lower()
        return VenueEvidence("CVF", f"{name.upper()}{' W' if is_workshop else ''}", (int(year),))
    return None


_ECVA = re.compile(r"papers/eccv_(\d{4})/", re.IGNORECASE)


def _ecva(path: str) -> VenueEvidence | None:
    match = _ECVA.search(path)
    return VenueEvidence("ECVA", "ECCV", (int(match[1]),)) if match else None


# Machine learning

_NEURIPS = re.compile(r"(?:\A|/)paper(?:_files/paper)?/(\d{4})/")


def _neurips(path: str) -> VenueEvidence | None:
    if match := _NEURIPS.search(path):
        return VenueEvidence("its proceedings", "NeurIPS", (int(match[1]),))
    return VenueEvidence("its proceedings", "NeurIPS") if path.startswith("paper/") else None


# https://proceedings.mlr.press: the volumes of yearly meetings, from their first year on.
_PMLR_VOLUMES = {
    ("ICML", 2013): (28, 32, 37, 48, 70, 80, 97, 119, 139, 162, 202, 235),
    ("AISTATS", 2013): (31, 33, 38, 51, 54, 84, 89, 108, 130, 151, 206, 238),
    ("MLHC", 2016): (56, 68, 85, 106, 126, 149, 182, 219, 252),
    ("CoRL", 2017): (78, 87, 100, 155, 164, 205, 229, 270),
    ("MIDL", 2019): (102, 121, 143, 172, 227, 250),
    ("ML4H", 2019): (116, 136, 158, 193, 225, 259),
    ("CHIL", 2022): (174, 209, 248),
}

_PMLR_BY_VOLUME = {
    volume: VenueEvidence("PMLR", venue, (year,))
    for (venue, first), volumes in _PMLR_VOLUMES.items()
    for year, volume in enumerate(volumes, first)
}

_PMLR = re.compile(r"v(\d+)/(?:[a-z-]+(\d\d)[a-z]+)?")


def _pmlr(path: str) -> VenueEvidence | None:
    match = _PMLR.match(path)
    if not match:
        return None
    if known := _PMLR_BY_VOLUME.get(int(match[1])):
        return known
    # The key of a paper bears the year of the volume, which may come out after the meeting.
    year = 2000 + int(match[2]) if match[2] else 0
    return VenueEvidence("PMLR", "", (year, year - 1)) if year else None


_OPENREVIEW = re.compile(
    r"(?:(ICLR|NeurIPS|ICML)\.cc|(MIDL)\.io|(?:robot-learning|colmweb)\.org/(CoRL|COLM))"
    r"/(\d{4})/(Conference|Track|Workshop)"
)


def _openreview(path: str) -> VenueEvidence | None:
    if match := _OPENREVIEW.search(unquote(path)):
        *names, year, kind = match.groups()
        name = next(filter(None, names))
        venue = f"{name} W" if kind == "Workshop" else name
        return VenueEvidence("OpenReview", venue, (int(year),), is_submission=True)
    return None


# Others

# https://ceur-ws.org: the working notes of CLEF, from 2008 on.
_CLEF_VOLUMES = (
    *(1174, 1175, 1176, 1177, 1178, 1179, 1180, 1391, 1609, 1866, 2125, 2380, 2696, 2936, 3180),
    *(3497, 3740, 4038),
)

_CLEF = {volume: year for year, volume in enumerate(_CLEF_VOLUMES, 2008)}

_CEUR = re.compile(r"Vol-(\d+)", re.IGNORECASE)


def _ceur(path: str) -> VenueEvidence | None:
    match = _CEUR.match(path)
    year = _CLEF.get(int(match[1])) if match else None
    return VenueEvidence("CEUR", "CLEF", (year,)) if year else None


_IJCAI = re.compile(r"proceedings/(\d{4})/|ijcai\.(\d{4})/")


def _ijcai(path: str) -> VenueEvidence | None:
    match = _IJCAI.match(path)
    return (
        VenueEvidence("its proceedings", "IJCAI", (int(match[1] or match[2]),)) if match else None
    )


_MICCAI = re.compile(r"miccai-(\d{4})/")


def _miccai(path: str) -> VenueEvidence | None:
    match = _MICCAI.match(path)
    return VenueEvidence("its proceedings", "MICCAI", (int(match[1]),)) if match else None


def _doi(path: str) -> VenueEvidence | None:
    return evidence_in_doi(doi_in_citation(path))


# Journals in whose pages conferences print their papers.
_PRINTS_MEETINGS = ("s11548-", "s10994-", "s10618-")


def _springer(path: str) -> VenueEvidence | None:
    """Return evidence of a journal for an article; a chapter may be of any book."""
    match = re.match(r"article/(?:10\.1007/)(s\d+-)", path)
    if match and match[1] not in _PRINTS_MEETINGS:
        return VenueEvidence("Springer", kind=VenueKind.JOURNAL)
    return None


_IEEE_MEETING = re.compile(r"([A-Za-z]+?)(W?)\d*\.(\d{4})\.\d+\Z")

_IEEE_MEETINGS = frozenset(
    {"CVPR", "ICCV", "WACV", "ICASSP", "ICIP", "ISBI", "ICPR", "ICME", "ICRA", "IROS", "BIBM"}
)


def _ieee(suffix: str) -> VenueEvidence | None:
    """Read `CVPR52729.2023.00325` or `CVPRW59228.2023.00001`; `TMI.2020.2978284` is a journal's."""
    match = _IEEE_MEETING.match(suffix)
    if not match:
        return None
    name, workshop, year = match.groups()
    if name.upper() in _IEEE_MEETINGS:
        venue = f"{name.upper()} W" if workshop else name.upper()
        return VenueEvidence("its DOI", venue, (int(year),))
    return (
        VenueEvidence("its DOI", name) if name in {"TMI", "TPAMI", "TIP", "TNNLS", "JBHI"} else None
    )


_ELSEVIER = {
    "media": "MedIA",
    "neucom": "Neurocomputing",
    "artmed": "Artif Intell Med",
    "inffus": "Information Fusion",
    "patcog": "Pattern Recognition",
    "compbiomed": "Comput Biol Med",
    "jbi": "JBI",
    "eswa": "ESWA",
    "knosys": "KBS",
    "neunet": "Neural Networks",
}


def _elsevier(suffix: str) -> VenueEvidence | None:
    match = re.match(r"j\.([a-z]+)\.(\d{4})\.", suffix)
    venue = _ELSEVIER.get(match[1]) if match else None
    return VenueEvidence("its DOI", venue) if venue else None


_READERS: dict[str, Callable[[str], VenueEvidence | None]] = {
    "aclanthology.org": _acl,
    "aclweb.org": _acl,
    "thecvf.com": _cvf,
    "cv-foundation.org": _cvf,
    "ecva.net": _ecva,
    "nips.cc": _neurips,
    "neurips.cc": _neurips,
    "mlr.press": _pmlr,
    "openreview.net": _openreview,
    "ceur-ws.org": _ceur,
    "ijcai.org": _ijcai,
    "miccai.org": _miccai,
    "doi.org": _doi,
    "link.springer.com": _springer,
}

_DOI_READERS: dict[str, Callable[[str], VenueEvidence | None]] = {
    "10.18653": _acl,
    "10.1007": lambda suffix: _springer(f"article/10.1007/{suffix}"),
    "10.24963": _ijcai,
    "10.1109": _ieee,
    "10.1016": _elsevier,
}
