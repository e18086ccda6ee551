"""Through which proxy an address is asked for: the one of the settings, else that of the environment.

A proxy is given host names as they are, so that it resolves them: that is the point of Tor. `.onion`
names mean something to a SOCKS proxy alone, and no name server is ever asked about them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import SplitResult

from newsreader.errors import FetchError
from newsreader.ingest.fetch_addresses import is_onion, literal_address

SCHEMES = ("http", "https", "socks5", "socks5h")
"""The kinds of proxy that can be used; both of SOCKS let the proxy resolve."""

DIRECT = "direct"
"""In the settings: no proxy, whatever the environment says."""


def from_environment() -> dict[str, str]:
    """`http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`, by their first word."""
    from urllib.request import getproxies_environment  # heavy, and wanted with the first address alone

    return getproxies_environment()


@dataclass(frozen=True)
class Proxies:
    """The choice of a proxy for each address."""

    chosen: str | None = None
    """The proxy's address, `direct`, or None for what the environment says."""

    environment: dict[str, str] = field(default_factory=from_environment)
    """Proxies by scheme, and under `no` the hosts that need none."""

    def of(self, parts: SplitResult, where: str) -> str | None:
        """The proxy for an address; None where it is asked itself.

        Raises FetchError for a kind of proxy that cannot be used, and for `.onion` without SOCKS.
        """
        host = parts.hostname or ""
        proxy = self._named(parts.scheme, host)
        if proxy is not None and proxy.partition("://")[0] not in SCHEMES:
            raise FetchError("its proxy is of a kind that cannot be used", where=where, mend=", ".join(SCHEMES))
        if is_onion(host) and (proxy is None or not proxy.startswith("socks")):
            raise FetchError(
                "can be reached through Tor alone", where=where, mend="`fetch: {proxy: 'socks5h://127.0.0.1:9050'}`"
            )
        return proxy

    def _named(self, scheme: str, host: str) -> str | None:
        if self.chosen is not None:
            return None if self.chosen == DIRECT else self.chosen
        proxy = self.environment.get(scheme) or self.environment.get("all")
        # What is written as an address beside us means nothing to a proxy elsewhere.
        if (
            not proxy
            or self._is_bypassed(host)
            or host == "localhost"
            or (literal_address(host) or "").startswith("127.")
        ):
            return None
        name, mark, rest = proxy.partition("://")
        if not mark:
            return f"http://{proxy}"
        return f"{'socks5' if name.lower() == 'socks' else name.lower()}://{rest}"

    def _is_bypassed(self, host: str) -> bool:
        import urllib.request

        bypassed: Callable[[str, dict[str, str]], bool] = vars(urllib.request)["proxy_bypass_environment"]
        return bool(bypassed(host, self.environment))
