/** @file screen/screening.c  Screening one text, and looking at the answer. */
#include "screen/screening.h"

#include "core/error.h"
#include "screen/mask.h"
#include "screen/near.h"
#include "screen/normal.h"
#include "screen/screen.h"
#include "screen/style.h"

pilkada_screening *pilkada_screening_new(const pilkada_allocator *allocator, pilkada_error *error) {
    allocator = pk_allocator_or_default(allocator);
    pilkada_screening *self = pk_alloc(allocator, sizeof *self);
    if (!self) {
        pk_fail_memory(error);
        return NULL;
    }
    self->memory = *allocator;
    self->current = 0;
    pk_answer_init(&self->answers[0], &self->memory);
    pk_answer_init(&self->answers[1], &self->memory);
    self->work = NULL;
    return self;
}

bool pk_screening_reserve(pilkada_screening *self) {
    if (self->work)
        return true;
    self->work = pk_alloc(&self->memory, sizeof *self->work);
    if (self->work)
        pk_work_init(self->work, &self->memory);
    return self->work != NULL;
}

void pilkada_screening_free(pilkada_screening *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->memory;
    if (self->work)
        pk_work_dispose(self->work);
    pk_free(&allocator, self->work);
    pk_answer_dispose(&self->answers[0]);
    pk_answer_dispose(&self->answers[1]);
    pk_free(&allocator, self);
}

/* Most answers: all that they say is in the answer itself, nothing in its arena. */
static bool is_bare(const pk_answer *answer) {
    return !answer->hits.count && !answer->suppressed.count && !answer->near_count && !answer->has_normal &&
           !answer->id && !answer->disposisi;
}

/* Nothing in an answer points to its screening. The arena of a bare one stays for the next text. */
void pk_screening_move(pilkada_screening *self, pilkada_screening *to) {
    pk_answer *from = &self->answers[self->current], *answer = &to->answers[to->current];
    pk_arena arena = answer->arena;
    *answer = *from;
    pk_answer_init(from, &self->memory);
    if (!is_bare(answer))
        return;
    from->arena = answer->arena;
    answer->arena = arena;
}

pilkada_screening *pilkada_screening_take(pilkada_screening *self, pilkada_error *error) {
    if (!self) {
        pk_fail(error, PILKADA_E_ARGUMENT, "a screening is needed");
        return NULL;
    }
    pilkada_screening *taken = pilkada_screening_new(&self->memory, error);
    if (taken)
        pk_screening_move(self, taken);
    return taken;
}

/* ---- screening ---- */

/* What is looked at: all of it, or as much as the limit allows, up to the end of a character. */
static pk_span looked_at(const char *text, size_t size) {
    if (size <= PILKADA_MAX_SCREEN_BYTES)
        return (pk_span){size ? text : "", size};
    size_t cut = PILKADA_MAX_SCREEN_BYTES;
    for (unsigned i = 0; i < 3 && ((unsigned char)text[cut] & 0xC0) == 0x80; i++)
        cut--;
    return (pk_span){text, cut};
}

static bool keep_normal(pk_answer *answer, const pk_scan *wide, const pilkada_allocator *allocator) {
    pilkada_buffer text;
    pilkada_buffer_init(&text, allocator);
    pk_put_normal(&text, wide);
    char *kept = text.failed ? NULL : pk_arena_strdup(&answer->arena, text.data, text.size);
    if (kept && answer->masked)
        pk_mask(kept, text.size);
    answer->normal = (pk_span){kept, text.size};
    answer->has_normal = true;
    pilkada_buffer_dispose(&text);
    return kept != NULL;
}

/* Packs without views have not needed it. */
static bool scan_wide(pk_work *work, const pilkada_screener *screener, pk_span text) {
    return screener->wide || pk_scan_run(&work->wide, text, PK_SCAN_WIDE);
}

const pilkada_screen_options *pk_screen_options(const pilkada_screen_options *given, pilkada_screen_options *room) {
    static const pilkada_screen_options none = PILKADA_SCREEN_OPTIONS_INIT;
    if (!given || given->size >= sizeof *room)
        return given ? given : &none;
    *room = none;
    memcpy(room, given, given->size);
    return room;
}

static bool keep_name(pk_answer *answer, const char *text, const char **kept) {
    *kept = text ? pk_arena_strdup(&answer->arena, text, strlen(text)) : NULL;
    return !text || *kept;
}

