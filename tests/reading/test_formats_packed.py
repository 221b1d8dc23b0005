"""Packed files: every document inside is read, nothing is written to a disk, nothing grows without bound."""

import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from concertation.reading.document import Document, Unreadable
from concertation.reading.formats import documents, load, load_all, packed, parts

TEXT = "1. The members of the two bodies met at the seat of the centre in May 2017.\n"


def pack(*files: tuple[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


def read(data: bytes) -> list[Document | Unreadable]:
    return list(documents(data, "a.zip"))


def names(items: list[Document | Unreadable]) -> list[str]:
    assert [item for item in items if isinstance(item, Unreadable)] == []
    return [item.name for item in items if isinstance(item, Document)]


def refusal(item: Document | Unreadable) -> str:
    assert isinstance(item, Unreadable)
    return str(item)


def test_every_document_is_read_under_its_path():
    data = pack(("2018/one.txt", TEXT), ("2018/two.md", TEXT), ("2018/", ""))
    assert names(read(data)) == ["a.zip › 2018/one.txt", "a.zip › 2018/two.md"]


def test_packed_files_and_mails_inside_are_opened():
    mail = f"Subject: A meeting\n\n{TEXT}"
    data = pack(("in.zip", pack(("one.txt", TEXT), ("mail.eml", mail))))
    assert names(read(data)) == ["a.zip › in.zip › one.txt", "a.zip › in.zip › mail.eml"]


def test_what_is_no_document_is_passed_over():
    data = pack(
        ("one.txt", TEXT), ("photo.jpg", b"x"), ("table.xlsx", b"x"), (".hidden.txt", TEXT),
        ("~$one.docx", b"x"), ("__MACOSX/._one.txt", b"x"), ("readme", "x"),
    )  # fmt: skip
    assert names(read(data)) == ["a.zip › one.txt"]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("../../etc/one.txt", "etc/one.txt"),
        ("/etc/one.txt", "etc/one.txt"),
        ("..\\..\\one.txt", "one.txt"),
        ("C:\\one.txt", "one.txt"),
        ("a/./b/../one.txt", "a/b/one.txt"),
        ("one\n\x1b[31m.txt", "one  [31m.txt"),
    ],
)
def test_a_path_leads_nowhere(tmp_path: Path, monkeypatch, path: str, shown: str):
    monkeypatch.chdir(tmp_path)
    assert names(read(pack((path, TEXT)))) == [f"a.zip › {shown}"]
    assert os.listdir(tmp_path) == []


def test_a_name_packed_without_saying_its_encoding():
    data = pack(("r__sum__.txt", TEXT)).replace(b"r__sum__.txt", "résumé.txt".encode())
    assert names(read(data)) == ["a.zip › résumé.txt"]


def test_a_protected_file_is_refused_and_the_others_read():
    data = bytearray(pack(("secret.txt", TEXT), ("open.txt", TEXT)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    secret, open_ = read(bytes(data))
    assert refusal(secret).startswith("a.zip › secret.txt: it is protected by a password.")
    assert names([open_]) == ["a.zip › open.txt"]


def test_a_damaged_file_is_refused_and_the_others_read():
    data = bytearray(pack(("bad.txt", TEXT), ("good.txt", TEXT), method=zipfile.ZIP_STORED))
    data[data.index(b"members")] ^= 1
    bad, good = read(bytes(data))
    assert "a.zip is damaged" in refusal(bad)
    assert names([good]) == ["a.zip › good.txt"]


def test_depth_is_bounded():
    data = pack(("one.txt", TEXT))
    for _ in range(parts.MAXIMUM_DEPTH + 2):
        data = pack(("one.txt", TEXT), ("in.zip", data))
    *read_, last = read(data)
    assert len(names(read_)) == parts.MAXIMUM_DEPTH
    assert "more than 4 files deep" in refusal(last)


def test_the_number_of_files_is_bounded_at_all_depths_together(monkeypatch):
    monkeypatch.setattr(parts, "MAXIMUM_PARTS", 10)
    inner = pack(*((f"{n}.txt", TEXT) for n in range(4)))
    *read_, last = read(pack(*((f"{n}.zip", inner) for n in range(20))))
    assert len([item for item in read_ if isinstance(item, Document)]) == 8
    assert "more than 10 files" in refusal(last)


def test_what_is_unpacked_is_bounded_at_all_depths_together(monkeypatch):
    monkeypatch.setattr(parts, "MAXIMUM_TOTAL", 100_000)
    inner = pack(("blank.txt", " " * 60_000 + TEXT))
    items = read(pack(("1.zip", inner), ("2.zip", inner), ("3.txt", TEXT)))
    assert any("more than 0 MB" in str(item) for item in items if isinstance(item, Unreadable))
    assert len([item for item in items if isinstance(item, Document)]) <= 2


def test_one_huge_file_inside_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(packed, "LARGEST", 50_000)
    huge, small = read(pack(("huge.txt", " " * 60_000), ("small.txt", TEXT)))
    assert "more than the limit" in refusal(huge)
    assert names([small]) == ["a.zip › small.txt"]


def test_a_file_that_states_less_than_it_holds_is_refused():
    data = pack(("one.txt", " " * 60_000))
    lie = data.replace((60_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lie != data
    assert "damaged" in refusal(read(lie)[0])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"The plan of the body.", "no packed file"),
        (pack(("one.txt", TEXT))[:-10], "no packed file"),
        (pack(), "no document"),
        (pack(("photo.jpg", b"x")), "no document"),
    ],
)
def test_what_holds_no_document_is_refused(data: bytes, said: str):
    (item,) = read(data)
    assert refusal(item).startswith("a.zip: ")
    assert said in refusal(item)


def test_load_takes_a_packed_file_of_one_document(tmp_path: Path):
    path = tmp_path / "a.zip"
    path.write_bytes(pack(("one.txt", TEXT)))
    assert load(path).name == "a.zip › one.txt"
    path.write_bytes(pack(("one.txt", TEXT), ("two.txt", TEXT)))
    with pytest.raises(Unreadable, match="several documents"):
        load(path)


def test_nothing_is_raised_for_a_file_that_is_not_there(tmp_path: Path):
    (item,) = load_all(tmp_path / "absent.zip")
    assert "no such file" in refusal(item)
