/** @file model/report.c  The report: see pilkada/report.h. Read from events, without a tree. */
#include "model/report_internal.h"

#include "core/error.h"

/* ---- nihil ---- */

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool same_without_case(pk_span a, const char *b) {
    if (a.size != strlen(b))
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (lower(a.data[i]) != b[i])
            return false;
    return true;
}

bool pilkada_text_is_nihil(const char *text, size_t size) {
    static const char *const words[] = {"-", "nihil", "(nihil)", "tidak ada"};
    pk_span span = pk_span_trim((pk_span){text, text ? size : 0});
    if (span.size > 1 && span.data[span.size - 1] == '.')
        span = pk_span_trim((pk_span){span.data, span.size - 1});
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (same_without_case(span, words[i]))
            return true;
    return false;
}

/* ---- reading members ---- */

static pilkada_status add_member(pilkada_report *self, const pk_member *m, pilkada_error *error) {
    bool existing;
    pk_member *grown = pk_grow(&self->arena.allocator, self->members, self->count, &self->capacity, sizeof *grown);
    if (!grown)
        return pk_fail_memory(error);
    self->members = grown;
    if (!pk_map_add(&self->index, m->name, (uint32_t)self->count, &existing))
        return pk_fail_memory(error);
    self->members[self->count++] = *m;
    return PILKADA_OK;
}

static bool read_value(pk_json *reader, pk_member *m) {
    m->kind = pk_json_next(reader);
    m->integer = reader->integer;
    m->text = reader->text;
    if (m->kind == PK_JSON_STRING && !pk_json_unescape(reader, &m->text))
        return false;
    return pk_json_skip(reader, &m->value) != PK_JSON_BAD;
}

static pilkada_status read_members(pilkada_report *self, pk_json *reader, pilkada_error *error) {
    if (pk_json_next(reader) != PK_JSON_OBJECT)
        return reader->kind == PK_JSON_BAD ? pk_json_error(reader, error)
                                           : pk_fail(error, PILKADA_E_DEFINITION, "a report is one JSON object");
    while (pk_json_next(reader) == PK_JSON_KEY) {
        pk_member m = {0};
        if (!pk_json_unescape(reader, &m.name) || !read_value(reader, &m))
            return pk_json_error(reader, error);
        pilkada_status status = add_member(self, &m, error);
        if (status)
            return status;
    }
    return reader->kind == PK_JSON_CLOSE && pk_json_next(reader) == PK_JSON_END ? PILKADA_OK
                                                                                : pk_json_error(reader, error);
}

const pk_member *pk_report_find(const pilkada_report *self, pk_span name) {
    uint32_t at;
    return pk_map_get(&self->index, name, &at) ? &self->members[at] : NULL;
}

/* ---- life ---- */

static pilkada_status parse(pilkada_report *self, const char *text, size_t size, pilkada_error *error) {
    if (size > PILKADA_MAX_REPORT_BYTES)
        return pk_fail(error, PILKADA_E_LIMIT, "a report may have at most %u bytes", PILKADA_MAX_REPORT_BYTES);
    const char *kept = pk_arena_strdup(&self->arena, text, size);
    if (!kept)
        return pk_fail_memory(error);
    pk_json reader;
    pk_json_start(&reader, kept, size, &self->arena);
    pk_json_refuse_duplicates(&reader);
    pilkada_status status = read_members(self, &reader, error);
    return status ? status : pk_report_read_head(self, error);
}

pilkada_report *pilkada_report_parse(const char *text, size_t size, const pilkada_allocator *allocator,
                                     pilkada_error *error) {
    pilkada_error fallback;
    error = pk_error_or(error, &fallback);
    if (!text) {
        pk_fail(error, PILKADA_E_ARGUMENT, "text must not be NULL");
        return NULL;
    }
    allocator = pk_allocator_or_default(allocator);
    pilkada_report *self = pk_alloc_zero(allocator, 1, sizeof *self);
    if (!self) {
        pk_fail_memory(error);
        return NULL;
    }
    pk_arena_init(&self->arena, allocator);
    pk_map_init(&self->index, &self->arena.allocator);
    if (!parse(self, text, size, error))
        return self;
    pilkada_report_free(self);
    return NULL;
}

void pilkada_report_free(pilkada_report *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->arena.allocator;
    pk_map_dispose(&self->index);
    pk_free(&allocator, self->members);
    pk_arena_dispose(&self->arena);
    pk_free(&allocator, self);
}

/* ---- answers ---- */

const pilkada_report_head *pilkada_report_get_head(const pilkada_report *self) {
    return self ? &self->head : NULL;
}

static bool is_empty(const pk_member *m) {
    if (m->kind == PK_JSON_STRING)
        return pk_span_trim(m->text).size == 0;
    return m->kind == PK_JSON_ARRAY && pk_span_trim((pk_span){m->value.data + 1, m->value.size - 2}).size == 0;
}

pilkada_value_state pilkada_report_state(const pilkada_report *self, const char *field, size_t size) {
    const pk_member *m = self && field ? pk_report_find(self, (pk_span){field, size}) : NULL;
    if (!m)
        return PILKADA_VALUE_ABSENT;
    if (m->kind == PK_JSON_NULL)
        return PILKADA_VALUE_UNREACHED;
    if (is_empty(m))
        return PILKADA_VALUE_EMPTY;
    return m->kind == PK_JSON_STRING && pilkada_text_is_nihil(m->text.data, m->text.size) ? PILKADA_VALUE_NIHIL
                                                                                          : PILKADA_VALUE_GIVEN;
}
