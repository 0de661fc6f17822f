/** @file screen/near_write.c  Near misses as JSON. */
#include "screen/near_write.h"

static void put_text(pilkada_buffer *out, const char *key, const char *text) {
    pk_putc(out, ',');
    pk_put_key(out, key);
    if (text)
        pk_put_json(out, pk_span_of(text));
    else
        pk_puts(out, "null");
}

static void put_number(pilkada_buffer *out, const char *key, size_t value, bool known) {
    pk_putc(out, ',');
    pk_put_key(out, key);
    if (known)
        pk_put_int(out, (int64_t)value);
    else
        pk_puts(out, "null");
}

static void put_near(pilkada_buffer *out, const pilkada_near *near) {
    bool far = near->gap > 0;
    pk_puts(out, "{\"rule\":");
    pk_put_json(out, pk_span_of(near->rule));
    put_text(out, "category", near->category);
    put_text(out, "reason", near->reason);
    put_number(out, "start", near->start, true);
    put_number(out, "end", near->end, true);
    put_number(out, "start_cp", near->start_cp, true);
    put_number(out, "end_cp", near->end_cp, true);
    pk_puts(out, ",\"text\":");
    pk_put_json(out, (pk_span){near->text, near->text_size});
    put_text(out, "missing", near->missing);
    put_number(out, "gap", near->gap, far);
    put_number(out, "most", near->most, far);
    pk_putc(out, '}');
}

void pk_put_near(pilkada_buffer *out, const pk_answer *answer) {
    pk_puts(out, ",\"near\":[");
    for (size_t i = 0; i < answer->near_count; i++) {
        if (i)
            pk_putc(out, ',');
        put_near(out, &answer->near[i]);
    }
    pk_puts(out, answer->near_complete ? "],\"near_complete\":true" : "],\"near_complete\":false");
}
