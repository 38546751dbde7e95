"""Figures for Prometheus. Nothing that a visitor sends becomes a label: each has a bounded set of values of ours."""
