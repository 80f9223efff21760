"""What a posted form means: for each slot that it showed, a change or none."""
