"""Scores and checks: how good a pair is, and what is wrong with it."""
