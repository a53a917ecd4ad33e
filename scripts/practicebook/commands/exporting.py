"""The data of a site without the site, in a folder that holds nothing else."""

from __future__ import annotations

from pathlib import Path

from practicebook import writing
from practicebook.expand.address import DATA
from practicebook.site.content import Content
from practicebook.site.failure import BuildError, failure

# What stands at the top of an export, beside a folder for each language.
OWN = frozenset({DATA.partition("/")[0], "llms.txt"})


def export(content: Content, folder: Path) -> int:
    """Write every file of the data; tell how many there are. Raises BuildError, before anything is written."""
    if not _is_ours(content, folder):
        hint = "Name a folder that is empty, does not exist yet, or holds an earlier export and nothing else."
        raise BuildError([failure(str(folder), "B110", "This folder holds other things than an export.", hint)])
    count = 0
    for batch in content.batches:
        for path, made in batch.part().files.items():
            writing.write_atomically(folder / path, made)
            count += 1
    return count


def _is_ours(content: Content, folder: Path) -> bool:
    """Whether nobody else's files are there; an export that was cut short counts as one."""
    if not folder.exists():
        return not folder.is_symlink()
    names = {path.name for path in folder.iterdir()}
    return not names or ((folder / DATA).is_dir() and names <= OWN | set(content.languages))
