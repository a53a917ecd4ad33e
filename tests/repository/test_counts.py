"""Every count that an English page shows is the count of the records, and every result is one click from its source.

What is expected comes from the YAML files by `tally`, never from the catalogue: an index that loses a practice would
otherwise agree with itself.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from practicebook import editorial, loading
from practicebook.layout import Layout

from tests.batches import expand
from tests.builders import REPOSITORY
from tests.repository import tally
from tests.repository.shown import Shown, before, number_in, text_of
from tests.repository.tally import Record

# What the knowledge base holds at the least: it began so, and no record ever vanishes.
BARS = {
    "practices": 149,
    "organisations": 58,
    "declarations": 28,
    "mechanisms": 48,
    "criteria": 32,
    "events": 47,
    "training": 18,
    "protection": 15,
    "recommendations": 6,
    "commitments": 79,
    "un-recommendations": 16,
}
WITHOUT_LIST = ("practices", "recommendations", "commitments")  # their lists are of another kind
FOLDERS = {"recommendations": "roadmap"}  # the others are called as their register
TERMS = ("themes", "rights", "groups", "sdgs", "regions", "countries", "places")
MECHANISM_PAGES = ("mechanisms/calendar/", "mechanisms/local-review/")  # beside those of the entries
ONLY_WITH_PRACTICES = ("regions", "countries")
NAMED_BY_PRACTICES = ("criteria", "declarations", "recommendations", "un-recommendations")
FACETS = {"theme": "themes", "right": "rights", "group": "groups", "sdg": "sdgs", "region": "regions"}
FACETS |= {"country": "countries", "place": "places", "size": "sizes", "kind": "kinds", "stage": "stages"}
FACETS |= {"period": "periods", "language": "languages"}
FACET_OF = {register: facet for facet, register in FACETS.items()}
BARS_OF_REGIONS = "//table[contains(@class, 'bars')]"
STALE_AFTER = dt.timedelta(days=730)

Pages = Mapping[str, Shown]


@pytest.fixture(scope="module")
def pages() -> Pages:
    """Every English page by its address, as `expand` makes it."""
    layout = Layout(REPOSITORY)
    records = loading.load(layout).published()
    made = expand(records, editorial.load(layout), "en", "https://example.org/")
    shown = [Shown(page.path, page.text) for page in made]
    return {page.address: page for page in shown}


@pytest.fixture(scope="module")
def words() -> Record:
    """The words of the English interface."""
    return tally.read(tally.CONTENT / "interface/en.yaml")


def folder(register: str) -> str:
    return FOLDERS.get(register, register)


def by_address(register: str, ids: Mapping[str, Any]) -> dict[str, Any]:
    """The same values by the address of the page of each id."""
    return {f"{folder(register)}/{id_}/": value for id_, value in ids.items()}


def expected_pages(register: str) -> dict[str, list[str]]:
    """Address of each page that a register should have → the practices on it, sorted."""
    found = {id_: sorted(ids) for id_, ids in tally.members(register).items()}
    return by_address(register, {id_: ids for id_, ids in found.items() if ids or register not in ONLY_WITH_PRACTICES})


def pages_of(pages: Pages, register: str) -> dict[str, Shown]:
    """The pages of a register's entries; not its list."""
    start = f"{folder(register)}/"
    return {there: page for there, page in pages.items() if there.startswith(start) and there != start}


def labels(register: str) -> dict[str, str]:
    return {id_: term["label"] for id_, term in tally.terms(register).items()}


# --------------------------------------------------------------------------------------------- what there is


@pytest.mark.parametrize(("register", "bar"), BARS.items())
def test_the_records_reach_the_bar(register: str, bar: int) -> None:
    """As many as the project set out with, or more."""
    found = tally.practices() if register == "practices" else tally.entries("registers", register)
    assert len(found) >= bar


@pytest.mark.parametrize("register", [*TERMS, *NAMED_BY_PRACTICES, "mechanisms"])
def test_every_entry_has_a_page(register: str, pages: Pages) -> None:
    """Each right, each criterion and the like, whether a practice names it or not; and no page is of nothing."""
    expected = (
        expected_pages(register)
        if register != "mechanisms"
        else [*MECHANISM_PAGES, *by_address(register, tally.entries("registers", register))]
    )
    assert sorted(pages_of(pages, register)) == sorted(expected)


