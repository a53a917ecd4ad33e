"""The file of a practice to fill in: every field of the model with what belongs into it, as comments."""

from __future__ import annotations

from collections.abc import Iterator

from practicebook.answers import choices
from practicebook.catalogue import Catalogue
from practicebook.columns import Column, columns, lists
from practicebook.model import Practice
from practicebook.proposal import HEADER

FEW = 12  # choices that are shown in the file itself


def skeleton(catalogue: Catalogue, theme: str, id_: str, today: str) -> str:
    """The text of a file in which the required fields are empty, and the others are comments to take away."""
    given = {
        "id": id_,
        "language": "en",
        "themes": f"[]  # for example {_first(catalogue, theme)}",
        "review.state": "in-review",
        "review.reviewed_on": today,
        "added_on": today,
    }
    intro = "# Fill in what follows “:”. Lines that begin with # are help, or fields to use where something is known.\n"
    body = "".join(_field(name, catalogue, given) for name in Practice.model_fields)
    return f"{HEADER}{intro}{body}"


def _first(catalogue: Catalogue, theme: str) -> str:
    return next((id_ for id_ in catalogue.themes if id_.startswith(f"{theme}/")), theme)


def _field(name: str, catalogue: Catalogue, given: dict[str, str]) -> str:
    """One field with what is within it; a comment as a whole unless it has to be filled in."""
    info, inner = Practice.model_fields[name], lists(Practice).get(name)
    given = {} if inner else given
    within = [one for one in columns(inner or Practice) if inner or one.steps[0] == name]
    if not inner and within[0].steps == (name,):
        text = "".join(_choices(within[0], catalogue)) + _line(within[0], given)
    else:
        text = f"{name}:\n" + "".join(_within(within, 0 if inner else 1, given, "  - " if inner else "  "))
    text = text if info.is_required() else _commented(text)
    return f"\n# {info.description}\n{text}" if info.description else f"\n{text}"


def _within(within: list[Column], depth: int, given: dict[str, str], margin: str) -> Iterator[str]:
    """The lines of a group of fields, groups in it included; `margin` begins the first, a dash in it none but that."""
    above: tuple[str, ...] = ()
    for column in within:
        groups = column.steps[depth:-1]
        for number, step in enumerate(groups):
            if above[: number + 1] != groups[: number + 1]:
                yield f"{margin}{'  ' * number}{step}:\n"
                margin = margin.replace("-", " ")
        above = groups
        yield f"{margin}{'  ' * len(groups)}{_line(column, given).rstrip()}  # {column.description}\n"
        margin = margin.replace("-", " ")


def _commented(text: str) -> str:
    return "".join(line if line.startswith("#") else f"# {line}" for line in text.splitlines(keepends=True))


def _choices(column: Column, catalogue: Catalogue) -> Iterator[str]:
    known = choices(catalogue, column)
    if known and len(known) <= FEW:
        yield from (f"#   “{id_}”: {label}\n" for id_, label in known.items())
    elif known:
        yield f"#   The ids are in the list of {column.register}; an editor that knows the schema completes them.\n"


def _line(column: Column, given: dict[str, str]) -> str:
    value = given.get(column.name, "[]" if column.many else "")
    return f"{column.steps[-1]}: {value}".rstrip() + "\n"
