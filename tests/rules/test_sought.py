"""What rules look for in texts: nothing is passed over for want of a sign."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practicebook.rules import harm, safety
from practicebook.rules.sought import Sought

ALL = {name: one for family in (safety, harm) for name, one in vars(family).items() if isinstance(one, Sought)}


@pytest.mark.parametrize("what", ALL.values(), ids=ALL)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_where_a_pattern_is_found_so_is_its_sign(what: Sought, data: st.DataObject) -> None:
    """In a text by itself, and in a record with other texts before and after it."""
    text = data.draw(st.from_regex(what.pattern))
    assert what.may_be_in(text)
    assert what.may_be_in(f"Before it\n{text}\nAfter it")
