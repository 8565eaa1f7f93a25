"""Draft a lecture week from a topic list: plan, script, frames, assessment. Start reading at ``pipeline``."""

__version__ = "0.1.0"
