"""What authors do on the site: they write drafts, see them as participants will, and have partners read them."""
