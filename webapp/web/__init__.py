"""What every page of the site needs: requests, replies, languages, files, protection."""
