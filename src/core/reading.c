/** @file core/reading.c  A walk through a definition that remembers the first fault: see core/json.h. */
#include <math.h>
#include <stdio.h>

#include <cjson/cJSON.h>

#include "core/error.h"
#include "core/json.h"

pk_reading pk_reading_root(const cJSON *tree, pilkada_error *error) {
    return (pk_reading){.node = tree, .error = error};
}

bool pk_reading_ok(const pk_reading *self) {
    return self->error->status == PILKADA_OK;
}

void pk_read_fault(const pk_reading *self, const char *format, ...) {
    if (!pk_reading_ok(self))
        return;
    char detail[sizeof self->error->detail];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(detail, sizeof detail, format, arguments);
    va_end(arguments);
    pk_fail(self->error, PILKADA_E_DEFINITION, "%s", detail);
    pk_error_where(self->error, self->pointer, "");
}

/* ---- pointers (RFC 6901) ---- */

/* Controls come from hostile files only and must not reach a terminal. */
static size_t put_token_byte(char *out, char c) {
    if (c != '~' && c != '/') {
        out[0] = (unsigned char)c < 0x20 || c == 0x7F ? '?' : c;
        return 1;
    }
    out[0] = '~';
    out[1] = c == '~' ? '0' : '1';
    return 2;
}

/* A token that does not fit is left out: a cut name would point elsewhere. */
static void descend(pk_reading *self, pk_span token) {
    size_t start = strlen(self->pointer), size = start;
    char *pointer = self->pointer;
    pointer[size++] = '/';
    for (size_t i = 0; i < token.size; i++) {
        if (size + 3 > sizeof self->pointer) {
            pointer[start] = '\0';
            return;
        }
        size += put_token_byte(pointer + size, token.data[i]);
    }
    pointer[size] = '\0';
}

static pk_reading child_of(const pk_reading *self, const cJSON *node, pk_span token) {
    pk_reading child = *self;
    child.node = node;
    descend(&child, token);
    return child;
}

static pk_reading nth_child(const pk_reading *self, const cJSON *node, size_t index) {
    char digits[24];
    int size = snprintf(digits, sizeof digits, "%zu", index);
    pk_reading child = child_of(self, node, (pk_span){digits, (size_t)size});
    child.index = index;
    return child;
}

/* ---- members and elements ---- */

pk_reading pk_read_member(const pk_reading *self, const char *key, bool required) {
    const cJSON *node = NULL;
    pk_read_object(self);
    if (cJSON_IsObject(self->node))
        node = cJSON_GetObjectItemCaseSensitive(self->node, key);
    pk_reading member = child_of(self, node, pk_span_of(key));
    if (!node && required && self->node)
        pk_read_fault(&member, "a required member is missing: add it");
    return member;
}

pk_reading pk_read_element(const pk_reading *self, size_t index) {
    const cJSON *node = cJSON_IsArray(self->node) ? self->node->child : NULL;
    for (size_t i = 0; node && i < index; i++)
        node = node->next;
    return nth_child(self, node, index);
}

bool pk_read_each(const pk_reading *self, pk_reading *child) {
    bool array = cJSON_IsArray(self->node);
    if (!array && !cJSON_IsObject(self->node))
        return false;
    size_t index = child->node ? child->index + 1 : 0;
    const cJSON *node = child->node ? child->node->next : self->node->child;
    if (!node)
        return false;
    *child = array ? nth_child(self, node, index) : child_of(self, node, pk_span_of(node->string));
    child->index = index;
    return true;
}

size_t pk_read_count(const pk_reading *self) {
    size_t count = 0;
    if (cJSON_IsArray(self->node) || cJSON_IsObject(self->node))
        for (const cJSON *child = self->node->child; child; child = child->next)
            count++;
    return count;
}

/* ---- values ---- */

/* Is it there, and is it what it must be? */
static bool is_sound(const pk_reading *self, bool right_type, const char *type) {
    if (self->node && !right_type)
        pk_read_fault(self, "must be %s", type);
    return self->node && right_type;
}

const char *pk_read_text(const pk_reading *self) {
    return is_sound(self, cJSON_IsString(self->node), "a text in double quotes") ? self->node->valuestring : NULL;
}

static bool is_whole(const cJSON *node) {
    return cJSON_IsNumber(node) && fabs(node->valuedouble) <= 9007199254740992.0 &&
           node->valuedouble == (double)(int64_t)node->valuedouble;
}

int64_t pk_read_integer(const pk_reading *self, int64_t fallback) {
    return is_sound(self, is_whole(self->node), "a whole number") ? (int64_t)self->node->valuedouble : fallback;
}

double pk_read_number(const pk_reading *self, double fallback) {
    return is_sound(self, cJSON_IsNumber(self->node), "a number") ? self->node->valuedouble : fallback;
}

bool pk_read_bool(const pk_reading *self, bool fallback) {
    return is_sound(self, cJSON_IsBool(self->node), "true or false") ? cJSON_IsTrue(self->node) != 0 : fallback;
}

void pk_read_object(const pk_reading *self) {
    is_sound(self, cJSON_IsObject(self->node), "an object { }");
}

void pk_read_array(const pk_reading *self) {
    is_sound(self, cJSON_IsArray(self->node), "an array [ ]");
}

void pk_read_only(const pk_reading *self, const char *const *keys) {
    size_t count = 0;
    while (keys[count])
        count++;
    pk_read_object(self);
    pk_reading member = {.node = NULL};
    while (pk_reading_ok(self) && pk_read_each(self, &member)) {
        size_t i = 0;
        while (i < count && strcmp(keys[i], member.node->string) != 0)
            i++;
        if (i < count)
            continue;
        const char *near = pk_nearest(pk_span_of(member.node->string), keys, count);
        if (near)
            pk_read_fault(&member, "unknown member: did you mean \"%s\"?", near);
        else
            pk_read_fault(&member, "unknown member: remove it");
    }
}
