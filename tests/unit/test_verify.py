"""The finished site → problems: `practicebook.site.verify` and `facts`."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from practicebook.__main__ import main
from practicebook.problem import Problem
from practicebook.site import reader
from practicebook.site.verify import verify, weighed

from tests.builders import REPOSITORY
from tests.unit.small_site import put

PAGE = """<!doctype html>
<html lang="en">
<head>
<title>{title}</title>
<link rel="stylesheet" href="/book/assets/main.css">
{head}
</head>
<body>
<h1 id="top-of-page">{title}</h1>
{body}
</body>
</html>
"""
HEAD_LINE, BODY_LINE = 6, 10
NOISE = "".join(
    sha256(bytes([number % 256, number // 256])).hexdigest() for number in range(2500)
)  # hardly compressible


def a_page(title: str, body: str = "", head: str = "") -> str:
    """Make a page; `head` is on line 6 and `body` on line 10."""
    return PAGE.format(title=title, body=body, head=head)


def a_site(folder: Path, **files: str) -> Path:
    """Make a site without a fault, then replace `files`, whose names have __ for / and _ for the dot."""
    put(folder / "robots.txt", "Sitemap: https://example.org/book/sitemap.xml\n")
    put(folder / "index.html", a_page("Choose", '<a href="en/">English</a>'))
    put(folder / "404.html", a_page("Nothing here", '<a href="/book/en/">Home</a>'))
    put(folder / "en/index.html", a_page("Home", '<a href="a/#part">A</a> <a href="https://other.example/">O</a>'))
    put(folder / "en/a/index.html", a_page("A", '<h2 id="part">P</h2> <a href="../">Home</a> <a href="#part">P</a>'))
    put(folder / "assets/main.css", "body { background: url(back.svg) }\n")
    put(folder / "assets/back.svg", "<svg/>")
    for name, text in files.items():
        put(folder / name.replace("__", "/").replace("_", "."), text)
    return folder


def found(problems: list[Problem]) -> list[tuple[str, int, str]]:
    """Shorten problems to what a test compares."""
    return [(one.path, one.line, one.code) for one in problems]


def test_a_site_without_faults_has_no_problems(tmp_path: Path) -> None:
    """Links to other sites, to places in pages and to the root of the site are all fine."""
    assert verify(a_site(tmp_path)) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<a href="../none/">x</a>', "V101"),
        ('<a href="../../../../en/">x</a>', "V101"),
        ('<a href="/en/">x</a>', "V101"),
        ('<a href="https://example.org/book/none/">x</a>', "V101"),
        ('<form action="../none/"></form>', "V101"),
        ('<a href="../A/">x</a>', "V101"),
        ('<a href="#none">x</a>', "V102"),
        ('<a href="../#part">x</a>', "V102"),
        ('<img src="none.png" alt="">', "V103"),
        ('<img src="../../assets/back.svg" srcset="none.png 2x" alt="">', "V103"),
        ('<script src="none.js"></script>', "V103"),
        ('<script type="module">import {x} from "./none.js";</script>', "V103"),
        ('<p style="background: url(none.png)">x</p>', "V103"),
        ('<a href="javascript:alert(1)">x</a>', "V104"),
        ('<a href="tel:123">x</a>', "V104"),
        ('<a href="http://[">x</a>', "V104"),
        ('<img src="file:///x.png" alt="">', "V104"),
        ('<img src="https://other.example/x.png" alt="">', "V105"),
        ('<img src="//other.example/x.png" alt="">', "V105"),
        ('<script src="https://other.example/x.js"></script>', "V105"),
        ('<iframe src="https://other.example/"></iframe>', "V105"),
        ('<style>@import "https://other.example/x.css";</style>', "V105"),
        ("<style>p { src: url('https://other.example/x.woff2') }</style>", "V105"),
        ('<p id="x"></p><p id="x"></p>', "V106"),
        ("<h1>Two</h1>", "V110"),
        ('<p onclick="x()">x</p>', "V114"),
    ],
)
def test_each_fault_of_a_body_is_named(body: str, code: str, tmp_path: Path) -> None:
    """With its page, its line where an element is at fault, and its code."""
    site = a_site(tmp_path, en__b__index_html=a_page("B", body))
    assert found(verify(site)) == [("en/b/index.html", 0 if code == "V110" else BODY_LINE, code)]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ('<link rel="stylesheet" href="none.css">', "V103"),
        ('<link rel="icon" href="none.svg">', "V103"),
        ('<link rel="preload" as="font" href="none.woff2">', "V103"),
        ('<link rel="preconnect" href="https://other.example/">', "V105"),
        ('<link rel="stylesheet" href="https://other.example/x.css">', "V105"),
        ('<link rel="icon" href="https://other.example/x.ico">', "V105"),
        ('<link rel="canonical" href="https://example.org/book/none/">', "V101"),
        ('<link rel="alternate" hreflang="fr" href="../../fr/b/">', "V101"),
        ('<meta http-equiv="refresh" content="0; url=../none/">', "V101"),
    ],
)
def test_each_fault_of_a_head_is_named(head: str, code: str, tmp_path: Path) -> None:
    """What a browser asks for must be there and ours; what it is told must be true."""
    site = a_site(tmp_path, en__b__index_html=a_page("B", head=head))
    assert found(verify(site)) == [("en/b/index.html", HEAD_LINE, code)]


def test_addresses_that_are_no_requests_to_others_are_fine(tmp_path: Path) -> None:
    """Canonical addresses, data in the page, mail, and the search index."""
    head = '<link rel="canonical" href="https://example.org/book/en/b/"><link rel="icon" href="data:image/svg+xml,x">'
    body = '<a href="mailto:office@example.org">x</a> <a href="?q=1#top">y</a> <a href="#">z</a> <a href="">z</a>'
    script = '<script type="module" src="../../search/en/index.json"></script>'
    site = a_site(tmp_path, en__b__index_html=a_page("B", body + script, head), search__en__index_json=NOISE)
    assert verify(site) == []


@pytest.mark.parametrize(
    ("css", "code"),
    [
        ("\np { background: url('none.png') }", "V103"),
        ("\n@import 'none.css';", "V103"),
        ("/*\n*/@import url(https://other.example/x.css);", "V105"),
        ("\n@font-face { src: url(//other.example/x.woff2) }", "V105"),
    ],
)
def test_each_fault_of_a_style_sheet_is_named(css: str, code: str, tmp_path: Path) -> None:
    """Relative to the style sheet, and not within comments."""
    site = a_site(tmp_path, assets__main_css=f"{css} /* url(gone.png) */")
    assert found(verify(site)) == [("assets/main.css", 2, code)]


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ('import { x } from "./none.js";', "V103"),
        ('export * from "./none.js";', "V103"),
        ('const x = await import("./none.js");', "V103"),
        ('import "https://other.example/x.js";', "V105"),
    ],
)
def test_each_fault_of_a_script_is_named(script: str, code: str, tmp_path: Path) -> None:
    """What a module imports, at once or later."""
    assert found(verify(a_site(tmp_path, assets__x_js=f"\n{script}"))) == [("assets/x.js", 2, code)]


def test_a_page_must_name_itself_and_its_language(tmp_path: Path) -> None:
    """All that is missing is said at once."""
    site = a_site(tmp_path, en__b__index_html="<html><body><svg><title>S</title></svg></body></html>")
    assert found(verify(site)) == [("en/b/index.html", 0, code) for code in ("V107", "V109", "V110")]


def test_a_title_belongs_to_one_page_of_a_language(tmp_path: Path) -> None:
    """Another language may use it, and so may a page that only leads on."""
    french = a_page("A").replace('lang="en"', 'lang="fr"')
    leading = a_page("A", head='<meta http-equiv="refresh" content="0; url=../a/">')
    site = a_site(tmp_path, en__b__index_html=a_page("A"), fr__index_html=french, en__c__index_html=leading)
    assert verify(site) == [
        Problem(
            path="en/b/index.html",
            line=0,
            column=0,
            field="",
            code="V108",
            level="error",
            message="The title 'A' is also that of en/a/index.html.",
            hint="Make one of them more precise.",
        )
    ]


def test_a_relative_link_of_the_404_page_is_a_fault(tmp_path: Path) -> None:
    """It is shown at every depth."""
    site = a_site(tmp_path, **{"404_html": a_page("Nothing here", '<a href="en/">Home</a>')})
    assert found(verify(site)) == [("404.html", BODY_LINE, "V101")]


def test_a_page_keeps_to_its_budget(tmp_path: Path) -> None:
    """In bytes of HTML, however well they can be compressed."""
    site = a_site(tmp_path, en__b__index_html=a_page("B", "x" * 100_001))
    (problem,) = verify(site)
    assert (problem.code, problem.message) == ("V111", "The page has 101 kB of HTML; 100 kB is the limit.")


def test_a_first_visit_keeps_to_its_budget(tmp_path: Path) -> None:
    """All that a page needs counts, also what comes by way of something else, and nothing twice."""
    head = '<script src="../../assets/x.js"></script><link rel="modulepreload" href="../../assets/y.js">'
    site = a_site(
        tmp_path,
        en__b__index_html=a_page("B", head=head),
        assets__x_js='import "./y.js";',
        assets__y_js=f'import "./x.js";\n// {NOISE}',
    )
    assert found(verify(site)) == [("en/b/index.html", 0, "V112")]


def test_a_font_weighs_only_if_the_page_asks_for_it_in_advance(tmp_path: Path) -> None:
    """Other faces are fetched by those who need their letters."""
    files = {"assets__f_woff2": "x" * 79_900, "assets__main_css": "@font-face { src: url(f.woff2) }"}
    preload = '<link rel="preload" as="font" href="../../assets/f.woff2">'
    assert verify(a_site(tmp_path / "1", **files)) == []
    site = a_site(tmp_path / "2", en__b__index_html=a_page("B", head=preload), **files)
    assert found(verify(site)) == [("en/b/index.html", 0, "V112")]


def test_the_command_tells_what_a_first_visit_takes(tmp_path: Path) -> None:
    """In the middle and at most, with the page that weighs most; a folder without pages is told of as well."""
    site = a_site(tmp_path / "site", en__b__index_html=a_page("B", f"<p>{NOISE[:40_000]}</p>"))
    weights = weighed(site)[1]
    told = CliRunner().invoke(main, ["--root", str(REPOSITORY), "verify", str(site)])
    most = f"{weights['en/b/index.html'] / 1000:.0f} kB at most (en/b/index.html)."
    assert told.stderr == f"A first visit takes 0 kB in the middle of all pages, {most}\nNo finding.\n"
    assert weights["en/b/index.html"] == max(weights.values()) > 20_000
    (tmp_path / "empty").mkdir()
    assert "no page" in CliRunner().invoke(main, ["--root", str(REPOSITORY), "verify", str(tmp_path / "empty")]).stderr


def test_source_maps_are_not_published(tmp_path: Path) -> None:
    """Neither the map nor the comment that makes browsers ask for it."""
    site = a_site(tmp_path, assets__x_js="x();\n//# sourceMappingURL=x.js.map", assets__x_js_map="{}")
    assert found(verify(site)) == [("assets/x.js", 0, "V113"), ("assets/x.js.map", 0, "V113")]


def test_an_unchanged_file_is_not_read_closely_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory gives the same problems, even where what a page links to has changed since."""
    site, memory = (
        a_site(tmp_path / "site", en__b__index_html=a_page("B", '<p id="x"></p><p id="x"></p>')),
        tmp_path / "m",
    )
    before = verify(site, memory)

    def fail(*_: object) -> None:
        raise AssertionError("a file was read again")

    monkeypatch.setattr(reader.Reader, "_judged", fail)
    assert verify(site, memory) == before != []
    (site / "assets/back.svg").unlink()
    assert found(verify(site, memory)) == [("assets/main.css", 1, "V103"), *found(before)]


def test_a_damaged_memory_only_costs_time(tmp_path: Path) -> None:
    """It is neither believed nor in the way."""
    put(tmp_path / "memory.json", '{"half')
    assert verify(a_site(tmp_path / "site"), tmp_path / "memory.json") == []
