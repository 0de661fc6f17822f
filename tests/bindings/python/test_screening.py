"""Screening: texts, spans in code points, own packs."""
import concurrent.futures
import json
import pickle
import sys

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


# ---- a list for one request ----

def one_line(**members):
    return {"id": "posko", "version": "1", "title": {"id": "posko", "en": "desk"}, "source": "Desk", "license": "MIT",
            "defaults": {"source": "Desk", "date": "2024-11-20", "status": "aktif"},
            "entries": [{"id": "posko-tinta", "kind": "frasa", "category": "surat_suara", "points": 30, "text": "tinta hilang", **members}]}


def test_packs_are_added_for_one_request(rules):
    screener = rules.screener([one_line(), json.dumps(one_line(id="posko-kotak", text="kotak hilang"))])
    assert len(screener) == len(rules.screener()) + 2
    both = screener.screen("GEGER! Tinta hilang, kotak hilang", explain=True)
    assert {"posko-tinta", "posko-kotak", "sensasi-geger"} <= {hit.rule for hit in both.hits}
    assert "memuat frasa dalam daftar pantau" in both.to_text()
    assert "posko-tinta" not in {hit.rule for hit in rules.screen("tinta hilang").hits}  # the rulebook stays as it is
    packs = json.loads(both.to_json())["packs"]
    assert [pack["id"] for pack in packs] == ["pilkada-umum", "posko", "posko"]
    assert [{**pack, "entries": 0} for pack in packs] == [{**pack, "entries": 0} for pack in screener.packs]
    again = pickle.loads(pickle.dumps(screener))
    assert again.screen("tinta hilang") == screener.screen("tinta hilang")
    assert screener.screen_many(["tinta hilang"], hits=True).hits[0][0].rule == "posko-tinta"


def test_packs_alone_and_their_hash(rules):
    pack = json.loads(own_pack().read_text("utf-8"))
    alone, moved = rules.screener([pack], alone=True), pilkada.Screener(json.dumps(dict(reversed(pack.items())), indent=3))
    assert alone.packs == moved.packs == rules.screener().packs and len(alone.packs[0]["hash"]) == 64
    pack["version"] += "x"
    assert pilkada.Screener(pack).packs[0]["hash"] != alone.packs[0]["hash"]
    assert "screen." not in moved.screen("GEGER").to_text()  # sentences, not their keys


def test_faults_of_packs_name_both_places(rules):
    with pytest.raises(pilkada.DefinitionError) as caught:
        rules.screener([one_line(), one_line()])
    assert caught.value.where == "extra/1#/entries/0/id" and caught.value.line is None
    assert '/entries/0 of pack "posko"' in str(caught.value)
    with pytest.raises(pilkada.DefinitionError) as caught:
        rules.screener([json.dumps(one_line(kind="frase"), indent=1)])
    assert caught.value.where == "extra/0#/entries/0/kind" and caught.value.line > 1
    for extra in ("{}", b"{}", one_line(), 3, [3], [[]]):
        with pytest.raises(TypeError):
            rules.screener(extra)
    with pytest.raises(pilkada.ParseError):
        rules.screener(["{"])
    with pytest.raises(pilkada.DefinitionError, match="thresholds"):
        rules.screener([{**one_line(), "categories": [{"id": "surat_suara", "label": {"id": "s", "en": "b"},
                                                       "reason": {"id": "r", "en": "r"}}]}], alone=True)


def test_entries_expire_by_a_given_day(rules):
    import datetime
    screener = rules.screener([one_line(expires="2024-11-27")])
    rows = [screener.screen("tinta hilang", at=at) for at in (None, "2024-11-27", datetime.date(2024, 11, 28))]
    assert [row.score for row in rows] == [30, 30, 0]
    assert [hit.reason for hit in rows[2].suppressed] == ["kedaluwarsa"]
    with pytest.raises(pilkada.TimeError):
        screener.screen("x", at="besok")


def test_a_decision_comes_out_again(rules):
    decided = rules.screen("tinta", disposisi='ke "Bawaslu"')
    assert decided.disposisi == json.loads(decided.to_json())["disposisi"] == 'ke "Bawaslu"'
    assert rules.screen("tinta").disposisi is None and "disposisi" not in rules.screen("tinta").to_json()
    assert pickle.loads(pickle.dumps(decided)).disposisi == decided.disposisi
    assert json.loads(rules.screen("tinta", explain=True).to_json())["disposisi"] is None


