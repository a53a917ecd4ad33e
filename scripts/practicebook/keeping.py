"""Keeping: plain values from run to run, in a file that is believed only if it is whole.

`marshal` reads ten thousand records in a tenth of a second, and trusts what it reads; so the file begins with the
digest of the rest and of the program that wrote it. What is not as it was written counts as not there.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from pathlib import Path
from typing import Any

from practicebook.writing import write_atomically

_SIZE = hashlib.sha256().digest_size


def kept(file: Path) -> dict[bytes, Any]:
    """What was kept in a file; nothing if it is missing, damaged, or of another version of the program."""
    try:
        content = file.read_bytes()
    except OSError:
        return {}
    body = content[_SIZE:]
    if content[:_SIZE] != hashlib.sha256(program() + body).digest():
        return {}
    found: dict[bytes, Any] = marshal.loads(body)  # noqa: S302 - the digest says that we wrote it
    return found


def keep(file: Path, values: dict[bytes, Any]) -> None:
    """Keep values of the types that `marshal` knows."""
    body = marshal.dumps(values)
    write_atomically(file, hashlib.sha256(program() + body).digest() + body)


def program() -> bytes:
    """Names this very program: its code, its templates and the version of Python."""
    total = hashlib.sha256(sys.version.encode())
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in {".py", ".j2"}:
            total.update(path.name.encode() + path.read_bytes())
    return total.digest()


def named(*parts: str) -> bytes:
    """A short name of texts by their content; their borders count."""
    total = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        total.update(b"%d:" % len(content) + content)
    return total.digest()[:16]
