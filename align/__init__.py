"""Sentence alignment of a Chinese document with its English translation."""
