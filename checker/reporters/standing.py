"""How what was judged before stands, as the JSON report tells it, and read back from there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.judged import Choice, Decision, Standing

KINDS = ("dismissed", "open", "done", "stale", "unused")
TEXTS = ("check", "path", "sentence", "reason", "note")


def as_dict(standing: Standing) -> dict[str, Any]:
    """The decisions by how they stand, the baseline, and what should be put right."""
    baseline = {"path": standing.baseline, "known": standing.known, "gone": standing.gone}
    return {
        "path": standing.path,
        **{kind: [_as_dict(one) for one in getattr(standing, kind)] for kind in KINDS},
        "baseline": None if standing.baseline is None else baseline,
        "notes": list(standing.notes),
    }


def _as_dict(decision: Decision) -> dict[str, str]:
    edit = {} if decision.text is None else {"text": decision.text}
    told = {"id": decision.fingerprint, "decision": str(decision.choice)}
    beside = {"beside": decision.beside} if decision.beside else {}
    return {**told, **{name: getattr(decision, name) for name in TEXTS}, **beside, **edit}


def read_back(saved: Mapping[str, Any]) -> Standing:
    """The Standing that was saved."""
    baseline = saved["baseline"] or {"path": None, "known": 0, "gone": 0}
    return Standing(
        path=saved["path"],
        **{kind: tuple(_decision(one) for one in saved[kind]) for kind in KINDS},
        baseline=baseline["path"],
        known=baseline["known"],
        gone=baseline["gone"],
        notes=tuple(saved["notes"]),
    )


def _decision(saved: Mapping[str, Any]) -> Decision:
    texts = {name: saved[name] for name in TEXTS}
    texts |= {"beside": saved.get("beside", "")}
    return Decision(saved["id"], Choice(saved["decision"]), text=saved.get("text"), **texts)
