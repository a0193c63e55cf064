"""The words of the report: texts that are translated later, names, and definitions."""
