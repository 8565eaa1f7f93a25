"""Assessments of weeks that there are, ours or anybody's, made anew, so that they differ from all that went before."""
