"""LaTeX and HTML become the text that they print, and addresses the addresses that they lead to."""

from __future__ import annotations

import pytest

from sphinx_awesome.formats.bibtex.latex import (
    latex_to_text,
    latex_to_url,
    urls_in,
    without_entities,
    without_urls,
)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (
            r"{\'E}va M{\"{u}}ller Erd\H{o}s \v Cech {\c{c}} \'{\i} \^\j",
            "Éva Müller Erdős Čech ç í ĵ",
        ),
        (r"\L{}ukasz {\O}rsted \ss Stra{\ss}e \aa{} \AE", "Łukasz Ørsted ßStraße å Æ"),
        (r"\emph{in} {\em vivo} \textbf{{B}old} \unknown{x}", "in vivo Bold x"),
        (r"$\alpha_{1}$ costs \$5 and $6", r"$\alpha_{1}$ costs $5 and $6"),
        (r"a~b---c--d ``q'' \& \% \# \_ \{ \} x\\y \, z", "a b—c–d “q” & % # _ { } x y   z"),
        (r"AT&T 50% of \alpha", r"AT&T 50% of \alpha"),
        ("{" * 5000 + "deep" + "}" * 5000, "deep"),
        # Two accents, in whatever order and braces.
        (r"\'{\^e} {\`{\^E}} \~{\u a} \d{\^o} \={\"u} \k{\=o} \'\i", "ế Ề ẵ ộ ǖ ǭ í"),
        (r"\^{\~e}", "ễ"),
        (r"\h{\^o} \h{o} {\ohorn} \'{\uhorn} \G{a} \textcommabelow{s}", "ổ ỏ ơ ứ ȁ ș"),
        (r"\t{oo} \'{} \'{1} \`", "o͡o  1 "),
        # Switches, spacing and hints of hyphenation print nothing.
        (r"{\tiny A}{\sc b}\small c a\-b c\/d \@ e{\protect\relax}", "Abc ab cd  e"),
        (r"Red\textsuperscript{\tiny\textregistered} 5{\textdegree}C \S1", "Red® 5°C §1"),
        (r"\TeX\ and \LaTeX{} and \BibTeX", "TeX and LaTeX and BibTeX"),
        (r"wait\ldots{} \dots more", "wait… …more"),
        # Arguments that are no text, and changes to those that are.
        (r"\href{https://a.org}{x} \textcolor{red}{y} {\color{blue}z} w\cite{k}", "x y z w"),
        (r"\uppercase{abc} \MakeLowercase{DEF} \enquote{g} \ensuremath{\pi}", r"ABC def “g” $\pi$"),
        (r"\footnote{no {one}} \uppercase x", r" \uppercase x"),
        (
            r"a\nobreakdash-b \makebox[1cm]{c} \textcolor[rgb]{1,0,0}{d} \raisebox{1pt}{e}",
            "a-b c d e",
        ),
        (r"\begin{it}a\end{it} {\fontsize{9}{10}\selectfont b}\xspace c", "a b c"),
        # Quotes.
        ("`a' and ``b c'' don't students' `d", "‘a’ and “b c” don't students' `d"),
        (r"a-b -- c \textquotesingle x\textquotesingle", "a-b – c 'x'"),
        # What is open or too much.
        (r"{a {b}} c}", "a b c"),
        (r"\emph{a {\'e", "a é"),
        ("$ 5", "$ 5"),
        (r"a \(\pi_1\) b \(c", r"a $\pi_1$ b \(c"),
        ("\\", "\\"),
    ],
)
def test_what_latex_prints(latex: str, text: str) -> None:
    assert latex_to_text(latex) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("CO<sub>2</sub> by <i>Zea mays</i>", "CO2 by Zea mays"),
        ("<p>A</p> <jats:title>B</jats:title> <span class='x'>C</span><br/>", "A B C"),
        ("Talk &amp; Listen &lt; 5&#176; &#x2013; AT&T; R&D", "Talk & Listen < 5° – AT&T; R&D"),
        (r"A \&amp; B &amp;amp; C&amp;#x002F;D", "A & B & C/D"),
        ("A<br>B<p>C</p><jats:title>D</jats:title>E", "A B C D E"),
        ("Cl<sup>-</sup> <i>and</i>", "Cl- and"),
        ("a</i> b", "a</i> b"),
        ("<I>A</I> <inf>2</inf> <strong>B", "A 2 <strong>B"),
        ("on <s> and </s>, <b> … </b>: <div>", "on <s> and </s>, <b> … </b>: <div>"),
        (r"{\textless}i{\textgreater}A{\textless}/i{\textgreater} B", "A B"),
        (r"$\less$i$\greater$A$\less$/i$\greater$ $<$b$>$B$<$/b$>$", "A B"),
        (r"\textlesssup\textgreater2\textless/sup\textgreater A &lt;i&gt;B&lt;/i&gt;", "2 A B"),
        ("Beyond <unk>: x < y > z &nosuch;", "Beyond <unk>: x < y > z &nosuch;"),
        ("&lt;i&gt;", "<i>"),
    ],
)
def test_what_publishers_write(html: str, text: str) -> None:
    assert " ".join(latex_to_text(html).split()) == text


def test_entities_alone() -> None:
    assert without_entities("M&uuml;ller; &eacute;") == "Müller; é"


@pytest.mark.parametrize(
    ("latex", "url"),
    [
        (r"\url{https://a.org/x\_y?a\&b\%20c}", "https://a.org/x_y?a&b%20c"),
        (r"http://a.org/{\~{}}k/0{\_}l", "http://a.org/~k/0_l"),
        (r"http://a.org/\string~k", "http://a.org/~k"),
        (r"http://a.org/{\textasciitilde}k\textunderscore{}l", "http://a.org/~k_l"),
        (r"http://a.org/$\sim$k", "http://a.org/~k"),
        (r"http://a.org/{\raise.17ex\hbox{$\scriptstyle\sim$}}k", "http://a.org/~k"),
        (r"http://a.org/{\~ }k\texttildelow l", "http://a.org/~k~l"),
        (r"http://a.org/$\tilde{}$k\verb+~+l\symbol{126}m{\char126}n", "http://a.org/~k~l~m~n"),
        (r"http://a.org/a\textunderscore b$\_$c\protect\_d", "http://a.org/a_b_c_d"),
        (
            r"10.1002/(SICI)1\textless1::A\textgreater{}3$<$4\nosuch",
            r"10.1002/(SICI)1<1::A>3<4\nosuch",
        ),
        (r"http://a.org/\~k/\#x", "http://a.org/~k/#x"),
        (r"http://a.org/?a=1&amp;b", "http://a.org/?a=1&b"),
        (r"\href{https://a.org}{text}", "https://a.org"),
        ("{10.1000/x\\_y}", "10.1000/x_y"),
    ],
)
def test_addresses(latex: str, url: str) -> None:
    assert latex_to_url(latex) == url


@pytest.mark.parametrize(
    ("text", "urls", "rest"),
    [
        (r"Available at: \href{https://a.org/x}{post}", ["https://a.org/x"], ""),
        (r"Blog, \url{https://a.org}", ["https://a.org"], "Blog"),
        (
            "Best. See also https://a.org, and (http://b.org).",
            ["https://a.org", "http://b.org"],
            None,
        ),
        ("none", [], "none"),
        ("Lists Today (https://a.org)", ["https://a.org"], "Lists Today"),
    ],
)
def test_addresses_in_free_text(text: str, urls: list[str], rest: str | None) -> None:
    assert urls_in(text) == urls
    assert rest is None or without_urls(text) == rest
