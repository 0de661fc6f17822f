#!/usr/bin/env python3
"""The night of 26 to 27 November 2024 in Jawa Tengah, as example data.

    python3 examples/night/make_night.py

Writes reports.jsonl (the night's reports) and hari-h.jsonl (four reports of polling day) beside this file. The figures of
regions (codes, names, kecamatan, TPS, DPT) are the public reference numbers of data/regions; everything else is made up and
says so: the reporter is "Petugas Contoh", each text begins with "Data contoh". Nothing is random: the same bytes every time.
"""
import json
import os

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "..", "data", "regions", "jateng.json")
COUNTS = ("aduan_total aduan_ketertiban aduan_bawaslu aduan_netralitas_asn aduan_debat_kampanye aduan_keamanan aduan_logistik "
          "aduan_konflik_pendukung aduan_lain pelanggaran_administrasi pelanggaran_pidana pelanggaran_kode_etik pelanggaran_tsm "
          "netralitas_asn netralitas_tni netralitas_polri netralitas_kades netralitas_penyelenggara politik_uang unjuk_rasa hoaks "
          "hoaks_ditangani bencana cuaca_ekstrem kejadian_menonjol korban_meninggal korban_luka_berat korban_luka_ringan").split()

with open(DATA, encoding="utf-8") as file:
    REGIONS = {row["code"]: row for row in json.load(file)["regions"]}


def instant(clock, day="2024-11-27"):
    return f"{day}T{clock if clock.count(':') == 2 else clock + ':00'}+07:00"


def head(code, number, form, stage, date, received, made=None, day="2024-11-27"):
    """`made` is the clock time at which the report was made; two minutes before it came when not given."""
    row = REGIONS[code]
    hour, minute = int(received[:2]), int(received[3:5])
    made = made or f"{hour:02}:{max(minute - 2, 0):02}"
    return {
        "id": f"{code}-{date[8:]}-{number}", "form_id": form, "form_versi": "2024.1", "kode_wilayah": code, "tingkat": "kabupaten_kota",
        "jenis_pemilihan": ["gubernur", "wali_kota" if row["kind"] == "kota" else "bupati"], "tahapan": stage, "tanggal_laporan": date,
        "waktu_dibuat": instant(made, day), "waktu_diterima": instant(received, day), "urutan": number,
        "nama_pelapor": "Petugas Contoh", "jabatan": "Operator Desk", "nihil": False,
    }


def daily(code, number, received, text=None, made=None, day="2024-11-27", **values):
    """A daily report on the 26th, the last day of masa tenang. Without `values` nothing happened but the delivery of material."""
    row = REGIONS[code]
    report = head(code, number, "lap_tahapan_harian", "masa_tenang", "2024-11-26", received, made, day)
    part = "pertama" if number == 1 else "kedua" if number == 2 else "tambahan"
    report["kondisi_umum"] = "aman"
    report["perkembangan"] = "Data contoh. " + (text or f"Laporan {part}: masa tenang berjalan aman, logistik sudah di seluruh kecamatan.")
    report.update(dict.fromkeys(COUNTS, 0))
    report["kecamatan_logistik_tiba"] = report["jumlah_kecamatan"] = row["districts"]
    report.update(values)
    if any(report[name] for name in COUNTS if name != "hoaks_ditangani"):
        report.setdefault("permasalahan", "Data contoh. Lihat angka di atas.")
        report.setdefault("upaya", "Data contoh. Dikoordinasikan dengan Panwascam dan Polres.")
        report.setdefault("saran", "Data contoh. Dipantau sampai pemungutan suara.")
    return report


def nihil(code, number, received):
    report = head(code, number, "lap_tahapan_harian", "masa_tenang", "2024-11-26", received)
    report.update(nihil=True, kondisi_umum="aman", perkembangan="Data contoh. Nihil: tidak ada kejadian pada masa tenang.")
    return report


def resent(report, number, received):
    """The same report once more: another id and time of arrival, nothing else."""
    return {**report, "id": f"{report['kode_wilayah']}-26-{number}", "waktu_diterima": instant(received)}


def corrected(report, number, received, **values):
    """A correction has the sequence number of what it corrects."""
    return {**report, "id": f"{report['kode_wilayah']}-26-{number}", "waktu_diterima": instant(received), **values}


