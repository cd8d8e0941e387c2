"""What every test may use: the reference material beside the checkout, and homes of its own for settings and state."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("without a clock", settings(), deadline=None)
settings.load_profile("without a clock")
ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ARCHIVE_SHARED", ROOT.parent / "shared"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--encrypted`: the archives that the tests of the store make are encrypted ones."""
    parser.addoption("--encrypted", action="store_true", help="make encrypted archives in tests/store")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two workers for each processor: half of the tests wait for a terminal most of the time."""
    return min(16, 2 * (os.cpu_count() or 1))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material (captures, gold records, corpora). Skips where it is not laid beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip(f"reference material not found: lay it at {SHARED} or name it in ARCHIVE_SHARED")
    return SHARED


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, so that nothing of the person's is read or written."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("ARCHIVE_DB", "ARCHIVE_LANG", "NO_COLOR", "PYTHON_ARABIC_RESHAPER_CONFIGURATION_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how many cases of the standards' own test files pass: what a test recorded as `conformance`."""
    counted = [
        str(value)
        for outcome in ("passed", "failed")
        for report in terminalreporter.getreports(outcome)
        for name, value in report.user_properties
        if name == "conformance"
    ]
    if counted:
        terminalreporter.section("conformance")
        terminalreporter.write_line(", ".join(sorted(counted)))
