"""Each payload in each kind of field: refused where it stands, by a code, or taken as a text."""

from __future__ import annotations

import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from practicebook import report
from practicebook.problem import Problem
from practicebook.rules import RULES
from practicebook.rules.safety import REFUSED
from practicebook.unseen import UNSEEN

from tests.builders import (
    PRACTICE,
    Content,
    Record,
    a_commitment,
    a_knowledge_base,
    a_practice,
    as_yaml,
    check,
    check_practice,
)
from tests.conftest import Golden
from tests.hostile.corpus import Payload, payloads

PAYLOADS = payloads()
# Field → which kind of field it is.
KINDS = {
    "title": "title",
    **dict.fromkeys(("lead", "partners", "contact"), "line"),
    "stage_note": "paragraph",
    "action": "prose",
    "sources": "source",
    **dict.fromkeys(("kind", "groups", "review"), "choice"),
    **dict.fromkeys(("id", "former_ids", "place"), "id"),
}


def spoilt(text: str) -> Record:
    """A practice with a text in fields of each kind."""
    own = {"id": "annual-report", "title": text, "publisher": text, "url": text}
    return a_practice(
        title=text,
        lead=text,
        partners=["Sampletown", text],
        contact={"office": text},
        stage_note={"text": text, "sources": ["annual-report"]},
        action=f"The city opened a night shelter in an empty school [@annual-report].\n\n{text}\n",
        sources=[own],
        kind=text,
        groups=[text],
        review={"state": text, "reviewed_on": text},
        id=text,
        former_ids=[text],
        place=text,
    )


@pytest.fixture(scope="module")
def problems() -> Iterator[Callable[[Content], list[Problem]]]:
    """Check one practice in a knowledge base that is read once."""
    with tempfile.TemporaryDirectory() as folder:
        yield lambda content: check_practice(Path(folder), content)


def verdict(payload: Payload, problems: Callable[[Content], list[Problem]]) -> str:
    """What is said of a payload by kind of field; each problem stands in the lines of its field."""
    text, codes = as_yaml(spoilt(payload.text)), defaultdict(set)
    found, lines = problems(text), text.split("\n")
    for one in found:
        start = next(number for number in range(one.line, 0, -1) if lines[number - 1][:1].isalpha())
        name = lines[start - 1].partition(":")[0]
        assert (one.path, one.code in RULES) == (PRACTICE, True)
        assert re.split(r"[.\[]", one.field)[0] in (name, "")  # a character is told of before anybody reads fields
        assert 1 <= one.column <= len(lines[one.line - 1]) + 1
        assert one.message
        assert one.hint
        codes[KINDS[name]].add(one.code)
    assert not UNSEEN.search(report.as_text(found).replace("\n", ""))
    assert len(report.as_text(found).split("\n")) == len(found)
    told = (f"{kind} {'+'.join(sorted(codes[kind])) or 'taken'}" for kind in dict.fromkeys(KINDS.values()))
    return f"{payload.name}: {', '.join(told)}"


@pytest.mark.parametrize("family", sorted({one.family for one in PAYLOADS}))
def test_each_payload_is_refused_where_it_stands_or_taken_as_a_text(
    family: str, problems: Callable[[Content], list[Problem]], golden: Golden
) -> None:
    """In six kinds of field; the codes are in tests/golden/hostile/, to be read in a review."""
    lines = [verdict(one, problems) for one in PAYLOADS if one.family == family]
    golden(f"hostile/{family}.txt", "\n".join(lines) + "\n")


def test_the_corpus_is_large_and_no_payload_stands_twice() -> None:
    """Three hundred at the least were promised; a few texts are an attack of two kinds."""
    assert len({one.text for one in PAYLOADS}) >= 650
    in_families = Counter((one.family, one.text) for one in PAYLOADS)
    assert [key for key, times in in_families.items() if times > 1] == []


def test_lists_and_their_translations_refuse_what_practices_refuse(tmp_path: Path) -> None:
    """Terms, entries of registers and French texts of them: each message stands in the entry that it is about."""
    held = [one.text for one in PAYLOADS if one.can_be_read and len(one.text) < 400]
    terms = [{"id": f"t-{number}", "label": text} for number, text in enumerate(held)]
    entries = [a_commitment(id=f"c-{number}", label=text) for number, text in enumerate(held)]
    files: dict[str, Content] = {
        "content/vocabulary/groups.yaml": {"terms": [{"id": "homeless", "label": "Homeless"}, *terms]},
        "content/vocabulary/groups.fr.yaml": {"translation": {"by": "human"}, "terms": terms},
        "content/registers/commitments.yaml": {"entries": entries},
    }
    refused = defaultdict(set)
    for one in check(a_knowledge_base(tmp_path, files)):
        if one.code.startswith("E3"):
            before = (tmp_path / one.path).read_text("utf-8").split("\n")[: one.line]
            id_ = next(line for line in reversed(before) if " id: " in line)
            refused[one.path].add(int(id_.strip(' "').rpartition("-")[2]))
    patterns = [pattern for _, pattern, markdown, _ in REFUSED if not markdown]
    expected = {number for number, text in enumerate(held) if any(pattern.search(text) for pattern in patterns)}
    assert refused == dict.fromkeys(files, expected)
