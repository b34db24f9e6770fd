"""Titles of proceedings and journals mean venues; what means none stays as it is."""

from __future__ import annotations

import pytest

from sphinx_awesome.core.venues import (
    TitledVenue,
    Venue,
    VenueKind,
    Venues,
    VenueTitles,
    kind_of_title,
)
from sphinx_awesome.formats.toml.directory import packaged_venues

TITLES = VenueTitles(Venues(packaged_venues()))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("ACL 2021", "ACL"),
        ("CVPR'21", "CVPR"),
        ("in Proceedings of NAACL-HLT", "NAACL"),
        (
            (
                "Proceedings of the 58th Annual Meeting of the Association for Computational "
                "Linguistics"
            ),
            "ACL",
        ),
        (
            (
                "Joint Conference of the 47th Annual Meeting of the ACL and the 4th "
                "International Joint Conference on Natural Language Processing of the AFNLP"
            ),
            "ACL",
        ),
        (
            (
                "Proceedings of the 2019 Conference on Empirical Methods in Natural Language "
                "Processing and the 9th International Joint Conference on Natural Language "
                "Processing (EMNLP-IJCNLP)"
            ),
            "EMNLP",
        ),
        (
            (
                "IEEE/CVF Conference on Computer Vision and Pattern Recognition, CVPR 2021, "
                "virtual, June 19-25"
            ),
            "CVPR",
        ),
        (
            (
                "Computer Vision - ECCV 2020 - 16th European Conference, Glasgow, UK, August "
                "23-28, 2020"
            ),
            "ECCV",
        ),
        (
            (
                "Proceedings of the Twenty-Third International Joint Conference on Artificial "
                "Intelligence"
            ),
            "IJCAI",
        ),
        ("The Thirtieth AAAI Conference on Artificial Intelligence", "AAAI"),
        ("Proc. Interspeech 2021", "Interspeech"),
        ("Proceedings of the 2018 CHI conference on human factors in computing systems", "CHI"),
        (
            (
                "Proceedings of the 27th ACM SIGPLAN Conference on Programming Language Design "
                "and Implementation"
            ),
            "PLDI",
        ),
        ("2021 IEEE Symposium on Security and Privacy (SP)", "IEEE S&P"),
        ("Robotics: Science and Systems XVII", "RSS"),
        ("SIGGRAPH '22: ACM SIGGRAPH 2022 Conference Proceedings", "SIGGRAPH"),
        ("Medical Image Computing and Computer Assisted Intervention–MICCAI 2021: 24th", "MICCAI"),
        ("Lists in Vision: 12th Conference on Robot Learning, Oslo", "CoRL"),
        # Abbreviated.
        ("Proc. IEEE/CVF Conf. Comput. Vis. Pattern Recognit. (CVPR)", "CVPR"),
        ("Proc. of the 36th Int'l Conf. on Machine Learning", "ICML"),
        ("Adv. Neural Inform. Process. Syst.", "NeurIPS"),
        # Findings, and preprints.
        (
            "Findings of the Association for Computational Linguistics: ACL-IJCNLP 2021",
            "Findings of ACL",
        ),
        ("Findings of the ACL: EMNLP-XYZ 2021", "Findings of EMNLP"),
        ("Findings of Lists 2020", "Findings of Lists 2020"),
        (
            "In Findings of the Conference on Empirical Methods in Natural Language Processing",
            "Findings of EMNLP",
        ),
        ("Findings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition", None),
        ("Findings of EMNLP, UAE 2022", "Findings of EMNLP"),
        ("arXiv e-prints", "arXiv"),
        ("Preprint at medRxiv 2020.01", "medRxiv"),
        ("NosuchRxiv", "NosuchRxiv"),
        # Workshops.
        (
            (
                "Proceedings of the IEEE/CVF International Conference on Computer Vision (ICCV)"
                " Workshops"
            ),
            "ICCV W",
        ),
        (
            (
                "2019 IEEE/CVF International Conference on Computer Vision Workshops, ICCV "
                "Workshops 2019, Seoul"
            ),
            "ICCV W",
        ),
        ("4th International Workshop, BrainLes 2018, Held in Conjunction with MICCAI 2018", None),
        (
            "Proceedings of the First Workshop on Lists in Natural Language Processing, ACL 2019",
            None,
        ),
        ("Medical Image Analysis Workshop", None),
        ("BioNLP Workshop", "BioNLP"),
        ("3rd Oslo Workshop on Lists (MLMI 2020)", "MLMI"),
        ("Computer Vision – ECCV 2018 Workshops", "ECCV W"),
        ("Lists in Practice – First Workshop", None),
        # With the subject first, as search engines had them.
        ("Pattern Recognition, 2008. ICPR 2008. 19th International Conference on", "ICPR"),
        ("Computer Vision, 2009 IEEE 12th International Conference on", "ICCV"),
        ("Security and Lists (SL), 2014 IEEE Symposium on", None),
        # Behind an acronym, or by a publisher that makes it another.
        ("IJCAI International Joint Conference on Artificial Intelligence", "IJCAI"),
        ("SIAM International Conference on Data Mining", "SIAM SDM"),
        (
            "2005 IEEE Computer Society Conference on Computer Vision and Pattern Recognition",
            "CVPR",
        ),
        ("Proceedings of the 2019 on International Conference on Multimedia Retrieval", "ICMR"),
        ("ASE19: Automated Software Engineering", None),
        ("XVIII International Conference on Machine Learning", "ICML"),
        ("Proc. 20th Annu. Conf. Learn. Theory", "COLT"),
        # Others.
        (
            "2019 18th IEEE International Conference On Machine Learning And Applications (ICMLA)",
            None,
        ),
        ("Proceedings of the 2020 International Conference on Multimodal Lists (ICML)", None),
        ("Science of Lists, Nature, 2019", None),
        ("Oslo Symposium on Lists, Short Papers", None),
        (
            (
                "Proceedings of the Neural Information Processing Systems Track on Datasets and "
                "Benchmarks"
            ),
            "NeurIPS",
        ),
        ("Proceedings of the", None),
        ("Proceedings of ICML" + " and others" * 50, None),
    ],
)
def test_conferences(title: str, name: str | None) -> None:
    assert TITLES.find(title).name == (name or title)
    assert TITLES.find(title) is TITLES.find(title)


