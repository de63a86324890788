"""Pictures: whether bytes are one that may be shown, and what is taken off before they are."""
