"""What is not prose inside a block of Markdown, by markdown-it's own inline rules.

markdown-it keeps no columns of inline marks. So its rules are wrapped: each tells where it stood before and after
it matched. Offsets are those of the block's content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any, NamedTuple

from markdown_it import MarkdownIt, rules_inline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from checker.model import MARKUP, OBJECT
from checker.readers.masks import Mask

_KEY = "checker.masks"
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\](?!:)")
_CODE_TAG = re.compile(r"<(/?)(code|kbd|samp|var|tt|script|style)\b[^>]*>", re.IGNORECASE)
_AMPERSAND = re.compile(r"&(?:amp|#38|#x26);", re.IGNORECASE)

Rule = Callable[[StateInline, bool], bool]
Environment = MutableMapping[str, Any]


class _Delimiter(NamedTuple):
    """A run of emphasis marks whose meaning is known only when the whole block has been read."""

    start: int
    token: Token
    length: int


def recording(parser: MarkdownIt) -> MarkdownIt:
    """The parser, with inline rules that record what they match. Its core rule "inline" must be disabled."""
    ruler = parser.inline.ruler
    ruler.at("escape", _recorded(rules_inline.escape, _escape))
    ruler.at("backticks", _recorded(rules_inline.backtick, _code))
    ruler.at("strikethrough", _recorded(rules_inline.strikethrough.tokenize, _delimiters))
    ruler.at("emphasis", _recorded(rules_inline.emphasis.tokenize, _delimiters))
    ruler.at("link", _recorded(rules_inline.link, _link))
    ruler.at("image", _recorded(rules_inline.image, _object))
    ruler.at("autolink", _recorded(rules_inline.autolink, _object))
    ruler.at("html_inline", _recorded(rules_inline.html_inline, _markup))
    ruler.at("entity", _recorded(rules_inline.entity, _entity))
    # Delimiters that mean nothing are merged by it with the text around them, and could not be told any more.
    parser.inline.ruler2.disable("fragments_join")
    return parser


def inline_masks(parser: MarkdownIt, content: str, environment: Environment) -> list[Mask]:
    """The masks of a block's content, in no order; some lie within others.

    environment: as the parser left it after the blocks, with the link definitions.
    """
    records: list[Mask | _Delimiter] = []
    environment[_KEY] = records
    parser.inline.parse(content, parser, environment, [])
    masks = [mask for record in records if (mask := _settled(record)) is not None]
    masks.extend(Mask(*match.span(), MARKUP) for match in _FOOTNOTE.finditer(content))
    masks.extend(_code_elements(content))
    return masks


def _settled(record: Mask | _Delimiter) -> Mask | None:
    if isinstance(record, Mask):
        return record
    literal = record.token.type == "text" and record.token.content
    return None if literal else Mask(record.start, record.start + record.length, MARKUP)


Recorder = Callable[[StateInline, int, int], Iterator[Mask | _Delimiter]]
"""What a match of a rule masks: the state behind the match, where it began, how many tokens there were before."""


def _recorded(rule: Rule, recorder: Recorder) -> Rule:
    def wrapped(state: StateInline, silent: bool) -> bool:
        start, tokens = state.pos, len(state.tokens)
        records = state.env.get(_KEY, [])
        before = len(records)
        if not rule(state, silent):
            return False
        if not silent:
            if rule is rules_inline.image:
                # Its description was parsed on its own, by offsets of its own.
                del records[before:]
            records.extend(recorder(state, start, tokens))
        return True

    return wrapped


def _object(state: StateInline, start: int, tokens: int) -> Iterator[Mask]:
    yield Mask(start, state.pos, OBJECT)


def _markup(state: StateInline, start: int, tokens: int) -> Iterator[Mask]:
    yield Mask(start, state.pos, MARKUP)


def _code(state: StateInline, start: int, tokens: int) -> Iterator[Mask]:
    # Backticks without a partner match too, as text.
    if len(state.tokens) > tokens and state.tokens[-1].type == "code_inline":
        yield Mask(start, state.pos, OBJECT)


def _escape(state: StateInline, start: int, tokens: int) -> Iterator[Mask]:
    following = state.src[start + 1 : start + 2]
    if following == "\n" or (following.isascii() and not following.isalnum() and not following.isspace()):
        yield Mask(start, start + 1, MARKUP)


def _entity(state: StateInline, start: int, tokens: int) -> Iterator[Mask]:
    if state.pos - start == 1:
        return
    # "&amp;" shows the very character that it begins with.
    shown = 1 if _AMPERSAND.fullmatch(state.src, start, state.pos) else 0
    yield Mask(start + shown, state.pos, MARKUP)


def _link(state: StateInline, start: int, tokens: int) -> Iterator[Mask]:
    label_end = state.md.helpers.parseLinkLabel(state, start, True)
    yield Mask(start, start + 1, MARKUP)
    yield Mask(label_end, state.pos, MARKUP)


def _delimiters(state: StateInline, start: int, tokens: int) -> Iterator[_Delimiter]:
    # From the last one backwards: text that was pending has been pushed before the run.
    end = state.pos
    for token in reversed(state.tokens[tokens:]):
        if end <= start:
            break
        length = len(token.content)
        end -= length
        yield _Delimiter(end, token, length)


def _code_elements(content: str) -> Iterator[Mask]:
    """What stands between the tags of inline code in HTML."""
    opened: dict[str, int] = {}
    for match in _CODE_TAG.finditer(content):
        closing, name = match[1], match[2].lower()
        if not closing:
            opened.setdefault(name, match.end())
        elif name in opened:
            yield Mask(opened.pop(name), match.start(), OBJECT)
