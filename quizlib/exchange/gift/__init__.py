"""GIFT, the text format of Moodle: reading and writing."""
