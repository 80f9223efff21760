"""What the application does: one use case per function, called by the web and the command line."""
