"""What the staff do on the site."""
