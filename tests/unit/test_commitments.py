"""Pages of commitments in bases of another kind than ours: `practicebook.expand.commitments`."""

from __future__ import annotations

from pathlib import Path

from practicebook import editorial, loading
from practicebook.expand import commitments
from practicebook.expand.context import Context

from tests.builders import Content, Record, a_commitment, a_knowledge_base

REGISTER = "content/registers/commitments.yaml"
DRAFT: Record = {"review": {"state": "in-review", "reviewed_on": "2026-01-31"}}


def shown(folder: Path, *entries: Record, **changes: object) -> dict[str, str]:
    """The English pages of commitments by path; `changes` are made to the practice that is named."""
    declaration = {"id": "dec-sample", "label": "A declaration", "year": 2018}
    files: dict[str, Content] = {
        REGISTER: {"entries": list(entries)},
        "content/registers/declarations.yaml": {"entries": [declaration]},
    }
    layout = a_knowledge_base(folder, files, **changes)
    context = Context(loading.load(layout).published(), editorial.load(layout), "en", "https://example.org/")
    return {page.path: page.text for page in commitments.pages(context)}


def test_a_base_without_commitments_says_so(tmp_path: Path) -> None:
    """And asks for one."""
    pages = shown(tmp_path)
    assert list(pages) == ["commitments/index.md"]
    assert "No commitment is recorded yet." in pages["commitments/index.md"]


def test_a_practice_that_waits_is_not_linked(tmp_path: Path) -> None:
    """Neither as what carries a commitment out, nor beside what is counted; the number stays."""
    value = {"year": 2024, "value": 40, "sources": ["https://example.org/report"]}
    indicator = {"label": "Beds", "unit": "beds", "kind": "process", "practice": "night-shelter", "values": [value]}
    page = shown(tmp_path, a_commitment(progress=[indicator]), **DRAFT)["commitments/com-sample.md"]
    assert "practices/night-shelter" not in page
    assert "No practice that carries it out is recorded yet." in page
    assert "<td>40<sup" in page
