"""What differs between two pictures."""

from __future__ import annotations

from base64 import b64encode

from playwright.sync_api import BrowserContext

COMPARE = """async (pictures) => {
  const [one, other] = await Promise.all(pictures.map(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height});
    const drawing = canvas.getContext('2d');
    drawing.drawImage(image, 0, 0);
    return drawing.getImageData(0, 0, image.width, image.height).data;
  }));
  let differing = 0;
  for (let at = 0; at < Math.max(one.length, other.length); at += 4)
    if ([0, 1, 2].some((part) => Math.abs(one[at + part] - other[at + part]) > 48)) differing++;
  return differing;
}"""


def differing(context: BrowserContext, one: bytes, other: bytes) -> int:
    """Return how many pixels of two PNGs of the same size differ clearly."""
    page = context.new_page()
    count: int = page.evaluate(COMPARE, [f"data:image/png;base64,{b64encode(each).decode()}" for each in (one, other)])
    page.close()
    return count
