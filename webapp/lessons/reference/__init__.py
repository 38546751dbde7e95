"""What stands beside a folder's lessons and is none: the topics they cover, and the words they use."""
