"""Proves lessons for those who write them: everything is run in a real sandbox, nothing of it is recorded."""
