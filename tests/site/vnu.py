"""The HTML checker that the W3C uses (vnu): where it is, and how it is had. It needs Java, and npm to be fetched.

`find()` is the one rule, for the test and for `make checker`, which runs this file.
"""

import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

VERSION = "26.9.27"
DIGEST = "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47"
INSIDE = "package/build/dist/vnu.jar"
JAR = Path(sys.prefix) / "vnu" / f"vnu-{VERSION}.jar"
SLICE = 500  # pages a run: a list of arguments has an end
ADVICE = f"""\
The pages cannot be checked as HTML: that needs Java (11 or newer), and npm once, to fetch vnu {VERSION}.
  Debian, Ubuntu:  apt-get install default-jre-headless npm
  macOS:           brew install openjdk node"""


def find() -> list[str] | None:
    """The beginning of the command that checks pages, if Java and the checker are here."""
    java = shutil.which("java")
    return (
        [
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xss4m",
            "-jar",
            str(JAR),
            "--format",
            "json",
            "--stdout",
        ]
        if java and JAR.is_file()
        else None
    )


def fetch() -> None:
    """Take the checker out of its package, if npm can have that and it is the one we know."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, f"vnu-jar@{VERSION}"]
        try:
            subprocess.run(command, capture_output=True, check=True, stdin=subprocess.DEVNULL, timeout=300)
        except (OSError, subprocess.SubprocessError):
            return
        jar = _taken_out(next(Path(folder).glob("*.tgz")))
    if hashlib.sha256(jar).hexdigest() == DIGEST:
        JAR.parent.mkdir(exist_ok=True)
        JAR.write_bytes(jar)


def _taken_out(package: Path) -> bytes:
    with tarfile.open(package) as archive:
        return (archive.extractfile(INSIDE) or io.BytesIO()).read()


def messages(command: list[str], pages: Iterable[Path]) -> list[dict[str, Any]]:
    """What the checker says of pages: errors, warnings and remarks, each with its type, place and text."""
    paths, found = [str(page) for page in pages], []
    for start in range(0, len(paths), SLICE):
        done = subprocess.run([*command, *paths[start : start + SLICE]], capture_output=True, check=False, text=True)
        found += json.loads(done.stdout)["messages"]
    return found


if __name__ == "__main__":
    if shutil.which("npm") and not JAR.is_file():
        print("Fetching the HTML checker for the tests (once) ...", flush=True)  # noqa: T201
        fetch()
    if find() is None:
        print(ADVICE, file=sys.stderr)  # noqa: T201
