"""Teach once: one fix mends every document that has the same fault, now and in later loadings."""
