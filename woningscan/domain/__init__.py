"""The whole meaning of the product, in plain Python: the standard library and nothing else.

Read in this order: `questionnaire` (what can be asked), `conditions` (when), `changes` and `kinds`
(what can be recorded), `journal` (what a set of changes means), `inspection` (the journal read
with its questionnaire), `route` (what applies), `advice` (what follows), `letter` (what is said).
"""
