"""The summary of a review, as Markdown for GitHub: what changed, what to mend, and what only a person can judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from practicebook.layout import WRITTEN_IN
from practicebook.model import Place, Practice
from practicebook.report import as_characters, as_summary
from practicebook.review.changes import Book, Change, changes, pages, spoken
from practicebook.review.shown import as_lines, difference, fenced
from practicebook.review.similar import similar
from practicebook.rules.harm import at_risk
from practicebook.tidying import tidy

MOST = 900_000  # bytes; GitHub refuses a summary of more than a mebibyte
CRITERIA = "contribute/criteria.md"
CHECKLIST = "{: #checklist }\n"
# What each state means to whoever proposed the record; content/pages/en/contribute/criteria.md tells the same.
STATES = {
    "draft": "still being written, and not on the site",
    "in-review": "waits for somebody to read it, and is not on the site yet",
    "published": "on the site as soon as this is accepted",
}


def summary(before: Book, after: Book, site_url: str) -> str:
    """Everything a reviewer should see of a proposal; what does not fit is named."""
    changed = changes(before, after)
    if not changed:
        return "## Review\n\nNo practice and no place is changed.\n"
    head = f"## Review\n\n{_count(changed)}{checklist(before, after)}\n"
    told_alike = replace(before, editorial=after.editorial)  # the templates may need words that were not there before
    was, is_ = pages(told_alike, changed, site_url), pages(after, changed, site_url)
    sections = ("\n\n".join(_section(change, before, after, was, is_)) for change in changed)
    return _within(head, changed, sections)


def _count(changed: Sequence[Change]) -> str:
    return f"{len(changed)} {'record is' if len(changed) == 1 else 'records are'} added, changed or removed."


def checklist(before: Book, after: Book) -> str:
    """What a person must judge: the list on the page of the criteria, as it was before the proposal if it was there."""
    for book in (before, after):
        for page in book.editorial.pages.get(WRITTEN_IN, ()):
            if page.path == CRITERIA:
                asked = page.body.partition(CHECKLIST)[2].partition("\n## ")[0].strip()
                return f" Of each, a person judges:\n\n{asked}".replace("\n- ", "\n- [ ] ")
    return ""


def _within(head: str, changed: Sequence[Change], sections: Iterator[str]) -> str:
    """The summary as far as GitHub takes it."""
    text, left = head, []
    for change, section in zip(changed, sections, strict=True):
        if len(text.encode()) + len(section.encode()) < MOST:
            text += f"\n{section}\n"
        else:
            left.append(change.id)
    if left:
        names = as_characters(", ".join(left))[:10_000]
        text += f"\n{len(left)} more would make this summary too long. Look at their files: {names}\n"
    return text


Pages = dict[tuple[str, str], str]


def _section(change: Change, before: Book, after: Book, was: Pages, is_: Pages) -> Iterator[str]:
    """All that is told of one record."""
    yield f"### {as_characters(_name(change, before, after))}: {_what(change, before, after)}"
    yield "Files: " + ", ".join(as_characters(file) for file in change.files)
    problems = [one for one in after.problems if one.path in change.files]
    if problems:
        yield f"**What the checks say**\n\n{as_summary(problems)}".rstrip()
    practice = after.practice(change)
    if practice:
        yield f"State: `{practice.review.state}`, {STATES[practice.review.state]}."
        yield from _risk(practice)
        if before.practice(change) is None:
            yield from _similar(practice, after)
        for language in dict.fromkeys(spoken(change, after)):
            yield _page(was.get((change.id, language)), is_.get((change.id, language)), language)
    yield from _repairs(change, after)


def _name(change: Change, before: Book, after: Book) -> str:
    practice = after.practice(change) or before.practice(change)
    return practice.title if practice else change.id


def _what(change: Change, before: Book, after: Book) -> str:
    kind = "practice" if change.is_practice else "place"
    if change.path not in after.texts:
        return f"{kind} removed"
    return f"{kind} changed" if change.path in before.texts else f"new {kind}"


def _risk(practice: Practice) -> Iterator[str]:
    """Whether people at risk are told of."""
    ids = at_risk(practice)
    if ids:
        named = as_characters(", ".join(ids))
        yield f"**Do no harm.** It is about people at risk ({named}): read it as somebody would who looks for them."


def _similar(practice: Practice, after: Book) -> Iterator[str]:
    """Practices that may be the same."""
    found = similar(practice, after.catalogue.practices.values())
    if found:
        listed = "\n".join(f"- {as_characters(f'{one.title} ({one.id})')}" for one in found)
        yield f"**Is it one of these?** Same place and theme, or a similar title.\n\n{listed}"


def _page(before: str | None, after: str | None, language: str) -> str:
    """The page that the record makes, or what changes in it."""
    if after is None:
        return f"The page ({language}) can be shown when the errors are mended."
    if before is None:
        return _folded(f"The page that it makes ({language})", fenced("\n".join(as_lines(after))))
    changed = difference(as_lines(before), as_lines(after))
    if not changed:
        return f"The page ({language}) reads as before."
    return _folded(f"What changes on the page ({language})", fenced(changed, "diff"))


def _repairs(change: Change, after: Book) -> Iterator[str]:
    """What `check --fix` would write."""
    text = after.texts.get(change.path, "") if change.path in change.files else ""
    mended, made = tidy(Practice if change.is_practice else Place, text, change.path)
    if made:
        shown = difference(text.splitlines(), mended.splitlines())
        yield _folded(f"What practicebook check --fix mends ({len(made)})", fenced(shown, "diff"))


def _folded(title: str, block: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{block}\n\n</details>"
