"""E-mail: the message is a document, and so is each document attached to it."""

import base64
import quopri
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import docx
import pytest

from concertation.reading.document import Document, Unreadable
from concertation.reading.formats import documents, load, load_all

TEXT = (
    "The members of the two bodies met at the seat of the centre in May 2017 for the second time, and they "
    "agreed to meet again in the spring of the next year."
)
FRENCH = (
    "La réunion générale des deux organismes s'est tenue au siège du centre à l'été, où elle a été close."
)
SENT = "Thu, 05 Jul 2018 23:30:00 -0500"
HEAD = f"From: a@example.org\nTo: b@example.org\nSubject: The second meeting\nDate: {SENT}\n"


def mail(text: str = TEXT, subject: str = "The second meeting") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "a@example.org", "b@example.org"
    message["Subject"], message["Date"] = subject, SENT
    message.set_content(text)
    return message


def word(text: str = f"1. {TEXT}") -> bytes:
    buffer = BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(buffer)
    return buffer.getvalue()


def read(data: EmailMessage | bytes) -> list[Document | Unreadable]:
    return list(documents(data if isinstance(data, bytes) else bytes(data), "mail.eml"))


def one(data: EmailMessage | bytes) -> Document:
    (document,) = read(data)
    assert isinstance(document, Document), document
    return document


def names(items: list[Document | Unreadable]) -> list[str]:
    return [item.name if isinstance(item, Document) else f"! {item}" for item in items]


def test_subject_is_the_title_and_the_day_of_sending_the_date():
    document = one(mail())
    assert (document.title, document.date, document.lang) == ("The second meeting", "2018-07-05", "en")
    assert [p.text for p in document.paragraphs] == [TEXT]


def quoted_printable(text: str) -> str:
    return quopri.encodestring(text.encode("iso-8859-1")).decode("ascii")


ENCODED = [
    ("quoted-printable", "iso-8859-1", quoted_printable),
    ("8bit", "utf-8", None),
    ("8bit", "iso-8859-1", None),
    ("8bit", "windows-1252", None),
    ("base64", "utf-16", None),
    ("8bit, charset not true", "us-ascii", None),
    ("8bit, charset unknown", "x-unknown", None),
]  # fmt: skip


@pytest.mark.parametrize(("transfer", "charset", "encode"), ENCODED, ids=[f"{c[0]} {c[1]}" for c in ENCODED])
def test_the_text_in_every_packing(transfer: str, charset: str, encode):
    real = {"us-ascii": "utf-8", "x-unknown": "iso-8859-1"}.get(charset, charset)
    body = encode(FRENCH).encode() if encode else FRENCH.encode(real)
    body = base64.encodebytes(body) if transfer == "base64" else body
    head = f"{HEAD}MIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n"
    head += f"Content-Transfer-Encoding: {transfer.split(',')[0]}\n\n"
    document = one(head.encode() + body)
    assert (document.lang, [p.text for p in document.paragraphs]) == ("fr", [FRENCH])


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?utf-8?B?TGEgcsOpdW5pb24=?=", "La réunion"),
        ("=?iso-8859-1?Q?La_r=E9union?=", "La réunion"),
        ("The\n second meeting", "The second meeting"),
        ("=?x-unknown?Q?La?=", "=?x-unknown?Q?La?="),
        ("=?utf-8?B?!!!?=", None),
    ],
)
def test_subjects(subject: str, title: str | None):
    document = one(f"{HEAD.replace('The second meeting', subject)}\n{TEXT}\n".encode())
    assert title is None or document.title == title


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Thu, 99 Jul 2018 10:00:00", "Thu, 05 Jul 20188 10:00:00 +0000"]
)
def test_a_date_that_is_none_is_not_invented(date: str):
    assert one(f"{HEAD.replace(SENT, date)}\n{TEXT}\n".encode()).date is None


def test_a_message_that_is_only_a_web_page():
    message = mail()
    message.set_content(
        f"<html><head><style>p {{}}</style></head><body><p>{FRENCH}</p></body></html>", "html", "latin-1"
    )
    assert [p.text for p in one(message).paragraphs] == [FRENCH]


def test_of_two_forms_of_a_text_the_plain_one_is_read():
    message = mail()
    message.add_alternative(f"<p>{TEXT}</p>", "html")
    assert [p.text for p in one(message).paragraphs] == [TEXT]


def test_a_plain_form_that_is_blank_gives_way():
    message = mail(" \n")
    message.add_alternative(f"<p>{TEXT}</p>", "html")
    assert [p.text for p in one(message).paragraphs] == [TEXT]


def test_quotation_marks_and_the_signature_are_no_text():
    document = one(
        mail(f"> {TEXT[:60]}\n> {TEXT[60:]}\n\n-- \nThe office of the one who signs for the others\n")
    )
    assert [p.text for p in document.paragraphs] == [" ".join(TEXT.split())]


