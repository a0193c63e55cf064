"""The staff's accounts, their sign-ins, and the list of who did what."""