def test_results_outlive_their_rulebook():
    files = {path.relative_to(SOURCE / "data").as_posix(): path.read_bytes() for path in (SOURCE / "data").glob("*/*.json")}
    rules = pilkada.Rulebook.load(files)
    screener, result = rules.screener([one_line()]), rules.screen(TEXT)
    verdict = rules.judge({"form_id": "lap_tungsura"})
    text, said = result.to_text(), verdict.to_text()
    del rules
    pilkada.Rulebook.load(files)
    assert verdict.to_text() == said and result.to_text() == text and "Disposisi" in screener.screen("tinta hilang", disposisi="x").to_text()


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def test_many_results_live_at_once(rules):
    """Calls share their room for matching, results share nothing and are small."""
    texts = [f"{TEXT} {i}" if i % 3 else f"Pemungutan suara di TPS {i} lancar." for i in range(3000)]
    before = resident()
    kept = [rules.screen(text, id=str(i)) for i, text in enumerate(texts)]
    assert (resident() - before) / len(texts) < 48 * 1024
    own = rules.screener([one_line()])
    other = [own.screen(text) for text in ("tinta hilang", "dunia", "tinta hilang, tinta hilang")]
    del own
    assert [[hit.rule for hit in one.hits] for one in other] == [["posko-tinta"], [], ["posko-tinta"] * 2]
    for i in reversed(range(0, 3000, 7)):
        assert json.loads(kept[i].to_json())["id"] == str(i)
        assert kept[i] == rules.screen(texts[i], id=str(i))


@pytest.mark.parametrize("size", [100, 70_000, 300_000])
def test_a_large_text_leaves_nothing_behind(rules, size):
    assert rules.screen("x" * size).hits == []
    assert rules.screen(TEXT, id="t-1", normal=True).hits == rules.screen(TEXT).hits


def test_threads_share_the_room_in_turn(rules):
    texts = [TEXT, "", "kpu curang", "Pemungutan suara lancar. " * 40, TEXT * 20]
    expected = [rules.screen(text, explain=True) for text in texts]

    def work(turn):
        kept = [(k, rules.screen(texts[k], explain=True)) for i in range(200) for k in [(turn + i) % len(texts)]]
        return all(answer == expected[k] for k, answer in kept)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        agree = list(pool.map(work, range(8)))
    sys.setswitchinterval(before)
    assert agree == [True] * 8


def test_near_misses_say_what_was_wanting(rules):
    text = "🙂 Surat suara di kabupaten itu semua katanya kemarin sore sudah dan memang tercoblos"
    found = rules.screen(text, near=True)
    miss = next(near for near in found.near if near.rule == "suara-tercoblos")
    assert (miss.reason, miss.gap, miss.most, miss.missing) == ("jarak", 10, 8, None)
    assert text[miss.start:miss.end] == text.encode()[miss.byte_start:miss.byte_end].decode() == miss.text
    assert rules.screen(text).near is None and rules.screen("", near=True).near == []
    assert pickle.loads(pickle.dumps(found)).near == found.near and miss.text in found.to_text()


def test_a_hit_tells_how_it_was_read(rules):
    text = "🙂 Ketua KPU m\u0435ng4kui kecur4ngan"
    found, plain = rules.screen(text, explain=True), rules.screen(text)
    data, wide = text.encode(), text.encode("utf-16-le")
    hit = next(hit for hit in found.hits if hit.rule == "lembaga-mengaku")
    assert (hit.form, hit.changes_left_out) == ("kpu … mengakui", 0)
    for change in hit.changes:
        assert text[change.start:change.end] == change.from_ == data[change.byte_start:change.byte_end].decode()
    assert [(change.view, change.to) for change in hit.changes] == [("lipat_huruf", "e"), ("angka_huruf", "a")]
    assert wide[2 * hit.start_u16:2 * hit.end_u16].decode("utf-16-le") == hit.text
    assert hit.start_u16 == hit.start + 1  # the face has two units
    before = plain.hits[0]
    assert (before.form, before.changes, before.start_u16) == (None, (), None)
    assert pickle.loads(pickle.dumps(found)).hits == found.hits
    assert rules.screen_many([text], hits=True).hits[0] == found.hits


def test_what_was_not_looked_at_is_counted(rules):
    odd = rules.screen(b"tinta \xff\xfe hilang", explain=True)
    assert (odd.bad_bytes, odd.left_out) == (2, 0)
    plain = rules.screen(b"\xff")
    assert (plain.bad_bytes, plain.left_out) == (None, None)


def test_packs_are_checked_by_a_day_and_against_names(rules):
    text = own_pack().read_text("utf-8")
    assert rules.check("a.json", text, at="2024-11-27", names=["Si Anu"])["ok"]
    (expired,) = rules.check("a.json", text, at="2999-01-01")["problems"]
    assert expired["where"] == "/defaults/expires" and "expired" in expired["message"]["en"]
    assert not rules.check("a.json", text, names=["geger"])["ok"]
    with pytest.raises(pilkada.TimeError):
        rules.check("a.json", text, at="besok")
    with pytest.raises(TypeError):
        rules.check("a.json", text, names=[3])
