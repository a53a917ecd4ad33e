"""Withdrawn practices: at their addresses a page that says so, and nothing of what stood there.

Such a page is a file of its own beside the pages of the shell, as frames are: in no list, no search and no site map,
and closed to search engines, which so let go of what they remember.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from practicebook.expand import address, frame
from practicebook.expand.context import Context
from practicebook.policy import META


def files(context: Context) -> Mapping[str, bytes]:
    """The pages of one language by their paths in the site, those of frames among them."""
    policy = Markup(META)  # noqa: S704 - ours
    places = {False: address.of, True: frame.of}
    return {
        f"{context.language}/{here}index.html": context.fill(
            here, "withdrawn.html.j2", policy=policy, is_frame=is_frame, **one.model_dump()
        ).encode()
        for one in context.catalogue.withdrawn.values()
        for is_frame, place in places.items()
        for here in (place("practices", one.id),)
    }
