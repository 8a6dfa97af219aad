"""What several checks share: the lessons, and a browser if there is one."""

import os
from pathlib import Path

import hypothesis
import pytest
from twoclocks.book.publish import NOTEBOOKS

# The same random settings in every run: a check that fails must fail again, on this machine and on the next.
hypothesis.settings.register_profile(
    "two-clocks", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("two-clocks")


def lessons() -> list[Path]:
    """Return the stored notebooks, in order."""
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def pytest_generate_tests(metafunc):
    """Run every check that asks for a ``lesson`` once for each stored notebook: all of a file's, then the next lesson's.

    So what a file's checks share of a lesson (a page, a run) can be let go before the next lesson.
    """
    if "lesson" in metafunc.fixturenames:
        metafunc.parametrize("lesson", lessons(), ids=lambda path: path.stem, scope="module")


@pytest.fixture(scope="module")
def chromium():
    """A headless browser; without one the check is skipped, or fails where TWOCLOCKS_REQUIRE_BROWSER=1 asks for it."""
    import browser

    reason = browser.why_no_browser()
    if reason and os.environ.get("TWOCLOCKS_REQUIRE_BROWSER") == "1":
        pytest.fail(f"TWOCLOCKS_REQUIRE_BROWSER=1, but {reason}")
    if reason:
        pytest.skip(reason)
    with browser.chromium() as found:
        yield found


@pytest.fixture
def new_page(chromium):
    """Open pages with the network blocked, and close them at the end of the check."""
    import browser

    pages = []

    def open_page(**options):
        page, heard = browser.new_page(chromium, **options)
        pages.append(page)
        return page, heard

    yield open_page
    for page in pages:
        page.context.close()
