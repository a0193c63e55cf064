"""The output of the report: charts, spreadsheet, CSV and PDF."""
