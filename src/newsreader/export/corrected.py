"""An article that a person put right, in the forms of the others, with what was put right told apart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from newsreader.export import forms
from newsreader.export.plain import to_text
from newsreader.model import wire
from newsreader.model.article import Basis
from newsreader.model.corrections import Corrected


def to_form(corrected: Corrected, form: str, told: Sequence[str]) -> str:
    """The article in one of the forms; `told` are its corrections in words, for a form that people read.

    In the others each quote and actor that was put right bears the `basis` that ties have.
    """
    if not (corrected.quotes or corrected.actors or told):
        return forms.WRITERS[form](corrected.parsed)
    if form == "md":
        notes = [f"- {forms.escape(line)}" for line in told]
        return forms.to_markdown(corrected.parsed) + "\n".join(["", "## Corrections", "", *notes, ""])
    row = _marked(corrected)
    if form == "yaml":
        import yaml

        return "---\n" + yaml.safe_dump(row, allow_unicode=True, sort_keys=False, width=100)
    compact = form == "jsonl"
    return json.dumps(row, ensure_ascii=False, **({"separators": (",", ":")} if compact else {"indent": 2})) + "\n"


def _marked(corrected: Corrected) -> dict[str, Any]:
    row = wire.encode(corrected.parsed)
    for index in corrected.quotes:
        row["quotes"][index]["basis"] = Basis.CORRECTED.value
    for actor in row["actors"]:
        if actor["id"] in corrected.actors:
            actor["basis"] = Basis.CORRECTED.value
    return row


def to_plain(corrected: Corrected, told: Sequence[str]) -> str:
    """The article and its panels as plain text, and below them what was put right."""
    notes = ["", "Corrections", *(f"- {line}" for line in told), ""] if told else []
    return to_text(corrected.parsed) + "\n".join(notes)