def test_each_attached_document_is_a_document_of_its_own():
    message = mail()
    message.add_attachment(word(), maintype="application", subtype="octet-stream", filename="report.docx")
    message.add_attachment(TEXT, filename="note.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    items = read(message)
    assert names(items) == ["mail.eml", "mail.eml › report.docx", "mail.eml › note.txt"]
    assert len({item.sha256 for item in items}) == 3


def test_an_attachment_that_cannot_be_read_keeps_no_other_from_it():
    message = mail()
    message.add_attachment(b"junk", maintype="application", subtype="octet-stream", filename="bad.docx")
    message.add_attachment(b"junk", maintype="application", subtype="msword", filename="old.doc")
    message.add_attachment(word(), maintype="application", subtype="octet-stream", filename="report.docx")
    first, bad, old, last = read(message)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert str(bad).startswith("mail.eml › bad.docx: this is no Word document")
    assert "save it as .docx" in str(old)


def test_two_attachments_of_one_name():
    message = mail()
    for text in (TEXT, f"{TEXT} {TEXT}"):
        message.add_attachment(text, filename="note.txt")
    assert names(read(message))[1:] == ["mail.eml › note.txt", "mail.eml › note (2).txt"]


@pytest.mark.parametrize(
    ("type", "filename", "name"),
    [
        ("vnd.openxmlformats-officedocument.wordprocessingml.document", None, "unnamed.docx"),
        ("vnd.openxmlformats-officedocument.wordprocessingml.document", "The report", "The report.docx"),
        ("octet-stream", "rapport d'été.docx", "rapport d'été.docx"),
        ("octet-stream", "../../report.docx", "report.docx"),
        ("octet-stream", "C:\\reports\\report.docx", "reports/report.docx"),
    ],
)
def test_names_of_attachments(type: str, filename: str | None, name: str):
    message = mail()
    message.add_attachment(word(), maintype="application", subtype=type, filename=filename)
    assert names(read(message))[1:] == [f"mail.eml › {name}"]


def test_a_covering_note_beside_an_attachment_is_no_failure():
    message = mail("Attached.")
    message.add_attachment(word(), maintype="application", subtype="octet-stream", filename="report.docx")
    assert names(read(message)) == ["mail.eml › report.docx"]


def test_a_long_message_in_a_language_that_is_not_read_is_a_failure():
    message = mail("Zusammenarbeit zwischen Organisationen bleibt wichtig. " * 12)
    message.add_attachment(word(), maintype="application", subtype="octet-stream", filename="report.docx")
    failure, document = read(message)
    assert "language" in str(failure)
    assert isinstance(document, Document)


def test_a_forwarded_message_is_a_document_with_its_own_title_and_attachments():
    inner = mail(subject="The first meeting")
    inner.add_attachment(word(), maintype="application", subtype="octet-stream", filename="report.docx")
    outer = mail()
    outer.add_attachment(inner)
    items = read(outer)
    within = "mail.eml › The first meeting.eml"
    assert names(items) == ["mail.eml", within, f"{within} › report.docx"]
    assert [item.title for item in items[:2]] == ["The second meeting", "The first meeting"]


def test_messages_beyond_the_depth_are_refused_by_a_sentence():
    message = mail()
    for _ in range(8):
        outer = mail()
        outer.add_attachment(message)
        message = outer
    *read_, refused = read(message)
    assert all(isinstance(item, Document) for item in read_)
    assert isinstance(refused, Unreadable)
    assert "files deep" in str(refused)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (TEXT.encode(), "no e-mail"),
        (b"\x00\xff" * 500, "no e-mail"),
        (f"{HEAD}\n\n".encode(), "neither text nor documents"),
        (f"{HEAD}Content-Type: multipart/mixed; boundary=x\n\n".encode(), "neither text nor documents"),
    ],
)
def test_what_is_no_message_is_refused(data: bytes, said: str):
    (refused,) = read(data)
    assert isinstance(refused, Unreadable)
    assert str(refused).startswith("mail.eml: ")
    assert said in str(refused)


def test_parts_without_end_in_one_another_are_refused():
    opened = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(3000))
    (refused,) = read(f"{HEAD}{opened}".encode())
    assert isinstance(refused, Unreadable)


def test_load_takes_a_message_without_attachments_and_names_the_documents_of_others(tmp_path: Path):
    path = tmp_path / "mail.eml"
    message = mail()
    path.write_bytes(bytes(message))
    assert load(path).title == "The second meeting"
    message.add_attachment(word(), maintype="application", subtype="octet-stream", filename="report.docx")
    path.write_bytes(bytes(message))
    with pytest.raises(Unreadable, match=r"several documents \(mail\.eml, mail\.eml › report\.docx"):
        load(path)
    assert len(list(load_all(path))) == 2


def test_a_forwarded_message_whose_parts_are_bounded_by_what_no_boundedmay_hold():
    bounded = 'Subject: A meeting\nContent-Type: multipart/mixed; boundary="\ufffd"'
    inner = f"{bounded}\n\n--\ufffd\n\n{TEXT}\n--\ufffd--\n"
    head = f"{HEAD}MIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    (item,) = read((head + inner).encode())
    assert str(getattr(item, "name", item)).startswith("mail.eml › A meeting.eml")
