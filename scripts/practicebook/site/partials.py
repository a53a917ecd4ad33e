"""Partials: parts of the shell that many pages have alike, filled in once for all that they read.

A template that the shell includes and that reads nothing but `config`, `base_url` and named values of the page (such as
`page.meta.lang`) gives the same text whenever these are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import jinja2
from jinja2 import meta, nodes

_NAMES = {"config", "base_url", "page"}  # `config` is one for all pages of a shell
_MOST = 500  # texts of one partial; one that reads what each page has alone would otherwise fill the memory

Path: TypeAlias = tuple[str, ...]


def remember(templates: jinja2.Environment, name: str) -> None:
    """Have `templates` fill in the partial `name` once for all that it reads, if that can be told."""
    assert templates.loader  # noqa: S101 - whoever renders from files has one
    paths = _read_of_page(templates.parse(templates.loader.get_source(templates, name)[0]))
    if paths is not None:
        template = templates.get_template(name)
        template.root_render_func = _remembered(template.root_render_func, paths)


def _read_of_page(tree: nodes.Template) -> Sequence[Path] | None:
    """Which values of the page are read, as ("url",) or ("meta", "lang"); None if anything else is read."""
    if meta.find_undeclared_variables(tree) - _NAMES or any(True for _ in meta.find_referenced_templates(tree)):
        return None
    found = [path for path in map(_path, tree.find_all(nodes.Getattr)) if path]
    uses = sum(node.name == "page" for node in tree.find_all(nodes.Name))
    return sorted(set(found)) if len(found) == uses else None


def _path(node: nodes.Getattr) -> Path | None:
    match node:
        case nodes.Getattr(node=nodes.Getattr(node=nodes.Name(name="page"), attr="meta"), attr=name):
            return ("meta", name)
        case nodes.Getattr(node=nodes.Name(name="page"), attr=name) if name != "meta":
            return (name,)
    return None


def _remembered(
    render: Callable[[jinja2.runtime.Context], Iterator[str]], paths: Sequence[Path]
) -> Callable[[jinja2.runtime.Context], Iterator[str]]:
    known: dict[str, str] = {}

    def root(context: jinja2.runtime.Context) -> Iterator[str]:
        key = repr((context["base_url"], *(_value(context["page"], path) for path in paths)))
        text = known.get(key)
        if text is None:
            text = "".join(render(context))
            if len(known) < _MOST:
                known[key] = text
        yield text

    return root


def _value(page: Mapping[str, Any], path: Path) -> object:
    return page["meta"].get(path[1]) if len(path) > 1 else page[path[0]]
