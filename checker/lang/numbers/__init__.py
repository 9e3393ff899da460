"""Numbers of a text by value: in the digits of any script, in numerals, in words."""

from checker.lang.numbers.number import Kind, Number, Value
from checker.lang.numbers.scan import numbers
from checker.lang.numbers.style import reads_words

__all__ = ["Kind", "Number", "Value", "numbers", "reads_words"]
