"""Beads as JSON, schema checker.beads/1: both texts, and for each bead its sentences with their places."""

from __future__ import annotations

import json
from typing import Any

from checker.model import Article, Bead, Side, Signature

SCHEMA = "checker.beads/1"
_DIGITS = 4


def render(article: Article, signature: Signature) -> str:
    """One line a bead, so that a diff is readable. The same texts give the same bytes."""
    head = {
        "schema": SCHEMA,
        "tool": {"name": "checker", "version": dict(signature.fields).get("checker", "")},
        "signature": str(signature),
        "source": _text(article, Side.SOURCE),
        "target": _text(article, Side.TARGET),
    }
    opening = json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}")
    beads = ",\n".join(f"    {json.dumps(_bead(bead), ensure_ascii=False)}" for bead in article.beads)
    return f'{opening},\n  "beads": [\n{beads}\n  ]\n}}\n'


def _text(article: Article, side: Side) -> dict[str, Any] | None:
    document = article.document(side)
    if document is None:
        return None
    return {
        "path": document.name,
        "language": document.language,
        "detected": document.detected,
        "sentences": len(article.sentences[side]),
    }


def _bead(bead: Bead) -> dict[str, Any]:
    return {
        "index": bead.index,
        "kind": bead.kind,
        "confidence": round(bead.confidence, _DIGITS),
        **{
            str(side): [
                {"index": one.index, "start": one.span.start, "end": one.span.end, "text": one.text}
                for one in bead.side(side)
            ]
            for side in (Side.SOURCE, Side.TARGET)
        },
    }
