/** @file screen/write.c  An answer as JSON, for programs. For people: write_text.c. */
#include "core/error.h"
#include "screen/near_write.h"
#include "screen/reading_write.h"
#include "screen/screening.h"

/* ---- JSON ---- */

static void put_number(pilkada_buffer *out, const char *key, int64_t value) {
    pk_putc(out, ',');
    pk_put_key(out, key);
    pk_put_int(out, value);
}

static void put_steps(pilkada_buffer *out, const pilkada_hit *hit) {
    pk_puts(out, ",\"steps\":[");
    for (size_t i = 0; i < hit->step_count; i++) {
        if (i)
            pk_putc(out, ',');
        pk_put_json(out, pk_span_of(hit->steps[i]));
    }
    pk_putc(out, ']');
}

static void put_pair(pilkada_buffer *out, const char *key, const char *const pair[2]) {
    pk_putc(out, ',');
    pk_put_key(out, key);
    pk_puts(out, "{\"id\":");
    pk_put_json(out, pk_span_of(pair[0]));
    pk_puts(out, ",\"en\":");
    pk_put_json(out, pk_span_of(pair[1]));
    pk_putc(out, '}');
}

static void put_hit(pilkada_buffer *out, const pilkada_hit *hit, bool explained) {
    pk_puts(out, "{\"rule\":");
    pk_put_json(out, pk_span_of(hit->rule));
    pk_puts(out, ",\"category\":");
    pk_put_json(out, pk_span_of(hit->category));
    put_number(out, "points", hit->points);
    put_number(out, "start", (int64_t)hit->start);
    put_number(out, "end", (int64_t)hit->end);
    put_number(out, "start_cp", (int64_t)hit->start_cp);
    put_number(out, "end_cp", (int64_t)hit->end_cp);
    pk_puts(out, ",\"text\":");
    pk_put_json(out, (pk_span){hit->text, hit->text_size});
    put_steps(out, hit);
    if (hit->suppressed) {
        pk_puts(out, ",\"reason\":");
        pk_put_json(out, pk_span_of(hit->suppressed));
    }
    if (explained) {
        put_number(out, "start_u16", (int64_t)hit->start_u16);
        put_number(out, "end_u16", (int64_t)hit->end_u16);
        pk_put_reading(out, hit);
        put_pair(out, "label", hit->label);
        put_pair(out, "why", hit->reason);
    }
    pk_putc(out, '}');
}

static void put_list(pilkada_buffer *out, const char *key, const pk_hit_list *list, bool explained) {
    pk_putc(out, ',');
    pk_put_key(out, key);
    pk_putc(out, '[');
    for (size_t i = 0; i < list->count; i++) {
        if (i)
            pk_putc(out, ',');
        put_hit(out, &list->items[i].shown, explained);
    }
    pk_putc(out, ']');
}

const char *const pk_limit_names[PK_LIMIT_COUNT] = {"panjang_teks",      "jumlah_temuan", "cabang_frasa",
                                                    "langkah_pola",      "huruf_serupa",  "panjang_kalimat",
                                                    "langkah_semua_pola"};

static void put_limits(pilkada_buffer *out, const pk_answer *answer) {
    bool first = true;
    put_number(out, "size", (int64_t)answer->size);
    put_number(out, "read", (int64_t)answer->read);
    put_number(out, "bad_bytes", (int64_t)answer->bad_bytes);
    pk_puts(out, ",\"limits\":[");
    for (unsigned i = 0; i < PK_LIMIT_COUNT; i++) {
        if (!(answer->limits >> i & 1))
            continue;
        if (!first)
            pk_putc(out, ',');
        pk_put_json(out, pk_span_of(pk_limit_names[i]));
        first = false;
    }
    pk_putc(out, ']');
    put_number(out, "left_out", (int64_t)answer->left_out);
    pk_puts(out, ",\"not_tried\":[");
    for (size_t i = 0; i < answer->untried_count; i++) {
        pk_puts(out, i ? "," : "");
        pk_put_json(out, pk_span_of(answer->untried[i]));
    }
    pk_putc(out, ']');
}

static void put_packs(pilkada_buffer *out, const pilkada_screener *screener) {
    pk_puts(out, ",\"packs\":[");
    for (size_t i = 0; i < screener->pack_count; i++) {
        pk_puts(out, i ? ",{\"id\":" : "{\"id\":");
        pk_put_json(out, pk_span_of(screener->packs[i].id));
        pk_puts(out, ",\"version\":");
        pk_put_json(out, pk_span_of(screener->packs[i].version));
        pk_puts(out, ",\"hash\":");
        pk_put_text_or_null(out, screener->packs[i].hash);
        pk_putc(out, '}');
    }
    pk_putc(out, ']');
}

/* The day by which entries expired; null: none did. */
static void put_date(pilkada_buffer *out, pilkada_date date) {
    char text[PILKADA_DATE_SIZE] = "";
    bool known = date != PK_NO_DATE && pilkada_date_format(date, text);
    pk_puts(out, ",\"date\":");
    pk_put_text_or_null(out, known ? text : NULL);
}

static void put_explanation(pilkada_buffer *out, const pk_answer *answer) {
    if (answer->explained) {
        put_limits(out, answer);
        put_packs(out, answer->screener);
        put_date(out, answer->date);
    }
    if (answer->explained || answer->disposisi) {
        pk_puts(out, ",\"disposisi\":");
        pk_put_text_or_null(out, answer->disposisi);
    }
}

pilkada_status pilkada_screening_write_json(const pilkada_screening *self, pilkada_buffer *out, pilkada_error *error) {
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "a screening and a buffer are needed");
    const pk_answer *answer = pk_screening_answer(self);
    size_t mark = pk_buffer_mark(out);
    pk_puts(out, "{\"id\":");
    pk_put_text_or_null(out, answer->id);
    pk_puts(out, ",\"level\":");
    pk_put_json(out, pk_span_of(pilkada_level_name(answer->level)));
    put_number(out, "score", answer->score);
    put_list(out, "hits", &answer->hits, answer->explained);
    put_list(out, "suppressed", &answer->suppressed, answer->explained);
    if (answer->has_normal) {
        pk_puts(out, ",\"normal\":");
        pk_put_json(out, answer->normal);
    }
    if (answer->near_asked)
        pk_put_near(out, answer);
    put_explanation(out, answer);
    pk_putc(out, '}');
    return pk_buffer_done(out, mark, error);
}
