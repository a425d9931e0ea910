"""The only code that knows MkDocs: the engine, and the plugin."""
