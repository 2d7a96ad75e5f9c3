"""duizhao: check an English translation against its Chinese original."""
