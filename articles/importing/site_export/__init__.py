"""The whole site as one zip of JSON Lines and media, and back; its schema is described in docs/export-format.md."""
