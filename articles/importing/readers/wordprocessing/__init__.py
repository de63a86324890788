"""Readers of what word processors write: Word (.docx) and OpenDocument (.odt)."""
