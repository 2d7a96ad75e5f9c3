"""Renderings of a run: for the terminal, for programs, and for people in a browser."""
