"""CSV: questions as a table for a spreadsheet. It is only written."""
