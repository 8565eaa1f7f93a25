"""`lecturegen check`: the rules over the files of any week, ours or foreign, with lines and columns.

paths -> files and documents with places (`lecturegen.existing`) -> findings (lint) -> words for people or machines
(formats), and mended files (fixes).
"""
