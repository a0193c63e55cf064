"""Slides: the one page and charts of the campaign as a PPTX. `python-pptx` is imported when somebody asks for them."""
