"""Writing: pages to disk, so that the folder holds exactly them and only changed files are touched."""

from __future__ import annotations

import itertools
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from practicebook.page import Page

_NUMBERS = itertools.count()
# A link is not followed, and bytes stay as they are, on systems that ask for it.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class PagePathError(ValueError):
    """Two pages claim one path, or a path leads out of the folder: a fault of the program, never of a record."""


@dataclass(frozen=True)
class Written:
    """What happened to the files of a folder: posix paths relative to it, sorted."""

    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def write(pages: Iterable[Page], folder: Path) -> Written:
    """Make `folder` hold exactly `pages`.

    Each file is replaced whole or not at all. Symbolic links in the folder are removed and never followed.
    """
    texts = _texts_by_path(pages)
    removed = remove_others(folder, texts)
    changed = [path for path, text in sorted(texts.items()) if replace(folder / path, text.encode())]
    unchanged = sorted(set(texts) - set(changed))
    return Written(tuple(changed), tuple(unchanged), removed)


def remove_others(folder: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Remove all files of a folder but those at `paths`, and folders that are then empty; tell which there were."""
    if not folder.is_dir() or folder.is_symlink():
        remove(folder)
    folder.mkdir(parents=True, exist_ok=True)
    removed = tuple(sorted(set(files(folder)) - set(paths)))
    remove_files(folder, removed)
    return removed


def remove_files(folder: Path, paths: Iterable[str]) -> None:
    """Remove some files of a folder, if they are there, and the folders that hold nothing then."""
    above: set[PurePosixPath] = set()
    for path in map(PurePosixPath, paths):
        with suppress(FileNotFoundError, NotADirectoryError):
            (folder / path).unlink()
        above.update(path.parents[:-1])
    for path in sorted(above, key=lambda one: len(one.parts), reverse=True):
        with suppress(OSError):  # it holds something
            (folder / path).rmdir()


def write_page(page: Page, folder: Path) -> bool:
    """Put one page into a folder; tell whether it changed. Raises PagePathError."""
    return replace(folder / _path_of(page), page.text.encode())


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` at `path` whole: a reader sees the old file or the new one, also when this process dies."""
    temporary = f"{path.parent}/.{os.getpid()}-{next(_NUMBERS)}.part"
    try:
        _write_new(temporary, content)
        os.replace(temporary, path)  # noqa: PTH105 - a site has 100,000 files, and a Path for each takes as long as writing
    except BaseException as error:
        if isinstance(error, OSError) and error.errno:
            error.filename = str(path) if error.filename in {None, temporary} else error.filename
        Path(temporary).unlink(missing_ok=True)
        raise


def _write_new(path: str, content: bytes) -> None:
    """Write a file that nobody knows yet, and the folders that lead to it."""
    try:
        descriptor = os.open(path, _NEW, 0o644)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, _NEW, 0o644)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    os.chmod(path, 0o644)  # noqa: PTH101 - as above; what is published can be read whatever the umask


def remove(path: Path) -> None:
    """Remove a file, a link or a whole folder."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def remove_empty_folders(folder: Path) -> None:
    """Remove the folders below `folder` that hold nothing; `folder` itself stays."""
    for current, _, _ in os.walk(folder, topdown=False):
        if Path(current) != folder and not os.listdir(current):  # noqa: PTH208 - no list of Path objects is needed
            Path(current).rmdir()


def _texts_by_path(pages: Iterable[Page]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for page in pages:
        if _path_of(page) in texts:
            message = f"two pages with the path {page.path!r}"
            raise PagePathError(message)
        texts[page.path] = page.text
    return texts


def is_inside(path: str) -> bool:
    """Whether a posix path stays in the folder that it is put into."""
    return not path.startswith("/") and ".." not in path.split("/")


def _path_of(page: Page) -> str:
    path = PurePosixPath(page.path)
    if not is_inside(page.path) or str(path) != page.path or path.suffix != ".md":
        message = f"not a page path: {page.path!r}"
        raise PagePathError(message)
    return page.path


def files(folder: Path) -> Iterator[str]:
    """Every file and link below `folder`, as a posix path relative to it."""
    return (f"{inside}{entry.name}" for inside, entries in walk(folder) for entry in entries)


def walk(folder: Path) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """Each folder from `folder` on, as what paths in it begin with, and its files and links (none where unreadable)."""
    waiting = [(str(folder), "")]
    while waiting:
        current, inside = waiting.pop()
        entries = _entries(current)
        waiting += [(one.path, f"{inside}{one.name}/") for one in entries if one.is_dir(follow_symlinks=False)]
        yield inside, [one for one in entries if not one.is_dir(follow_symlinks=False)]


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def replace(path: Path, content: bytes) -> bool:
    """Put `content` at `path` unless it is there; tell whether it was not. A link is not followed, but replaced."""
    if _holds(path, content):
        return False
    try:
        write_atomically(path, content)
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        _clear(path)
        write_atomically(path, content)
    return True


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file, not a link, has this very content."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size == len(content) and path.read_bytes() == content


def _clear(path: Path) -> None:
    """Remove a folder where a file belongs, or a file where a folder does."""
    if path.is_dir():
        remove(path)
    for parent in path.parents:
        if parent.is_file():
            parent.unlink(missing_ok=True)
