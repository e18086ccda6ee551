"""Addresses to bytes: one polite GET, with limits on everything that a server can send.

Redirects are followed here and not by the library, since each is a new address that somebody else
chose: it is checked like the first, gets none of the person's secrets unless it is the same host, and
only an unbroken chain of permanent ones says that the address has moved. No cookies are kept. Nothing
is written anywhere; a secret is in no message.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from newsreader import __version__
from newsreader.errors import FetchError
from newsreader.ingest import fetch_addresses
from newsreader.ingest.fetch_addresses import Resolve, check_url, refuse_local_name, shown_url
from newsreader.ingest.fetch_answer import (
    Fetched,
    Onward,
    completed,
    content_type,
    hang_up,
    refusal,
    target,
    validators_of,
)
from newsreader.ingest.fetch_body import ACCEPTED, Body
from newsreader.ingest.fetch_hosts import BUSY, Hosts, retry_after
from newsreader.ingest.fetch_proxies import Proxies
from newsreader.model.feeds import Validators

if TYPE_CHECKING:
    import httpx

MOST_REDIRECTS = 5
"""How often one address may send on to another."""

MOST_HEADERS = 200
"""Header lines of one answer."""

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
)
_PERMANENT, _TEMPORARY = frozenset({301, 308}), frozenset({302, 303, 307})


@dataclass(frozen=True, slots=True)
class Policy:
    """How addresses are asked for."""

    proxy: str | None = None
    """The proxy's address, `direct`, or None for what the environment says."""

    allow_private: bool = False
    """Whether addresses of the person's own network may be asked."""

    timeout: float = 30.0
    """Seconds that one answer may take in all, redirects included and waiting for a turn not."""

    most_bytes: int = 20_000_000
    """Bytes of one answer, as it comes and unpacked."""

    connections: int = 8
    """Connections at once."""

    per_host: int = 2
    """Connections to one host at once."""

    pause: float = 0.5
    """Seconds between the starts of two requests to one host."""

    agent: str = f"newsreader/{__version__} (+feed reader)"
    """What the program calls itself."""


@dataclass(frozen=True, slots=True)
class _Asking:
    """One request."""

    headers: Mapping[str, bytes]
    """What is sent with it."""

    seconds: float
    """How long it may take."""

    where: str
    """The address, for a complaint."""

    most: int
    """Bytes of the answer, as it comes and unpacked."""

    ready: Callable[[], Awaitable[object]] | None
    """Is awaited when the turn of the host has come."""

    def is_conditional(self) -> bool:
        """Whether it asks only for what has changed."""
        return "If-None-Match" in self.headers or "If-Modified-Since" in self.headers


