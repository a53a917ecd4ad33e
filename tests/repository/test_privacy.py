"""What the site says of privacy is what its files do; what it hands out names no mailbox and no telephone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from practicebook import editorial, loading, publish
from practicebook.layout import Layout
from practicebook.publish import Base
from practicebook.rules import RULES, check
from practicebook.rules.safety import _EMAIL, _PHONE

from tests.batches import made
from tests.builders import PRACTICE, REPOSITORY, a_knowledge_base, a_practice

LAYOUT = Layout(REPOSITORY)
SCRIPTS = sorted((LAYOUT.theme / "assets/js").rglob("*.js"))
KEY = re.compile(r"[\"'`]practicebook\.(\w+)[\"'`]")
STORES = re.compile(r"document\.cookie|sessionStorage|indexedDB|sendBeacon|XMLHttpRequest|WebSocket|EventSource")
# An entry of a calendar is named by its id and the host of the site, as the format asks.
UID = re.compile(r"^UID:.*$", re.MULTILINE)


@cache
def exported() -> Mapping[str, bytes]:
    """What `practicebook export` writes, in English and with all translations that the data holds."""
    records, texts = loading.load(LAYOUT).published(), editorial.load(LAYOUT)
    return made(publish.batches(Base(records, texts.shown, "https://example.org/book/", ("en",)))).files


def test_every_entry_of_the_local_storage_is_told() -> None:
    """One list, in the words of the interface: what scripts use is in it, and what is in it scripts use."""
    used = {key for file in SCRIPTS for key in KEY.findall(file.read_text("utf-8"))}
    assert used == set(editorial.load(LAYOUT).words["en"]["privacy"]["kept"])


def test_scripts_keep_and_send_nothing_in_other_ways() -> None:
    """No cookie, no other store, no way to tell a server something."""
    found = {file.name: STORES.findall(file.read_text("utf-8")) for file in SCRIPTS}
    assert {name: what for name, what in found.items() if what} == {}


def test_what_is_handed_out_names_no_mailbox_and_no_telephone() -> None:
    """Offices are reached by their pages; a machine that reads our data finds nobody to write to."""
    texts = {path: UID.sub("", content.decode()) for path, content in exported().items() if not path.endswith(".xlsx")}
    assert len(texts) > 100
    found = {
        path: [one[0] for what in (_EMAIL, _PHONE) for one in what.pattern.finditer(text)]
        for path, text in texts.items()
    }
    assert {path: what for path, what in found.items() if what} == {}


def test_notes_between_editors_are_not_handed_out() -> None:
    """They may speak of persons and of what nobody has checked."""
    terms = loading.load(LAYOUT).terms.values()
    notes = [note for entries in terms for one in entries.values() if (note := getattr(one, "editor_note", ""))]
    assert len(notes) > 10
    handed = b"\n".join(exported().values()).decode("utf-8", "ignore")
    assert [note for note in notes if note in handed] == []


def test_a_mailbox_is_found_however_it_is_written(tmp_path: Path) -> None:
    """And a telephone number, behind its word too; what only looks like one is left alone."""
    refused = {
        "lead": "Somebody (at) example.org",
        "partners": ["Ask a.person＠example.org", "Tel. 022 917 92 20", "Office [at] example.org"],
    }
    layout = a_knowledge_base(tmp_path / "refused", {PRACTICE: a_practice(**refused)})
    assert sorted(one.code for one in check(loading.load(layout))) == ["E304", "E304", "E304", "E305"]
    left = {"lead": "The office at example.org", "partners": ["Telecoms 2020 to 2030", "Hotel 21 000 rooms a year"]}
    layout = a_knowledge_base(tmp_path / "left", {PRACTICE: a_practice(**left)})
    assert check(loading.load(layout)) == []
    assert {"E304", "E305", "E306", "E307", "E308"} <= set(RULES)
