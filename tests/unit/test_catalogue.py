"""Loading, linking and indexing: `practicebook.catalogue`."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from practicebook import loading
from practicebook.catalogue import Catalogue
from practicebook.layout import Layout
from practicebook.registers import KINDS
from practicebook.translation import Head, State
from practicebook.vocabulary import Region, Theme

from tests.builders import (
    FRENCH,
    OTHER,
    PLACE,
    PRACTICE,
    REPOSITORY,
    Content,
    Finding,
    a_knowledge_base,
    a_place,
    a_practice,
    a_translation,
    check,
    findings,
    marked,
    texts_of,
)

OF_KINDS = "content/vocabulary/kinds.fr.yaml"
FRENCH_KINDS = """\
translation: {by: machine}
terms:
  - {id: law-charter, of: {label: "01cc6393"}, label: Loi, description: ""}
"""
REGISTERS = ("themes", "rights", "groups", "sdgs", "kinds", "stages", "places", "countries", "regions")


def load(folder: Path, files: dict[str, Content] | None = None, **changes: object) -> Catalogue:
    """Load a small knowledge base."""
    return loading.load(a_knowledge_base(folder, files, **changes))


@pytest.fixture(scope="module")
def real() -> Catalogue:
    """Load the real records."""
    return loading.load(Layout(REPOSITORY))


# ------------------------------------------------------------------------------------------------ loading


def test_everything_is_loaded_with_the_place_it_came_from(tmp_path: Path) -> None:
    """Records by id, and for each the document and where in it."""
    loaded = load(tmp_path)
    assert loaded.problems == []
    assert (list(loaded.practices), list(loaded.places)) == (["night-shelter", "other-practice"], ["sampletown"])
    assert list(loaded.shared_sources) == ["geonames"]
    assert loaded.origins["Practice", "other-practice"].document.path == OTHER
    assert loaded.origins["Place", "sampletown"].document.path == PLACE
    assert loaded.origins["sources", "geonames"].steps == ("sources", 0)


def test_the_value_of_a_file_is_not_held_beside_its_record(real: Catalogue) -> None:
    """It would take as much room again; nothing that is asked of a whole base asks for it."""
    held = [
        id_ for kind, id_ in real.origins if kind == "Practice" and "value" in vars(real.origins[kind, id_].document)
    ]
    assert held == []


def test_which_fields_were_given_is_not_held(real: Catalogue) -> None:
    """It would take a sixth of the memory; records are equal, and are copied and written, without it."""
    practice = real.practices[min(real.practices)]
    assert (practice.model_fields_set, practice.review.model_fields_set) == (set(), set())
    again = type(practice).model_validate_json(practice.model_dump_json(), strict=False)
    assert (again, again.model_copy(update={"title": "Another"}).title) == (practice, "Another")


def test_every_file_on_disk_is_a_record(real: Catalogue) -> None:
    """No file is skipped, whatever it is called: the files that are there are the files that were loaded."""
    files = (file for file in (REPOSITORY / "practices").rglob("*.y*ml") if "." not in file.stem)
    practices = {file.relative_to(REPOSITORY).as_posix() for file in files}
    places = {file.relative_to(REPOSITORY).as_posix() for file in (REPOSITORY / "content/registers/places").rglob("*")}
    loaded = {origin.document.path for (kind, _), origin in real.origins.items() if kind in {"Practice", "Place"}}
    assert loaded == practices | places
    assert (len(real.practices), len(real.places)) == (len(practices), len(places))


def test_every_list_on_disk_is_known_and_loaded_whole(real: Catalogue) -> None:
    """Files and KINDS name the same vocabularies and registers, and each has as many terms as its file has entries."""
    content = REPOSITORY / "content"
    lists = (
        file for file in content.glob("[vr]*/*.yaml") if file.stem not in {"links", "sources"} and "." not in file.stem
    )
    files = {file.stem: file.read_text("utf-8") for file in lists}
    assert set(files) == set(KINDS)
    entries = {name: sum(line.startswith("  - id:") for line in text.splitlines()) for name, text in files.items()}
    assert {name: len(terms) for name, terms in real.terms.items()} == entries


def test_an_empty_root_raises_nothing(tmp_path: Path) -> None:
    """What is missing is told of, file by file, and the catalogue is empty."""
    empty = loading.load(Layout(tmp_path))
    assert {problem.code for problem in empty.problems} == {"E001"}
    assert len(empty.problems) == len(KINDS) + 1
    assert (empty.practices, empty.places, empty.published_ids) == ({}, {}, ())


def test_what_is_sound_is_loaded_beside_what_is_not(tmp_path: Path) -> None:
    """One broken file costs only itself."""
    loaded = load(tmp_path, {OTHER: "- x\n"})
    assert (list(loaded.practices), loaded.unread) == (["night-shelter"], {"other-practice"})
    assert findings(loaded.problems) == [(OTHER, 1, 1, "", "E011")]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"practices/housing/twin.yaml": a_practice()}, [("practices/housing/twin.yaml", 1, 5, "id", "E207")]),
        ({"practices/culture/night-shelter.yaml": a_practice()}, [(PRACTICE, 1, 5, "id", "E207")]),
        (
            {PRACTICE: None, "practices/housing/night-shelter.yml": a_practice()},
            [("practices/housing/night-shelter.yml", 1, 5, "id", "E201")],
        ),
        ({"practices/night-shelter.yaml": a_practice()}, [("practices/night-shelter.yaml", 1, 1, "", "E012")]),
        (
            {"practices/housing/more/x.yaml": a_practice(id="x")},
            [("practices/housing/more/x.yaml", 1, 1, "", "E012")],
        ),
        ({"practices/housing/x.YAML": a_practice(id="x")}, [("practices/housing/x.YAML", 1, 1, "", "E012")]),
        (
            {"content/registers/places/uy/x.yaml": a_place(id="x")},
            [("content/registers/places/uy/x.yaml", 1, 1, "", "E012")],
        ),
        ({"practices/_schema/x.yaml": "a: 1\n", "practices/housing/README.md": "Text\n"}, []),
        (
            {"content/vocabulary/kinds.yaml": "kinds: []\n"},
            [("content/vocabulary/kinds.yaml", 1, 1, "terms", "E103")],
        ),
        (
            {
                "content/registers/sources.yaml": "sources: []\nmore: 1\n",
                PLACE: a_place(coordinates=..., population=...),
            },
            [("content/registers/sources.yaml", 1, 10, "sources", "E103")],
        ),
        (
            {
                "content/registers/sources.yaml": (
                    "sources:\n  - {id: geonames, title: One}\n  - {id: geonames, title: Two}\n"
                )
            },
            [("content/registers/sources.yaml", 3, 10, "sources[1].id", "E207")],
        ),
    ],
)
def test_files_in_the_wrong_form_or_place_are_told_of(
    files: dict[str, Content], expected: list[Finding], tmp_path: Path
) -> None:
    """No record is lost without a word, and of two with one id the second is shown."""
    found = [one for one in findings(check(a_knowledge_base(tmp_path, files))) if one[-1] != "E202"]
    assert found == expected


def test_of_two_records_with_one_id_the_first_is_kept_and_named(tmp_path: Path) -> None:
    """The message says where the other one is."""
    loaded = load(tmp_path, {"practices/housing/twin.yaml": a_practice(title="The twin of the shelter")})
    assert loaded.practices["night-shelter"].title == "Night shelter with a way into housing"
    assert [problem.message for problem in loaded.problems] == [f"“night-shelter” is already the id of {PRACTICE}"]


def test_published_ids_are_read_without_comments(tmp_path: Path) -> None:
    """One id a line, below a comment that says where they come from."""
    loaded = load(tmp_path, {"content/registers/published-ids.txt": "# comment\nnight-shelter\n\nsampletown\n"})
    assert loaded.published_ids == ("night-shelter", "sampletown")


# ------------------------------------------------------------------------------------------------ links


@pytest.mark.parametrize(
    ("register", "id_", "expected"),
    [
        ("themes", "housing/social-housing", ("housing/social-housing", "housing")),
        ("themes", "housing", ("housing",)),
        ("regions", "south-america", ("south-america", "latin-america-caribbean", "americas")),
        ("kinds", "programme", ("programme",)),
        ("themes", "nowhere", ()),
    ],
)
def test_a_term_knows_what_it_is_part_of(register: str, id_: str, expected: tuple[str, ...], real: Catalogue) -> None:
    """Nearest first; a term without a parent is alone."""
    assert real.with_ancestors(register, id_)[: len(expected) or None] == expected


def test_a_circle_in_the_data_ends() -> None:
    """Two terms that are part of each other do not make the program run for ever."""
    terms = {
        "a": Theme(id="a", label="A", parent="b"),
        "b": Theme(id="b", label="B", parent="a"),
    }
    assert Catalogue(terms={"themes": {**terms}}).with_ancestors("themes", "a") == ("a", "b")


def test_country_and_regions_come_from_the_place(tmp_path: Path) -> None:
    """A practice lies where its place lies."""
    loaded = load(tmp_path)
    practice = loaded.practices["night-shelter"]
    assert loaded.country(practice).id == "uy"
    assert [region.id for region in loaded.regions(practice)][:2] == ["south-america", "latin-america-caribbean"]
    assert all(isinstance(region, Region) for region in loaded.regions(practice))


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([], "not-stated"),
        (["stated"], "stated"),
        (["documented", "evaluated", "stated"], "evaluated"),
        (["reviewed", "documented"], "reviewed"),
    ],
)
def test_the_strongest_result_tells_the_evidence(levels: list[str], expected: str, tmp_path: Path) -> None:
    """A practice without results has none stated."""
    results = [{"text": "40 beds.", "evidence": level, "sources": ["annual-report"]} for level in levels]
    loaded = load(tmp_path, results=results)
    assert loaded.evidence(loaded.practices["night-shelter"]).id == expected


def test_a_record_s_own_source_comes_before_a_shared_one(tmp_path: Path) -> None:
    """Sources are looked up in the record, then among the shared ones; an unknown id gives nothing."""
    loaded = load(tmp_path)
    practice = loaded.practices["night-shelter"]
    found = [loaded.source(practice, id_) for id_ in ("annual-report", "geonames", "nobody")]
    assert [one and one.title for one in found] == ["Annual report", "Gazetteer of Sampleland", None]


def test_drafts_are_left_out_of_what_is_published(tmp_path: Path) -> None:
    """What editors have not released is checked, but not in the catalogue of the site."""
    loaded = load(tmp_path, review={"state": "draft", "reviewed_on": "2026-01-31"})
    before = [one.id for one in loaded.practices_with("places", "sampletown")]
    published = loaded.published()
    assert before == ["other-practice", "night-shelter"]
    assert list(published.practices) == ["other-practice"]
    assert [one.id for one in published.practices_with("places", "sampletown")] == ["other-practice"]


# ------------------------------------------------------------------------------------------------ index


def test_a_practice_is_listed_under_its_sub_themes_and_what_they_are_part_of(tmp_path: Path) -> None:
    """Once each, however many sub-themes share a parent."""
    loaded = load(tmp_path, themes=["housing/homelessness", "culture/heritage", "housing/social-housing"])
    assert loaded.terms_of(loaded.practices["night-shelter"], "themes") == (
        "housing/homelessness",
        "housing",
        "culture/heritage",
        "culture",
        "housing/social-housing",
    )


def test_practices_under_a_term_are_sorted_by_title_without_regard_to_capitals(tmp_path: Path) -> None:
    """A list reads in the order a reader expects; equal titles are ordered by id."""
    names = {"b": "a second title", "c": "An earlier title", "a": "An earlier title"}
    files: dict[str, Content] = {
        f"practices/housing/{id_}.yaml": a_practice(id=id_, title=title) for id_, title in names.items()
    }
    loaded = load(tmp_path, files)
    ids = [practice.id for practice in loaded.practices_with("themes", "housing")]
    assert ids == ["b", "a", "c", "other-practice", "night-shelter"]
    assert loaded.practices_with("themes", "nowhere") == []


@pytest.mark.parametrize("register", REGISTERS)
def test_the_index_counts_every_practice_where_it_belongs(register: str, real: Catalogue) -> None:
    """Each term lists exactly the practices that name it (or a part of it): nobody is lost, nobody counted twice."""
    ids = real.places if register == "places" else real.terms[register]
    listed = {(id_, one.id) for id_ in ids for one in real.practices_with(register, id_)}
    expected = {(id_, one.id) for one in real.practices.values() for id_ in real.terms_of(one, register)}
    assert listed == expected
    assert sum(len(real.practices_with(register, id_)) for id_ in ids) == len(expected)


def test_the_index_belongs_to_one_catalogue(tmp_path: Path) -> None:
    """A catalogue made from another one works its index out anew."""
    loaded = load(tmp_path)
    assert len(loaded.practices_with("themes", "housing")) == 2
    assert dataclasses.replace(loaded, practices={}).practices_with("themes", "housing") == []


# ------------------------------------------------------------------------------------------------ languages


def test_everything_that_can_be_translated_is_there_by_register(tmp_path: Path) -> None:
    """Records, shared sources, and the entries of every list."""
    loaded = load(tmp_path)
    assert set(loaded.written) == {"practices", "places", "sources", *KINDS}
    assert {name: list(loaded.written[name]) for name in ("practices", "places", "sources")} == {
        "practices": ["night-shelter", "other-practice"],
        "places": ["sampletown"],
        "sources": ["geonames"],
    }
    assert loaded.written["themes"] == loaded.terms["themes"]


def test_a_record_is_turned_into_a_language_and_the_rest_is_marked(tmp_path: Path) -> None:
    """Practices, places and terms, each as far as it is translated; the catalogue itself stays as it was."""
    loaded = load(tmp_path, {FRENCH: a_translation(), OF_KINDS: FRENCH_KINDS})
    turned = loaded.in_language("fr")
    assert (loaded.language, turned.language, loaded.problems) == ("", "fr", [])
    practice, other = turned.practices["night-shelter"], turned.practices["other-practice"]
    assert marked(practice.title) == "Abri de nuit qui mène au logement"
    assert marked(practice.summary) == (loaded.practices["night-shelter"].summary, "en", "ltr")
    assert marked(other.title) == ("Another practice of Sampletown", "en", "ltr")
    assert marked(turned.places["sampletown"].name) == ("Sampletown", "en", "ltr")
    assert marked(turned.terms["kinds"]["law-charter"].label) == "Loi"
    assert marked(turned.terms["kinds"]["programme"].label) == ("Programme or project", "en", "ltr")
    assert marked(loaded.practices["night-shelter"].title) == "Night shelter with a way into housing"


def test_a_record_in_its_own_language_is_itself(tmp_path: Path) -> None:
    """What is written in another one is translated into it, or marked, with the direction it is read in."""
    arabic = {"title": "مأوى ليلي يقود إلى السكن", "language": "ar"}
    loaded = load(tmp_path, {OTHER: a_practice(id="other-practice", **arabic)})
    turned = {language: loaded.in_language(language) for language in ("en", "ar")}
    assert turned["en"].practices["night-shelter"] is loaded.practices["night-shelter"]
    assert turned["ar"].practices["other-practice"] is loaded.practices["other-practice"]
    assert marked(turned["en"].practices["other-practice"].title) == ("مأوى ليلي يقود إلى السكن", "ar", "rtl")
    assert marked(turned["ar"].practices["night-shelter"].title)[1:] == ("en", "ltr")


def test_the_real_records_are_equal_in_their_own_language(real: Catalogue) -> None:
    """Nothing changes a text that is where it belongs, and all there is stays there in any language."""
    english, arabic = real.in_language("en"), real.in_language("ar")
    own = {id_: one for id_, one in real.practices.items() if one.language == "en"}
    assert {id_: english.practices[id_] for id_ in own} == own
    assert (english.places, english.shared_sources, english.terms) == (real.places, real.shared_sources, real.terms)
    assert {name: list(records) for name, records in arabic.written.items()} == {
        name: list(records) for name, records in real.written.items()
    }
    for register, records in real.written.items():
        for id_, record in records.items():
            written_in = real.source_language(register, id_)
            found = texts_of(arabic.written[register][id_])
            foreign = {steps for steps, text in found.items() if not isinstance(text, str)}
            state = real.state(register, id_, "ar")
            expected = {steps for steps in texts_of(record) if state and steps[0] in {*state.missing, *state.behind}}
            assert foreign <= expected, (register, id_)
            assert {text[1] for text in found.values() if not isinstance(text, str)} <= {written_in}


@pytest.mark.parametrize(("language", "expected"), [("ar", "rtl"), ("fr", "ltr"), ("nobody", "ltr")])
def test_a_language_has_a_direction(language: str, expected: str, tmp_path: Path) -> None:
    """One that the vocabulary does not know is taken for one from left to right."""
    assert load(tmp_path).direction(language) == expected


def test_a_record_tells_how_far_it_is_translated(tmp_path: Path) -> None:
    """Into its own language there is nothing to translate; where the source changed, the field is behind."""
    of = {"lead": "00000000"}
    loaded = load(tmp_path, {FRENCH: a_translation(lead="La ville", of=of), OF_KINDS: FRENCH_KINDS})
    missing = ("summary", "reach", "problem", "action", "results")
    assert loaded.state("practices", "night-shelter", "fr") == State(Head(by="human"), missing, ("lead",))
    assert loaded.state("practices", "night-shelter", "en") is None
    assert loaded.state("practices", "other-practice", "fr") == State(
        None, ("title", *missing[:1], "lead", *missing[1:]), ()
    )
    assert loaded.state("kinds", "law-charter", "fr") == State(Head(by="machine"), ("description",), ())
    assert loaded.state("kinds", "law-charter", "en") is None
    assert [loaded.source_language(*one) for one in (("practices", "night-shelter"), ("kinds", "law-charter"))] == [
        "en"
    ] * 2


def test_practices_are_listed_by_their_titles_in_the_language(tmp_path: Path) -> None:
    """A list in French is in French order."""
    loaded = load(
        tmp_path,
        {
            FRENCH: a_translation(title="À l’abri : un foyer de nuit"),
            OTHER: a_practice(id="other-practice", title="An early title of it"),
        },
    )
    before, after = (one.practices_with("themes", "housing") for one in (loaded, loaded.in_language("fr")))
    assert [one.id for one in before] == ["other-practice", "night-shelter"]
    assert [one.id for one in after] == ["night-shelter", "other-practice"]


def test_drafts_are_left_out_in_every_language(tmp_path: Path) -> None:
    """A translation does not release what its editors have not."""
    draft = {"state": "draft", "reviewed_on": "2026-01-31"}
    loaded = load(tmp_path, {FRENCH: a_translation()}, review=draft).published()
    assert list(loaded.in_language("fr").practices) == list(loaded.written["practices"]) == ["other-practice"]
