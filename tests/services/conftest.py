"""What the tests of fetching and updating work with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests import loopback
from tests.loopback import Site
from tests.services.updates import Bench, bench


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with loopback.serve() as site:
        yield site


@pytest.fixture
async def work(tmp_path: Path) -> AsyncIterator[Bench]:
    async with bench(tmp_path / "library.db") as work:
        yield work
