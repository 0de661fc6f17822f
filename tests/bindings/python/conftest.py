"""What the tests share: the default rulebook and one report that contradicts itself."""
import json
import os
import pathlib

import pytest

import pilkada

SOURCE = pathlib.Path(os.environ.get("PILKADA_SOURCE_DIR", pathlib.Path(__file__).parents[3]))

# 1,400 stations open and 43 closed are not 1,453; that is all that matters here
REPORT = {"id": "r-1", "form_id": "lap_tungsura", "kode_wilayah": "33.16", "tanggal_laporan": "2024-11-26",
          "waktu_dibuat": "2024-11-27T00:20:00+07:00", "waktu_diterima": "2024-11-27T00:30:00+07:00",
          "jumlah_tps": 1453, "tps_buka": 1400, "tps_belum_buka": 43}
NOW = "2024-11-27T05:01:00+07:00"


@pytest.fixture(scope="session")
def rules():
    return pilkada.Rulebook.default()


@pytest.fixture
def report():
    return json.loads(json.dumps(REPORT))


@pytest.fixture(scope="session")
def verdict(rules):
    return rules.judge(REPORT)


@pytest.fixture(scope="session")
def board(rules):
    return rules.board([REPORT], since="2024-11-26", until="2024-11-26", now=NOW)
