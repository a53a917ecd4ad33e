"""The dossier: kept on the device, put in order, and taken along as one clean document."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from markdown import markdown
from playwright.sync_api import Page, expect

from practicebook.catalogue import Catalogue

from tests.site.accessibility import violations
from tests.site.pages import PHONE, Opener, fullest
from tests.site.server import Server
from tests.site.test_keyboard import focus_is_in, tab_to
from tests.site.width import CUT, NARROWEST

VIENNA, LUND, FINCAS = "vienna-human-rights-office", "lund-human-rights-city", "montevideo-fincas-recuperadas"
THREE = [{"id": VIENNA, "note": "Ask them."}, {"id": LUND}, {"id": FINCAS}]
TRICKY = "1 * 2 <b>bold</b> & [link](x) _so_\n# no heading"
KEEP = """([items, head]) => {
  localStorage.setItem("practicebook.collected", JSON.stringify({ version: 1, items }));
  if (head) localStorage.setItem("practicebook.dossier", JSON.stringify({ version: 1, ...head }));
}"""
KEPT = "() => JSON.parse(localStorage.getItem('practicebook.collected') ?? '{\"items\":[]}').items"
# All pages have come or will not, and the document holds every practice that is not gone for good.
SETTLED = """(count) => {
  const items = [...document.querySelectorAll(".dossier-item")];
  const told = (item) => item.querySelector(".dossier-state").textContent;
  const isGone = (item) => told(item) && item.querySelector(".dossier-standing button").hidden;
  return document.querySelector(".dossier-result") && items.length === count
    && !document.querySelector("progress:not([hidden])")
    && document.querySelectorAll(".document-practice").length === items.filter((item) => !isGone(item)).length;
}"""


def open_dossier(
    page: Page,
    server: Server,
    items: Sequence[Mapping[str, str]] = THREE,
    head: Mapping[str, str] | None = None,
    language: str = "en",
) -> None:
    """The dossier of somebody who has collected these, once all their pages have come."""
    page.goto(f"{server.address}robots.txt")
    page.evaluate(KEEP, [items, head])
    page.goto(f"{server.address}{language}/dossier/")
    ready(page, len(items))


def ready(page: Page, count: int) -> None:
    page.wait_for_function(SETTLED, arg=count)


def kept(page: Page) -> list[dict[str, str]]:
    """What is on the device."""
    found: list[dict[str, str]] = page.evaluate(KEPT)
    return found


def order(page: Page) -> list[str]:
    return [one["id"] for one in kept(page)]


def saved(page: Page, button: str) -> tuple[str, str]:
    """Name and text of the file that a button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text(encoding="utf-8")


def choose_file(page: Page, text: str, name: str = "mine.json") -> None:
    page.locator("#dossier-file").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    )


def test_from_collecting_to_the_document(page: Page, server: Server, catalogue: Catalogue) -> None:
    """Collected on their pages, listed in that order, each with its facts, sources and how to cite it."""
    for id_ in (VIENNA, LUND):
        page.goto(f"{server.address}en/practices/{id_}/")
        page.locator(".collect").first.click()
    page.locator(".tray").get_by_role("link", name="Dossier").click()
    ready(page, 2)
    names = [catalogue.practices[id_].title for id_ in (VIENNA, LUND)]
    expect(page.locator(".document-practice")).to_have_count(2)
    assert page.locator(".dossier-title").all_inner_texts() == names
    assert page.locator(".document-heading").all_inner_texts() == [f"1. {names[0]}", f"2. {names[1]}"]
    assert page.locator(".document-contents a").all_inner_texts() == names
    first = page.locator(".document-practice").first
    expect(first.locator(".document-summary")).to_have_text(catalogue.practices[VIENNA].summary)
    expect(first.locator(".document-citation a")).to_have_attribute("href", f"{server.address}en/practices/{VIENNA}/")
    expect(page.locator(".document-colophon a").first).to_have_attribute("href", f"{server.address}en/")
    expect(page.locator(".dossier-private")).to_contain_text("Nothing is sent anywhere")


def test_what_is_written_is_kept_and_shown(page: Page, server: Server) -> None:
    """Notes, title and introduction as they are typed; paragraphs stay; a reload brings them back."""
    open_dossier(page, server)
    page.get_by_label("Your note on “Lund").fill("First.\n\nSecond,\non two lines.")
    page.get_by_label("Title", exact=True).fill("For the council")
    page.get_by_label("Introduction").fill("Why we ask.")
    expect(page.locator(".document-title")).to_have_text("For the council")
    expect(page.locator(".document-introduction p")).to_have_text("Why we ask.")
    expect(page.locator("#practice-2 .document-note p")).to_have_count(2)
    assert kept(page)[1] == {"id": LUND, "note": "First.\n\nSecond,\non two lines."}
    page.reload()
    ready(page, 3)
    expect(page.get_by_label("Your note on “Lund")).to_have_value("First.\n\nSecond,\non two lines.")
    expect(page.get_by_label("Title", exact=True)).to_have_value("For the council")
    expect(page.locator(".document-title")).to_have_text("For the council")