# --------------------------------------------------------------------------------------------- home and lists


def test_the_home_page_counts_everything(pages: Pages) -> None:
    """Practices, places, countries and rights that practices have; and the practices of each theme."""
    home = pages[""]
    found = [number_in(text_of(one)) for one in home.all("//ul[@class='numbers']/li")]
    assert found == [len(tally.practices()), *(len(tally.used(one)) for one in ("places", "countries", "rights"))]
    tiles = {home.target(one): number_in(text_of(one[-1])) for one in home.all("//ul[@class='tiles']//a")}
    assert tiles == by_address("themes", {id_: len(tally.members("themes")[id_]) for id_ in tally.tops("themes")})


def test_the_finder_offers_each_term_that_a_practice_has(pages: Pages) -> None:
    """All of them, and nothing that would find nothing."""
    (script,) = pages["explore/"].all("//script")
    found = {facet["id"]: {one["id"] for one in facet["options"]} for facet in json.loads(script.text or "")["facets"]}
    expected = {facet: set(tally.used(register)) for facet, register in FACETS.items()}
    expected["evidence"] = set(map(tally.strongest, tally.practices().values()))
    assert found == expected


@pytest.mark.parametrize("register", TERMS)
def test_a_list_of_terms_counts_the_practices_of_each(register: str, pages: Pages) -> None:
    """The number beside each link, also beside the links of headings."""
    expected = {there: len(ids) for there, ids in expected_pages(register).items()}
    if register == "countries":
        tops = tally.tops("regions")
        expected |= {there: len(ids) for there, ids in expected_pages("regions").items() if there.split("/")[1] in tops}
    if register == "places":
        expected |= {there: len(ids) for there, ids in expected_pages("countries").items()}
    assert pages[f"{register}/"].totals == expected


def test_the_list_of_practices_holds_each_once(pages: Pages) -> None:
    """Below its lead theme, and their number on top."""
    page = pages["practices/"]
    shelves = re.split(r"^## .*#([a-z-]+) \}$", page.body, flags=re.MULTILINE)
    found = {
        id_: theme
        for theme, part in zip(shelves[1::2], shelves[2::2], strict=True)
        for id_ in re.findall(r'<li><a href="([^"/]+)/"', part)
    }
    assert found == {id_: one["themes"][0].split("/")[0] for id_, one in tally.practices().items()}
    assert [number_in(text_of(one)) for one in page.all("//p[@class='count']")] == [len(found)]
    assert len(page.targets("//ul[@class='index']//a")) == len(found)


@pytest.mark.parametrize("register", [register for register in BARS if register not in WITHOUT_LIST])
def test_a_register_lists_each_entry_once(register: str, pages: Pages) -> None:
    """And says how many there are."""
    page = pages[f"{folder(register)}/"]
    entries = list(tally.entries("registers", register))
    below = list(tally.entries("registers", "criteria-sources")) if register == "criteria" else []
    assert sorted(one.get("id", "") for one in page.all("//li[@class='entry']")) == sorted([*entries, *below])
    assert [number_in(text_of(one)) for one in page.all("//p[@class='count']")] == [len(entries)]


@pytest.mark.parametrize("register", ["criteria", "declarations"])
def test_a_register_counts_the_practices_of_each_entry(register: str, pages: Pages) -> None:
    """On the list, below the title of each that has any."""
    entries = pages[f"{folder(register)}/"].all("//li[@class='entry'][*[@class='entry-title']/a]")
    found = {
        one.get("id"): [number_in(text_of(total)) for total in one.xpath("./p[@class='entry-total']")]
        for one in entries
    }
    assert found == {id_: [len(ids)] if ids else [] for id_, ids in tally.members(register).items()}


@pytest.mark.parametrize("register", ["events", "declarations"])
def test_a_timeline_counts_the_entries_of_each_year(register: str, pages: Pages) -> None:
    """In the picture and in the table of the same."""
    page, entries = pages[f"{register}/"], tally.entries("registers", register).values()
    years = Counter(str(one.get("date") or one["year"])[:4] for one in entries if {"date", "year"} & one.keys())
    assert page.rows("//figure//table") == sorted(years.items())
    bars = [text_of(one) for one in page.all("//figure//rect/title")]
    assert bars == [f"{year}: {total}" for year, total in sorted(years.items())]


