"""Content: reading, checking and exporting the questionnaires that the engine asks from."""
