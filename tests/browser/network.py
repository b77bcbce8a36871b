"""The network and the processor of a cheap phone in a village."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

# 400 kbit/s both ways, and two seconds for every answer.
SLOW_3G = {"latency": 2000, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER_PROCESSOR = 4
# A page on a slow network takes its time; a test that waits for what never comes fails later.
PATIENCE = 30_000


def slow(page: Page) -> Callable[[bool], None]:
    """Slow a page down; what it gives takes the signal away and brings it back."""
    devtools = page.context.new_cdp_session(page)

    def offline(is_gone: bool) -> None:
        devtools.send("Network.emulateNetworkConditions", SLOW_3G | {"offline": is_gone})

    devtools.send("Network.enable")
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    offline(False)
    page.set_default_timeout(PATIENCE)
    return offline
