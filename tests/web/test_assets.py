import gzip
import re
from pathlib import Path

from flask.testing import FlaskClient

from webapp.web.assets import FOLDER, digest_of


def addresses(page: str) -> list[str]:
    return re.findall(r'(?:href|src)="(/static/[^"]+)"', page)


def test_files_of_a_page_are_there_and_kept_for_good(client: FlaskClient) -> None:
    found = addresses(client.get("/lessons/keep").text) + addresses(client.get("/").text)
    assert len(set(found)) > 10
    for address in set(found):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        answer.close()


def test_what_is_the_same_for_everybody_carries_nobodys_cookie(client: FlaskClient) -> None:
    client.post("/lessons/keep/run", json={"source": "1"})
    page = client.get("/lessons/keep")
    assert "Set-Cookie" in page.headers
    gone = f"{addresses(page.text)[0]}.gone"
    for address in (*addresses(page.text), gone, "/favicon.ico", "/healthz"):
        with client.get(address) as answer:
            assert "Set-Cookie" not in answer.headers, address
            assert "Cookie" not in answer.headers.get("Vary", ""), address


def test_file_by_another_digest_is_sent_and_not_kept(client: FlaskClient) -> None:
    with client.get("/static/000000000000/css/base.css") as answer:
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-cache"


def test_nothing_outside_the_folder_is_sent(client: FlaskClient) -> None:
    assert client.get("/static/000000000000/../app.py").status_code == 404
    assert client.get("/static/000000000000/%2e%2e/app.py").status_code == 404


def test_digest_changes_with_content_and_with_names(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    first = digest_of(tmp_path)
    (tmp_path / "a").write_text("2")
    second = digest_of(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert len({first, second, digest_of(tmp_path)}) == 3


def test_file_is_sent_by_gzip_where_that_is_understood(client: FlaskClient) -> None:
    address = addresses(client.get("/").text)[-1]
    plain, packed = client.get(address), client.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data)
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"


def test_file_of_another_version_is_asked_for_again_and_not_sent_twice(client: FlaskClient) -> None:
    address = re.sub(r"/static/\w+/", "/static/000000000000/", addresses(client.get("/").text)[-1])
    plain, packed = client.get(address), client.get(address, headers={"Accept-Encoding": "gzip"})
    assert plain.headers["Cache-Control"] == packed.headers["Cache-Control"] == "no-cache"
    assert plain.headers["ETag"] != packed.headers["ETag"]
    again = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_page_names_every_module_that_its_own_import(client: FlaskClient) -> None:
    page = client.get("/lessons/keep").text
    named = {address.split("/", 3)[3] for address in addresses(page) if address.endswith(".js")}
    for name in named:
        text = (FOLDER / name).read_text() if name.startswith("js/") else ""
        for imported in re.findall(r'from "(\.[^"]+)"', text):
            assert str(((FOLDER / name).parent / imported).resolve().relative_to(FOLDER)) in named, name


def test_modules_import_only_files_that_are_there() -> None:
    for module in (FOLDER / "js").glob("*.js"):
        for name in re.findall(r'from "([^"]+)"', module.read_text()):
            assert (module.parent / name).resolve().is_file(), f"{module.name} imports {name}"


def test_nothing_is_asked_of_other_hosts() -> None:
    ours = [path for path in FOLDER.rglob("*") if path.suffix in (".js", ".css") and path.parent.name != "vendor"]
    assert [path.name for path in ours if re.search(r"\w+://", path.read_text())] == []


def test_health_is_told_without_looking_at_anything(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
