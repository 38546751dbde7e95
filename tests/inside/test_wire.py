import io

import pytest

from webapp.inside import wire


def test_frame_comes_back_as_it_was() -> None:
    frame = {"op": "run", "source": "print('é')", "probes": [None, 1.5, {"a": []}]}
    stream = io.BytesIO(wire.pack(frame) * 2)
    assert wire.read_frame(stream.read) == frame
    assert wire.read_frame(stream.read) == frame
    assert wire.read_frame(stream.read) is None


def test_lone_surrogate_becomes_a_question_mark() -> None:
    assert wire.read_frame(io.BytesIO(wire.pack({"text": "a\ud800b"})).read) == {"text": "a?b"}


def test_too_long_a_frame_is_not_packed() -> None:
    with pytest.raises(wire.WireError, match="longer than"):
        wire.pack({"text": "x" * (wire.LONGEST + 1)})


def test_announced_length_is_bounded() -> None:
    with pytest.raises(wire.WireError, match="longer than"):
        wire.read_frame(io.BytesIO(wire.HEADER.pack(wire.LONGEST + 1)).read)


@pytest.mark.parametrize(
    "body",
    [b"", b"[1]", b"{", b"\xff", b"[" * 100_000, b'{"a":NaN}', b'{"a":-1e999}'],
    ids=["empty", "list", "cut", "bytes", "deep", "not a number", "infinite"],
)
def test_body_that_is_no_object_is_refused(body: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.read_frame(io.BytesIO(wire.HEADER.pack(len(body)) + body).read)


@pytest.mark.parametrize("cut", [1, 3, 6])
def test_frame_cut_short_is_an_error(cut: int) -> None:
    whole = wire.pack({"a": 1})
    with pytest.raises(wire.WireError, match="in the middle"):
        wire.read_frame(io.BytesIO(whole[:-cut]).read)
