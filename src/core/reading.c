/** @file core/reading.c  A walk through a definition that remembers the first fault: see core/json.h. */
#include <math.h>
#include <stdio.h>

#include <cjson/cJSON.h>

#include "core/error.h"
#include "core/json.h"

static inline bool is_object(const cJSON *node) {
    return node && (node->type & 0xFF) == cJSON_Object;
}

static inline uint32_t letter_of(const char *name) {
    return UINT32_C(1) << (name[0] & 31);
}

/* An entry is asked for each name that it may have; most are not there, and few begin like one that is. */
static uint32_t letters_of(const cJSON *node) {
    uint32_t letters = 0;
    for (const cJSON *member = is_object(node) ? node->child : NULL; member; member = member->next)
        letters |= letter_of(member->string);
    return letters;
}

pk_reading pk_reading_root(const cJSON *tree, pilkada_error *error) {
    return (pk_reading){.node = tree, .error = error, .root = tree, .letters = letters_of(tree)};
}

bool pk_reading_ok(const pk_reading *self) {
    return self->error->status == PILKADA_OK;
}

/* ---- pointers (RFC 6901) ---- */

/* Down to the first child, else on to the next sibling, else up, until `goal` is met: no recursion. Fills the path
 * from the root to it and returns its depth. cJSON has no way up. */
static size_t find_path(const cJSON *root, const cJSON *goal, const cJSON *path[PILKADA_MAX_JSON_DEPTH + 1]) {
    size_t depth = 0;
    path[0] = root;
    while (path[depth] != goal) {
        if (path[depth]->child && depth < PILKADA_MAX_JSON_DEPTH) {
            path[depth + 1] = path[depth]->child;
            depth++;
            continue;
        }
        while (depth && !path[depth]->next)
            depth--;
        if (!depth)
            return 0;
        path[depth] = path[depth]->next;
    }
    return depth;
}

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

/* False, with nothing added, when the token does not fit: a cut name would point elsewhere. */
static bool put_token(char pointer[PK_POINTER_SIZE], pk_span token) {
    size_t start = strlen(pointer), size = start;
    bool fits = size + 2 <= PK_POINTER_SIZE;
    if (fits)
        pointer[size++] = '/';
    for (size_t i = 0; fits && i < token.size; i++) {
        fits = size + 3 <= PK_POINTER_SIZE;
        if (fits)
            size += put_token_byte(pointer + size, token.data[i]);
    }
    pointer[fits ? size : start] = '\0';
    return fits;
}

static bool put_index(char pointer[PK_POINTER_SIZE], size_t index) {
    char digits[24];
    int size = snprintf(digits, sizeof digits, "%zu", index);
    return put_token(pointer, (pk_span){digits, (size_t)size});
}

static bool put_step(char pointer[PK_POINTER_SIZE], const cJSON *parent, const cJSON *node) {
    size_t index = 0;
    if (cJSON_IsObject(parent))
        return put_token(pointer, pk_span_of(node->string));
    for (const cJSON *before = parent->child; before != node; before = before->next)
        index++;
    return put_index(pointer, index);
}

void pk_reading_pointer(const pk_reading *self, char out[PK_POINTER_SIZE]) {
    const cJSON *path[PILKADA_MAX_JSON_DEPTH + 1];
    out[0] = '\0';
    if (!self->parent)
        return;
    size_t depth = find_path(self->root, self->parent, path), i = 0;
    while (i < depth && put_step(out, path[i], path[i + 1]))
        i++;
    if (i < depth)
        return;
    if (self->key)
        put_token(out, pk_span_of(self->key));
    else
        put_index(out, self->index);
}

void pk_read_where(const pk_reading *self, const char *separator) {
    char pointer[PK_POINTER_SIZE];
    pk_reading_pointer(self, pointer);
    pk_error_where(self->error, pointer, separator);
    if (self->file)
        pk_error_where(self->error, self->file, "#");
}

static void refuse(const pk_reading *self, pilkada_status status, const char *format, va_list arguments) {
    char detail[sizeof self->error->detail];
    if (!pk_reading_ok(self))
        return;
    vsnprintf(detail, sizeof detail, format, arguments);
    pk_fail(self->error, status, "%s", detail);
    pk_read_where(self, "");
}

void pk_read_fault(const pk_reading *self, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    refuse(self, PILKADA_E_DEFINITION, format, arguments);
    va_end(arguments);
}

void pk_read_limit(const pk_reading *self, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    refuse(self, PILKADA_E_LIMIT, format, arguments);
    va_end(arguments);
}

/* ---- members and elements ---- */

/* Below something absent there is nothing new to tell. */
static pk_reading child_of(const pk_reading *self, const cJSON *node, const char *key, size_t index) {
    if (!self->node)
        return *self;
    return (pk_reading){.node = node,
                        .error = self->error,
                        .index = index,
                        .file = self->file,
                        .root = self->root,
                        .parent = self->node,
                        .key = key,
                        .letters = letters_of(node)};
}

/* Most names differ in their first byte. */
static bool same_name(const char *a, const char *b) {
    return a[0] == b[0] && strcmp(a, b) == 0;
}

pk_reading pk_read_member(const pk_reading *self, const char *key, bool required) {
    const cJSON *node = self->letters & letter_of(key) ? self->node->child : NULL;
    pk_read_object(self);
    while (node && !same_name(node->string, key))
        node = node->next;
    pk_reading member = child_of(self, node, key, 0);
    if (!node && required && self->node)
        pk_read_fault(&member, "a required member is missing: add it");
    return member;
}

pk_reading pk_read_element(const pk_reading *self, size_t index) {
    const cJSON *node = cJSON_IsArray(self->node) ? self->node->child : NULL;
    for (size_t i = 0; node && i < index; i++)
        node = node->next;
    return child_of(self, node, NULL, index);
}

bool pk_read_each(const pk_reading *self, pk_reading *child) {
    bool array = cJSON_IsArray(self->node);
    if (!array && !is_object(self->node))
        return false;
    size_t index = child->node ? child->index + 1 : 0;
    const cJSON *node = child->node ? child->node->next : self->node->child;
    if (!node)
        return false;
    *child = child_of(self, node, array ? NULL : node->string, index);
    return true;
}

size_t pk_read_count(const pk_reading *self) {
    size_t count = 0;
    if (cJSON_IsArray(self->node) || is_object(self->node))
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
    is_sound(self, is_object(self->node), "an object { }");
}

void pk_read_array(const pk_reading *self) {
    is_sound(self, cJSON_IsArray(self->node), "an array [ ]");
}

int pk_read_word(const pk_reading *self, const char *const *words, size_t count, const char *detail) {
    const char *word = pk_read_text(self);
    for (size_t i = 0; word && i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return (int)i;
    const char *near = word ? pk_nearest(pk_span_of(word), words, count) : NULL;
    if (near)
        pk_read_fault(self, "%s: did you mean \"%s\"?", detail, near);
    else if (word)
        pk_read_fault(self, "%s", detail);
    return -1;
}

void pk_read_only(const pk_reading *self, const char *const *keys) {
    size_t count = 0;
    while (keys[count])
        count++;
    pk_read_object(self);
    pk_reading member = {.node = NULL};
    while (pk_reading_ok(self) && pk_read_each(self, &member)) {
        size_t i = 0;
        while (i < count && !same_name(keys[i], member.node->string))
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
