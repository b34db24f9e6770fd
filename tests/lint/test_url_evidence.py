"""What addresses say of the venue and the year of a paper."""

from __future__ import annotations

import pytest

from sphinx_awesome.core.venues import VenueKind
from sphinx_awesome.lint.url_evidence import VenueEvidence, evidence_in_doi, evidence_in_url

ACL = "https://aclanthology.org"
CVF = "https://openaccess.thecvf.com"
PMLR = "https://proceedings.mlr.press"


@pytest.mark.parametrize(
    ("url", "venue", "years"),
    [
        (f"{ACL}/2021.emnlp-main.288.pdf", "EMNLP", (2021,)),
        (f"{ACL}/2022.acl-demo.3/", "ACL", (2022,)),
        (f"{ACL}/2023.findings-acl.683", "Findings of ACL", (2023,)),
        (f"{ACL}/2023.acl-srw.1", "", (2023,)),
        (f"{ACL}/2022.semeval-1.2", "", (2022,)),
        (f"{ACL}/2022.tacl-1.2", "TACL", (2022, 2023, 2021)),
        (f"{ACL}/P18-1240.pdf", "ACL", (2018,)),
        (f"{ACL}/D19-5801", "", (2019,)),
        (f"{ACL}/W97-0301", "", (1997,)),
        (f"{ACL}/C18-1001", "COLING", (2018,)),
        ("http://www.aclweb.org/anthology/N18-1202", "NAACL", (2018,)),
        (f"{CVF}/content/CVPR2022/papers/Li_Cross_CVPR_2022_paper.pdf", "CVPR", (2022,)),
        (f"{CVF}/content_ICCV_2017/html/x.html", "ICCV", (2017,)),
        (f"{CVF}/content_cvpr_2018_workshops/papers/w1/x.pdf", "CVPR W", (2018,)),
        (f"{CVF}/content_CVPRW_2019/papers/x/y.pdf", "CVPR W", (2019,)),
        (f"{CVF}/content/ICCV2023W/CVAMD/html/x.html", "ICCV W", (2023,)),
        (f"{CVF}/content/WACV2024/papers/x.pdf", "WACV", (2024,)),
        ("https://www.cv-foundation.org/openaccess/content_iccv_2015/x.pdf", "ICCV", (2015,)),
        ("https://www.ecva.net/papers/eccv_2020/papers_ECCV/html/1.php", "ECCV", (2020,)),
        ("https://proceedings.neurips.cc/paper/2018/file/e0-Paper.pdf", "NeurIPS", (2018,)),
        ("https://papers.nips.cc/paper_files/paper/2022/hash/9d.html", "NeurIPS", (2022,)),
        ("http://papers.nips.cc/paper/6630-a-test.pdf", "NeurIPS", ()),
        (f"{PMLR}/v193/ramesh22a.html", "ML4H", (2022,)),
        (f"{PMLR}/v139/radford21a/radford21a.pdf", "ICML", (2021,)),
        (f"{PMLR}/v12/x11b.html", "", (2011, 2010)),
        ("https://openreview.net/group?id=ICLR.cc/2023/Conference", "ICLR", (2023,)),
        (
            (
                "https://openreview.net/forum?id=x&referrer=%5BHome%5D(%2Fgroup%3Fid%3DNeurIPS.cc%2F"
                "2024%2FWorkshop%2FX)"
            ),
            "NeurIPS W",
            (2024,),
        ),
        ("https://openreview.net/group?id=MIDL.io/2022/Conference", "MIDL", (2022,)),
        ("http://ceur-ws.org/Vol-2936/paper-98.pdf", "CLEF", (2021,)),
        ("https://www.ijcai.org/proceedings/2021/0101.pdf", "IJCAI", (2021,)),
        ("https://papers.miccai.org/miccai-2024/paper/0001_paper.html", "MICCAI", (2024,)),
        ("https://doi.org/10.18653/v1/2022.emnlp-main.608", "EMNLP", (2022,)),
        ("https://doi.org/10.24963/ijcai.2020/101", "IJCAI", (2020,)),
        ("https://doi.org/10.1109/CVPRW59228.2023.00001", "CVPR W", (2023,)),
        ("https://doi.org/10.1109/CVPR.2016.90", "CVPR", (2016,)),
        ("https://doi.org/10.1109/TMI.2020.2978284", "TMI", ()),
        ("https://doi.org/10.1016/j.media.2022.102510", "MedIA", ()),
    ],
)
def test_addresses_name_venue_and_year(url: str, venue: str, years: tuple[int, ...]) -> None:
    said = evidence_in_url(url)
    assert said
    assert (said.venue, said.years) == (venue, years)
    assert said.source


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (f"{ACL}/2023.bionlp-1.4", VenueKind.WORKSHOP),
        ("https://link.springer.com/article/10.1007/s11280-022-01013-6", VenueKind.JOURNAL),
        ("https://doi.org/10.1007/s11280-022-01013-6", VenueKind.JOURNAL),
        (f"{ACL}/2023.emnlp-main.4", None),
    ],
)
def test_addresses_name_a_kind_of_venue(url: str, kind: VenueKind | None) -> None:
    said = evidence_in_url(url)
    assert said
    assert said.kind is kind


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2107.02104",
        "https://example.org/content/CVPR2022/x",
        "https://notaclanthology.org/2021.emnlp-main.288.pdf",
        "https://aclanthology.org.example.org/2021.emnlp-main.288.pdf",
        f"{ACL}/people/a/ada/",
        f"{CVF}/menu",
        "https://www.ecva.net/papers.php",
        "https://nips.cc/virtual/2023/poster/1",
        f"{PMLR}/v12/",
        f"{PMLR}/faq.html",
        "https://openreview.net/pdf?id=FgYTwJbjbf",
        "https://ceur-ws.org/Vol-2001/paper1.pdf",
        "https://ceur-ws.org/",
        "https://ijcai.org/Past",
        "https://miccai.org/",
        "https://doi.org/",
        "https://doi.org/10.1145/3581783.3611830",
        "https://doi.org/10.1109/ACCESS.2020.2978284",
        "https://doi.org/10.1109/5.771073",
        "https://doi.org/10.1016/j.xyz.2020.1",
        "https://link.springer.com/article/10.1007/s11548-022-01013-6",
        "https://link.springer.com/chapter/10.1007/978-3-030-87199-4_7",
    ],
)
def test_addresses_without_evidence(url: str) -> None:
    assert evidence_in_url(url) is None


def test_a_doi_may_say_nothing() -> None:
    assert evidence_in_doi("10.1145/3581783.3611830") is None
    assert evidence_in_doi("10.18653/v1/P18-1240") == VenueEvidence(
        "the ACL Anthology", "ACL", (2018,)
    )
