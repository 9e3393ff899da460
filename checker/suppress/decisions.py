r"""`checker.decisions.json`: what editors decided of findings, one a line, sorted, so that git can show and merge it.

    {
      "schema": "checker.decisions/1",
      "decisions": [
        {"path": "a.en.txt", "id": "0f3a...", "check": "end-mark", "decision": "dismiss", "reason": "a title"},
        ...
      ]
    }

`id` is the finding's, as in the JSON report. `decision` is "dismiss" (the finding is wrong: it is suppressed),
"accept" (it is right) or "edit" (it is right, and `text` should stand there); a dismissal gives its `reason`. `path` is
the target's, `sentence` the first 16 hexadecimal digits of the SHA-256 of the UTF-8 of the sentence that the finding
stands in (the first one, where it touches several), `beside` the other texts that there were, "source", "reference" or
"source reference", `note` anything else. Other members are not read, and stay where the file is written anew.

What an editor exports from the HTML report is such a file, or the same as a table: tab-separated, with a header.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from checker.errors import ConfigError
from checker.judged import Choice, Decision

SCHEMA = "checker.decisions/1"
NAME = "checker.decisions.json"
DIGITS = 16
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r"}
_TEXTS = ("path", "id", "check", "decision", "reason", "note", "sentence", "beside")


def read_decisions(path: str) -> tuple[Decision, ...]:
    """The decisions in a file; an empty file has none. Raises ConfigError where it is no such file."""
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise ConfigError(
            f"The decisions {path} do not exist: `checker decide` makes them; till then name none."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"The decisions {path} cannot be read: {reason}.") from None
    return parsed(data, path)


@lru_cache(maxsize=4)
def parsed(data: bytes, path: str) -> tuple[Decision, ...]:
    """The decisions in the bytes of a file."""
    rows = rows_of(data, f"The decisions {path}")
    decisions = tuple(_decision(row, f"The decisions {path}, entry {number}") for number, row in enumerate(rows, 1))
    chosen: dict[str, Choice] = {}
    for one in decisions:
        if chosen.setdefault(one.fingerprint, one.choice) is not one.choice:
            raise ConfigError(
                f"The decisions {path} decide {one.fingerprint} twice, and not alike: keep one of the two."
            )
    return decisions


def rows_of(data: bytes, subject: str) -> list[dict[str, Any]]:
    """The entries of a file or of an exported table. Raises ConfigError."""
    text = data.decode("utf-8-sig", "replace")
    head, *lines = re.split(r"\r?\n", text)
    columns = head.split("\t")
    if text.lstrip().startswith("{") or not {"id", "decision"} <= set(columns):
        return entries(data, SCHEMA, "decisions", subject)
    return [dict(zip(columns, map(_uncell, line.split("\t")), strict=False)) for line in lines if line]


def _uncell(cell: str) -> str:
    return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), cell)


def entries(data: bytes, schema: str, member: str, subject: str) -> list[dict[str, Any]]:
    """The entries of a file of a schema, which are a list of objects. Raises ConfigError."""
    if not data.strip():
        return []
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{subject}: this is no JSON ({error}); put right what was last written there.") from None
    rows = found.get(member) if isinstance(found, dict) and found.get("schema") == schema else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(f'{subject}: it should be {{"schema": "{schema}", "{member}": [...]}}; name the right file.')
    return rows


def _decision(row: dict[str, Any], subject: str) -> Decision:
    wrong = next((name for name in _TEXTS if not isinstance(row.get(name, ""), str)), None)
    if wrong:
        raise ConfigError(f"{subject}: {wrong!r} should be a text.")
    text = row.get("text")
    if text is not None and not isinstance(text, str):
        raise ConfigError(f"{subject}: 'text' should be a text.")
    if not row.get("id"):
        raise ConfigError(f"{subject}: it names no finding; give the finding's 'id'.")
    if row.get("decision") not in list(Choice):
        raise ConfigError(f"{subject}: 'decision' should be one of {', '.join(Choice)}.")
    choice = Choice(row["decision"])
    if choice is Choice.DISMISS and not row.get("reason", "").strip():
        raise ConfigError(f"{subject}: a dismissal says why; give its 'reason'.")
    others = {name: row.get(name, "") for name in ("reason", "check", "path", "sentence", "note", "beside")}
    edited = text if choice is Choice.EDIT else None
    return Decision(fingerprint=row["id"], choice=choice, text=edited, **others)


def written(decisions: Iterable[Decision]) -> str:
    """Decisions as the text of a file, each once; where one finding is decided several times the last one stands."""
    return _of_rows({one.fingerprint: as_dict(one) for one in decisions}.values())


def rewritten(
    path: str, taken: Iterable[Decision] = (), without: Collection[str] = (), moved: Mapping[str, str] | None = None
) -> str:
    """The text of a file after decisions were taken into it, or out of it.

    taken: they stand instead of those on the same findings. without: findings whose decisions go. moved: findings
    whose article has a new path, by their ids. Every other entry stays with all that it holds. Raises ConfigError.
    """
    new, paths = {one.fingerprint: as_dict(one) for one in taken}, moved or {}
    kept: list[dict[str, Any]] = []
    if Path(path).exists():
        read_decisions(path)
        rows = rows_of(Path(path).read_bytes(), f"The decisions {path}")
        kept = [row for row in rows if row["id"] not in new and row["id"] not in without]
    return _of_rows([*({**row, **_path(paths.get(row["id"]))} for row in kept), *new.values()])


def _path(path: str | None) -> dict[str, str]:
    return {} if path is None else {"path": path}


def _of_rows(rows: Iterable[dict[str, Any]]) -> str:
    """The text of a file with entries, by what they decide on."""
    ordered = sorted(rows, key=lambda row: tuple(row.get(name, "") for name in ("path", "check", "id")))
    return file_of(SCHEMA, "decisions", ordered)


def file_of(schema: str, member: str, rows: Iterable[dict[str, Any]]) -> str:
    """A file of a schema, an entry a line."""
    inner = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
    listed = f"[\n{inner}\n  ]" if inner else "[]"
    return f'{{\n  "schema": "{schema}",\n  "{member}": {listed}\n}}\n'


def as_dict(decision: Decision) -> dict[str, str]:
    """A decision as its entry in a file."""
    return dict(_members(decision))


def _members(decision: Decision) -> Iterator[tuple[str, str]]:
    """The members of an entry that say something."""
    named = {"id": decision.fingerprint, "decision": str(decision.choice), "text": decision.text}
    for name in (*_TEXTS, "text"):
        value = named[name] if name in named else getattr(decision, name)
        if value is not None and (value or name == "text"):
            yield name, value


def digest(text: str) -> str:
    """What a sentence is known by in a decision."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