def test_moving_keeps_focus_and_is_told(page: Page, server: Server) -> None:
    """By keyboard: the button stays under the finger, and at the end hands on to its neighbour."""
    open_dossier(page, server)
    down = page.get_by_role("button", name="Move down: “Vienna")
    tab_to(page, focus_is_in(page, ".dossier-down"))
    page.keyboard.press("Enter")
    expect(down).to_be_focused()
    assert order(page) == [LUND, VIENNA, FINCAS]
    expect(page.locator(".dossier-desk > [role=status]")).to_have_text("“Vienna's Human Rights Office” is now 2 of 3.")
    page.keyboard.press("Enter")
    expect(down).to_be_disabled()
    expect(page.get_by_role("button", name="Move up: “Vienna")).to_be_focused()
    expect(page.locator(".document-heading").last).to_contain_text("3. Vienna")
    assert order(page) == [LUND, FINCAS, VIENNA]


def test_taking_out_can_be_undone(page: Page, server: Server) -> None:
    """The way back stands where the practice stood, has the focus, and brings it back with its note."""
    open_dossier(page, server)
    page.get_by_role("button", name="Take out: “Vienna").click()
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(page.locator(".dossier-list > li").first).to_contain_text("was taken out")
    assert order(page) == [LUND, FINCAS]
    undo.click()
    assert kept(page) == THREE
    expect(page.get_by_role("button", name="Take out: “Vienna")).to_be_focused()
    expect(undo).to_have_count(0)


def test_the_last_one_taken_out_comes_back_too(page: Page, server: Server) -> None:
    """An empty dossier explains itself, without a document, and still offers the way back."""
    open_dossier(page, server, [{"id": VIENNA, "note": "x"}])
    page.get_by_role("button", name="Take out: “Vienna").click()
    expect(page.locator(".dossier-empty")).to_be_visible()
    expect(page.locator(".dossier-result")).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".dossier-empty")).to_be_hidden()
    assert kept(page) == [{"id": VIENNA, "note": "x"}]


def test_a_practice_is_added_by_typing(page: Page, server: Server) -> None:
    """To an empty dossier, from the field."""
    page.goto(f"{server.address}en/dossier/")
    expect(page.get_by_role("link", name="Find practices")).to_have_attribute("href", f"{server.address}en/explore/")
    page.get_by_role("combobox", name="Add a practice").fill("lund decision")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    ready(page, 1)
    assert order(page) == [LUND]


EXTENTS = {
    "Short facts": set(),
    "Short facts and results": {"What came out"},
    "Everything": {"What came out", "What was done"},
}


def test_the_reader_says_how_much_is_shown(page: Page, server: Server) -> None:
    """Facts and sources always; results, or everything, if asked for."""
    open_dossier(page, server)
    for name, sections in EXTENTS.items():
        page.get_by_role("radio", name=name).first.check()
        for section in ("What came out", "What was done"):
            shown = page.locator("#practice-1 .document-section").filter(has_text=section)
            expect(shown).to_have_count(int(section in sections))
        expect(page.locator("#practice-1 .document-facts")).to_be_visible()
        expect(page.locator("#practice-1 .document-sources")).to_be_visible()


