"""Filling in the form as a person does, with mouse and keyboard, from a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.site.server import Server

Book = Mapping[str, Any]

# What a source is called, by the short name that the form gave it.
TITLE_OF = """(id) => [...document.querySelectorAll("[id^=form-sources-][id$=-id]")].find((one) => one.value === id)
  .closest(".form-item").querySelector("[id$=-title]").value"""
OPEN = """(id) => {
  for (let part = document.querySelector(`[id^=${id}-]`); part; part = part.parentElement) {
    if (part.tagName === "DETAILS") part.open = true;
  }
}"""
HREFS = """() => [...document.querySelectorAll('.form-way a[href*="/new/"]')].map((one) => one.href)"""


def open_form(page: Page, server: Server, language: str = "en", query: str = "") -> Book:
    """Go to the form and wait until it stands; the description that it is made from."""
    with page.expect_response("**/data/form.json") as answer:
        page.goto(f"{server.address}{language}/contribute/form/{query}")
    expect(page.locator("#form-title")).to_be_visible()
    book: Book = answer.value.json()
    return book


def write(page: Page, id_: str, text: str) -> None:
    """Click on a field and type."""
    page.locator(f"#{id_}").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)


def choose(page: Page, id_: str, label: str) -> None:
    """Type the name of a choice and take it from the list."""
    write(page, id_, label)
    option = page.locator(f"#{id_}-options [role=option]").first
    expect(option).to_contain_text(label)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def fill(page: Page, book: Book, record: Mapping[str, Any], place: Mapping[str, Any] | None = None) -> None:
    """Fill in everything that a record holds; first the sources, since all else cites them."""
    for field in book["practice"]["fields"]:
        if field["name"] == "sources" and "sources" in record:
            _fill(page, book, field, record["sources"], "form-sources")
    for field in book["practice"]["fields"]:
        if field["name"] == "place" and "place" in record:
            _fill_place(page, book, record["place"], place)
        elif field["name"] in record and field["name"] != "sources":
            _fill(page, book, field, record[field["name"]], f"form-{field['name']}")


def _fill_place(page: Page, book: Book, id_: str, place: Mapping[str, Any] | None) -> None:
    if place is None:
        name = next(label for one, label, *_ in book["choices"]["places"] if one == id_)
        choose(page, "form-place", name)
        return
    choose(page, "form-country", _label(book, "countries", place["country"]))
    page.locator("#form-place-new").check()
    write(page, "form-place-name", place["name"])
    choose(page, "form-place-kind", _label(book, "place-kinds", place["kind"]))


def _label(book: Book, register: str, id_: str) -> str:
    return str(next(label for one, label, *_ in book["choices"][register] if one == id_))


def _fill(page: Page, book: Book, field: Mapping[str, Any], value: Any, id_: str) -> None:  # noqa: ANN401 - any value of a record
    if field["kind"] == "group":
        _open(page, id_)
        for inner in field["fields"]:
            if inner["name"] in value and (id_.startswith("form-sources"), inner["name"]) != (True, "id"):
                _fill(page, book, inner, value[inner["name"]], f"{id_}-{inner['name']}")
    elif field["kind"] == "list" and "register" in field["item"]:
        for one in value:
            choose(page, id_, _named(page, book, field["item"]["register"], one))
    elif field["kind"] == "list":
        for number, one in enumerate(value):
            page.locator(f"#{id_}").click()
            _fill(page, book, {**field["item"], "name": ""}, one, f"{id_}-{number}")
    elif "register" in field or "words" in field:
        choose(page, id_, _named(page, book, field.get("register", ""), value))
    elif field["kind"] == "truth":
        page.locator(f"#{id_}").set_checked(value)
    else:
        write(page, id_, str(value))


def _named(page: Page, book: Book, register: str, id_: str) -> str:
    """What a choice is called; a source by its title, a fixed word by itself."""
    if register == "sources":
        return str(page.evaluate(TITLE_OF, id_))
    return _label(book, register, id_) if register else id_


def _open(page: Page, id_: str) -> None:
    """Open what may stay closed around a group."""
    page.evaluate(OPEN, id_)


def text_of(page: Page) -> str:
    """What the form makes of all that was written: it follows after a short pause."""
    expect(page.locator(".form [aria-busy]")).to_have_count(0)
    return page.locator(".form-yaml").text_content() or ""


def files(page: Page) -> dict[str, str]:
    """The files that the form makes, by path, once all is right."""
    expect(page.locator(".form [aria-busy]")).to_have_count(0)
    expect(page.locator(".form-todo li")).to_have_text([])
    expect(page.locator(".form-ready")).to_have_class("form-ready is-ready")
    texts = text_of(page).split("# yaml-language-server: ")[1:]
    return {
        _path(href): f"# yaml-language-server: {text.rstrip()}\n"
        for href, text in zip(page.evaluate(HREFS), texts, strict=True)
    }


def _path(href: str) -> str:
    parts = urlsplit(href)
    folder = parts.path.partition("/new/main/")[2]
    return f"{folder}/{parse_qs(parts.query)['filename'][0]}"
