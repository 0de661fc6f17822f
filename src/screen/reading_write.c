/** @file screen/reading_write.c  How a hit was read, as JSON. */
#include "screen/reading_write.h"

/* Goes through the slice of a hit, byte and code point side by side: changes come by place. */
typedef struct walk {
    const pilkada_hit *hit;
    uint64_t byte, code_point;
} walk;

static void walk_to(walk *self, uint64_t byte) {
    const char *p = self->hit->text + (self->byte - self->hit->start),
               *end = self->hit->text + (byte - self->hit->start);
    for (; p < end; self->code_point++) {
        size_t length = pk_utf8_length(p, end);
        p += length ? length : 1;
    }
    self->byte = byte;
}

static void put_number(pilkada_buffer *out, const char *key, uint64_t value) {
    pk_putc(out, ',');
    pk_put_key(out, key);
    pk_put_int(out, (int64_t)value);
}

/* The next one starts where this one starts, or behind. */
static void put_change(pilkada_buffer *out, const pilkada_change *change, walk *start) {
    walk_to(start, change->start);
    walk end = *start;
    walk_to(&end, change->end);
    pk_puts(out, "{\"view\":");
    pk_put_json(out, pk_span_of(change->view));
    put_number(out, "start", change->start);
    put_number(out, "end", change->end);
    put_number(out, "start_cp", start->code_point);
    put_number(out, "end_cp", end.code_point);
    pk_puts(out, ",\"from\":");
    pk_put_json(out, (pk_span){change->from, change->from_size});
    pk_puts(out, ",\"to\":");
    pk_put_json(out, pk_span_of(change->to));
    pk_putc(out, '}');
}

void pk_put_reading(pilkada_buffer *out, const pilkada_hit *hit) {
    walk start = {hit, hit->start, hit->start_cp};
    pk_puts(out, ",\"form\":");
    if (hit->form)
        pk_put_json(out, pk_span_of(hit->form));
    else
        pk_puts(out, "null");
    pk_puts(out, ",\"changes\":[");
    for (size_t i = 0; i < hit->change_count; i++) {
        if (i)
            pk_putc(out, ',');
        put_change(out, &hit->changes[i], &start);
    }
    pk_putc(out, ']');
    put_number(out, "changes_left_out", hit->changes_left_out);
}
