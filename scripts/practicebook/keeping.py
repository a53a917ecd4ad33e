"""Keeping: plain values from run to run, in a file that is believed only if it is whole.

It is JSON behind a digest of itself and of the program that wrote it; what is not as it was written counts as not
there. Quicker forms (pickle, marshal) run code or crash when somebody else wrote them, and folders come from anywhere.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from practicebook.writing import remove, write_atomically

_SIZE = len(hashlib.sha256().hexdigest())
PARTS = tuple(f"{number:02x}" for number in range(256))  # how names begin that `named` gives


def kept(file: Path) -> dict[str, Any]:
    """What was kept in a file; nothing if it is missing, damaged, or of another version of the program."""
    try:
        content = file.read_bytes()
    except OSError:
        return {}
    seal, body = content[:_SIZE], content[_SIZE:]
    if seal != _seal(body):
        return {}
    found: dict[str, Any] = unpacked(body)
    return found


def kept_in_parts(folder: Path) -> dict[str, dict[str, Any]]:
    """What was kept in a folder, in a file for each of the parts; a file in the place of the folder gives way."""
    with suppress(OSError):
        if folder.is_file():
            remove(folder)
    return {part: kept(folder / part) for part in PARTS}


def keep(file: Path, values: dict[str, Any]) -> None:
    """Keep values of the types that JSON knows; where that cannot be, the next run only takes longer."""
    body = packed(values)
    with suppress(OSError):
        if file.is_dir():
            remove(file)
        write_atomically(file, _seal(body) + body)


def packed(values: dict[str, Any]) -> bytes:
    """Plain values as JSON; names of files may hold halves of characters, which the quicker writer refuses."""
    try:
        return to_json(values)
    except ValueError:
        return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpacked(body: bytes) -> Any:  # noqa: ANN401 - whatever was written
    """What was packed; short texts that stand in it many times are held once."""
    try:
        return from_json(body)
    except ValueError:
        return json.loads(body)


def _seal(body: bytes) -> bytes:
    return hashlib.sha256(program() + body).hexdigest().encode()


@cache
def program() -> bytes:
    """Names this very program: its code, its templates and the version of Python."""
    return _program(_states(str(Path(__file__).parent)))


@cache
def _program(states: tuple[tuple[str, int, int], ...]) -> bytes:
    total = hashlib.sha256(sys.version.encode())
    for path, _, _ in states:
        total.update(os.path.basename(path).encode() + Path(path).read_bytes())  # noqa: PTH119 - as below
    return total.digest()


def _states(folder: str) -> tuple[tuple[str, int, int], ...]:
    """Every file of code and every template below a folder, with its time and size: templates change under a server."""
    found = []
    for current, _, names in os.walk(folder):
        for path in (f"{current}/{name}" for name in names if name.endswith((".py", ".j2"))):
            state = os.stat(path)  # noqa: PTH116 - a Path for each takes too long
            found.append((path, state.st_mtime_ns, state.st_size))
    return tuple(sorted(found))


def named(*parts: str) -> str:
    """A short name of texts by their content; their borders count."""
    total = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        total.update(b"%d:" % len(content) + content)
    return total.hexdigest()[:32]
