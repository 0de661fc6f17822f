/**
 * @file fuzz_screen.c  Any bytes can be screened: spans lie in the text, points add up, the result is strict JSON, and
 * in pieces it is the same.
 */
#include "fuzz.h"

#include <pilkada/pilkada.h>
#include <stdlib.h>

static pilkada_rulebook *rules;
static pilkada_screening *screening;
static pilkada_screen_stream *stream;

/* Pieces of a length that the text gives. */
static void check_pieces(const char *text, size_t size) {
    size_t piece = size ? 1 + (unsigned char)text[0] : 1;
    for (size_t at = 0; at < size; at += piece)
        if (pilkada_screen_stream_feed(stream, text + at, piece < size - at ? piece : size - at, NULL))
            abort();
    const pilkada_screening *answer = pilkada_screen_stream_finish(stream, NULL);
    if (!answer || pilkada_screening_bad_bytes(answer) != pilkada_screening_bad_bytes(screening))
        abort();
    /* A stream shows fewer places of one entry, so it reaches fewer limits. */
    if (pilkada_screening_level(screening) != PILKADA_LEVEL_TIDAK_TUNTAS &&
        (pilkada_screening_level(answer) != pilkada_screening_level(screening) ||
         pilkada_screening_score(answer) != pilkada_screening_score(screening) ||
         pilkada_screening_hit_count(answer) > pilkada_screening_hit_count(screening)))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!rules) {
        rules = pilkada_rulebook_default(NULL, NULL);
        screening = pilkada_screening_new(NULL, NULL);
        pilkada_screen_options told = PILKADA_SCREEN_OPTIONS_INIT;
        told.explain = true;
        stream = pilkada_screen_stream_open(pilkada_rulebook_screener(rules), &told, NULL, NULL);
    }
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.normal = options.explain = true;
    if (pilkada_rulebook_screen(rules, (const char *)data, size, &options, screening, NULL))
        abort();
    int64_t points = 0;
    for (size_t i = 0; i < pilkada_screening_hit_count(screening); i++) {
        const pilkada_hit *hit = pilkada_screening_hit(screening, i);
        points += hit->points;
        if (hit->start > hit->end || hit->end > size || hit->start_cp > hit->end_cp || hit->end_cp > hit->end)
            abort();
    }
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    if (points != pilkada_screening_score(screening) || pilkada_screening_write_json(screening, &out, NULL) ||
        pilkada_json_check(out.data, out.size, NULL))
        abort();
    pilkada_buffer_dispose(&out);
    check_pieces((const char *)data, size);
    return 0;
}
