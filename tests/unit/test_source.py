"""The reader: `practicebook.source`. YAML 1.2 in, values with places out, and everything odd refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from practicebook import source
from practicebook.problem import Problem
from practicebook.source import Document, Mark, SourceError, Steps, Value

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefg", "bcdefgh", strict=True)
)
TEXT = """\
# A comment is no field.
id: night-shelter
themes: [housing/homelessness, culture]
results:
  - text: 40 beds
    figure: {value: 40}
  - evidence: stated
action: |
  The city opened a <b>shelter</b>.

  It is open all year [@report].
summary: >-
  One line that is folded
  into the next.
sources:
  - id: report
    title: "[@report] and folded into the next"
"""


def refused(text: str) -> list[tuple[int, int, str, str]]:
    """Line, column, field and code of every problem that refuses a text."""
    with pytest.raises(SourceError) as caught:
        source.parse(text, "x.yaml")
    return [(one.line, one.column, one.field, one.code) for one in caught.value.problems]


def told(text: str) -> list[Problem]:
    """Every problem that refuses a text, with all that is said of it."""
    with pytest.raises(SourceError) as caught:
        source.parse(text, "x.yaml")
    return caught.value.problems


def refused_file(file: Path) -> list[Problem]:
    """Every problem that refuses a file."""
    with pytest.raises(SourceError) as caught:
        source.load(file, "shown/x.yaml")
    return caught.value.problems


@pytest.fixture
def document() -> Document:
    """Parse TEXT."""
    return source.parse(TEXT, "x.yaml")


# ------------------------------------------------------------------------------------------------ values


@pytest.mark.parametrize(
    "text",
    [
        *("NO", "no", "No", "yes", "on", "off", "y", "n", "tRue", "nULL"),
        *("12:30", "1:2:3", "1_000", "0b11", "0o8", "0x", "1e", ".", "+-1", "1.2.3", "=", "<"),
        *("2026-11-23", "2026-11-23T10:00:00Z", ".inf", "-.inf", ".nan", "1e400", "-1e400", "1" * 33),
    ],
)
def test_what_the_core_schema_does_not_name_is_text(text: str) -> None:
    """YAML 1.1 would make truth values, sums of sixties, dates and infinities of these."""
    assert source.parse(f"a: {text}\n", "x.yaml").value == {"a": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[(text, None) for text in ("", "~", "null", "Null", "NULL")],
        *[(text, True) for text in ("true", "True", "TRUE")],
        *[(text, False) for text in ("false", "False", "FALSE")],
        *[("0", 0), ("-0", 0), ("+1", 1), ("-17", -17), ("017", 17), ("0o17", 15), ("0x1F", 31)],
        *[
            ("12345678901234567890", 12345678901234567890),
            ("1" * 32, int("1" * 32)),
            ("1.0000000000000002e+16", 1.0000000000000002e16),
        ],
        *[("1e3", 1000.0), ("1E-3", 0.001), (".5", 0.5), ("5.", 5.0), ("-34.9033", -34.9033), ("+1.0", 1.0)],
    ],
)
def test_what_the_core_schema_names_is_read_by_it(text: str, *, value: Value) -> None:
    """Null, truth values and numbers have the forms of YAML 1.2.2, chapter 10.3, and no others."""
    read = source.parse(f"a: {text}\n", "x.yaml").value["a"]
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize("text", ["true", "null", "12", "1e3", "", "~"])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_quotes_make_text(text: str, quote: str) -> None:
    """Whoever quotes means the characters."""
    assert source.parse(f"a: {quote}{text}{quote}\n", "x.yaml").value == {"a": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
        ("a: >-\n  one\n  two\n\n  three\n", {"a": "one two\nthree"}),
        ("a: [1, {b: c}]\n", {"a": [1, {"b": "c"}]}),
        ("1: a\ntrue: b\n~: c\n'': d\n", {"1": "a", "true": "b", "~": "c", "": "d"}),
        ("{}\n", {}),
        ("---\na: 1\n...\n", {"a": 1}),
        ("%YAML 1.1\n---\na: NO\n", {"a": "NO"}),
        ("a: تونس 😀\n", {"a": "تونس 😀"}),
        ('a: "tab\\tstop"\n', {"a": "tab\tstop"}),
        ('"<<": 1\n', {"<<": 1}),
        ("a: &x [1]\nb: *x\n", {"a": [1], "b": [1]}),
    ],
)
def test_text_becomes_a_value(text: str, value: Value) -> None:
    """Blocks, flows, keys that look like numbers, all scripts, and a few aliases."""
    assert source.parse(text, "x.yaml").value == value


# ------------------------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [(3, 1, "a", "E006")]),
        ("a: 1\na: 2\na: 3\n", [(2, 1, "a", "E006"), (3, 1, "a", "E006")]),
        ('x:\n  - {a: 1, "a": 2}\n', [(2, 12, "x[0].a", "E006")]),
        ("a: !!binary aGk=\n", [(1, 4, "a", "E008")]),
        ("a: !!python/object/apply:os.system [ls]\n", [(1, 4, "a", "E008")]),
        ("a: [!own x, ! y, !!str z]\n", [(1, 5, "a[0]", "E008"), (1, 13, "a[1]", "E008"), (1, 18, "a[2]", "E008")]),
        ("!!map {a: 1}\n", [(1, 1, "", "E008")]),
        ("%TAG ! tag:x,2000:\n---\na: !foo b\n", [(3, 4, "a", "E008")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "", "E008")]),
        ("a: 1\n...\n---\n", [(3, 1, "", "E008")]),
        ("a: *nothing\n", [(1, 4, "a", "E007")]),
        ("a: &a [*a]\n", [(1, 8, "a[0]", "E007")]),
        ("a: &a {b: *a}\n", [(1, 11, "a.b", "E007")]),
        ("a: &unused text\n", [(1, 4, "a", "E007")]),
        ("base: &b {x: 1}\nc:\n  <<: *b\n", [(3, 3, "c", "E007")]),
        (BOMB, [(2, 40, "b[8]", "E007")]),
        ("a:\tb\n", [(1, 3, "", "E004")]),
        ("a:\n\tb: c\td\n", [(2, 1, "", "E004")]),
        ("a: x\x00y\x00\nb: \x07\n", [(1, 5, "", "E004"), (2, 4, "", "E004")]),
        ("a: x\u2028y\n", [(1, 5, "", "E004")]),
        ("a: x\x7f\n", [(1, 5, "", "E004")]),
        ("a: x\x85\n", [(1, 5, "", "E004")]),
        ("a: \uffff\n", [(1, 4, "", "E004")]),
        ("a: \ud800\n", [(1, 4, "", "E004")]),
        ("b: 1\na: 'x'\nc: \"x\\0\"\n", [(3, 4, "c", "E004")]),
        ("a: " + "[" * 13 + "]" * 13 + "\n", [(1, 16, "a" + "[0]" * 12, "E009")]),
        ("a: " + "[" * 100_000, [(1, 16, "a" + "[0]" * 12, "E009")]),
        ("? [a]\n: 1\n", [(1, 3, "", "E010")]),
        ("a: {{b: c}: d}\n", [(1, 5, "a", "E010")]),
        ("x: &k a\n*k : 1\n", [(2, 1, "", "E010")]),
        ("- 1\n- 2\n", [(1, 1, "", "E011")]),
        ("a sentence\n", [(1, 1, "", "E011")]),
        ("", [(1, 1, "", "E011")]),
        ("# nothing\n", [(1, 1, "", "E011")]),
        ("a: !x 1\na: 2\nb: [\n", [(1, 4, "a", "E008"), (2, 1, "a", "E006"), (3, 5, "", "E005")]),
    ],
)
def test_what_a_record_never_needs_is_refused_at_its_place(
    text: str, expected: list[tuple[int, int, str, str]]
) -> None:
    """Each refusal has its line, its column, the field if it is known, and its code; all are told at once."""
    assert refused(text) == expected


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (
            "title: Home: first\n",
            (1, 12),
            "a colon followed by a space stands inside a text, or the indentation is off",
        ),
        ("a:\n  - b\nc\n", (3, 1), "a key without its colon, or a text that runs on without indentation"),
        ("a: 1\n- b\n", (2, 1), "the indentation is off, or a quote is not closed"),
        ("- a\nb: 1\n", (2, 1), "a list item must start with a dash at the same indentation as the others"),
        ('a: 1\nb: "x\nc: 1\n', (2, 4), "a quote or a bracket is not closed"),
        ("a: 1\nb: [1, 2\nc: 3\n", (2, 4), "a bracket is not closed, or a comma is missing in it"),
        ("a: @b\n", (1, 4), "a text starts with a character that YAML keeps to itself (@ ` %)"),
        ("a: & b\n", (1, 5), "a text that starts with & or * needs quotes"),
        ("a: - b\n", (1, 4), "a list starts in the line of its field; give each “- ” its own line"),
        ('a: "\\q"\n', (1, 5), "found unknown escape character"),
        ("a: b\nc: 'd'#x\n", (2, 7), "a comment needs a space before it"),
        ("a: b\nc: [d, # x\n  e, #y#z\n  f,#g\n  ]\n", (4, 5), "a comment needs a space before it"),
        ("a: b\nc: [d, # x #\n  e,# y\n  ]\n", (3, 5), "a comment needs a space before it"),
        ("a: b\nc: [d # x\n  # y\n  ,# z\n  e]\n", (4, 4), "a comment needs a space before it"),
        ("a:\n  b: c\n  d: |-#x\n    e\n", (3, 8), "a comment needs a space before it"),
        ("a: b\nc: [d,\ne]\n", (3, 1), "a value that goes on in a further line is indented there"),
        ("a:\n  - 'b\n  c'\n", (3, 3), "a value that goes on in a further line is indented there"),
    ],
)
def test_broken_syntax_is_explained_where_it_can_be_mended(text: str, place: tuple[int, int], message: str) -> None:
    """The parser's words become ones a contributor knows, and what is left open is shown where it was opened."""
    hint = "Mend this line or the one above; texts with “: ” or “ #” need quotes."
    assert told(text) == [Problem("x.yaml", *place, "", "E005", "error", f"not valid YAML: {message}", hint)]