def night():
    # 19 regions send their two reports without trouble, one after the other; every other one sends a third
    quiet = ["33.01", "33.02", "33.03", "33.04", "33.05", "33.06", "33.07", "33.10", "33.11", "33.12",
             "33.15", "33.18", "33.20", "33.21", "33.22", "33.25", "33.28", "33.71", "33.72"]
    for n, code in enumerate(quiet):
        yield daily(code, 1, f"00:{(7 * n) % 60:02}")
        yield daily(code, 2, f"{2 + n % 2:02}:{(11 * n) % 60:02}")
        if n % 2:
            yield daily(code, 3, f"04:{(13 * n) % 60:02}")

    # Kendal and Brebes send nothing

    # Sragen: printed ten too few, as in the voter figures of a newspaper: 763,714 for 763,724
    yield daily("33.14", 1, "00:57", aduan_total=14, aduan_ketertiban=20, aduan_lain=4)
    yield daily("33.14", 2, "03:57")

    # Blora: complete; a voter whose KTP address does not match the TPS was turned away in the rehearsal of polling
    yield daily("33.16", 1, "00:12")
    yield daily("33.16", 2, "04:59:59", "Laporan kedua: simulasi pemungutan suara di satu TPS; seorang warga dengan alamat KTP-el di TPS lain "
                "diarahkan ke TPS alamatnya. Tidak ada keributan.", made="04:50", kejadian_menonjol=1)

    # Boyolali: complete, the second report one second before the window closes; a third adds figures
    yield daily("33.09", 1, "00:00:00", made="00:00")
    yield daily("33.09", 2, "04:59")
    yield daily("33.09", 3, "04:59:58", aduan_total=2, aduan_ketertiban=2)

    # Karanganyar: nihil twice, and nihil is a report
    yield nihil("33.13", 1, "00:30")
    yield nihil("33.13", 2, "04:30")

    # Rembang: one report, sent three times over a weak line: short
    first = daily("33.17", 1, "01:05")
    yield first
    yield resent(first, 11, "01:09")
    yield resent(first, 12, "03:40")

    # Kudus: the second report comes seven seconds after five o'clock
    yield daily("33.19", 1, "00:44")
    yield daily("33.19", 2, "05:00:07", made="04:58")

    # Temanggung: both too late
    yield daily("33.23", 1, "05:00:00", made="04:55")
    yield daily("33.23", 2, "05:00:42", made="04:56")

    # Pekalongan: one before the window opens, one inside
    yield daily("33.26", 1, "23:50", day="2024-11-26")
    yield daily("33.26", 2, "00:20")

    # Pemalang: a correction inside the window: the first version said 13 complaints where the classes add up to 12
    first = daily("33.27", 1, "00:33", aduan_total=13, aduan_ketertiban=7, aduan_bawaslu=5)
    yield first
    yield corrected(first, 11, "01:20", aduan_total=12)
    yield daily("33.27", 2, "03:15")

    # Kota Semarang: printed sums that are off, as newspapers printed them: 1,267,308 for 1,267,307 is off by one
    yield daily("33.74", 1, "00:51", aduan_total=8, aduan_ketertiban=4, aduan_bawaslu=3)
    yield daily("33.74", 2, "04:10", hoaks=3, hoaks_ditangani=4)

    # Kota Salatiga: 258 was printed where 158 was meant: a swapped hundred
    yield daily("33.73", 1, "00:25", aduan_total=258, aduan_ketertiban=100, aduan_lain=58)
    yield daily("33.73", 2, "03:33")

    # Kota Pekalongan: thousands with a dot, and a field of another form
    yield daily("33.75", 1, "00:05", aduan_total="1.089", aduan_ketertiban=1089)
    yield daily("33.75", 2, "02:45", tps_bukaa=3)

    # Kota Tegal: two circulating texts passed on in the report, both for the reader; and a region that is not safe explains itself
    yield daily("33.76", 1, "01:31", "Laporan pertama. Beredar pesan berantai: \"GEGER!! KPU mengakui kecurangan, ribuan surat suara sudah "
                "t3rcoblos, sebarkan sebelum terlambat!!\" Sudah diteruskan ke Bawaslu.", hoaks=1)
    yield daily("33.76", 2, "03:05", "Laporan kedua. Pesan suara di grup warga: \"B R E A K I N G, paslon didiskualifikasi tengah malam, "
                "coblosan dibatalkan!!\" Warga bertanya ke posko.", hoaks=1, kondisi_umum="waspada")

    # Kabupaten Magelang clarifies: the same words, but nothing to flag
    # (it is among the quiet ones by number of reports, so it comes as a third report)
    yield daily("33.08", 1, "00:40")
    yield daily("33.08", 2, "02:10", "Laporan kedua. Klarifikasi: kabar surat suara rusak di gudang logistik tidak benar menurut KPU; "
                "Bawaslu sudah memeriksa dan keadaan aman.")


def polling_day():
    """Four reports of polling day itself, on lap_tungsura."""
    for code, clock, opened, voters in (("33.16", "09:00", 1453, 201500), ("33.19", "09:00", 1160, 188000)):
        row = REGIONS[code]
        report = head(code, 1, "lap_tungsura", "pemungutan", "2024-11-27", "09:10", "09:05")
        report.update(jam_pantau=clock, jumlah_tps=row["tps"], tps_buka=opened, tps_belum_buka=row["tps"] - opened, tps_selesai_pungut=0,
                      tps_selesai_hitung=0, tps_data_masuk=0, tps_terkendala=0, pemilih_dpt=row["dpt"], pemilih_hadir=voters,
                      kurang_surat_suara=0, kurang_tinta=0, kurang_formulir=0, situasi="aman", potensi_psu=0, potensi_psl=0, potensi_pss=0,
                      keterangan="Data contoh. Pemungutan suara berjalan lancar.")
        yield report
        # the same place two hours later: a misprint of one digit, and stations that close before they open
        wrong = {**report, "id": f"{code}-27-2", "urutan": 2, "jam_pantau": "11:00", "waktu_dibuat": instant("11:05"), "waktu_diterima": instant("11:07")}
        wrong.update({"tps_belum_buka": 10} if code == "33.16" else {"tps_selesai_pungut": 1170, "potensi_psu": 1, "situasi": "rawan", "keterangan": "nihil"})
        yield wrong


def write(name, reports):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        for report in reports:
            file.write(json.dumps(report, ensure_ascii=False) + "\n")


def by_arrival(report):
    return report["waktu_diterima"], report["id"]


if __name__ == "__main__":
    write("reports.jsonl", sorted(night(), key=by_arrival))
    write("hari-h.jsonl", polling_day())
