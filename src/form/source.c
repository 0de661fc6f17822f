/** @file form/source.c  The events of a report: from a text by the strict reader, or from a cJSON tree by a walk. */
#include <math.h>

#include <cjson/cJSON.h>
#include <pilkada/json.h>

#include "form/filling.h"

void pk_source_text(pk_source *self, const char *text, size_t size, pk_arena *arena) {
    self->is_tree = false;
    pk_json_start(&self->event, text, size, arena);
}

void pk_source_tree(pk_source *self, const cJSON *tree, pk_arena *arena) {
    self->is_tree = true;
    self->pending = tree;
    self->objects = 0;
    self->number = 0;
    pk_json_start(&self->event, "", 0, arena);
}

/* ---- the walk ---- */

static pk_json_kind refuse(pk_json *event, pilkada_status status, const char *detail) {
    event->text = (pk_span){event->begin, 0};
    event->kind = PK_JSON_NULL; /* pk_json_refuse() keeps the first fault */
    return pk_json_refuse(event, status, detail);
}

static PK_RARE pk_json_kind count_code_points(pk_json *event) {
    if (pilkada_utf8_error(event->text.data, event->text.size) != PILKADA_NO_OFFSET)
        return refuse(event, PILKADA_E_ENCODING, "a text of the tree is not UTF-8");
    event->code_points = (uint32_t)pk_utf8_count(event->text);
    return event->kind;
}

static pk_json_kind give_text(pk_json *event, pk_json_kind kind, const char *text) {
    pk_span span = pk_span_of(text ? text : "");
    event->text = span;
    event->code_points = (uint32_t)span.size;
    event->escaped = false;
    event->kind = kind;
    return pk_is_ascii(span) ? kind : count_code_points(event);
}

static pk_json_kind give_number(pk_source *self, double value) {
    pk_json *event = &self->event;
    bool small = value >= -9007199254740992.0 && value <= 9007199254740992.0;
    if (!small && !isfinite(value))
        return refuse(event, PILKADA_E_SYNTAX, "a number of the tree is not finite");
    event->integer = small ? (int64_t)value : 0;
    bool whole = small && (double)event->integer == value;
    event->text = signbit(value) ? (pk_span){"-", 1} : (pk_span){"0", 1}; /* written out when somebody asks */
    self->number = value;
    return event->kind = whole ? PK_JSON_INTEGER : PK_JSON_NUMBER;
}

static pk_json_kind enter_level(pk_source *self, const cJSON *node, bool object) {
    pk_json *event = &self->event;
    if (event->depth == PILKADA_MAX_JSON_DEPTH)
        return refuse(event, PILKADA_E_LIMIT, "nested too deep: at most 64 levels of arrays and objects");
    uint64_t bit = (uint64_t)1 << event->depth;
    self->objects = object ? self->objects | bit : self->objects & ~bit;
    self->next[event->depth++] = node->child;
    return event->kind = object ? PK_JSON_OBJECT : PK_JSON_ARRAY;
}

pk_json_kind pk_source_tree_give(pk_source *self, const cJSON *node) {
    if ((node->type & 0xFF) == cJSON_String) /* most of them */
        return give_text(&self->event, PK_JSON_STRING, node->valuestring);
    switch (node->type & 0xFF) {
    case cJSON_NULL:
        return self->event.kind = PK_JSON_NULL;
    case cJSON_False:
        return self->event.kind = PK_JSON_FALSE;
    case cJSON_True:
        return self->event.kind = PK_JSON_TRUE;
    case cJSON_Number:
        return give_number(self, node->valuedouble);
    case cJSON_Array:
        return enter_level(self, node, false);
    case cJSON_Object:
        return enter_level(self, node, true);
    default:
        return refuse(&self->event, PILKADA_E_SYNTAX, "the tree holds something that is not JSON");
    }
}

pk_json_kind pk_source_tree_next(pk_source *self) {
    pk_json *event = &self->event;
    if (event->kind == PK_JSON_BAD)
        return PK_JSON_BAD;
    const cJSON *node = self->pending;
    if (node) {
        self->pending = NULL;
        return pk_source_tree_give(self, node);
    }
    if (!event->depth)
        return event->kind = PK_JSON_END;
    if (pk_source_tree_close(self))
        return PK_JSON_CLOSE;
    node = self->next[event->depth - 1];
    self->next[event->depth - 1] = node->next;
    if (!(self->objects >> (event->depth - 1) & 1))
        return pk_source_tree_give(self, node);
    self->pending = node;
    return give_text(event, PK_JSON_KEY, node->string);
}

static pk_json_kind skip_tree(pk_source *self) {
    pk_json_kind kind = self->event.kind;
    if (kind != PK_JSON_ARRAY && kind != PK_JSON_OBJECT)
        return kind;
    unsigned outside = self->event.depth - 1;
    while (self->event.depth > outside && pk_source_tree_next(self) != PK_JSON_BAD) {
    }
    return self->event.kind == PK_JSON_BAD ? PK_JSON_BAD : kind;
}

pk_json_kind pk_source_skip(pk_source *self) {
    return self->is_tree ? skip_tree(self) : pk_json_skip(&self->event, NULL);
}

double pk_source_double(const pk_source *self) {
    return self->is_tree ? self->number : pk_json_double(&self->event);
}

pk_span pk_source_digits(pk_source *self) {
    if (!self->is_tree)
        return self->event.text;
    return (pk_span){self->digits, pk_double_format(self->number, self->digits)};
}
