from __future__ import annotations

import contextlib
from email.message import EmailMessage
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.errors import InputError
from newsreader.ingest import mbox, sniff
from newsreader.ingest.mail import MOST_NAMED, read
from newsreader.ingest.raw import Format
from newsreader.model.document import BlockKind, Document, PublishedFrom, SourceKind
from newsreader.text.safe import is_safe
from tests.ingest.samples import NOW, STORY, check_blocks, raw, said

HEADERS = """\
From: "Ann Lee" <ann@wire.example>
To: desk@paper.example
Subject: =?utf-8?q?Harbour_talks_=E2=80=93?=
 =?utf-8?q?_day_two?=
Date: Mon, 4 Mar 2024 10:00:00 +0200
Message-ID: <abc@wire.example>
MIME-Version: 1.0
"""
PLAIN = HEADERS + "Content-Type: text/plain; charset=utf-8\n\n" + STORY


def mail(data: str | bytes) -> Document:
    document = read(raw(data, "m.eml"), NOW)
    check_blocks(document)
    return document


def letter(**headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Wire <news@wire.example>"
    message["Message-ID"] = "<1@wire.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return message


def test_the_subject_is_the_title_and_stands_before_the_text() -> None:
    document = mail(PLAIN)
    assert document.title == "Harbour talks – day two"
    assert document.text == f"Harbour talks – day two\n{STORY}"
    assert said(document, BlockKind.TITLE) == ["Harbour talks – day two"]
    assert document.in_reading_order()[0].kind is BlockKind.TITLE


def test_headers_state_who_and_when() -> None:
    document = mail(PLAIN)
    assert (document.id, document.source.kind, document.source.outlet) == ("abc@wire.example", SourceKind.MAIL, None)
    assert document.byline == ("Ann Lee",)
    assert document.published is not None
    assert (document.published.iso(), document.published_from) == ("2024-03-04T08:00:00+00:00", PublishedFrom.META)
    assert document.language == "en"


def test_a_newsletter_is_of_its_list_or_of_its_sender() -> None:
    assert mail("List-Id: The Wire Daily <daily.wire.example>\n" + PLAIN).source.outlet == "The Wire Daily"
    of_sender = mail("List-Unsubscribe: <https://wire.example/x>\n" + PLAIN.replace("Ann Lee", "The Wire"))
    assert (of_sender.source.outlet, of_sender.byline) == ("The Wire", ())


def test_html_goes_through_the_reader_of_pages_and_attachments_are_named_alone() -> None:
    message = letter(Subject="Strike ends", Date="Mon, 4 Mar 2024 10:00:00 +0200")
    message.set_content("Read this in a browser.")
    page = (
        f"<html><body><h1>Strike ends</h1><p>{STORY}</p><p><a href='https://wire.example/1'>More</a></p></body></html>"
    )
    message.add_alternative(page, subtype="html")
    message.add_attachment(b"MZ\0", maintype="application", subtype="octet-stream", filename="a\x1b[31m.exe")
    message.add_attachment("secret words", filename="notes.txt")
    document = mail(bytes(message))
    assert "Port Ellery" in document.text
    assert "secret words" not in document.text
    assert [document.text.count("Strike ends"), document.title] == [1, "Strike ends"]
    (left,) = [sentence for sentence in document.left_out if "Attachments" in sentence]
    assert "notes.txt" in left
    assert is_safe(left)


def test_attachments_past_a_few_are_counted() -> None:
    message = letter(Subject="Many")
    message.set_content(STORY)
    for number in range(MOST_NAMED + 3):
        message.add_attachment(b"x", maintype="image", subtype="png", filename=f"{number}.png")
    assert mail(bytes(message)).left_out[-1].endswith("9.png and 3 more.")


def test_a_charset_that_lies_costs_no_words() -> None:
    body = "The café of Port Ellery stayed open, the mayor said on Monday, and so did the others."
    latin = (HEADERS + "Content-Type: text/plain; charset=us-ascii\n\n").encode() + body.encode("cp1252")
    assert body in mail(latin).text
    as_utf8 = (HEADERS + "Content-Type: text/plain; charset=iso-8859-1\n\n").encode() + body.encode()
    assert body in mail(as_utf8).text
    unknown = (HEADERS + "Content-Type: text/plain; charset=no-such\n\n").encode() + body.encode()
    assert body in mail(unknown).text
    shifted = HEADERS + "Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: 8bit\n\n"
    assert "Переговоры" in mail(shifted.encode() + "Переговоры о забастовке".encode("koi8-r")).text


def test_headers_cannot_inject_anything() -> None:
    subject = "=?utf-8?b?" + "SGkNClgtQmFkOiB5ZXMNChtbMzFt" + "?="  # "Hi\r\nX-Bad: yes\r\n\x1b[31m"
    document = mail(PLAIN.replace("=?utf-8?q?Harbour_talks_=E2=80=93?=\n =?utf-8?q?_day_two?=", subject))
    assert document.title is not None
    assert "\n" not in document.title
    assert is_safe(document.text)
    assert document.title.startswith("Hi X-Bad: yes")


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("Café – open".encode(), "Café – open"),
        ("Café open".encode("cp1252"), "Café open"),
        ("=?iso-8859-1?q?Caf=E9?= – open".encode(), "Café – open"),
        (b"=?utf-8?q?a?= =?utf-8?q?b?=\n c", "ab c"),
        (b"=?koi8-r?b?8NLJ18XU?=", "Привет"),
        (b"=?utf-8?q?half", "=?utf-8?q?half"),
    ],
)
def test_a_subject_in_any_form(header: bytes, title: str) -> None:
    assert mail(b"Subject: " + header + b"\nFrom: a@b.example\n\n" + STORY.encode()).title == title