UNSEEN = "Delete it and type the text again."


@pytest.mark.parametrize(
    ("text", "where", "message", "hint"),
    [
        ("a: 1\n\na: 2\n", (3, 1, "a", "E006"), "the field is given twice (first in line 1)", "Keep one of the two."),
        ("a: !!int 1\n", (1, 4, "a", "E008"), "the tag “!!int” is not allowed", "Delete it."),
        (
            "a: 1\n---\nb: 2\n",
            (2, 1, "", "E008"),
            "a second document starts here",
            "Put each record in a file of its own.",
        ),
        (
            "a: *bold text\n",
            (1, 4, "a", "E007"),
            "*bold stands for nothing",
            "Put quotes around a text that starts with *; write a value out instead of pointing at it.",
        ),
        (
            "a: &Sons and daughters\n",
            (1, 4, "a", "E007"),
            "the name &Sons is used nowhere",
            "Put quotes around a text that starts with &, or delete the name.",
        ),
        (
            "a: &x 1\nb: [*x, *x, *x, *x, *x, *x, *x, *x, *x]\n",
            (2, 37, "b[8]", "E007"),
            "more than 8 aliases",
            "Write the values out.",
        ),
        ("b:\n  <<: 1\n", (2, 3, "b", "E007"), "merge keys (<<) are not allowed", "Write the fields out."),
        ("a: x\x07\n", (1, 5, "", "E004"), "control character U+0007", UNSEEN),
        ('a: x\n\nb: "\\e"\n', (3, 4, "b", "E004"), "control character U+001B", UNSEEN),
        ("a: x\n\n b: \t\n", (3, 5, "", "E004"), "a tab character", "Use spaces, two for each level."),
        (
            f"a: {'[' * 13}{']' * 13}\n",
            (1, 16, "a" + "[0]" * 12, "E009"),
            "nested more than 12 levels deep",
            "Compare with the fields of an existing record.",
        ),
        ("? [a]\n: 1\n", (1, 3, "", "E010"), "a key is not a plain word", "Write `name: value`."),
        (
            "- 1\n",
            (1, 1, "", "E011"),
            "the file holds no fields",
            "Start with the fields, one a line: `id: …`, `title: …`.",
        ),
    ],
)
def test_a_refusal_quotes_what_it_refuses_and_says_what_to_do(
    text: str, where: tuple[int, int, str, str], message: str, hint: str
) -> None:
    """Whoever reads it alone knows what to look for in the line, and how to mend it."""
    assert told(text) == [Problem("x.yaml", *where, "error", message, hint)]


