"""What a slide shows, as far as every format agrees: markdown, maths, and how much room they take."""
