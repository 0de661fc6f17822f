/** @file form/kind.c  The types of fields: one row each. */
#include "form/definition.h"
#include "form/values.h"

static const pk_kind_row kinds[PK_KIND_COUNT] = {
    [PK_KIND_TEKS] = {"teks", pk_take_teks, {{"teks", "a text"}}},
    [PK_KIND_BULAT] = {"bulat", pk_take_bulat, {{"bilangan bulat", "a whole number"}}},
    [PK_KIND_UANG] = {"uang", pk_take_bulat, {{"rupiah bulat", "whole rupiah"}}},
    [PK_KIND_PERSEN] = {"persen", pk_take_desimal, {{"persen", "a percentage"}}},
    [PK_KIND_DESIMAL] = {"desimal", pk_take_desimal, {{"bilangan desimal", "a decimal number"}}},
    [PK_KIND_TANGGAL] = {"tanggal", pk_take_tanggal, {{"tanggal", "a date"}}},
    [PK_KIND_JAM] = {"jam", pk_take_jam, {{"jam", "a clock time"}}},
    [PK_KIND_WAKTU] = {"waktu", pk_take_waktu, {{"waktu", "a time with offset"}}},
    [PK_KIND_PILIH] = {"pilih", pk_take_pilih, {{"pilihan", "a choice"}}},
    [PK_KIND_DAFTAR] = {"daftar", pk_take_daftar, {{"daftar", "a list"}}},
    [PK_KIND_YA_TIDAK] = {"ya_tidak", pk_take_ya_tidak, {{"ya atau tidak", "yes or no"}}},
    [PK_KIND_WILAYAH] = {"wilayah", pk_take_wilayah, {{"kode wilayah", "a region code"}}},
    [PK_KIND_KELOMPOK] = {"kelompok", pk_take_kelompok, {{"kelompok isian", "a group of fields"}}},
    [PK_KIND_KOORDINAT] = {"koordinat", pk_take_kelompok, {{"koordinat", "a coordinate"}}},
};

const pk_kind_row *pk_kind_of(pk_kind kind) {
    return &kinds[kind];
}

pk_kind pk_kind_named(const char *name) {
    pk_kind kind = 0;
    while (kind < PK_KIND_COUNT && strcmp(kinds[kind].name, name) != 0)
        kind++;
    return kind;
}

const char *pk_kind_near(const char *name) {
    const char *names[PK_KIND_COUNT];
    for (pk_kind kind = 0; kind < PK_KIND_COUNT; kind++)
        names[kind] = kinds[kind].name;
    return pk_nearest(pk_span_of(name), names, PK_KIND_COUNT);
}
