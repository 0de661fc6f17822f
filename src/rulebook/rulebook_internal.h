/** @file rulebook/rulebook_internal.h  What a rulebook holds. */
#ifndef PK_RULEBOOK_RULEBOOK_INTERNAL_H
#define PK_RULEBOOK_RULEBOOK_INTERNAL_H

#include <pilkada/rulebook.h>

#include "core/catalogue.h"
#include "core/memory.h"
#include "core/owner.h"
#include "form/form.h"
#include "model/model.h"
#include "recap/chain.h"
#include "screen/screen.h"
#include "window/window.h"

struct cJSON;

/** What a definition file is, by the folder of its name. */
typedef enum pk_folder {
    PK_FOLDER_MESSAGES,
    PK_FOLDER_REGIONS,
    PK_FOLDER_CALENDAR,
    PK_FOLDER_FORMS,
    PK_FOLDER_SCHEDULES,
    PK_FOLDER_SCREENING,
    PK_FOLDER_APPROVAL,
    PK_FOLDER_COUNT
} pk_folder;

/** A common head that forms name. */
typedef struct pk_head {
    const char *id;
    struct cJSON *tree;
    pk_span name, text; /**< of its file, for check to say where a problem is */
} pk_head;

struct pilkada_rulebook {
    pk_arena arena;  /* also the allocator */
    pk_owner *owner; /**< in the arena: answers hold it, too */
    char hash[65];
    pilkada_file *files; /* in the arena, in the order of their names */
    size_t file_count;
    pk_catalogue *catalogue;
    pk_model *model;
    pk_head *heads; /* in the arena; the trees are kept for check */
    size_t head_count;
    pilkada_form **forms;
    size_t form_count, form_capacity;
    pilkada_schedule **schedules;
    size_t schedule_count, schedule_capacity;
    pilkada_screener *screener;
    pilkada_file *packs; /**< the files that it was made of */
    size_t pack_count;
    pk_chain *chain; /**< NULL: the files had none */
};

/** The folder that a name begins with; PK_FOLDER_COUNT if it is none. */
pk_folder pk_folder_of(const char *name);
/** Where the rules of a form stand. */
typedef struct pk_cost_file {
    const pilkada_file *file;
    pilkada_file head;
} pk_cost_file;
/** check_cost.c: the rules of a form as a JSON array, dearest first; `out` or the arena has failed when memory is out.
 */
void pk_put_costs(pilkada_buffer *out, const pilkada_form *form, const pk_cost_file *from, pk_arena *arena);
/** Is there a form of that id? If not, `*near` is the nearest id, or "". */
bool pk_rulebook_knows_form(const pilkada_rulebook *self, const char *name, const char **near);
/** The head that a form definition names; NULL if it is not there. */
const struct cJSON *pk_rulebook_head_of(const pilkada_rulebook *self, const struct cJSON *definition);
/** bundle.c: copy a file into the next of `files`; the bytes of a built-in one are not copied. */
pilkada_status pk_rulebook_keep_file(pilkada_rulebook *self, const pilkada_file *file, pilkada_error *error);
/** The files compiled into the library. */
extern const pilkada_file pk_default_files[];
extern const size_t pk_default_files_count;

#endif
