"""What a zip begins with, and what `zipfile` raises at one that is damaged, locked, or packed in an unknown way."""

import lzma
import struct
import zipfile
import zlib

MAGIC = b"PK\x03\x04"
# RuntimeError: it asks for a password, or is packed in an unknown way. ValueError, OSError: its sizes, offsets or text
# are none. struct.error: what stands ahead of a member is cut off. The others are those of what unpacks it.
BROKEN = (zipfile.BadZipFile, RuntimeError, ValueError, OSError, EOFError, struct.error, zlib.error, lzma.LZMAError)
