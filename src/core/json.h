/**
 * @file core/json.h  One strict event reader for everything that is JSON.
 *
 * RFC 8259, UTF-8 only, NUL refused, depth limited, duplicate keys refused, integers exact to int64.
 * Reports are judged straight from its events; definitions become cJSON trees through pk_json_tree().
 *
 *     pk_json reader;
 *     pk_json_start(&reader, text, size, arena);
 *     while (pk_json_next(&reader) > PK_JSON_END)
 *         ...reader.kind, reader.text, reader.integer...
 *     if (reader.kind == PK_JSON_BAD)
 *         return pk_json_error(&reader, error);
 */
#ifndef PK_CORE_JSON_H
#define PK_CORE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <pilkada/buffer.h>
#include <pilkada/limits.h>
#include <pilkada/status.h>

#include "core/memory.h"
#include "core/text.h"

struct cJSON;

typedef enum pk_json_kind {
    PK_JSON_BAD = -1, /**< the text is wrong: pk_json_error() says where and why */
    PK_JSON_END = 0,  /**< the one value is complete and nothing follows */
    PK_JSON_NULL,
    PK_JSON_FALSE,
    PK_JSON_TRUE,
    PK_JSON_INTEGER, /**< no fraction, no exponent, fits int64: `integer`; `text` as written */
    PK_JSON_NUMBER,  /**< any other number: `text` as written; pk_json_double() */
    PK_JSON_STRING,  /**< `text` between the quotes as written; `escaped` if it holds escapes */
    PK_JSON_KEY,     /**< a member's name; its value is the next event. `text`, `escaped` as for a string */
    PK_JSON_ARRAY,   /**< [ */
    PK_JSON_OBJECT,  /**< { */
    PK_JSON_CLOSE    /**< ] or } */
} pk_json_kind;

typedef struct pk_json {
    pk_json_kind kind; /**< of the last event */
    pk_span text;      /**< see the kinds; points into the input */
    int64_t integer;
    uint32_t code_points; /**< of a string or key, after unescaping */
    bool escaped;
    unsigned depth; /**< open arrays and objects */
    /* private */
    const char *begin, *cursor, *end;
    uint64_t objects; /**< bit n: level n is an object */
    int expect, after;
    pilkada_status status;
    const char *fault;  /**< where */
    const char *detail; /**< why */
    pk_arena *arena;    /**< for keys that must be remembered or unescaped */
    bool grammar_only;
    void *keys; /**< names seen, per open object; NULL until pk_json_refuse_duplicates() */
} pk_json;

/** Begin at the start of a text. `arena` serves unescaping and the duplicate check; it is not reset here. */
void pk_json_start(pk_json *self, const char *text, size_t size, pk_arena *arena);

/** Let the reader itself refuse duplicate keys. Without it the caller must (a form's table knows its fields). */
void pk_json_refuse_duplicates(pk_json *self);

/**
 * Take the grammar of RFC 8259 alone: \u0000 is an escape like any other. For judging other people's JSON; what this
 * library keeps is always read without it.
 */
void pk_json_grammar_only(pk_json *self);

/** The next event. After PK_JSON_BAD and PK_JSON_END it stays there. */
pk_json_kind pk_json_next(pk_json *self);

/**
 * A name that a caller knows, for core/json_fast.h: 16 bytes of it as a text of JSON has it, in its quotes and with the
 * colon, and as a tree has it, with its NUL.
 */
typedef struct pk_json_name {
    pk_span text;
    size_t room; /**< bytes of it and a short value */
    uint64_t words[2], masks[2];
    uint64_t bare[2], bare_masks[2];
} pk_json_name;

pk_json_name pk_json_name_of(pk_span text);

/**
 * After an event that begins a value (also the value after a key): read to its end.
 * Duplicate keys inside are refused. Returns PK_JSON_BAD or the kind of the value. `span` gets its bytes as written.
 */
pk_json_kind pk_json_skip(pk_json *self, pk_span *span);

/** The last string or key without escapes: `text` itself, or a copy in the arena. False: out of memory (the reader is
 * BAD). */
bool pk_json_unescape(pk_json *self, pk_span *text);

/** The last number as the nearest double (round half to even), without the locale. Infinite if it does not fit. */
double pk_json_double(const pk_json *self);

/** The fault of the reader as status and place. */
pilkada_status pk_json_error(const pk_json *self, pilkada_error *error);

/** Make the reader BAD at the last event: for callers that find a duplicate key. Returns PK_JSON_BAD. */
pk_json_kind pk_json_refuse(pk_json *self, pilkada_status status, const char *detail);

/**
 * Line and column, from 1, of the value that a JSON Pointer names (what stands behind a blank in it is left aside); of
 * the last value on the way there when it is not in the text. 0 and 0: the text is no JSON, or `pointer` is none.
 */
