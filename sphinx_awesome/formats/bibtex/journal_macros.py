"""Macros that BibTeX files use and do not define: months, and the journals of astronomy.

The commands are those of the class AASTeX, which NASA's ADS writes into its records:
https://ui.adsabs.harvard.edu/help/actions/journal-macros
"""

from __future__ import annotations

MONTHS = {
    name: name
    for name in ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
}
"""By the name of a macro that every style defines, what it stands for."""

_JOURNALS = """
    aap: Astronomy & Astrophysics
    aapr: Astronomy and Astrophysics Review
    aaps: Astronomy and Astrophysics Supplement Series
    actaa: Acta Astronomica
    aj: The Astronomical Journal
    ao, applopt: Applied Optics
    apj: The Astrophysical Journal
    apjl, apjlett: The Astrophysical Journal Letters
    apjs, apjsupp: The Astrophysical Journal Supplement Series
    aplett: Astrophysical Letters
    apspr: Astrophysics Space Physics Research
    apss: Astrophysics and Space Science
    araa: Annual Review of Astronomy and Astrophysics
    azh: Astronomicheskii Zhurnal
    baas: Bulletin of the American Astronomical Society
    bac: Bulletin of the Astronomical Institutes of Czechoslovakia
    bain: Bulletin of the Astronomical Institutes of the Netherlands
    caa: Chinese Astronomy and Astrophysics
    cjaa: Chinese Journal of Astronomy and Astrophysics
    fcp: Fundamentals of Cosmic Physics
    gca: Geochimica et Cosmochimica Acta
    grl: Geophysical Research Letters
    iaucirc: IAU Circulars
    icarus: Icarus
    jcap: Journal of Cosmology and Astroparticle Physics
    jcp: The Journal of Chemical Physics
    jgr: Journal of Geophysical Research
    jqsrt: Journal of Quantitative Spectroscopy and Radiative Transfer
    jrasc: Journal of the Royal Astronomical Society of Canada
    maps: Meteoritics and Planetary Science
    memras: Memoirs of the Royal Astronomical Society
    memsai: Memorie della Società Astronomica Italiana
    mnras: Monthly Notices of the Royal Astronomical Society
    na: New Astronomy
    nar: New Astronomy Reviews
    nat: Nature
    natas, natastro: Nature Astronomy
    nphysa: Nuclear Physics A
    pasa: Publications of the Astronomical Society of Australia
    pasj: Publications of the Astronomical Society of Japan
    pasp: Publications of the Astronomical Society of the Pacific
    physrep: Physics Reports
    physscr: Physica Scripta
    planss: Planetary and Space Science
    pra: Physical Review A
    prb: Physical Review B
    prc: Physical Review C
    prd: Physical Review D
    pre: Physical Review E
    prl: Physical Review Letters
    prx: Physical Review X
    procspie: Proceedings of the SPIE
    psj: The Planetary Science Journal
    qjras: Quarterly Journal of the Royal Astronomical Society
    rmp: Reviews of Modern Physics
    rmxaa: Revista Mexicana de Astronomía y Astrofísica
    rnaas: Research Notes of the American Astronomical Society
    sci: Science
    skytel: Sky and Telescope
    solphys: Solar Physics
    sovast: Soviet Astronomy
    ssr: Space Science Reviews
    zap: Zeitschrift für Astrophysik
"""

JOURNALS = {
    macro: journal
    for line in _JOURNALS.strip().splitlines()
    for macros, journal in [line.strip().split(": ")]
    for macro in macros.split(", ")
}
"""By the name of a command without its backslash, the journal that it stands for."""
