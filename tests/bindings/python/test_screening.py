"""Screening: texts, spans in code points, own packs."""
import json
import pickle

import pytest

import pilkada
from conftest import SOURCE

TEXT = "🙂 Sebarkan! Ini é bukti surat suara sudah tercoblos 7 kontainer, VIRALKAN!!! sebelum dihapus"


@pytest.fixture(scope="module")
def screening(rules):
    return rules.screen(TEXT, id="t-1", normal=True)


def test_a_text_with_hits(screening):
    assert screening.id == "t-1"
    assert screening.level in (pilkada.Level.PERIKSA, pilkada.Level.PRIORITAS)
    assert screening.hits and screening.normal
    assert screening.score == json.loads(screening.to_json())["score"] > 0


def test_spans_are_code_points_of_the_text(screening):
    data = TEXT.encode()
    for hit in screening.hits + screening.suppressed:
        assert TEXT[hit.start:hit.end].encode() == data[hit.byte_start:hit.byte_end] == hit.text.encode()
    assert any(hit.start != hit.byte_start for hit in screening.hits)


def test_a_clean_text(rules):
    clean = rules.screen("Pemungutan suara di TPS 5 berjalan lancar.")
    assert clean.level is pilkada.Level.BERSIH and clean.score == 0
    assert clean.hits == [] and clean.id is None and clean.normal is None
    assert rules.screen("").level is pilkada.Level.BERSIH


@pytest.mark.parametrize("text", [b"\xff\xfe\x00bad", "a\0b", "\0", b"", "x" * 100_000])
def test_any_bytes_are_a_text(rules, text):
    assert isinstance(rules.screen(text).level, pilkada.Level)


@pytest.mark.parametrize("text", [None, 3, [], bytearray(b"x"), memoryview(b"x"), object()])
def test_other_types_are_refused(rules, text):
    with pytest.raises(TypeError):
        rules.screen(text)


def test_lone_surrogates_are_refused_as_python_does(rules):
    with pytest.raises(UnicodeEncodeError):
        rules.screen("\ud800")


def test_more_than_the_limit_is_not_clean(rules):
    assert rules.screen(" " * (1 << 20) + "x").level is pilkada.Level.TIDAK_TUNTAS


def test_screening_as_result(rules, screening):
    assert rules.screen(TEXT, id="t-1", normal=True) == screening
    assert rules.screen(TEXT, id="t-2", normal=True) != screening
    again = pickle.loads(pickle.dumps(screening))
    assert again == screening and again.hits == screening.hits and again.level is screening.level
    assert again.score == screening.score and again.to_text("en") == screening.to_text("en")
    with pytest.raises(TypeError, match="ambiguous"):
        bool(screening)
    assert "t-1" in repr(screening) and "<table>" in screening._repr_html_()


def own_pack():
    return sorted((SOURCE / "data/screening").glob("*.json"))[0]


def test_own_screener(rules):
    text = own_pack().read_text("utf-8")
    screener = pilkada.Screener(text)
    assert len(screener) > 0 and str(len(screener)) in repr(screener)
    from_dict = pilkada.Screener(json.loads(text))
    copied = pickle.loads(pickle.dumps(from_dict))
    results = {each.screen(TEXT, id="x") for each in (screener, from_dict, copied, pilkada.Screener(text.encode()))}
    assert len(results) == 1


@pytest.mark.parametrize("pack, error", [
    ("{", pilkada.ParseError), (b"\xff", pilkada.EncodingError), ({}, pilkada.DefinitionError),
    ("[]", pilkada.Error), ({"a": float("inf")}, pilkada.ParseError),
    (None, TypeError), (3, TypeError), ([], TypeError)])
def test_a_pack_that_is_none(pack, error):
    with pytest.raises(error):
        pilkada.Screener(pack)


def test_a_screener_without_constructor():
    class Mine(pilkada.Screener):
        def __init__(self):
            pass
    for broken in (Mine(), pilkada.Screener.__new__(pilkada.Screener)):
        with pytest.raises((AttributeError, TypeError)):
            broken.screen("x")
        with pytest.raises((AttributeError, TypeError)):
            len(broken)


def test_numbers_of_persons_are_hidden(rules):
    text = "GEGER!! KPU mengakui kecurangan, hubungi 081234567890 GEGER!!"
    shown, hidden = rules.screen(text), rules.screen(text, mask=True)
    assert "081234567890" not in hidden.to_text() and "081234567890" not in hidden.to_json()
    assert shown.score == hidden.score and [hit.start for hit in shown.hits] == [hit.start for hit in hidden.hits]
