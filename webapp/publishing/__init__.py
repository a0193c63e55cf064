"""Publishing: new content is checked, put in the place of the old as a whole, and taken by a site that runs."""
