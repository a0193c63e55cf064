"""What authors write in several languages: texts, and the messages that questions show."""
