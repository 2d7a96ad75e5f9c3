"""The version of the program, for what is written and signed."""

VERSION = "0.1.0"
