"""What Savepoint is measured beside."""
