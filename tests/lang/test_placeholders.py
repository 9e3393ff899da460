"""Placeholders of all styles, and what only looks like one."""

import pytest

from checker.lang.placeholders import placeholders


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("%s of %d and %1$s, %.2f", ["%s", "%d", "%1$s", "%f"]),
        ("%(name)s and %(count)d", ["%(name", "%(count"]),
        ("{0} {count} {price:.2f} { $user }", ["{0", "{count", "{price", "{$user"]),
        ("{{ site.name }} ${path} %{size} #NAME#", ["{{site.name", "${path", "%{size", "#NAME"]),
        ("{имя}", ["{имя"]),
        ("{n, plural, one {# file of {user}} other {# files}}", ["{n, plural}", "{user"]),
        ("在字符串%s中", ["%s"]),
    ],
)
def test_placeholders_are_known_by_what_must_stay(text: str, keys: list[str]) -> None:
    assert [one.key for one in placeholders(text)] == keys
    assert all(text[one.start : one.end] == one.text for one in placeholders(text))


@pytest.mark.parametrize(
    "text", ["100 % des gens", "10% de moins", "50%si", "{a, b}", "\\textbf{bold}", "{ }", "#tag", "{\n}", "a {b c} d"]
)
def test_what_only_looks_like_one(text: str) -> None:
    assert not list(placeholders(text))
