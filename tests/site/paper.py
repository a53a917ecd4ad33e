"""Practice pages on paper: how many sides of A4 each takes, printed as a reader's browser would."""

from __future__ import annotations

from io import BytesIO

from playwright.sync_api import Page
from pypdf import PdfReader

from tests.site.pages import READY

MOST = 2  # sides of one sheet


def printed(page: Page, address: str) -> PdfReader:
    """The page as a PDF file; the size is that of its own style sheet, the paper A4."""
    page.goto(address)
    page.wait_for_function(READY)
    return PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
