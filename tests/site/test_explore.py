"""The finder: its results and counts are those of the records, and its whole state is in the address."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from practicebook.catalogue import Catalogue
from practicebook.expand.practice import FACETS
from practicebook.model import Practice

from tests.site.conftest_types import Opener
from tests.site.server import Server
