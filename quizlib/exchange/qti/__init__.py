"""QTI: questions in the format of 1EdTech. The versions 1.2, 2.1, 2.2 and 3 are read, and version 3 is written."""
