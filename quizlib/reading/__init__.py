"""Read a YAML file into data that knows the line and column of every key and value."""
