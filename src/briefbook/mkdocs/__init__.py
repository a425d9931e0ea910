"""The only code that knows MkDocs: the engine that lays a site out, and the plugin.

`settings` reads mkdocs.yml with every mistake in it, `defaults` is what it has where its author says nothing,
`unsupported_settings` what it may not ask for.
"""
