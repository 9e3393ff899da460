"""Models of translation by family: how each is told what languages it is to read and to write.

M2M100 (Fan et al. 2021) and NLLB (Costa-jussà et al. 2022) have a token for each language, before source and target;
MADLAD-400 (Kudugunta et al. 2023), a T5, is told the target before the source, "<2de>"; Marian (Junczys-Dowmunt et al.
2018), as OPUS-MT (Tiedemann and Thottingal 2020) trained it, nothing, or the target where it writes several, ">>deu<<".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from checker.errors import LanguageError
from checker.lang.tags import name, normalise
from checker.measures import Refused
from checker.measures.neural.language_codes import codes


class Frame(NamedTuple):
    """Numbers of tokens around a source, and those that begin a target and are given, not told."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    target: tuple[int, ...]


Framer = Callable[[Any, str, str], Frame | Refused]
"""Takes a tokenizer and the tags of source and target; tells the frame, or which language the model does not know."""


def _multilingual(tokenizer: Any, source: str, target: str) -> Frame | Refused:
    """Of M2M100 and NLLB."""
    read, written = (_number(tokenizer, tag, ("__{}__", "{}")) for tag in (source, target))
    if read is None or written is None:
        return _unknown(source if read is None else target, "read" if read is None else "write")
    end = tokenizer.eos_token_id
    if getattr(tokenizer, "legacy_behaviour", False):
        return Frame((), (end, read), (written,))
    return Frame((read,), (end,), (written,))


def _prefixed(tokenizer: Any, source: str, target: str) -> Frame | Refused:
    """Of MADLAD: it tells the language of a source by itself."""
    written = _number(tokenizer, target, ("<2{}>",))
    if written is None:
        return _unknown(target, "write")
    token = tokenizer.convert_ids_to_tokens(written)
    # As it is cut in a text, which may put a space before it.
    before = tuple(tokenizer(token, add_special_tokens=False, verbose=False)["input_ids"])
    return Frame(before, (tokenizer.eos_token_id,), ()) if written in before else _unknown(target, "write")


def _paired(tokenizer: Any, source: str, target: str) -> Frame | Refused:
    """Of Marian. A model of a group of languages, "ROMANCE", is taken to read any source: it does not tell which."""
    frame = Frame((), (tokenizer.eos_token_id,), ())
    if _is_another(getattr(tokenizer, "source_lang", None), source):
        return _unknown(source, "read")
    if tokenizer.supported_language_codes:
        written = _number(tokenizer, target, (">>{}<<",))
        return _unknown(target, "write") if written is None else frame._replace(before=(written,))
    if _is_another(getattr(tokenizer, "target_lang", None), target):
        return _unknown(target, "write")
    return frame


FAMILIES: dict[str, Framer] = {
    "m2m_100": _multilingual,
    "nllb-moe": _multilingual,
    "t5": _prefixed,
    "marian": _paired,
}
"""By the type of a model in transformers."""


def _number(tokenizer: Any, tag: str, forms: tuple[str, ...]) -> int | None:
    """The token of a language. A code that is a mere word of the vocabulary is none: it has to have a script."""
    for form in forms:
        for code in codes(tag):
            number = tokenizer.convert_tokens_to_ids(form.format(code))
            if number not in (None, tokenizer.unk_token_id) and (form != "{}" or "_" in code):
                return int(number)
    return None


def _is_another(told: str | None, tag: str) -> bool:
    """Whether a tokenizer names another language than that of a tag."""
    if not told:
        return False
    try:
        known = normalise(told)
    except LanguageError:
        return False
    return not set(codes(known)) & set(codes(tag))


def _unknown(tag: str, verb: str) -> Refused:
    return Refused(f"The model does not {verb} {name(tag)}.")
