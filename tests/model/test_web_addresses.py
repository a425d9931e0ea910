import pytest

from briefbook.model.web_addresses import cleaned, host_in, leads_elsewhere, scheme_in


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://a.example/x", "a.example"),
        ("https:a.example/x", "a.example"),
        ("HTTPS:///a.example", "a.example"),
        ("http:\\\\a.example\\x", "a.example"),
        ("//a.example?x", "a.example"),
        ("/\\a.example#x", "a.example"),
        ("////a.example", "a.example"),
        (" \x00h\nttp:\t/\r/a.example ", "a.example"),
        ("/\t/a.example", "a.example"),
        ("wss:user:word@a.example:80/x", "a.example:80"),
    ],
)
def test_an_address_leads_to_another_host(address: str, host: str) -> None:
    assert host_in(cleaned(address)) == host
    assert leads_elsewhere(address)


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("data:text/javascript,alert(1)", "data"),
        ("java\tscript:alert(1)", "javascript"),
        ("\x01JavaScript:alert(1)", "javascript"),
        ("file:///etc/passwd", "file"),
        ("C:/x.js", "c"),
    ],
)
def test_an_address_leads_to_no_host(address: str, scheme: str) -> None:
    assert (scheme_in(cleaned(address)), host_in(cleaned(address))) == (scheme, None)
    assert leads_elsewhere(address)


@pytest.mark.parametrize(
    "address", ["x.css", "/x.css", "../x.css", "a//b.css", "x.css?a=http://a.example", "", "#x", "a/b:c"]
)
def test_an_address_leads_to_a_path_on_the_same_host(address: str) -> None:
    assert not leads_elsewhere(address)
