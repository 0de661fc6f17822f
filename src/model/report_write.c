/** @file model/report_write.c  Writing a report back, and its content hash. */
#include <stdlib.h>

#include "core/error.h"
#include "core/sha256.h"
#include "model/report_internal.h"

/* ---- writing: events in, compact text out ---- */

static void put_event(pilkada_buffer *out, pk_json *reader, bool *comma) {
    static const char *const literals[] = {[PK_JSON_NULL] = "null", [PK_JSON_FALSE] = "false", [PK_JSON_TRUE] = "true"};
    if (*comma && reader->kind != PK_JSON_CLOSE)
        pk_putc(out, ',');
    pk_span text;
    if (reader->kind <= PK_JSON_TRUE) {
        pk_puts(out, literals[reader->kind]);
    } else if (reader->kind == PK_JSON_STRING || reader->kind == PK_JSON_KEY) {
        if (pk_json_unescape(reader, &text))
            pk_put_json(out, text);
    } else {
        pk_put(out, reader->text.data, reader->text.size); /* numbers and brackets as written */
    }
    if (reader->kind == PK_JSON_KEY)
        pk_putc(out, ':');
    *comma = reader->kind != PK_JSON_KEY && reader->kind != PK_JSON_OBJECT && reader->kind != PK_JSON_ARRAY;
}

static void put_value(pilkada_buffer *out, const pk_member *m, pk_arena *arena) {
    pk_json reader;
    bool comma = false;
    pk_json_start(&reader, m->value.data, m->value.size, arena);
    while (pk_json_next(&reader) > PK_JSON_END)
        put_event(out, &reader, &comma);
    if (reader.kind == PK_JSON_BAD) /* sound text: only memory can have run out */
        out->failed = 1;
}

static void put_member(pilkada_buffer *out, const pk_member *m, pk_arena *arena) {
    pk_put_json(out, m->name);
    pk_putc(out, ':');
    put_value(out, m, arena);
}

pilkada_status pilkada_report_write_json(const pilkada_report *self, pilkada_buffer *out, pilkada_error *error) {
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "report and buffer must not be NULL");
    pk_arena scratch;
    size_t mark = pk_buffer_mark(out);
    pk_arena_init(&scratch, &self->arena.allocator);
    pk_putc(out, '{');
    for (size_t i = 0; i < self->count; i++) {
        if (i)
            pk_putc(out, ',');
        put_member(out, &self->members[i], &scratch);
    }
    pk_putc(out, '}');
    pk_arena_dispose(&scratch);
    return pk_buffer_done(out, mark, error);
}

/* ---- one hash for what a report says, however often it is sent ---- */

static bool is_about_sending(pk_span name) {
    static const char *const names[] = {"id", "waktu_diterima", "urutan", "status_verifikasi"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (pk_span_is(name, names[i]))
            return true;
    return false;
}

static int by_name(const void *a, const void *b) {
    return pk_span_compare((*(const pk_member *const *)a)->name, (*(const pk_member *const *)b)->name);
}

static pilkada_status hash_members(const pilkada_report *self, pk_arena *scratch, pilkada_buffer *text, char out[65],
                                   pilkada_error *error) {
    const pk_member **sorted = pk_arena_alloc_zero(scratch, self->count, sizeof *sorted);
    size_t count = 0;
    if (!sorted)
        return pk_fail_memory(error);
    for (size_t i = 0; i < self->count; i++)
        if (!is_about_sending(self->members[i].name))
            sorted[count++] = &self->members[i];
    if (count)
        qsort(sorted, count, sizeof *sorted, by_name);
    for (size_t i = 0; i < count; i++) {
        put_member(text, sorted[i], scratch);
        pk_putc(text, '\n'); /* never inside compact JSON: no two reports give the same text */
    }
    pilkada_status status = pk_buffer_done(text, 0, error);
    if (status)
        return status;
    pk_sha256 hash;
    unsigned char digest[32];
    pk_sha256_start(&hash);
    pk_sha256_add(&hash, text->data, text->size);
    pk_sha256_end(&hash, digest);
    pk_sha256_hex(digest, out);
    return PILKADA_OK;
}

pilkada_status pilkada_report_content_hash(const pilkada_report *self, char out[65], pilkada_error *error) {
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "report and out must not be NULL");
    pk_arena scratch;
    pilkada_buffer text;
    pk_arena_init(&scratch, &self->arena.allocator);
    pilkada_buffer_init(&text, &self->arena.allocator);
    pilkada_status status = hash_members(self, &scratch, &text, out, error);
    pilkada_buffer_dispose(&text);
    pk_arena_dispose(&scratch);
    return status;
}
