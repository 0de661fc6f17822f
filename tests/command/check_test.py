"""pilkada check as a linter: what it tells of a broken copy of the guide's form, and where. Run by pytest."""
import copy
import glob
import json
import os
import re
import subprocess

import pytest

PILKADA, SOURCE = os.environ["PILKADA_COMMAND"], os.environ["PILKADA_SOURCE"]
FORMS = sorted(glob.glob(os.path.join(SOURCE, "data", "forms", "lap_*.json")))


def guide_form():
    with open(os.path.join(SOURCE, "docs", "guide", "forms.md"), encoding="utf-8") as file:
        return json.loads(re.search(r"```json\n(\{\n  \"form\".*?)```", file.read(), re.S).group(1))


def check(tmp_path, form):
    path = tmp_path / "lap_posko.json"
    path.write_text(json.dumps(form, indent=1), encoding="utf-8")
    done = subprocess.run([PILKADA, "check", "--format", "json", str(path)], capture_output=True, timeout=60)
    result = json.loads(done.stdout)
    assert done.returncode == (0 if result["ok"] else 1)
    return result["problems"], path.read_text(encoding="utf-8").splitlines()


def rule(form, index=0):
    return form["rules"][index]


def extra_rule(form, **members):
    new = copy.deepcopy(rule(form))
    new.update({"id": "P-9", "examples": {"pass": [{}], "fail": [{"set": {"aduan": 3, "aduan_selesai": 4}}]}, **members})
    form["rules"].append(new)


