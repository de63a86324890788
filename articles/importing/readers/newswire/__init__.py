"""The formats in which news agencies and newspapers pass stories on: NITF, NewsML-G2 and ninjs."""