def test_eight_aliases_are_allowed() -> None:
    """The limit itself is still accepted."""
    assert source.parse("a: &x 1\nb: [*x, *x, *x, *x, *x, *x, *x, *x]\n", "x.yaml").value == {"a": 1, "b": [1] * 8}


def test_twelve_levels_are_allowed() -> None:
    """The limit itself is still accepted."""
    value: Value = []
    for _ in range(11):
        value = [value]
    assert source.parse("a: " + "[" * 12 + "]" * 12 + "\n", "x.yaml").value == {"a": value}


# ------------------------------------------------------------------------------------------------ files


def test_a_file_is_read_and_shown_by_the_name_it_was_given(tmp_path: Path) -> None:
    """Line ends of Windows count as one; the document knows the path that messages show."""
    file = tmp_path / "x.yaml"
    file.write_bytes(b"a: caf\xc3\xa9\r\nb: |\r\n  one\r\n  two\r\n")
    read = source.load(file, "shown/x.yaml")
    assert read == Document("shown/x.yaml", "a: café\nb: |\n  one\n  two\n")
    assert read.value == {"a": "café", "b": "one\ntwo\n"}


def test_a_value_that_was_let_go_is_read_again() -> None:
    """It follows from the text, which is kept."""
    document = source.parse(TEXT, "x.yaml")
    value = document.value
    document.let_go()
    assert "value" not in vars(document)
    assert (document.value, document.value is value) == (value, False)


