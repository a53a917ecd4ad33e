"""Every practice of the built site on paper: `python -m tests.benchmarks.paper [LANGUAGE…]` (`make paper`).

Prints each page of a practice as a reader's browser would and tells how many take one side of A4, two, or more; those
with more are named, and then the program fails. Takes some minutes; the tests print only the longest.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

from playwright.sync_api import Page, sync_playwright

from practicebook.layout import Layout

from tests.builders import REPOSITORY
from tests.site import chromium
from tests.site.paper import MOST, printed
from tests.site.server import Server, serving


def sides(page: Page, server: Server, language: str) -> dict[str, int]:
    """Practice → sides of its page in a language."""
    ids = sorted(file.parent.name for file in (server.site / language / "practices").glob("*/index.html"))
    return {id_: len(printed(page, f"{server.address}{language}/practices/{id_}/").pages) for id_ in ids}


def main(languages: Sequence[str]) -> int:
    """Measure the languages named, or all that the site has; 1 if a page is too long."""
    site = Layout(REPOSITORY).site
    chosen = languages or sorted(folder.parent.name for folder in site.glob("*/practices"))
    too_long = 0
    with serving(site, "/") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for language in chosen:
            found = sides(page, server, language)
            counts = sorted(Counter(found.values()).items())
            print(f"{language}:", ", ".join(f"{count} on {number}" for number, count in counts))
            longer = {id_: number for id_, number in found.items() if number > MOST}
            too_long += len(longer)
            for id_, number in longer.items():
                print(f"  {id_}: {number}")
        browser.close()
    return int(bool(too_long))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
