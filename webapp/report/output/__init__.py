"""The ways out: charts, spreadsheet, CSV and PDF."""