def test_every_link_within_the_document_has_its_target(page: Page, server: Server, catalogue: Catalogue) -> None:
    """Contents lead to practices, numbers to the sources of their own practice; no id comes twice."""
    open_dossier(page, server, [{"id": fullest(catalogue)}, *THREE], {"extent": "everything"})
    links: list[list[str]] = page.evaluate(
        """[...document.querySelectorAll(".document a[href^='#']")].map((link) =>
             [link.getAttribute("href").slice(1), link.closest(".document-practice")?.id ?? ""])"""
    )
    ids: list[str] = page.evaluate("[...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert len(links) > 20
    assert [target for target, _ in links if ids.count(target) != 1] == []
    assert [target for target, home in links if home and not target.startswith(f"{home}-source-")] == []
    assert page.locator(".document .cite a").count() == sum(bool(home) for _, home in links)


def test_what_is_gone_and_what_does_not_come(page: Page, server: Server) -> None:
    """The one is told and left out, the other named and tried again; notes stay."""
    cut = f"{server.address}en/practices/{LUND}/"
    page.route(cut, lambda route: route.abort())
    open_dossier(page, server, [{"id": "gone-since", "note": "keep me"}, {"id": LUND}, {"id": VIENNA}])
    expect(page.locator(".dossier-item").first).to_contain_text("no longer here")
    expect(page.locator(".dossier-progress")).to_contain_text("1 practice could not be loaded")
    assert page.locator(".document-heading").all_inner_texts() == [f"1. {LUND}", "2. Vienna's Human Rights Office"]
    expect(page.locator("#practice-1")).to_contain_text("could not be loaded when this document was made")
    page.unroute(cut)
    page.locator(".dossier-progress").get_by_role("button", name="Try again").click()
    expect(page.locator("#practice-1 .document-summary")).to_be_visible()
    expect(page.locator(".dossier-progress")).to_be_hidden()
    assert kept(page)[0] == {"id": "gone-since", "note": "keep me"}


def test_offline_everything_stays(page: Page, server: Server) -> None:
    """Nothing that was written is lost while the network is; when it is back, so are the pages."""
    open_dossier(page, server, [])
    expect(page.locator(".dossier-empty")).to_be_visible()
    page.context.set_offline(True)
    page.evaluate(KEEP, [THREE, None])
    page.evaluate("dispatchEvent(new StorageEvent('storage', { key: 'practicebook.collected' }))")
    expect(page.locator(".dossier-progress")).to_contain_text("3 practices could not be loaded")
    page.get_by_label(f"Your note on “{LUND}”").fill("written offline")
    page.context.set_offline(False)
    expect(page.locator(".document-summary")).to_have_count(3)
    assert kept(page)[1] == {"id": LUND, "note": "written offline"}


def test_a_former_id_becomes_the_present_one(page: Page, server: Server) -> None:
    """With its note, and joined with the present one if both were collected."""
    moved = (
        f'<!doctype html><meta http-equiv="refresh" content="0; url=../{LUND}/">'
        f'<link rel="canonical" href="{server.address}en/practices/{LUND}/">'
    )
    page.route("**/practices/lund-before/", lambda route: route.fulfill(body=moved, content_type="text/html"))
    page.goto(f"{server.address}robots.txt")
    page.evaluate(KEEP, [[{"id": "lund-before", "note": "old"}, {"id": VIENNA}, {"id": LUND, "note": "new"}], None])
    page.goto(f"{server.address}en/dossier/")
    ready(page, 2)
    assert kept(page) == [{"id": LUND, "note": "old\n\nnew"}, {"id": VIENNA}]


def test_the_saved_web_page_stands_alone(page: Page, open_page: Opener, server: Server, tmp_path: Path) -> None:
    """No script, nothing fetched, what was written is text, links are whole, and it is in the language of the site."""
    head = {"title": "Ours <i>& theirs</i>", "introduction": TRICKY, "extent": "everything"}
    open_dossier(page, server, [{"id": VIENNA, "note": "<script>alert(1)</script>"}, {"id": LUND}], head)
    name, text = saved(page, "Web page")
    assert name == "ours-i-theirs-i.html"
    tree = html.fromstring(text)
    assert tree.get("lang") == "en"
    assert not tree.xpath("//script | //link | //img | //*[@style] | //*[@onclick]")
    assert len(tree.xpath("//style")) == 1
    assert tree.findtext(".//title") == head["title"]
    assert tree.xpath("string(//h1)") == head["title"]
    assert "<script>alert(1)</script>" in tree.xpath("string(//*[@id='practice-1'])")
    targets = [href for href in tree.xpath("//a/@href") if not href.startswith("http")]
    assert [href for href in targets if not tree.xpath(f"//*[@id='{href[1:]}']")] == []
    (tmp_path / name).write_text(text, encoding="utf-8")
    other, asked = open_page(), []
    other.on("request", lambda request: asked.append(request.url))
    other.goto((tmp_path / name).as_uri())
    assert len(asked) == 1
    assert violations(other) == []
    other.set_viewport_size(NARROWEST)
    assert other.evaluate(CUT) == []


def test_the_saved_text_is_markdown(page: Page, server: Server, catalogue: Catalogue) -> None:
    """Headings, contents, numbered sources; whatever was typed is text when it is read as Markdown again."""
    open_dossier(page, server, [{"id": VIENNA, "note": TRICKY}], {"title": "A *title*", "extent": "everything"})
    name, text = saved(page, "Text (Markdown)")
    assert name == "a-title.md"
    lines = text.splitlines()
    practice = catalogue.practices[VIENNA]
    assert lines[0] == r"# A \*title\*"
    for line in (
        "## Contents",
        f"## 1. {practice.title}",
        "### What came out",
        "### Sources",
        "## About this document",
    ):
        assert line in lines
    assert any(line.startswith("- **Led by:** City of Vienna") for line in lines)
    assert f"<{server.address}en/practices/{VIENNA}/>" in text
    tree = html.fromstring(f"<div>{markdown(text)}</div>")
    assert tree.findtext("h1") == "A *title*"
    assert tree.xpath("//b | //i") == []
    assert tree.xpath("//h1[contains(., 'no heading')]") == []
    assert "1 * 2 <b>bold</b> & [link](x) _so_" in tree.text_content()
    sources = catalogue.practices[VIENNA].sources
    shown = tree.xpath("//h3[.='Sources']/following-sibling::ol[1]/li//a/@href")
    assert {one.url for one in sources if one.url} <= set(shown)


def test_the_dossier_itself_can_be_saved_and_opened(page: Page, open_page: Opener, server: Server) -> None:
    """On another device it is the same; what was there before can be had back."""
    head = {"title": "Ours", "introduction": "Why", "extent": "facts"}
    open_dossier(page, server, THREE, head)
    name, text = saved(page, "Save the dossier")
    assert name == "ours.json"
    other = open_page()
    open_dossier(other, server, [{"id": FINCAS, "note": "mine"}])
    choose_file(other, text)
    ready(other, 3)
    assert kept(other) == THREE
    expect(other.get_by_label("Title", exact=True)).to_have_value("Ours")
    expect(other.get_by_role("radio", name="Short facts").first).to_be_checked()
    expect(other.locator(".dossier-undo")).to_contain_text("3 practices was opened")
    other.get_by_role("button", name="Undo").click()
    assert kept(other) == [{"id": FINCAS, "note": "mine"}]
    expect(other.get_by_label("Title", exact=True)).to_have_value("")


def a_file(**more: Any) -> str:  # noqa: ANN401 - whatever a file may hold
    """A dossier as a file, with something of it different."""
    return json.dumps({"format": "practicebook-dossier", "version": 1, "practices": [{"id": VIENNA}]} | more)


BAD = {
    "no JSON": ("{", "is not a dossier"),
    "something else": ('{"items": []}', "is not a dossier"),
    "null": ("null", "is not a dossier"),
    "no list": (a_file(practices={"id": VIENNA}), "is not a dossier"),
    "from the future": (a_file(version=2), "newer version"),
    "without a version": (a_file(version=None), "is not a dossier"),
    "too large": (a_file(introduction="x" * 2_100_000), "too large"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_changes_nothing(page: Page, server: Server, kind: str) -> None:
    """It is named with the reason, and all is as it was."""
    open_dossier(page, server, THREE, {"title": "Ours"})
    text, reason = BAD[kind]
    choose_file(page, text, "theirs.json")
    fault = page.get_by_role("alert")
    expect(fault).to_contain_text("“theirs.json”")
    expect(fault).to_contain_text(reason)
    expect(fault).to_contain_text("Nothing has changed")
    assert kept(page) == THREE
    expect(page.get_by_label("Title", exact=True)).to_have_value("Ours")


def test_what_a_file_has_wrong_in_part_is_left_out(page: Page, server: Server) -> None:
    """Entries that cannot be one, or come twice, are counted; the rest is opened."""
    open_dossier(page, server, [])
    entries = [{"id": VIENNA, "note": 5}, {"id": "../x"}, 7, {"id": VIENNA}, {"id": LUND, "note": "n"}, {}]
    choose_file(page, a_file(practices=entries, title=["no"], extent="all of it"))
    ready(page, 2)
    assert kept(page) == [{"id": VIENNA}, {"id": LUND, "note": "n"}]
    expect(page.locator(".dossier-undo")).to_contain_text("4 entries could not be read")
    expect(page.get_by_role("radio", name="Short facts and results")).to_be_checked()


def test_emptying_can_be_undone(page: Page, server: Server) -> None:
    """All at once, and back."""
    open_dossier(page, server, THREE, {"title": "Ours"})
    page.get_by_role("button", name="Empty the dossier").click()
    assert kept(page) == []
    page.get_by_role("button", name="Undo").click()
    ready(page, 3)
    assert kept(page) == THREE
    expect(page.get_by_label("Title", exact=True)).to_have_value("Ours")


def test_without_storage_it_works_and_says_so(page: Page, server: Server) -> None:
    """A browser that keeps nothing: the dossier lasts for the page, which asks to save it."""
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden'); } });")
    page.goto(f"{server.address}en/dossier/")
    expect(page.locator(".dossier-private strong")).to_contain_text("keep nothing")
    page.get_by_role("combobox").fill("lund decision")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    ready(page, 1)
    page.get_by_label("Your note on “Lund").fill("for now")
    expect(page.locator("#practice-1 .document-note")).to_contain_text("for now")


def test_another_tab_is_followed(page: Page, server: Server) -> None:
    """What is collected or written there shows here."""
    open_dossier(page, server)
    other = page.context.new_page()
    other.goto(f"{server.address}en/dossier/")
    ready(other, 3)
    other.get_by_label("Your note on “Fincas").fill("from the other tab")
    expect(page.get_by_label("Your note on “Fincas")).to_have_value("from the other tab")
    other.get_by_role("button", name="Take out: “Vienna").click()
    expect(page.locator(".dossier-item")).to_have_count(2)


def test_on_paper_there_is_the_document_and_nothing_else(page: Page, server: Server) -> None:
    """Cover and contents on one sheet, each practice on another, addresses written out; a PDF is called like it."""
    open_dossier(page, server, THREE, {"title": "For the council"})
    page.emulate_media(media="print")
    for gone in ("h1", ".site-header", ".dossier-private", ".dossier-desk", ".dossier-take", "#dossier-preview"):
        expect(page.locator(gone).first).to_be_hidden()
    style = "(selector) => getComputedStyle(document.querySelector(selector))"
    assert page.evaluate(f"({style})('.document-contents').breakAfter") == "page"
    assert page.evaluate(f"({style})('#practice-2').breakBefore") == "page"
    assert page.evaluate(f"({style})('.dossier-paper').overflowY") == "visible"
    link = page.locator("#practice-1 .document-sources a").first
    printed = link.evaluate("(link) => getComputedStyle(link, '::after').content")
    assert printed == f'"{link.get_attribute("href")}"'
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.title() == "For the council"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.title().startswith("Your dossier")


def test_on_a_phone_nothing_is_cut(page: Page, server: Server) -> None:
    """With everything open, and while empty."""
    for items in (THREE, [], [{"id": "gone-since"}]):
        page.set_viewport_size(NARROWEST)
        open_dossier(page, server, items, {"extent": "everything", "title": "For the council"})
        assert page.evaluate(CUT) == []
        page.set_viewport_size(PHONE)
        assert page.evaluate(CUT) == []


def test_in_arabic(page: Page, server: Server, catalogue: Catalogue) -> None:
    """The document and its file run from right to left, are dated in Arabic, and keep foreign texts in theirs."""
    almaty = "almaty-participatory-budget"
    open_dossier(page, server, [{"id": VIENNA}, {"id": almaty}], language="ar")
    expect(page.locator(".document")).to_have_attribute("dir", "rtl")
    assert any("\u0600" <= letter <= "\u06ff" for letter in page.locator(".document-date").inner_text())
    expect(page.locator("#practice-2 .document-heading [lang=en]")).to_have_text(catalogue.practices[almaty].title)
    _, text = saved(page, "صفحة ويب")
    assert html.fromstring(text).get("dir") == "rtl"


@pytest.mark.parametrize("items", [[], THREE, [{"id": "gone-since"}]], ids=["empty", "three", "gone"])
def test_axe_finds_nothing_in_a_dossier(page: Page, server: Server, items: list[dict[str, str]]) -> None:
    """In each state, on a desk and on a phone, light and dark."""
    open_dossier(page, server, items, {"extent": "everything"})
    assert violations(page) == []


def test_axe_finds_nothing_when_something_went_wrong(page: Page, server: Server) -> None:
    """With a file that could not be read and a practice taken out."""
    open_dossier(page, server)
    choose_file(page, "{")
    expect(page.get_by_role("alert")).to_contain_text("is not a dossier")
    page.get_by_role("button", name="Take out: “Vienna").click()
    ready(page, 2)
    assert violations(page) == []


def test_nothing_of_it_needs_what_a_strict_policy_forbids(page: Page, server: Server) -> None:
    """No style attribute, no handler in an attribute, in the page and in its document."""
    open_dossier(page, server, THREE, {"extent": "everything"})
    forbidden = """[...document.querySelectorAll(".dossier, .dossier *")].flatMap((node) =>
      [...node.attributes].map(({ name }) => name).filter((name) => name === "style" || name.startsWith("on")))"""
    assert page.evaluate(forbidden) == []
