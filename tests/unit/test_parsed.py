"""What is kept of the texts that were read: `practicebook.parsed`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from practicebook import parsed, processes, source
from practicebook.keeping import keep, named
from practicebook.parsed import Parsed


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Some files to read; the last one cannot be."""
    folder = tmp_path / "files"
    folder.mkdir()
    made = [folder / f"{number}.yaml" for number in range(parsed.FEW + 10)]
    for number, file in enumerate(made):
        file.write_text(f"id: n-{number}\n")
    made[-1].write_text("id: [\n")
    return made


def read(files: list[Path], folder: Path | None) -> list[object]:
    """What a reader reads that looks at all files ahead; nothing in the place of what cannot be read."""
    reader, found = Parsed(folder), list[object]()
    reader.ahead(files)
    for file in files:
        try:
            found.append(reader.load(file, file.name).value)
        except source.SourceError as error:
            found.append([one.path for one in error.problems])
    return found


def kept(folder: Path) -> dict[str, Any]:
    """All that is kept, by the parts that hold something."""
    parts = {file.name: json.loads(file.read_bytes()[64:]) for file in sorted((folder / "parsed").iterdir())}
    return {name: values for name, values in parts.items() if values}


def told(files: list[Path]) -> list[object]:
    """What there is to read."""
    return [*({"id": f"n-{file.stem}"} for file in files[:-1]), [files[-1].name]]


def noted(into: list[str], what: str) -> str:
    """What is passed on, after a note of it."""
    into.append(what)
    return what


@pytest.mark.parametrize("cores", [1, 2])
def test_what_was_read_is_kept_under_its_content(
    cores: int, files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By one process or several; with nothing kept, everything kept, and nowhere to keep it."""
    monkeypatch.setattr(parsed, "cores", lambda: cores)
    assert [read(files, folder) for folder in (tmp_path, tmp_path, None)] == [told(files)] * 3
    values = {name: value for part in kept(tmp_path).values() for name, value in part.items()}
    assert values == {named(f"id: n-{file.stem}\n"): {"id": f"n-{file.stem}"} for file in files[:-1]}


def test_after_an_edit_only_what_changed_is_read_and_written(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parts that hold the text before and after it; of the text before nothing is kept."""
    read(files, tmp_path)
    before, asked, written = kept(tmp_path), list[str](), list[str]()
    parse = source.parse
    monkeypatch.setattr(source, "parse", lambda text, path: parse(noted(asked, text), path))
    monkeypatch.setattr(parsed, "keep", lambda file, values: keep(file.parent / noted(written, file.name), values))
    monkeypatch.setattr(processes, "_spread", None)  # one text is not worth a process
    files[0].write_text("id: new\n")
    assert read(files, tmp_path) == [{"id": "new"}, *told(files)[1:]]
    assert [text for text in asked if "[" not in text] == ["id: new\n"]
    gone, new, wrong = (named(text) for text in ("id: n-0\n", "id: new\n", "id: [\n"))
    assert {gone[:2], new[:2]} <= {*written} <= {gone[:2], new[:2], wrong[:2]}
    after = {name: value for part in kept(tmp_path).values() for name, value in part.items()}
    assert after == {name: value for part in before.values() for name, value in part.items() if name != gone} | {
        new: {"id": "new"}
    }


def test_a_file_in_the_place_of_the_folder_gives_way(files: list[Path], tmp_path: Path) -> None:
    """An older program kept all in one file."""
    (tmp_path / "parsed").write_text("all")
    assert read(files, tmp_path) == told(files)
    assert kept(tmp_path) != {}
