"""The stages, in order: load, plan, sections (draft, assess), validate, render. ``pipeline`` strings them together."""
