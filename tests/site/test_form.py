"""The form: from nothing to a file that the command line accepts, with what one writes kept safe and harmless."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from practicebook import dialogue, importing, loading, rules, sheets, source
from practicebook.catalogue import Catalogue
from practicebook.layout import Layout
from practicebook.model import Practice

from tests.invented import INVENTED, NEW_PLACE
from tests.routes import Scripted, filled_in
from tests.site.accessibility import violations
from tests.site.form_filler import files, fill, open_form, text_of, write
from tests.site.pages import DESK, PHONE, Opener
from tests.site.server import Server
from tests.site.test_keyboard import focus_is_in, tab_to
from tests.site.width import CUT, NARROWEST


def test_five_invented_practices_pass_the_check(page: Page, server: Server, root: Path, tmp_path: Path) -> None:
    """Filled in with mouse and keyboard, each makes a file that says what was written and in which nothing is wrong.

    The spreadsheet and the questions on a terminal make the same records of the same answers.
    """
    today = dt.datetime.now().astimezone().date()
    for name in ("mkdocs.yml", "content", "practices"):
        (shutil.copytree if (root / name).is_dir() else shutil.copy)(root / name, tmp_path / name)
    written: list[dict[str, Any]] = []
    for record in INVENTED:
        book = open_form(page, server)
        page.get_by_role("button", name="Erase everything").click()
        fill(page, book, record, NEW_PLACE if record["place"] == NEW_PLACE["id"] else None)
        for path, text in files(page).items():
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8", newline="\n")
            written += [said(source.parse(text, path).value)] if path.startswith("practices/") else []
    assert [str(one) for one in rules.check(loading.load(Layout(tmp_path)))] == []
    assert by_other_routes(tmp_path, written, today) == [written, written]
    for record, made in zip(INVENTED, written, strict=True):
        assert made.pop("id").startswith(record["place"])
        assert made.pop("review") == {"state": "in-review", "reviewed_on": f"{today}"}
        assert made.pop("added_on") == f"{today}"
        assert [one.pop("accessed_on") for one in made["sources"]] == [f"{today}"]
        assert made == record


def by_other_routes(folder: Path, practices: list[dict[str, Any]], today: dt.date) -> list[list[dict[str, Any]]]:
    """What the spreadsheet, and what the questions on a terminal make of the same answers."""
    for file in (folder / "practices").rglob("*.yaml"):
        if file.stem in {one["id"] for one in practices}:
            file.unlink()
    layout = Layout(folder)
    known = loading.load(layout)
    drafts = importing.read(sheets.read("practices.xlsx", filled_in(layout, practices)), known, today).drafts
    imported = {one.path: source.parse(one.text, one.path).value for one in drafts}
    shelves = [one["themes"][0].partition("/")[0] for one in practices]
    return [
        [said(imported[f"practices/{shelf}/{one['id']}.yaml"]) for shelf, one in zip(shelves, practices, strict=True)],
        [
            said(dialogue.practice(Scripted(one), known, shelf, one["id"], today))
            for shelf, one in zip(shelves, practices, strict=True)
        ],
    ]


def said(record: dict[str, Any]) -> dict[str, Any]:
    """A record without the line ends after its prose, which each route sets as it likes."""
    return {name: value.rstrip("\n") if name in {"problem", "action"} else value for name, value in record.items()}


def test_what_one_writes_survives_a_reload_until_it_is_erased(page: Page, server: Server) -> None:
    """Text, choices and lists come back from the device; erasing takes all of it away, and can be undone."""
    book = open_form(page, server)
    fill(page, book, INVENTED[2])
    expect(page.locator(".form-todo li")).to_have_text([])
    before = text_of(page)
    page.reload()
    expect(page.locator("#form-title")).to_have_value(INVENTED[2]["title"])
    assert text_of(page) == before
    page.get_by_role("button", name="Erase everything").click()
    expect(page.locator("#form-title")).to_have_value("")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#form-title")).to_have_value(INVENTED[2]["title"])
    page.get_by_role("button", name="Erase everything").click()
    page.reload()
    expect(page.locator("#form-title")).to_have_value("")
    assert "Inventé" not in str(page.evaluate("() => JSON.stringify(localStorage)"))


def test_a_fault_is_told_where_it_is_in_the_words_of_the_command_line(page: Page, server: Server) -> None:
    """Once the field is left; it goes when it is mended. The whole list leads to each field."""
    open_form(page, server)
    fault = page.locator("#form-title-fault")
    write(page, "form-title", "Shelter")
    expect(fault).to_be_hidden()
    page.keyboard.press("Tab")
    expect(fault).to_have_text("has 7 characters, at least 8 are needed: “Shelter”. Say a little more. E104")
    expect(page.locator("#form-title")).to_have_attribute("aria-invalid", "true")
    write(page, "form-title", "Shelters")
    expect(fault).to_be_hidden()
    page.get_by_role("button", name="Check everything").click()
    expect(page.locator("#form-summary-fault")).to_have_text("is missing. Fill it in. E101")
    page.locator(".form-todo a").filter(has_text="Kind of action").click()
    expect(page.locator("#form-kind")).to_be_focused()


def test_a_record_of_the_site_is_opened_corrected_and_proposed(
    page: Page, server: Server, catalogue: Catalogue
) -> None:
    """Its file says the same, in the form's own order of lines; the proposal leads to the file that is there."""
    for id_ in sorted(catalogue.practices)[::30]:
        path = catalogue.origins["Practice", id_].document.path
        open_form(page, server, query=f"?record={path}")
        expect(page.locator(".form-told")).to_contain_text("is open")
        made = source.parse(text_of(page), path).value
        assert Practice.model_validate(made) == catalogue.practices[id_]
        edit = page.get_by_role("link", name="Propose the change on GitHub")
        assert str(edit.get_attribute("href")).endswith(f"/edit/main/{path}")
        expect(page.locator(".form-todo li").filter(has_not_text="advice")).to_have_text([])


