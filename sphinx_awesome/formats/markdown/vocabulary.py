"""Words that mean the same in every list."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    """
    van von der den de da do dos das del della di du la le el al bin ibn ten ter zu af av y e st
    bint abu ould mc mac dal dalla des lo vom zum
    """
)
"""Small words in names."""

NO_NAMES = _words(
    """
    learning network networks neural deep model models modeling image images vision visual
    language survey review detection segmentation recognition generation generative attention
    transformer transformers data dataset datasets benchmark using with for from via through
    towards toward training pretraining supervised unsupervised representation representations
    object objects video text graph graphs method methods approach approaches analysis framework
    system systems reinforcement adversarial diffusion optimization classification prediction
    estimation paper reasoning knowledge large small efficient robust fast real time deepfake
    medical clinical information the a an of on in to is are by how what why can do does it as
    at or not your my machine fairness privacy attack attacks defense alignment interpretability
    evaluation tasks task agent agents robot robotics planning code project page demo conference
    workshop journal transactions proceedings international symposium university institute
    research open source domain adaptation transfer zero shot few retrieval augmented prompt
    tuning multimodal generalization uncertainty calibration unlearning editing synthesis
    reconstruction rendering 3d 2d preprint arxiv ieee acm springer nature science stars key
    keyword keywords digest abstract tldr note new
    """
)
"""Words of titles and keywords that no name has, though they may be written like one."""

REMARKS = _words("intro introduction keywords keyword homepage project slides notes note blog")
"""Labels of what is said about a paper that is named above."""

BLOCKS = _words(
    """
    table thead tbody tr td th ul ol li h1 h2 h3 h4 h5 h6 p div center details summary dl dt dd
    blockquote section pre hr
    """
)
"""HTML elements that make blocks."""

_TITLES = ("title", "paper", "papers", "paper title", "publication", "article", "论文", "标题")
_NAMES = _words("name model method dataset benchmark framework abbr acronym")
_OTHERS = _words(
    """
    code link links venue conf conference date year demo stars github url type modalities
    authors author journal license licence notes note comments comment description task tasks
    modality frames subjects source availability language size count citations domain annotation
    annotations remarks remark institute institution keywords keyword
    """
)
HEADS = dict.fromkeys(_TITLES, 2.0) | dict.fromkeys(_NAMES, -0.7) | dict.fromkeys(_OTHERS, -3.0)
"""What the head of a column says for or against titles in it."""
