"""Commands for translators: `practicebook new --translation` and `practicebook status --translations`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from practicebook import editorial, loading
from practicebook.__main__ import main
from practicebook.commands.terminal import EXIT_PROBLEMS, EXIT_USAGE
from practicebook.drafting import draft
from practicebook.layout import Layout
from practicebook.progress import as_json, as_text, progress

from tests.builders import FRENCH, OTHER, PLACE, PRACTICE, Content, a_knowledge_base, a_practice, a_translation, put

ABOUT = "---\ntitle: About\ndescription: What it is\n---\n\nText.\n"
EN, FR = "content/interface/en.yaml", "content/interface/fr.yaml"
KINDS, KINDS_IN_FRENCH = "content/vocabulary/kinds.yaml", "content/vocabulary/kinds.fr.yaml"
DRAFT = {"state": "draft", "reviewed_on": "2026-01-31"}


def run(layout: Layout, *words: str) -> Result:
    """Run a command as a person would, with the folder named."""
    return CliRunner().invoke(main, ["--root", str(layout.root), *words])


def new(layout: Layout, name: str, language: str, *words: str) -> Result:
    """Draft a translation."""
    return run(layout, "new", "--translation", name, language, *words)


def files(layout: Layout) -> dict[str, bytes]:
    """Every file of a knowledge base."""
    return {str(file): file.read_bytes() for file in layout.root.rglob("*") if file.is_file()}


# ------------------------------------------------------------------------------------------------ new


@pytest.mark.parametrize(
    ("name", "language", "told"),
    [
        ("night-shelter", "fr", "practices/housing/night-shelter.fr.yaml: 8 texts to translate."),
        ("places", "ar", "content/registers/places.ar.yaml: 1 text to translate."),
        ("sources", "es", "content/registers/sources.es.yaml: complete."),
        ("about/index", "fr", "content/pages/fr/about/index.md: 2 texts to translate."),
    ],
)
def test_a_draft_is_written_and_told_of(name: str, language: str, told: str, tmp_path: Path) -> None:
    """Its path and what is left to do, in one line; nothing but the one file is written."""
    layout = a_knowledge_base(tmp_path, {"content/pages/en/about/index.md": ABOUT})
    before = files(layout)
    expected = draft(layout, loading.load(layout), editorial.load(layout), name, language, "human")
    done = new(layout, name, language)
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{told}\n", "")
    assert expected
    assert files(layout) == {**before, str(expected.file): expected.text.encode()}


def test_a_translation_that_is_there_is_brought_up_to_date(tmp_path: Path) -> None:
    """A second run changes nothing, and says again what is left."""
    layout = a_knowledge_base(tmp_path, {FRENCH: a_translation(lead="L’ancien service", of={"lead": "00000000"})})
    first = new(layout, "night-shelter", "fr", "--by", "machine")
    text = (tmp_path / FRENCH).read_text("utf-8")
    assert (first.exit_code, first.stdout) == (0, f"{FRENCH}: 7 texts to translate.\n")
    assert text.startswith("translation: {by: human, reviewed: false}\n")
    assert "title: Abri de nuit qui mène au logement\n" in text
    assert "# BEFORE THE SOURCE CHANGED: L’ancien service\n" in text


def test_digests_are_noted_in_a_file_that_has_none(tmp_path: Path) -> None:
    """That the file lacks them is no reason to refuse it: this command is how they come into it."""
    undated = {name: part for name, part in a_translation().items() if name != "of"}
    layout = a_knowledge_base(tmp_path, {FRENCH: undated})
    assert new(layout, "night-shelter", "fr").exit_code == 0
    assert loading.load(layout).problems == []


def test_a_language_begins_with_the_words_of_the_interface(tmp_path: Path) -> None:
    """After that, everything can be translated into it."""
    layout = a_knowledge_base(tmp_path)
    refused = new(layout, "night-shelter", "pl")
    assert (refused.exit_code, refused.stdout) == (EXIT_USAGE, "")
    assert refused.stderr == (
        "practicebook: there is no language “pl”. Begin with `practicebook new --translation interface pl`.\n"
    )
    words, practice = new(layout, "interface", "pl"), new(layout, "night-shelter", "pl")
    assert (words.exit_code, practice.exit_code) == (0, 0)
    assert practice.stdout == "practices/housing/night-shelter.pl.yaml: 8 texts to translate.\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nothing", "fr"), "there is no practice, list or page “nothing”, and it is not `interface`"),
        (("practices", "fr"), "there is no practice, list or page “practices”, and it is not `interface`"),
        (("night-shelter", "en"), "“night-shelter” is written in “en”, so there is nothing to translate"),
        (("spanish", "es"), "“spanish” is written in “es”, so there is nothing to translate"),
        (("kinds", "en"), "“kinds” is written in “en”, so there is nothing to translate"),
        (("interface", "en"), "“interface” is written in “en”, so there is nothing to translate"),
        (("about", "en"), "“about” is written in “en”, so there is nothing to translate"),
        (("night-shelter",), "requires 2 arguments"),
        (("night-shelter", "fr", "--by", "robot"), "'robot' is not one of 'human', 'machine'"),
        (("night-shelter", "fr", "more"), "say what to begin"),
    ],
)
def test_what_cannot_be_drafted_is_a_usage_error(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    """It is said what is wrong, and no file is touched."""
    spanish = a_practice(id="spanish", language="es")
    layout = a_knowledge_base(tmp_path, {"content/pages/en/about.md": ABOUT, "practices/housing/spanish.yaml": spanish})
    before = files(layout)
    done = run(layout, "new", "--translation", *words)
    assert (done.exit_code, done.stdout, files(layout)) == (EXIT_USAGE, "", before)
    assert told in done.stderr


def test_a_practice_in_another_language_is_translated_into_english(tmp_path: Path) -> None:
    """As into any language that it is not written in."""
    layout = a_knowledge_base(tmp_path, language="es")
    done = new(layout, "night-shelter", "en")
    assert (done.exit_code, done.stdout) == (0, "practices/housing/night-shelter.en.yaml: 8 texts to translate.\n")


def test_what_is_to_be_begun_must_be_said(tmp_path: Path) -> None:
    """Without a practice or a translation there is nothing to do."""
    layout = a_knowledge_base(tmp_path)
    for words in ((), ("night-refuge",)):
        done = run(layout, "new", *words)
        assert (done.exit_code, "a practice, as THEME/ID, or --translation" in done.stderr) == (EXIT_USAGE, True)


@pytest.mark.parametrize(
    ("name", "changed", "path", "code"),
    [
        # the file itself
        ("night-shelter", {FRENCH: "translation: {by: human}\ntitle: 'Abri\n"}, FRENCH, "E005"),
        ("night-shelter", {FRENCH: "title: Abri\n"}, FRENCH, "E101"),
        ("night-shelter", {FRENCH: a_translation(titel="Abri")}, FRENCH, "E502"),
        ("night-shelter", {FRENCH: a_translation(lead=24)}, FRENCH, "E503"),
        ("kinds", {KINDS_IN_FRENCH: "translation: {by: human}\n"}, KINDS_IN_FRENCH, "E103"),
        ("interface", {FR: "site: {name: Livre}\n"}, FR, "E101"),
        # what it is translated from
        ("interface", {EN: "site: {name: Book\n"}, EN, "E005"),
        ("places", {PLACE: "id: sampletown\n", OTHER: None, PRACTICE: None}, PLACE, "E101"),
        ("kinds", {KINDS: "terms: [{id: law}]\n"}, KINDS, "E101"),
    ],
)
def test_nothing_is_written_over_what_cannot_be_read(
    name: str, changed: dict[str, Content], path: str, code: str, tmp_path: Path
) -> None:
    """A translator's words are never lost because of a slip, here or in the source; the slip is told of."""
    layout = a_knowledge_base(tmp_path, {"content/pages/en/about.md": ABOUT, **changed})
    before = files(layout)
    done = new(layout, name, "fr")
    assert (done.exit_code, done.stdout, files(layout)) == (EXIT_PROBLEMS, "", before)
    first, problem, *_ = done.stderr.splitlines()
    assert first == "Nothing was written. Mend this first, so that no text is lost:"
    assert problem.startswith(f"{path}:")
    assert problem.endswith(f"[{code}]")


