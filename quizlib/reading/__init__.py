"""A file becomes data in which every key and value has its place."""