BROKEN = {
    "a condition outside the bounds": (lambda f: rule(f).update(when="aduan > 9999"), "/rules/0/when", "never true"),
    "a rule that the bounds make hold": (lambda f: rule(f).update(expr="aduan + aduan_selesai >= 0"), "/rules/0/expr", "never fail"),
    "a sum of a set above its bounds": (lambda f: extra_rule(f, expr="aduan <= 9999"), "/rules/2/expr", "never fail"),
    "a rule that no value meets": (lambda f: rule(f).update(expr="aduan > 9999"), "/rules/0/expr", "never hold"),
    "two rules against each other": (lambda f: extra_rule(f, expr="aduan < aduan_selesai"), "/rules/2/expr", "contradicts rule P-1"),
    "the same, written from the other side": (lambda f: extra_rule(f, expr="aduan_selesai > aduan"), "/rules/2/expr", "contradicts"),
    "a rule said twice": (lambda f: extra_rule(f), "/rules/2/expr", "the same as rule P-1"),
    "a choice spelled wrong": (lambda f: rule(f).update(when="tahapan == 'kampaye'"), "/rules/0/when", "nearest one: kampanye"),
    "a parameter spelled wrong": (lambda f: rule(f).update(expr="aduan <= parameter.maks_pemilih_tp"), "/rules/0/expr", "no parameter"),
    "a member of a region spelled wrong": (lambda f: rule(f).update(expr="aduan <= wilayah.tpss"), "/rules/0/expr", "nearest one: tps"),
    "a field named like a word of the expressions": (lambda f: f["sections"][0]["fields"].append(dict(f["sections"][0]["fields"][1], id="in", label={"id": "x", "en": "y"})), "/sections/0/fields/3/id", "reserved word"),
    "a field named like a constant": (lambda f: f["sections"][0]["fields"].append(dict(f["sections"][0]["fields"][1], id="true", label={"id": "x", "en": "y"})), "/sections/0/fields/3/id", "reserved word"),
    "a field named like the parameters": (lambda f: f["sections"][0]["fields"].append(dict(f["sections"][0]["fields"][1], id="parameter", label={"id": "x", "en": "y"})), "/sections/0/fields/3/id", "choose another name"),
    "a field named like the region": (lambda f: f["sections"][0]["fields"].append(dict(f["sections"][0]["fields"][1], id="wilayah", label={"id": "x", "en": "y"})), "/sections/0/fields/3/id", "choose another name"),
    "a basis that says nothing": (lambda f: rule(f).update(basis=["Contoh", " "]), "/rules/0/basis/1", "must not be empty"),
    "a rule without a code": (lambda f: rule(f).update(id=""), "/rules/0/id", "must not be empty"),
    "a sentence of blanks": (lambda f: rule(f)["message"].update(en=" \n"), "/rules/0/message/en", "must not be empty"),
    "a version of blanks": (lambda f: f.update(version=" "), "/version", "must not be empty"),
    "an unknown certainty": (lambda f: rule(f).update(certainty="certian"), "/rules/0/certainty", "Did you mean \"certain\""),
    "an unknown level": (lambda f: rule(f).update(level="rekp"), "/rules/0/level", "Did you mean \"rekap\""),
    "a level like none": (lambda f: rule(f).update(level="kabupaten"), "/rules/0/level", "Choose one"),
    "a severity spelled wrong": (lambda f: rule(f).update(severity="peringatn"), "/rules/0/severity", "did you mean \"peringatan\""),
    "a strategy spelled wrong": (lambda f: rule(f).update(missing="jangan_lewat"), "/rules/0/missing", "did you mean \"jangan_lewati\""),
    "a mark spelled wrong": (lambda f: f["sections"][0]["fields"][0].update(mark="infered"), "/sections/0/fields/0/mark", "did you mean \"inferred\""),
    "a need spelled wrong": (lambda f: f["sections"][0]["fields"][0].update(required="wajb"), "/sections/0/fields/0/required", "did you mean \"wajib\""),
    "a recap spelled wrong": (lambda f: f["sections"][0]["fields"][0].update(recap="latst"), "/sections/0/fields/0/recap", "did you mean \"latest\""),
    "a set spelled wrong": (lambda f: rule(f).update(each="hitungn", expr="{x} >= 0", path="{x}"), "/rules/0/each", "did you mean \"hitungan\""),
    "a choice spelled wrong in a condition": (lambda f: f["sections"][0]["fields"][2].update(required={"if": "tahapan == 'kampaye'"}), "/sections/0/fields/2/required/if", "nearest one: kampanye"),
    "a condition that is never true": (lambda f: f["sections"][0]["fields"][2].update(required={"if": "aduan > 9 && aduan < 3"}), "/sections/0/fields/2/required", "never required"),
    "a parameter spelled wrong in what is computed": (lambda f: f["sections"][0]["fields"][0].update(required="dihitung", computed="parameter.maks_pemilih_tp"), "/sections/0/fields/0/computed", "no parameter"),
    "a rule that a field names wrong": (lambda f: f["sections"][0]["fields"][2].update(required={"rule": "P1"}), "/sections/0/fields/2/required", "nearest one: P-1"),
    "a label twice": (lambda f: f["sections"][0]["fields"][1].update(label=f["sections"][0]["fields"][0]["label"]), "/sections/0/fields/1/label", "two fields"),
    "a circle of three": (lambda f: f["sections"][0]["fields"].append({**f["sections"][0]["fields"][0], "id": "baru", "label": {"id": "Baru", "en": "New"}}) or extra_rule(f, expr="aduan < baru") or extra_rule(f, expr="baru < aduan_selesai"), "/rules/3/expr", "taken together"),
    "an example of another form": (lambda f: rule(f)["examples"].update(fail=[{"set": [1]}]), "/rules/0/examples/fail/0", "not an object"),
    "an example that is a text": (lambda f: rule(f)["examples"].update(fail=["aduan"]), "/rules/0/examples/fail/0", "not an object"),
    "a base example of another form": (lambda f: f.update(example=[1]), "/example", "not an object"),
    "parts of a rule apart": (lambda f: f["rules"].append(copy.deepcopy(rule(f))), "/rules/2/id", "used twice"),
    "a field spelled wrong": (lambda f: rule(f).update(expr="aduan_selesi <= aduan"), "/rules/0/expr", "did you mean \"aduan_selesai\""),
    "no basis": (lambda f: rule(f).update(basis=[]), "/rules/0/basis", "legal basis"),
    "no translation": (lambda f: rule(f)["message"].pop("en"), "/rules/0/message/en", "missing"),
    "no example": (lambda f: rule(f)["examples"].pop("fail"), "/rules/0", "no example"),
    "bounds the wrong way round": (lambda f: f["sections"][0]["fields"][0].update(range=[9, 1]), "/sections/0/fields/0/range", "above the highest"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_fault_is_told_with_its_place(tmp_path, name):
    form = guide_form()
    spoil, where, words = BROKEN[name]
    spoil(form)
    problems, lines = check(tmp_path, form)
    told = [p for p in problems if p["where"].split(" ")[0] == where and words in p["message"]["en"] + p["remedy"]["en"]]
    assert told, problems
    assert list(told[0]) == ["severity", "file", "where", "line", "column", "message", "remedy"]
    assert all(told[0][text][lang] for text in ("message", "remedy") for lang in ("id", "en"))
    assert told[0]["message"]["id"] and told[0]["file"].endswith("lap_posko.json")
    last = where.rsplit("/", 1)[1]
    line = lines[told[0]["line"] - 1]
    assert last.isdigit() or f'"{last}"' in line or words == "missing"
    assert line[told[0]["column"] - 1:].strip()


def test_the_guide_form_has_no_problem(tmp_path):
    assert check(tmp_path, guide_form())[0] == []


def test_a_part_of_a_rule_does_not_vouch_for_another(tmp_path):
    form = guide_form()
    extra_rule(form, id="P-1", expr="aduan <= 9998", examples={"pass": [{}], "fail": [{"set": {"aduan": 3, "aduan_selesai": 4}}]})
    form["rules"].insert(1, form["rules"].pop())
    problems, _ = check(tmp_path, form)
    assert [p["where"] for p in problems if p["severity"] == "galat"] == ["/rules/1/examples/fail/0"]


def test_a_fault_met_in_the_head_is_told_under_its_file(tmp_path):
    form = guide_form()
    form["example"].update(aduan=0, aduan_selesai=0)
    problems, _ = check(tmp_path, form)
    told, = [p for p in problems if p["file"] == "forms/kepala.json"]
    with open(os.path.join(SOURCE, "data", "forms", "kepala.json"), encoding="utf-8") as file:
        line = file.read().splitlines()[told["line"] - 1]
    assert line[told["column"] - 1:].startswith('{"set": {"nihil": true}}')


def test_a_rule_that_can_reach_the_step_limit_is_told_with_its_cost(tmp_path):
    form = guide_form()
    rule(form)["expr"] = "lampiran.all(a, lampiran.all(b, lampiran.all(c, lampiran.all(d, lampiran.all(e, c.ukuran >= 0)))))"
    problems, _ = check(tmp_path, form)
    told, = [p for p in problems if "steps" in p["message"]["en"]]
    assert told["severity"] == "info" and "3,368,420" in told["message"]["en"]


@pytest.mark.parametrize("path", FORMS, ids=os.path.basename)
def test_no_false_alarm_on_a_shipped_form(path):
    done = subprocess.run([PILKADA, "check", "--format", "json", path], capture_output=True, timeout=60)
    problems = json.loads(done.stdout)["problems"]
    assert problems == []


def test_every_problem_has_a_sentence_and_a_remedy():
    messages = {}
    for path in glob.glob(os.path.join(SOURCE, "data", "messages", "*.json")):
        with open(path, encoding="utf-8") as file:
            messages.update(json.load(file)["messages"])
    checks = {key for key in messages if ".check." in key and not key.endswith(".remedy")} | {"rulebook.head", "rulebook.unknown_kind"}
    assert len(checks) > 30 and [key for key in checks if key + ".remedy" not in messages] == []


def test_the_text_has_the_remedy_on_a_line_of_its_own(tmp_path):
    form = guide_form()
    rule(form).update(when="aduan > 9999")
    path = tmp_path / "lap_posko.json"
    path.write_text(json.dumps(form), encoding="utf-8")
    lines = subprocess.run([PILKADA, "check", str(path)], capture_output=True, text=True, timeout=60).stdout.splitlines()
    assert "/rules/0/when: Syarat \"when\" aturan P-1 tidak pernah benar" in lines[0]
    assert lines[1] == "    perbaikan: Perbaiki syaratnya, atau hapus aturannya."


@pytest.mark.parametrize("name, words", [("lap_tungsur", "Did you mean \"lap_tungsura\"?"), ("lap_lain", "Add the file of the form")])
def test_a_schedule_that_names_no_form(tmp_path, name, words):
    with open(os.path.join(SOURCE, "data", "schedules", "jateng.json"), encoding="utf-8") as file:
        schedules = json.load(file)
    schedules["schedules"][1]["forms"] = ["lap_tungsura", name]
    path = tmp_path / "jadwal.json"
    path.write_text(json.dumps(schedules, indent=1), encoding="utf-8")
    done = subprocess.run([PILKADA, "check", "--format", "json", str(path)], capture_output=True, timeout=60)
    told = [p for p in json.loads(done.stdout)["problems"] if p["severity"] == "galat"]
    assert done.returncode == 1 and [p["where"] for p in told] == ["/schedules/1/forms/1"]
    assert name in told[0]["message"]["id"] and words == told[0]["remedy"]["en"][:len(words)]
    assert f'"{name}"' in path.read_text(encoding="utf-8").splitlines()[told[0]["line"] - 1]


def cost(tmp_path, form):
    path = tmp_path / "lap_posko.json"
    path.write_text(json.dumps(form, indent=1), encoding="utf-8")
    done = subprocess.run([PILKADA, "check", "--cost", "--format", "json", str(path)], capture_output=True, timeout=60)
    return json.loads(done.stdout)


def test_cost_counts_the_parts_of_rules_and_puts_the_dearest_first(tmp_path):
    form = guide_form()
    form["sections"][0]["fields"].append({"id": "pos", "type": "daftar", "length": [0, 500], "required": "opsional", "mark": "inferred", "label": {"id": "Pos", "en": "Posts"},
                                          "fields": [{"id": "n", "type": "bulat", "required": "opsional", "mark": "inferred", "label": {"id": "n", "en": "n"}}]})
    extra_rule(form, id="P-8", expr="n <= aduan", rows="pos", path="n")
    extra_rule(form, id="P-9", expr="sum(pos.map(p, p.n)) <= aduan")
    rules = cost(tmp_path, form)["cost"]
    assert [rule["most"] for rule in rules] == sorted((rule["most"] for rule in rules), reverse=True)
    assert all(rule["nodes"] <= rule["typical"] <= rule["most"] and rule["line"] > 0 for rule in rules)
    own = {rule["code"]: [rule[name] for name in ("nodes", "typical", "most", "steps")] for rule in rules if rule["file"].endswith("lap_posko.json")}
    assert own["P-1"] == [3, 3, 3, 0]
    assert own["P-8"] == [3, 20 * 3, 500 * 3, 0]
    # <= and its right side; sum and what it goes through; the list; each row: the round, p, n
    assert own["P-9"] == [7, 2 + 1 + 20 + 1 + 1 + 20 * 3, 2 + 1 + 500 + 1 + 1 + 500 * 3, 1000]
    assert "cost" not in json.loads(subprocess.run([PILKADA, "check", "--format", "json", str(tmp_path / "lap_posko.json")], capture_output=True).stdout)


def test_cost_of_a_form_that_does_not_load_is_null(tmp_path):
    form = guide_form()
    rule(form)["expr"] = "("
    assert cost(tmp_path, form)["cost"] is None


def test_cost_in_text(tmp_path):
    form = guide_form()
    cost(tmp_path, form)
    lines = subprocess.run([PILKADA, "check", "--cost", "--lang", "en", str(tmp_path / "lap_posko.json")], capture_output=True, text=True).stdout.splitlines()
    assert lines[0].endswith(": ok") and lines[2].split() == ["most", "typical", "rule"]
    assert [int(n) for n in lines[3].split()[:2]] == sorted((int(n) for n in lines[3].split()[:2]), reverse=True)


@pytest.mark.parametrize("spoil, where, near", [
    (lambda c: c["table"][0].update(state="drf"), "/table/0/state", "draf"),
    (lambda c: c["actions"][0].update(flag="may_submt"), "/actions/0/flag", "may_submit"),
])
def test_a_chain_that_names_a_word_wrong(tmp_path, spoil, where, near):
    with open(os.path.join(SOURCE, "data", "approval", "chain.json"), encoding="utf-8") as file:
        chain = json.load(file)
    spoil(chain)
    path = tmp_path / "chain.json"
    path.write_text(json.dumps(chain, indent=1), encoding="utf-8")
    problems = json.loads(subprocess.run([PILKADA, "check", "--format", "json", str(path)], capture_output=True, timeout=60).stdout)["problems"]
    assert [p["where"] for p in problems] == [where] and f'did you mean "{near}"?' in problems[0]["message"]["en"] and problems[0]["line"] > 0


REASONS = {
    "an error": (dict(expr="aduan / 0 > 1"), "pass", "division by zero"),
    "types that do not go together": (dict(expr="aduan + 'a' == 'b'"), "pass", "no such overload"),
    "a context that the example lacks": (dict(expr="aduan <= konteks.sebelumnya.aduan"), "pass", "konteks.sebelumnya"),
    "a condition that is false": (dict(when="nihil == true"), "fail", "its condition, nihil == true, is false"),
    "a value that is not there": (dict(examples={"pass": [{}], "fail": [{"remove": ["aduan"]}]}), "fail", "Complaints"),
    "a rule that is kept": (dict(expr="aduan <= 10000 - aduan_selesai"), "fail", "This rule holds."),
}


@pytest.mark.parametrize("name", REASONS)
def test_why_an_example_came_out_otherwise_is_told(tmp_path, name):
    members, kind, said = REASONS[name]
    form = guide_form()
    rule(form).update(members)
    problems, _ = check(tmp_path, form)
    told, = [p for p in problems if p["where"] == f"/rules/0/examples/{kind}/0"]
    assert said in told["message"]["en"] and not told["message"]["id"].endswith("temuan. ")


@pytest.mark.parametrize("rules, more", [(500, 0), (501, 2), (700, 401)])
def test_a_thousand_problems_are_told_and_the_others_counted(tmp_path, rules, more):
    form = guide_form()
    form["rules"] = [dict(rule(form), id=f"P-{i}", expr=f"aduan_selesai <= aduan + {i}", examples={}) for i in range(rules)]
    form["rules"][-1]["examples"] = {"pass": [{"set": {"aduan_selesai": 9000}}], "fail": []} if more == 401 else {}
    form["sections"][0]["fields"][2]["required"] = "opsional"
    problems, _ = check(tmp_path, form)
    told = [p for p in problems if "examples" in p["where"] or "has no example" in p["message"]["en"]]
    assert len(problems) == min(2 * rules, 1000) + (more > 0) and len(told) == min(2 * rules, 1000)
    if more:
        assert problems[-1]["message"]["en"] == f"There are {2 * rules - 1000} more that are not shown."
        assert problems[-1]["severity"] == ("galat" if more == 401 else "peringatan") and problems[-1]["remedy"]["en"]


def test_a_limit_inside_an_expression_is_placed_by_check_and_by_loading(tmp_path):
    form = guide_form()
    form["rules"][1]["expr"] = "(" * 60 + "aduan" + ")" * 60 + " > 0"
    (tmp_path / "saya" / "forms").mkdir(parents=True)
    problems, lines = check(tmp_path / "saya" / "forms", form)
    told, = problems
    assert told["where"] == "/rules/1/expr" and '"expr": "((((' in lines[told["line"] - 1]
    (tmp_path / "laporan.json").write_text("{}", encoding="utf-8")
    done = subprocess.run([PILKADA, "validate", "--rulebook", str(tmp_path / "saya"), str(tmp_path / "laporan.json")], capture_output=True, text=True, timeout=60)
    column = lines[told["line"] - 1].index('"((((') + 1 + 49
    assert done.returncode == 2 and f"lap_posko.json:{told['line']}:{column}: " in done.stderr, done.stderr


@pytest.mark.parametrize("change, name, told", [
    ({}, "saya.json", 0),
    ({"comment": "lain"}, "saya.json", 1),
    ({"comment": "lain", "version": "2024.2"}, "saya.json", 0),
    ({"comment": "lain"}, "forms/lap_tungsura.json", 0),
], ids=["the form itself", "a copy", "a copy of another version", "a file in its place"])
def test_a_copy_that_kept_its_version_is_told(tmp_path, change, name, told):
    with open(os.path.join(SOURCE, "data", "forms", "lap_tungsura.json"), encoding="utf-8") as file:
        text = file.read()
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({**json.loads(text), **change}) if change else text, encoding="utf-8")
    done = subprocess.run([PILKADA, "check", "--format", "json", str(path)], capture_output=True, timeout=60)
    problems = json.loads(done.stdout)["problems"]
    assert [p["where"] for p in problems] == ["/version"] * told and done.returncode == 0
    assert all(p["severity"] == "peringatan" and "lap_tungsura of version 2024.1" in p["message"]["en"] for p in problems)


FAIL = {"set": {"aduan": 3, "aduan_selesai": 4}}
NAMES = {
    "a kind of examples": ({"pas": [], "pass": [{}], "fail": [FAIL]}, "", "pass"),
    "a part of an example": ({"pass": [{"sett": {}}], "fail": [FAIL]}, "/pass/0", "set"),
    "a field that is put": ({"pass": [{"set": {"aduann": 1}}], "fail": [FAIL]}, "/pass/0/set", "aduan"),
    "a field like none": ({"pass": [{"set": {"zzzzzz": 1}}], "fail": [FAIL]}, "/pass/0/set", None),
    "a field that is taken out": ({"pass": [{}, {"remove": ["sisaa"]}], "fail": [FAIL]}, "/pass/1/remove", "sisa"),
    "a field that is not there to be taken out": ({"pass": [{"remove": ["catatan"]}], "fail": [FAIL]}, "/pass/0/remove", "catatan"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_an_example_that_means_nothing_is_told(tmp_path, name):
    examples, where, near = NAMES[name]
    form = guide_form()
    rule(form)["examples"] = examples
    told, = check(tmp_path, form)[0]
    assert told["where"] == "/rules/0/examples" + where and told["severity"] == "peringatan"
    assert told["remedy"]["en"] == (f'Did you mean "{near}"?' if near else "Take the name out, or correct its spelling.")


@pytest.mark.parametrize("examples", [[], 7, None, {"pass": 7, "fail": {}}, {"pass": ["x"], "fail": [[]]}, {"pass": [{"set": []}], "fail": [{"remove": {}}]}])
def test_examples_of_the_wrong_shape_do_no_harm(tmp_path, examples):
    form = guide_form()
    rule(form)["examples"] = examples
    assert check(tmp_path, form)[0]
