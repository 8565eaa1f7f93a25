"""`lecturegen watch`: weeks made again as their course is edited, and their pages in the browser."""
