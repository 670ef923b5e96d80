"""Doubtful facts and names, most doubtful first, for a person to say what is right.

asked = questions(Reading(graph), 0.7, answered)   # answered: the entries of corrections.yaml
Session(asked, ..., Journal(path), ...).run()      # each answer is on the disk before the next question
"""

from __future__ import annotations

from graphbuild.review.asking import questions
from graphbuild.review.command import review
from graphbuild.review.question import Question
from graphbuild.review.reading import Reading
from graphbuild.review.session import Session

__all__ = ["Question", "Reading", "Session", "questions", "review"]
