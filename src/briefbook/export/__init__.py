"""The book as JSON, and the JSON Schema of that."""
