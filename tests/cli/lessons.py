"""A lesson for the tests of the authors' commands."""

GOOD = """\
title: One
summary: A lesson.
prelude: |
  x = 1
steps:
  - text: Prose.
  - example: |
      x
    shows: |
      1
  - exercise: two
    ask: Make y two.
    starter: |
      y = ...
    checks:
      - value: {of: y, is: 2}
    solution: |
      y = 2
    also_right:
      - y = x + 1
    mistakes:
      - answer: |
          y = 3
        says: Three is one too many.
        when: {value: {of: y, is: 3}}
    hints: [Count.]
"""
