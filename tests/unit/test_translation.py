"""Texts of a record in another language, laid over the record: `practicebook.translation`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from practicebook import loading
from practicebook.layout import Layout
from practicebook.model import Practice
from practicebook.record import Leaf, TextKind
from practicebook.source import Document, Steps
from practicebook.translation import (
    DIGITS,
    PLAIN,
    Foreign,
    Head,
    State,
    Translated,
    Translation,
    digests,
    like,
    localised,
    sort_key,
    source_texts,
    state,
)

from tests.builders import REPOSITORY, Marked, Record, a_practice, marked, texts_of

MARKDOWN = TextKind(markdown=True)
HUMAN = Head(by="human")
NOTE = {"title": "A page", "note": "A copy; the original was not found."}
SAID = {"text": "It is said so.", "sources": ["annual-report"]}
english = partial(Foreign, language="en", direction="ltr")


def practice(**changes: object) -> Practice:
    """Make the night shelter, validated."""
    return Practice.model_validate(a_practice(**changes))


def full() -> Record:
    """A practice with texts in fields, groups, lists of texts, lists of groups and lists with ids."""
    return a_practice(
        partners=["The university of Sampletown", "The tenants' union"],
        resources={"staff": SAID, "budget": {"amount": 1, "currency": "EUR", "note": "For one year."}},
        lessons=[SAID, {**SAID, "text": "And so."}],
        sources=[{"id": "annual-report", **NOTE}, {"id": "web-page", **NOTE, "publisher": "Sampletown"}],
        review={"state": "published", "reviewed_on": "2026-01-31", "note": "Look at the budget."},
    )


def a_translation_of(source: Translated, texts: Mapping[Steps, str], **of: str) -> Translation:
    """Make a translation with these texts, made from this source; `of` replaces digests."""
    given_ = {steps: Leaf(steps, text, None, None) for steps, text in texts.items()}
    now = digests(source)
    noted = {str(steps[0]): now[str(steps[0])] for steps in texts if steps[0] in now}
    return Translation("practices", "night-shelter", "fr", HUMAN, {**noted, **of}, given_, Document("x", "", {}))


def whole(source: Translated) -> dict[Steps, str]:
    """Every text of a source in “another language”."""
    return {steps: f"Traduit : {text}" for steps, (text, _) in source_texts(source).items()}


# ------------------------------------------------------------------------------------------------ foreign texts


def test_a_foreign_text_is_its_characters_and_knows_its_language() -> None:
    """It can stand wherever a text can."""
    text = Foreign("Refugio", "es", "ltr")
    assert (text, text.upper(), len(text)) == ("Refugio", "REFUGIO", 7)
    assert marked(text) == ("Refugio", "es", "ltr")


def test_what_is_made_from_a_foreign_text_keeps_its_language() -> None:
    """`but` and `like` carry it on; what is made from a text of the page's language is one as well."""
    text = Foreign("مأوى", "ar", "rtl")
    assert marked(text.but("1. مأوى")) == marked(like(text, "1. مأوى")) == ("1. مأوى", "ar", "rtl")
    assert marked(like("Abri", "1. Abri")) == "1. Abri"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Zürich", "Évora", "abuja", "Eldoret"], ["abuja", "Eldoret", "Évora", "Zürich"]),
        (["ß", "st", "sa"], ["sa", "ß", "st"]),
        (["ﬁ", "fa"], ["fa", "ﬁ"]),
        (["يمن", "أنغولا", "بنن"], ["أنغولا", "بنن", "يمن"]),
    ],
)
def test_names_are_sorted_as_a_reader_expects(texts: list[str], expected: list[str]) -> None:
    """Neither capitals nor accents send a name to the end."""
    assert sorted(texts, key=sort_key) == expected


# ------------------------------------------------------------------------------------------------ what there is to say


def test_the_texts_of_a_practice_are_what_people_read_in_their_language() -> None:
    """No ids, dates or numbers, no titles of sources, no notes for editors; entries with an id are named by it."""
    assert {steps: kind for steps, (_, kind) in source_texts(Practice.model_validate(full())).items()} == {
        ("title",): PLAIN,
        ("summary",): PLAIN,
        ("lead",): PLAIN,
        ("partners", 0): PLAIN,
        ("partners", 1): PLAIN,
        ("resources", "budget", "note"): PLAIN,
        ("resources", "staff", "text"): PLAIN,
        ("reach", "text"): PLAIN,
        ("problem",): MARKDOWN,
        ("action",): MARKDOWN,
        ("results", 0, "text"): PLAIN,
        ("results", 0, "figure", "unit"): PLAIN,
        ("lessons", 0, "text"): PLAIN,
        ("lessons", 1, "text"): PLAIN,
        ("sources", "annual-report", "note"): PLAIN,
        ("sources", "web-page", "note"): PLAIN,
    }


