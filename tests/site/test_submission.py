"""The builder of submissions: the draft holds what was chosen, whole and with its sources, as Markdown and for Word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from lxml import html
from markdown import markdown
from playwright.sync_api import Dialog, Page, expect

from practicebook.catalogue import Catalogue
from practicebook.expand.context import Context

from tests.site.accessibility import violations
from tests.site.pages import DESK
from tests.site.server import Server
from tests.site.width import CUT, NARROWEST

FINCAS, VIENNA = "montevideo-fincas-recuperadas", "vienna-human-rights-office"
AUDIENCES = ("treaty-body", "upr", "special-procedure", "vlr")
RIGHT, PLACE = "right-housing", "montevideo"
HOSTILE = "# x <img src=x onerror=alert(1)> [y](javascript:alert(1)) =cmd()"
TITLES = {"Title": "h1", "Heading 1": "h2", "Heading 2": "h3", "Heading 3": "h4"}
RUNS_LEFT = "boolean(w:pPr/w:bidi[not(@w:val = 'false' or @w:val = '0')])"


def open_draft(page: Page, server: Server, query: str, language: str = "en") -> None:
    """The builder with a choice, once the pages of all its practices have come."""
    page.goto(f"{server.address}{language}/submission/?{query}")
    expect(page.locator(".submission-draft")).to_be_visible()
    for id_ in [part.removeprefix("p=") for part in query.split("&") if part.startswith("p=")]:
        expect(page.locator(f"[id='draft-practice-{id_}']")).to_be_attached()


def saved(page: Page, name: str) -> Path:
    """The file that a button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return Path(waiting.value.path())


def markdown_of(page: Page) -> str:
    return saved(page, "Save as Markdown").read_text("utf-8")


def word_of(page: Page, folder: Path, name: str = "Save as Word") -> Document:
    return docx.Document(str(saved(page, name).rename(folder / "draft.docx")))


def headings(document: Document) -> list[tuple[str, str]]:
    """Level and text of each heading of a Word file, as it would be in HTML."""
    named = [(TITLES.get(str(one.style and one.style.name)), one.text) for one in document.paragraphs]
    return [(level, text) for level, text in named if level]


def found(page: Page) -> set[str]:
    """The practices that fit the filters; all of them are unfolded."""
    more = page.locator(".submission-found").get_by_role("button", name="Show more")
    while more.is_visible():
        more.click()
    boxes = page.locator(".submission-candidate input").all()
    return {str(box.get_attribute("id")).removeprefix("choose-") for box in boxes}


