/** @file form/diff.h  Between the files that say what changed from one form to another. */
#ifndef PK_FORM_DIFF_H
#define PK_FORM_DIFF_H

#include "core/memory.h"
#include "form/form_internal.h"

struct cJSON;

/** What a form is made of, in the order of the answer. */
typedef struct pk_diff_kind {
    const char *name;
    const char *list;        /**< the member that lists it; NULL: it is a file */
    const char *home;        /**< what its place is called in the answer */
    const char *outer, *key; /**< where its id is: in the member `key`, perhaps of `outer`; both NULL: its own name */
} pk_diff_kind;

extern const pk_diff_kind pk_diff_kinds[];
extern const size_t pk_diff_kind_count;

/** One thing of a form. Its neighbours in the file are told apart by `home` and `before`. */
typedef struct pk_diff_item {
    struct pk_diff_item *next; /**< in the order of the files: the head, then the form */
    const pk_diff_kind *kind;
    const char *id; /**< of a member of a kelompok or of a row: "pemilih.l" */
    const struct cJSON *node;
    struct pk_diff_item *home;   /**< the file, section or field around it; NULL for a file */
    struct pk_diff_item *before; /**< what stands in front of it there; NULL: nothing */
    struct pk_diff_item *other;  /**< its counterpart; NULL: there is none */
    bool moved;                  /**< its counterpart has the same home and another place among those that stayed */
    /* private to diff_match.c */
    size_t number, run;
    struct pk_diff_item *run_before;
    bool kept;
} pk_diff_item;

/** All things of one form. */
typedef struct pk_diff_side {
    pk_arena *arena;
    struct cJSON *head, *file;
    pk_diff_item *first, *last;
    size_t count;
} pk_diff_side;

/** One side of a member that differs: a value, or the id of a neighbour. Neither: there is none. */
typedef struct pk_diff_value {
    const struct cJSON *tree;
    const char *id;
} pk_diff_value;

/** How the answer is written. */
typedef struct pk_diff_writer pk_diff_writer;
struct pk_diff_writer {
    void (*begin)(pk_diff_writer *self, const pilkada_form *from, const pilkada_form *to); /**< NULL: nothing */
    void (*change)(pk_diff_writer *self, const pk_diff_item *item, const char *change);
    void (*member)(pk_diff_writer *self, const char *name, pk_diff_value from, pk_diff_value to);
    void (*close)(pk_diff_writer *self); /**< of a change; NULL: nothing */
    void (*end)(pk_diff_writer *self);
    pilkada_buffer *out;
    pilkada_lang lang;
    const pk_catalogue *catalogue;
    size_t changes, members; /**< written so far; of the present change */
};

/** Write all changes; on failure the buffer is as before. */
pilkada_status pk_diff_write(pk_diff_writer *writer, const pilkada_form *from, const pilkada_form *to,
                             pilkada_error *error);

/* ---- diff_items.c ---- */

/** Read the files that `form` was made of. Trees are to be given back by pk_diff_close() also after a failure. */
pilkada_status pk_diff_open(pk_diff_side *self, const pilkada_form *form, pk_arena *arena, pilkada_error *error);
void pk_diff_close(pk_diff_side *self);
/** Is the member listed as things of its own? */
bool pk_diff_is_list(const char *name);
/** Equal values; the order of an object's members does not count. */
bool pk_diff_same(const struct cJSON *a, const struct cJSON *b);

/* ---- diff_match.c ---- */

/** Find the counterparts, and what moved. */
void pk_diff_match(pk_diff_side *from, pk_diff_side *to);
/** Do both stand in the same file, section or field? */
bool pk_diff_same_home(const pk_diff_item *a, const pk_diff_item *b);

#endif
