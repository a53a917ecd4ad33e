"""Long lists: `practicebook.expand.pager`."""

from __future__ import annotations

from pathlib import Path

from practicebook import editorial, loading
from practicebook.expand import pager
from practicebook.expand.context import Context

from tests.builders import a_knowledge_base


def test_what_a_page_cannot_hold_stands_on_further_ones(tmp_path: Path) -> None:
    """Ninety a page, each page with a name of its own, and none where one is enough."""
    layout = a_knowledge_base(tmp_path)
    context = Context(loading.load(layout), editorial.load(layout), "en", "https://example.org/")
    practices = [*context.catalogue.practices.values()][:1] * 181
    here, title = "quality/without-cost/", "Practices without their cost"
    made = list(pager.more(context, here, "Cost", title, practices))
    assert [page.path for page in made] == ["quality/without-cost/page-2.md", "quality/without-cost/page-3.md"]
    assert [page.text.count("<h2") for page in made] == [90, 1]
    assert [pager.title_of(context, title, number) in page.text for number, page in enumerate(made, start=2)] == [
        True
    ] * 2
    assert (list(pager.more(context, here, "Cost", title, practices[:90])), len(pager.first(practices))) == ([], 90)
