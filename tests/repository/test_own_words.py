"""Nothing is copied from the Geneva report: no run of eight words of it stands in our texts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import pytest

from practicebook import editorial, loading
from practicebook.layout import Layout
from practicebook.record import leaves

from tests.builders import REPOSITORY

RUN = 8
RUNS = frozenset((REPOSITORY / "tests/repository/geneva-2019-runs.txt").read_text("utf-8").splitlines())

# Names and titles as published are no sentences; a run made of their words alone is allowed.
NAMES = (
    "Local Governments for Human Rights: Addressing Social and Economic Inequalities at the Local Level",
    "UCLG Committee on Social Inclusion, Participatory Democracy and Human Rights",
    "Office of the UN High Commissioner for Human Rights OHCHR",
    "Geneva Declaration Human Rights and Cultural Heritage: committed cities working together",
    "Role of local government in the promotion and protection of human rights",
    "Special Rapporteur on the promotion and protection of human rights in the context of climate change",
    "Global Platform for the Right to the City, Habitat International Coalition",
    "Municipalist Declaration of Local Governments for the Right to Housing and the Right to the City",
    "What role for local governments in the protection and promotion of human rights",
    "Local authorities as promoters and protectors of socio-economic rights",
    "Inequalities, Economic and Social Rights and Vulnerable Groups",
    "Implementing human rights at the local level: Concrete experiences and practices",
)


def words(text: str) -> list[str]:
    """The words of a text in small letters, as they were counted for the digests."""
    return re.findall(r"[^\W_]+", text.lower().replace("’", "'").replace("'", ""))


def runs(text: str) -> Iterator[str]:
    found = words(text)
    yield from (" ".join(found[start : start + RUN]) for start in range(len(found) - RUN + 1))


def is_copied(run: str) -> bool:
    return hashlib.sha256(run.encode()).hexdigest()[:10] in RUNS


ALLOWED = {run for name in NAMES for run in runs(name)}


def texts() -> Iterator[tuple[str, str]]:
    """Every text of ours with the place where it stands; titles of sources are not ours."""
    layout = Layout(REPOSITORY)
    loaded = loading.load(layout)
    for record in (*loaded.records, *(term for terms in loaded.terms.values() for term in terms.values())):
        for leaf in leaves(record):
            if leaf.kind and leaf.steps[0] not in {"sources", "title_in_report"}:
                yield f"{record.id}: {leaf.steps}", leaf.text
    for language, pages in editorial.load(layout).pages.items():
        yield from ((f"{language}/{page.path}", page.body) for page in pages)


def test_no_run_of_eight_words_is_shared_with_the_report() -> None:
    """Facts carry over; sentences do not."""
    copied = [(place, run) for place, text in texts() for run in runs(text) if is_copied(run) and run not in ALLOWED]
    assert copied == []


@pytest.mark.parametrize("name", NAMES[:2])
def test_the_digests_know_the_report(name: str) -> None:
    """The title of the report and the name of the committee stand in it, so their runs are found."""
    assert [run for run in runs(name) if is_copied(run)] != []
