"""Draws the icons in webapp/static/root/ anew: `python -m tests.browser.icons`, when the drawing below has changed."""

from __future__ import annotations

import struct

from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.places import ROOT

FOLDER = ROOT / "webapp" / "static" / "root"
DOOR = (  # as site.css draws it beside the name
    "<path d='M3 23V10a9 9 0 0 1 18 0v13z' fill='#0a4a5c'/>"
    "<path d='M6 23V10a6 6 0 0 1 12 0v13z' fill='#ffcf40'/>"
    "<path d='M6 23V10a6 6 0 0 1 6-6v16z' fill='#06323f'/>"
)
SMALL, TOUCH, SHARED = 48, 180, (1200, 630)  # px


def drawing(width: int, height: int, door: int, behind: str) -> str:
    """Return the door in this height, in the middle of a picture."""
    left, top = (width - door) / 2, (height - door) / 2
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>"
        f"<rect width='100%' height='100%' fill='{behind}'/>"
        f"<svg x='{left}' y='{top}' width='{door}' height='{door}' viewBox='0 0 24 24'>{DOOR}</svg></svg>"
    )


def picture(browser: Browser, width: int, height: int, door: int, behind: str = "#faf6ef") -> bytes:
    """Return the drawing as PNG."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_content(
        f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{drawing(width, height, door, behind)}"
    )
    taken = page.screenshot(omit_background=behind == "none")
    page.close()
    return taken


def icon(png: bytes, size: int) -> bytes:
    """Return a PNG as an .ico file with one picture."""
    head, place = struct.calcsize("<3H"), struct.calcsize("<4B2H2I")
    entry = struct.pack("<4B2H2I", size, size, 0, 0, 1, 32, len(png), head + place)
    return struct.pack("<3H", 0, 1, 1) + entry + png


def main() -> None:
    """Draw them all."""
    with chromium() as browser:
        (FOLDER / "favicon.ico").write_bytes(icon(picture(browser, SMALL, SMALL, SMALL, "none"), SMALL))
        (FOLDER / "apple-touch-icon.png").write_bytes(picture(browser, TOUCH, TOUCH, 140))
        (FOLDER / "share.png").write_bytes(picture(browser, *SHARED, 460))


if __name__ == "__main__":
    main()
