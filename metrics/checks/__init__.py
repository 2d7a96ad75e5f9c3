"""The checks, one family of rules a module."""
