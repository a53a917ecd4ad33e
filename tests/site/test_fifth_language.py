"""A further language needs files only: languages that nobody speaks, made of files, and the site that comes of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import pytest
from lxml.html import HtmlElement

from practicebook import source
from practicebook.layout import Layout
from practicebook.site.verify import verify

from tests.builders import OTHER, REPOSITORY, Content, a_knowledge_base, a_place, a_practice, check
from tests.pseudo import HEBREW, KEPT, LATIN, Pseudo, begin, speak
from tests.site.conftest import build
from tests.site.own_text import read, runs
from tests.site.pages import BY_HAND, PHONE, READY, Opener
from tests.site.server import Server, serving
from tests.site.width import CUT

ACCENTED = Pseudo("qps", "el", "ltr", LATIN)
MIRRORED = Pseudo("qpr", "he", "rtl", HEBREW)
BEGUN = Pseudo("qpb", "he", "rtl", HEBREW)  # of which only the interface is there
SPOKEN = (ACCENTED, MIRRORED, BEGUN)
ENGLISH = re.compile(r"[A-Za-z]")
NUMBER = re.compile(r"\d|[EA]\d{3}$")  # also that of an article of a treaty, or of a rule
# What has the same form in every language: titles of sources, and the code of a currency.
NAMES = re.compile("Annual report|Gazetteer of Sampleland|EUR")
# Where a foreign name cannot say yet what language it is in, each with the reason. They are known faults of the site:
# what is mended there has to be taken from here.
UNMARKED = {
    "//script[@id='explore-facts']": "the choices of the finder are words for a script, without their language",
    "//*[@class='card-reason']": "“Same theme (…)” is one text, put together from words and a name",
    "//*[@class='fit-links']": "“Practices for places like …” is put together as well",
    "//*[contains(@class, 'world')]": "the name of a dot on a map is a title or a label, put together with a number",
    "//figure[@class='trail']": "the names in a picture stand without their language",
}
PAGE = "https://www.example.org/report"
SAID = {"text": "The network met in Sampletown and agreed on a plan.", "sources": [PAGE]}
FACT = {**SAID, "inferred": True}
SOURCE = {"id": "annual-report", "title": "Annual report", "url": PAGE}
OTHERS = ("Another practice of Sampletown", "A third practice, in another town")
FEW = {
    "themes": ("housing", "housing/homelessness"),
    "rights": ("right-housing", "right-to-the-city"),
    "groups": ("homeless",),
    "sdgs": ("1", "11"),
}
HAND_PAGES = [f"{path}/index" if path in {"about", "contribute"} else path for path in BY_HAND]
DOUBT = {**SAID, "unverified": True}


def an_entry(id_: str, **more: object) -> dict[str, Any]:
    """Make an entry of a register with what all of them may have."""
    return {
        "id": id_,
        "label": "Charter of Sample Cities for the Right to Housing",
        "description": "What it is, in a sentence.",
        "note": "The date differs between the pages that were read.",
        "sources": [PAGE],
        **more,
    }


REGISTERS: dict[str, dict[str, Any]] = {
    "copies": {"id": "copy-sample", "label": "Copy on another site", "address": "example.org/report"},
    "criteria": an_entry(
        "crit-sample",
        pillar="foundation",
        indicator_type="structure",
        evidence="The decision, with its date",
        based_on=["cs-sample"],
    ),
    "criteria-sources": an_entry("cs-sample", date="2021", contents=["A declaration by the city"], incomplete=True),
    "declarations": an_entry(
        "dec-sample",
        year=2018,
        where="Sampletown, in the town hall",
        adopted_by="Local governments",
        signatories="40 local governments",
        signatory_places=["sampletown"],
        asks=["Powers to regulate the housing market", "Money for housing"],
        themes=["housing"],
        rights=["right-housing"],
    ),
    "events": an_entry(
        "ev-sample",
        date="2019-06-17",
        until="2019-06-19",
        where="Sampletown",
        series="hrc",
        theme="Homes",
        facts=[SAID],
    ),
    "mechanisms": an_entry(
        "upr",
        kind="upr",
        what="A review.",
        local_use="Cities can take part.",
        dates=[{"date": "2019-06-17", "text": "The review began.", "sources": [PAGE]}],
        facts=[FACT, DOUBT],
    ),
    "organisations": an_entry(
        "org-sample",
        type="un-body",
        country="uy",
        place="sampletown",
        web=PAGE,
        at_geneva_2019=True,
        role="Participant",
        members=[{"place": "sampletown", "sources": [PAGE]}],
        offers=[{"kind": "peer-exchange", "text": "A meeting of cities.", "sources": [PAGE]}],
        facts=[SAID],
    ),
    "protection": an_entry(
        "pr-sample",
        kind="instrument",
        status="In force",
        use="It protects.",
        helps=[SAID],
        emergency={"office": "Protection desk", "web": PAGE, "sources": [PAGE]},
        partners=["Cities"],
    ),
    "recommendations": an_entry(
        "rec-sample", number=1, asked="A meeting every year.", since=[FACT], open="No page was found.", served_by=[]
    ),
    "training": an_entry(
        "tr-sample", provider="A city", form="courses", format="Course", cost="None", languages=["en"], facts=[SAID]
    ),
    "un-recommendations": an_entry(
        "un-sample",
        symbol="A/HRC/99/1",
        paragraph="7",
        mechanism="upr",
        addressee=["local-governments"],
        date="2024",
        says="Cities are to count.",
        rights=["right-housing"],
    ),
}


def a_hand_page(path: str) -> str:
    """Make a page written by hand with what such pages are made of."""
    title = f"Page {path.replace('/', ' ')} of the sample"
    return (
        f"---\ntitle: {title}\ndescription: What the page tells, in a sentence.\n---\n\n# {title}\n\n"
        "What it is about, and [where it goes on](https://www.example.org/).\n{: .lead }\n\n"
        "## Levels {: #evidence }\n\n- **First**: the lowest.\n- Second: `stated`, with *care*.\n"
    )


def a_told_practice() -> dict[str, Any]:
    """Make a practice of which every part is told."""
    said = {"text": "The staff told so in the report.", "sources": ["annual-report"]}
    figure = {"value": 1040, "unit": "beds", "year": 2019, "qualifier": "more-than", "note": "Counted in winter."}
    budget = {"amount": 2.5, "currency": "EUR", "note": "For one year.", "sources": ["annual-report"]}
    lists = ("obstacles", "did_not_work", "contradictions", "lessons", "preconditions", "adaptations")
    return a_practice(
        stage="changed",
        stage_note=said,
        partners=["The church", "Two universities"],
        resources={"budget": budget, "staff": said},
        action=(
            "The city opened a shelter in a school [@annual-report]. It was **the first** of its kind:\n\n"
            "- staff are there around the clock;\n- they look for [a home](https://www.example.org/home).\n"
        ),
        results=[{**said, "figure": figure, "evidence": "stated"}],
        criteria=["crit-sample"],
        declarations=["dec-sample"],
        recommendations=["rec-sample", "un-sample"],
        reused_by=["other-practice"],
        contact={"office": "Housing department", "web": "https://www.example.org/contact", "peer_learning": True},
        sources=[{**SOURCE, "note": "A copy; nothing else was found."}],
        **{name: [said] for name in lists},
    )


def a_short_list(name: str) -> dict[str, Any]:
    """Make a vocabulary of a few real terms, so that the site has few pages."""
    path = f"content/vocabulary/{name}.yaml"
    terms: Any = source.load(REPOSITORY / path, path).value["terms"]
    few = [term for term in terms if term["id"] in FEW[name]]
    for term in few:
        if "rights" in term:
            term["rights"] = [id_ for id_ in term["rights"] if id_ in FEW["rights"]]
    return {"terms": few}


@dataclass(frozen=True)
class Small:
    """The small knowledge base, and its site on a server."""

    layout: Layout
    server: Server


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """A small knowledge base in English and three languages that nobody speaks, built with the real theme."""
    folder = tmp_path_factory.mktemp("pseudo")
    files: dict[str, Content] = {
        **{f"content/registers/{name}.yaml": {"entries": [entry]} for name, entry in REGISTERS.items()},
        **{f"content/vocabulary/{name}.yaml": a_short_list(name) for name in FEW},
        **{f"content/interface/{language}.yaml": None for language in ("ar", "es", "fr")},
        **{f"content/pages/en/{path}.md": a_hand_page(path) for path in HAND_PAGES},
        OTHER: a_practice(id="other-practice", title=OTHERS[0], sources=[SOURCE]),
        "practices/housing/third-practice.yaml": a_practice(
            id="third-practice", title=OTHERS[1], place="othertown", sources=[SOURCE]
        ),
        "content/registers/places/othertown.yaml": a_place(id="othertown", name="Othertown"),
    }
    layout = a_knowledge_base(folder, files, **a_told_practice())
    shutil.copytree(REPOSITORY / "theme", layout.theme)
    for pseudo in (ACCENTED, MIRRORED):
        speak(layout, pseudo)
    begin(layout, BEGUN)
    with serving(layout.site, "/book/") as server:
        build(layout.root, server.address)
        yield Small(layout, server)


def pages(small: Small, pseudo: Pseudo) -> Iterator[tuple[str, HtmlElement]]:
    """Every page of a language, by its path in it."""
    folder = small.server.site / pseudo.code
    for file in sorted(folder.rglob("index.html")):
        yield file.relative_to(folder).as_posix(), read(file)


def left(page: HtmlElement) -> list[str]:
    """The runs of text with letters that only English has here; addresses, numbers and names apart."""
    found = []
    for run in runs(page):
        text = NAMES.sub("", KEPT.sub("", run)).replace(str(page.get("lang")), "")
        words = (word.strip("⟦⟧(),.:") for word in text.split() if "/" not in word)
        if any(ENGLISH.search(word) for word in words if not NUMBER.match(word)):
            found.append(run)
    return found


# ------------------------------------------------------------------------------------------------ the site


def test_a_knowledge_base_in_further_languages_is_sound(small: Small) -> None:
    """Nobody has to tell the program of them: the files keep the rules, and nothing is wrong with the site."""
    assert check(small.layout) == []
    assert verify(small.server.site) == []


@pytest.mark.parametrize("pseudo", SPOKEN, ids=attrgetter("code"))
def test_every_page_of_a_further_language_says_what_it_is(small: Small, pseudo: Pseudo) -> None:
    """As many pages as in English, each with the language and the direction that the interface names."""
    english = {file.relative_to(small.server.site / "en") for file in (small.server.site / "en").rglob("index.html")}
    found = {path: (page.get("lang"), page.get("dir")) for path, page in pages(small, pseudo)}
    assert found == {file.as_posix(): (pseudo.code, pseudo.direction) for file in english}


@pytest.mark.parametrize("pseudo", [ACCENTED, MIRRORED], ids=attrgetter("code"))
def test_no_text_of_a_page_comes_from_anywhere_but_the_files(small: Small, pseudo: Pseudo) -> None:
    """Where every file is translated no English is left, neither unmarked nor marked as such."""
    assert {path: found for path, page in pages(small, pseudo) if (found := left(page))} == {}
    foreign = "//main//*[@lang != $code] | //nav[@class='crumbs']//*[@lang]"
    marked = {path: page.xpath(foreign, code=pseudo.code) for path, page in pages(small, pseudo)}
    assert {path for path, found in marked.items() if found} == {"quality/translations/index.html"}


def test_a_language_that_is_just_begun_marks_what_it_lacks(small: Small) -> None:
    """With the words of the interface the language is there; all the rest is English, and marked as English."""
    needed, wrong = set(), {}
    for path, page in pages(small, BEGUN):
        for xpath in UNMARKED:
            before = left(page) if page.xpath(xpath) else []
            for element in page.xpath(xpath):
                element.drop_tree()
            needed |= {xpath} if before and left(page) != before else set()
        wrong[path] = left(page)
    assert {path: found for path, found in wrong.items() if found} == {}
    assert needed == set(UNMARKED), "an exception that nobody needs any more"


@pytest.mark.parametrize("pseudo", [ACCENTED, MIRRORED], ids=attrgetter("code"))
def test_long_words_fit_on_a_phone(open_page: Opener, small: Small, pseudo: Pseudo) -> None:
    """Two fifths longer than English ones, in either direction; and the finder finds what is there."""
    page = open_page(viewport=PHONE)
    faults = {}
    for path in ("", "practices/night-shelter/", "organisations/", "mechanisms/", "quality/", "explore/"):
        page.goto(f"{small.server.address}{pseudo.code}/{path}")
        page.wait_for_function(READY)
        faults[path] = page.evaluate(CUT)
    assert {path: found for path, found in faults.items() if found} == {}
    titles = {str(a_told_practice()["title"]), *OTHERS}
    assert set(page.locator(".explore-card a").all_text_contents()) == {pseudo.say(title) for title in titles}
