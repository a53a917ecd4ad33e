"""Drafts of translations, to fill in and to bring up to date: `practicebook.drafting`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from practicebook import editorial, loading, source
from practicebook.catalogue import Catalogue
from practicebook.drafting import INTERFACE, Draft, Drafted, draft, of_list, of_record
from practicebook.editorial import Editorial
from practicebook.layout import Layout
from practicebook.manuscript import WIDTH, scalar
from practicebook.problem import Problem
from practicebook.record import Leaf
from practicebook.source import Document, Steps
from practicebook.translation import Head, Translated, Translation, digests, source_texts
from practicebook.translations import Reader, head_of, list_key
from practicebook.unseen import UNSEEN

from tests.builders import (
    FRENCH,
    PRACTICE,
    REPOSITORY,
    Content,
    a_knowledge_base,
    a_practice,
    a_translation,
    put,
)
from tests.conftest import Golden

ABOUT = "---\ntitle: About\ndescription: 'What it is: a book'\n---\n\nText.\n"
EN, FR, AR = (f"content/interface/{language}.yaml" for language in ("en", "fr", "ar"))
KINDS = "content/vocabulary/kinds.yaml"
LONG = "A copy of the report, since the original was not found: " + "it was read there. " * 5 + "Late."
SAID = {"text": "Staff stay.\nGuests leave.", "sources": ["annual-report"]}

ACTION = "La ville a ouvert un abri [@annual-report].\n\n- Il est ouvert toute l’année.\n"
KIND = "terms:\n  - {id: one, label: One, description: 'What it is: a kind.'}\n  - {id: two-b, label: Two}\n"
WORDS = """\
site: {name: Book, locale: en-GB}
yes: Yes
doors: {about/method: How}
counts: {practices: {one: "{count} practice", other: "{count} practices"}}
"""


def drafted(
    folder: Path,
    name: str,
    files: Mapping[str, Content] | None = None,
    language: str = "fr",
    by: str = "human",
    **changes: object,
) -> Drafted | None:
    """The draft of one translation in a small knowledge base."""
    return again(a_knowledge_base(folder, files, **changes), name, language, by)


def again(layout: Layout, name: str, language: str = "fr", by: str = "human") -> Drafted | None:
    """The draft of one translation in a knowledge base that is there."""
    return draft(layout, loading.load(layout), editorial.load(layout), name, language, by)


# ------------------------------------------------------------------------------------------------ a practice


def test_a_draft_has_a_place_for_every_text_below_its_source(tmp_path: Path, golden: Golden) -> None:
    """Texts alone, in the order and the shape of the record; what was translated is noted from the beginning."""
    sources = [
        {"id": "annual-report", "title": "Report", "note": LONG},
        {"id": "page", "title": "Page"},
        {"id": "true", "title": "Report", "note": "Late."},
    ]
    partners = ["The university of Sampletown", "yes"]
    made = drafted(tmp_path, "night-shelter", partners=partners, lessons=[SAID], sources=sources)
    assert made
    golden("drafts/new.fr.yaml", made.text)
    assert (made.file, made.left) == (tmp_path / FRENCH, 13)


@pytest.mark.parametrize("by", ["human", "machine"])
def test_a_new_draft_says_who_translates(by: str, tmp_path: Path) -> None:
    """Nobody has read it yet, whoever writes it."""
    made = drafted(tmp_path, "night-shelter", by=by)
    assert made
    assert made.text.partition("\n")[0] == f"translation: {{by: {by}, reviewed: false}}"


def test_a_draft_over_a_file_keeps_what_fits_and_empties_what_fell_behind(tmp_path: Path, golden: Golden) -> None:
    """The head stays as it is; earlier words are kept in sight as a comment, and so is what is to be translated."""
    begun = a_translation(
        translation={"by": "machine", "reviewed": True},
        lead="L’ancien service",
        reach={"text": "24"},
        action=ACTION,
        results=[{"text": "40 lits :\ntoute l’année."}],
        of={"lead": "00000000", "results": "00000000"},
    )
    made = drafted(tmp_path, "night-shelter", {FRENCH: begun})
    assert made
    golden("drafts/begun.fr.yaml", made.text)
    assert (made.file, made.left) == (tmp_path / FRENCH, 5)


def test_a_draft_over_a_file_without_digests_notes_them(tmp_path: Path) -> None:
    """That is how they come into a file that was written by hand, and nothing else of it is another."""
    undated = {name: part for name, part in a_translation().items() if name != "of"}
    found, expected = (
        drafted(tmp_path / name, "night-shelter", {FRENCH: one})
        for name, one in (("undated", undated), ("dated", a_translation()))
    )
    assert found
    assert expected
    assert found.text == expected.text


def test_a_practice_that_moved_takes_its_translations_to_its_shelf(tmp_path: Path) -> None:
    """A draft lies beside its record, wherever that is."""
    made = drafted(tmp_path, "night-shelter", {PRACTICE: None, "practices/culture/night-shelter.yaml": a_practice()})
    assert made
    assert made.file == tmp_path / "practices/culture/night-shelter.fr.yaml"


@pytest.mark.parametrize("name", ["nothing", "practices", "", "sampletown", "housing/night-shelter", "about"])
def test_there_is_no_draft_of_what_does_not_exist(name: str, tmp_path: Path) -> None:
    """Practices have files of their own, places and terms are translated list by list."""
    assert drafted(tmp_path, name) is None


# ------------------------------------------------------------------------------------------------ lists, words, pages


def test_a_list_is_drafted_entry_by_entry(tmp_path: Path) -> None:
    """By id, each entry with its own digests; what is translated stays at its entry."""
    french = "translation: {by: machine}\nterms:\n  - {id: two-b, of: {label: '4c9f4f13'}, label: Deux}\n"
    layout = a_knowledge_base(tmp_path, {KINDS: KIND})
    two = digests(loading.load(layout).terms["kinds"]["two-b"])["label"]
    put(tmp_path / KINDS.replace(".yaml", ".fr.yaml"), french.replace("4c9f4f13", two))
    made = again(layout, "kinds")
    assert made == Drafted(
        tmp_path / "content/vocabulary/kinds.fr.yaml",
        "translation: {by: machine, reviewed: false}\n"
        "terms:\n"
        "  - id: one\n"
        '    of: {label: "6e42e491", description: "f8726981"}\n'
        "    # One\n"
        '    label: ""\n'
        "    # What it is: a kind.\n"
        '    description: ""\n'
        "  - id: two-b\n"
        f'    of: {{label: "{two}"}}\n'
        "    label: Deux\n",
    )
    assert made.left == 2


def test_entries_without_a_text_are_left_out_and_a_list_of_them_is_empty(tmp_path: Path) -> None:
    """Such as a source without a note; the file is a list all the same."""
    layout = a_knowledge_base(tmp_path)
    made = again(layout, "sources")
    assert made == Drafted(
        tmp_path / "content/registers/sources.fr.yaml", "translation: {by: human, reviewed: false}\nsources: []\n"
    )
    put(made.file, made.text)
    assert (loading.load(layout).problems, made.left) == ([], 0)


def test_words_have_a_place_for_each_plural_form_of_the_language(tmp_path: Path) -> None:
    """By the rules of the language, before there is a file that says its locale, and after."""
    made = drafted(tmp_path, INTERFACE, {EN: WORDS, AR: None}, "ar", "machine")
    forms = ("practices", "practice", "practices", "practices", "practices", "practices")
    names = ("zero", "one", "two", "few", "many", "other")
    assert made == Drafted(
        tmp_path / AR,
        "translation: {by: machine, reviewed: false}\n"
        'of: {site: "81e8a8f0", yes: "6d2799a6", doors: "8c065019", counts: "c45d95e3"}\n'
        'site:\n  # Book\n  name: ""\n  # en-GB\n  locale: ""\n'
        '# Yes\n"yes": ""\n'
        'doors:\n  # How\n  about/method: ""\n'
        "counts:\n  practices:\n"
        + "".join(f'    # {{count}} {form}\n    {name}: ""\n' for name, form in zip(names, forms, strict=True)),
    )
    put(made.file, made.text)
    assert again(Layout(tmp_path), INTERFACE, "ar") == made


def test_words_that_fell_behind_are_kept(tmp_path: Path) -> None:
    """They are shown all the same: a word that is not quite right is better than one in another language."""
    french = 'translation: {by: human}\nof: {site: "00000000"}\nsite: {name: Livre}\n'
    made = drafted(tmp_path, INTERFACE, {EN: "site: {name: Book, home: Home}\n", FR: french})
    site = digests({"site": {"name": "Book", "home": "Home"}})["site"]
    assert made == Drafted(
        tmp_path / FR,
        "translation: {by: human, reviewed: false}\n"
        f'of: {{site: "{site}"}}\n'
        'site:\n  # Book\n  name: Livre\n  # Home\n  home: ""\n',
    )


def test_a_page_is_drafted_with_the_english_one_as_a_comment(tmp_path: Path) -> None:
    """Title and description empty; the digest tells when the English page changes."""
    made = drafted(tmp_path, "about/index", {"content/pages/en/about/index.md": ABOUT}, by="machine")
    assert made == Drafted(
        tmp_path / "content/pages/fr/about/index.md",
        '---\n# About\ntitle: ""\n# What it is: a book\ndescription: ""\n'
        'translation: {by: machine, reviewed: false}\nof: "5ad4ac66"\n---\n<!--\nText.\n-->\n',
    )
    assert made.left == 2


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: Un\ndescription: Deux", 'title: Un\ndescription: Deux\nof: "5ad4ac66"'),
        ("title: Un\nof: '00000000'\ndescription: Deux", "title: Un\nof: '00000000'\ndescription: Deux"),
    ],
)
def test_a_page_that_is_written_stays_and_gets_its_digest_once(front: str, expected: str, tmp_path: Path) -> None:
    """One that is there may be older than the English page: only its translator knows."""
    body = '\nTexte.\n\n---\n\n```yaml\ntitle: ""\n```\n'
    files = {"content/pages/en/about.md": ABOUT, "content/pages/fr/about.md": f"---\n{front}\n---\n{body}"}
    made = drafted(tmp_path, "about", files)
    assert made == Drafted(tmp_path / "content/pages/fr/about.md", f"---\n{expected}\n---\n{body}")
    assert made.left == 0


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('title: ""\n# A text\nlead: ""\n', 2),
        ('# Leave it empty: ""\ntitle: Leave it empty\n', 0),
        ('partners:\n  # One\n  - ""\n', 1),
        ('title: "A \\"\\""\n', 0),
    ],
)
def test_what_is_left_is_the_number_of_empty_texts(text: str, left: int) -> None:
    """Comments may show two quotes as well."""
    assert Drafted(Path("x.fr.yaml"), text).left == left


def test_in_a_page_only_its_head_is_counted() -> None:
    """Its body may show what an empty text looks like, and its head may end in one."""
    assert Drafted(Path("x.md"), '---\ntitle: Un\ndescription: ""\n---\n\n    title: ""\n').left == 1


# ------------------------------------------------------------------------------------------------ again and again


@pytest.mark.parametrize("name", ["night-shelter", "kinds", INTERFACE, "about"])
def test_the_second_draft_is_the_first(name: str, tmp_path: Path) -> None:
    """Byte for byte, whatever of it was filled in."""
    files: dict[str, Content] = {
        FRENCH: a_translation(action=ACTION),
        "content/pages/en/about.md": ABOUT,
        EN: WORDS,
        FR: "translation: {by: human}\n",
        "content/interface/es.yaml": None,
        AR: None,
    }
    layout = a_knowledge_base(tmp_path, files)
    for _ in range(2):
        made = again(layout, name)
        assert made
        put(made.file, made.text)
        assert again(layout, name) == made
        put(made.file, made.text.replace('""', "Traduit", 1))
    assert [problem.code for problem in (*loading.load(layout).problems, *editorial.load(layout).problems)] == []


def begun(record: Translated, every: int) -> Translation:
    """A translation of which one text in `every` is there; what the source says stands for other words."""
    texts = [(steps, *text) for number, (steps, text) in enumerate(source_texts(record).items()) if not number % every]
    given_ = {steps: Leaf(steps, text, kind, None) for steps, text, kind in texts}
    return Translation(
        "kinds", "x", "fr", Head(by="machine", reviewed=True), digests(record), given_, Document("", "", {})
    )


def texts_in(translation: Translation | None) -> dict[Steps, str]:
    """The texts of a translation by their steps in the record."""
    return {steps: leaf.text for steps, leaf in translation.given.items()} if translation else {}


def read(document: Document, record: Translated, steps: Steps = ()) -> Translation:
    """Read a draft back, or one entry of it; it has no problem, and notes what it translates."""
    problems: list[Problem] = []
    head = head_of(document)
    assert isinstance(head, Head)
    made = Reader(document, steps, record, problems).read("kinds", "x", "fr", head)
    assert (problems, made.of) == ([], digests(record))
    return made


def parsed(text: str) -> Document:
    """A draft as YAML."""
    return source.parse(text, "x.fr.yaml")


@cache
def real() -> tuple[Catalogue, Editorial]:
    """Load the real records and words."""
    return loading.load(Layout(REPOSITORY)), editorial.load(Layout(REPOSITORY))


# Not begun, whole, and with gaps.
EVERY = pytest.mark.parametrize("every", [None, 1, 2])


@EVERY
def test_a_draft_of_every_real_practice_reads_back_as_it_was_written(every: int | None) -> None:
    """Nothing is lost or out of place, and the second draft is the first."""
    for practice in real()[0].practices.values():
        before = begun(practice, every) if every else None
        text = of_record(Draft(practice, before), "machine")
        after = read(parsed(text), practice)
        assert texts_in(after) == texts_in(before)
        assert of_record(Draft(practice, after), "machine") == text


@EVERY
def test_a_draft_of_every_real_list_reads_back_as_it_was_written(every: int | None) -> None:
    """Every entry that has a text, in the order of the list."""
    for register, entries in real()[0].written.items():
        records = {id_: record for id_, record in entries.items() if register != "practices" and source_texts(record)}
        before = {id_: begun(record, every) if every else None for id_, record in records.items()}
        key = list_key(Layout(REPOSITORY), register)
        text = of_list(key, {id_: Draft(record, before[id_]) for id_, record in records.items()}, "machine")
        document = parsed(text)
        after = {id_: read(document, record, (key, number)) for number, (id_, record) in enumerate(records.items())}
        assert {id_: texts_in(one) for id_, one in after.items()} == {id_: texts_in(one) for id_, one in before.items()}
        assert of_list(key, {id_: Draft(record, after[id_]) for id_, record in records.items()}, "machine") == text


@EVERY
@pytest.mark.parametrize("language", ["ar", "fr", "pl", "tlh"])
def test_a_draft_of_the_real_words_reads_back_as_it_was_written(language: str, every: int | None) -> None:
    """In languages with six forms of a plural, and in one that nobody knows the forms of."""
    words = real()[1].expected(language)
    before = begun(words, every) if every else None
    text = of_record(Draft(words, before, keeps=True), "machine")
    after = read(parsed(text), words)
    assert texts_in(after) == texts_in(before)
    assert of_record(Draft(words, after, keeps=True), "machine") == text


# ------------------------------------------------------------------------------------------------ texts as YAML


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Abri de nuit", "Abri de nuit"),
        ("مأوى ليلي", "مأوى ليلي"),
        ("L’abri, (bien) chauffé; 24 h", "L’abri, (bien) chauffé; 24 h"),
        *[(text, f'"{text}"') for text in ("24", "24 lits", "yes", "Non: 3", "Abri :", "a #b", "- a", "[a]", "@x", "")],
        ('Un "abri"', r'"Un \"abri\""'),
        ("Un\u202fabri\u00a0", '"Un\u202fabri\u00a0"'),
        ("Un.\n\nDeux.\n", "|\n  Un.\n\n  Deux."),
        ("Un.\n  - Deux.", "|-\n  Un.\n    - Deux."),
        (" Un.\nDeux.", r'" Un.\nDeux."'),
        ("mot " * 40 + "fin", ">-\n  " + "mot " * 34 + "mot\n  " + "mot " * 5 + "fin"),
    ],
)
def test_a_text_is_written_so_that_it_reads_best(text: str, expected: str) -> None:
    """Plain where YAML takes it for text, else in quotes; long texts folded, paragraphs line by line."""
    assert scalar(text, 2) == f"{expected}\n"


TEXTS = st.text(st.characters(codec="utf-8"), max_size=60).filter(lambda text: not UNSEEN.search(text))
# Texts of what YAML means something by, some of them long enough to be folded.
SIGNS = r": # - ? | > &a *a ! % @ ` ' \" \ { } [ ] , --- ... << yes null ~ 12 1e3 é مأوى"
SPACES = ("\n", "\n\n", " ", "  ", "\t", "\u00a0", "\u00ad", ": ", " #", "- ", "word ", "word " * 30, "w" * WIDTH)
PIECES = st.lists(st.sampled_from([*SIGNS.split(), *SPACES]), max_size=12).map("".join)


@given(st.one_of(TEXTS, PIECES), st.sampled_from([2, 4, 6]))
@settings(deadline=None, max_examples=500)
@example("a #", 2)
@example("a\n", 2)
@example("\n", 2)
@example("a \nb", 2)
@example("a\n\n", 2)
@example("a\tb", 2)
@example(" a " + "word " * 40 + "end", 2)
def test_any_text_survives_being_written_and_read(text: str, indent: int) -> None:
    """As a field and as an item of a list, with a comment below it and another text after that."""
    margin = " " * (indent - 2)
    field = f"{margin}a: {scalar(text, indent)}{margin}# comment\n{margin}b: x\n"
    items = f"a:\n{margin}- {scalar(text, indent)}{margin}# comment\n{margin}- x\n"
    assert source.parse(field, "x.yaml").value == {"a": text, "b": "x"}
    assert source.parse(items, "x.yaml").value == {"a": [text, "x"]}


@given(st.one_of(TEXTS, PIECES))
@settings(deadline=None, max_examples=200)
def test_any_source_can_stand_above_its_place(text: str) -> None:
    """A comment cannot become anything else, whatever it holds."""
    words = {"site": {"name": text, "home": "Home"}}
    assert texts_in(read(parsed(of_record(Draft(words, None), "human")), words)) == {}


@given(st.one_of(TEXTS, PIECES))
@settings(deadline=None, max_examples=200)
def test_any_words_that_fell_behind_can_stand_there_as_well(text: str) -> None:
    """They are emptied, and what they were is in sight."""
    words, now = {"site": {"name": "Book"}}, {"site": {"name": "Volume"}}
    given_: dict[Steps, Leaf] = {("site", "name"): Leaf(("site", "name"), text, None, None)}
    before = replace(begun(words, 1), given=given_)
    made = of_record(Draft(now, before), "human")
    assert texts_in(read(parsed(made), now)) == {}
    assert "# BEFORE THE SOURCE CHANGED" in made or not text
