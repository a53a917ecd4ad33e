"""What lets a browser keep and install the site: its service worker, and a manifest in each language.

The worker itself is theme/assets/js/worker.js. A browser takes notice of another one only if sw.js differs, so that
names the state of all assets.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from practicebook.site.digests import digest
from practicebook.site.mkdocs import Tongue

# What any page may need, and the dossier; the parts of other tools are kept when they are used.
SHELL = (
    "css/*.css",
    "fonts/*.woff2",
    "img/*.svg",
    "js/*.js",
    "js/offline/*.js",
    "js/tools/*.js",
    "js/tools/dossier/*.js",
)
PAPER = "#faf8f3"
ICONS = (
    {"src": "../assets/img/mark.svg", "sizes": "any", "type": "image/svg+xml"},
    {"src": "../assets/img/icon-192.png", "sizes": "192x192", "type": "image/png"},
    {"src": "../assets/img/icon-512.png", "sizes": "512x512", "type": "image/png"},
    {"src": "../assets/img/icon-maskable-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
)


def files(
    assets: Mapping[str, bytes], tongues: Iterable[Tongue], withdrawn: Sequence[str] = ()
) -> Iterator[tuple[str, bytes]]:
    """The worker and the manifests of a site with these assets, contents by their paths.

    The worker names what was taken back, so that there is another one whenever that grows.
    """
    yield "sw.js", _worker(assets, withdrawn)
    for tongue in tongues:
        yield f"{tongue.code}/manifest.webmanifest", _manifest(tongue)


def _worker(assets: Mapping[str, bytes], withdrawn: Sequence[str]) -> bytes:
    shell = sorted(path for path in assets if any(PurePosixPath(path).match(f"assets/{one}") for one in SHELL))
    version = digest(*(part for path in sorted(assets) for part in (path, assets[path])))
    told = {"version": version[:16], "shell": shell, "withdrawn": list(withdrawn)}
    state = json.dumps(told, separators=(",", ":"))
    return f'self.practicebook={state};\nimportScripts("assets/js/worker.js");\n'.encode()


def _manifest(tongue: Tongue) -> bytes:
    site = tongue.words["site"]
    made = {
        "name": f"{site['name']}: {site['tagline']}",
        "short_name": site["name"],
        "lang": tongue.code,
        "dir": tongue.direction,
        "start_url": "./",
        "scope": "../",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": ICONS,
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode()