# --------------------------------------------------------------------------------------------- pages of terms


@pytest.mark.parametrize("register", TERMS)
def test_a_page_of_a_term_shows_its_practices(register: str, pages: Pages) -> None:
    """Their number in the heading and in the description for search engines, and a card for each."""
    found = {
        there: (page.heading_counts, number_in(re.split(r"[.)] ", page.front["description"])[-1]), page.cards)
        for there, page in pages_of(pages, register).items()
    }
    assert found == {there: ([len(ids)], len(ids), ids) for there, ids in expected_pages(register).items()}


@pytest.mark.parametrize("register", [register for register in TERMS if register != "places"])
def test_a_page_of_a_term_leads_to_its_practices_in_the_finder(register: str, pages: Pages) -> None:
    """Where there is something to filter, with their number."""
    found = {
        there: [(page.target(one), number_in(text_of(one))) for one in page.all("//a[@class='filter-these']")]
        for there, page in pages_of(pages, register).items()
    }
    assert found == {
        there: [(f"explore/?{FACET_OF[register]}={there.split('/', 1)[1].rstrip('/')}", len(ids))] * (len(ids) > 1)
        for there, ids in expected_pages(register).items()
    }


@pytest.mark.parametrize("register", ["themes", "rights", "groups", "sdgs"])
def test_a_page_of_a_term_counts_its_practices_by_region(register: str, pages: Pages) -> None:
    """Wherever there are four practices or more, from two regions or more; each bar leads to what it counts."""
    expected = {}
    for there, ids in expected_pages(register).items():
        by_region = {id_: len(tally.members("regions")[id_].intersection(ids)) for id_ in tally.tops("regions")}
        bars = [(labels("regions")[id_], total) for id_, total in by_region.items() if total]
        expected[there] = bars if len(ids) >= 4 and len(bars) >= 2 else []
    found = {there: page.rows(BARS_OF_REGIONS) for there, page in pages_of(pages, register).items()}
    assert found == expected
    for there, page in pages_of(pages, register).items():
        links = {page.target(row[0][0]): number_in(text_of(row[1])) for row in page.all(f"{BARS_OF_REGIONS}//tr")}
        shelves = {where: total for where, total in page.shelves.items() if links.get(where) == total}
        start = f"explore/?{FACET_OF[register]}={there.split('/', 1)[1].rstrip('/')}&region="
        assert {where for where in links if not where.startswith(start)} == set(shelves)


@pytest.mark.parametrize("register", NAMED_BY_PRACTICES)
def test_a_page_of_an_entry_shows_its_practices(register: str, pages: Pages) -> None:
    """Their number, and a card for each; only a recommendation without practices is silent about them."""
    found = {there: (page.heading_counts, page.cards) for there, page in pages_of(pages, register).items()}
    is_silent = {there for there, ids in expected_pages(register).items() if register == "recommendations" and not ids}
    assert found == {
        there: ([] if there in is_silent else [len(ids)], ids) for there, ids in expected_pages(register).items()
    }


# --------------------------------------------------------------------------------------------- board, matrix, map


def heat_of(counts: dict[tuple[str, str], int], rows_of: str, columns_of: str) -> dict[Any, tuple[int, str]]:
    """A table as pages show it: each number with the view of the finder that holds its practices."""
    return {
        (f"{rows_of}/{row}/", f"{columns_of}/{column}/"): (
            total,
            f"explore/?{FACET_OF[rows_of]}={row}&{FACET_OF[columns_of]}={column}" if total else "",
        )
        for (row, column), total in counts.items()
    }


def test_the_board_counts_themes_and_rights_by_region(pages: Pages) -> None:
    """Every theme and every right, also where nothing is."""
    regions = [id_ for id_ in tally.tops("regions") if tally.members("regions")[id_]]
    rows = {"themes": tally.tops("themes"), "rights": list(tally.terms("rights"))}
    assert list(pages["quality/"].heats()) == [
        heat_of(tally.table(register, "regions", ids, regions), register, "regions") for register, ids in rows.items()
    ]


