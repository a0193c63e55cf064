"""What helps authors beside the check: new files, other names, one layout, a schema for editors, changes in words."""
