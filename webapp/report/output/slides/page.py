"""Page: one slide, with its title, its words and its source; the sizes that all slides share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Inches, Pt

WIDTH, HEIGHT, EDGE = Inches(13.333), Inches(7.5), Inches(0.55)
INNER = Emu(WIDTH - 2 * EDGE)
TITLE_TOP, TITLE_HEIGHT, BELOW, FOOT = Inches(0.35), Inches(1.05), Inches(1.4), Inches(6.95)
INK, SERIF = RGBColor(0x1D, 0x21, 0x25), "Georgia"
LONG, LARGE, SMALLER = 100, 28, 23
"""From how many letters on a title is smaller, and both sizes in points."""


@dataclass(frozen=True)
class Page:
    """A slide that is being filled, in one language."""

    slide: Slide
    language: str

    def title(self, words: str) -> None:
        """Write the title, by which a screen reader and the outline know the slide."""
        shape = self.slide.shapes.title
        if shape is not None:
            shape.text_frame.word_wrap, shape.text_frame.vertical_anchor = True, MSO_ANCHOR.BOTTOM
            shape.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
            shape.text_frame.margin_left = 0
            self._write(shape.text_frame.paragraphs[0], words, SMALLER if len(words) > LONG else LARGE, bold=True)

    def box(self, left: int, top: int, width: int, height: int, paragraphs: Sequence[tuple[str, float, bool]]) -> None:
        """Write paragraphs into a box, each with its size in points, and whether it is bold."""
        frame = self.slide.shapes.add_textbox(Emu(left), Emu(top), Emu(width), Emu(height)).text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        self.write(frame, paragraphs)

    def write(self, frame: TextFrame, paragraphs: Sequence[tuple[str, float, bool]]) -> None:
        """Write paragraphs into a frame that has none yet."""
        for number, (words, size, bold) in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(size / 4)
            self._write(paragraph, words, size, bold=bold)

    def foot(self, source: str) -> None:
        """Write where the figures are from, at the foot."""
        self.box(EDGE, FOOT, INNER, Inches(0.35), [(source, 12, False)])

    def note(self, paragraphs: Sequence[str]) -> None:
        """Write what the speaker reads."""
        frame = self.slide.notes_slide.notes_text_frame
        if frame is not None:
            self.write(frame, [(words, 12, False) for words in paragraphs])

    def _write(self, paragraph: _Paragraph, words: str, size: float, *, bold: bool) -> None:
        run = paragraph.add_run()
        run.text = words
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, INK
        run.font.name = SERIF if bold and size >= SMALLER else None
        run._r.get_or_add_rPr().set("lang", self.language)  # noqa: SLF001 - python-pptx knows only some languages
