"""Two versions of a questionnaire side by side: what changed, and which answers still mean it."""
