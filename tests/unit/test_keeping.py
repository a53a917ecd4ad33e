"""What is kept from run to run: `practicebook.keeping`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from practicebook.keeping import keep, kept, packed, unpacked

NUMBERS = st.one_of(st.integers(-(10**40), 10**40), st.floats(allow_nan=False))
PLAIN = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), PLAIN, max_size=4))
@example({"a": [1, 1.0, -0.0, 1e22, 10**32, True, None, "\u2028\0\x7f"]})
def test_values_come_back_as_they_were(values: dict[str, Any]) -> None:
    """A number stays of its kind, and any other reader of JSON reads the same."""
    body = packed(values)
    assert repr(unpacked(body)) == repr(values) == repr(json.loads(body))


def test_names_that_are_no_text_can_be_kept(tmp_path: Path) -> None:
    """Systems take any bytes for the name of a file; Python makes halves of characters of them."""
    values = {"caf\udce9.yaml": ["\ud800"]}
    keep(tmp_path / "names", values)
    assert kept(tmp_path / "names") == values
