"""What describes the data to programs: JSON Schemas, an OpenAPI document, a Frictionless package, a DCAT catalogue."""

from __future__ import annotations

from typing import Any

from practicebook.expand.address import DATA, VERSION
from practicebook.generated import SCHEMAS, schema
from practicebook.publish import geography, tables, workbook
from practicebook.publish.base import DESCRIBED, Base, as_json

TRANSLATION = {
    "type": "object",
    "description": "The texts in another language, by JSON pointer.",
    "required": ["language", "by", "reviewed", "texts"],
    "properties": {
        "language": {"type": "string"},
        "by": {"enum": ["machine", "human"]},
        "reviewed": {"type": "boolean", "description": "Whether a person who speaks the language has read it."},
        "texts": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}
ADDED = {
    "url": {"type": "string", "format": "uri", "description": "The permanent address of its page."},
    "translations": {"type": "array", "items": TRANSLATION},
}
# Media type → the files that have it.
FORMATS = {
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}


def files(base: Base) -> dict[str, bytes]:
    """All descriptions."""
    schemas = {f"{DATA}/{name}.schema.json": as_json(record_schema(base, name)) for name in SCHEMAS}
    return {
        **schemas,
        f"{DATA}/openapi.json": as_json(openapi(base)),
        f"{DATA}/datapackage.json": as_json(datapackage(base)),
        f"{DATA}/catalogue.jsonld": as_json(dcat(base)),
    }


def record_schema(base: Base, name: str) -> dict[str, Any]:
    """The schema of a record as it is published: that of its file, with what publishing adds and takes away."""
    made = schema(SCHEMAS[name], base.catalogue)
    made["$id"] = base.url(f"{DATA}/{name}.schema.json")
    made["properties"] |= ADDED
    made["required"] = [*made.get("required", []), *ADDED]
    made.get("$defs", {}).get("Review", {}).get("properties", {}).pop("note", None)
    return made


def openapi(base: Base) -> dict[str, Any]:
    """The files as a read-only interface (OpenAPI 3.1)."""
    paths = {f"/{name}.json": _get(name, _records(name)) for name in ["index", "practices", *base.registers]}
    single = _get("practice", {"$ref": "practice.schema.json"})
    single["parameters"] = [
        {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z0-9-]+$"}}
    ]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": base.name,
            "description": base.description,
            "version": VERSION,
            "license": {"name": base.terms.id, "url": base.terms.url},
        },
        "servers": [{"url": base.url(DATA)}],
        "paths": {**paths, "/practices/{id}.json": single},
    }


def _get(name: str, answer: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": answer}}
    return {
        "get": {
            "operationId": f"get_{name.replace('-', '_')}",
            "summary": name,
            "responses": {"200": {"description": name, "content": content}},
        }
    }


def _records(name: str) -> dict[str, Any]:
    """The envelope of a list; some registers have a schema of their own."""
    single = DESCRIBED.get(name)
    items = {"$ref": f"{single}.schema.json"} if single else {"type": "object"}
    if name == "index":
        return {"type": "object", "properties": {"registers": {"type": "object"}}}
    return {"type": "object", "properties": {"records": {"type": "array", "items": items}}}


def datapackage(base: Base) -> dict[str, Any]:
    """The tables as a Frictionless data package."""
    return {
        "profile": "tabular-data-package",
        "name": "practicebook",
        "title": base.name,
        "description": base.description,
        "homepage": base.site_url,
        "version": VERSION,
        "created": f"{base.updated_on.isoformat()}T00:00:00Z",
        "licenses": [{"name": base.terms.id, "path": base.terms.url}],
        "resources": [_resource(table) for table in tables.TABLES],
    }


def _resource(table: tables.Table) -> dict[str, Any]:
    fields = [{"name": one.name, "type": one.type, "description": one.description} for one in table.columns]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": FORMATS["csv"],
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def dcat(base: Base) -> dict[str, Any]:
    """A catalogue with one dataset and its distributions (DCAT-AP, as JSON-LD)."""
    paths = [f"{DATA}/index.json", geography.FILE, workbook.FILE]
    paths += [f"{DATA}/{table.name}.csv" for table in tables.TABLES]
    publisher = {"@type": "foaf:Agent", "foaf:name": base.licence["attribution"]}
    modified = {"@type": "xsd:date", "@value": base.updated_on.isoformat()}
    dataset = {
        "@id": base.url("data/#dataset"),
        "@type": "dcat:Dataset",
        **_described(base),
        "dct:publisher": publisher,
        "dct:license": {"@id": base.terms.url},
        "dct:modified": modified,
        "dcat:landingPage": {"@id": base.url(f"{base.language}/data/")},
        "dcat:distribution": [_distribution(base, path) for path in paths],
    }
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": base.url("data/#catalogue"),
        "@type": "dcat:Catalog",
        **_described(base),
        "dct:publisher": publisher,
        "foaf:homepage": {"@id": base.site_url},
        "dcat:dataset": dataset,
    }


def _described(base: Base) -> dict[str, Any]:
    return {
        "dct:title": {"@value": base.name, "@language": base.language},
        "dct:description": {"@value": base.description, "@language": base.language},
    }


def _distribution(base: Base, path: str) -> dict[str, Any]:
    kind = FORMATS[path.rpartition(".")[2]]
    return {
        "@id": base.url(path),
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": base.url(path)},
        "dcat:downloadURL": {"@id": base.url(path)},
        "dct:license": {"@id": base.terms.url},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{kind}"},
    }
