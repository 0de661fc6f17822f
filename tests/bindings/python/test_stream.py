"""Texts in pieces: cut anywhere, of any size, from files; the GIL."""
import io
import json
import pathlib
import pickle
import threading

import pytest

import pilkada

TEXT = "🙂 Sebarkan! Ini é bukti surat su4ra sudаh tercoblos 7 kontainer, VIRALKAN!!! sebelum dihapus. K e t u a KPU"


@pytest.fixture(scope="module")
def screener(rules):
    return rules.screener()


def in_pieces(stream, text, size):
    for at in range(0, len(text), size):
        stream.feed(text[at:at + size])
    return stream.finish()


def told(screening):
    return json.loads(screening.to_json())


@pytest.mark.parametrize("text", [TEXT, TEXT.encode(), b"tinta \xf0\x9f\xff kecurangan \xe2\x82", "", b"\0"])
@pytest.mark.parametrize("options", [{}, {"explain": True}, {"mask": True, "id": "t", "at": "2024-11-27", "disposisi": "x"}])
def test_pieces_give_the_answer_of_the_whole(screener, text, options):
    whole = screener.screen(text, **options)
    with screener.stream(**options) as stream:
        for size in (1, 2, 3, 5, 7, 64, 4096):
            assert told(in_pieces(stream, text, size)) == told(whole)
    assert whole.hits or len(text) < 2 or isinstance(text, bytes)


def test_answers_outlive_their_stream(screener):
    with screener.stream(explain=True) as stream:
        answers = [in_pieces(stream, text, 3) for text in (TEXT, "Rapat pleno tertib.", TEXT)]
    assert answers[0] == answers[2] != answers[1] and answers[1].hits == []
    assert answers[0].to_text("en") == screener.screen(TEXT, explain=True).to_text("en")
    assert pickle.loads(pickle.dumps(answers[0])) == answers[0]
    for use in (lambda: stream.feed("x"), stream.finish):
        with pytest.raises(ValueError, match="closed"):
            use()


LINE = "Qwrtz wvkx plmzq. "  # on no list, whatever a pack weighs


def test_texts_beyond_the_limit_of_one_call(screener):
    text = LINE * 70000 + TEXT
    assert screener.screen(text).level is pilkada.Level.TIDAK_TUNTAS
    long, short = in_pieces(screener.stream(explain=True), text, 100_003), screener.screen(TEXT, explain=True)
    assert (long.level, long.score, long.limits) == (short.level, short.score, [])
    ahead = len(text) - len(TEXT)
    assert [(hit.rule, hit.start - ahead, hit.form) for hit in long.hits] == [(hit.rule, hit.start, hit.form) for hit in short.hits]
    for hit in long.hits:
        assert text[hit.start:hit.end] == hit.text
        assert all(text[change.start:change.end] == change.from_ for change in hit.changes)


def test_repeats_that_are_not_shown_are_counted(rules):
    pack = {"id": "posko", "version": "1", "title": {"id": "posko", "en": "desk"}, "source": "Desk", "license": "MIT",
            "defaults": {"source": "Desk", "date": "2024-11-20", "status": "aktif"},
            "entries": [{"id": "a", "kind": "frasa", "category": "surat_suara", "points": 30, "text": "qwrtz wvkx"}]}
    screener = rules.screener([pack])
    for count, kept in (1000, 1000), (1001, 16):
        whole = screener.screen(LINE * count, explain=True)
        assert (len(whole.hits), whole.left_out, whole.score) == (kept, count - kept, 30)
        assert told(in_pieces(screener.stream(explain=True), LINE * count, 100)) == told(whole)


def test_files(screener, tmp_path):
    path = tmp_path / "ekspor.txt"
    path.write_text(LINE * 10000 + TEXT, "utf-8")
    whole = screener.screen(path.read_bytes(), id="e", explain=True)
    for file in (path, str(path), path.open("rb"), path.open(encoding="utf-8"), io.BytesIO(path.read_bytes())):
        assert told(screener.screen_file(file, id="e", explain=True)) == told(whole)
    with pytest.raises(FileNotFoundError):
        screener.screen_file(pathlib.Path("/nowhere"))
    for wrong in (3, None, b"x", object()):
        with pytest.raises((TypeError, AttributeError)):
            screener.screen_file(wrong)


def test_wrong_calls(screener):
    stream = screener.stream()
    for wrong in (None, 3, [], bytearray(b"x")):
        with pytest.raises(TypeError):
            stream.feed(wrong)
    with pytest.raises(UnicodeEncodeError):
        stream.feed("\ud800")
    with pytest.raises(pilkada.TimeError):
        screener.stream(at="besok")
    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(stream)
    with pytest.raises(TypeError):
        pilkada.ScreenStream()
    assert stream.finish() == screener.screen("")  # what was refused left nothing behind


def test_a_second_thread_is_refused_while_one_feeds(screener):
    stream, piece, fed = screener.stream(), (LINE * 100000).encode(), []

    def work():
        while not fed:
            try:
                stream.feed(piece)
                fed.append(True)
            except pilkada.ArgumentError:
                pass  # the other thread was inside
    refused = False
    for _ in range(20):
        fed.clear()
        thread = threading.Thread(target=work)
        thread.start()
        while thread.is_alive():
            try:
                stream.feed(b"")
            except pilkada.ArgumentError as error:
                refused = "another thread" in str(error)
                break
        thread.join()
        if refused:
            break
    assert refused and stream.finish().level is pilkada.Level.BERSIH
