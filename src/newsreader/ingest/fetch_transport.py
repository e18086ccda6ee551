"""How an HTTP request leaves the program: one connection pool for each proxy, and one for none.

Where there is no proxy, a host is resolved here, its addresses are looked at, and the connection goes
to one of just these; TLS still checks the name. Heavy to import, so it is imported with the first
address that is asked for.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Iterable
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

from newsreader.errors import FetchError
from newsreader.ingest.fetch_addresses import Resolve, may_be_asked, refusal
from newsreader.ingest.fetch_proxies import Proxies
from newsreader.text.safe import one_line

MOST_TRIED = 4
"""Addresses of one host that are tried."""

KEPT_SECONDS = 10.0
"""For how long a connection without work is kept."""

LOCATION = "newsreader_location"
"""Under this name an answer's extensions hold where it sends on to."""

_KEPT_FROM_CLIENT = frozenset({b"location", b"set-cookie"})
"""Headers that the client would act on: it reads addresses before they were checked, and keeps cookies."""


class PinnedBackend(httpcore.AsyncNetworkBackend):
    """Connects to addresses that were looked at, and to no others."""

    def __init__(self, resolve: Resolve, *, allow_private: bool) -> None:
        self._resolve = resolve
        self._allow_private = allow_private
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of a host that answers; raises FetchError where none may be asked."""
        failure: Exception | None = None
        addresses = await self._addresses(host, port)
        for address in addresses:
            try:
                return await self._inner.connect_tcp(
                    address,
                    port,
                    timeout=timeout / len(addresses) if timeout else None,
                    local_address=local_address,
                    socket_options=socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = failure or error
        raise failure or FetchError("its name has no address")

    async def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = await self._resolve(host, port)
        except OSError:
            raise FetchError("its name cannot be resolved", mend="check the address and the network") from None
        fit = [address for address in found if may_be_asked(address, allow_private=self._allow_private)]
        if found and not fit:
            raise refusal(None, allow_private=self._allow_private)
        return fit[:MOST_TRIED]


class _Stream(httpx.AsyncByteStream):
    """The body of an answer, as the pool gives it."""

    def __init__(self, pieces: Any) -> None:
        self._pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._pieces:
            yield piece

    async def aclose(self) -> None:
        await self._pieces.aclose()


class Transport(httpx.AsyncBaseTransport):
    """Sends each request through the pool of its proxy, or of none."""

    def __init__(self, proxies: Proxies, resolve: Resolve, *, allow_private: bool, connections: int) -> None:
        self._proxies = proxies
        self._backend = PinnedBackend(resolve, allow_private=allow_private)
        self._options: dict[str, Any] = {
            "ssl_context": httpx.create_ssl_context(),
            "max_connections": None,  # the limits are those of `fetch_hosts`
            "max_keepalive_connections": connections,
            "keepalive_expiry": KEPT_SECONDS,
            "http2": True,
        }
        self._pools: dict[str | None, httpcore.AsyncConnectionPool] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; raises what the pool raises, and FetchError."""
        proxy = self._proxies.of(urlsplit(str(request.url)), "")
        url = request.url
        answer = await self._pool(proxy).handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        location = next((value for name, value in answer.headers if name.lower() == b"location"), b"")
        headers = [(name, value) for name, value in answer.headers if name.lower() not in _KEPT_FROM_CLIENT]
        extensions = {**answer.extensions, LOCATION: location.decode("utf-8", "replace")}
        return httpx.Response(answer.status, headers=headers, stream=_Stream(answer.stream), extensions=extensions)

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            await pool.aclose()

    def _pool(self, proxy: str | None) -> httpcore.AsyncConnectionPool:
        if proxy not in self._pools:
            self._pools[proxy] = self._make_pool(proxy)
        return self._pools[proxy]

    def _make_pool(self, proxy: str | None) -> httpcore.AsyncConnectionPool:
        if proxy is None:
            return httpcore.AsyncConnectionPool(network_backend=self._backend, **self._options)
        try:
            named = httpx.Proxy(proxy)
        except (ValueError, httpx.InvalidURL):
            raise FetchError("the address of the proxy cannot be used") from None
        url = named.url
        place = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        if url.scheme.startswith("socks"):
            return httpcore.AsyncSOCKSProxy(proxy_url=place, proxy_auth=named.raw_auth, **self._options)
        return httpcore.AsyncHTTPProxy(proxy_url=place, proxy_auth=named.raw_auth, **self._options)


def explain(error: Exception) -> FetchError:
    """What went wrong on the way, in the words of the program; without a place."""
    if isinstance(error, FetchError):
        return error
    if isinstance(error, httpcore.ConnectTimeout):
        return FetchError("cannot be reached: no answer in time")
    if isinstance(error, httpcore.TimeoutException | httpx.TimeoutException):
        return FetchError("stopped sending before the end")
    if isinstance(error, TimeoutError):
        return FetchError("took too long", mend="`fetch: {timeout: …}` in the settings, in seconds")
    if isinstance(error, httpcore.ProxyError):
        return FetchError(f"the proxy refuses: {one_line(str(error), 80)}")
    if isinstance(error, httpcore.RemoteProtocolError | httpcore.LocalProtocolError):
        return _explain_protocol(str(error))
    if isinstance(error, httpx.InvalidURL | httpcore.UnsupportedProtocol | UnicodeError):
        return FetchError("is no address of the web")
    return _explain_cause(error)


def _explain_protocol(words: str) -> FetchError:
    if "without sending complete" in words or "incomplete chunked" in words:
        return FetchError("breaks off before its end")
    if "disconnected" in words:
        return FetchError("closed the connection without an answer")
    if "too long" in words:
        return FetchError("sends headers without end")
    return FetchError(f"does not answer in HTTP ({one_line(words.partition(':')[0], 60)})")


def _explain_cause(error: Exception) -> FetchError:
    """By what the system or TLS said first."""
    cause: BaseException | None = error
    for _ in range(10):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FetchError(f"its certificate is not valid: {one_line(cause.verify_message, 100)}")
        if isinstance(cause, ssl.SSLError):
            return FetchError(f"no secure connection: {one_line(cause.reason or str(cause), 80).lower()}")
        if isinstance(cause, ConnectionRefusedError):
            return FetchError("refuses the connection")
        if isinstance(cause, OSError) and cause.strerror:
            return FetchError(f"cannot be reached: {one_line(cause.strerror, 80).lower()}")
        if cause is None:
            break
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore.ConnectError):
        return FetchError("cannot be reached")
    if isinstance(error, httpcore.NetworkError):
        return FetchError("the connection broke")
    return FetchError(f"the answer could not be read ({type(error).__name__})")