def test_the_texts_of_the_interface_are_its_words() -> None:
    """At any depth; what is empty or no text is nothing to translate."""
    words = {"site": {"name": "Book", "empty": ""}, "counts": {"one": "{count} x", "other": "{count} y"}, "number": 3}
    assert source_texts(words) == {
        ("site", "name"): ("Book", PLAIN),
        ("counts", "one"): ("{count} x", PLAIN),
        ("counts", "other"): ("{count} y", PLAIN),
    }


def test_a_digest_stays_the_same_as_long_as_the_text_does() -> None:
    """These stand in every translation: another way to make them would make all of them look behind."""
    found = digests(practice())
    assert list(found) == ["title", "summary", "lead", "reach", "problem", "action", "results"]
    assert (found["title"], found["results"]) == ("c2b959a5", "ce174e76")
    assert {len(one) for one in found.values()} == {DIGITS}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"title": "Another title of the shelter"}, {"title"}),
        ({"action": full()["action"] + "\n"}, {"action"}),
        ({"partners": full()["partners"][::-1]}, {"partners"}),
        ({"partners": full()["partners"][:1]}, {"partners"}),
        ({"resources": {**full()["resources"], "staff": {**SAID, "text": "More."}}}, {"resources"}),
        ({"lessons": full()["lessons"][::-1]}, {"lessons"}),
        ({"lessons": [{**SAID, "sources": []}, *full()["lessons"][1:]]}, set()),
        ({"sources": [*full()["sources"], {"id": "more", "title": "More"}]}, set()),
        ({"sources": [{"id": "more", "title": "More"}, *full()["sources"]]}, set()),
        ({"sources": [{**one, "title": "Another"} for one in full()["sources"]]}, set()),
        ({"sources": [*full()["sources"], {"id": "more", **NOTE}]}, {"sources"}),
        ({"place": "othertown", "review": a_practice()["review"]}, set()),
    ],
)
def test_a_change_falls_on_the_field_it_is_made_in(changes: Record, fields: set[str]) -> None:
    """What is no text in the language of the record changes nothing, and order counts where places have no name."""
    before, after = (digests(Practice.model_validate(one)) for one in (full(), {**full(), **changes}))
    assert {name for name in before if before[name] != after[name]} == fields


# ------------------------------------------------------------------------------------------------ how far it is


def test_what_is_not_begun_lacks_everything() -> None:
    """Without a file, or with one that holds no text yet."""
    fields = tuple(digests(practice()))
    assert state(practice(), None) == State(None, fields, ())
    assert state(practice(), a_translation_of(practice(), {})) == State(None, fields, ())
    assert not state(practice(), None).is_begun


def test_a_field_lacks_something_until_each_of_its_texts_is_there() -> None:
    """Fields are told of once, in the order of the record."""
    source = practice()
    texts = whole(source)
    assert state(source, a_translation_of(source, texts)) == State(HUMAN, (), ())
    del texts["results", 0, "text"], texts["results", 0, "figure", "unit"], texts["lead",]
    assert state(source, a_translation_of(source, texts)) == State(HUMAN, ("lead", "results"), ())


def test_a_field_whose_source_changed_is_behind_and_not_missing() -> None:
    """Also if some of its texts are not there; a field without a digest cannot tell, and counts as up to date."""
    source = practice()
    made = a_translation_of(source, {("title",): "Abri", ("results", 0, "text"): "40 lits."}, results="00000000")
    assert state(source, made) == State(HUMAN, ("summary", "lead", "reach", "problem", "action"), ("results",))
    undated = Translation("practices", "x", "fr", HUMAN, {}, made.given, made.document)
    assert state(source, undated).behind == ()
    assert state(source, undated).is_begun


# ------------------------------------------------------------------------------------------------ laid over


def test_texts_are_laid_over_the_record_and_nothing_else_changes() -> None:
    """What is translated is a text of the page's language; what is not is marked with its own."""
    source = practice()
    made = a_translation_of(source, {("title",): "Abri de nuit", ("results", 0, "figure", "unit"): "lits"})
    result = localised(source, made, english)
    expected: dict[Steps, Marked] = {steps: marked(english(text)) for steps, (text, _) in source_texts(source).items()}
    expected["title",], expected["results", 0, "figure", "unit"] = "Abri de nuit", "lits"
    assert texts_of(result) == expected
    kept = source.model_copy(update={"title": result.title, "results": result.results})
    assert (type(result), result) == (Practice, kept)
    assert result.results[0].figure == source.results[0].figure.model_copy(update={"unit": "lits"})  # type: ignore[union-attr]
    assert marked(result.sources[0].title) == "Annual report"


