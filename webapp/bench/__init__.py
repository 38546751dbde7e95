"""Measures Savepoint beside its peers; see README.md."""