bool pk_screening_begin(pk_answer *answer, const pilkada_screen_options *options) {
    pk_arena_reset(&answer->arena);
    answer->limits = 0;
    answer->has_normal = false;
    answer->masked = options->mask;
    answer->explained = options->explain;
    answer->near_asked = options->near;
    answer->near_count = 0;
    answer->near_complete = false;
    answer->date = options->date ? *options->date : PK_NO_DATE;
    return keep_name(answer, options->id, &answer->id) && keep_name(answer, options->disposisi, &answer->disposisi);
}

static bool make(pilkada_screening *self, const pilkada_screener *screener, pk_span text, size_t size,
                 const pilkada_screen_options *options) {
    pk_answer *answer = &self->answers[1 - self->current];
    pk_work *work = self->work;
    if (!pk_screening_begin(answer, options) || !pk_work_match(work, screener, text))
        return false;
    answer->size = size;
    answer->read = text.size;
    answer->limits = text.size < size ? PK_LIMIT_TEXT : 0;
    work->today = answer->date;
    pk_style_match(work, screener);
    if (options->normal && !scan_wide(work, screener, text))
        return false;
    if (options->normal && !keep_normal(answer, &work->wide, &self->memory))
        return false;
    if (!pk_answer_make(answer, work, screener, text, NULL))
        return false;
    return !options->near || (scan_wide(work, screener, text) && pk_near_find(answer, work, screener, text));
}

pilkada_status pilkada_screener_screen(const pilkada_screener *self, const char *text, size_t size,
                                       const pilkada_screen_options *options, pilkada_screening *screening,
                                       pilkada_error *error) {
    if (!self || !screening || (!text && size))
        return pk_fail(error, PILKADA_E_ARGUMENT, "a screener, a text and a screening are needed");
    pilkada_screen_options room;
    const pilkada_screen_options *all = pk_screen_options(options, &room);
    if (!pk_screening_reserve(screening) || !make(screening, self, looked_at(text, size), size, all))
        return pk_fail_memory(error);
    screening->current = 1 - screening->current;
    return PILKADA_OK;
}

pilkada_status pilkada_screener_screen_many(const pilkada_screener *self, const pilkada_screen_text *texts,
                                            size_t count, pilkada_level *levels, int32_t *scores,
                                            pilkada_screening *screening, pilkada_error *error) {
    if (!texts && count)
        return pk_fail(error, PILKADA_E_ARGUMENT, "texts are needed");
    for (size_t i = 0; i < count; i++) {
        pilkada_status status = pilkada_screener_screen(self, texts[i].data, texts[i].size, NULL, screening, error);
        if (status)
            return status;
        if (levels)
            levels[i] = pilkada_screening_level(screening);
        if (scores)
            scores[i] = pilkada_screening_score(screening);
    }
    return PILKADA_OK;
}

/* ---- the answer ---- */

const char *pilkada_level_name(pilkada_level level) {
    static const char *const names[] = {"bersih", "periksa", "prioritas", "tidak_tuntas"};
    return (unsigned)level < sizeof names / sizeof *names ? names[level] : "tidak_tuntas";
}

pilkada_level pilkada_screening_level(const pilkada_screening *self) {
    return self ? pk_screening_answer(self)->level : PILKADA_LEVEL_TIDAK_TUNTAS;
}

int32_t pilkada_screening_score(const pilkada_screening *self) {
    return self ? pk_screening_answer(self)->score : 0;
}

const char *pilkada_screening_disposisi(const pilkada_screening *self) {
    return self ? pk_screening_answer(self)->disposisi : NULL;
}

uint64_t pilkada_screening_bad_bytes(const pilkada_screening *self) {
    return self ? pk_screening_answer(self)->bad_bytes : 0;
}

size_t pilkada_screening_hit_count(const pilkada_screening *self) {
    return self ? pk_screening_answer(self)->hits.count : 0;
}

const pilkada_hit *pilkada_screening_hit(const pilkada_screening *self, size_t index) {
    return index < pilkada_screening_hit_count(self) ? &pk_screening_answer(self)->hits.items[index].shown : NULL;
}

size_t pilkada_screening_near_count(const pilkada_screening *self) {
    return self ? pk_screening_answer(self)->near_count : 0;
}

const pilkada_near *pilkada_screening_near(const pilkada_screening *self, size_t index) {
    return index < pilkada_screening_near_count(self) ? &pk_screening_answer(self)->near[index] : NULL;
}

size_t pilkada_screening_suppressed_count(const pilkada_screening *self) {
    return self ? pk_screening_answer(self)->suppressed.count : 0;
}

const pilkada_hit *pilkada_screening_suppressed(const pilkada_screening *self, size_t index) {
    return index < pilkada_screening_suppressed_count(self) ? &pk_screening_answer(self)->suppressed.items[index].shown
                                                            : NULL;
}
