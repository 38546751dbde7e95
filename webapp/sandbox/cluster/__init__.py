"""Sandboxes on machines of their own, reached by Celery over Redis."""
