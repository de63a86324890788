"""Tags for columns, suggested: learnt from the archive's own tagged columns, and from names that stand in the text.

`names` finds the names of tags in a text, `matrix` lays out an archive, `learning` learns from it, `judging` says how
sure a suggestion is; these know nothing of the database. `kept` keeps what was learnt, `suggester` asks it.
"""
