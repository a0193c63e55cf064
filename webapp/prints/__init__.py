"""What is printed for a workshop, as one PDF: sheets for its leader, for the room and to take home."""

MOST = 24  # workshops in one file: each takes half a second of a processor
