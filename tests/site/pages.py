"""One page of each type that the site has, chosen from the records: what is true of it is true of its like."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Protocol

from playwright.sync_api import Page, Route, ViewportSize

from practicebook.catalogue import Catalogue
from practicebook.commitment import Commitment
from practicebook.expand import address
from practicebook.model import Practice

from tests.site.server import Server


class Opener(Protocol):
    """Opens an empty page in a context of its own."""

    def __call__(self, **options: Any) -> Page: ...  # noqa: ANN401 - whatever a browser context takes


# What scripts add to a page that has the one: they are fetched after it is loaded. All else is there with the page.
MADE = {
    "[data-explore]": ".explore:not(:has([aria-busy])) .explore-results",
    ".card, [data-actions], [data-explore], [data-tool=like_mine]": ".tray",
    "[data-checklist]": ".is-checklist",
    "[data-tool=assessment]": ".assessment-question",
    "[data-tool=compare]": ".compare-result:not([aria-busy])",
    "[data-tool=dossier]": ".dossier-result",
    "[data-tool=embed]": ".embed-form",
    "[data-tool=erase]": "[data-tool=erase] li",
    "[data-tool=exit]": "[data-tool=exit][data-ready]",
    "[data-tool=form]": "#form-title",
    "[data-tool=help]": "[data-tool=help] [role=status]",
    "[data-tool=like_mine]": ".like-form",
    "[data-tool=local_review]": "[data-tool=local_review] button",
    "[data-tool=offline]": "[data-tool=offline] [role=status]:not(:empty)",
    "[data-tool=submission]": ".submission-draft",
}
# Right after a click on a link, the page may still be on its way, with nothing in it that could say what it will be.
READY = f"""() => document.readyState !== 'loading' && Object.entries({json.dumps(MADE)}).every(
  ([mount, made]) => !document.querySelector(mount) || document.querySelector(made))"""
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
LISTS = (
    *("practices", "themes", "rights", "groups", "sdgs", "places", "countries", "regions"),
    *("commitments", "criteria", "declarations", "events", "mechanisms", "organisations", "protection", "roadmap"),
    *("training", "un-recommendations"),
)
WHOLES = (
    *("quality", "matrix", "map", "data", "pathway", "pathway/assessment"),
    *("mechanisms/calendar", "mechanisms/local-review", "help"),
)
HANDFUL = 4
BY_HAND = (
    "about",
    "about/geneva-2019",
    "about/method",
    "about/licence",
    "about/licences",
    "about/embed",
    "about/accessibility",
    "about/speed",
    "about/privacy",
    "contribute",
    "contribute/criteria",
    "contribute/publish",
    "contribute/recover",
    "contribute/translate",
)


def fullest(catalogue: Catalogue) -> str:
    """The practice of which most is told."""
    practices = catalogue.practices.values()
    return max(practices, key=lambda one: (len(_told(one)), len(one.model_dump_json()), one.id)).id


def _told(practice: Practice) -> list[str]:
    return [name for name, value in practice.model_dump().items() if value]


def without_results(catalogue: Catalogue) -> str:
    """A practice whose sources tell no result."""
    return next(one.id for one in catalogue.practices.values() if not one.results)


def typical(register: str, *, parent: bool | None = None) -> Callable[[Catalogue], str]:
    """A term with a handful of practices; `parent` says whether it must or must not be part of another."""

    def chosen(catalogue: Catalogue) -> str:
        terms = catalogue.places if register == "places" else catalogue.terms[register]
        ids = [id_ for id_, term in terms.items() if parent is None or bool(getattr(term, "parent", None)) is parent]
        return min(ids, key=lambda id_: abs(len(catalogue.practices_with(register, id_)) - HANDFUL))

    return chosen


def most_counted(catalogue: Catalogue) -> str:
    """The commitment of a place of which sources count most."""
    found = catalogue.vocabulary("commitments", Commitment).values()
    return max((len(one.progress), one.id) for one in found if one.place)[1]


def place_of(catalogue: Catalogue, id_: str) -> str:
    """The place that made a commitment."""
    return catalogue.vocabulary("commitments", Commitment)[id_].place or ""


CHOSEN: dict[str, tuple[str, Callable[[Catalogue], str]]] = {
    "practice with everything": ("practices", fullest),
    "practice without results": ("practices", without_results),
    "theme": ("themes", typical("themes", parent=False)),
    "sub-theme": ("themes", typical("themes", parent=True)),
    "right": ("rights", typical("rights")),
    "group": ("groups", typical("groups")),
    "goal": ("sdgs", typical("sdgs")),
    "place": ("places", typical("places")),
    "country": ("countries", typical("countries")),
    "region": ("regions", typical("regions", parent=True)),
    "commitment": ("commitments", most_counted),
    "place with commitments": ("places", lambda catalogue: place_of(catalogue, most_counted(catalogue))),
    "criterion": ("criteria", typical("criteria")),
    "declaration": ("declarations", typical("declarations")),
    "recommendation": ("recommendations", typical("recommendations")),
    "UN recommendation": ("un-recommendations", typical("un-recommendations")),
}
FIXED = {
    "home": "en/",
    "explore": "en/explore/",
    "embed": "en/embed/",
    "offline": "en/offline/",
    **{f"list of {name}": f"en/{name}/" for name in LISTS},
    **{name: f"en/{name}/" for name in (*BY_HAND, *WHOLES)},
    "mechanism": "en/mechanisms/upr/",
    "rules": "en/contribute/rules/",
    "fields": "en/contribute/fields/",
    "form": "en/contribute/form/",
    "translations": "en/quality/translations/",
    "due": "en/quality/due/",
    "gap": "en/quality/without-result/",
    "not found": "en/practices/no/such/page/",
    "root": "",
}
TYPES = [*FIXED, *CHOSEN]


def path_of(type_: str, catalogue: Catalogue, language: str = "en") -> str:
    """The path of a page of this type, relative to the root of the site."""
    if type_ in FIXED:
        return f"{language}/{FIXED[type_].removeprefix('en/')}" if FIXED[type_] else ""
    register, choose = CHOSEN[type_]
    return f"{language}/{address.of(register, choose(catalogue))}"


def visit(page: Page, server: Server, path: str) -> None:
    """Go to a page, until it is ready, and stay there: the root page would lead on at once."""
    if not path:
        page.route("**/js/language.js", _stay)
    page.goto(server.address + path)
    page.wait_for_function(READY)


def _stay(route: Route) -> None:
    route.fulfill(body="", content_type="text/javascript")
