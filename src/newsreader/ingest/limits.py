"""Limits that more than one reader keeps to, and whoever fetches for them."""

from __future__ import annotations

MOST_FEED_BYTES = 20_000_000
"""The largest feed that is fetched or read."""
