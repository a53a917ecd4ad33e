"""The bill of materials: what a release was made with, for programs that know which versions are weak.

In the form of CycloneDX, made from the lock file and the list of parts. It holds no day and no chance, so that the same
files give the same bill.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from practicebook.parts import Part, Parts

SPECIFICATION = "1.6"
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


def bill(lock: str, parts: Parts, version: str) -> dict[str, Any]:
    """All that a lock file and the list of parts name, sorted."""
    components = [*_packages(lock), *map(_component, parts.parts)]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": SPECIFICATION,
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "practicebook",
                "name": "practicebook",
                "version": version,
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": sorted(components, key=lambda one: str(one["bom-ref"])),
    }


def as_json(found: dict[str, Any]) -> bytes:
    """The bill as a file."""
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def _packages(lock: str) -> Iterator[dict[str, Any]]:
    for name, version in _LOCKED.findall(lock):
        address = f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{version}"
        yield {"type": "library", "bom-ref": address, "name": name, "version": version, "purl": address}


def _component(part: Part) -> dict[str, Any]:
    """A part of the theme; of one that lies within another, the files are that one's."""
    made: dict[str, Any] = {
        "type": "library" if part.package or part.within else "file",
        "bom-ref": part.package or f"part:{part.id}",
        "name": part.name,
        "licenses": [_licence(part.licence)],
        "externalReferences": [{"type": "website", "url": part.source}],
    }
    if part.version:
        made["version"] = part.version
    if part.package:
        made["purl"] = part.package
    if part.files:
        made["components"] = [
            {"type": "file", "name": file.path, "hashes": [{"alg": "SHA-256", "content": file.sha256}]}
            for file in part.files
        ]
    return made


def _licence(name: str) -> dict[str, Any]:
    """By the id that SPDX has for it; what is in the public domain has none."""
    return {"license": {"name": name} if name == "public-domain" else {"id": name}}
