import re
from pathlib import Path

from tests.web.conftest import make_app
from webapp.lessons.addresses import anchors_of
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.fresh import fresh
from webapp.sandbox.client import LocalSandboxes
from webapp.store.store import Store


def test_places_that_links_may_lead_to_are_on_the_page(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "all.yaml").write_text(fresh("all"))
    catalogue = Catalogue.load(folder)
    page = make_app(store, LocalSandboxes(tmp_path / "nobody"), catalogue).test_client().get("/lessons/all").text
    anchors = set(anchors_of(catalogue.get("all")))
    assert len(anchors) == len(catalogue.get("all").steps)  # the lesson's own, and none for prose
    assert anchors - set(re.findall(r'id="([^"]+)"', page)) == set()
