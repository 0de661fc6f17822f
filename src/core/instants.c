/** @file core/instants.c  Many instants at once: see pilkada/time.h. */
#include <stdio.h>

#include "core/error.h"
#include "core/instant_plain.h"

static inline bool read_one(pk_span text, pilkada_instant *instant) {
    int offset;
    return pk_instant_plain(text.data, text.size, instant, &offset) || pk_read_instant(text, instant, NULL, NULL);
}

static pilkada_status refuse(pk_span text, size_t index, pilkada_error *error) {
    char place[32];
    pilkada_instant instant;
    size_t fault = 0;
    pk_read_instant(text, &instant, NULL, &fault);
    pk_fail_at(error, PILKADA_E_TIME, text, fault, "not a time with an offset; write it as 2024-11-27T00:30:00+07:00");
    snprintf(place, sizeof place, "/%zu", index);
    pk_error_where(error, place, "");
    return PILKADA_E_TIME;
}

pilkada_status pilkada_instants_parse(const char *const *texts, const size_t *sizes, size_t count,
                                      pilkada_instant *instants, pilkada_error *error) {
    if (count && (!texts || !sizes || !instants))
        return pk_fail(error, PILKADA_E_ARGUMENT, "texts, sizes and instants must not be NULL");
    for (size_t i = 0; i < count; i++) {
        const pk_span text = {texts[i], texts[i] ? sizes[i] : 0};
        if (!read_one(text, &instants[i]))
            return refuse(text, i, error);
    }
    return PILKADA_OK;
}

pilkada_status pilkada_instants_parse_fixed(const char *text, size_t width, size_t count, pilkada_instant *instants,
                                            pilkada_error *error) {
    if (count && (!text || !width || !instants))
        return pk_fail(error, PILKADA_E_ARGUMENT, "text, width and instants must be given");
    for (size_t i = 0; i < count; i++, text += width) {
        pk_span one = {text, width};
        while (one.size && !one.data[one.size - 1])
            one.size--;
        if (!read_one(one, &instants[i]))
            return refuse(one, i, error);
    }
    return PILKADA_OK;
}
