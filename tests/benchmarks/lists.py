"""Synthetic lists of papers: the same for the same size, on every machine."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from random import Random

PAPERS_A_SECTION = 50
FEWEST_SECTIONS = 4

_HEADS = ("ba", "chen", "da", "fer", "gu", "hol", "ka", "li", "mar", "no", "pe", "ri", "sa", "wang")
_TAILS = ("", "berg", "dez", "er", "ido", "man", "mura", "ng", "nova", "ov", "rez", "sen", "ton")
_SURNAMES = [f"{a}{b}{c}".capitalize() for a, b, c in product(_HEADS, ("", "la", "ri"), _TAILS)]
_NAMES = ("Ada", "Bo", "Chiara", "Dmitri", "Eva", "Feng", "Grace", "Hiro", "Ines", "Jun", "Kofi")
_STEMS = (
    *("align", "attend", "caption", "classif", "cluster", "compar", "compress", "condition"),
    *("contrast", "detect", "distill", "encod", "estimat", "extract", "fus", "generat", "ground"),
    *("infer", "integrat", "interpret", "localiz", "mask", "model", "normaliz", "optimiz"),
    *("predict", "project", "prompt", "reconstruct", "regulariz", "report", "represent"),
    *("retriev", "sampl", "scal", "segment", "summariz", "supervis", "transfer", "transform"),
)
_ENDINGS = ("ing", "ed", "er", "ation", "able", "ative")
_THINGS = (
    *("abdominal", "anatomy", "biomedical", "brain", "cardiac", "chest", "clinical", "dental"),
    *("disease", "findings", "image", "knowledge", "language", "lesion", "liver", "lung"),
    *("medical", "multimodal", "ophthalmic", "pathology", "patient", "radiology", "retinal"),
    *("semantic", "surgical", "tumour", "ultrasound", "video", "vision", "volume", "x-ray"),
)
_WORDS = [*(f"{stem}{ending}" for stem, ending in product(_STEMS, _ENDINGS)), *_THINGS]
_TAGS = tuple(f"{thing} {word}" for thing in _THINGS[:12] for word in ("images", "text", "data"))
_VENUES = ("CVPR", "ICCV", "NeurIPS", "ICLR", "ACL", "EMNLP", "MICCAI", "MedIA", "TMI", "arXiv")


@dataclass(frozen=True)
class Paper:
    """What an entry of a synthetic list holds."""

    id: str
    title: str
    authors: tuple[str, ...]
    venue: str
    year: int
    arxiv: str
    tags: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Section:
    """A task area with its papers."""

    id: str
    title: str
    papers: tuple[Paper, ...]


def make(papers: int) -> list[Section]:
    """A list of so many papers, fifty a section, in four sections at least."""
    random = Random(papers)
    count = max(FEWEST_SECTIONS, papers // PAPERS_A_SECTION)
    made = [_paper(random, number) for number in range(papers)]
    return [Section(f"area-{n}", f"Task area {n}", tuple(made[n::count])) for n in range(count)]


def _paper(random: Random, number: int) -> Paper:
    name = f"{random.choice(_HEADS)}{random.choice(_STEMS)}{number}"
    words = " ".join(random.choices(_WORDS, k=9)).capitalize()
    year = random.randint(2016, 2025)
    arxiv = f"{year % 100:02}{random.randint(1, 12):02}.{number:05}"
    return Paper(
        id=name,
        title=f"{name.capitalize()}: {words}",
        authors=tuple(f"{random.choice(_NAMES)} {random.choice(_SURNAMES)}" for _ in range(5)),
        venue=random.choice(_VENUES),
        year=year,
        arxiv=arxiv,
        tags=tuple(random.sample(_TAGS, 3)),
        links=(
            ("pdf", f"https://arxiv.org/pdf/{arxiv}"),
            ("code", f"https://github.com/example-{number % 97}/{name}"),
            ("project", f"https://example-{number % 89}.github.io/{name}/"),
            ("data", f"https://zenodo.org/records/{1000000 + number}"),
        ),
    )