def test_without_script_the_other_ways_are_named(open_page: Opener, server: Server) -> None:
    """The page says what to do instead, and leads there."""
    page = open_page(java_script_enabled=False)
    page.goto(f"{server.address}en/contribute/form/")
    page.locator(".absent a").click()
    expect(page).to_have_url(f"{server.address}en/contribute/")
    expect(page.locator(".route")).to_have_count(4)


HOSTILE = "</script><img src=x onerror=\"document.title='gone'\">[x](javascript:alert(1)) &amp; {{ 7*7 }}"


def test_hostile_text_stays_text(page: Page, server: Server, tmp_path: Path) -> None:
    """Typed, kept, opened from a file and shown: it makes no element, and the file holds it as it is."""
    file = tmp_path / "hostile.yaml"
    record = {**INVENTED[0], "title": HOSTILE[:90], "summary": HOSTILE, "action": HOSTILE, "lead": HOSTILE}
    file.write_text(json.dumps({**record, "__proto__": {"x": 1}, "extra": "!"}), "utf-8")
    open_form(page, server)
    page.locator(".form-open summary").click()
    page.locator("#form-file").set_input_files(file)
    expect(page.locator(".form-told")).to_contain_text("Left out")
    page.reload()
    expect(page.locator("#form-lead")).to_have_value(HOSTILE)
    assert page.locator(".form img, .form script, .form a[href^='javascript']").count() == 0
    made = source.parse(text_of(page), "x.yaml").value
    assert [made[name] for name in ("title", "summary", "action", "lead")] == [HOSTILE[:90], *([HOSTILE] * 3)]
    assert "gone" not in page.title()


