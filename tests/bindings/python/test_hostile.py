"""What must never crash: wrong types, hostile trees, handles without a C object, many threads."""
import collections
import gc
import json
import pickle
import sys
import threading

import pytest

import pilkada
from pilkada import _native, native
from conftest import NOW


@pytest.mark.parametrize("report", [None, 3, 1.5, [], (), {1}, object(), bytearray(b"{}"), memoryview(b"{}"), type])
def test_other_types_are_no_report(rules, report):
    with pytest.raises(TypeError):
        rules.judge(report)


@pytest.mark.parametrize("report, error", [
    ("", pilkada.ParseError), ("{", pilkada.ParseError), ("nul", pilkada.ParseError), ('{"form_id":"lap_tungsura","a":1,"a":2}', pilkada.ParseError),
    ('{"a":"\0"}', pilkada.ParseError), ('{"a":"\\u0000"}', pilkada.ParseError), ("\ufeff{}", pilkada.ParseError),
    (b'{"a":"\xff"}', pilkada.EncodingError), ('{"form_id":"lap_tungsura","a":' + "[" * 65 + "]" * 65 + "}", pilkada.LimitError)])
def test_texts_that_are_no_json(rules, report, error):
    with pytest.raises(error) as caught:
        rules.judge(report)
    assert caught.value.offset is not None and caught.value.line == 1 and caught.value.column >= 1
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("value, error, where", [
    (float("nan"), pilkada.ParseError, "/a/0"), (float("-inf"), pilkada.ParseError, "/a/0"),
    ("x\0", pilkada.ParseError, "/a/0"), ({"b/~\0": 1}, pilkada.ParseError, None)])
def test_values_that_are_no_json(rules, value, error, where):
    with pytest.raises(error) as caught:
        rules.judge({"a": [value]})
    if where:
        assert caught.value.where == where
    assert caught.value.offset is None and caught.value.line is None


@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes", 1j, range(3), {3: 4}, {None: 1}, {(): 1}])
def test_values_of_no_json_type(rules, value):
    with pytest.raises(TypeError):
        rules.judge({"a": value})


def test_surrogates(rules):
    for report in ({"a": "\ud800"}, {"\udfff": 1}, '{"a":"\ud800"}'):
        with pytest.raises(UnicodeEncodeError):
            rules.judge(report)


def nested(depth, make):
    value = 1
    for _ in range(depth):
        value = make(value)
    return value


def test_depth(rules):
    for make in (lambda inner: [inner], lambda inner: {"a": inner}):
        with pytest.raises(pilkada.LimitError):
            rules.judge({"a": nested(64, make)})
        with pytest.raises(pilkada.LimitError):
            rules.judge({"a": nested(100_000, make)})


def test_self_references(rules):
    a = {}
    a["a"] = a
    b = []
    b.extend([b, b, b])
    for value in (a, {"b": b}):
        with pytest.raises(pilkada.LimitError):
            rules.judge(value)


def test_shared_branches_end_at_the_limit(rules):
    value = "x"
    for _ in range(40):
        value = [value, value]
    with pytest.raises(pilkada.LimitError):
        rules.judge({"a": value})


def test_a_long_key_keeps_the_place_whole(rules):
    with pytest.raises(pilkada.ParseError) as caught:
        rules.judge({"k": {"é" * 500: {"x": float("nan")}}})
    assert caught.value.where.startswith("/k") and len(caught.value.where.encode()) < 128


class Liar:
    """Changes what is being walked."""

    def __init__(self, target):
        self.target = target

    def __index__(self):
        self.target.clear()
        gc.collect()
        return 1


def test_callers_code_that_changes_the_tree(rules):
    inner = {str(i): i for i in range(1000)}
    inner["0"] = Liar(inner)
    items = [None] * 1000
    items[0] = Liar(items)
    for value in ({"form_id": "lap_tungsura", "a": inner}, {"form_id": "lap_tungsura", "a": items}):
        try:
            rules.judge(value)
        except pilkada.Error:
            pass


def test_index_that_raises(rules):
    class Bad:
        def __index__(self):
            raise KeyError("mine")
    with pytest.raises(KeyError):
        rules.judge({"a": Bad()})


def test_dict_subclasses(rules, report):
    expected = rules.judge(report)
    assert rules.judge(collections.OrderedDict(report)) == expected
    assert rules.judge(collections.defaultdict(list, report)) == expected


def test_a_result_without_constructor(rules):
    for cls in (pilkada.Verdict, pilkada.Board, pilkada.Screening, pilkada.Rulebook):
        with pytest.raises(TypeError):
            cls()
        empty = cls.__new__(cls)
        for name in [n for n in dir(cls) if not n.startswith("__")]:
            try:
                value = getattr(empty, name)
                if name in ("to_json", "to_text", "regions", "forms", "schedules"):
                    value()
            except (AttributeError, TypeError):
                pass
        with pytest.raises((AttributeError, TypeError)):
            pickle.dumps(empty)


