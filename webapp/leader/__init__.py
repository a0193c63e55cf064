"""What the leader of a workshop does. The address of a page is the leader link, which opens this workshop alone."""
