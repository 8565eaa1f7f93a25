"""The requests we make of a model, one module each: what is asked, and how the reply becomes a document."""
