"""Slides as somebody else's program reads them: the words of each, and the numbers and labels of its chart."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from pptx import Presentation

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class ReadSlide:
    """One slide: its title, all its words, its notes, and of its chart the alternative text, names, numbers, labels."""

    title: str
    words: list[str]
    notes: str
    described: str = ""
    names: list[str] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    languages: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """All that is read on the slide."""
        return " ".join((*self.words, *self.names, *self.labels))


def read_slides(data: bytes) -> list[ReadSlide]:
    """Return the slides of a PPTX, in order."""
    return [_slide(slide) for slide in Presentation(io.BytesIO(data)).slides]


def _slide(slide: Any) -> ReadSlide:  # noqa: ANN401 - python-pptx is not typed here
    words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    languages = frozenset(run.get("lang") for run in slide.element.iter(f"{DRAWING}rPr"))
    read = ReadSlide(slide.shapes.title.text_frame.text, words, slide.notes_slide.notes_text_frame.text)
    charts = [shape for shape in slide.shapes if shape.has_chart]
    if not charts:
        return ReadSlide(read.title, words, read.notes, languages=languages)
    (shape,) = charts
    plot = shape.chart.plots[0]
    values, ends = plot.series
    points = [ends.points[index].data_label.text_frame for index in range(len(plot.categories))]
    return ReadSlide(
        read.title,
        words,
        read.notes,
        shape.element.nvGraphicFramePr.cNvPr.get("descr"),
        list(plot.categories),
        list(values.values),
        list(ends.values),
        [" ".join(paragraph.text for paragraph in frame.paragraphs) for frame in points],
        languages,
    )
