"""Translation files, read and fitted to what they translate: `practicebook.translations`."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import pytest

from practicebook import loading
from practicebook.catalogue import Catalogue
from practicebook.layout import Layout
from practicebook.model import Practice
from practicebook.source import Steps
from practicebook.translation import Head, digests
from practicebook.translations import file_of, files, language_of, list_key, stem_of

from tests.builders import (
    FRENCH,
    OTHER,
    PLACE,
    PRACTICE,
    Content,
    Record,
    a_knowledge_base,
    a_place,
    a_practice,
    a_translation,
    check,
    check_translation,
    findings,
    marked,
)

KINDS = "content/vocabulary/kinds.fr.yaml"
PLACES = "content/registers/places.fr.yaml"
HEAD = "translation: {by: human}\n"
NOTED = [
    {"id": "annual-report", "title": "Report", "note": "A copy."},
    {"id": "page", "title": "Page", "note": "It is short."},
]
NOW = digests(Practice.model_validate(a_practice(sources=NOTED[:1])))
OF = f"of: {{title: '{NOW['title']}'}}\n"
TITLE = f"{HEAD}{OF}title: Abri\n"
SOURCES = f"{HEAD}of: {{sources: '{NOW['sources']}'}}\nsources:\n"


def load(folder: Path, files: dict[str, Content], **changes: object) -> Catalogue:
    """Load a small knowledge base."""
    return loading.load(a_knowledge_base(folder, files, **changes))


def texts(loaded: Catalogue, register: str, id_: str, language: str = "fr") -> dict[Steps, tuple[Steps, str]]:
    """The texts of a translation by their steps in the record, each with its place in the file."""
    given = loaded.translations[register, id_, language].given
    return {steps: (leaf.steps, leaf.text) for steps, leaf in given.items()}


# ------------------------------------------------------------------------------------------------ names of files


@pytest.mark.parametrize(
    ("name", "stem", "language"),
    [
        ("night-shelter.fr.yaml", "night-shelter", "fr"),
        ("night-shelter.zh-Hant.yaml", "night-shelter", "zh-Hant"),
        ("night-shelter.yaml", "night-shelter", None),
        ("night-shelter.old.fr.yaml", "night-shelter", "old.fr"),
    ],
)
def test_a_file_says_what_it_translates_into_what(name: str, stem: str, language: str | None) -> None:
    """A name without a language is no translation."""
    assert (stem_of(Path("practices/housing", name)), language_of(Path("practices/housing", name))) == (stem, language)


@pytest.mark.parametrize(
    ("register", "key", "path"),
    [
        ("kinds", "terms", KINDS),
        ("events", "entries", "content/registers/events.fr.yaml"),
        ("places", "entries", PLACES),
        ("sources", "sources", "content/registers/sources.fr.yaml"),
    ],
)
def test_a_list_is_translated_in_one_file_beside_it(register: str, key: str, path: str, tmp_path: Path) -> None:
    """Under the key that the list itself has; places in one file beside their folder."""
    layout = a_knowledge_base(tmp_path)
    assert list_key(layout, register) == key
    assert file_of(layout, register, register, "fr") == tmp_path / path


def test_a_practice_is_translated_in_a_file_beside_it(tmp_path: Path) -> None:
    """On its shelf, whatever that is."""
    shelf = tmp_path / "practices/housing"
    assert file_of(Layout(tmp_path), "practices", "night-shelter", "fr", shelf) == tmp_path / FRENCH


def test_translations_are_found_where_records_and_lists_lie(tmp_path: Path) -> None:
    """Vocabularies, registers, shelves; neither generated files nor what is no translation."""
    schema = "practices/_schema/x.fr.yaml"
    found = files(a_knowledge_base(tmp_path, {FRENCH: "x: 1\n", KINDS: "x: 1\n", PLACES: "x: 1\n", schema: "x: 1\n"}))
    assert [file.relative_to(tmp_path).as_posix() for file in found] == [KINDS, PLACES, FRENCH]


# ------------------------------------------------------------------------------------------------ what is read


def test_a_translation_of_a_practice_is_read_whole(tmp_path: Path) -> None:
    """Its head, its digests, and each text with its steps in the record and its place in the file."""
    results = [{"text": "40 lits.", "figure": {"unit": "lits"}}]
    head = {"by": "machine", "reviewed": True}
    loaded = load(tmp_path, {FRENCH: a_translation(translation=head, results=results, reach={"text": "200 par an."})})
    (key,) = loaded.translations
    found = loaded.translations[key]
    assert (key, found.head) == (("practices", "night-shelter", "fr"), Head(by="machine", reviewed=True))
    assert (found.document.path, found.steps) == (FRENCH, ())
    now = digests(loaded.practices["night-shelter"])
    assert found.of == {name: now[name] for name in ("title", "results", "reach")}
    assert texts(loaded, "practices", "night-shelter") == {
        ("title",): (("title",), "Abri de nuit qui mène au logement"),
        ("results", 0, "text"): (("results", 0, "text"), "40 lits."),
        ("results", 0, "figure", "unit"): (("results", 0, "figure", "unit"), "lits"),
        ("reach", "text"): (("reach", "text"), "200 par an."),
    }
    assert loaded.problems == []


def test_a_translation_of_a_list_holds_its_entries_in_any_order(tmp_path: Path) -> None:
    """Each entry finds its record by its id, and knows where in the file it stands."""
    entries = "- {id: law-charter, of: {label: a}, label: Loi}\n- {id: programme, of: {label: b}, label: Programme}\n"
    loaded = load(tmp_path, {KINDS: f"{HEAD}terms:\n{entries}"})
    assert list(loaded.translations) == [("kinds", "law-charter", "fr"), ("kinds", "programme", "fr")]
    assert [(one.steps, one.of) for one in loaded.translations.values()] == [
        (("terms", 0), {"label": "a"}),
        (("terms", 1), {"label": "b"}),
    ]
    assert texts(loaded, "kinds", "programme") == {("label",): (("label",), "Programme")}
    assert list(loaded.terms["kinds"]).index("programme") < list(loaded.terms["kinds"]).index("law-charter")


def test_sources_are_matched_by_their_id_and_told_of_where_they_stand(tmp_path: Path) -> None:
    """A translator may leave one out, and may list them in another order than the record."""
    sources = [{"id": "page", "note": "Tard."}, {"id": "annual-report", "note": "Copie."}]
    loaded = load(tmp_path, {FRENCH: a_translation(sources=sources, title=..., of={"sources": "x"})}, sources=NOTED)
    assert texts(loaded, "practices", "night-shelter") == {
        ("sources", "page", "note"): (("sources", 0, "note"), "Tard."),
        ("sources", "annual-report", "note"): (("sources", 1, "note"), "Copie."),
    }


@pytest.mark.parametrize("nothing", ['""', '"  "', "", "~", "[]", "{}", '{text: ""}'])
def test_what_is_empty_is_not_there_yet(nothing: str, tmp_path: Path) -> None:
    """A draft has a place for each text, and none of them is a problem."""
    loaded = load(tmp_path, {FRENCH: f"{TITLE}reach: {nothing}\n"})
    assert (list(texts(loaded, "practices", "night-shelter")), loaded.problems) == ([("title",)], [])


def test_texts_that_fit_are_kept_beside_what_does_not(tmp_path: Path) -> None:
    """One slip costs only itself."""
    loaded = load(tmp_path, {FRENCH: f"{TITLE}lead: 24\ntitel: Abri\n"})
    assert list(texts(loaded, "practices", "night-shelter")) == [("title",)]
    assert [problem.code for problem in loaded.problems] == ["E503", "E502"]


def test_what_cannot_be_read_leaves_the_record_as_it_is(tmp_path: Path) -> None:
    """Its texts are shown in their own language, and so are all others."""
    loaded = load(tmp_path, {FRENCH: "translation: {by: human\n", KINDS: f"{HEAD}terms: {{}}\n"})
    assert ([problem.code for problem in loaded.problems], loaded.translations) == (["E103", "E005"], {})
    assert marked(loaded.in_language("fr").practices["night-shelter"].title) == (
        "Night shelter with a way into housing",
        "en",
        "ltr",
    )


# ------------------------------------------------------------------------------------------------ what is wrong


def a_list(*entries: str) -> str:
    """A translation of kinds, each entry on a line of its own from the third on."""
    return f"{HEAD}terms:\n" + "".join(f"  - {entry}\n" for entry in entries)


LAW = "{id: law-charter, of: {label: aaaaaaaa}, label: Loi}"
MORE = "{id: law-charter, of: {label: aaaaaaaa}, label: Loi, m49: '004'}"
BEHIND = (3, 35, "of.label", "A506")
NOT_OF = [(2, 5, "of", "E503"), (2, 5, "of", "E505")]
PART = "results[0].text"

Case: TypeAlias = tuple[str, str, list[tuple[int, int, str, str]]]
PROBLEMS: dict[str, list[Case]] = {
    "a language that the site does not have": [
        ("practices/housing/night-shelter.xx.yaml", HEAD, [(1, 1, "", "E501")]),
        ("practices/housing/night-shelter.FR.yaml", HEAD, [(1, 1, "", "E501")]),
        ("practices/housing/night-shelter.old.fr.yaml", HEAD, [(1, 1, "", "E501")]),
    ],
    "nothing that it could translate": [
        ("practices/housing/nigth-shelter.fr.yaml", TITLE, [(1, 1, "", "E501")]),
        ("content/registers/nothing.fr.yaml", f"{HEAD}entries:\n  - {LAW}\n", [(3, 5, "entries[0]", "E501")]),
        (KINDS, a_list("{id: programm, of: {}, label: Programme}"), [(3, 5, "terms[0]", "E501")]),
    ],
    "no head, or not such a head": [
        (FRENCH, f"{OF}title: Abri de nuit\n", [(1, 1, "translation", "E101")]),
        (FRENCH, f"translation:\n{OF}title: Abri de nuit\n", [(1, 13, "translation", "E101")]),
        (FRENCH, f"translation: human\n{OF}title: Abri\n", [(1, 14, "translation", "E103")]),
        (FRENCH, f"translation: {{by: robot}}\n{OF}title: Abri\n", [(1, 19, "translation.by", "E106")]),
        (FRENCH, "translation: {by: human, reviewed: yes}\n", [(1, 36, "translation.reviewed", "E103")]),
        (FRENCH, "translation: {by: human, on: 2026}\n", [(1, 26, "translation.on", "E102")]),
        (KINDS, "terms:\n  - {id: law-charter, label: Loi}\n", [(1, 1, "translation", "E101")]),
    ],
    "no list where one belongs": [
        (KINDS, f"{HEAD}entries:\n  - {LAW}\n", [(1, 1, "terms", "E103")]),
        (KINDS, f"{HEAD}terms: Loi\n", [(2, 8, "terms", "E103")]),
        (KINDS, f"{a_list(LAW)}more: x\n", [(3, 3, "terms", "E103")]),
    ],
    "an entry without an id": [
        (KINDS, a_list("{label: Loi}"), [(3, 5, "terms[0]", "E101")]),
        (KINDS, a_list(LAW, "Loi"), [BEHIND, (4, 5, "terms[1]", "E101")]),
        (KINDS, a_list("{id: 4, label: Loi}"), [(3, 5, "terms[0]", "E101")]),
    ],
    "what is given twice": [
        (KINDS, a_list(LAW, LAW), [BEHIND, (4, 10, "terms[1].id", "E207")]),
        (
            FRENCH,
            f"{SOURCES}  - {{id: annual-report, note: Un}}\n  - {{id: annual-report, note: Deux}}\n",
            [(5, 31, "sources[1].note", "E207")],
        ),
        (FRENCH, f"{TITLE}title: Refuge\n", [(4, 1, "title", "E006")]),
    ],
    "what the record has no place for": [
        (FRENCH, f"{TITLE}titel: Abri\n", [(4, 8, "titel", "E502")]),
        (FRENCH, f"{TITLE}id: night-shelter\n", [(4, 5, "id", "E502")]),
        (FRENCH, f"{HEAD}{OF}title: [Abri]\n", [(3, 9, "title[0]", "E502")]),
        (FRENCH, f"{HEAD}{OF}title: {{text: Abri}}\n", [(3, 15, "title.text", "E502")]),
        (FRENCH, f"{TITLE}partners: Université\n", [(4, 11, "partners", "E502")]),
        (FRENCH, f"{SOURCES}  - id: annual-report\n    title: Rapport\n", [(5, 12, "sources[0].title", "E502")]),
        (FRENCH, f"{SOURCES}  - {{id: page, note: Page}}\n", [(4, 22, "sources[0].note", "E502")]),
        (KINDS, a_list(MORE), [BEHIND, (3, 63, "terms[0].m49", "E502")]),
    ],
    "what is no text": [
        (FRENCH, f"{HEAD}{OF}title: 24\n", [(3, 8, "title", "E503")]),
        (FRENCH, f"{TITLE}lead: true\nreach: {{text: 1.5}}\n", [(4, 7, "lead", "E503"), (5, 15, "reach.text", "E503")]),
        (FRENCH, f"{TITLE}results:\n  - text: [1]\n", [(5, 12, f"{PART}[0]", "E503")]),
        (FRENCH, f"{HEAD}of: title\ntitle: Abri\n", NOT_OF),
        (FRENCH, f"{HEAD}of: {{title: 12345678}}\ntitle: Abri\n", NOT_OF),
        (FRENCH, f"{HEAD}of: [x]\ntitle: Abri\n", NOT_OF),
    ],
    "what does not say which text it translates": [
        (FRENCH, f"{HEAD}title: Abri\n", [(1, 1, "of", "E505")]),
        (FRENCH, f"{TITLE}lead: La ville\n", [(2, 5, "of", "E505")]),
        (KINDS, a_list("{id: law-charter, label: Loi}"), [(3, 5, "terms[0].of", "E505")]),
    ],
    "what fell behind": [
        (FRENCH, f"{HEAD}of:\n  title: '00000000'\ntitle: Abri\n", [(3, 10, "of.title", "A506")]),
        (KINDS, a_list(LAW), [BEHIND]),
    ],
}


CASES = {f"{name} ({number})": case for name, some in PROBLEMS.items() for number, case in enumerate(some, start=1)}


@pytest.mark.parametrize(("path", "content", "expected"), CASES.values(), ids=CASES)
def test_a_problem_is_told_of_where_it_stands(
    path: str, content: str, expected: list[tuple[int, int, str, str]], tmp_path: Path
) -> None:
    """File, line and column of each, and nothing else is told of."""
    problems = check_translation(tmp_path, content, path, sources=NOTED[:1])
    assert findings(problems) == [(path, *one) for one in expected]


FITS = "A translation has the texts of its record and nothing else. Delete it, or look where it belongs."
NOTES = "Run `practicebook new --translation` for this file; it notes which source text was translated."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"{HEAD}{OF}title: 24\n", "“24” is not a text. Write words; put quotes around a number."),
        (f"{TITLE}more: {{text: Deux}}\n", f"“more.text” is no text of the record. {FITS}"),
        (f"{HEAD}title: Abri\n", f"“title” does not say which source text it translates. {NOTES}"),
    ],
)
def test_a_translator_is_told_what_to_do(content: str, message: str, tmp_path: Path) -> None:
    """In words that need no knowledge of the program."""
    assert [f"{one.message}. {one.hint}" for one in check_translation(tmp_path, content)] == [message]


def test_a_text_that_the_source_has_no_more_is_no_second_problem(tmp_path: Path) -> None:
    """That its source changed is told once; where nothing changed it is a slip."""
    results = [{"text": "40 lits.", "figure": {"unit": "lits"}}, {"text": "Et plus."}]
    problems = check(a_knowledge_base(tmp_path, {FRENCH: a_translation(results=results, of={"results": "00000000"})}))
    assert [(problem.field, problem.code) for problem in problems] == [("of.results", "A506")]


def test_a_record_with_a_problem_does_not_make_its_translation_wrong(tmp_path: Path) -> None:
    """One mistake in a practice, a place or a term is told of once."""
    broken: dict[str, Content] = {
        PLACE: a_place(kind=3),
        PLACES: f"{HEAD}entries:\n  - {{id: sampletown, of: {{name: x}}, name: Villexemple}}\n",
        PRACTICE: a_practice(kind=3),
        FRENCH: a_translation(),
        OTHER: None,
    }
    assert findings(check(a_knowledge_base(tmp_path, broken))) == [
        (PLACE, 3, 7, "kind", "E103"),
        (PRACTICE, 15, 7, "kind", "E103"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("terms: [\n", (1, 9, "", "E005")), ("kinds: []\n", (1, 1, "terms", "E103"))],
)
def test_a_list_that_cannot_be_read_does_not_make_its_translation_wrong(
    text: str, expected: tuple[int, int, str, str], tmp_path: Path
) -> None:
    """Its translators are not to blame, and are not told once for each entry."""
    base = a_knowledge_base(tmp_path, {KINDS.replace(".fr", ""): text, KINDS: a_list(LAW)})
    assert findings(check(base)) == [(KINDS.replace(".fr", ""), *expected)]


@pytest.mark.parametrize(
    "path",
    [
        "content/registers/places/sampletown.fr.yaml",
        "practices/night-shelter.fr.yaml",
        "practices/housing/night-shelter.fr.yml",
        "practices/housing/more/night-shelter.fr.yaml",
    ],
)
def test_a_translation_where_nobody_reads_it_is_told_of(path: str, tmp_path: Path) -> None:
    """Places are translated in one list, and a translation lies on the shelf of its record."""
    assert findings(check(a_knowledge_base(tmp_path, {path: a_translation()}))) == [(path, 1, 1, "", "E012")]


BOTH = ("law-charter", "programme")


def test_an_entry_behind_costs_only_itself(tmp_path: Path) -> None:
    """The other entries of a list, and the other fields of the entry, are shown in translation."""
    kinds = loading.load(a_knowledge_base(tmp_path / "before")).terms["kinds"]
    entries: list[Record] = [
        {"id": id_, "of": digests(kinds[id_]), "label": id_.upper(), "description": "Texte."} for id_ in BOTH
    ]
    entries[0]["of"]["label"] = "00000000"
    terms: Record = {"translation": {"by": "human"}, "terms": entries}
    turned = load(tmp_path / "after", {KINDS: terms}).in_language("fr").terms["kinds"]
    assert {id_: (marked(turned[id_].label), marked(turned[id_].description)) for id_ in BOTH} == {
        "law-charter": ((kinds["law-charter"].label, "en", "ltr"), "Texte."),
        "programme": ("PROGRAMME", "Texte."),
    }
