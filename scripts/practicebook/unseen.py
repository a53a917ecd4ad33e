"""Characters that nobody sees, or that make a line read otherwise than it is written.

Records may not hold them, and messages show them.
"""

from __future__ import annotations

import re

# No text needs them: all of C0 but line feed (tab has its own message), DEL, C1; the two separators that YAML takes for
# a line break and editors do not; overrides of direction, which turn around what follows; what has no width and joins
# or parts nothing (marks of direction, and the joiners of Persian and of emoji, are needed); and what is no character.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_IN_A_LINE = re.compile(f"\n|{UNSEEN.pattern}")


def visible(text: str) -> str:
    """One line in which everything is seen: files may be called anything, and messages quote what they found."""
    return _IN_A_LINE.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
