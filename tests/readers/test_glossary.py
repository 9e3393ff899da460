"""Glossaries: what their files may look like, and what is said of those that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import ConfigError
from checker.lang.terms import Kind, Term
from checker.readers.glossary import read_glossary

TBX3 = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1">
  <langSec xml:lang="de"><termSec><term>Vertrag</term></termSec></langSec>
  <langSec xml:lang="en-GB">
    <termSec><term>agreement</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
    <termSec><term>treaty</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
  </langSec>
</conceptEntry></body></text></tbx>"""

TBX2 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body><termEntry id="1">
  <langSet xml:lang="de"><tig><term>Vertrag</term></tig></langSet>
  <langSet xml:lang="en"><ntig><termGrp><term>agreement</term></termGrp></ntig></langSet>
</termEntry></body></text></martif>"""


def _file(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "Vertrag,agreement|contract\nVertrag,treaty,forbidden\nAcme,,keep\n"),
        ("a.csv", "\N{ZERO WIDTH NO-BREAK SPACE}Vertrag;agreement|contract;\nVertrag;treaty;forbidden\n\nAcme;;keep\n"),
        ("a.csv", "kind,target,source\n,agreement | contract,Vertrag\nforbidden,treaty,Vertrag\nKeep,,Acme\n"),
        ("a.tsv", "Source\tTarget\tKind\nVertrag\tagreement|contract\nVertrag\ttreaty\tforbidden\nAcme\t\tkeep\n"),
        ("a.csv", '"Vertrag","agreement|contract","required"\r\nVertrag,treaty,forbidden\r\nAcme,,keep'),
    ],
)
def test_tables_are_read_with_and_without_a_header(tmp_path: Path, name: str, text: str) -> None:
    assert read_glossary(_file(tmp_path, name, text)).terms("de", "en") == (
        Term("Vertrag", ("agreement", "contract"), Kind.REQUIRED),
        Term("Vertrag", ("treaty",), Kind.FORBIDDEN),
        Term("Acme", (), Kind.KEEP),
    )


def test_tbx_is_read_for_a_pair_of_languages(tmp_path: Path) -> None:
    found = read_glossary(_file(tmp_path, "a.tbx", TBX3))
    wanted, unwanted = Term("Vertrag", ("agreement",)), Term("Vertrag", ("treaty",), Kind.FORBIDDEN)
    assert found.terms("de-AT", "en") == (wanted, unwanted)
    assert found.terms("fr", "en") == found.terms(None, "en") == ()
    assert found.terms("en", "de") == (Term("agreement", ("Vertrag",)), Term("treaty", ("Vertrag",)))


def test_older_tbx_is_read_too(tmp_path: Path) -> None:
    assert read_glossary(_file(tmp_path, "a.tbx", TBX2)).terms("de", "en") == (Term("Vertrag", ("agreement",)),)


def test_a_deprecated_term_of_the_target_alone_is_forbidden_everywhere(tmp_path: Path) -> None:
    alone = TBX3.replace('<langSec xml:lang="de"><termSec><term>Vertrag</term></termSec></langSec>', "")
    assert read_glossary(_file(tmp_path, "a.tbx", alone)).terms(None, "en") == (Term("", ("treaty",), Kind.FORBIDDEN),)


def test_the_digest_tells_files_apart(tmp_path: Path) -> None:
    one, other = (read_glossary(_file(tmp_path, name, f"a,{name}")) for name in ("a.csv", "b.csv"))
    assert one.digest != other.digest
    assert len(one.digest) == 8


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "\n\n", "holds no term"),
        ("a.csv", "source,target,kind\n", "holds no term"),
        ("a.csv", "Vertrag,agreement,forbiden\n", "line 1: there is no kind 'forbiden'; did you mean forbidden?"),
        ("a.csv", "Vertrag,agreement\nVertrag\n", "line 2: a term that is required needs a target"),
        ("a.csv", ",agreement\n", "line 1: a term that is required needs its source"),
        ("a.csv", "Vertrag,an agreement, or a contract,required\n", "there are 4 columns and not 3"),
        ("a.csv", '"Vertrag,agreement\n', "this is no row of a table"),
        ("a.csv", "Vertrag\0,agreement", "is no text"),
        ("a.docx", "x", "should be a .csv, a .tsv or a .tbx file"),
        ("a.tbx", "<tbx><text></tbx>", "is not well-formed XML"),
        ("a.tbx", "<tbx></tbx>", "holds no term"),
        ("a.tbx", '<!DOCTYPE t [<!ENTITY a "b">]><t>&a;</t>', "declares XML entities"),
    ],
)
def test_a_bad_file_is_told_in_one_sentence(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as raised:
        read_glossary(_file(tmp_path, name, text))
    assert said in str(raised.value)
    assert name in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there_or_not_in_utf_8(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        read_glossary(str(tmp_path / "none.csv"))
    (tmp_path / "latin.csv").write_bytes("Straße,street".encode("latin-1"))
    with pytest.raises(ConfigError, match="not in UTF-8"):
        read_glossary(str(tmp_path / "latin.csv"))
