"""What instructors see: how the course goes, and their classes."""