void pk_json_locate(pk_span text, pk_span pointer, pk_arena *arena, uint32_t *line, uint32_t *column);

/**
 * Where the value of a JSON Pointer begins in a well-formed text, as an offset: for faults that were found in the tree.
 * What is missing has the place of what it is missing in. SIZE_MAX: the text is no JSON, or memory is out.
 */
size_t pk_json_place(pk_span text, pk_span pointer, pk_arena *arena);
/** The place of a byte of a string without escapes; `string` is the offset of its opening quote. */
size_t pk_json_place_inside(pk_span text, size_t string, size_t offset);

/** A whole text into a tree; NULL on failure. cJSON_Delete() it. */
struct cJSON *pk_json_tree(const char *text, size_t size, pilkada_error *error);
/** The same in an arena, with which it goes: to be read only, never for cJSON_Delete(). Several times as fast. */
struct cJSON *pk_json_tree_in(pk_arena *arena, const char *text, size_t size, pilkada_error *error);

/** A number's text as a double; the text must be a JSON number. */
double pk_number_double(pk_span text);
/** The shortest text that reads back as the same double; finite values only. Returns the length (at most 31). */
size_t pk_double_format(double value, char out[32]);

/**
 * A tree as compact JSON, members in their order, strings as pk_put_json() writes them, whole numbers
 * without a fraction, others by pk_double_format().
 */
void pk_put_tree(pilkada_buffer *buffer, const struct cJSON *tree);

/* ---- reading definitions: members by name, the place in the error when one is missing or has the wrong type ---- */

/** A walk through a definition that remembers the first fault. */
typedef struct pk_reading {
    const struct cJSON *node; /**< NULL: nothing there */
    pilkada_error *error;     /**< shared; its status is PILKADA_OK until the first fault */
    size_t index;             /**< of the node among its siblings, from pk_read_element() or pk_read_each() */
    const char *file;         /**< put in front of the place of a fault with a #; NULL: nothing is. Kept */
    /* private: where the node is, or was looked for */
    const struct cJSON *root, *parent;
    const char *key;  /* NULL in an array */
    uint32_t letters; /* of an object: the names that begin so, a bit each */
} pk_reading;

/** Bytes of the longest JSON Pointer that is told, with its NUL. A longer one ends before the token that does not fit.
 */
enum { PK_POINTER_SIZE = 128 };

/** `error` must be clear (a local one, or pk_error_clear()): an old fault would count as the first. */
pk_reading pk_reading_root(const struct cJSON *tree, pilkada_error *error);
bool pk_reading_ok(const pk_reading *self);
/**
 * The member; a fault if `required` and absent. `key` is kept, not copied. What is looked for below something absent
 * is that absent thing itself.
 */
pk_reading pk_read_member(const pk_reading *self, const char *key, bool required);
/** The n-th element of an array, by walking there: for few. Long arrays: pk_read_each(). */
pk_reading pk_read_element(const pk_reading *self, size_t index);
/**
 * Each element of an array or member of an object in turn, in linear time. A member's name is child.node->string.
 *     pk_reading entry = {.node = NULL};
 *     while (pk_read_each(&entries, &entry))
 */
bool pk_read_each(const pk_reading *self, pk_reading *child);
/** Elements of an array, members of an object, else 0. */
size_t pk_read_count(const pk_reading *self);
/** Faults unless the node is of that type. NULL, 0, `fallback` when the node is absent. Texts live as long as the tree.
 */
const char *pk_read_text(const pk_reading *self);
int64_t pk_read_integer(const pk_reading *self, int64_t fallback);
double pk_read_number(const pk_reading *self, double fallback);
bool pk_read_bool(const pk_reading *self, bool fallback);
/** A word of a list: its place, or -1 with a fault, `detail` and the nearest word; -1 alone when it is absent. */
int pk_read_word(const pk_reading *self, const char *const *words, size_t count, const char *detail);
void pk_read_object(const pk_reading *self);
void pk_read_array(const pk_reading *self);
/** A fault for each member that is not named: a typo must not pass. `keys` ends with NULL. Names a near word. */
void pk_read_only(const pk_reading *self, const char *const *keys);
/** A fault at this node. */
void pk_read_fault(const pk_reading *self, const char *format, ...);
/** The same for more than a limit allows: PILKADA_E_LIMIT. */
void pk_read_limit(const pk_reading *self, const char *format, ...);
/**
 * The JSON Pointer of the node, or of where it was looked for. It is searched in the tree: reading costs nothing for
 * it, only a fault does.
 */
void pk_reading_pointer(const pk_reading *self, char out[PK_POINTER_SIZE]);
/** Put the node's pointer in front of the error's place, with `separator` between: for faults found by others. */
void pk_read_where(const pk_reading *self, const char *separator);

#endif
