"""Doctest-style documents made into lessons: document to parts, and parts that were run to YAML. Runs nothing."""
