"""Texts and knowledge: documents, formats, sentences, characters, numerals, the lexicon and the glossary."""
