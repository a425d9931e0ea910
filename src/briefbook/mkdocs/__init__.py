"""The only code that knows MkDocs: the engine that lays a site out, the server, and the plugin.

`settings` reads mkdocs.yml with every mistake in it, by `settings_yaml`, which runs nothing. `defaults` is
what it has where its author says nothing, `unsupported_settings` what it may not ask for, `own_code` what it
has run.
"""
