"""What an answer says: its status, where it sends on to, what to ask with the next time.

Headers are as foreign as the body: none is kept that could not be sent back or shown.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from newsreader.errors import FetchError, GoneError
from newsreader.ingest.decode import in_utf8
from newsreader.ingest.fetch_addresses import without_user
from newsreader.model.feeds import Validators

if TYPE_CHECKING:
    import httpx

MOST_VALIDATOR_CHARS = 1000
"""A longer `ETag` is not kept."""

_HEAD_BYTES = 2048
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.I)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave."""

    status: int
    """The HTTP status: 2xx, or 304."""

    final_url: str
    """The address that gave it, after all redirects."""

    moved_to: str | None = None
    """The address to ask for from now on, where the server said that it has moved for good."""

    data: bytes = field(default=b"", repr=False)
    """The body, unpacked; empty where nothing has changed."""

    content_type: str | None = None
    """The media type as stated, in small letters, without parameters."""

    charset: str | None = None
    """The charset as stated."""

    validators: Validators = field(default_factory=Validators)
    """What to send the next time, and the digest of this body."""

    not_modified: bool = False
    """Whether the server said that nothing has changed."""

    retry_after: float | None = None
    """The seconds for which the server wants not to be asked again, where it says so."""

    def text_bytes(self) -> bytes:
        """The body for a reader that is not told of the charset: in UTF-8 where only the server names another.

        What declares itself is left as it is: servers name a default for all that they have.
        """
        head = self.data[:_HEAD_BYTES].lower()
        return self.data if b"encoding" in head or b"charset" in head else in_utf8(self.data, self.charset)


@dataclass(frozen=True, slots=True)
class Onward:
    """A redirect."""

    url: str
    """Where to."""

    permanent: bool
    """Whether for good."""


async def hang_up(response: httpx.Response) -> None:
    """End the connection of a 304: one that sends a body with it would put that before its next answer."""
    stream = response.extensions.get("network_stream")
    if stream is not None and response.http_version.startswith("HTTP/1"):
        with contextlib.suppress(Exception):
            await stream.aclose()


def target(response: httpx.Response, url: str, where: str) -> str:
    """Where a redirect leads; its fragment and what it holds of names and passwords are dropped."""
    location = str(response.extensions.get("newsreader_location", "")).strip()
    if not location:
        raise FetchError("sends on without saying where to", where=where)
    try:
        return without_user(urljoin(url, location.replace(" ", "%20"))).partition("#")[0]
    except ValueError:
        raise FetchError("sends on to what is no address", where=where) from None


def validators_of(response: httpx.Response, data: bytes | None = None) -> Validators:
    """What the answer gives for the next time, with the digest of its body."""
    digest = None if data is None else hashlib.sha256(data).hexdigest()
    return Validators(_kept(response, b"etag"), _kept(response, b"last-modified"), digest)


def _kept(response: httpx.Response, name: bytes) -> str | None:
    """A header exactly as it was sent, where it can be sent back."""
    value = next((value for key, value in response.headers.raw if key.lower() == name), b"").decode("latin-1")
    return value if value and len(value) <= MOST_VALIDATOR_CHARS and not _CONTROL.search(value) else None


def completed(answer: Fetched, url: str, moved: str | None, before: Validators | None) -> Fetched:
    """The answer with what only the whole exchange knows."""
    validators = answer.validators
    if answer.not_modified and before is not None:
        etag, modified = validators.etag or before.etag, validators.modified or before.modified
        validators = Validators(etag, modified, before.digest)
    return replace(answer, final_url=url, moved_to=moved, validators=validators)


def content_type(response: httpx.Response) -> tuple[str | None, str | None]:
    """The media type and the charset, as stated."""
    stated = str(response.headers.get("content-type", ""))[:300]
    charset = _CHARSET.search(stated)
    kind = stated.partition(";")[0].strip().lower()
    return (kind if kind and not _CONTROL.search(kind) else None), (charset.group(1) if charset else None)


def refusal(status: int, where: str) -> FetchError:
    """What an answer means that brings nothing."""
    if status == 410:
        return GoneError("is gone for good (410)", where=where)
    if status == 401:
        return FetchError("wants a password (401)", where=where, mend="`feeds:` in the settings names one")
    if status == 403:
        return FetchError("refuses to give it (403)", where=where)
    if status == 404:
        return FetchError("is not there (404)", where=where)
    if status == 407:
        return FetchError("the proxy wants a password (407)", where=where)
    if status >= 500:
        return FetchError(f"its server fails ({status})", where=where)
    return FetchError(f"answers with status {status}", where=where)
