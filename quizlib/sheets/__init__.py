"""What is printed of a quiz: a worksheet, its key, and talking points, as one page of HTML that needs nothing else."""
