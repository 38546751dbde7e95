"""What an author is told of lessons that can be read: links that lead nowhere, ids and hints that serve nobody."""
