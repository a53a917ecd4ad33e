"""How an index follows what is searched: `practicebook.site.indexing`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from practicebook.fulltext import files
from practicebook.page import Searched
from practicebook.site.found import Found, found
from practicebook.site.indexing import Index

from tests.unit.small_site import contents

Documents = Sequence[tuple[str, Found]]

# Forms of a word, accents, words of one stem that are spelt alike without accents, words of one document alone.
VOCABULARY = ["house", "houses", "housing", "the", "éducation", "education", "rights", "½", "12", "a", "water"]
WORDS = some.lists(some.sampled_from(VOCABULARY), min_size=6, max_size=6)  # mostly of one length, as a large base is
TEXTS = some.one_of(WORDS, WORDS, some.lists(some.sampled_from(VOCABULARY), max_size=40)).map(" ".join)
PLACES = some.sampled_from([{}, {"place": "Graz"}, {"place": "Graz", "country": "House"}])
LABELS = some.lists(some.sampled_from(["Housing", "Water"]), max_size=2)


@some.composite
def a_document(draw: some.DrawFn) -> Searched:
    """What is searched of a page."""
    added = draw(some.sampled_from([None, 0]))
    return Searched("page", draw(WORDS)[0], "", draw(PLACES), draw(LABELS), [draw(TEXTS), "water"], added)


PAGES = some.dictionaries(some.sampled_from("abcdefghij"), a_document(), max_size=8)
CHANGES = some.lists(some.dictionaries(some.sampled_from("abcdefghij"), some.none() | a_document(), max_size=3))


def listed(pages: dict[str, Searched]) -> Documents:
    """Pages in their order: practices first."""
    ordered = sorted(pages.items(), key=lambda one: (one[1].added is None, one[0]))
    return [(address, found(address, one)) for address, one in ordered]


def follow(folder: Path, documents: Documents) -> dict[str, bytes]:
    """The index in a folder, after it followed some documents."""
    index = Index(folder / "index", folder / "memory.json", "en", documents)
    if not index.is_kept:
        index.write([index.read(numbers) for numbers in index.come])
    return contents(folder / "index")


@pytest.fixture
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few stems a file, so that there are borders to move."""
    monkeypatch.setattr(files, "SIZE", 40)


@pytest.mark.usefixtures("small_files")
@settings(deadline=None, max_examples=100)
@given(PAGES, CHANGES)
def test_an_index_that_follows_is_the_one_made_anew(
    pages: dict[str, Searched], changes: list[dict[str, Searched | None]]
) -> None:
    """Byte by byte, whatever is added, removed, written otherwise or made a practice, from and to no page at all."""
    with TemporaryDirectory() as folder:
        kept = Path(folder, "kept")
        follow(kept, listed(pages))
        for number, change in enumerate(changes):
            pages = {address: one for address, one in {**pages, **change}.items() if one}
            assert follow(kept, listed(pages)) == follow(Path(folder, str(number)), listed(pages))


def a_base(*texts: str) -> Documents:
    """Practices with these texts."""
    practices = [
        (f"{place}/", Searched("practice", "A", "B", texts=[text], added=1)) for place, text in enumerate(texts)
    ]
    return [(address, found(address, one)) for address, one in practices]


@pytest.mark.parametrize("texts", [[], [""], ["house"]])
def test_an_index_of_nothing_or_of_one_word_has_its_files(texts: list[str], tmp_path: Path) -> None:
    """A base begins with no page and with one; the next build takes the index as it is."""
    made = follow(tmp_path, a_base(*texts))
    assert json.loads(made["index.json"])["documents"] == len(texts) == sum("/page-" in path for path in made)
    assert Index(tmp_path / "index", tmp_path / "memory.json", "en", a_base(*texts)).is_kept


def test_after_an_edit_one_document_is_read_and_one_is_told_anew(tmp_path: Path) -> None:
    """Where the numbers stay, so do the files of what is told."""
    texts = ["a house"] * 300
    follow(tmp_path, a_base(*texts))
    before = told(tmp_path)
    texts[7] = "a home"
    index = Index(tmp_path / "index", tmp_path / "memory.json", "en", a_base(*texts))
    assert index.come == [[7]]
    index.write([index.read([7])])
    changed = {path for path, number in told(tmp_path).items() if before.get(path) != number}
    assert [path.rpartition("/")[2] for path in changed] == ["page-7.json"]


def test_a_new_document_is_read_alone_and_gives_other_numbers(tmp_path: Path) -> None:
    """What is told of all others is where the new numbers say, and not written again."""
    texts = ["a house"] * 300
    follow(tmp_path, a_base(*texts))
    before = told(tmp_path)
    more = [("new/", found("new/", Searched("practice", "A", "B", texts=["a house"]))), *a_base(*texts)]
    index = Index(tmp_path / "index", tmp_path / "memory.json", "en", more)
    assert index.come == [[0]]
    index.write([index.read([0])])
    after = told(tmp_path)
    assert not before.keys() & after.keys()
    assert set(before.values()) < set(after.values())


def test_a_practice_that_is_none_any_more_is_not_counted_as_one(tmp_path: Path) -> None:
    """Though all that is said of it stays: the finder counts practices by their numbers."""
    ((address, one),) = a_base("a house")
    for added, practices in ((0, 1), (None, 0)):
        made = follow(tmp_path, [(address, replace(one, added=added))])
        assert json.loads(made["index.json"])["practices"] == practices


@pytest.mark.parametrize("damage", ["a file is gone", "there is one too many", "the memory is gone"])
def test_an_index_that_is_not_whole_is_made_from_nothing(damage: str, tmp_path: Path) -> None:
    """What a killed build or a person left is no ground to build on."""
    made = follow(tmp_path, a_base("a house", "a home"))
    if damage == "a file is gone":
        next((tmp_path / "index").glob("*/stems-0.json")).unlink()
    elif damage == "there is one too many":
        (tmp_path / "index/other.json").touch()
    else:
        (tmp_path / "memory.json").unlink()
    index = Index(tmp_path / "index", tmp_path / "memory.json", "en", a_base("a house", "a home"))
    assert (index.is_kept, index.come) == (False, [[0, 1]])
    assert follow(tmp_path, a_base("a house", "a home")) == made


def told(folder: Path) -> dict[str, int]:
    """The files that tell of documents, with the numbers by which the disk knows them."""
    return {str(path): path.stat().st_ino for path in (folder / "index").glob("*/page-*.json")}
