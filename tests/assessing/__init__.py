"""`lecturegen assess`, through the command line and HTTP."""
