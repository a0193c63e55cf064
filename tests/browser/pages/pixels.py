"""Pictures: what differs between two, and what stands in the QR codes of one."""

from __future__ import annotations

from base64 import b64decode, b64encode

import numpy as np
import zxingcpp
from playwright.sync_api import BrowserContext

DRAWN = """async (source) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height});
  const drawing = canvas.getContext('2d');
  drawing.drawImage(image, 0, 0);
  return drawing.getImageData(0, 0, image.width, image.height);
}"""
COMPARE = f"""async (pictures) => {{
  const [one, other] = (await Promise.all(pictures.map({DRAWN}))).map((drawing) => drawing.data);
  let differing = 0;
  for (let at = 0; at < Math.max(one.length, other.length); at += 4)
    if ([0, 1, 2].some((part) => Math.abs(one[at + part] - other[at + part]) > 48)) differing++;
  return differing;
}}"""
GREY = f"""async (source) => {{
  const {{ width, data }} = await ({DRAWN})(source);
  let grey = '';
  for (let at = 0; at < data.length; at += 4) grey += String.fromCharCode((data[at] + data[at + 1] + data[at + 2]) / 3);
  return [width, btoa(grey)];
}}"""


def codes_in(context: BrowserContext, picture: bytes) -> set[str]:
    """Return what stands in the QR codes of a PNG, as a camera would see them in grey."""
    page = context.new_page()
    width, grey = page.evaluate(GREY, f"data:image/png;base64,{b64encode(picture).decode()}")
    page.close()
    dots = np.frombuffer(b64decode(grey), np.uint8).reshape(-1, width)
    return {found.text for found in zxingcpp.read_barcodes(dots)}


def differing(context: BrowserContext, one: bytes, other: bytes) -> int:
    """Return how many pixels of two PNGs of the same size differ clearly."""
    page = context.new_page()
    count: int = page.evaluate(COMPARE, [f"data:image/png;base64,{b64encode(each).decode()}" for each in (one, other)])
    page.close()
    return count
