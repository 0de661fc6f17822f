/** @file rulebook/loading.h  Between the files that make a rulebook of files. */
#ifndef PK_RULEBOOK_LOADING_H
#define PK_RULEBOOK_LOADING_H

#include "rulebook/rulebook_internal.h"

/** A file while the rulebook is built. Trees of heads are handed over to the rulebook. */
typedef struct pk_source_file {
    const pilkada_file *file;
    pk_folder folder;
    const char *head_id; /**< of a common head */
    struct cJSON *tree;
} pk_source_file;

typedef struct pk_loading {
    pilkada_rulebook *book;
    pk_source_file *sources; /* in the order of their names */
    size_t count;
    pilkada_error *error;
} pk_loading;

/**
 * Give a fault that was found in the tree its line and column, from the JSON Pointer in error->where. The place of an
 * expression's fault counts from the beginning of the expression.
 */
void pk_place_fault(pilkada_error *error, const pilkada_file *file, const pilkada_allocator *allocator);

/* ---- folders.c: one step for each folder; a fault speaks of a place in the file ---- */

pilkada_status pk_load_messages(pk_loading *self, pk_source_file *from);
pilkada_status pk_load_regions(pk_loading *self, pk_source_file *from);
pilkada_status pk_load_calendar(pk_loading *self, pk_source_file *from);
/** A file with "head_id" is a common head: heads come before forms. */
pilkada_status pk_load_head(pk_loading *self, pk_source_file *from);
pilkada_status pk_load_form(pk_loading *self, pk_source_file *from);
pilkada_status pk_load_schedules(pk_loading *self, pk_source_file *from);
pilkada_status pk_load_chain(pk_loading *self, pk_source_file *from);

#endif
