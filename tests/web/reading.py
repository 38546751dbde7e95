"""What a reader sees of HTML."""

import html
import re


def words(page: str) -> str:
    """Its words, without the elements they stand in."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def visible_rows(table: str, *, hidden: str) -> list[str]:
    """The words of each body row that is not of the class `hidden`."""
    found = re.findall(r'<tr class="([^"]*)">(.*?)</tr>', table, re.DOTALL)
    return [words(row) for names, row in found if hidden not in names.split()]
