"""Rules: what the model cannot see, one family a file.

A rule is a pure function from a record and the catalogue to findings; `check` gives each finding its place.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial

from practicebook.catalogue import Catalogue
from practicebook.holdings import Origin
from practicebook.model import Place, Practice
from practicebook.partial import readable
from practicebook.problem import Problem
from practicebook.record import let_go
from practicebook.rules import (
    commitments,
    evidence,
    harm,
    identity,
    reading,
    references,
    safety,
    shape,
    tables,
    translations,
)
from practicebook.rules.checked import Checked, Subject
from practicebook.rules.registry import RULES, Finding, Rule, Subjects, declare
from practicebook.source import Document, field_name
from practicebook.translation import Translation
from practicebook.validation import validate
from practicebook.vocabulary import Term

__all__ = ["FAMILIES", "RULES", "Checked", "Rule", "check", "check_draft"]

FAMILIES = (reading, shape, identity, references, evidence, safety, harm, translations, tables, commitments)

declare(
    "E218",
    "What was taken back stays so",
    why="A practice that was withdrawn must not come back by mistake, from an old copy or a proposal.",
    good="id: night-shelter",
    bad="# a record whose id is in content/registers/withdrawn.yaml",
    whole=True,
)
declare(
    "E214",
    "No published id is lost",
    why="Other sites link to our pages, and other records name them. An id may move to `former_ids`, but never vanish.",
    good="former_ids: [shelter-at-night]",
    bad="# a record that was published is deleted",
    whole=True,
)


def check(catalogue: Catalogue, checked: Checked | None = None) -> list[Problem]:
    """Every problem of the knowledge base, those found while loading included, sorted by place.

    `checked` is asked what is known of practices, and told what was found.
    """
    found, checked = set(_of_files(catalogue)), checked or Checked()
    checked.begin(catalogue)
    found.update(checked.problems([*_lists(catalogue), *_subjects(catalogue)]))
    if not catalogue.problems:  # a record that could not be read would count as lost as well
        found.update(_lost_ids(catalogue))
    return sorted(found)


def check_read(catalogue: Catalogue) -> list[Problem]:
    """Every problem of the practices that were read, and of their translations, in a catalogue that knows of others."""
    return [*_of_files(catalogue), *(problem for subject in _subjects(catalogue) for problem in subject.find())]


def _subjects(catalogue: Catalogue) -> list[Subject]:
    return [*_practices(catalogue), *_translations_of_practices(catalogue)]


def _of_files(catalogue: Catalogue) -> Iterator[Problem]:
    """What was found while files were read, what rules find in those with errors, and practices that came back."""
    yield from catalogue.problems
    for part, origin in catalogue.partial:
        yield from _check_part(part, catalogue, origin)
    yield from _come_back(catalogue)


def _read(catalogue: Catalogue) -> Iterator[Practice]:
    """The practices of which more is known than who they are."""
    return (one for one in catalogue.practices.values() if isinstance(one, Practice))


def _practices(catalogue: Catalogue) -> Iterator[Subject]:
    for practice in _read(catalogue):
        origin = catalogue.origins["Practice", practice.id]
        yield Subject([origin], partial(_check_fully, practice, catalogue, origin))


def _translations_of_practices(catalogue: Catalogue) -> Iterator[Subject]:
    """What they translate counts as part of them."""
    for translation in catalogue.translations.values():
        if translation.register == "practices":
            origin = Origin(translation.document, translation.steps)
            of = catalogue.origins["Practice", translation.id]
            yield Subject([origin, of], partial(_check_fully, translation, catalogue, origin))


def _lists(catalogue: Catalogue) -> Iterator[Subject]:
    """All places and terms, which all rules look at; and the translations of each list."""
    yield Subject([], partial(_check_each, [*_places_and_terms(catalogue)], catalogue))
    translated: dict[str, list[tuple[Translation, Origin]]] = defaultdict(list)
    for one in catalogue.translations.values():
        if one.register != "practices":
            translated[one.document.path].append((one, Origin(one.document, one.steps)))
    for each in translated.values():
        yield Subject([Origin(each[0][0].document)], partial(_check_each, each, catalogue))


def _check_each(each: Iterable[tuple[Subjects, Origin]], catalogue: Catalogue) -> list[Problem]:
    return [problem for what, origin in each for problem in _check_fully(what, catalogue, origin)]


def _check_fully(what: Subjects, catalogue: Catalogue, origin: Origin) -> list[Problem]:
    found = list(_check(what, catalogue, origin))
    let_go(what)
    return found


def check_draft(catalogue: Catalogue, document: Document, unasked: Iterable[str] = ()) -> list[Problem]:
    """Every problem of a practice that is being written; of the fields that are still to come none is told."""
    known, origin, part = catalogue.draft(), Origin(document), readable(Practice, document.value)
    known.origins["Practice", getattr(part, "id", "")] = origin
    for name in unasked:
        part.__dict__.pop(name, None)
    found = validate(Practice, document)
    problems = found if isinstance(found, list) else []
    return sorted({*problems, *_check_part(part, known, origin)})


def _places_and_terms(catalogue: Catalogue) -> Iterator[tuple[Place | Term, Origin]]:
    yield from ((place, catalogue.origins["Place", id_]) for id_, place in catalogue.places.items())
    for register, terms in catalogue.terms.items():
        yield from ((term, catalogue.origins[register, id_]) for id_, term in terms.items())


def _check(what: Subjects, catalogue: Catalogue, origin: Origin) -> Iterator[Problem]:
    for rule in RULES.values():
        if rule.find and rule.asks(what):
            for finding in rule.find(what, catalogue):
                yield _problem(rule, finding, origin)


def _check_part(part: Practice | Place, catalogue: Catalogue, origin: Origin) -> Iterator[Problem]:
    """What rules find in the fields that can be read; of a rule that needs others, what it found before it met one."""
    for rule in RULES.values():
        if rule.find and rule.asks(part) and rule.subject != "sound practice":
            with suppress(AttributeError, LookupError):  # the field, or its first entry, is not there: see `partial`
                yield from (_problem(rule, finding, origin) for finding in rule.find(part, catalogue))


def _problem(rule: Rule, finding: Finding, origin: Origin) -> Problem:
    document, steps = origin.document, (*origin.steps, *finding.steps)
    mark = document.mark_of(steps, finding.excerpt) if finding.excerpt else document.mark(steps, key=finding.key)
    name = field_name(finding.steps)
    return Problem(document.path, mark.line, mark.column, name, rule.code, rule.level, finding.message, finding.hint)


def _come_back(catalogue: Catalogue) -> Iterator[Problem]:
    for practice in _read(catalogue):
        for id_ in (practice.id, *practice.former_ids):
            if id_ in catalogue.withdrawn:
                document = catalogue.origins["Practice", practice.id].document
                mark, message = document.mark(("id",)), f"“{id_}” was withdrawn"
                hint = "Leave it out; an editor who decides otherwise takes it off content/registers/withdrawn.yaml."
                yield Problem(document.path, mark.line, mark.column, "id", "E218", "error", message, hint)


def _lost_ids(catalogue: Catalogue) -> Iterator[Problem]:
    known = {*catalogue.practices, *catalogue.places, *catalogue.withdrawn}
    for record in catalogue.records:
        known.update(record.former_ids)
    for number, id_ in enumerate(catalogue.published_ids, start=1):
        if id_ not in known:
            hint = "Bring the record back, list the id in `former_ids` of the record that replaces it, or withdraw it."
            path = "content/registers/published-ids.txt"
            yield Problem(path, number, 1, "", "E214", "error", f"“{id_}” was published and is gone", hint)
