/**
 * @file core/catalogue.h  The message catalogue: key -> Indonesian, English, from data/messages/.
 *
 * Templates name their values in braces: "Jumlah kelas aduan ({a}) tidak sama dengan {b}: {selisih}."
 * A catalogue is immutable once all files are added.
 */
#ifndef PK_CORE_CATALOGUE_H
#define PK_CORE_CATALOGUE_H

#include <pilkada/status.h>

#include "core/memory.h"
#include "core/text.h"

struct cJSON;

typedef struct pk_catalogue pk_catalogue;

pk_catalogue *pk_catalogue_new(const pilkada_allocator *allocator);
/** One owner more; each calls pk_catalogue_free(). NULL is allowed. */
const pk_catalogue *pk_catalogue_retain(const pk_catalogue *self);
/** The last owner frees it. NULL is allowed. */
void pk_catalogue_free(const pk_catalogue *self);
/** Add {"messages": {"key": {"id": "…", "en": "…"}}}. A key twice is a fault. */
pilkada_status pk_catalogue_add(pk_catalogue *self, const struct cJSON *tree, pilkada_error *error);
/** NULL if there is no such key. Lives as long as the catalogue. */
const char *pk_catalogue_text(const pk_catalogue *self, const char *key, pilkada_lang lang);
size_t pk_catalogue_count(const pk_catalogue *self);

/** One value for a template. Texts are put as they are; integers grouped by the language. */
typedef struct pk_argument {
    const char *name;
    enum { PK_ARGUMENT_TEXT, PK_ARGUMENT_INTEGER, PK_ARGUMENT_PLAIN } kind; /**< PLAIN: an integer without grouping */
    pk_span text;
    int64_t integer;
} pk_argument;

#define PK_TEXT_ARG(name, span) ((pk_argument){(name), PK_ARGUMENT_TEXT, (span), 0})
#define PK_INT_ARG(name, value) ((pk_argument){(name), PK_ARGUMENT_INTEGER, {NULL, 0}, (value)})
#define PK_PLAIN_ARG(name, value) ((pk_argument){(name), PK_ARGUMENT_PLAIN, {NULL, 0}, (value)})

/** Put a template with its values. An unknown name stays as it is, braces and all: it will be seen. */
void pk_put_template(pilkada_buffer *buffer, const char *format, pilkada_lang lang, const pk_argument *arguments,
                     size_t count);
/** The same by key; puts the key itself if it is unknown. */
void pk_put_message(pilkada_buffer *buffer, const pk_catalogue *catalogue, const char *key, pilkada_lang lang,
                    const pk_argument *arguments, size_t count);

#endif
