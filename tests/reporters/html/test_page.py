"""The page as a file: whole, safe, readable without a script, and the same each time."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from checker.reporters.html import render
from checker.reporters.html.frame import READING, REVIEW, STYLES
from checker.reporters.html.texts import LANGUAGES, texts

html5lib = pytest.importorskip("html5lib", reason="html5lib is not installed")
RLO = "\N{RIGHT-TO-LEFT OVERRIDE}"
HOSTILE = f'</script><script>alert(1)</script><img src=x onerror="alert(2)">" onclick="x" {{{{ 7 * 7 }}}} {RLO}&amp;'


def _parsed(page: str) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(page)
    return tree


def _all(tree: Element, name: str) -> list[Element]:
    return list(tree.iter(name))


def _text(element: Element) -> str:
    return "".join(element.itertext())


def _elements(tree: Element) -> Iterator[Element]:
    return (one for one in tree.iter() if isinstance(one.tag, str))


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_the_same_report_gives_the_same_bytes(saved: dict[str, Any]) -> None:
    page = render(saved)
    assert page == render(saved)
    assert page.startswith("<!DOCTYPE html>\n")
    assert page.endswith("</html>\n")


def test_the_policy_lets_the_one_script_and_the_one_style_run_and_nothing_else(saved: dict[str, Any]) -> None:
    tree = _parsed(render(saved))
    (policy,) = (one for one in _all(tree, "meta") if one.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.split(" ", 1) for rule in (policy.get("content") or "").split("; "))
    scripts = [one for one in _all(tree, "script") if one.get("type") is None]
    assert rules["default-src"] == "'none'"
    assert [rules["script-src"]] == [_hash(_text(one)) for one in scripts]
    assert [rules["style-src"]] == [_hash(_text(one)) for one in _all(tree, "style")]
    assert {one.get("type") for one in _all(tree, "script")} == {None, "application/json"}
    assert not [one for one in _elements(tree) if "style" in one.attrib or any(name[:2] == "on" for name in one.attrib)]


def test_nothing_is_loaded(saved: dict[str, Any]) -> None:
    page = render(saved)
    tree = _parsed(page)
    links = [one.get("href") or "" for one in _elements(tree) if "href" in one.attrib]
    assert all(link.startswith("#") for link in links)
    assert not [one for one in _elements(tree) if {"src", "srcset", "data", "action"} & set(one.attrib)]
    assert not re.search(r"url\(|@import|https?://", "".join(_text(one) for one in _all(tree, "style")))


def test_hostile_text_stays_text(saved: dict[str, Any]) -> None:
    finding, sentence = saved["findings"][0], saved["sentences"][0]
    for name in ("id", "check", "message", "text", "fix", "category"):
        finding[name] = HOSTILE
    finding["end"] = finding["start"] + len(HOSTILE)
    sentence["text"] = saved["beads"][0]["source"][0]["text"] = HOSTILE
    saved["target"]["path"] = saved["signature"] = HOSTILE
    saved["target"]["between"][0] = HOSTILE
    saved["summary"]["reasons"] = [HOSTILE]
    saved["skipped"] = [{"check": HOSTILE, "reason": HOSTILE}]
    saved["target"]["language"] = '"><script>'
    page = render(saved)
    tree = _parsed(page)
    assert len(_all(tree, "script")) == 4
    assert not _all(tree, "img")
    assert not [one for one in _elements(tree) if any(name[:2] == "on" for name in one.attrib)]
    assert RLO not in page
    assert "U+202E" in page
    assert "49" not in _text(next(one for one in _all(tree, "h1")))


def test_every_text_says_its_language_and_direction(saved: dict[str, Any]) -> None:
    tree = _parsed(render(saved))
    cells = [one for one in _all(tree, "p") if (one.get("class") or "").startswith("cell")]
    assert {(one.get("class"), one.get("lang"), one.get("dir")) for one in cells} == {
        ("cell source", "ar", "rtl"),
        ("cell target", "en", "ltr"),
    }
    quotes = [one for one in _all(tree, "bdi") if one.get("lang")]
    assert quotes
    assert all(one.get("dir") in {"ltr", "rtl"} for one in quotes)


def test_marks_hold_the_flagged_words(saved: dict[str, Any]) -> None:
    tree = _parsed(render(saved))
    for number, finding in enumerate(saved["findings"]):
        marked = [one for one in _all(tree, "mark") if str(number) in (one.get("data-f") or "").split()]
        assert " ".join(_text(one) for one in marked) == finding["text"]
        assert all((one.get("class") or "").split()[0] == finding["severity"] for one in marked)


def test_ids_are_unique_and_links_lead_somewhere(saved: dict[str, Any]) -> None:
    tree = _parsed(render(saved))
    ids = [one.get("id") for one in _elements(tree) if one.get("id")]
    assert len(ids) == len(set(ids))
    assert {(one.get("href") or "")[1:] for one in _all(tree, "a")} <= set(ids)
    pointed = [name for one in _elements(tree) for name in (one.get("aria-labelledby") or "").split()]
    assert set(pointed) <= set(ids)
    assert f"f-{saved['findings'][0]['id']}" in ids
    assert "check-torn-sentence" in ids


def test_every_control_has_a_name(saved: dict[str, Any]) -> None:
    tree = _parsed(render(saved))
    labelled = {id(inner) for label in _all(tree, "label") for inner in label.iter()}
    for name in ("input", "select", "textarea"):
        for one in _all(tree, name):
            assert id(one) in labelled or one.get("aria-label"), one.attrib
    for button in _all(tree, "button"):
        template = button.get("data-do") == "accept"  # named by the script: it depends on whether there is a fix
        assert template or _text(button).strip() or button.get("aria-label"), button.attrib


def test_what_was_not_checked_and_why_it_fails_is_said(saved: dict[str, Any]) -> None:
    text = _text(_parsed(render(saved)).find(".//header") or Element("header"))
    for part in ("needs-more", saved["skipped"][0]["reason"], *saved["summary"]["reasons"], saved["signature"]):
        assert part in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text_with_its_gaps(language: str) -> None:
    english, other = texts(LANGUAGES[0]), texts(language)
    assert list(other) == list(english)
    for name, text in english.items():
        assert set(re.findall(r"\{\w+\}", other[name])) == set(re.findall(r"\{\w+\}", text)), name
        assert other[name].strip()


def test_the_texts_that_the_page_asks_for_are_there(saved: dict[str, Any]) -> None:
    tree = _parsed(render(saved))
    known = set(texts(LANGUAGES[0]))
    assert {one.get("data-t") for one in _elements(tree) if one.get("data-t")} <= known
    script = next(_text(one) for one in _all(tree, "script") if one.get("type") is None)
    assert set(re.findall(r'say\("(\w+)"', script)) <= known


def test_a_page_without_findings_or_another_text(saved: dict[str, Any]) -> None:
    saved["findings"], saved["source"] = [], None
    saved["beads"] = [{**one, "kind": "1", "source": []} for one in saved["beads"] if one["target"]]
    for one in saved["sentences"]:
        one["findings"] = []
    assert _parsed(render(saved)).find(".//mark") is None


def test_marks_have_neither_padding_nor_border(saved: dict[str, Any]) -> None:
    style = "".join(_text(one) for one in _all(_parsed(render(saved)), "style"))
    rules = re.findall(r"[^{}]*\bmark\b[^{}]*\{([^{}]*)\}", style)
    assert len(rules) > 4
    assert not [rule for rule in rules if re.search(r"padding|border|margin", rule)]


def test_the_parts_of_script_and_style_are_all_used() -> None:
    from importlib.resources import files

    room = files("checker") / "reporters" / "html"
    assert {one.name for one in (room / "scripts").iterdir()} == {f"{name}.js" for name in (*REVIEW, *READING)}
    assert {one.name for one in (room / "styles").iterdir()} == {f"{name}.css" for name in STYLES}
