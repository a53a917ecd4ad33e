"""Pages of the tools that run in the browser: each is words, a place for its script, and what to do without one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from practicebook.expand import address
from practicebook.expand.context import Context
from practicebook.page import Page, Searched

# Tool → address of its page; its words, its style sheet and its script are called like the tool.
TOOLS = {
    "assessment": "pathway/assessment/",
    "compare": "compare/",
    "form": "contribute/form/",
    "dossier": "dossier/",
    "embed": "embed/",
    "like_mine": "like-mine/",
    "offline": "offline/",
    "submission": "submission/",
}

# Tool → sections of words, and style sheets, that it shares with others.
SHARED_WORDS: Mapping[str, Sequence[str]] = {
    "assessment": ["like_mine"],
    "compare": ["picker"],
    "dossier": ["offline", "picker"],
    "embed": ["picker"],
    "form": ["picker", "practice", "qualifiers"],
    "submission": ["explore"],
}
SHARED_STYLES: Mapping[str, Sequence[str]] = {
    "compare": ["picker"],
    "dossier": ["picker", "document", "offline"],
    "embed": ["picker"],
    "form": ["picker"],
    "submission": ["explore"],
}

# Tool → the page that serves whoever runs no script; else the list of all practices does.
INSTEAD: Mapping[str, str] = {"assessment": "criteria", "form": "contribute", "offline": "data"}


def pages(context: Context) -> Iterator[Page]:
    """One page a tool."""
    for name, here in TOOLS.items():
        yield _page(context, name, here)


def _page(context: Context, name: str, here: str) -> Page:
    words = context.words[name]
    title, description = str(words["title"]), str(words["description"])
    return context.page(
        address.file_of(here),
        "tool.md.j2",
        {
            "title": title,
            "description": description,
            "kind": "tool",
            "styles": [*SHARED_STYLES.get(name, ()), name],
            "words": [name, *SHARED_WORDS.get(name, ())],
            "crumbs": context.crumbs(here, *_above(context, here)),
            "searched": Searched("page", title, description),
        },
        tool=name,
        instead=INSTEAD.get(name, "practices"),
        w=words,
    )


def _above(context: Context, here: str) -> list[tuple[str, str]]:
    """The page that a tool belongs to, if its address lies below one."""
    folder = here.rstrip("/").rpartition("/")[0]
    return [(str(context.words["pages"][folder]), f"{folder}/")] if folder else []