@pytest.mark.parametrize("name", ["night-shelter", "about.md"])
def test_a_slip_in_the_record_of_another_practice_does_not_hold_anybody_up(name: str, tmp_path: Path) -> None:
    """A draft of one's own that has only begun, for example. A page may be named as its file is."""
    layout = a_knowledge_base(tmp_path, {"content/pages/en/about.md": ABOUT, OTHER: "id: other-practice\n"})
    assert new(layout, name, "fr").exit_code == 0


def test_a_slip_in_another_translation_does_not_hold_anybody_up(tmp_path: Path) -> None:
    """Whoever works on one file can go on while another one is being mended."""
    layout = a_knowledge_base(tmp_path, {FRENCH: "title: Abri\n"})
    assert (new(layout, "other-practice", "fr").exit_code, new(layout, "kinds", "fr").exit_code) == (0, 0)


# ------------------------------------------------------------------------------------------------ status


def test_status_tells_how_far_each_language_is(tmp_path: Path) -> None:
    """As a table for people, and with every name for programs."""
    layout = a_knowledge_base(tmp_path, {FRENCH: a_translation()})
    found = progress(loading.load(layout), editorial.load(layout))
    assert found["fr"]["practices"].partly == ["night-shelter"]
    text, data = (run(layout, "status", "--translations", *words) for words in ((), ("--format", "json")))
    assert (text.exit_code, text.stdout, text.stderr) == (0, f"{as_text(found)}\n", "")
    assert (data.exit_code, data.stdout) == (0, f"{as_json(found)}\n")


