"""Parts: what is in the site and was made by others, and what makes the site; theme/parts.yaml lists both."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from practicebook.record import Line, ListOf, RecordId, Strict, WebAddress


class File(Strict):
    """A file below theme/, and what it must hold."""

    path: Line
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Part(Strict):
    """One thing made by others; `within` names the part whose files hold it, `text` the text of its licence."""

    id: RecordId
    name: Line
    version: Line | None = None
    licence: Line
    source: WebAddress
    package: Line | None = None
    files: Annotated[tuple[File, ...], ListOf] = ()
    within: RecordId | None = None
    text: Line | None = None


class Tool(Strict):
    """Packages that leave nothing of themselves in the site, by what they do."""

    id: RecordId
    packages: Annotated[tuple[Line, ...], ListOf] = Field(min_length=1)


class Parts(Strict):
    """Everything that the list holds."""

    parts: Annotated[tuple[Part, ...], ListOf] = ()
    tools: Annotated[tuple[Tool, ...], ListOf] = ()

    def name(self, id_: str) -> str:
        """What a part is called."""
        return next((one.name for one in self.parts if one.id == id_), id_)