def test_the_matrix_counts_goals_and_rights(pages: Pages) -> None:
    """Every goal, and every right that a practice names."""
    counts = tally.table("rights", "sdgs", tally.used("rights"), tally.terms("sdgs"))
    assert list(pages["matrix/"].heats()) == [heat_of(counts, "rights", "sdgs")]


def test_the_board_counts_evidence_and_groups(pages: Pages) -> None:
    """The strongest evidence of each practice, and for whom it is; the number of all practices on top."""
    levels = Counter(map(tally.strongest, tally.practices().values()))
    evidence = [(one["label"], levels[id_]) for id_, one in tally.entries("vocabulary", "evidence").items()]
    groups = [(label, len(tally.members("groups")[id_])) for id_, label in labels("groups").items()]
    assert pages["quality/"].rows("//table[@class='bars']") == [*evidence, *groups]
    (first,) = pages["quality/"].all("//h1/following-sibling::p[@class='small'][1]")
    assert text_of(first).endswith(f". {len(tally.practices())} practices.")


# What a record lacks, by the name that the words of the interface have for it.
LACKS: dict[str, Callable[[Record], bool]] = {
    "without_figure": lambda one: not any("figure" in result for result in one.get("results", ())),
    "without_result": lambda one: not one.get("results"),
    "without_obstacle": lambda one: not (one.get("obstacles") or one.get("did_not_work")),
    "without_cost": lambda one: not one.get("resources"),
    "not_verified": lambda one: one["review"].get("verified_by_place_on", "null") == "null",
    "contradictions": lambda one: bool(one.get("contradictions")),
    "broken_link": lambda one: any(
        int(link["days"]) > 2 and id_ in str(one) for id_, link in tally.entries("registers", "links").items()
    ),
    "stale": lambda one: newest_review() - reviewed_on(one) > STALE_AFTER,
}


def reviewed_on(practice: Record) -> dt.date:
    return dt.date.fromisoformat(practice["review"]["reviewed_on"])


def newest_review() -> dt.date:
    """The day for which the board is true."""
    return max(map(reviewed_on, tally.practices().values()))


def gaps() -> dict[str, list[str]]:
    """The practices that lack something, sorted by id."""
    return {name: sorted(id_ for id_, one in tally.practices().items() if is_so(one)) for name, is_so in LACKS.items()}


def test_the_board_counts_and_names_the_records_with_gaps(pages: Pages, words: Record) -> None:
    """Each number leads to the list of its practices; where all are meant, to the list of all."""
    page, said = pages["quality/"], words["quality"]
    rows = page.all("//h2[@id='gaps']/following-sibling::ul[1]/li")
    found = {text_of(row): page.target(row[0]) if len(row) else "" for row in rows}
    expected, everything = {}, len(tally.practices())
    for name, ids in gaps().items():
        there = f"quality/{name.replace('_', '-')}/"
        title = f"{said[name]}: {said['all'] if len(ids) == everything else counted(words, 'practices', len(ids))}"
        expected[title] = "practices/" if len(ids) == everything else there if ids else ""
        listed = [one.split("/")[1] for one in pages[there].targets("//ul/li/a")] if there in pages else []
        assert sorted(listed) == (ids if 0 < len(ids) < everything else []), name
    assert found == expected


def counted(words: Record, name: str, number: int) -> str:
    """“3 practices”, in English."""
    return str(words["counts"][name]["one" if number == 1 else "other"]).format(count=number)


def test_the_board_lists_every_term_that_no_practice_uses(pages: Pages, words: Record) -> None:
    """Whatever a practice can name and none does, under the name of its list."""
    lists = pages["quality/"].all("//h2[@id='unused']/following-sibling::ul")
    found = {text_of(before(one)): [text_of(term) for term in one] for one in lists}
    registers = ("themes", "rights", "groups", "sdgs", "kinds", "stages", "criteria", "declarations")
    unused = {one: [id_ for id_ in tally.terms(one) if id_ not in tally.used(one)] for one in registers}
    titles = words["quality"]["registers"]
    assert found == {
        titles[register]: [f"{id_}. " * (register == "sdgs") + labels(register)[id_] for id_ in ids]
        for register, ids in unused.items()
        if ids
    }


