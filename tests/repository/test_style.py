"""The code keeps to its style and its types, and the workflows open no door."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        "ruff check --quiet",
        "ruff format --check --quiet",
        "mypy --no-error-summary",
        "zizmor --offline --quiet --no-progress --persona pedantic .github",
    ],
    ids=lambda command: command.partition(" -")[0],
)
def test_tool_finds_nothing(command: str) -> None:
    """Each tool is run as `make lint` runs it, and may not find anything."""
    program, *arguments = command.split()
    done = subprocess.run([PROGRAMS / program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
