"""The English pages on mechanisms, help and protection say what the registers hold, with sources and ways onward."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from practicebook.expand import agenda, local_review, peers, register, term

from tests.repository import tally
from tests.repository.shown import Shown, english, text_of
from tests.repository.tally import Record

FAMILIES = (agenda, local_review, peers, register, term)
DOCUMENTS = {"resolution", "report"}
SERIES = {"ohchr-uclg", "hrc", "hrc-side-event", "upr"}

Pages = Mapping[str, Shown]


@pytest.fixture(scope="module")
def pages() -> Pages:
    """The English pages of these families by their address."""
    return english(FAMILIES)


@pytest.fixture(scope="module")
def words() -> Record:
    """The words of the English interface."""
    return tally.read(tally.CONTENT / "interface/en.yaml")


def entries(name: str) -> dict[str, Record]:
    return tally.entries("registers", name)


def drafts(page: Shown) -> list[str]:
    """Where the page leads to begin a draft."""
    return [there for there in page.targets("//a") if there.startswith("submission/?")]


def test_each_body_has_a_draft_with_its_rights(pages: Pages) -> None:
    """Audience and body are chosen; the one right of a body too, else those that it watches over."""
    for id_, one in entries("mechanisms").items():
        body, rights = one.get("treaty_body") or one.get("mandate"), one.get("rights", [])
        if not body:
            continue
        narrowed = f"&right={rights[0]}" if len(rights) == 1 else "&watched=1" if rights else ""
        assert drafts(pages[f"mechanisms/{id_}/"]) == [f"submission/?to={one['kind']}&body={body}{narrowed}"]
    assert drafts(pages["mechanisms/upr/"]) == ["submission/?to=upr"]
    assert drafts(pages["mechanisms/vlr/"]) == ["submission/?to=vlr"]
    assert drafts(pages["mechanisms/hrc-57-12/"]) == []


def test_a_right_tells_how_to_speak_to_each_of_its_bodies(pages: Pages) -> None:
    """A draft for every treaty body and mandate of the right, and one for the review of all rights."""
    for right, one in tally.terms("rights").items():
        wanted = [f"submission/?to=treaty-body&body={body}&right={right}" for body in one.get("treaty_bodies", ())]
        wanted += [f"submission/?to=special-procedure&body={body}&right={right}" for body in one.get("mandates", ())]
        assert drafts(pages[f"rights/{right}/"]) == [*wanted, f"submission/?to=upr&right={right}"], right


def test_what_is_told_about_writing_has_its_source(pages: Pages, words: Record) -> None:
    """On the pages of rights and in the list of mechanisms; what no source tells is said to be unknown."""
    silent = words["submission"]["silent"]
    for there in ("rights/right-housing/", "rights/right-equality/", "mechanisms/"):
        answers = pages[there].all("//dl[contains(@class, 'speaking')]//dd")
        assert answers
        assert [text_of(one) for one in answers if text_of(one) != silent and not pages[there].cited_by(one)] == []


def test_the_calendar_has_every_date_once_with_its_source(pages: Pages) -> None:
    """Those of mechanisms, of their documents, and of meetings with them; the coming first, then the newest."""
    page = pages["mechanisms/calendar/"]
    found = [
        (row.xpath(".//time")[0].get("datetime"), page.target(row.xpath(".//a")[0]))
        for row in page.all("//ol[@class='agenda']/li")
    ]
    wanted = set()
    for id_, one in entries("mechanisms").items():
        told = {date["date"] for date in one.get("dates", ())}
        own = {one["date"]} if "date" in one and one["kind"] in DOCUMENTS else set()
        wanted |= {(date, f"mechanisms/{id_}/") for date in told | own}
    wanted |= {
        (one["date"], f"events/#{id_}")
        for id_, one in entries("events").items()
        if one["series"] in SERIES and "date" in one
    }
    assert set(found) == wanted
    assert len(found) == len(wanted)
    assert all(page.cited_by(row) for row in page.all("//ol[@class='agenda']/li"))
    coming = len(page.all("//ol[@class='agenda'][preceding::h2[@id='coming'] and following::h2[@id='past']]/li"))
    assert [date for date, _ in found[:coming]] == sorted(date for date, _ in found[:coming])
    assert [date[:4] for date, _ in found[coming:]] == sorted((date[:4] for date, _ in found[coming:]), reverse=True)


def test_coming_dates_are_those_not_over_at_the_newest_review(pages: Pages) -> None:
    """A build knows no day; a year is over when the next one has begun."""
    page = pages["mechanisms/calendar/"]
    newest = max(one["review"]["reviewed_on"] for one in tally.practices().values())
    past = page.all("//h2[@id='past']/following::time")
    dates = {str(one.get("datetime")) for one in past}
    everything = {str(one.get("datetime")) for one in page.all("//time")}
    assert {date for date in everything if date > newest[: len(date)]} & dates == set()
    assert "2026" not in dates or newest >= "2027"


def test_a_recommendation_says_who_answers_it_or_that_nobody_does(pages: Pages, words: Record) -> None:
    """In the list, on its own page, and on the page of its document."""
    nobody = words["entry"]["unanswered"]
    members = tally.members("un-recommendations")
    rows = {one.get("id"): text_of(one) for one in pages["un-recommendations/"].all("//li[@class='entry']")}
    assert {id_: nobody in rows[id_] for id_ in members} == {id_: not ids for id_, ids in members.items()}
    for id_, one in entries("un-recommendations").items():
        said = pages[f"mechanisms/{one['mechanism']}/"].targets("//h2[@id='said']/following::ul[1]//a")
        assert f"un-recommendations/{id_}/" in said


def test_documents_without_a_recommendation_are_named(pages: Pages) -> None:
    """A reader learns what was not read."""
    said = {one["mechanism"] for one in entries("un-recommendations").values()}
    unread = [id_ for id_, one in entries("mechanisms").items() if one["kind"] in DOCUMENTS and id_ not in said]
    links = pages["un-recommendations/"].targets("//h2[@id='unread']/following::ul[1]//a")
    assert links == [f"mechanisms/{id_}/" for id_ in unread]


def test_everybody_who_helps_is_listed_with_a_source(pages: Pages) -> None:
    """Each training and each offer of an organisation, by the themes, rights and languages of its entry."""
    page = pages["help/"]
    found = sorted(
        (page.target(row.xpath(".//a")[0]), row.get("data-themes"), row.get("data-rights"), row.get("data-languages"))
        for row in page.all("//li[@data-help]")
        if not page.target(row.xpath(".//a")[0]).startswith("practices/")
    )
    wanted = [("training", id_, one) for id_, one in entries("training").items()]
    wanted += [
        ("organisations", id_, one) for id_, one in entries("organisations").items() for _ in one.get("offers", ())
    ]
    assert found == sorted(
        (f"{name}/#{id_}", *(" ".join(one.get(facet, ())) for facet in ("themes", "rights", "languages")))
        for name, id_, one in wanted
    )
    cited = [page.cited_by(row) for row in page.all("//h2[@id='training']/following::li[@data-help]")]
    assert all(cited)


def test_a_place_is_named_as_a_peer_only_if_it_agreed(pages: Pages, words: Record) -> None:
    """Else the page says that none has."""
    agreed = [
        id_
        for id_, one in tally.practices().items()
        if one.get("contact") and one["contact"].get("peer_learning") == "true"
    ]
    links = pages["help/"].targets("//h2[@id='places']/following-sibling::ul//h3/a")
    assert sorted(links) == sorted(f"practices/{id_}/" for id_ in agreed)
    assert (words["help"]["places_none"] in pages["help/"].body) == (not agreed)


def test_a_criterion_names_what_addresses_it_and_whose_reading_that_is(pages: Pages, words: Record) -> None:
    """Declarations and guides it was taken from, then training by its subject, marked as our reading."""
    texts = entries("criteria-sources")
    for id_, one in entries("criteria").items():
        based_on = [texts[text] for text in one["based_on"]]
        wanted = [(f"declarations/{text['declaration']}/", False) for text in based_on if "declaration" in text]
        by_subject = [name for name, training in entries("training").items() if id_ in training.get("criteria", ())]
        guides = [text["training"] for text in based_on if "training" in text]
        wanted += [(f"training/#{name}", name in by_subject) for name in dict.fromkeys([*guides, *by_subject])]
        page = pages[f"criteria/{id_}/"]
        found = [
            (page.target(row.xpath("./a")[0]), words["entry"]["our_reading"] in text_of(row))
            for row in page.all("//h2[@id='learn']/following-sibling::ul[@class='plain-list'][1]/li")
        ]
        assert found == (wanted or found)
        assert (words["entry"]["learn_none"] in page.body) == (not wanted)


def test_what_helps_against_threats_has_its_source(pages: Pages, words: Record) -> None:
    """Each statement of the register, and no emergency contact that the register does not have."""
    page, register_ = pages["protection/"], entries("protection")
    rows = page.all("//h2[@id='helps']/following-sibling::ul[1]/li")
    assert len(rows) == sum(len(one.get("helps", ())) for one in register_.values()) > 0
    assert all(page.cited_by(row) for row in rows)
    known = any("emergency" in one for one in register_.values())
    assert (words["protecting"]["emergency_none"] in page.body) == (not known)
    assert page.front["exit"] is True


def test_the_parts_of_a_local_review_name_what_they_rest_on(pages: Pages, words: Record) -> None:
    """A criterion or a mechanism each, or that it is our reading; and nothing is said to be approved."""
    page = pages["mechanisms/local-review/"]
    parts = page.all("//ol[@class='review-parts']/li")
    assert len(parts) == len(words["local_review"]["parts"])
    ours = words["entry"]["our_reading"]
    assert [text_of(one) for one in parts if not one.xpath(".//a") and ours not in text_of(one)] == []
    assert page.targets("//a[@class='quiet']") == ["submission/?to=vlr"]
    assert words["local_review"]["no_approval"] in page.body
