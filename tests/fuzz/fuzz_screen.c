/** @file fuzz_screen.c  Any bytes can be screened: spans lie in the text, points add up, the result is strict JSON. */
#include "fuzz.h"

#include <pilkada/pilkada.h>
#include <stdlib.h>

static pilkada_rulebook *rules;
static pilkada_screening *screening;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!rules) {
        rules = pilkada_rulebook_default(NULL, NULL);
        screening = pilkada_screening_new(NULL, NULL);
    }
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.normal = true;
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
    return 0;
}
