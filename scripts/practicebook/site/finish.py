"""Finishing: what belongs to the whole site and not to one page, composed around the rendered pages."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import quote
from xml.sax.saxutils import escape

import jinja2
from markupsafe import Markup

from practicebook import writing
from practicebook.layout import Layout
from practicebook.policy import META
from practicebook.problem import Problem
from practicebook.site import installable, offline, search
from practicebook.site.cards import card_files
from practicebook.site.content import Content
from practicebook.site.failure import BuildError, claimed_twice, failure, leading_out
from practicebook.site.listing import State, state_of
from practicebook.site.made import Made, files_store
from practicebook.site.mkdocs import Tongue, tongues
from practicebook.site.seal import Store
from practicebook.site.staging import MARK
from practicebook.site.tree import folders_of, lay

WHOLE = "whole"  # the folder, in the cache, of what belongs to the whole site


def finish(layout: Layout, content: Content, made: Made, site: Path, store: Store) -> dict[str, State]:
    """Make the folder `site` hold the whole site; tell what it holds. Raises BuildError if two things claim a path."""
    languages, whole = tongues(layout, content.languages), layout.cache / WHOLE
    assets = _assets(layout.theme / "assets")
    added = {**assets, **_written(layout, content, made, languages, assets)}
    if outside := [path for path in added if not writing.is_inside(path)]:
        raise BuildError(map(leading_out, outside))
    for path, text in added.items():
        writing.replace(whole / path, text)
    writing.remove_others(whole, added)
    files, index = files_store(layout), search.kept(layout)
    parts: list[dict[str, str]] = [
        {f"{one.language}/{one.page.html_path}": str(one.file) for one in made.pages},
        {path: f"{files}/{path}" for path in made.files},
        {path: f"{whole}/{path}" for path in added},
        {path: str(file) for path, file in card_files(layout, content.cards)},
        {f"{search.KEPT}/{path}": f"{index}/{path}" for path in writing.files(index)},
    ]
    _refuse_twins(parts)
    states = lay({path: file for part in parts for path, file in part.items()}, site, store.states())
    for tongue in languages if content.has_copies else ():
        path = offline.path_of(tongue.code)
        writing.write_atomically(site / path, offline.as_zip(offline.Copy(site, (tongue,))))
        states[path] = state_of(site / path)
    return states


def _written(
    layout: Layout, content: Content, made: Made, languages: Sequence[Tongue], assets: Mapping[str, bytes]
) -> dict[str, bytes]:
    """What is written for the site as a whole."""
    return {
        **dict(_site_files(content, made)),
        **dict(_outer_pages(layout, content, languages)),
        **dict(installable.files(assets, languages, content.withdrawn)),
    }


def _assets(folder: Path) -> dict[str, bytes]:
    """The files of the theme that pages ask for: copies, since an editor may change the theme's own in place."""
    names = (name for name in writing.files(folder) if not any(part.startswith(".") for part in name.split("/")))
    return {f"assets/{name}": (folder / name).read_bytes() for name in names}


def _site_files(content: Content, made: Made) -> Iterator[tuple[str, bytes]]:
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {content.site_url}sitemap.xml\n"
    yield "robots.txt", robots.encode()
    yield "sitemap.xml", _sitemap(content, made).encode()
    yield MARK, b""


def _sitemap(content: Content, made: Made) -> str:
    """List every page with its other languages; no dates, so that the same pages give the same file on every day."""
    languages: dict[str, list[str]] = {}
    for one in made.pages:
        languages.setdefault(one.page.address, []).append(one.language)
    entries = "".join(
        _entry(content, language, address, found) for address, found in sorted(languages.items()) for language in found
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{entries}</urlset>\n"
    )


def _entry(content: Content, language: str, address: str, languages: Sequence[str]) -> str:
    """One page of the site map, with the addresses at which it stands in other languages."""
    own, *others = (escape(f"{content.site_url}{quote(f'{one}/{address}')}") for one in (language, *languages))
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{other}"/>'
        for code, other in zip(languages, others, strict=True)
        if len(languages) > 1
    )
    return f"<url><loc>{own}</loc>{links}</url>\n"


def _outer_pages(layout: Layout, content: Content, languages: Sequence[Tongue]) -> Iterator[tuple[str, bytes]]:
    templates = _templates()
    try:
        yield (
            "index.html",
            _fill(templates, "index.html.j2", languages=languages, site_url=content.site_url, assets="assets"),
        )
        base = content.base_path
        yield "404.html", _fill(templates, "404.html.j2", languages=languages, base=base, assets=f"{base}assets")
        for old, new in sorted(content.redirects.items()):
            yield _redirect(templates, languages, content, old, new)
    except jinja2.UndefinedError as error:
        raise BuildError([_missing_word(layout, str(error))]) from error


def _missing_word(layout: Layout, reason: str) -> Problem:
    name = layout.interface.relative_to(layout.root).as_posix()
    hint = "Add it to the interface file of each language."
    return failure(name, "B107", f"A word of the interface is missing: {reason}.", hint)


def _redirect(
    templates: jinja2.Environment, languages: Sequence[Tongue], content: Content, old: str, new: str
) -> tuple[str, bytes]:
    source, target = old.strip("/"), new.strip("/")
    code = PurePosixPath(target).parts[0]
    text = _fill(
        templates,
        "moved.html.j2",
        languages=[next((one for one in languages if one.code == code), languages[0])],
        assets=f"{content.base_path}assets",
        target=f"{posixpath.relpath(quote(target), quote(source))}/",
        canonical=f"{content.site_url}{quote(target)}/",
    )
    return f"{source}/index.html", text


def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("practicebook", "templates/site"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _fill(templates: jinja2.Environment, name: str, **values: object) -> bytes:
    policy = Markup(META)  # noqa: S704 - ours
    return templates.get_template(name).render(values, policy=policy).encode()


def _refuse_twins(parts: Sequence[Mapping[str, str]]) -> None:
    """Raise BuildError where two things claim a path, or one the folder of another."""
    count = Counter(path for part in parts for path in part)
    folders = folders_of(count)
    if twins := [path for path, times in count.items() if times > 1 or path in folders]:
        raise BuildError(map(claimed_twice, twins))
