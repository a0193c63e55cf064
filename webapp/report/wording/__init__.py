"""The words of the report: messages that wait for their language, names, definitions."""
