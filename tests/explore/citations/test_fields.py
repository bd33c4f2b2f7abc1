"""What citation formats share."""

import pytest

from searchnews.explore.citations.fields import address, language_tag, one_line


@pytest.mark.parametrize(
    ("url", "cited"),
    [
        ("https://e.example/a?b=c&d=%20#e", "https://e.example/a?b=c&d=%20#e"),
        ("HTTP://e.example/é", "HTTP://e.example/%C3%A9"),
        ("https://e.example/a b\n}", "https://e.example/a%20b%0A%7D"),
        ("javascript:alert(1)", None),
        ("ftp://e.example", None),
        ("", None),
        (None, None),
    ],
)
def test_addresses_of_the_web_alone(url, cited):
    assert address(url) == cited


@pytest.mark.parametrize(
    ("language", "tag"),
    [("FR", "fr"), ("fr-fr", "fr-FR"), ("fr_CA.UTF-8", "fr"), ("Français", "fr"), ("eng", "en"),
     ("zh-Hans", "zh"), ("bzh", "bzh"), ("", None), ("langue de bois", None)],
)  # fmt: skip
def test_languages(language, tag):
    assert language_tag(language) == tag


def test_one_line_keeps_the_spaces_of_french():
    assert one_line(" Quoi\u202f?\n\tOui\u00a0! ") == "Quoi\u202f? Oui\u00a0!"
    assert one_line("a\x00b\u2028c\ud800") == "a\ufffdb c\ufffd"
    assert one_line(None) == ""
