/**
 * @file form/filling.h  One report, read in one pass into slots; what is wrong with the shape of a value is noted.
 */
#ifndef PK_FORM_FILLING_H
#define PK_FORM_FILLING_H

#include "core/json.h"
#include "form/form_internal.h"

/* ---- faults ---- */

/** Something wrong with the shape of a value, as it was met. */
typedef struct pk_fault {
    struct pk_fault *next;
    pk_fault_kind kind;
    const pk_field *field; /**< NULL: unknown name */
    const pk_field *group; /**< the kelompok around an unknown member; NULL: none */
    const pk_field *list;  /**< the daftar around it; NULL: none */
    uint32_t row;
    pk_span name;    /**< of an unknown member */
    pk_value value;  /**< as it stood; missing for lists and objects */
    pk_span written; /**< the same as text for people */
    const char *near;
    int64_t count; /**< rows, or findings left out */
} pk_fault;

/* ---- source.c: events from a text or from a tree ---- */

typedef struct pk_source {
    pk_json event; /**< the reader itself for a text */
    bool is_tree;
    const struct cJSON *pending;
    const struct cJSON *next[PILKADA_MAX_JSON_DEPTH];
    uint64_t objects;
    double number; /**< of a tree: the last one */
    char digits[32];
} pk_source;

void pk_source_text(pk_source *self, const char *text, size_t size, pk_arena *arena);
void pk_source_tree(pk_source *self, const struct cJSON *tree, pk_arena *arena);
pk_json_kind pk_source_tree_next(pk_source *self);
/** After an event that begins a value: read to its end. */
pk_json_kind pk_source_skip(pk_source *self);
/** The last number; its spelling, which a tree makes up (until the next event). */
double pk_source_double(const pk_source *self);
pk_span pk_source_digits(pk_source *self);

/** Where the next member of the object that is being walked is kept; NULL: it is not the turn of a member. */
static inline const struct cJSON **pk_source_tree_turn(pk_source *self) {
    const pk_json *event = &self->event;
    if (self->pending || event->kind == PK_JSON_BAD || !event->depth || !(self->objects >> (event->depth - 1) & 1))
        return NULL;
    return &self->next[event->depth - 1];
}

/** The event that closes the level, if nothing is left in it. */
static inline bool pk_source_tree_close(pk_source *self) {
    pk_json *event = &self->event;
    if (event->kind == PK_JSON_BAD || !event->depth || self->next[event->depth - 1])
        return false;
    event->depth--;
    event->kind = PK_JSON_CLOSE;
    return true;
}

/** `node` is the next one of the level: past the last one, the event that closes the level. */
static inline bool pk_source_tree_pass(pk_source *self, const struct cJSON *node) {
    const struct cJSON **turn = pk_source_tree_turn(self);
    if (!turn)
        return false;
    *turn = node;
    return pk_source_tree_close(self);
}

/** The event that begins a value of the tree. */
pk_json_kind pk_source_tree_give(pk_source *self, const struct cJSON *node);

static inline pk_json_kind pk_source_next(pk_source *self) {
    return self->is_tree ? pk_source_tree_next(self) : pk_json_next(&self->event);
}

/* ---- slots.c: one report in slots ---- */

/** One row of a list, as it was read. */
typedef struct pk_row {
    struct pk_row *next;
    uint32_t number; /**< from 0 */
    pk_value *slots;
    uint64_t *given, *faulty; /**< members, a bit each */
} pk_row;

struct pk_filling {
    const pilkada_form *form;
    pk_arena *arena;
    pk_source *source;
    pk_value *slots;
    uint64_t *given, *faulty; /**< slots, a bit each: with a value, with a fault */
    const pk_field *group;    /**< the kelompok and the daftar that are read now, for faults */
    const pk_field *list;
    uint32_t row;
    unsigned depth;           /**< of the object that is read now; 0: the report */
    pk_fault **first, **last; /**< faults by field; NULL until there is one */
    pk_fault *unknown, *last_unknown;
    pk_row **first_row, **last_row; /**< by field; NULL until there is one, or when rows are not kept */
    size_t fault_count;
    void *unknown_names;
    bool undecided; /**< a pattern reached a limit */
    bool failed;    /**< memory ran out */
};

/** False: the source says why. */
bool pk_fill(pk_filling *self);
/** The members of a row that are given, as a map; a member without a value is not in it. */
pk_value pk_row_value(pk_filling *self, const pk_fields *rows, const pk_value *slots);
/** Note a fault of a value that was just read; the slot of a fault is missing and marked. */
pk_value pk_fault_note(pk_filling *self, pk_fault_kind kind, const pk_field *field, const pk_json *event);

/** Marks of a slot, in `extra`. */
enum { PK_SLOT_FAULTY = 1, PK_SLOT_COMPUTED = 2 };

/** A slot whose value had a fault: rules over it are skipped, for the fault is a finding already. */
static inline bool pk_slot_is_faulty(pk_value slot) {
    return slot.extra == PK_SLOT_FAULTY;
}
static inline pk_value pk_slot_of_fault(void) {
    return (pk_value){.type = PK_MISSING, .state = PILKADA_VALUE_GIVEN, .extra = PK_SLOT_FAULTY};
}
/** The report has named it: only what was never named is nothing at all. */
static inline bool pk_slot_is_seen(pk_value slot) {
    return slot.type != PK_MISSING || slot.state != PILKADA_VALUE_ABSENT;
}

#endif
