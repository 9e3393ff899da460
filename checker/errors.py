"""What a user can get wrong, in full sentences."""

from __future__ import annotations


class CheckerError(Exception):
    """The run cannot go on. The message is one sentence that says what to do; the command line exits with 2."""


class ReadError(CheckerError):
    """A file that cannot be read as text: missing, empty, binary, of an unknown encoding."""


class LanguageError(CheckerError):
    """A language code that is no BCP-47 tag, or a text whose language nobody gave and nothing told."""


class ConfigError(CheckerError):
    """A setting that does not exist, or a value it cannot take."""


class PlugError(CheckerError):
    """A name that is in no table, or a dotted path that leads nowhere."""
