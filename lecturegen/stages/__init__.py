"""The stages, in order: load, plan, sections (draft and assess), validate, render. ``pipeline`` strings them together."""
