"""The shell: what the theme puts around the content of a page, filled in here as MkDocs would fill it.

It hands the theme only what our own theme asks for. A theme, a configuration or a page that asks for more is left to
MkDocs, which has it all; so this is quicker and never another result.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import quote, urljoin

import jinja2
import yaml
from jinja2 import meta

from practicebook.page import Page
from practicebook.site.partials import remember

_FRONT = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_NAMES = {"page", "config", "base_url"}
# Settings of mkdocs.yml that are heeded here, or change nothing of a page; MkDocs tells of those that do not exist.
_SETTINGS = {
    *("site_name", "site_url", "repo_url", "edit_uri", "docs_dir", "site_dir", "theme", "nav", "validation"),
    *("extra", "markdown_extensions", "plugins", "use_directory_urls"),
}


class BeyondError(Exception):
    """Something is asked for that only MkDocs can give."""


class _Given(dict[str, Any]):
    """What a template may read; a name that is not here is refused, since MkDocs might have it."""

    def __missing__(self, name: str) -> NoReturn:
        raise BeyondError(name)


class Shell:
    """The templates of a theme with the configuration of one language; raises BeyondError where they ask for more."""

    def __init__(self, templates: jinja2.Environment, configuration: Mapping[str, Any]) -> None:
        if set(configuration) - _SETTINGS or configuration.get("plugins") != []:
            raise BeyondError("a setting")
        try:
            self._refuse_other_names(templates, "main.html")
            self._template = templates.get_template("main.html")
        except jinja2.TemplateError as error:  # MkDocs tells what is wrong with it
            raise BeyondError(str(error)) from error
        self._site_url = str(configuration["site_url"])
        names = ("extra", "repo_url", "site_name", "site_url")
        self._config = _Given({name: configuration[name] for name in names if name in configuration})

    def _refuse_other_names(
        self, templates: jinja2.Environment, name: str, known: frozenset[str] = frozenset()
    ) -> None:
        assert templates.loader  # noqa: S101 - `templates_of` gives one
        tree = templates.parse(templates.loader.get_source(templates, name)[0])
        known |= {node.name for node in tree.find_all(jinja2.nodes.Name) if node.ctx == "store"}
        if beyond := meta.find_undeclared_variables(tree) - known - _NAMES:
            raise BeyondError(", ".join(sorted(beyond)))
        for inner in meta.find_referenced_templates(tree):
            if inner is None:
                raise BeyondError("a template with a computed name")
            self._refuse_other_names(templates, inner, known)
            remember(templates, inner)

    def around(self, page: Page, front: Mapping[str, Any], content: str) -> bytes:
        """The whole HTML of a page."""
        if "template" in front:
            raise BeyondError("template")
        url = quote(page.address) or "./"
        shown = _Given(meta=front, content=content, url=url, canonical_url=urljoin(self._site_url, url))
        base = "/".join([".."] * page.address.count("/")) or "."
        return self._template.render(page=shown, config=self._config, base_url=base).encode()


def split(text: str) -> tuple[dict[str, Any], str]:
    """The front matter of a page and the rest, as MkDocs reads them; raises BeyondError if there is none."""
    found = _FRONT.match(text)
    if not found:
        raise BeyondError("front matter")
    try:
        front = json.loads("{" + ",".join(found[1].splitlines()) + "}")  # as our pages have it
    except ValueError:
        front = _yaml(found[1])
    return front, text[found.end() :].lstrip("\n")


def _yaml(text: str) -> dict[str, Any]:
    try:
        front = yaml.load(text, yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise BeyondError("front matter") from error
    if not isinstance(front, dict):
        raise BeyondError("front matter")
    return front
