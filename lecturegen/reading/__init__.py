"""Finished documents and notes -> our own documents."""
