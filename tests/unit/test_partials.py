"""Parts of the shell that are filled in once: `practicebook.site.partials`."""

from __future__ import annotations

import jinja2
import pytest

from practicebook.site.partials import remember

PAGES = [
    {"url": f"{kind}/{name}/", "meta": {"kind": kind, "title": name}} for kind in ("practice", "term") for name in "ab"
]
# What a partial reads → how often it is filled in for four pages of two kinds in folders of one depth.
TIMES = {
    "{{ base_url | seen }}{{ config.name }}": 1,
    "{{ page.meta.kind | seen }}": 2,
    "{{ page.meta.kind | seen }}{{ page.meta.title }}": 4,
    "{{ page.url | seen }}": 4,
    "{{ (page.meta.absent or '-') | seen }}": 1,
    "{% set kind = page.meta.kind %}{{ kind | seen }}": 2,
    # What cannot be told: names of the template around, other parts, the page or what it tells as a whole.
    "{{ near | seen }}": 4,
    "{{ base_url | seen }}{% include 'other' %}": 4,
    "{{ page['url'] | seen }}": 4,
    "{% for name in page.meta %}{{ name | seen if loop.first }}{% endfor %}": 4,
}


@pytest.mark.parametrize(("partial", "times"), TIMES.items())
def test_a_partial_is_filled_in_once_for_what_it_reads(partial: str, times: int) -> None:
    """Every page gets the text that it would have got, and no more of it is filled in than differs."""
    assert _pages(partial, remembering=True) == (_pages(partial, remembering=False)[0], times)


def _pages(partial: str, *, remembering: bool) -> tuple[list[str], int]:
    """Every page around a partial, and how often that was filled in."""
    parts = {"main": "{% set near = page.url %}<{% include 'part' %}>", "part": partial, "other": "{{ page.url }}"}
    templates = jinja2.Environment(loader=jinja2.DictLoader(parts))  # noqa: S701 - as MkDocs
    seen: list[object] = []

    def see(value: object) -> object:
        seen.append(value)
        return value

    templates.filters["seen"] = see
    if remembering:
        remember(templates, "part")
    shell = templates.get_template("main")
    return [shell.render(page=page, config={"name": "Site"}, base_url="../..") for page in PAGES], len(seen)
