"""Text from articles made safe for the programs that open it."""

from __future__ import annotations

import re
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet take a cell's text for a formula, or for the next cell; the last four are full-width."""

_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold."""


def unarmed(text: str) -> str:
    """The text as a cell of CSV that no spreadsheet takes for a formula; its line ends are line feeds."""
    # Cells come from articles: "=HYPERLINK(...)" must not run when the file is opened, nor behind leading blanks.
    # A lone carriage return would end the row: the writer quotes only the line end that it uses itself.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


def xml_text(text: str) -> str:
    """The text with a replacement character for each that XML can't hold."""
    return _NO_XML.sub("�", text)