def test_the_maps_show_each_place_with_practices(pages: Pages) -> None:
    """A dot where the coordinates are known, and every place in the list below, in its region."""
    page, totals = pages["map/"], {id_: len(ids) for id_, ids in tally.members("places").items() if ids}
    placed = [id_ for id_ in totals if "coordinates" in tally.places()[id_]]
    shown = {id_: f"{tally.places()[id_]['name']}: {totals[id_]} practice{'s' * (totals[id_] != 1)}" for id_ in placed}
    dots = page.all("//*[local-name() = 'svg']/a")
    assert {page.target(one): one.get("aria-label") for one in dots} == by_address("places", shown)
    assert (len(dots), len(pages[""].all("//circle"))) == (len(placed), len(placed))
    assert page.totals == by_address("places", totals)
    regions = {page.target(one[0][0]): sorted(map(page.target, one[1].iter("a"))) for one in page.all("//section")}
    members = {top: tally.members("regions")[top] for top in tally.tops("regions")}
    assert regions == {
        f"regions/{top}/": sorted({f"places/{tally.practices()[id_]['place']}/" for id_ in ids})
        for top, ids in members.items()
        if ids
    }


# --------------------------------------------------------------------------------------------- one click to a source


def source(practice: Record, id_: str) -> tuple[str, str | None]:
    """Title and address of what a practice calls by an id: a source of its own, or a shared one."""
    shared = tally.entries("registers", "sources")
    one = next((one for one in practice.get("sources", ()) if one["id"] == id_), None) or shared[id_]
    return " ".join(one["title"].split()), one.get("url")


def supported(value: object) -> Iterator[str]:
    """Every id that a record cites, wherever it stands: in a list `sources`, or in a text as [@id]."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from supported(inner)
            yield from (one for one in inner if isinstance(one, str)) if name == "sources" else ()
    elif isinstance(value, list):
        for inner in value:
            yield from supported(inner) if isinstance(inner, dict) else ()
    elif isinstance(value, str):
        yield from re.findall(r"\[@([a-z0-9-]+)\]", value)


def written(figure: Record) -> str:
    """The number of a figure as English pages write it."""
    number = f"{float(figure['value']):,.3f}".rstrip("0").rstrip(".")
    return f"{figure['qualifier'].replace('-', ' ')} {number}" if "qualifier" in figure else number


def figure_of(result: Record) -> str:
    """The figure of a result as pages show it; nothing where there is none."""
    figure = result.get("figure")
    if not figure:
        return ""
    year = f" ({figure['year']})" if "year" in figure else ""
    return f"{written(figure)} {figure['unit']}{year}"


def test_every_result_is_one_click_from_its_sources(pages: Pages) -> None:
    """Each figure and text as recorded, followed by links to entries of the list of sources that is on the page."""
    found, expected = {}, {}
    for id_, practice in tally.practices().items():
        page = pages[f"practices/{id_}/"]
        found[id_] = [
            (" ".join(text_of(one) for one in result.xpath("./p[@class='figure']")), *page.statement(result))
            for result in page.all("//ol[@class='results']/li")
        ]
        expected[id_] = [
            (figure_of(one), " ".join(one["text"].split()), [source(practice, cited) for cited in one["sources"]])
            for one in practice.get("results", ())
        ]
    assert found == expected
    assert [id_ for id_, results in found.items() for _, _, cites in results if not cites] == []


def test_every_statement_is_one_click_from_its_sources(pages: Pages) -> None:
    """Results, money, obstacles, what was done: a page links to each source as often as its record cites it."""
    shown = {id_: pages[f"practices/{id_}/"] for id_ in tally.practices()}
    found = {id_: Counter(page.cited_by(page.tree)) for id_, page in shown.items()}
    assert found == {
        id_: Counter(source(practice, one) for one in supported(practice))
        for id_, practice in tally.practices().items()
    }


def test_every_budget_is_one_click_from_its_sources(pages: Pages) -> None:
    """The amount of money, then links to its sources."""
    records = {id_: one for id_, one in tally.practices().items() if "budget" in one.get("resources", ())}
    assert records != {}
    for id_, practice in records.items():
        page, budget = pages[f"practices/{id_}/"], practice["resources"]["budget"]
        (shown,) = page.all("//div[dt = 'Money and people']/dd/p[1]")
        assert text_of(shown).startswith(f"{written({**budget, 'value': budget['amount']})} {budget['currency']}")
        assert page.cited_by(shown) == [source(practice, one) for one in budget["sources"]]
