"""Many texts at once: columns in and out, hits by row, the GIL."""
import array
import datetime
import pickle
import sys
import threading

import pytest

import pilkada
from arrow_by_hand import Chunked, OneArray, offset_buffers, view_buffers

np = pytest.importorskip("numpy")
pd = pytest.importorskip("pandas")

TEXTS = ["GEGER!! surat suara sudah tercoblos di kontainer, VIRALKAN!!!", "Rapat pleno berjalan tertib.", "",
         "🙂 é Ketua KPU mengakui kecurangan, hubungi 081234567890 GEGER!!", "Surat suara sudah tercoblos"]
GAPS = [None if i == 1 else text for i, text in enumerate(TEXTS)]


def rows_one_by_one(rules, texts):
    levels = list(pilkada.Level)
    answers = [None if text is None else rules.screen(text) for text in texts]
    return [(255, 0) if one is None else (levels.index(one.level), one.score) for one in answers]


def rows(answers):
    assert answers.levels.format == "B" and answers.scores.format == "i"
    return list(zip(answers.levels, answers.scores))


def test_the_answers_are_those_of_one_text_at_a_time(rules):
    answers = rules.screen_many(TEXTS)
    assert rows(answers) == rows_one_by_one(rules, TEXTS)
    assert len({level for level, _ in rows(answers)}) > 1
    assert len(answers) == len(TEXTS) and answers.count(pilkada.Level.BERSIH) == list(answers.levels).count(0)
    assert f"{len(TEXTS)} texts" in repr(answers)


@pytest.mark.parametrize("column", [
    list, tuple, iter, lambda texts: np.array(texts), lambda texts: np.array(texts, dtype=object),
    lambda texts: np.array([text.encode() for text in texts]), lambda texts: [text.encode() for text in texts],
    lambda texts: pd.Series(texts), lambda texts: pd.Series(texts, dtype="string"), lambda texts: pd.Index(texts)],
    ids="list tuple iterator numpy-U numpy-O numpy-S bytes series series-string index".split())
def test_columns(rules, column):
    assert rows(rules.screen_many(column(TEXTS))) == rows_one_by_one(rules, TEXTS)


@pytest.mark.parametrize("column", [
    list, lambda texts: np.array(texts, dtype=object), lambda texts: pd.Series(texts),
    lambda texts: pd.Series(texts, dtype="string"), lambda texts: [float("nan") if t is None else t for t in texts],
    lambda texts: pd.Series([np.nan if t is None else t for t in texts])],
    ids="list numpy series series-string nan series-nan".split())
def test_missing_texts_have_no_level(rules, column):
    answers = rules.screen_many(column(GAPS))
    assert rows(answers) == rows_one_by_one(rules, GAPS)
    assert answers.levels[1] == pilkada.Screenings.MISSING and answers.count(pilkada.Level.BERSIH) == 1


def test_columns_out_are_buffers(rules):
    answers = rules.screen_many(TEXTS)
    levels, scores = np.asarray(answers.levels), np.asarray(answers.scores)
    assert (levels.dtype, scores.dtype) == (np.uint8, np.int32)
    assert scores.tolist() == array.array("i", answers.scores).tolist() == list(answers.scores)
    frame = pd.DataFrame({"text": TEXTS}).assign(level=levels, score=scores)
    assert len(frame[frame.level > 0]) == len(TEXTS) - answers.count(pilkada.Level.BERSIH) > 0


def test_answers_stand_beside_the_texts(rules):
    frame = pd.DataFrame({"text": GAPS}, index=list("vwxyz"))
    answers = rules.screen_many(frame.text)
    joined = frame.join(answers.to_frame(frame.index))
    assert joined.level.isna().tolist() == frame.text.isna().tolist()
    for text, level, score in joined.dropna().itertuples(index=False):
        one = rules.screen(text)
        assert (level, score) == (str(one.level), one.score)
    assert (joined.level >= "prioritas").sum() == answers.count(pilkada.Level.PRIORITAS) > 0
    assert len(rules.screen_many([]).to_frame()) == 0
    html = answers._repr_html_()
    assert html.startswith("<table>") and "prioritas" in html and "tanpa teks" in html
    assert "tanpa teks" not in rules.screen_many(TEXTS)._repr_html_()


def test_hits_by_row(rules):
    answers = rules.screen_many(TEXTS, hits=True)
    singles = [rules.screen(text, explain=True) for text in TEXTS]
    assert answers.hits == {row: one.hits for row, one in enumerate(singles) if one.hits}
    assert answers.suppressed == {row: one.suppressed for row, one in enumerate(singles) if one.suppressed}
    for row, hits in answers.hits.items():
        assert sum(hit.points for hit in hits) == answers.scores[row]
        for hit in hits:
            assert TEXTS[row][hit.start:hit.end] == hit.text
            assert set(hit.label) == set(hit.why) == {"id", "en"} and all(hit.why.values())


