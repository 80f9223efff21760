"""A questionnaire as one page that a domain expert reads on a screen or on paper."""