MARKED, UNMARK = "the file starts with a byte-order mark", "Save the file as UTF-8 without BOM."


@pytest.mark.parametrize(
    ("data", "place", "code", "message", "hint"),
    [
        (b"\xef\xbb\xbfa: 1\n", (1, 1), "E003", MARKED, UNMARK),
        ("a: 1\n".encode("utf-16"), (1, 1), "E003", MARKED, UNMARK),
        (b"\xfe\xff\x00a", (1, 1), "E003", MARKED, UNMARK),
        ("a: 1".encode("utf-16-le"), (1, 2), "E004", "control character U+0000", UNSEEN),
        (
            "a: 1\nü: café".encode().replace("é".encode(), b"\xe9"),
            (2, 7),
            "E003",
            "byte 0xe9 is not UTF-8",
            "Save the file as UTF-8.",
        ),
        (b"a: 1\nb\xe9\xff\n", (2, 2), "E003", "byte 0xe9 is not UTF-8", "Save the file as UTF-8."),
        (b"a: \xed\xa0\x80\n", (1, 4), "E003", "byte 0xed is not UTF-8", "Save the file as UTF-8."),
        (
            b"a: " + b"x" * 256 * 1024,
            (1, 1),
            "E002",
            "the file has 256 KiB; 256 KiB are the most",
            "Shorten the texts.",
        ),
        (b"a: 1\rb: 2\r", (1, 5), "E004", "control character U+000D", UNSEEN),
    ],
    ids=["bom", "utf-16", "utf-16-be", "utf-16 without bom", "latin-1", "broken", "surrogate", "large", "old mac"],
)
def test_bytes_that_are_not_a_small_utf8_file_are_refused(
    data: bytes, place: tuple[int, int], code: str, message: str, hint: str, tmp_path: Path
) -> None:
    """Encoding and size are checked before anything is read from the text."""
    file = tmp_path / "x.yaml"
    file.write_bytes(data)
    assert refused_file(file) == [Problem("shown/x.yaml", *place, "", code, "error", message, hint)]


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    """256 KiB to the byte are accepted."""
    file = tmp_path / "x.yaml"
    file.write_bytes(b"a: " + b"x" * (256 * 1024 - 3))
    assert source.load(file, "x.yaml").value == {"a": "x" * (256 * 1024 - 3)}


def test_a_link_is_refused_even_to_a_sound_file(tmp_path: Path) -> None:
    """A link could lead anywhere on the machine that builds."""
    (tmp_path / "real.yaml").write_text("a: 1\n")
    (tmp_path / "x.yaml").symlink_to(tmp_path / "real.yaml")
    assert refused_file(tmp_path / "x.yaml") == [no_file("is a link", "Put the file itself here.")]


def no_file(message: str, hint: str) -> Problem:
    """What is said where no file could be read."""
    return Problem("shown/x.yaml", 1, 1, "", "E001", "error", message, hint)


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    """A missing file, and what stands in the place of one, are told of; nobody waits for a pipe."""
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    itself = "Put the file itself here."
    assert [one for name in ("none", "folder", "pipe") for one in refused_file(tmp_path / f"{name}.yaml")] == [
        no_file("cannot be read: No such file or directory", "Check that the file exists and that you may read it."),
        no_file("is a folder", itself),
        no_file("is no ordinary file", itself),
    ]