@pytest.mark.parametrize("text", ["a: [", "- a list", "&a [*a, *a]", "\0", "x: !!js/function 'y'"])
def test_what_is_no_record_is_refused(page: Page, server: Server, tmp_path: Path, text: str) -> None:
    """Nothing that was in the form changes."""
    (tmp_path / "no.yaml").write_text(text, "utf-8")
    open_form(page, server)
    write(page, "form-title", "Still here")
    page.locator(".form-open summary").click()
    page.locator("#form-file").set_input_files(tmp_path / "no.yaml")
    expect(page.locator(".form-told")).to_contain_text("could not be read")
    expect(page.locator("#form-title")).to_have_value("Still here")


def test_similar_practices_are_named(page: Page, server: Server, catalogue: Catalogue) -> None:
    """By place and theme; the one named can be opened from there."""
    one = catalogue.practices["montevideo-fincas-recuperadas"]
    book = open_form(page, server)
    fill(page, book, {"place": one.place, "themes": [one.themes[0]]})
    similar = page.locator(".form-similar")
    expect(similar).to_contain_text(one.title)
    similar.get_by_role("button", name=f"Correct “{one.title}”").click()
    expect(page.locator("#form-title")).to_have_value(one.title)


def test_a_text_too_long_for_an_address_is_copied(page: Page, server: Server) -> None:
    """Short ones go along in the address of GitHub's page for a new file."""
    book = open_form(page, server)
    fill(page, book, INVENTED[0])
    link = page.get_by_role("link", name="Propose it on GitHub")
    expect(link).to_have_attribute("href", re.compile(r"/new/main/practices/housing\?filename=graz-.*\.yaml&value="))
    write(page, "form-problem", "A long story. " * 400)
    write(page, "form-action", "A long story. " * 400)
    expect(link).to_have_attribute("href", re.compile(r"/new/main/practices/housing\?filename=[^&]*$"))
    expect(page.locator(".form-way").first).to_contain_text("too long for the address")


@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("ar", PHONE)])
def test_axe_finds_nothing_in_the_form(page: Page, server: Server, language: str, size: ViewportSize) -> None:
    """Full of faults, with every part open and with a list of choices; in both directions, and nothing is cut off."""
    open_form(page, server, language, "?record=practices/housing/vienna-human-rights-office.yaml")
    expect(page.locator("#form-lead")).not_to_have_value("")
    write(page, "form-title", "x")
    page.locator(".form-form > .form-section > p > .button").first.click()
    page.evaluate("() => { for (const one of document.querySelectorAll('.form details')) one.open = true; }")
    page.locator("#form-kind").click()
    expect(page.locator("#form-kind-options")).to_be_visible()
    expect(page.locator(".form [aria-busy]")).to_have_count(0)
    assert violations(page, size) == []
    page.set_viewport_size(NARROWEST)
    assert page.evaluate(CUT) == []


def test_the_form_works_with_the_keyboard_alone(page: Page, server: Server) -> None:
    """In the order of the page: choosing, adding to a list, taking out again; focus is never lost."""
    open_form(page, server)
    page.locator("#form-themes").focus()
    page.keyboard.type("homeless")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    chosen = page.locator(".form-choice", has=page.locator("#form-themes")).locator(".form-chosen li")
    expect(chosen).to_have_count(1)
    page.keyboard.press("Backspace")
    expect(chosen).to_have_count(0)
    expect(page.locator("#form-themes")).to_be_focused()
    page.locator("#form-results").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#form-results-0-text")).to_be_focused()
    page.keyboard.type("One result.")
    tab_to(page, focus_is_in(page, ".form-remove"))
    page.keyboard.press("Enter")
    expect(page.locator("#form-results")).to_be_focused()
    assert page.locator("#form-results-0-text").count() == 0


def test_the_form_is_light(page: Page, server: Server) -> None:
    """All that comes while the form is filled in weighs 250 kB at most, also when a record is opened."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    open_form(page, server, query="?record=practices/housing/vienna-human-rights-office.yaml")
    expect(page.locator("#form-lead")).not_to_have_value("")
    page.wait_for_load_state("networkidle")
    weights = {url: server.weight(url) for url in set(loaded)}
    assert sum(weights.values()) < 250_000, weights
    assert all(url.startswith(server.address) for url in loaded)
