"""Words of the interface and pages written by hand: `practicebook.editorial`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from practicebook import editorial
from practicebook.editorial import FORMS, Editorial, HandPage
from practicebook.layout import Layout
from practicebook.translation import Head, State, digests

from tests.builders import Content, Record, findings, put

FRENCH = 'translation: {by: human}\nof: {site: "28d4de61"}\nsite: {name: Livre}\n'
SOUND = "---\ntitle: About\ndescription: 'What it is: a book'\n---\n\nText with --- in it.\n---\n"


def test_words_and_pages_are_read_by_language(tmp_path: Path) -> None:
    """One file a language names the languages; each has the pages of its folder, at any depth."""
    put(tmp_path / "content/interface/en.yaml", "site: {name: Book}\n")
    put(tmp_path / "content/interface/fr.yaml", FRENCH)
    put(tmp_path / "content/pages/en/about/index.md", SOUND)
    loaded = editorial.load(Layout(tmp_path))
    front = {"title": "About", "description": "What it is: a book"}
    page = HandPage("about/index.md", front, "\nText with --- in it.\n---\n")
    assert loaded.words == {"en": {"site": {"name": "Book"}}, "fr": {"site": {"name": "Livre"}}}
    assert loaded.pages == {"en": [page], "fr": [replace(page, state=State(None, ("text",), ()))]}
    assert loaded.problems == []


@pytest.mark.parametrize(
    "content",
    [
        "Text alone\n",
        "---\ntitle: About\n",
        "---\ntitle: About\n---\n",
        "---\ntitle: About\ndescription: 3\n---\n",
        "---\n- title\n---\n",
        "---\n---\n",
        "---\ntitle: a: b\ndescription: [\n---\n",
    ],
)
def test_a_page_that_does_not_say_what_it_is_is_a_problem(content: str | bytes, tmp_path: Path) -> None:
    """Whatever is wrong at its start, nothing is raised, and the page is told of."""
    put(tmp_path / "content/interface/en.yaml", "site: {name: Book}\n")
    put(tmp_path / "content/pages/en/about.md", content)
    loaded = editorial.load(Layout(tmp_path))
    assert findings(loaded.problems) == [("content/pages/en/about.md", 1, 1, "", "E101")]
    assert loaded.pages == {"en": []}


def test_a_page_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are not published as question marks; a folder is no page."""
    put(tmp_path / "content/interface/en.yaml", "site: {name: Book}\n")
    put(tmp_path / "content/pages/en/about.md", b"---\ntitle: \xff\xfe\n---\n")
    (tmp_path / "content/pages/en/folder.md").mkdir()
    problems = editorial.load(Layout(tmp_path)).problems
    assert findings(problems) == [
        ("content/pages/en/about.md", 2, 8, "", "E003"),
        ("content/pages/en/folder.md", 1, 1, "", "E001"),
    ]


def test_words_that_cannot_be_read_are_a_problem(tmp_path: Path) -> None:
    """The language is left out, and the file is told of like a record."""
    put(tmp_path / "content/interface/en.yaml", "a: 1\na: 2\n")
    loaded = editorial.load(Layout(tmp_path))
    assert findings(loaded.problems) == [("content/interface/en.yaml", 2, 1, "a", "E006")]
    assert (loaded.words, loaded.pages) == ({}, {})


# ------------------------------------------------------------------------------------------------ words

EN, FR = "content/interface/en.yaml", "content/interface/fr.yaml"
COUNTED = {"one": "{count} practice", "other": "{count} practices"}
ENGLISH: Record = {
    "site": {"name": "Book", "home": "Home", "locale": "en-GB"},
    "skip": "Skip",
    "counts": {"practices": COUNTED, "places": {"one": "a place", "other": "places"}},
}
COUNTS: Record = ENGLISH["counts"]
HEAD = "translation: {by: human}\n"
NOTED = f"{HEAD}of: {{}}\n"


def load(folder: Path, french: Content, pages: dict[str, Content] | None = None) -> Editorial:
    """Load English words, French ones, and pages."""
    for path, content in {EN: ENGLISH, FR: french, **(pages or {})}.items():
        put(folder / path, content)
    return editorial.load(Layout(folder))


