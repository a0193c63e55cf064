"""Everything that is ever stored: a class for each table, in a file for each time that rows live."""
