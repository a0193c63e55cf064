"""How far this browser is: in a quiz, in a programme, in a workshop. No file here is a view."""