def wanted_of(words: Mapping[str, Any], audience: str) -> list[str]:
    """The parts of a draft, in their order."""
    doc = words["submission"]["doc"]
    names = ["obligation", "situation", *(["earlier"] if audience != "vlr" else []), "measures", "gaps"]
    names += ["next_steps" if audience == "vlr" else "requests", "sources", "evidence_title", "licence_title"]
    return [doc[name] for name in names]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_audience_gets_its_draft(
    page: Page, server: Server, words: Mapping[str, Any], tmp_path: Path, audience: str
) -> None:
    """Chosen on the page; its parts are in Markdown and in Word, the same and in the same order."""
    page.goto(f"{server.address}en/submission/?p={FINCAS}")
    page.locator(f"input[value='{audience}']").check()
    expect(page.locator(f"[id='draft-practice-{FINCAS}']")).to_be_attached()
    tree = html.fromstring(f"<div>{markdown(markdown_of(page))}</div>")
    told = [(str(one.tag), str(one.text_content())) for one in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert [text for level, text in told if level == "h2"] == wanted_of(words, audience)
    assert headings(word_of(page, tmp_path)) == told
    assert f"to={audience}" in page.url


@pytest.mark.parametrize(
    ("facet", "register", "id_"),
    [("right", "rights", RIGHT), ("place", "places", PLACE), ("theme", "themes", "housing/social-housing")],
)
def test_practices_are_narrowed_down(
    page: Page, server: Server, catalogue: Catalogue, facet: str, register: str, id_: str
) -> None:
    """To those that the records say, and the address holds it."""
    page.goto(f"{server.address}en/submission/?to=upr&{facet}={id_}")
    expect(page.locator(".submission-candidate").first).to_be_visible()
    assert found(page) == {one.id for one in catalogue.practices_with(register, id_)}


def test_practices_that_serve_a_recommendation(page: Page, server: Server, catalogue: Catalogue) -> None:
    """Of the roadmap: what the record of the practice says, and what the roadmap names."""
    page.goto(f"{server.address}en/submission/?to=upr")
    expect(page.locator(".submission-candidate").first).to_be_visible()
    recommendations: dict[str, dict[str, Any]] = page.evaluate(
        "fetch('../data/mechanisms.json').then((answer) => answer.json()).then((data) => data.recommendations)"
    )
    id_, one = max(recommendations.items(), key=lambda pair: (len(pair[1]["practices"]), pair[0]))
    named = {other.id for other in catalogue.practices.values() if id_ in other.recommendations}
    assert named <= set(one["practices"])
    page.goto(f"{server.address}en/submission/?to=upr&recommendation={id_}")
    expect(page.locator(".submission-candidate").first).to_be_visible()
    assert found(page) == set(one["practices"])


def test_the_markdown_is_whole(page: Page, server: Server, catalogue: Catalogue) -> None:
    """Every result with its evidence, every source with its address, the page of the practice, what was written."""
    open_draft(page, server, f"to=treaty-body&right={RIGHT}&p={FINCAS}&p={VIENNA}")
    page.get_by_label("Submitted by").fill("City of Sampleton")
    tree = html.fromstring(f"<div>{markdown(markdown_of(page))}</div>")
    text = " ".join(str(tree.text_content()).split())
    links = set(map(str, tree.xpath("//a/@href")))
    for practice in (catalogue.practices[FINCAS], catalogue.practices[VIENNA]):
        for said in (practice.title, practice.summary, *(one.text for one in practice.results)):
            assert " ".join(said.split()) in text
        assert {one.url for one in practice.sources if one.url} <= links
        assert f"{server.address}en/practices/{practice.id}/" in links
    assert "City of Sampleton" in text
    assert "[To be completed: Day of the submission]" in text


def test_the_word_file_is_whole(page: Page, server: Server, catalogue: Catalogue, tmp_path: Path) -> None:
    """It opens; results and sources are in it, addresses are links, each cited number leads to a bookmark."""
    open_draft(page, server, f"to=upr&p={FINCAS}")
    document = word_of(page, tmp_path)
    practice = catalogue.practices[FINCAS]
    text = "\n".join(one.text for one in document.paragraphs)
    for said in (practice.summary, *(one.text for one in practice.results)):
        assert said in text
    links = {one._target for one in document.part.rels.values() if one.is_external}
    assert {one.url for one in practice.sources if one.url} <= links
    anchors = set(document.element.xpath("//w:hyperlink/@w:anchor"))
    assert anchors
    assert anchors <= set(document.element.xpath("//w:bookmarkStart/@w:name"))


def test_hostile_text_stays_text(page: Page, server: Server, tmp_path: Path) -> None:
    """From a record or typed: no markup on the page, none in Markdown, and letters only in Word."""
    faults: list[str] = []

    def heard(dialog: Dialog) -> None:
        faults.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", heard)
    escaped = HOSTILE.replace("<", "&lt;").replace(">", "&gt;")
    page.route(
        f"**/en/practices/{FINCAS}/",
        lambda route: route.fulfill(
            body=server.text(route.request.url).replace("<h1", f'<h1 data-was=""><span>{escaped}</span> ', 1),
            content_type="text/html",
        ),
    )
    open_draft(page, server, f"to=upr&p={FINCAS}")
    page.get_by_label("Title", exact=True).fill(HOSTILE)
    expect(page.locator(".submission-sheet")).to_contain_text("<img src=x", use_inner_text=True)
    assert page.locator(".submission-sheet img, .submission-sheet a[href^='javascript']").count() == 0
    tree = html.fromstring(f"<div>{markdown(markdown_of(page))}</div>")
    assert tree.xpath("//img | //script | //a[starts-with(@href, 'javascript')]") == []
    assert tree.xpath("string(//h1)") == HOSTILE
    assert headings(word_of(page, tmp_path))[0] == ("h1", HOSTILE)
    assert faults == []


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
def test_every_language_has_its_draft(
    page: Page, server: Server, context: Context, tmp_path: Path, language: str
) -> None:
    """In its own words; in Arabic the headings of the Word file run from the right, elsewhere from the left."""
    words = context.editorial.words[language]
    open_draft(page, server, f"to=upr&p={FINCAS}", language)
    document = word_of(page, tmp_path, words["submission"]["save_word"])
    assert [text for level, text in headings(document) if level == "h2"] == wanted_of(words, "upr")
    titled = [one for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert {one._p.xpath(RUNS_LEFT) for one in titled} == {language == "ar"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_for_everybody(page: Page, server: Server, language: str) -> None:
    """Axe finds nothing, and nothing is cut, with a draft of two practices."""
    open_draft(page, server, f"to=treaty-body&right={RIGHT}&p={FINCAS}&p={VIENNA}", language)
    assert violations(page, DESK) == []
    page.set_viewport_size(NARROWEST)
    assert page.evaluate(CUT) == []
