"""Five invented practices, as somebody might propose them: none of them happened, and no source of theirs exists."""

from __future__ import annotations

from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]


def _source(id_: str, title: str, publisher: str, year: int, language: str = "en") -> Record:
    url = f"https://example.org/{id_}"
    return {"id": id_, "title": title, "publisher": publisher, "year": year, "url": url, "language": language}


# The place of the second is in no list; the third is in French and the fourth in Arabic; the fifth has all there is.
NEW_PLACE: Record = {"id": "sampletown", "name": "Sampletown", "kind": "city", "country": "uy"}

INVENTED: tuple[Record, ...] = (
    {
        "title": "Invented: a night bus for people who clean offices",
        "language": "en",
        "summary": (
            "An invented city runs a bus at four in the morning, so that cleaners can get to work safely and on time."
        ),
        "place": "graz",
        "themes": ["housing/homelessness"],
        "rights": ["right-housing"],
        "kind": "service",
        "stage": "running",
        "action": "The city started the bus after a survey among cleaners [@city-of-graz-2020].",
        "sources": [_source("city-of-graz-2020", "An invented report", "City of Graz", 2020)],
    },
    {
        "title": "Invented: \"yes\", no: a name with # and 'quotes'",
        "language": "en",
        "summary": (
            "An invented town keeps its library open at night. Colons: dashes - and {braces} stay what they are in it."
        ),
        "place": "sampletown",
        "themes": ["culture/heritage", "housing/homelessness"],
        "rights": ["right-housing"],
        "sdgs": ["1", "11"],
        "kind": "policy",
        "stage": "ended",
        "stage_note": {"text": "The lease of the building ran out.", "sources": ["no-2019"]},
        "period": {"since": 2015, "until": 2019},
        "lead": "12:30 office",
        "partners": ["no", "- a list?"],
        "action": "- one point, with 100 % [@no-2019]\n- another point: *with* emphasis\n\nA paragraph.",
        "sources": [_source("no-2019", "null", "No", 2019)],
    },
    {
        "title": "Inventé : un guichet pour les locataires expulsés",
        "language": "fr",
        "summary": (
            "Une ville inventée ouvre un guichet où les locataires menacés d’expulsion trouvent une avocate, une "
            "interprète et une aide d’urgence le même jour."
        ),
        "place": "graz",
        "themes": ["housing/evictions-tenure"],
        "rights": ["right-housing"],
        "groups": ["tenants"],
        "kind": "service",
        "stage": "pilot",
        "problem": "Les avis d’expulsion arrivaient trop tard pour être contestés [@ville-2021].",
        "action": "Le guichet a ouvert en 2021 dans la mairie [@ville-2021]. Il reçoit sans rendez-vous.",
        "results": [
            {
                "text": "Cent ménages ont gardé leur logement.",
                "figure": {"value": 100, "unit": "ménages", "year": 2022, "qualifier": "about"},
                "evidence": "stated",
                "sources": ["ville-2021"],
            }
        ],
        "sources": [_source("ville-2021", "Rapport inventé", "Ville", 2021, "fr")],
    },
    {
        "title": "مثال مخترع: مكتب لشكاوى السكان",
        "language": "ar",
        "summary": (
            "مدينة مخترعة تفتح مكتبا يستقبل شكاوى السكان من الخدمات البلدية "
            "ويجيب عنها خلال أسبوعين، وهو مثال لا وجود له في الواقع."
        ),
        "place": "graz",
        "themes": ["hr-governance/office-department"],
        "rights": ["right-participation"],
        "kind": "institution",
        "stage": "planned",
        "action": "قررت المدينة فتح المكتب بعد مشاورة مع السكان [@source-1].",
        "sources": [_source("source-1", "تقرير مخترع", "المدينة", 2024, "ar")],
    },
    {
        "title": "Invented: rent support that follows the person",
        "language": "en",
        "summary": (
            "An invented city pays a part of the rent to people "
            "who leave a shelter, wherever in the city they find a home."
        ),
        "place": "graz",
        "themes": ["housing/social-housing"],
        "rights": ["right-housing"],
        "groups": ["homeless"],
        "sdgs": ["11"],
        "kind": "programme",
        "stage": "running",
        "period": {"since": 2018},
        "lead": "Housing department",
        "partners": ["Tenants' union", "University"],
        "resources": {
            "budget": {
                "amount": 12500.5,
                "currency": "EUR",
                "year": 2020,
                "note": "A year.",
                "sources": ["court-2020"],
            },
            "staff": {"text": "Three people work on it.", "sources": ["court-2020"]},
        },
        "reach": {"text": "About 40 people a year.", "sources": ["court-2020"]},
        "action": "The city pays to the landlord [@court-2020].",
        "results": [
            {"text": "Most kept their home for a year.", "evidence": "documented", "sources": ["court-2020"]},
            {"text": "Landlords stayed in the scheme.", "evidence": "not-stated", "sources": ["court-2020"]},
        ],
        "obstacles": [{"text": "Rents rose faster than the support.", "sources": ["court-2020"]}],
        "did_not_work": [{"text": "The waiting list is long.", "sources": ["court-2020"]}],
        "contradictions": [{"text": "Two reports count differently.", "sources": ["court-2020"]}],
        "lessons": [{"text": "Pay the landlord directly.", "sources": ["court-2020"]}],
        "preconditions": [{"text": "A budget line of its own.", "sources": ["court-2020"]}],
        "adaptations": [{"text": "The share of the rent may differ.", "sources": ["court-2020"]}],
        "criteria": ["crit-07"],
        "sources": [_source("court-2020", "Invented audit", "Court", 2020)],
        "contact": {"office": "Housing department", "web": "https://example.org/housing", "peer_learning": True},
    },
)