class Fetcher:
    """Asks for addresses, many at once; used from one event loop, and closed at the end."""

    def __init__(
        self, policy: Policy | None = None, *, resolve: Resolve | None = None, proxies: Proxies | None = None
    ) -> None:
        """`resolve` and `proxies` stand in for the system's."""
        self.policy = policy or Policy()
        self._resolve = resolve or fetch_addresses.resolve
        self._proxies = proxies or Proxies(self.policy.proxy)
        self._hosts = Hosts(self.policy.connections, self.policy.per_host, self.policy.pause)
        self._client: httpx.AsyncClient | None = None
        self._starting = asyncio.Lock()

    async def __aenter__(self) -> Fetcher:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def get(
        self,
        url: str,
        validators: Validators | None = None,
        private: Mapping[str, str] | None = None,
        *,
        most: int | None = None,
        ready: Callable[[], Awaitable[object]] | None = None,
    ) -> Fetched:
        """What an address gives.

        `validators`: what it gave the last time, so that it need not send the same again; `private`:
        headers for its own host alone; `most`: bytes of the answer, where the policy allows more; `ready` is
        awaited once, when the turn of the host has come, and what it raises ends the asking. Raises FetchError,
        GoneError where it is gone for good.
        """
        place = shown_url(url)
        _refuse_password(url, place)
        client = await self._started()
        asked, moved, permanent, left = url, None, True, self.policy.timeout
        for _ in range(MOST_REDIRECTS + 1):
            where = place if asked == url else f"{place}, which leads to {shown_url(asked)}"
            parts = check_url(asked, where)
            headers = self._headers(validators, private if is_same_host(url, asked) else None)
            answer, spent = await self._ask(client, parts, _Asking(headers, left, where, self._most(most), ready))
            ready = None
            if isinstance(answer, Fetched):
                return completed(answer, asked, moved, validators)
            left -= spent
            permanent = permanent and answer.permanent
            asked = answer.url
            moved = asked if permanent else moved
        raise FetchError(f"sends on more than {MOST_REDIRECTS} times", where=place)

    async def _started(self) -> httpx.AsyncClient:
        async with self._starting:
            if self._client is None:
                self._client = await asyncio.to_thread(self._make_client)
            return self._client

    def _make_client(self) -> httpx.AsyncClient:
        import httpx

        from newsreader.ingest.fetch_transport import Transport

        patience = self.policy.timeout / 2
        return httpx.AsyncClient(
            transport=Transport(
                self._proxies,
                self._resolve,
                allow_private=self.policy.allow_private,
                connections=self.policy.connections,
            ),
            headers={"User-Agent": self.policy.agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED},
            timeout=httpx.Timeout(patience, pool=None),
            follow_redirects=False,
            trust_env=False,
        )

    @staticmethod
    def _headers(validators: Validators | None, private: Mapping[str, str] | None) -> dict[str, bytes]:
        headers = {name: value.encode("utf-8") for name, value in (private or {}).items()}
        if validators and validators.etag:
            headers["If-None-Match"] = validators.etag.encode("latin-1", "replace")
        if validators and validators.modified:
            headers["If-Modified-Since"] = validators.modified.encode("latin-1", "replace")
        return headers

    def _most(self, most: int | None) -> int:
        return self.policy.most_bytes if most is None else min(most, self.policy.most_bytes)

    async def _ask(
        self, client: httpx.AsyncClient, parts: SplitResult, asking: _Asking
    ) -> tuple[Fetched | Onward, float]:
        """One request and its answer, and the seconds that it took."""
        host, where = (parts.hostname or "").lower(), asking.where
        refuse_local_name(host, where, allow_private=self.policy.allow_private)
        self._proxies.of(parts, where)
        async with self._hosts.turn(host, where):
            if asking.ready is not None:
                await asking.ready()
            begun = time.monotonic()
            try:
                async with asyncio.timeout(max(asking.seconds, 0.001)):
                    return await self._exchange(client, parts.geturl(), asking), time.monotonic() - begun
            except FetchError as error:
                raise _placed(error, where) from None
            except Exception as error:  # servers can make the libraries below raise about anything
                from newsreader.ingest.fetch_transport import explain

                raise _placed(explain(error), where) from None

    async def _exchange(self, client: httpx.AsyncClient, url: str, asking: _Asking) -> Fetched | Onward:
        headers = asking.headers
        request = client.build_request("GET", url, headers=[(name.encode(), value) for name, value in headers.items()])
        response = await client.send(request, stream=True)
        try:
            return await self._answer(response, url, asking)
        finally:
            if response.status_code == 304:
                await hang_up(response)
            await response.aclose()

    async def _answer(self, response: httpx.Response, url: str, asking: _Asking) -> Fetched | Onward:
        status, host, where = response.status_code, (urlsplit(url).hostname or "").lower(), asking.where
        if len(response.headers.raw) > MOST_HEADERS:
            raise FetchError(f"sends more than {MOST_HEADERS} header lines", where=where)
        wait = retry_after(response.headers.get("retry-after"), datetime.now(UTC))
        if status in (429, 503):
            raise FetchError(f"{BUSY} ({status})", where=where, retry_after=self._hosts.busy(host, wait))
        self._hosts.well(host)
        if status in _PERMANENT | _TEMPORARY:
            return Onward(target(response, url, where), status in _PERMANENT)
        if status == 304 and asking.is_conditional():
            return Fetched(304, url, validators=validators_of(response), not_modified=True, retry_after=wait)
        if not 200 <= status < 300:
            raise refusal(status, where)
        data = await self._body(response, asking)
        kind, charset = content_type(response)
        return Fetched(
            status,
            url,
            data=data,
            content_type=kind,
            charset=charset,
            validators=validators_of(response, data),
            retry_after=wait,
        )

    @staticmethod
    async def _body(response: httpx.Response, asking: _Asking) -> bytes:
        body = Body(response.headers.get("content-encoding", ""), asking.most, asking.where)
        stated = response.headers.get("content-length", "")
        if stated.isascii() and stated.isdigit() and len(stated) < 20:
            body.expect(int(stated))
        async for chunk in response.aiter_raw():
            body.add(chunk)
        return body.data()


def _refuse_password(url: str, place: str) -> None:
    with contextlib.suppress(ValueError):
        if "@" in urlsplit(url).netloc:
            raise FetchError(
                "holds a user name or password",
                where=place,
                mend="take it out, and put it under `feeds:` in the settings",
            )


def _placed(error: FetchError, where: str) -> FetchError:
    if error.where:
        return error
    return type(error)(error.what, where=where, mend=error.mend, retry_after=error.retry_after)


def is_same_host(first: str, second: str) -> bool:
    """Whether what is meant for the first address may be sent to the second: same host, and no less secret."""
    one, other = urlsplit(first), urlsplit(second)
    if (one.hostname or "").lower() != (other.hostname or "").lower():
        return False
    ports = {"http": 80, "https": 443}
    one_port, other_port = one.port or ports.get(one.scheme), other.port or ports.get(other.scheme)
    if one.scheme == other.scheme:
        return one_port == other_port
    return (one.scheme, other.scheme, one_port, other_port) == ("http", "https", 80, 443)