def test_without_a_translation_every_text_is_foreign() -> None:
    """The record is the same, and each of its texts knows its language."""
    source = practice()
    result = localised(source, None, english)
    assert result == source
    assert texts_of(result) == {steps: marked(english(text)) for steps, (text, _) in source_texts(source).items()}


def test_an_empty_text_falls_back_to_the_source() -> None:
    """A translator may leave a text out, and nobody meets a gap."""
    source = practice()
    result = localised(source, a_translation_of(source, {("title",): "", ("lead",): "La ville"}), english)
    assert (marked(result.title), marked(result.lead or "")) == (marked(english(source.title)), "La ville")


def test_entries_with_an_id_are_aligned_by_it() -> None:
    """Sources may come, go and change places: each note stays with its source."""
    source = Practice.model_validate(full())
    notes: dict[Steps, str] = {
        ("sources", "web-page", "note"): "Page.",
        ("sources", "annual-report", "note"): "Rapport.",
    }
    more = [{"id": "more", "title": "More"}, *full()["sources"]]
    longer = Practice.model_validate({**full(), "sources": more})
    for record in (source, longer):
        result = localised(record, a_translation_of(source, notes), english)
        found = {one.id: one.note for one in result.sources if one.note}
        assert {id_: marked(note) for id_, note in found.items()} == {"annual-report": "Rapport.", "web-page": "Page."}


def test_a_text_without_an_id_is_not_shown_at_another_place() -> None:
    """Where two lessons change places, both are shown in their own language until somebody looks."""
    source = Practice.model_validate(full())
    turned = Practice.model_validate({**full(), "lessons": full()["lessons"][::-1]})
    result = localised(turned, a_translation_of(source, whole(source)), english)
    assert [marked(one.text) for one in result.lessons] == [marked(english(one.text)) for one in turned.lessons]
    assert marked(result.title) == "Traduit : Night shelter with a way into housing"


STEPS = sorted(source_texts(Practice.model_validate(full())), key=str)


@given(st.sets(st.sampled_from(STEPS)), st.sets(st.sampled_from(STEPS)))
@settings(deadline=None, max_examples=80)
def test_no_translation_outlives_its_source(changed: set[Steps], absent: set[Steps]) -> None:
    """Whatever changes: a text is shown in translation if, and only if, it is there and its field is as it was."""
    before = Practice.model_validate(full())
    made = a_translation_of(before, {steps: text for steps, text in whole(before).items() if steps not in absent})
    after = before.model_validate(rewritten(full(), changed))
    fields = {steps[0] for steps in changed}
    expected: dict[Steps, Marked] = {}
    for steps, (text, _) in source_texts(after).items():
        is_shown = steps in made.given and steps[0] not in fields
        expected[steps] = f"Traduit : {text}" if is_shown else (text, "en", "ltr")
    assert texts_of(localised(after, made, english)) == expected


def rewritten(value: Any, changed: set[Steps], here: Steps = ()) -> Any:  # noqa: ANN401 - a value of any kind
    """A record with the texts at these steps changed."""
    if isinstance(value, dict):
        return {name: rewritten(part, changed, (*here, name)) for name, part in value.items()}
    if isinstance(value, list):
        named = (one.get("id", number) if isinstance(one, dict) else number for number, one in enumerate(value))
        return [rewritten(one, changed, (*here, step)) for step, one in zip(named, value, strict=True)]
    return f"{value} Changed." if here in changed else value


# ------------------------------------------------------------------------------------------------ real records


@cache
def real() -> list[BaseModel]:
    """Every record, term, entry and shared source."""
    return [record for records in loading.load(Layout(REPOSITORY)).written.values() for record in records.values()]


def test_every_real_record_stays_itself_without_a_translation() -> None:
    """Nothing is lost or turned into another kind of value on the way, whatever its fields hold."""
    for record in real():
        result = localised(record, None, english)
        assert (type(result), result.model_dump()) == (type(record), record.model_dump())
        assert {type(one) for one, _ in source_texts(result).values()} <= {Foreign}


def test_every_text_of_every_real_record_can_be_translated() -> None:
    """A whole translation reaches each text, in every list and group that a model has."""
    for record in real():
        made = a_translation_of(record, whole(record))
        result = localised(record, made, english)
        assert texts_of(result) == whole(record)
        assert state(record, made) == State(HUMAN if made.given else None, (), ())
