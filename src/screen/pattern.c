/** @file screen/pattern.c  Expressions with limits: see screen/pattern.h. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "screen/pattern.h"

#include <pcre2.h>

#include <pilkada/limits.h>

#include "core/error.h"

/* ---- memory ---- */

static void *allocate(size_t size, void *context) {
    return pk_alloc(context, size);
}

static void release(void *block, void *context) {
    pk_free(context, block);
}

static pcre2_general_context *general_context(const pilkada_allocator *allocator) {
    union {
        const pilkada_allocator *given;
        void *context; /* PCRE2 hands it back unchanged */
    } memory = {allocator};
    return pcre2_general_context_create(allocate, release, memory.context);
}

/* ---- the allowed syntax ---- */

static bool has_digit_next(pk_span source, size_t i) {
    return i < source.size && source.data[i] >= '1' && source.data[i] <= '9';
}

static const char *refuse_escape(pk_span source, size_t i) {
    char c = i < source.size ? source.data[i] : 'g';
    if (has_digit_next(source, i) || strchr("gkKCQERXpPNcox", c))
        return "back references and the escapes g k K C Q E R X p P N c o x are not allowed";
    return NULL;
}

/* (?: (?= (?! (?<= (?<! are allowed, (?i) and everything else is not. */
static const char *refuse_group(pk_span source, size_t i) {
    static const char *const allowed[] = {"?:", "?=", "?!", "?<=", "?<!"};
    pk_span rest = {source.data + i, source.size - i};
    if (rest.size && rest.data[0] == '*')
        return "verbs are not allowed";
    if (!rest.size || rest.data[0] != '?')
        return NULL;
    for (size_t k = 0; k < sizeof allowed / sizeof *allowed; k++)
        if (pk_span_starts_with(rest, allowed[k]))
            return NULL;
    return "groups other than (, (?:, (?=, (?!, (?<= and (?<! are not allowed";
}

/* * + {n,} without an upper bound, at i. */
static bool is_unlimited(pk_span source, size_t i) {
    if (i >= source.size)
        return false;
    if (source.data[i] == '*' || source.data[i] == '+')
        return true;
    if (source.data[i] != '{')
        return false;
    size_t k = i + 1;
    while (k < source.size && pk_is_digit(source.data[k]))
        k++;
    return k + 1 < source.size && source.data[k] == ',' && source.data[k + 1] == '}';
}

enum { GROUP_DEPTH = 16 };

/* The walk: for each open group, whether an unlimited repeat was seen inside. */
typedef struct syntax {
    bool repeats[GROUP_DEPTH + 1];
    unsigned depth;
    bool in_class;
} syntax;

static const char *refuse_close(syntax *self, pk_span source, size_t i) {
    if (self->depth == 0)
        return "a ) without (";
    bool inner = self->repeats[self->depth--], outer = is_unlimited(source, i + 1);
    if (inner && outer)
        return "an unlimited repeat inside an unlimited repeat is not allowed";
    self->repeats[self->depth] = self->repeats[self->depth] || inner || outer;
    return NULL;
}

static const char *refuse_char(syntax *self, pk_span source, size_t *i) {
    char c = source.data[*i];
    if (c == '\\')
        return refuse_escape(source, ++*i);
    if (self->in_class || c == '[') {
        self->in_class = c != ']';
        return NULL;
    }
    if (c == '(') {
        if (self->depth == GROUP_DEPTH)
            return "groups are nested too deeply";
        self->repeats[++self->depth] = false;
        return refuse_group(source, *i + 1);
    }
    if (c == ')')
        return refuse_close(self, source, *i);
    if (is_unlimited(source, *i))
        self->repeats[self->depth] = true;
    return NULL;
}

const char *pk_pattern_refuse(pk_span source) {
    syntax walk = {.depth = 0};
    if (source.size == 0)
        return "an expression needs a text";
    for (size_t i = 0; i < source.size; i++) {
        const char *reason = refuse_char(&walk, source, &i);
        if (reason)
            return reason;
    }
    return NULL;
}

/* ---- compiling ---- */

pilkada_status pk_pattern_compile(pk_pattern *self, pk_span source, const pilkada_allocator *allocator,
                                  pilkada_error *error) {
    if (source.size > PILKADA_MAX_PATTERN_BYTES)
        return pk_fail(error, PILKADA_E_LIMIT, "an expression may have %u bytes", PILKADA_MAX_PATTERN_BYTES);
    const char *reason = pk_pattern_refuse(source);
    if (reason)
        return pk_fail(error, PILKADA_E_PATTERN, "%s", reason);
    pcre2_general_context *general = general_context(allocator);
    pcre2_compile_context *context = general ? pcre2_compile_context_create(general) : NULL;
    int code = PCRE2_ERROR_NOMEMORY;
    PCRE2_SIZE offset = 0;
    if (context)
        self->code = pcre2_compile((PCRE2_SPTR)source.data, source.size,
                                   PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT | PCRE2_AUTO_CALLOUT,
                                   &code, &offset, context);
    pcre2_compile_context_free(context);
    pcre2_general_context_free(general);
    if (self->code)
        return PILKADA_OK;
    if (code == PCRE2_ERROR_NOMEMORY || code == 121 /* compile: no memory */)
        return pk_fail_memory(error);
    PCRE2_UCHAR text[128];
    pcre2_get_error_message(code, text, sizeof text);
    return pk_fail(error, PILKADA_E_PATTERN, "expression, byte %zu: %s", (size_t)offset, (const char *)text);
}

void pk_pattern_dispose(pk_pattern *self) {
    pcre2_code_free(self->code);
    self->code = NULL;
}