@pytest.mark.parametrize(
    ("locale", "forms"),
    [
        ("ar", FORMS),
        ("fr", ("one", "many", "other")),
        ("pt-BR", ("one", "many", "other")),
        ("pl", ("one", "few", "many", "other")),
        ("ja", ("other",)),
        ("tlh", ("one", "other")),
        ("no language", ("one", "other")),
        (3, ("one", "other")),
        ("en-GB", ("one", "many", "other")),  # the English one, which stands in until French is filled in
    ],
)
def test_a_language_has_the_forms_of_a_plural_that_it_needs(locale: object, forms: tuple[str, ...]) -> None:
    """By its locale; for a form that English does not have, the source is what it says of many."""
    found = Editorial({"en": ENGLISH, "fr": {"site": {"locale": locale}}}).expected("fr")
    assert tuple(found["counts"]["practices"]) == forms
    assert found == {
        **ENGLISH,
        "counts": {name: {form: given.get(form, given["other"]) for form in forms} for name, given in COUNTS.items()},
    }


@pytest.mark.parametrize("site", [None, "Livre", 3, [], {}, {"locale": None}])
def test_a_language_that_does_not_say_its_locale_has_the_forms_of_its_name(site: object) -> None:
    """Until somebody fills it in, or mends what stands there."""
    found = Editorial({"en": ENGLISH, "ar": {"site": site}, "xx": {}})
    assert tuple(found.expected("ar")["counts"]["places"]) == FORMS
    assert tuple(found.expected("xx")["counts"]["places"]) == ("one", "other")
    assert Editorial().expected("ar") == {}


def test_the_english_word_stands_in_for_one_that_is_not_there(tmp_path: Path) -> None:
    """Each for itself, in every group; what is there is kept."""
    loaded = load(tmp_path, f"{HEAD}of: {{site: x}}\nsite: {{name: Livre, home: ''}}\nskip:\n")
    assert loaded.words["fr"] == {**ENGLISH, "site": {**ENGLISH["site"], "name": "Livre"}}
    assert (loaded.words["en"], loaded.problems) == (ENGLISH, [])


FRENCH_COUNT = {"one": "{count} pratique", "other": "{count} pratiques"}
ONLY_OTHER = {"one": "", "many": "", "other": "{count} pratiques"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (FRENCH_COUNT, FRENCH_COUNT),
        (ONLY_OTHER, ONLY_OTHER),
        ({"one": "", "many": "", "other": ""}, COUNTED),
        ({"one": "{count} pratique", "other": ""}, COUNTED),
        ({"one": "{count} pratique"}, COUNTED),
        ({}, COUNTED),
        (None, COUNTED),
    ],
)
def test_forms_of_a_plural_belong_together(given: object, expected: Record, tmp_path: Path) -> None:
    """No number stands beside nothing, and no count speaks two languages."""
    words = {"translation": {"by": "human"}, "of": {"counts": "x"}, "counts": {"practices": given}}
    loaded = load(tmp_path, words)
    assert (loaded.words["fr"]["counts"], loaded.problems) == ({**COUNTS, "practices": expected}, [])


def test_the_state_of_the_words_tells_what_they_lack(tmp_path: Path) -> None:
    """English lacks nothing; a word that fell behind is shown all the same."""
    of = f"of: {{site: '{digests(ENGLISH)['site']}', skip: '00000000'}}\n"
    head = "translation: {by: human, reviewed: true}\n"
    loaded = load(tmp_path, f"{head}{of}site: {{name: Livre, locale: fr}}\nskip: Passer\n")
    assert loaded.state("en") is None
    assert loaded.state("fr") == State(Head(by="human", reviewed=True), ("site", "counts"), ("skip",))
    assert loaded.state("ar") == State(None, ("site", "skip", "counts"), ())
    assert (loaded.words["fr"]["skip"], loaded.problems) == ("Passer", [])


