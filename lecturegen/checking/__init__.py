"""`lecturegen check`: the rules over the files of any week, ours or foreign, with lines and columns.

paths -> files (find) -> documents with places (weeks) -> findings (lint) -> words for people or machines (formats)
                                               `-> mended files (fixes)
"""
