"""What each page needs, prepared by named builders, so that templates only lay out."""
