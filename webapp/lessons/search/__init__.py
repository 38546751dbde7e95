"""Looking for words in the lessons: documents of a catalogue, an index of them, what is found with its context."""