def test_a_file_without_a_known_reason_cannot_be_read_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every system says why."""
    monkeypatch.setattr(Path, "lstat", lambda _: (_ for _ in ()).throw(OSError))
    (problem,) = refused_file(tmp_path / "x.yaml")
    assert problem.message == "cannot be read: unknown reason"


def test_only_a_file_that_can_be_read_may_be_written_over(tmp_path: Path) -> None:
    """Its text, whatever it says; nothing for what is no text, a link, a folder, or not there."""
    contents = {"text": b"\xc3\xa9: [\r\n", "latin": b"\xe9", "marked": b"\xef\xbb\xbfa"}
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("text")
    found = {name: source.text_of(tmp_path / name) for name in (*contents, "folder", "link", "none")}
    assert {name: text for name, text in found.items() if text is not None} == {"text": "é: [\n"}


# ------------------------------------------------------------------------------------------------ places


@pytest.mark.parametrize(
    ("steps", "place"),
    [
        ((), (2, 1)),
        (("id",), (2, 5)),
        (("themes", 1), (3, 32)),
        (("results",), (5, 3)),
        (("results", 0, "figure", "value"), (6, 21)),
        (("action",), (8, 9)),
        (("missing",), (2, 1)),
        (("results", 0, "missing"), (5, 5)),
        (("results", 0, "figure", "missing"), (6, 5)),
        (("results", 9), (4, 1)),
        (("id", "below", "a", "text"), (2, 1)),
    ],
)
def test_a_place_is_that_of_the_value_or_of_the_nearest_thing_around_it(steps: Steps, place: tuple[int, int]) -> None:
    """A field that is missing is shown at its parent: at the parent's name where it has one."""
    assert source.parse(TEXT, "x.yaml").mark(steps) == Mark(*place)


@pytest.mark.parametrize(
    ("steps", "place"),
    [
        (("results",), (4, 1)),
        (("results", 0, "figure"), (6, 5)),
        (("results", 0, "figure", "value"), (6, 14)),
        (("results", 1), (7, 5)),
    ],
)
def test_the_name_of_a_field_has_a_place_of_its_own(steps: Steps, place: tuple[int, int], document: Document) -> None:
    """A field that is not known is shown at its name; an item of a list has none."""
    assert document.mark(steps, key=True) == Mark(*place)


@pytest.mark.parametrize(
    ("steps", "excerpt", "place"),
    [
        (("action",), "<b>", (9, 21)),
        (("action",), "[@report]", (11, 23)),
        (("summary",), "folded", (13, 20)),
        (("summary",), "folded into", (12, 10)),
        (("summary",), "[@report]", (12, 10)),
        (("id",), "shelter", (2, 11)),
        (("id",), "homelessness", (2, 5)),
        (("sources", 0, "title"), "[@report]", (17, 13)),
        (("results", 0, "text"), "e", (5, 15)),
        (("results", 1, "evidence"), "e", (7, 19)),
        (("action",), "e", (9, 5)),
        ((), "id", (2, 1)),
        ((), "themes", (3, 1)),
        (("action",), "open", (9, 12)),
        (("action",), "is", (11, 6)),
        (("action",), "summary", (8, 9)),
        (("summary",), "sources", (12, 10)),
    ],
)
def test_an_excerpt_is_found_within_its_text_only(
    steps: Steps, excerpt: str, place: tuple[int, int], document: Document
) -> None:
    """A piece of a long text has its own line; one that is folded away is shown at the start of the text."""
    assert document.mark_of(steps, excerpt) == Mark(*place)


def test_what_stands_nowhere_is_at_the_beginning() -> None:
    """A draft that was never written down has values and no text."""
    assert Document("x.yaml", "", {"id": "night-shelter"}).mark(("id",)) == Mark(1, 1)


def test_a_document_tells_where_names_and_values_stand() -> None:
    """Each name has its place; each text, list in brackets and group in braces its first and last character."""
    text = 'a: "x y"\nb: [c, {d: e}]\nf:\n  - |\n    g\n'
    document = source.parse(text, "x.yaml")
    assert document.keys == {("a",): Mark(1, 1), ("b",): Mark(2, 1), ("b", 1, "d"): Mark(2, 9), ("f",): Mark(3, 1)}
    assert {steps: text[start:end] for steps, (start, end) in document.spans.items()} == {
        ("a",): '"x y"',
        ("b",): "[c, {d: e}]",
        ("b", 0): "c",
        ("b", 1): "{d: e}",
        ("b", 1, "d"): "e",
        ("f", 0): "|\n    g\n",
    }


@pytest.mark.parametrize(
    ("steps", "name"),
    [((), ""), (("results", 0, "figure"), "results[0].figure"), (("a", 1, 2, "b"), "a[1][2].b")],
)
def test_steps_are_named_as_people_write_them(steps: Steps, name: str) -> None:
    """Messages name a field by its path."""
    assert source.field_name(steps) == name
