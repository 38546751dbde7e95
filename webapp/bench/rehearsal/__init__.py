"""A class played against a host beforehand."""
