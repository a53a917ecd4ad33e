"""Files that no sensible person would make: their names, links, bombs, and what the system itself refuses."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from practicebook import editorial, loading, sheets
from practicebook.__main__ import main
from practicebook.expand import address
from practicebook.layout import Layout
from practicebook.rules.identity import is_kept
from practicebook.sheets import TableError
from practicebook.unseen import UNSEEN

from tests.batches import expand
from tests.builders import (
    Content,
    a_knowledge_base,
    a_place,
    a_practice,
    a_translation,
    as_yaml,
    check,
    check_translation,
    findings,
    put,
)

SECONDS = 5  # of the processor, whatever else is going on
REGISTER = "content/registers/{}.yaml"


def run(layout: Layout, *words: str) -> Result:
    """Run a command; whatever it meets, it ends by itself."""
    done = CliRunner().invoke(main, ["--root", str(layout.root), *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return done


# ------------------------------------------------------------------------------------------------ names

NAMES = {
    "newline": "a\n::error::x.yaml",
    "escape": "a\x1b[31m.yaml",
    "override": "a\u202egnp.yaml",
    "zero width": "night-shel\u200bter.yaml",
    "decomposed": "cafe\u0301.yaml",
    "composed": "caf\u00e9.yaml",
    "capitals": "NIGHT-shelter.yaml",
    "cyrillic": "night-shelt\u0435r.yaml",
    "markup": "<img src=x>.yaml",
    "space": "night shelter.yaml",
    "long": f"{'a' * 200}.yaml",
    "template": "{{7*7}}.yaml",
    "formula": "=1+1.yaml",
    "not UTF-8": os.fsdecode(b"a\xff.yaml"),
}


@pytest.mark.parametrize("format_", ["text", "github", "json"])
def test_a_file_called_anything_is_told_of_in_one_line(format_: str, tmp_path: Path) -> None:
    """Its name gives no command, hides nothing and ends no line; a record is called by its id alone."""
    layout, called = a_knowledge_base(tmp_path), 0
    for number, name in enumerate(NAMES.values()):
        file = layout.practices / "housing" / name
        with suppress(OSError):  # a name that this system does not have, or takes for another one
            called += not file.exists()
            file.write_text(as_yaml(a_practice(id=f"x-{number}", title=f"Practice {number}")), "utf-8")
    done = run(layout, "check", "--format", format_)
    assert not UNSEEN.search(done.stdout)
    told = [one["code"] for one in json.loads(done.stdout)] if format_ == "json" else done.stdout.splitlines()
    assert (len([one for one in told if "E201" in one]), len(told)) == (called, called)


def test_ids_that_a_list_or_a_system_keeps_are_refused(tmp_path: Path) -> None:
    """`practices/index.md` would be the list of all practices, and Windows could not check the files out."""
    names = ("index", "readme", "page-2", "con", "nul", "lpt1")
    records: dict[str, Content] = {
        f"practices/housing/{id_}.yaml": a_practice(id=id_, title=f"Practice {id_}") for id_ in names
    }
    lists: dict[str, Content] = {
        REGISTER.format("mechanisms"): {"entries": [{"id": "calendar", "label": "x", "kind": "report"}]},
        REGISTER.format("declarations"): {"entries": [{"id": "index", "label": "x", "year": 2018}]},
        "content/registers/places/aux.yaml": a_place(id="aux", former_ids=["prn"]),
    }
    problems = check(a_knowledge_base(tmp_path, {**records, **lists}))
    assert {(one.path, one.code) for one in problems} == {(path, "E217") for path in (*records, *lists)}
    assert len(problems) == len(names) + 4


def test_no_page_of_ours_has_an_address_that_an_id_may_take(tmp_path: Path) -> None:
    """What the site puts beside the pages of records is kept from them by the rule."""
    layout = a_knowledge_base(tmp_path)
    known, texts = loading.load(layout), editorial.load(layout)
    registers = {folder: register for register, folder in address.FOLDERS.items() if register not in address.ANCHORS}
    taken = []
    for page in expand(known.published(), texts, "en", "https://example.org/"):
        folder, _, name = page.path.removesuffix(".md").partition("/")
        register = registers.get(folder, "")
        if register and name not in known.ids(register) and not is_kept(register, name.rpartition("/")[2]):
            taken.append(page.path)
    assert taken == []


# ------------------------------------------------------------------------------------------------ links


@pytest.mark.parametrize("target", ["outside", "practices", "nowhere"])
def test_a_folder_that_is_a_link_is_not_read(target: str, tmp_path: Path) -> None:
    """It could lead anywhere on the machine that builds, or in a circle."""
    layout = a_knowledge_base(tmp_path / "root")
    put(tmp_path / "root/outside/x.yaml", a_practice(id="x"))
    (layout.practices / "evil").symlink_to(layout.root / target)
    expected = [("practices/evil", 1, 1, "", "E001")] if target != "nowhere" else []
    assert findings(check(layout)) == expected


def test_a_page_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    """What it leads to would be published."""
    put(tmp_path / "secret.md", "---\ntitle: Secret\ndescription: Secret\n---\n\nSecret.\n")
    layout = a_knowledge_base(tmp_path / "root", {"content/pages/en/about/index.md": None})
    layout.pages_by_hand.joinpath("en/about/secret.md").symlink_to(tmp_path / "secret.md")
    found = editorial.load(layout)
    assert (findings(found.problems), found.pages["en"]) == (
        [("content/pages/en/about/secret.md", 1, 1, "", "E001")],
        [],
    )


def test_a_list_of_ids_that_is_no_text_is_told_of(tmp_path: Path) -> None:
    """At the byte that is none."""
    problems = check(a_knowledge_base(tmp_path, {"content/registers/published-ids.txt": b"night-shelter\n\xff\n"}))
    assert findings(problems) == [("content/registers/published-ids.txt", 2, 1, "", "E003")]


# ------------------------------------------------------------------------------------------------ bombs


@pytest.mark.parametrize("piece", ["a", "{:.", "+1(", "1.2345, ", "À-", "](", "&a", "12° 3", "[@a"])
def test_no_text_takes_long_to_judge(piece: str, tmp_path: Path) -> None:
    """As long as a file lets it be, made of the beginnings of what the rules look for: a second, not an hour."""
    text = piece * (200_000 // len(piece.encode()))
    start = time.process_time()
    assert {one.code for one in check_translation(tmp_path, a_translation(action=text))} == {"E104"}
    check_translation(tmp_path, a_translation(action=text[:6000], title=text[:6000]))
    assert time.process_time() - start < SECONDS


BOMBS = {
    "nested aliases": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(
        f"{two}: &{two} [{','.join([f'*{one}'] * 9)}]\n" for one, two in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "deep lists": f"a: {'[' * 100_000}\n",
    "deep groups": "".join(f"{' ' * depth}a:\n" for depth in range(600)),
    "deep entries": f"a:\n{'- ' * 60_000}x\n",
    "deep keys": f"{'? ' * 60_000}x\n",
    "many keys": "".join(f"k{number}: x\n" for number in range(20_000)),
    "one long key": f"{'k' * 250_000}: x\n",
    "one long text": f"title: {'x' * 250_000}\n",
    "many items": f"partners: [{'x,' * 100_000}]\n",
    "many comments": "# x\n" * 60_000,
    "many documents": "---\n" * 60_000,
    "many anchors": "".join(f"k{number}: &a{number} x\n" for number in range(10_000)),
    "long number": f"added_on: {'9' * 200_000}\n",
    "folded": f"title: >\n{'  x' * 50_000}\n",
    "escapes": f'title: "{chr(92)}x41{chr(92)}u0041"\n' * 8_000,
    "blank lines": "\n" * 200_000,
}


def test_bombs_are_refused_in_no_time(tmp_path: Path) -> None:
    """Records that would become large, deep or slow, all at once."""
    bombs: dict[str, Content] = {
        f"practices/housing/{name.replace(' ', '-')}.yaml": text for name, text in BOMBS.items()
    }
    layout = a_knowledge_base(tmp_path, bombs)
    start = time.process_time()
    problems = check(layout)
    assert time.process_time() - start < SECONDS * 5
    assert {one.path for one in problems} == set(bombs)
    assert all(len(one.message) < 400 for one in problems)


def rebuilt(change: Callable[[str, bytes], bytes]) -> bytes:
    """A workbook with a row, of which a part was changed."""
    first, made = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    assert book.active
    book.active.title = "practices"
    for row in (["id", "title", "period.since"], ["x", "A title", 2019]):
        book.active.append(row)
    book.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return made.getvalue()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<v>2019</v>", b"<v>x</v>"),
        (b"<v>2019</v>", b"<v>" + b"9" * 5000 + b"</v>"),
        (b"<v>2019</v>", b"<v>nan</v>"),
        (b't="n"', b't="s"'),
        (b't="n"', b't="d"'),
        (b'r="A2"', b'r="ZZZZZ99999999"'),
        (b'<row r="2"', b'<row r="x"'),
        (b"</sheetData>", b""),
        (b"<worksheet", b"<!DOCTYPE x><worksheet"),
        (b"<worksheet", b"\xff\xfe<\0!\0D\0O\0C\0T\0Y\0P\0E\0 \0x\0>\0"),
    ],
)
def test_a_damaged_workbook_is_refused(before: bytes, after: bytes) -> None:
    """Also where it can be opened, and the damage is met only among the rows."""
    with pytest.raises(TableError):
        sheets.read("x.xlsx", rebuilt(lambda _, part: part.replace(before, after)))


# ------------------------------------------------------------------------------------------------ commands


@pytest.mark.parametrize(
    "words",
    [
        ("check", "a" * 5000),
        ("check", f"practices/{'a/' * 3000}x.yaml"),
        ("new", "--no-ask", f"housing/{'x' * 300}"),
        ("new", "--no-ask", "../../x"),
        ("new", "--translation", "../../etc/passwd", "fr"),
        ("new", "--translation", "night-shelter", "../../x"),
        ("explain", "\x1b[31m"),
    ],
)
def test_words_that_name_nothing_are_a_usage_error(words: tuple[str, ...], tmp_path: Path) -> None:
    """Nothing is written, and nothing is printed that a terminal would carry out."""
    layout = a_knowledge_base(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    done = run(layout, *words)
    assert (done.exit_code, UNSEEN.search(done.stderr), sorted(tmp_path.rglob("*"))) == (2, None, before)


@pytest.mark.parametrize("event", ['{"issue": {"body": 5}}', '{"issue": {"body": ["x"]}}', "[" * 200_000, "1" * 9000])
def test_what_describes_no_issue_is_a_usage_error(event: str, tmp_path: Path) -> None:
    """Also where it is JSON of another shape, or nested without end."""
    layout = a_knowledge_base(tmp_path, {"event.json": event})
    assert run(layout, "propose", str(tmp_path / "event.json")).exit_code == 2
