"""The English pages of the registers show what the registers hold: each source cited, rights with their practices, and
nothing that is for editors only.
"""

from __future__ import annotations

import html
from collections.abc import Mapping

import pytest

from practicebook import editorial, loading
from practicebook.expand import register, term
from practicebook.expand.context import Context
from practicebook.expand.shelves import bars, shelves
from practicebook.layout import Layout

from tests.builders import REPOSITORY
from tests.repository import tally
from tests.repository.shown import Shown, english, number_in, text_of
from tests.repository.tally import Record

REGISTERS = (
    *("criteria", "criteria-sources", "declarations", "events", "mechanisms", "organisations", "protection"),
    *("recommendations", "training", "un-recommendations"),
)
LISTS_OF_PAGES = ("declarations/", "un-recommendations/")  # what they list has sources on pages of its own

Pages = Mapping[str, Shown]


@pytest.fixture(scope="module")
def context() -> Context:
    """What English pages are made from."""
    layout = Layout(REPOSITORY)
    return Context(loading.load(layout).published(), editorial.load(layout), "en", "https://example.org/")


@pytest.fixture(scope="module")
def pages() -> Pages:
    """Every English page of a register or a term, by its address."""
    return english((register, term))


@pytest.fixture(scope="module")
def words() -> Record:
    """The words of the English interface."""
    return tally.read(tally.CONTENT / "interface/en.yaml")


def all_entries() -> dict[str, Record]:
    return {id_: one for name in REGISTERS for id_, one in tally.entries("registers", name).items()}


def test_a_page_numbers_the_sources_that_it_cites_and_no_others(pages: Pages) -> None:
    """Every number leads to a source below, and to every source below leads a number."""
    for there, page in pages.items():
        cited = {link.get("href") for link in page.all("//sup[@class='cite']/a")}
        listed = {f"#{source.get('id')}" for source in page.all("//ol[@class='sources']/li")}
        assert cited == listed, there


@pytest.mark.parametrize("there", LISTS_OF_PAGES)
def test_a_list_of_pages_cites_nothing(there: str, pages: Pages) -> None:
    """Each page does so itself."""
    assert pages[there].all("//sup | //ol[@class='sources']") == []


def test_the_criteria_are_listed_without_sources_and_the_texts_below_with_theirs(pages: Pages) -> None:
    """The texts that they are drawn from have no pages of their own."""
    page = pages["criteria/"]
    found = {one.get("id"): bool(page.cited_by(one)) for one in page.all("//li[@class='entry']")}
    criteria = dict.fromkeys(tally.entries("registers", "criteria"), False)
    assert found == {**criteria, **dict.fromkeys(tally.entries("registers", "criteria-sources"), True)}


def test_notes_for_editors_are_not_for_readers(pages: Pages) -> None:
    """Neither those of registers nor those of vocabularies."""
    terms = {
        name: tally.entries("vocabulary", name).values() for name in ("event-series", "mandates", "mechanism-kinds")
    }
    records = [*all_entries().values(), *(one for some in terms.values() for one in some)]
    notes = {" ".join(one["editor_note"].split()) for one in records if "editor_note" in one}
    assert len(notes) > 20
    texts = {there: html.unescape(page.body) for there, page in pages.items()}
    assert [there for there, text in texts.items() if any(note in text for note in notes)] == []


def test_an_entry_of_which_nothing_was_read_says_only_its_name(pages: Pages, words: Record) -> None:
    """And that it is so."""
    entries = {id_: one for id_, one in all_entries().items() if one.get("unverified") == "true"}
    shown = {one.get("id"): one for page in pages.values() for one in page.all("//li[@class='entry']")}
    assert entries != {}
    for id_, entry in entries.items():
        assert text_of(shown[id_]) == f"{entry['label']} {words['entry']['only_name']}"


def test_no_statement_is_marked_as_unchecked(pages: Pages, words: Record) -> None:
    """What nobody read stands in no register; only names of mandates do, and they say so."""
    told = {there for there, page in pages.items() if f"({words['entry']['unverified']})" in page.body}
    assert {there for there in told if not there.startswith("rights/")} == set()


def test_entries_of_one_name_are_told_apart(pages: Pages) -> None:
    """In the list of mechanisms, by their symbols or short names."""
    titles = [text_of(one) for one in pages["mechanisms/"].all("//*[@class='entry-title']")]
    assert len(titles) == len(set(titles)) == len(tally.entries("registers", "mechanisms"))


