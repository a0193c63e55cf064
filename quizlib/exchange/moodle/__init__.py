"""Moodle XML, the format in which Moodle gives all that it knows of a question: reading and writing."""
