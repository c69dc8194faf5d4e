"""The forms by which an article mentions an actor."""

from __future__ import annotations

import pytest

from graph.model import Article
from graph.settings import Settings
from ingest.extract.forms import surface_forms
from ingest.extractor import load_readers

pytestmark = pytest.mark.model


def test_a_form_of_an_unnamed_group_tells_what_it_is_linked_to() -> None:
    reader = load_readers(Settings(), ["en"])["en"]
    text = "Jihadist groups linked to al-Qaeda hold sway in Mali. The M23, backed by Rwanda, is far away."
    article = Article(id="a", title="", published=None, lang="en", text=text, digest="d", cluster="a")
    (analysis,) = reader.analyses([article])
    forms = surface_forms(analysis)
    assert "Jihadist groups linked to al-Qaeda" in {form for found in forms.values() for form in found}
    assert forms["m23"] == ("M23",)
