"""Weeks on a disk, ours or anybody's: found, and read into the documents of the pipeline, each text with its place."""
