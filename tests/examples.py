"""How many examples Hypothesis draws where one takes as long as a whole test elsewhere.

Drawing a visit takes ten times as long as what is asked of it afterwards. Half the usual number
keeps the ordinary run short; a profile that wants more than usual gets all of them.
"""

from hypothesis import settings

USUAL = 100
_wanted = settings().max_examples

FEWER = settings(max_examples=_wanted if _wanted > USUAL else USUAL // 2)
"""For tests that draw visits, and for those that read or write a file with each example."""