@pytest.mark.parametrize(
    ("title", "venue"),
    [
        (
            (
                "58th Annual Meeting of the Association for Computational Linguistics: System "
                "Demonstrations"
            ),
            TitledVenue("ACL", "System Demonstrations"),
        ),
        (
            (
                "Thirty-eighth Conference on Neural Information Processing Systems Datasets and"
                " Benchmarks Track"
            ),
            TitledVenue("NeurIPS", "Datasets and Benchmarks"),
        ),
        (
            (
                "60th Annual Meeting of the Association for Computational Linguistics (Volume "
                "1: Long Papers)"
            ),
            TitledVenue("ACL"),
        ),
        ("Companion Proceedings of the Web Conference 2018", TitledVenue("WWW", "Companion")),
        (
            "Extended Abstracts of the 2020 CHI Conference on Human Factors in Computing Systems",
            TitledVenue("CHI", "Extended Abstracts"),
        ),
        (
            "NeurIPS 2023 Workshop on Distribution Shifts",
            TitledVenue("NeurIPS W", "Workshop on Distribution Shifts"),
        ),
        (
            (
                "57th Annual Meeting of the Association for Computational Linguistics: Student "
                "Research Workshop"
            ),
            TitledVenue("ACL W", "Student Research Workshop"),
        ),
    ],
)
def test_tracks(title: str, venue: TitledVenue) -> None:
    assert TITLES.find(title) == venue


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Journal of Machine Learning Research", "JMLR"),
        ("ACM Transactions on Graphics (TOG)", "TOG"),
        ("IEEE Trans. Med. Imag.", "TMI"),
        ("IEEE Trans Med Imaging", "TMI"),
        ("Medical image analysis, vol. 12, pp. 1–9", "MedIA"),
        ("Journal of Lists, pp. 21-39", "Journal of Lists"),
        ("Medical Image Analysis and Clinical Applications", None),
        ("Nature: the weekly", None),
        ("Pattern Analysis and Machine Intelligence, IEEE Transactions on", "TPAMI"),
        ("Journal of the American Medical Informatics Association : JAMIA", "JAMIA"),
        ("Proc. Natl. Acad. Sci. U. S. A.", "PNAS"),
        ("Phys Rev Lett", "Physical Review Letters"),
        ("J. Lists", None),
        ("Physica", None),
    ],
)
def test_journals(title: str, name: str | None) -> None:
    assert TITLES.find(title, is_journal=True).name == (name or title)


def test_what_two_titles_share_means_neither() -> None:
    first = Venue("A", "IEEE Conference on Lists", VenueKind.CONFERENCE)
    second = Venue("B", "ACM Conference on Lists", VenueKind.CONFERENCE)
    titles = VenueTitles(Venues([first, second, Venue("C", kind=VenueKind.JOURNAL)]))
    assert titles.find("3rd Conference on Lists").name == "3rd Conference on Lists"
    assert titles.find("3rd ACM Conference on Lists").name == "B"
    assert titles.find("Conf. Lists").name == "Conf. Lists"


@pytest.mark.parametrize(
    ("title", "is_journal", "kind"),
    [
        ("Journal of Workshops", True, VenueKind.JOURNAL),
        ("Workshop on Lists", False, VenueKind.WORKSHOP),
        ("Lists", False, VenueKind.CONFERENCE),
    ],
)
def test_a_venue_that_is_not_known_gets_a_kind(
    title: str,
    is_journal: bool,  # noqa: FBT001
    kind: VenueKind,
) -> None:
    assert kind_of_title(title, is_journal=is_journal) is kind
