"""Looking for barriers with axe-core: on each type of page, in each look. Run by itself, it writes down what was found.

`make accessibility ON=2026-11-23` looks at the built site; the page on accessibility then tells of it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize, sync_playwright

from practicebook import loading
from practicebook.catalogue import Catalogue
from practicebook.layout import Layout

from tests.site import chromium, vnu
from tests.site.pages import DESK, PHONE, TYPES, path_of, visit
from tests.site.server import Server, serving

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"], "preload": False}
# In the dark only colours differ, so only the rules that look at them are run again.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
SCHEMES = {"light": OPTIONS, "dark": COLOURS}
LANGUAGES = {"en": ["light", "dark"], "ar": ["light"]}  # from right to left the colours are the same
FILE = "content/accessibility.json"


def reports(
    page: Page, sizes: Sequence[ViewportSize] = (DESK, PHONE), schemes: Sequence[str] = ("light", "dark")
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What axe says of each look of a page."""
    page.evaluate(AXE_SCRIPT)
    for size in sizes:
        page.set_viewport_size(size)
        for scheme in schemes:
            page.evaluate("(scheme) => { document.documentElement.dataset.theme = scheme; }", scheme)
            yield f"{size['width']} {scheme}", page.evaluate("(options) => axe.run(options)", SCHEMES[scheme])


def violations(page: Page, *sizes: ViewportSize, schemes: Sequence[str] = ("light", "dark")) -> list[str]:
    """What axe finds: the rule, where, and why, in each look of a page."""
    found = reports(page, sizes or (DESK, PHONE), schemes)
    return [f"{look}: {line}" for look, report in found for line in told(report)]


def told(report: dict[str, Any]) -> list[str]:
    """One line for each element at fault."""
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']} {node['html']}"
        for violation in report["violations"]
        for node in violation["nodes"]
    ]


def rules(page: Page) -> list[str]:
    """The rules that are applied."""
    page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate("(tags) => axe.getRules(tags).map(({ ruleId }) => ruleId)", STANDARDS)
    return sorted(found)


def survey(page: Page, server: Server, catalogue: Catalogue) -> tuple[list[str], set[str]]:
    """Every fault on every type of page, and the rules about which axe cannot decide."""
    faults, undecided = [], set()
    for language in LANGUAGES:
        for type_ in TYPES:
            visit(page, server, path_of(type_, catalogue, language))
            for look, report in reports(page):
                faults += [f"{language} {type_} {look}: {line}" for line in told(report)]
                undecided |= {one["id"] for one in report["incomplete"]}
    return faults, undecided


@contextmanager
def _a_page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page(reduced_motion="reduce")
        browser.close()


def main(day: str) -> int:
    """Survey the built site, and write down what was found on that day."""
    layout = Layout.find(Path.cwd())
    with serving(layout.site, "/") as server, _a_page() as page:
        faults, undecided = survey(page, server, loading.load(layout).published())
        made = {
            "checked_on": day,
            "axe": page.evaluate("axe.version"),
            "browser": f"Chromium {page.context.browser.version}" if page.context.browser else "",
            "checker": vnu.VERSION,
            "languages": list(LANGUAGES),
            "pages": sorted(TYPES),
            "looks": 4,
            "rules": rules(page),
            "faults": len(faults),
            "undecided": sorted(undecided),
        }
    print("\n".join(faults) or "No fault.")  # noqa: T201
    (layout.root / FILE).write_text(json.dumps(made, indent=1) + "\n", "utf-8")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
