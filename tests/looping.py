"""Coroutines run by tests."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def result_of(coroutine: Coroutine[object, object, Result]) -> Result:
    """What it gives, run in a thread of its own: Playwright keeps a loop running in the one that has a browser."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
