"""The page as its author looks at it: problems at their line, answers to try by a click, always the files as saved."""
