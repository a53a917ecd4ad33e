"""The Chromium that the tests drive: where it is, and how it is had where there is none.

`find()` is the one rule, for the tests and for `make browser`, which runs this file.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

CHOICE = "PRACTICEBOOK_CHROMIUM"
# The headless shell first: the others draw a window of their own for each page, which nobody sees and all wait for.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
PACKAGES = ("chromium", "libatomic1", "fonts-liberation")  # without any font a page has no text to look at
SHELL = ("chromium-headless-shell",)  # not every Debian and Ubuntu has it, and then the other serves
ADVICE = f"""\
The tests need a Chromium and what Playwright needs to drive it. Not both start here, nor could they be installed.
  Debian:  sudo apt-get install chromium libatomic1
  Ubuntu:  sudo snap install chromium, and sudo apt-get install libatomic1
  macOS:   brew install --cask chromium
or say where one is: {CHOICE}=/path/to/chromium make test"""


def find() -> Path | None:
    """The first Chromium that starts. One that was chosen by hand is the only one asked."""
    chosen = os.environ.get(CHOICE)
    return next(filter(starts, [Path(chosen)] if chosen else candidates()), None)


def candidates() -> Iterator[Path]:
    """Every place where a Chromium is: on the PATH, among the applications of macOS, where Playwright keeps its own."""
    yield from (Path(found) for found in map(shutil.which, NAMES) if found)
    yield from (path for path in map(Path, MACOS) if path.exists())
    own = playwrights_own()
    if own and own.exists():
        yield own


def playwrights_own() -> Path | None:
    """Where Playwright keeps its build, there or not; nothing if its driver lacks a library, as on small systems.

    Asked in another process: a test that asks may be in the midst of using Playwright, which cannot be entered twice.
    """
    question = "import playwright.sync_api as p\nwith p.sync_playwright() as it: print(it.chromium.executable_path)"
    path = answer([sys.executable, "-c", question], seconds=60)
    return None if path is None else Path(path)


def is_ready() -> bool:
    """All that the tests in a browser need."""
    return playwrights_own() is not None and find() is not None


def starts(executable: Path) -> bool:
    """That the file is there does not mean that its libraries are, so open an empty page."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        quietly = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        command = [str(executable), *quietly, f"--user-data-dir={profile}", "--dump-dom", "about:blank"]
        return answer(command, seconds=60) is not None


def install() -> None:
    """Playwright's own build; where that cannot be had or does not start, the system's package, if we may."""
    hurry = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}  # milliseconds; it tries several times
    answer([sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"], seconds=900, **hurry)
    if is_ready() or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    unasked = {"DEBIAN_FRONTEND": "noninteractive"}
    answer(["apt-get", "update"], seconds=300, **unasked)
    for packages in (PACKAGES, SHELL):
        answer(["apt-get", "install", "--yes", "--no-install-recommends", *packages], seconds=900, **unasked)


def answer(command: list[str], *, seconds: int, **environment: str) -> str | None:
    """What the command printed, if it could be run and ended well in time."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            check=True,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=seconds,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def main() -> int:
    """Make sure that the tests can run; say only what takes time or needs a hand."""
    if is_ready():
        return 0
    if not os.environ.get(CHOICE):
        print("Fetching a browser for the tests (once) ...", flush=True)  # noqa: T201
        install()
        if is_ready():
            return 0
    print(ADVICE, file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
