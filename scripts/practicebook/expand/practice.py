"""The page of a practice."""

from __future__ import annotations

from typing import Any

from practicebook.completeness import ASKED, missing
from practicebook.due import year_after
from practicebook.expand import address, commitments, searched
from practicebook.expand.cards import of_theme
from practicebook.expand.context import Context
from practicebook.expand.fit import fit
from practicebook.expand.linked import linked
from practicebook.expand.markup import prose
from practicebook.expand.related import related
from practicebook.expand.sheet import qr_code
from practicebook.expand.sources import RecordSources
from practicebook.expand.trail import trail
from practicebook.model import Practice
from practicebook.page import Page

STATEMENTS = ("obstacles", "did_not_work", "contradictions", "lessons", "adaptations")
# Registers of texts that a practice exemplifies, carries out or answers.
FRAMEWORK = ("criteria", "declarations", "recommendations", "un-recommendations")
# What a practice can be taken away as: name of the format → how its file ends.
FORMATS = {"BibTeX": ".bib", "RIS": ".ris", "CSL": ".csl.json", "JSON": ".json", "YAML": ".yaml"}
FACETS = {
    "theme": "themes",
    "right": "rights",
    "group": "groups",
    "sdg": "sdgs",
    "region": "regions",
    "country": "countries",
    "place": "places",
    "size": "sizes",
    "kind": "kinds",
    "stage": "stages",
    "evidence": "evidence",
    "period": "periods",
    "language": "languages",
}


def page(context: Context, practice: Practice) -> Page:
    """The page of one practice."""
    here = address.of("practices", practice.id)
    permanent = f"{context.site_url}{context.language}/{here}"
    lacking = missing(practice)
    sources = RecordSources(context.catalogue, practice, str(context.words["practice"]["source_aria"]))
    catalogue = context.catalogue
    return context.page(
        f"practices/{practice.id}.md",
        "practice.md.j2",
        _front(context, practice, here),
        practice=practice,
        place=catalogue.places[practice.place],
        country=catalogue.country(practice),
        evidence=catalogue.evidence(practice).id,
        statements=STATEMENTS,
        sources=sources,
        prose=lambda text: prose(text, sources.cite),
        quantity=context.quantity,
        years=years(context, practice),
        related=related(context, practice),
        permanent=permanent,
        qr=qr_code(permanent),
        fit=fit(context, practice),
        trail=trail(context, practice),
        framework=framework(context, practice),
        files=f"../{address.DATA}/practices/{practice.id}",
        formats=FORMATS,
        asked=len(ASKED),
        missing=lacking,
        missing_names=context.listed(
            [str(context.words["practice"]["completeness"]["names"][name]) for name in lacking]
        ),
        translated=context.original.state("practices", practice.id, context.language),
        source_language=practice.language,
        due_on=year_after(practice.review.reviewed_on),
    )


def framework(context: Context, practice: Practice) -> list[tuple[str, tuple[str, ...]]]:
    """What a practice exemplifies, carries out or answers, by register."""
    committed = tuple(one.id for one in commitments.naming(context, "practices", practice.id))
    named = [(register, context.catalogue.terms_of(practice, register)) for register in FRAMEWORK]
    return [(register, ids) for register, ids in [("commitments", committed), *named] if ids]


def _front(context: Context, practice: Practice, here: str) -> dict[str, Any]:
    lead = practice.themes[0]
    line = reversed(context.catalogue.with_ancestors("themes", lead))
    themes = [(context.label("themes", id_), address.of("themes", id_)) for id_ in line]
    return {
        "title": practice.title,
        "description": practice.summary,
        "kind": "practice",
        "crumbs": context.crumbs(here, (str(context.words["site"]["themes"]), "themes/"), *themes),
        "record": context.catalogue.origins["Practice", practice.id].document.path,
        "type": "Article",
        **of_theme(context.catalogue, lead),
        "linked": [{"name": name, "value": value} for name, value in linked(context, practice)],
        "searched": searched.practice(context, practice),
    }


def years(context: Context, practice: Practice) -> str:
    """“since 2019”, “2015–2019”, or nothing when no year is known."""
    period, words = practice.period, context.words["practice"]
    if period is None or not (period.since or period.until):
        return ""
    if period.since and period.until:
        return f"{period.since}–{period.until}"
    return str(words["since"] if period.since else words["until"]).format(year=period.since or period.until)