def test_a_list_tells_the_year_of_what_it_lists(pages: Pages) -> None:
    """Of declarations and of documents."""
    for name in ("declarations", "mechanisms"):
        lines = {one.get("id"): one.xpath("./p[@class='entry-facts']") for one in pages[f"{name}/"].all("//li[@id]")}
        for id_, entry in tally.entries("registers", name).items():
            year = (entry.get("year") or entry.get("date", ""))[:4]
            assert [text_of(one)[:4] for one in lines[id_]] == [year] * bool(year), id_


def test_a_bar_leads_to_the_finder_where_its_shelf_is_not_whole(context: Context) -> None:
    """On a page that holds only the first practices of a long list."""
    practices = context.catalogue.practices_with("themes", "equality")
    whole, part = shelves(context, "themes", practices), shelves(context, "themes", practices[:-1])
    lengths = {shelf.region: len(shelf.practices) for shelf in part}
    (short,) = [shelf.region for shelf in whole if lengths.get(shelf.region) != len(shelf.practices)]
    found = {bar.title: bar.address for bar in bars(context, "themes", "equality", part)}
    assert found == {
        shelf.title: f"explore/?theme=equality&region={short}"
        if shelf.region == short
        else f"themes/equality/#shelf-{shelf.region}"
        for shelf in whole
    }


def test_a_body_lists_the_rights_it_watches_over_with_their_practices(pages: Pages) -> None:
    """Those with most practices first; and a link to all of them in the finder."""
    for id_, entry in tally.entries("registers", "mechanisms").items():
        page, rights = pages[f"mechanisms/{id_}/"], entry.get("rights", [])
        watches = {"treaty_body", "mandate"} & entry.keys()
        found = {page.target(one[0]): number_in(text_of(one[1])) for one in page.all("//ul[@class='terms']/li")}
        totals = {f"rights/{right}/#practices": len(tally.members("rights")[right]) for right in rights}
        assert found == (totals if watches else {}), id_
        assert list(found.values()) == sorted(found.values(), reverse=True)
        finder = [there for there in page.targets("//p/a") if there.startswith("explore/")]
        assert finder == ([f"explore/?{'&'.join(f'right={right}' for right in rights)}"] if found else [])


def test_a_right_lists_the_declarations_that_name_it(pages: Pages) -> None:
    """And reports and the like; bodies and mandates have their own part."""
    for right in tally.terms("rights"):
        page = pages[f"rights/{right}/"]
        for name, is_body in (("declarations", False), ("mechanisms", False)):
            naming = [
                f"{name}/{id_}/"
                for id_, one in tally.entries("registers", name).items()
                if right in one.get("rights", ()) and bool({"treaty_body", "mandate"} & one.keys()) is is_body
            ]
            part = page.body.partition(f"{{: #{name} }}")[2].partition("\n## ")[0]
            found = Shown(f"rights/{right}.md", f"---\nx: y\n---\n{part}").targets("//li/a") if part else []
            assert found == naming, (right, name)


def test_coming_meetings_or_a_word_that_there_are_none(pages: Pages, words: Record) -> None:
    """Counted from the newest review of a record, since a page knows no day."""
    newest = max(one["review"]["reviewed_on"] for one in tally.practices().values())
    dates = {id_: one.get("until") or one.get("date", "") for id_, one in tally.entries("registers", "events").items()}
    coming = {id_ for id_, date in dates.items() if date > newest[: len(date)]}
    page = pages["events/"]
    shown = {one.get("id") for one in page.all("//h2[@id='coming']/following-sibling::ul[1]/li")}
    is_told = words["entry"]["none_coming"].partition("{")[0] in page.body
    assert (shown, is_told) == (coming, not coming)


@pytest.mark.parametrize("there", ["criteria/", "events/", "mechanisms/", "organisations/", "protection/", "training/"])
def test_a_long_list_leads_to_its_parts(there: str, pages: Pages) -> None:
    """To every heading of a part, in their order."""
    page = pages[there]
    heads = [one.get("id") for one in page.all("//h2[@id]") if one.get("id") not in {"city", "sources"}]
    assert page.targets("//nav[@class='on-page']//a") == [f"{there}#{id_}" for id_ in heads]
    assert len(heads) > 2
