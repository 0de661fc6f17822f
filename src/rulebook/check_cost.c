/** @file rulebook/check_cost.c  What the rules of a form file cost, for its author. */
#include <stdio.h>

#include "core/json.h"
#include "rulebook/rulebook_internal.h"

static void put_number(pilkada_buffer *out, const char *key, uint64_t value) {
    pk_putc(out, ',');
    pk_put_key(out, key);
    pk_put_int(out, value > INT64_MAX ? INT64_MAX : (int64_t)value);
}

static void put_cost(pilkada_buffer *out, const pk_cost_file *from, const pk_rule_cost *cost, pk_arena *arena) {
    const pilkada_file *file = cost->head ? &from->head : from->file;
    uint32_t line = 0, column = 0;
    char where[32];
    int size = snprintf(where, sizeof where, "/rules/%u", (unsigned)cost->place);
    pk_json_locate((pk_span){file->data, file->size}, (pk_span){where, (size_t)size}, arena, &line, &column);
    pk_puts(out, "{\"code\":");
    pk_put_json(out, pk_span_of(cost->id));
    pk_puts(out, ",\"file\":");
    pk_put_json(out, pk_span_of(file->name));
    pk_puts(out, ",\"where\":");
    pk_put_json(out, pk_span_of(where));
    put_number(out, "line", line);
    put_number(out, "column", column);
    put_number(out, "nodes", cost->nodes);
    put_number(out, "typical", cost->typical);
    put_number(out, "most", cost->most);
    put_number(out, "steps", cost->steps);
    pk_putc(out, '}');
}

void pk_put_costs(pilkada_buffer *out, const pilkada_form *form, const pk_cost_file *from, pk_arena *arena) {
    size_t count = 0;
    const pk_rule_cost *costs = pk_form_costs(form, arena, &count);
    pk_putc(out, '[');
    for (size_t i = 0; costs && i < count; i++) {
        if (i)
            pk_putc(out, ',');
        put_cost(out, from, &costs[i], arena);
    }
    pk_putc(out, ']');
    out->failed = out->failed || arena->failed;
}