@pytest.mark.parametrize(
    "header",
    [
        "Subject: =?utf-8?b?a?=",
        "Subject: =?no-such?q?a?=",
        "Date: Mon, 99 Foo 99999 99:99:99 +9999",
        "From: <<<>>>",
        "From: " + '"' * 5000,
        "Content-Type: ;;;=",
        "Content-Type: multipart/mixed; boundary=",
        "Content-Disposition: attachment; filename*=utf-8''%ff%fe",
        "Message-ID: " + "<" * 1000,
        "Content-Transfer-Encoding: base64",
    ],
)
def test_broken_headers_are_read_as_far_as_they_go(header: str) -> None:
    try:
        document = mail(f"{header}\nX-A: b\nSubject: Talks\n\n{STORY}")
    except InputError:
        return
    assert is_safe(document.text)


def test_parts_nested_without_end_are_no_endless_work() -> None:
    start = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(3000))
    with contextlib.suppress(InputError):
        assert mail(HEADERS + start).title


def test_what_holds_no_mail_is_refused() -> None:
    with pytest.raises(InputError, match="no headers"):
        mail("\n\nwords")
    with pytest.raises(InputError, match="no text"):
        mail("From: a@b.example\nMIME-Version: 1.0\n\n \n")


@pytest.mark.parametrize(
    ("text", "is_mail"),
    [
        (PLAIN, True),
        (PLAIN.replace("\n", "\r\n"), True),
        ("From a@b.example Mon Mar  4 10:00:00 2024\n" + PLAIN, True),
        ("Subject: Harbour talks\nFrom: Ann Lee\nDate: Monday\n\nWords.", False),
        ("From: the mayor\n\nMessage-ID: none\n", False),
        ("Words.\n" + PLAIN, False),
    ],
)
def test_mails_are_told_from_texts(text: str, is_mail: bool) -> None:
    assert (sniff.detect(raw(text, "a")) is Format.MAIL) is is_mail


@given(st.binary(max_size=300), st.binary(max_size=300))
@settings(deadline=None)
def test_no_mail_does_harm(headers: bytes, body: bytes) -> None:
    try:
        document = read(raw(b"Subject: a\n" + headers + b"\n\n" + body, "m.eml"), NOW)
    except InputError:
        return
    check_blocks(document)
    assert is_safe(document.text)


# ------------------------------------------------------------------ mailboxes

START = b"From ann@wire.example Mon Mar  4 10:00:00 2024\n"


def test_a_mailbox_is_cut_into_its_mails() -> None:
    data = START + b"Subject: a\n\nOne.\n>From here on\nFrom now on\n\n" + START + b"Subject: b\n\nTwo.\n\n"
    first, second = mbox.mails(BytesIO(data), 1000)
    assert first == b"Subject: a\n\nOne.\nFrom here on\nFrom now on\n\n"
    assert second == b"Subject: b\n\nTwo.\n\n"


def test_a_mail_that_is_too_long_costs_itself_alone() -> None:
    data = START + b"Subject: a\n\n" + b"x\n" * 1000 + b"\n" + START + b"Subject: b\n\nTwo.\n"
    assert list(mbox.mails(BytesIO(data), 100)) == ["is over 0 MB", b"Subject: b\n\nTwo.\n"]


@given(st.lists(st.text(alphabet="ab\n >", max_size=40), max_size=5))
def test_mails_come_out_as_they_went_in(bodies: list[str]) -> None:
    data = b"".join(START + b"Subject: a\n\n" + body.encode() + b"\n\n" for body in bodies)
    assert len(list(mbox.mails(BytesIO(data), 1000))) == len(bodies)


def test_a_mail_of_too_many_lines_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "MOST_LINES", 100)
    data = START + b"Subject: a\n\n" + b"x\n" * 200 + b"\n" + START + b"Subject: b\n\nTwo.\n"
    assert list(mbox.mails(BytesIO(data), 10_000)) == ["has over 100 lines", b"Subject: b\n\nTwo.\n"]
