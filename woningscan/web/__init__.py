"""The web: thin views over the services. A view gets, checks, calls and redirects; no more.

What a page needs is prepared by a builder in `contexts`; what a form means is read in `forms`.
Every route declares who may use it (`access`), or the application does not start.
"""