/* ---- matching ---- */

void pk_pattern_room_dispose(pk_pattern_room *self) {
    pcre2_match_data_free(self->data);
    pcre2_match_context_free(self->context);
    pcre2_general_context_free(self->general);
    *self = (pk_pattern_room){.general = NULL};
}

bool pk_pattern_room_init(pk_pattern_room *self, const pilkada_allocator *allocator) {
    *self = (pk_pattern_room){.general = general_context(allocator)};
    self->context = self->general ? pcre2_match_context_create(self->general) : NULL;
    self->data = self->context ? pcre2_match_data_create(1, self->general) : NULL;
    if (!self->data) {
        pk_pattern_room_dispose(self);
        return false;
    }
    pcre2_set_depth_limit(self->context, PILKADA_MAX_PATTERN_DEPTH);
    pcre2_set_heap_limit(self->context, PILKADA_MAX_PATTERN_HEAP_KIB);
    return true;
}

/* PCRE2 counts its steps anew at every place where a match may begin, so its limit alone would let one expression take
 * a hundred thousand steps at each byte of a text. Most need a few at most places: with few the whole text is tried.
 * Where that is not enough it is tried by stretches, each with more steps, of which a text has so many. */
enum { STRETCH = 64, FEW_STEPS = 100, MORE_STEPS = 1000, STRETCHES_OF_MORE = 512, STRETCHES_OF_ALL = 8 };
static const uint32_t more_steps[] = {MORE_STEPS, PILKADA_MAX_PATTERN_STEPS};

/* PCRE2 tells nobody how many steps it took, and those of one place say nothing of a text. So it calls back before each
 * item of an expression, and the steps of all expressions are counted there: one for the item, and one for every few
 * bytes that were passed since the last one, as [ab]* passes any number in one item. */
enum { BYTES_OF_A_STEP = 16, STEPS_OF_A_CALL = 8 };

static bool spend(pk_pattern_room *self, size_t steps) {
    bool enough = steps <= self->steps_left;
    self->steps_left -= enough ? (uint32_t)steps : self->steps_left;
    return enough;
}

static int count_step(pcre2_callout_block *block, void *context) {
    pk_pattern_room *self = context;
    size_t here = block->current_position, passed = here > self->at ? here - self->at : self->at - here;
    self->at = here;
    return spend(self, 1 + passed / BYTES_OF_A_STEP) ? 0 : PCRE2_ERROR_CALLOUT;
}

void pk_pattern_room_rest(pk_pattern_room *self) {
    self->steps_left = PILKADA_MAX_PATTERNS_STEPS;
    self->left[0] = STRETCHES_OF_MORE;
    self->left[1] = STRETCHES_OF_ALL;
}

/* One call of PCRE2: a match that begins at `from` or later, and not behind `last`. */
typedef struct attempt {
    const pk_pattern *pattern;
    pk_pattern_room *room;
    pk_span text;
    uint32_t options;
} attempt;

static int try(const attempt *self, size_t from, size_t last, uint32_t steps) {
    if (!spend(self->room, STEPS_OF_A_CALL))
        return PCRE2_ERROR_CALLOUT;
    self->room->at = from;
    pcre2_set_callout(self->room->context, count_step, self->room);
    pcre2_set_match_limit(self->room->context, steps);
    pcre2_set_offset_limit(self->room->context, last);
    return pcre2_match(self->pattern->code, (PCRE2_SPTR)self->text.data, self->text.size, from, self->options,
                       self->room->data, self->room->context);
}

static size_t end_of_stretch(pk_span text, size_t from) {
    size_t end = text.size - from > STRETCH ? from + STRETCH : text.size;
    while (end < text.size && ((unsigned char)text.data[end] & 0xC0) == 0x80)
        end++;
    return end;
}

static int try_by_stretches(const attempt *self, size_t from) {
    for (size_t next; from < self->text.size; from = next) {
        next = end_of_stretch(self->text, from);
        int found = try(self, from, next - 1, FEW_STEPS);
        for (unsigned i = 0; i < 2 && found == PCRE2_ERROR_MATCHLIMIT && self->room->left[i]; i++) {
            self->room->left[i]--;
            found = try(self, from, next - 1, more_steps[i]);
        }
        if (found != PCRE2_ERROR_NOMATCH)
            return found;
    }
    return PCRE2_ERROR_NOMATCH;
}

pk_pattern_result pk_pattern_find(const pk_pattern *self, pk_pattern_room *room, pk_span text, size_t from, bool more,
                                  size_t *start, size_t *end) {
    const attempt work = {self, room, text, PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY | (more ? PCRE2_PARTIAL_HARD : 0)};
    int found = try(&work, from, PCRE2_UNSET, FEW_STEPS);
    if (found == PCRE2_ERROR_MATCHLIMIT)
        found = try_by_stretches(&work, from);
    if (found == PCRE2_ERROR_NOMATCH)
        return PK_PATTERN_NONE;
    if (found == PCRE2_ERROR_NOMEMORY)
        return PK_PATTERN_MEMORY;
    if (found == PCRE2_ERROR_CALLOUT)
        return PK_PATTERN_SPENT;
    if (found < 0 && found != PCRE2_ERROR_PARTIAL)
        return PK_PATTERN_LIMIT;
    const PCRE2_SIZE *places = pcre2_get_ovector_pointer(room->data);
    *start = places[0];
    *end = places[1];
    return found == PCRE2_ERROR_PARTIAL ? PK_PATTERN_PARTIAL : PK_PATTERN_FOUND;
}
