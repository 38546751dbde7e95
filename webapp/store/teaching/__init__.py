"""Instructors, their classes, and how a course goes."""
