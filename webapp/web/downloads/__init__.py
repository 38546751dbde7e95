"""A visitor's transcript as files that run at home, on plain Python and SQLAlchemy."""
