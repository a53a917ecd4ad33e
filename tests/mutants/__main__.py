"""Mutation testing: does a test fail when the code says something else? `make mutants` tells, module by module.

mutmut changes each function in every way that it knows, and runs the tests that reach it. What nobody noticed is then
in build/mutants/<part>.txt, to be looked at: a gap in the tests, or a change that nobody can notice.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from mutmut.stats import status_by_exit_code

from tests.builders import REPOSITORY
from tests.mutants.undecorated import undecorated


class Part(NamedTuple):
    """Modules of the package, and the quick tests that concern them."""

    modules: Sequence[str]
    tests: Sequence[str]


# What registers a rule runs before a mutant begins.
FAMILIES = ("identity", "references", "evidence", "safety", "harm", "commitments", "translations")
EXAMPLES = ("test_the_bad_example_is_refused_for_this_reason_alone", "test_the_good_example_is_accepted")
GOLDEN = "tests/golden/test_golden.py::test_a_terrible_record_gets_exactly_these_messages"
PARTS = {
    "reading": Part(
        ("unseen", "spacing", "composer", "ordinary", "source"),
        (
            "tests/unit/test_source.py",
            "tests/unit/test_ordinary.py",
            "tests/hostile/test_yaml.py",
            "tests/unit/test_report.py",
        ),
    ),
    "escaping": Part(("expand/markup",), ("tests/unit/test_markup.py",)),
    "rules": Part(
        tuple(f"rules/{family}" for family in FAMILIES),
        (
            GOLDEN,
            *(f"tests/rules/test_examples.py::{name}" for name in EXAMPLES),
            *(f"tests/rules/test_{family}.py" for family in FAMILIES),
        ),
    ),
}
LEAST = 90  # of a hundred mutants of a module, so many have to be noticed
UNNOTICED = ("survived", "no tests", "broken")
BROKEN = 255  # the tests could not be run

WORK = REPOSITORY / "build/mutants"
PACKAGE = "practicebook"
READ = ("content", "mkdocs.yml", "practices", "theme", "tests")  # by tests
SHOW = "import sys; from mutmut.mutation.diff_apply import get_diff_for_mutant as show; print(*map(show, sys.argv[1:]))"
# Each mutant begins with nothing that another run remembered: a cache would answer in its place.
SETTINGS = """
[tool.mutmut]
source_paths = ["{package}"]
only_mutate = {files}
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = ["-p", "tests.mutants.warm"]
process_isolation = "forkserver"
timeout_constant = 4.0  # on a machine that does something else too
use_git_change_detection = false
track_dependencies = false
"""


def main(names: Sequence[str]) -> int:
    """Try the parts that are named, or all."""
    shares = [share for name in names or PARTS for share in _tried(WORK / name, PARTS[name])]
    return 0 if min(shares) >= LEAST else 1


def _tried(folder: Path, part: Part) -> list[float]:
    """The share of mutants that were noticed, by module."""
    _lay_out(folder, part)
    with (folder / "log.txt").open("w") as log:
        subprocess.run([sys.executable, "-m", "mutmut", "run"], cwd=folder, stdout=log, stderr=log, check=True)
    with folder.with_suffix(".txt").open("w") as kept:
        return [_told(folder, module, kept) for module in part.modules]


def _lay_out(folder: Path, part: Part) -> None:
    """What mutmut works on: the package, with decorators that let it look below them, and what tests read."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(REPOSITORY / "scripts" / PACKAGE, folder / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    for module in part.modules:
        file = folder / PACKAGE / f"{module}.py"
        file.write_text(undecorated(file.read_text("utf-8")), "utf-8")
    (folder / "mutants").mkdir()
    for name in READ:
        (folder / "mutants" / name).symlink_to(REPOSITORY / name)
    files = json.dumps([f"{PACKAGE}/{module}.py" for module in part.modules])
    made = SETTINGS.format(package=PACKAGE, files=files, tests=json.dumps(part.tests))
    (folder / "pyproject.toml").write_text((REPOSITORY / "pyproject.toml").read_text("utf-8") + made, "utf-8")


def _told(folder: Path, module: str, kept: TextIO) -> float:
    """Print a line about one module, keep the mutants that nobody noticed, and give the share of the others."""
    codes = json.loads((folder / f"mutants/{PACKAGE}/{module}.py.meta").read_text("utf-8"))["exit_code_by_key"]
    found = {mutant: "broken" if code == BROKEN else status_by_exit_code[code] for mutant, code in codes.items()}
    unnoticed = [mutant for mutant, became in found.items() if became in UNNOTICED]
    subprocess.run([sys.executable, "-c", SHOW, *unnoticed], cwd=folder, stdout=kept, check=True)
    share = 100 - 100 * len(unnoticed) / len(found)
    counts = ", ".join(f"{count} {became}" for became, count in sorted(Counter(found.values()).items()))
    sys.stdout.write(f"{module:20} {share:5.1f} % of {len(found)}: {counts}\n")
    sys.stdout.flush()
    return share


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
