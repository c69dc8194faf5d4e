"""Whom definite nouns point back to in short texts: offices, persons, doers, rivals, missions."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.ingest.meant import Read, meant

pytestmark = pytest.mark.model
DAY = dt.date(2025, 6, 10)