def test_handles_cannot_be_broken():
    """The inner module is private, but it must not crash either."""
    for cls in (native.Verdict, native.Board, native.Screening, native.Rulebook):
        with pytest.raises((AttributeError, TypeError)):
            cls()
        empty = cls.__new__(cls)
        for name in [n for n in vars(cls) if not n.startswith("_") and n not in ("thisown", "default_rules")]:
            with pytest.raises((AttributeError, TypeError, pilkada.Error)):
                getattr(empty, name)()
    for name in dir(_native):
        if name.split("_")[0] in ("Verdict", "Board", "Screening", "Rulebook", "Screener") and "swig" not in name:
            for arguments in ((), (None,), (3,), ("x",), (None, None), (None, "id"), (None, "x", "id")):
                try:
                    getattr(_native, name)(*arguments)
                except (TypeError, ValueError, AttributeError):
                    pass


def test_enumerations_are_those_of_the_library():
    for enum, name in ((pilkada.Severity, _native.severity_name), (pilkada.Level, _native.level_name),
                       (pilkada.WindowState, _native.window_state_name)):
        assert [case.value for case in enum] == [name(i) for i in range(len(enum))]
        assert name(len(enum)) in ['', *(case.value for case in enum)]
        assert all(case.name == case.value.upper() for case in enum)


def test_threads(rules, report):
    """One rulebook, many threads; also while others use the error path."""
    expected = bytes(rules.judge(report))
    problems = []

    def work():
        try:
            for _ in range(300):
                assert bytes(pilkada.Rulebook.default().judge(report)) == expected
                assert rules.screen("surat suara tercoblos").level
                assert len(rules.board([], "2024-11-26", "2024-11-26", NOW)) == 35
                with pytest.raises(pilkada.ParseError):
                    rules.judge("{")
        except BaseException as error:  # noqa: B902
            problems.append(error)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(before)
    assert not problems


def test_errors_pickle(rules):
    with pytest.raises(pilkada.ParseError) as caught:
        rules.judge('{"a"\n')
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is pilkada.ParseError and str(again) == str(caught.value)
    for name in ("code", "offset", "line", "column", "where"):
        assert getattr(again, name) == getattr(caught.value, name)


def test_judging_does_not_change_the_report(rules, report):
    before = json.dumps(report)
    rules.judge(report)
    assert json.dumps(report) == before


def test_results_without_memory_leave_nothing(rules, report):
    """Objects are made in C: each allocation of Python's fails in turn, and the C object goes with it."""
    testcapi = pytest.importorskip("_testcapi")
    text = json.dumps(report)
    for call in (lambda: rules.screen("surat suara tercoblos"), lambda: rules.judge(text)):
        expected, failures = call(), 0
        for n in range(8):
            testcapi.set_nomemory(n, n + 1)
            try:
                answer = call()
            except MemoryError:
                answer, failures = expected, failures + 1
            finally:
                testcapi.remove_mem_hooks()
            assert answer == expected
        assert failures >= 2


def test_handles_of_other_classes_are_refused(rules, report):
    """What a result holds has no methods of its own, and goes into no other class's functions."""
    verdict, screening = rules.judge(report), rules.screen("x")
    for function, handle in ((native.Screening.score, verdict._handle), (native.Verdict.valid, screening._handle),
                             (native.Board.write_text, verdict._handle), (native.Verdict.valid, rules._handle)):
        with pytest.raises(TypeError):
            function(handle)
    with pytest.raises(TypeError):
        native.Verdict.changes_since(verdict._handle, screening._handle)
    with pytest.raises(AttributeError):
        rules.judge(report)._handle.valid


def test_interpreters_have_classes_of_their_own(rules):
    """As under mod_wsgi, where each application has an interpreter: also when the first to ask is gone."""
    interpreters = pytest.importorskip("_xxsubinterpreters")
    for _ in range(2):
        one = interpreters.create()
        interpreters.run_string(one, """if True:
            import pilkada
            rules = pilkada.Rulebook.default()
            assert type(rules.screen("surat suara tercoblos")) is pilkada.Screening
            assert type(rules.judge({"form_id": "lap_tungsura"})) is pilkada.Verdict
            try:
                rules.judge("{")
            except pilkada.ParseError:
                pass
            """)
        interpreters.destroy(one)
        assert type(rules.screen("surat suara tercoblos")) is pilkada.Screening
        with pytest.raises(pilkada.ParseError):
            rules.judge("{")
