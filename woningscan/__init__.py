"""woningscan: home security advice for political office holders."""

__version__ = "0.1.0"