@pytest.mark.parametrize(
    ("french", "expected"),
    [
        ("site: {name: Livre}\n", [(1, 1, "translation", "E101")]),
        ("translation: {by: robot}\nsite: {name: Livre}\n", [(1, 19, "translation.by", "E106")]),
        (f"{HEAD}site: {{name: Livre}}\n", [(1, 1, "of", "E505")]),
        (f"{NOTED}skip: 3\n", [(3, 7, "skip", "E503")]),
        (f"{NOTED}site: Livre\n", [(3, 7, "site", "E502"), (2, 5, "of", "E505")]),
        (f"{NOTED}site: {{nom: Livre}}\n", [(3, 13, "site.nom", "E502"), (2, 5, "of", "E505")]),
        (f"{NOTED}counts: {{places: {{two: x}}}}\n", [(3, 24, "counts.places.two", "E502"), (2, 5, "of", "E505")]),
        ("translation: {by: human\n", [(1, 14, "", "E005")]),
    ],
)
def test_words_that_do_not_fit_are_told_of(
    french: str, expected: list[tuple[int, int, str, str]], tmp_path: Path
) -> None:
    """At their place, as in any translation, and nothing is raised."""
    assert findings(load(tmp_path, french).problems) == [(FR, *one) for one in expected]


# ------------------------------------------------------------------------------------------------ pages

ABOUT = HandPage("about.md", {"title": "About", "description": "What it is"}, "\nText.\n")
ABOUT_TEXT = "---\ntitle: About\ndescription: What it is\n---\n\nText.\n"
READ = Head(by="human", reviewed=True)


def a_page(head: str = "", title: str = "À propos") -> str:
    """A page in French."""
    return f"---\ntitle: {title}\ndescription: Ce que c’est\n{head}---\nTexte.\n"


def french_page(folder: Path, text: str | None) -> HandPage:
    """The page that a French reader gets, where this is the French file."""
    loaded = load(folder, HEAD, {"content/pages/en/about.md": ABOUT_TEXT, "content/pages/fr/about.md": text})
    assert (loaded.problems, loaded.pages["en"]) == ([], [ABOUT])
    (page,) = loaded.pages["fr"]
    return page


@pytest.mark.parametrize("text", [None, a_page(title="''")])
def test_the_english_page_stands_in_for_one_that_is_not_there(text: str | None, tmp_path: Path) -> None:
    """Or that has no title yet; it knows that it is in English."""
    assert french_page(tmp_path, text) == replace(ABOUT, written_in="en", state=State(None, ("text",), ()))


@pytest.mark.parametrize(
    ("head", "state"),
    [
        (f"translation: {{by: machine}}\nof: {ABOUT.digest}\n", State(Head(by="machine"), (), ())),
        (f"translation: {{by: human, reviewed: true}}\nof: {ABOUT.digest}\n", State(READ, (), ())),
        ("translation: {by: human, reviewed: true}\nof: '00000000'\n", State(READ, (), ("text",))),
        ("", State(Head(by="human"), (), ("text",))),
    ],
)
def test_a_page_tells_who_translated_it_and_whether_it_is_behind(head: str, state: State, tmp_path: Path) -> None:
    """It is shown all the same; one that does not say which text it translates may be behind."""
    page = french_page(tmp_path, a_page(head))
    assert (page.front["title"], page.body, page.written_in, page.state) == ("À propos", "Texte.\n", "fr", state)


@pytest.mark.parametrize(("name", "text"), [("title", "On us"), ("description", "What"), ("body", "Text.")])
def test_a_page_changes_with_its_title_description_or_text(name: str, text: str) -> None:
    """Not with what else stands in its head."""
    changed = replace(ABOUT, body=text) if name == "body" else replace(ABOUT, front={**ABOUT.front, name: text})
    assert changed.digest != ABOUT.digest
    assert replace(ABOUT, front={**ABOUT.front, "order": 3}).digest == ABOUT.digest


def test_a_page_of_one_language_alone_is_no_translation(tmp_path: Path) -> None:
    """It belongs to that language; the pages of a language come in the order of their paths."""
    paths = ("en/b.md", "fr/c.md", "fr/a.md")
    loaded = load(tmp_path, HEAD, {f"content/pages/{path}": ABOUT_TEXT for path in paths})
    assert [(page.path, page.written_in, page.state) for page in loaded.pages["fr"]] == [
        ("a.md", "fr", None),
        ("b.md", "en", State(None, ("text",), ())),
        ("c.md", "fr", None),
    ]
    assert [page.path for page in loaded.pages["en"]] == ["b.md"]