def test_a_row_is_read_when_it_is_asked_for(rules):
    hits = rules.screen_many(TEXTS, hits=True).hits
    row = next(iter(hits))
    assert hits[row] == hits[np.int64(row)] == hits.get(row) and hits[row] is not hits[row]
    assert len(hits) == len(list(hits)) == len(dict(hits)) and row in hits
    clean = next(row for row in range(len(TEXTS)) if row not in hits)
    for other in (clean, -1, len(TEXTS), 1 << 70, "0", None, 0.0):
        assert other not in hits and hits.get(other) is None
        with pytest.raises(KeyError):
            hits[other]
    assert f"in {len(hits)} texts" in repr(hits)


def test_hits_must_be_asked_for(rules):
    with pytest.raises(ValueError, match="hits=True"):
        rules.screen_many(TEXTS).hits


def test_numbers_of_persons_are_hidden(rules):
    screener = pilkada.Screener(small_pack({"kind": "frasa_jarak", "parts": [["hubungi"], ["geger"]], "gap": 3}))
    assert "081234567890" in screener.screen_many(TEXTS, hits=True).hits[3][0].text
    hidden = screener.screen_many(TEXTS, hits=True, mask=True)
    assert "081234567890" not in hidden.hits[3][0].text and "**" in hidden.hits[3][0].text
    assert rows(hidden) == rows(screener.screen_many(TEXTS, mask=True)) == rows(screener.screen_many(TEXTS))


def test_answers_can_be_pickled(rules):
    answers = rules.screen_many(TEXTS, hits=True)
    again = pickle.loads(pickle.dumps(answers))
    assert rows(again) == rows(answers) and again.hits == answers.hits
    with pytest.raises(TypeError):
        pilkada.Screenings()


def small_pack(entry):
    return {"id": "x", "version": "1", "title": {"id": "x", "en": "x"}, "source": "Desk", "license": "MIT",
            "thresholds": {"periksa": 5, "prioritas": 9},
            "categories": [{"id": "k", "label": {"id": "k", "en": "k"}, "reason": {"id": "r", "en": "r"}}],
            "defaults": {"source": "Desk", "date": "2024-11-20", "status": "aktif"},
            "entries": [{"id": "a", "category": "k", "points": 7, **entry}]}


def test_own_packs(rules):
    screener = pilkada.Screener(small_pack({"kind": "kata", "text": "tinta"}))
    answers = screener.screen_many(["Tinta habis", "tidak ada"], hits=True)
    assert rows(answers) == [(1, 7), (0, 0)] and answers.hits[0][0].rule == "a"


def test_entries_expire_by_the_day(rules):
    screener = pilkada.Screener(small_pack({"kind": "kata", "text": "tinta", "expires": "2024-11-27"}))
    for day, counts in (None, True), ("2024-11-27", True), ("2024-11-28", False), (datetime.date(2024, 11, 28), False):
        answers = screener.screen_many(["Tinta habis"], hits=True, at=day)
        assert rows(answers) == [(1, 7) if counts else (0, 0)] == rows(screener.screen_many(["Tinta habis"], at=day))
        assert screener.screen("Tinta habis", at=day).score == answers.scores[0]
    with pytest.raises(pilkada.TimeError):
        rules.screen_many(["Tinta"], at="besok")
    with pytest.raises(TypeError):
        rules.screen_many(["Tinta"], near=True)  # near misses come text by text


@pytest.mark.parametrize("texts", [3, None, "satu teks", b"satu teks", {"a": "b"}, [3], ["a", bytearray(b"b")], [["a"]],
                                   np.array([1, 2]), np.zeros((2, 2)), np.array("a"), pd.DataFrame({"a": ["b"]}), object()])
def test_other_types_are_refused(rules, texts):
    with pytest.raises(TypeError):
        rules.screen_many(texts)


def test_faults_name_the_row(rules):
    with pytest.raises(TypeError, match="text 2 must be str, bytes or None, not int"):
        rules.screen_many(["a", "b", 3])
    with pytest.raises(pilkada.EncodingError) as caught:
        rules.screen_many(["a", "\ud800"])
    assert caught.value.where == "/1" and "surrogate" in str(caught.value)


def test_nothing_and_anything(rules):
    nothing = rules.screen_many([], hits=True)
    assert (len(nothing), nothing.hits, list(nothing.scores)) == (0, {}, [])
    odd = rules.screen_many([b"\xff\xfe", "a\0b", b"\xed\xa0\x80", "\u200b" * 500, " " * (1 << 20) + "x"])
    assert [list(pilkada.Level)[level] for level in odd.levels][4] is pilkada.Level.TIDAK_TUNTAS


# ---- Arrow ----