def test_status_counts_what_is_published(tmp_path: Path) -> None:
    """A draft may still change, and nobody needs to translate it yet."""
    layout = a_knowledge_base(tmp_path, {FRENCH: a_translation()}, review=DRAFT)
    done = run(layout, "status", "--translations", "--format", "json")
    practices = json.loads(done.stdout)["fr"]["practices"]
    assert {state: names for state, names in practices.items() if names} == {"missing": ["other-practice"]}


@pytest.mark.parametrize("words", [("--format", "github"), ("--translation",), ("fr",)])
def test_status_refuses_what_it_does_not_know(words: tuple[str, ...], tmp_path: Path) -> None:
    """With the code for a wrong use."""
    assert run(a_knowledge_base(tmp_path), "status", "--translations", *words).exit_code == EXIT_USAGE


@pytest.mark.parametrize("words", [("new", "--translation", "kinds", "fr"), ("status", "--translations")])
def test_outside_a_knowledge_base_there_is_nothing_to_do(words: tuple[str, ...], tmp_path: Path) -> None:
    """It is said where to go."""
    done = run(Layout(tmp_path), *words)
    assert (done.exit_code, done.stdout) == (EXIT_USAGE, "")
    assert "no mkdocs.yml in " in done.stderr


def test_status_of_words_that_cannot_be_read_raises_nothing(tmp_path: Path) -> None:
    """Nothing is known of the language then, and of the others all that is."""
    layout = a_knowledge_base(tmp_path)
    put(tmp_path / FR, "translation: {by: human\n")
    done = run(layout, "status", "--translations", "--format", "json")
    assert (done.exit_code, "fr" in json.loads(done.stdout)) == (0, False)
