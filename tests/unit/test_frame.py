"""Frames for other sites: one for each page that lists or tells practices, each a whole and small page of its own."""

from __future__ import annotations

from pathlib import Path

import lxml.html

from practicebook import editorial, loading
from practicebook.expand import frame
from practicebook.expand.context import Context
from practicebook.expand.redirects import redirects
from practicebook.expand.term import REGISTERS
from practicebook.site.facts import facts_of

from tests.builders import OTHER, Content, a_knowledge_base, a_practice

HERE, LISTED = "en/embed/practices/night-shelter/index.html", "en/embed/themes/housing/index.html"
HOSTILE = "\"'><script>alert(1)</script> <img src=x onerror=alert(1)>"


def a_context(
    folder: Path, files: dict[str, Content] | None = None, language: str = "en", **changes: object
) -> Context:
    """What frames are expanded from, for a small knowledge base."""
    layout = a_knowledge_base(folder, files, **changes)
    return Context(loading.load(layout).published(), editorial.load(layout), language, "https://example.org/")


def frames(context: Context) -> dict[str, lxml.html.HtmlElement]:
    return {path: lxml.html.document_fromstring(text) for path, text in files(context).items()}


def files(context: Context) -> dict[str, bytes]:
    """Every frame of one language."""
    found = {**frame.of_practices(context, context.catalogue.practices.values())}
    for register in REGISTERS:
        found |= frame.of_terms(context, register)
    return found


def test_every_practice_and_every_list_has_a_frame(tmp_path: Path) -> None:
    """Under `embed/` and the address of the page that it stands for, which it names as the canonical one."""
    context = a_context(tmp_path)
    found = frames(context)
    terms = {name: list(context.catalogue.terms[name]) for name in ("themes", "rights", "groups", "sdgs")}
    for register, ids in {"practices": list(context.catalogue.practices), **terms}.items():
        for id_ in ids:
            page = found.pop(f"en/embed/{register}/{id_}/index.html")
            canonical = page.xpath("string(//link[@rel='canonical']/@href)")
            assert canonical == f"https://example.org/en/{register}/{id_}/"
    assert {path.split("/")[2] for path in found} == {"countries", "places", "regions"}


def test_a_frame_is_a_whole_page(tmp_path: Path) -> None:
    """One heading, a title of its own, a language, and for readers, not for search engines."""
    context = a_context(tmp_path)
    for path, text in files(context).items():
        facts = facts_of(path, text)
        assert (facts.headings, facts.language, facts.handlers) == (1, "en", ()), path
    titles = [page.findtext("head/title", "") for page in frames(context).values()]
    assert sorted(titles) == sorted(set(titles))
    assert frames(context)[HERE].xpath("string(//meta[@name='robots']/@content)") == "noindex"


def test_a_list_shows_the_newest_first_and_no_more_than_ten(tmp_path: Path) -> None:
    """The number of all leads to the page that has them."""
    file = "practices/housing/practice-{}.yaml"
    days: dict[str, Content] = {
        file.format(day): a_practice(id=f"practice-{day}", title=f"Practice {day}", added_on=f"2026-01-{day}")
        for day in range(11, 23)
    }
    page = frames(a_context(tmp_path, {OTHER: None, **days}, added_on="2025-01-01"))[LISTED]
    assert page.xpath("//h2/a/text()") == [f"Practice {day}" for day in range(22, 12, -1)]
    assert page.xpath("//a[@class='all']/text()") == ["13 practices"]
    assert page.xpath("string(//a[@class='all']/@href)") == "../../../themes/housing/"


def test_a_text_is_text(tmp_path: Path) -> None:
    """In the title of the window, in headings and in the summary."""
    page = frames(a_context(tmp_path, title=HOSTILE))[HERE]
    assert page.xpath("//img | //body//script | //*[@onerror]") == []
    assert page.xpath("string(//h1)") == HOSTILE
    assert HOSTILE in (page.findtext("head/title") or "")


def test_a_text_in_another_language_says_so(tmp_path: Path) -> None:
    """A city whose site is in French shows a record that nobody has translated."""
    page = frames(a_context(tmp_path, language="fr"))["fr/embed/practices/night-shelter/index.html"]
    assert page.get("lang") == "fr"
    assert page.xpath("string(//h1/a/@lang)") == "en"


def test_a_former_id_keeps_its_frame(tmp_path: Path) -> None:
    """The lines that a city copied years ago still show something."""
    context = a_context(tmp_path, former_ids=["old-shelter"])
    assert redirects(context.catalogue, ["en"]) == {
        "en/practices/old-shelter/": "en/practices/night-shelter/",
        "en/embed/practices/old-shelter/": "en/embed/practices/night-shelter/",
    }
