import pytest

from briefbook.model.markup import by_language, with_capital, with_languages


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("ACSA", [("ACSA", None)]),
        ("Ōsumi", [("Ōsumi", None)]),
        ("防衛省", [("防衛省", "und-Hani")]),
        ("海自の護衛艦", [("海自の護衛艦", "ja")]),
        ("防衛省・自衛隊", [("防衛省・自衛隊", "und-Hani")]),
        ("नई दिल्ली", [("नई दिल्ली", "und-Deva")]),
        ("JS Mogami (もがみ)", [("JS Mogami ", None), ("(もがみ)", "ja")]),
        ("Москва 2025", [("Москва ", "und-Cyrl"), ("2025", None)]),
        ("", [("", None)]),
    ],
)
def test_a_script_gives_the_language_or_at_least_itself(
    name: str, parts: list[tuple[str, str | None]]
) -> None:
    assert list(by_language(name)) == parts


def test_spaces_stay_outside_the_words_that_they_part() -> None:
    marked = with_languages("The 防衛省 and <b>自衛隊 </b>")
    assert marked == 'The <span lang="und-Hani">防衛省</span> and <b><span lang="und-Hani">自衛隊</span> </b>'


@pytest.mark.parametrize(
    ("text", "shown"), [("navy of Japan", "Navy of Japan"), ("āzād", "Āzād"), ("McCoy", "McCoy"), ("", "")]
)
def test_only_the_first_letter_becomes_a_capital(text: str, shown: str) -> None:
    assert with_capital(text) == shown
