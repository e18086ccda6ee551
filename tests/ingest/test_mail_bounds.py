from __future__ import annotations

import time

import pytest

from newsreader.errors import TooLargeError
from newsreader.ingest import mail
from newsreader.ingest.mail_bounds import MOST_BOUNDARIES, bounded
from newsreader.ingest.mbox import MOST_LINES
from tests.ingest.samples import NOW, STORY, raw

HEAD = b"From: a <a@b.example>\nMessage-ID: <z>\nSubject: Harbour talks\n"
BODY = b"\n" + STORY.encode()


@pytest.mark.parametrize(
    "parameters",
    [
        b'; a="' + b";" * 200_000,
        b"; ".join([b"", *(b"a*%d*=x" % number for number in range(50_000))]),
        b";\n " * 100_000,
        b";\r " * 100_000,
    ],
)
@pytest.mark.parametrize("name", [b"Content-Type: text/plain", b"content-disposition : inline"])
def test_parameters_without_end_are_cut_and_the_mail_is_read(name: bytes, parameters: bytes) -> None:
    began = time.process_time()
    document = mail.read(raw(HEAD + name + parameters + b"\n" + BODY, "m.eml"), NOW)
    assert time.process_time() - began < 3
    assert "Port Ellery" in document.text


def test_a_mail_as_programs_write_them_stays_as_it_is() -> None:
    name = b"".join(b"\n filename*%d*=utf-8''%s;" % (number, b"x" * 60) for number in range(12))
    data = HEAD + b"Content-Disposition: attachment;" + name + b"\n" + BODY + b"Content-type: of no header\n"
    assert bounded(data, "m") == data


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_too_many_lines_or_parts_are_refused_before_they_are_parsed(end: bytes) -> None:
    with pytest.raises(TooLargeError, match="lines"):
        bounded(HEAD + BODY + (b"a" + end) * (MOST_LINES + 1), "m")
    with pytest.raises(TooLargeError, match="parts"):
        bounded(HEAD + BODY + (end + b"--B") * (MOST_BOUNDARIES + 1), "m")
