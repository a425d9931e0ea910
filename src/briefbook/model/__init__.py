"""The book as frozen data: what it holds, and who names and cites whom. No input, no output."""
