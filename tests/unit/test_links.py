"""Addresses and the links between them: `practicebook.expand.address`."""

from __future__ import annotations

from itertools import product
from urllib.parse import urljoin

import pytest

from practicebook.expand import address
from practicebook.page import Page

ROOT = "https://example.org/sub/path/en/"
ADDRESSES = [
    "",
    "explore/",
    "themes/",
    "themes/housing/",
    "themes/housing/social-housing/",
    "themes/culture/heritage/",
    "practices/night-shelter/",
    "practices/night-shelter-2/",
    "places/sampletown/",
    "a/b/c/d/e/",
    "data/practices.json",
    "feed.xml",
]


@pytest.mark.parametrize(
    ("here", "there"), list(product([one for one in ADDRESSES if not one or one[-1] == "/"], ADDRESSES))
)
def test_a_relative_link_leads_where_it_should(here: str, there: str) -> None:
    """From every page to every other, below any sub-path, with and without a fragment; it never begins at the root."""
    link, to_part = address.relative(here, there), address.relative(here, f"{there}#part")
    assert urljoin(ROOT + here, link) == ROOT + there
    assert urljoin(ROOT + here, to_part) == f"{ROOT}{there}#part"
    assert not link.startswith("/")


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("", "", "./"),
        ("", "themes/", "themes/"),
        ("themes/", "", "../"),
        ("themes/housing/", "themes/", "../"),
        ("practices/a/", "places/b/", "../../places/b/"),
        ("practices/a/", "practices/a/#sources", "#sources"),
        ("practices/a/", "about/method/#evidence", "../../about/method/#evidence"),
    ],
)
def test_a_link_is_as_short_as_a_person_would_write_it(here: str, there: str, expected: str) -> None:
    """The form of the common cases is fixed, since the pages are compared as text."""
    assert address.relative(here, there) == expected


@pytest.mark.parametrize(
    ("register", "id_", "expected"),
    [
        ("practices", "night-shelter", "practices/night-shelter/"),
        ("themes", "housing/homelessness", "themes/housing/homelessness/"),
        ("sdgs", "11", "sdgs/11/"),
        ("places", "", "places/"),
    ],
)
def test_records_and_terms_have_an_address(register: str, id_: str, expected: str) -> None:
    """An id is the address, and without one the list is meant."""
    assert address.of(register, id_) == expected


@pytest.mark.parametrize(
    "file", ["index.md", "explore.md", "themes/index.md", "themes/housing.md", "themes/housing/a.md"]
)
def test_the_address_of_a_file_is_where_its_page_is_served(file: str) -> None:
    """Links are computed from the same address at which the page will lie."""
    assert f"{address.of_file(file)}index.html" == Page(file, "").html_path


@pytest.mark.parametrize("there", ["", "explore/", "themes/housing/", "themes/housing/social-housing/"])
def test_the_file_of_an_address_leads_back_to_it(there: str) -> None:
    """Both directions agree, also for lists."""
    assert address.of_file(address.file_of(there)) == there
    assert address.of_file(address.file_of(there, is_list=True)) == there
