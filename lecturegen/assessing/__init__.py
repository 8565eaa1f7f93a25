"""Assessments of weeks that there are, ours or anybody's, made anew: the old ones are kept, and the new ones differ from them."""