BYTES = [None if text is None else text.encode() for text in GAPS]
MAKERS = {b"u": offset_buffers, b"z": offset_buffers, b"vu": view_buffers, b"vz": view_buffers,
          b"U": lambda texts: offset_buffers(texts, wide=True), b"Z": lambda texts: offset_buffers(texts, wide=True)}


@pytest.mark.parametrize("format", MAKERS, ids=lambda format: format.decode())
def test_arrow_arrays(rules, format):
    column = OneArray(format, [(len(BYTES), MAKERS[format](BYTES))])
    assert rows(rules.screen_many(column)) == rows_one_by_one(rules, GAPS)
    tail = OneArray(format, [(len(BYTES), MAKERS[format](BYTES))], offset=1)
    assert rows(rules.screen_many(tail)) == rows_one_by_one(rules, GAPS)[1:]
    assert column.released == 0  # the capsule's own destructor does that


def test_arrow_without_nulls_and_without_rows(rules):
    full = [text.encode() for text in TEXTS]
    assert rows(rules.screen_many(OneArray(b"u", [(5, [None, *offset_buffers(full)[1:]])]))) == rows_one_by_one(rules, TEXTS)
    assert len(rules.screen_many(OneArray(b"u", [(0, [None, None, None])]))) == 0
    assert rows(rules.screen_many(OneArray(b"u", [(2, [None, offset_buffers([b"", b""])[1], None])]))) == [(0, 0)] * 2


def test_arrow_streams_give_their_chunks_back(rules):
    column = Chunked(b"u", [(len(BYTES), offset_buffers(BYTES))] * 3)
    assert rows(rules.screen_many(column)) == rows_one_by_one(rules, GAPS) * 3
    assert column.released == 3
    failing = Chunked(b"u", [(len(BYTES), offset_buffers(BYTES))], fail=True)
    with pytest.raises(ValueError, match="no more paper"):
        rules.screen_many(failing)
    assert failing.released == 1


@pytest.mark.parametrize("column, error, said", [
    (OneArray(b"i", [(1, [None, b"1234", b""])]), TypeError, 'format "i"'),
    (OneArray(b"u", [(1, [None, b"1234", b""])], dictionary=True), TypeError, "dictionary"),
    (OneArray(b"u", [(1, [None, b"1234"])]), ValueError, "no texts"),
    (OneArray(b"u", [(-1, [None, b"", b""])]), ValueError, "no texts"),
    (OneArray(b"u", [(1, [None, None, b""])]), ValueError, "no offsets"),
    (OneArray(b"u", [(1, [None, b"\x05\0\0\0\x02\0\0\0", b"12345"])]), ValueError, "out of order"),
    (OneArray(b"U", [(1, [None, b"\xff" * 8 + b"\x02" + b"\0" * 7, b"12345"])]), ValueError, "out of order"),
    (OneArray(b"u", [(1, [None, b"\0\0\0\0\x02\0\0\0", None])]), ValueError, "out of order"),
    (OneArray(b"vu", [(1, [None, b"\xff" * 16, b"", b""])]), ValueError, "negative"),
    (OneArray(b"vu", [(1, [None, b"\x20\0\0\0abcd\x05\0\0\0\0\0\0\0", b"", b""])]), ValueError, "outside"),
    (Chunked(b"l", []), TypeError, 'format "l"')], ids=range(11))
def test_arrow_that_is_none(rules, column, error, said):
    with pytest.raises(error, match=said):
        rules.screen_many(column)


def test_arrow_methods_that_lie(rules):
    class Lies:
        def __arrow_c_array__(self, requested_schema=None):
            return self.answer
    lies = Lies()
    for lies.answer in (None, (), (1, 2), [1]):
        with pytest.raises((TypeError, ValueError)):
            rules.screen_many(lies)


# ---- the GIL ----

def seen_at_work(rules, texts):
    """Does this thread run while the other one is inside of screen_many? Python itself never switches here: only a
    thread that gives the GIL away lets another one in."""
    state, gate = [], threading.Lock()
    gate.acquire()

    def work():
        gate.acquire()
        state.append("in")
        rules.screen_many(texts)
        state.append("out")
    thread = threading.Thread(target=work)
    thread.start()
    gate.release()
    while not state:
        thread.join(0.0001)  # gives the GIL away
    seen = state == ["in"]
    thread.join()
    return seen


def test_the_gil_is_released(rules):
    texts, interval = TEXTS * 20000, sys.getswitchinterval()
    sys.setswitchinterval(1000)
    try:
        assert any(seen_at_work(rules, texts) for _ in range(20))
        work = []
        for _ in range(3):  # the same by a call that keeps it
            thread = threading.Thread(target=lambda: (work.append("in"), sum(range(3000000)), work.append("out")))
            thread.start()
            while not work:
                thread.join(0.0001)
            assert work == ["in", "out"]
            thread.join()
            work.clear()
    finally:
        sys.setswitchinterval(interval)
