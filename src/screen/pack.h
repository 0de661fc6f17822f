/**
 * @file screen/pack.h  Packs as they are compiled: see docs/guide/packs.md for the files.
 */
#ifndef PK_SCREEN_PACK_H
#define PK_SCREEN_PACK_H

#include <stdatomic.h>

#include <pilkada/screen.h>
#include <pilkada/time.h>

#include "core/catalogue.h"
#include "core/memory.h"
#include "screen/index.h"
#include "screen/pattern.h"
#include "screen/phrases.h"
#include "screen/steps.h"
#include "screen/vocabulary.h"

/** No gate, no limit, no place. */
#define PK_NONE UINT32_MAX

typedef enum pk_entry_kind {
    PK_ENTRY_KATA,
    PK_ENTRY_FRASA,
    PK_ENTRY_FRASA_JARAK,
    PK_ENTRY_REGEX,
    PK_ENTRY_GAYA,
    PK_ENTRY_BOBOT, /**< many phrases, each with points of its own: one entry of this kind for each */
    PK_ENTRY_KIND_COUNT
} pk_entry_kind;

typedef enum pk_entry_status { PK_STATUS_AKTIF, PK_STATUS_UJI, PK_STATUS_DICABUT, PK_STATUS_COUNT } pk_entry_status;

/** What a style entry looks for. */
typedef enum pk_style {
    PK_STYLE_KAPITAL,     /**< mostly capitals */
    PK_STYLE_SERU,        /**< "!!" */
    PK_STYLE_TANYA,       /**< "??", "?!" */
    PK_STYLE_PEMBATAS,    /**< "||", " ~ " */
    PK_STYLE_ANGKA_HURUF, /**< a word with digits between its letters */
    PK_STYLE_HURUF_HIAS,  /**< letters of other alphabets in place of Latin ones */
    PK_STYLE_COUNT
} pk_style;

extern const char *const pk_entry_kind_names[PK_ENTRY_KIND_COUNT];
extern const char *const pk_entry_status_names[PK_STATUS_COUNT];
extern const char *const pk_style_names[PK_STYLE_COUNT];

typedef struct pk_category {
    const char *id, *label[2], *reason[2];
    int32_t max;   /**< points that one text can get from it; INT32_MAX without a limit */
    int32_t min;   /**< those that it can lose; -INT32_MAX without one */
    int32_t alone; /**< points from which it counts when no other category gives any; 0: always */
} pk_category;

/** There may be a million: the order and the widths keep them small. */
typedef struct pk_entry {
    const char *id, *reason[2], *source;
    pk_pattern pattern;
    uint32_t pack, item;     /**< where it stands: the place of its pack, and among the entries of that */
    pilkada_date expires;    /**< the last day on which it counts; PK_FOREVER */
    uint32_t category, gate; /**< PK_NONE: no gate */
    int32_t points;
    uint32_t part_base; /**< its parts' places among those of all entries */
    pk_entry_kind kind : 8;
    pk_entry_status status : 8;
    pk_style style : 8;
    uint8_t views;   /**< steps that may have been needed */
    bool needs;      /**< an expression that is only tried when one of its words occurs */
    bool excludes;   /**< it has exclusions */
    uint8_t parts;   /**< of a phrase with a gap, and */
    uint8_t gap;     /**< words between two of them */
    uint8_t percent; /**< of a style, and */
    uint16_t least;
} pk_entry;

/** No date of expiry. */
#define PK_FOREVER INT32_MAX
/** No day is known: nothing has expired. */
#define PK_NO_DATE INT32_MIN

/* Who still needs a screener: its maker and the answers that point into it, on any thread. */
typedef struct pk_owners {
    atomic_size_t count;
} pk_owners;

struct pilkada_screener {
    pk_arena arena; /* also the allocator */
    pk_owners *owners;
    const pk_catalogue *catalogue;
    pilkada_pack *packs;
    size_t pack_count;
    pk_category *categories;
    size_t category_count, category_capacity;
    const char **gates;
    size_t gate_count, gate_capacity;
    pk_entry *entries;
    size_t entry_count, entry_capacity;
    size_t part_count;
    uint32_t *styles, *patterns; /* entries of these kinds */
    size_t style_count, style_capacity, pattern_count, pattern_capacity;
    int32_t periksa, prioritas; /* thresholds */
    pk_vocabulary vocabulary;
    pk_phrases phrases;
    pk_index index;
    bool has_sentences; /* parts or exclusions: the sentence of a place counts */
    bool has_alone;     /* a category that does not always count */
    bool wide;          /* anything that a strict scan cannot answer */
};

/** One owner more, one owner less; the last one frees it. */
void pk_screener_retain(const pilkada_screener *self);
void pk_screener_release(const pilkada_screener *self);

#endif
