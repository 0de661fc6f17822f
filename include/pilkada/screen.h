/**
 * @file pilkada/screen.h  Hoax-keyword screening: which text to read first, and exactly why.
 *
 * Screening is triage. It says that a text "memuat frasa dalam daftar pantau", shows where, and adds up
 * points; it never says that something is false. A person decides.
 *
 *     pilkada_screening *screening = pilkada_screening_new(NULL, &error);
 *     pilkada_rulebook_screen(rules, text, size, NULL, screening, &error);
 *     if (pilkada_screening_level(screening) != PILKADA_LEVEL_BERSIH)
 *         read_it_first();
 *
 * Text is taken as bytes and need not be UTF-8: bad bytes are stepped over, never an error.
 * A screener is immutable and shared; a screening is reusable memory for one thread at a time. It keeps the screener
 * of its last answer alive, so either may be freed first.
 */
#ifndef PILKADA_SCREEN_H
#define PILKADA_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"
#include "export.h"
#include "memory.h"
#include "status.h"
#include "time.h"

/** One or more compiled keyword packs. Immutable. */
typedef struct pilkada_screener pilkada_screener;
/** The answer for one text. */
typedef struct pilkada_screening pilkada_screening;

/** What to do with the text. */
typedef enum pilkada_level {
    PILKADA_LEVEL_BERSIH = 0,      /**< nothing on the list, and all of the text was looked at */
    PILKADA_LEVEL_PERIKSA = 1,     /**< look at it */
    PILKADA_LEVEL_PRIORITAS = 2,   /**< look at it first */
    PILKADA_LEVEL_TIDAK_TUNTAS = 3 /**< a limit cut the work: not clean, not flagged, not known */
} pilkada_level;

/** Characters of a hit that a view read as something else. */
typedef struct pilkada_change {
    const char *view;    /**< its name, as in the hit's steps */
    uint64_t start, end; /**< bytes of the original text */
    const char *from;    /**< what stands there, not terminated; a NUL byte is FF */
    const char *to;      /**< what it was read as; "" when it was dropped */
    size_t from_size;
} pilkada_change;

/** One place in the original text. Texts live until the screening is used again or freed. */
typedef struct pilkada_hit {
    const char *rule;          /**< id of the entry */
    const char *category;      /**< claim type or "gaya" (style) */
    int32_t points;            /**< counted once for each entry and text */
    uint64_t start, end;       /**< bytes of the original text, [start, end) */
    uint64_t start_cp, end_cp; /**< code points; each bad byte counts as one */
    const char *const *steps;  /**< names of the views that were needed, such as "lipat_huruf", "angka_huruf" */
    size_t step_count;
    /** NULL, or why the hit does not count: "pengecualian", "gerbang_tertutup", "kedaluwarsa". */
    const char *suppressed;
    const char *text; /**< the slice of the original, not terminated; a NUL byte is FF */
    size_t text_size;
    const char *label[2];        /**< of the category, by pilkada_lang */
    const char *reason[2];       /**< why the entry is on the list, by pilkada_lang */
    uint64_t start_u16, end_u16; /**< UTF-16 code units; each bad byte counts as one */
    /** What matched, once the views were done; parts of a phrase with a gap are joined by "…". NULL unless `explain`
       was asked for, and for marks of style, which have no words. */
    const char *form;
    const pilkada_change *changes;         /**< by place; with `explain`. Case is no change: it never counts */
    size_t change_count, changes_left_out; /**< beyond PILKADA_MAX_CHANGES */
} pilkada_hit;

/** An entry that nearly matched: what was wanting. Texts live as those of hits. */
typedef struct pilkada_near {
    const char *rule, *category;
    const char *label[2]; /**< of the category, by pilkada_lang */
    /**
     * jarak: the parts stand further apart than `most` words; kata_sisipan: a word stands between those of the phrase;
     * kurang_satu_kata: a phrase of three or more words without one; beda_kalimat, beda_urutan: the parts are in
     * several sentences, in another order; kurang_satu_bagian: all parts but one
     */
    const char *reason;
    size_t start, end, start_cp, end_cp; /**< what there is of it, as in a hit */
    const char *text;                    /**< the slice of the original, as in a hit */
    size_t text_size;
    const char *missing; /**< the word that is missing, or a phrase that would do for the part; NULL: nothing is */
    size_t gap, most;    /**< of jarak: words between two parts, and how many may stand there; else 0 */
} pilkada_near;

/** Options of one screening. Start with PILKADA_SCREEN_OPTIONS_INIT. */
typedef struct pilkada_screen_options {
    size_t size;    /**< sizeof the caller's struct */
    const char *id; /**< printed as the id of the result; NULL: null */
    bool normal;    /**< also keep the text as the widest view reads it */
    bool mask;      /**< NIK, telephone and account numbers show two digits and * in everything that comes out */
    bool explain;   /**< also say how each hit was read, and why: see pilkada_screening_write_json() */
    /** Entries that expired before this day do not count. NULL: none expires, for there is no clock. */
    const pilkada_date *date;
    const char *disposisi; /**< what a person decided on the text before; kept and printed. NULL: nothing yet */
    bool near;             /**< also look for entries that nearly matched */
} pilkada_screen_options;

/** Bytes of a SHA-256 in hex with its NUL. */
#define PILKADA_HASH_SIZE 65

/** A pack that a screener was made of. Texts live as long as the screener. */
typedef struct pilkada_pack {
    const char *id, *version;
    size_t entries;
    const char *hash; /**< pilkada_pack_hash(); NULL from pilkada_screener_new(), which spares the time for it */
} pilkada_pack;

/** One of many texts. */
typedef struct pilkada_screen_text {
    const char *data; /**< may be NULL when `size` is 0 */
    size_t size;
} pilkada_screen_text;

#define PILKADA_SCREEN_OPTIONS_INIT                                                                                    \
    { sizeof(pilkada_screen_options), NULL, false, false, false, NULL, NULL, false }

PILKADA_BEGIN

/** "bersih", "periksa", "prioritas", "tidak_tuntas". Static. */
PILKADA_API const char *pilkada_level_name(pilkada_level level);

/**
 * Compile one keyword pack (JSON, docs/guide/packs.md) of your own.
 * @return to be freed by pilkada_screener_free(); NULL: PILKADA_E_SYNTAX, PILKADA_E_DEFINITION, PILKADA_E_PATTERN,
 *         PILKADA_E_LIMIT (error->where is the entry), PILKADA_E_NOMEM
 */
PILKADA_API pilkada_screener *pilkada_screener_new(const char *pack, size_t size, const pilkada_allocator *allocator,
                                                   pilkada_error *error);
/** NULL is allowed. Not for a screener that belongs to a rulebook. */
PILKADA_API void pilkada_screener_free(pilkada_screener *self);
/** Number of entries. */
PILKADA_API size_t pilkada_screener_count(const pilkada_screener *self);

/** The packs it was made of, in their order. */
PILKADA_API size_t pilkada_screener_pack_count(const pilkada_screener *self);
/** NULL when out of range. */
PILKADA_API const pilkada_pack *pilkada_screener_pack(const pilkada_screener *self, size_t index);
/**
 * SHA-256 of what a pack says, 64 hex digits: of its JSON without blanks, members sorted by the bytes of their names.
 * Two files with one hash are one list. Only JSON is looked at, not whether the pack compiles.
 * @return PILKADA_OK; PILKADA_E_SYNTAX, PILKADA_E_ENCODING, PILKADA_E_LIMIT, PILKADA_E_ARGUMENT, PILKADA_E_NOMEM
 */
PILKADA_API pilkada_status pilkada_pack_hash(const char *pack, size_t size, char out[PILKADA_HASH_SIZE],
                                             pilkada_error *error);

/** @return NULL: PILKADA_E_NOMEM */
PILKADA_API pilkada_screening *pilkada_screening_new(const pilkada_allocator *allocator, pilkada_error *error);
/** NULL is allowed. */
PILKADA_API void pilkada_screening_free(pilkada_screening *self);
/**
 * The last answer as a screening of its own, for those who keep some: it outlives `self` and is far smaller. `self` is
 * as new, but for its room for matching, which the next text uses again.
 * @return to be freed by pilkada_screening_free(); NULL: PILKADA_E_ARGUMENT, PILKADA_E_NOMEM (the answer stays)
 */
PILKADA_API pilkada_screening *pilkada_screening_take(pilkada_screening *self, pilkada_error *error);

/** Screen one text. @return PILKADA_OK, PILKADA_E_ARGUMENT, PILKADA_E_NOMEM */
PILKADA_API pilkada_status pilkada_screener_screen(const pilkada_screener *self, const char *text, size_t size,
                                                   const pilkada_screen_options *options, pilkada_screening *screening,
                                                   pilkada_error *error);

/**
 * Screen many texts in one call, for those who want to know first which ones to look at. `levels` and `scores` have
 * room for `count`; either may be NULL. `screening` is scratch and afterwards holds the answer for the last text.
 * No entry expires, and nothing is explained: options belong to pilkada_screener_screen(), which costs the same for
 * each text when its `screening` is used again.
 * @return PILKADA_OK, or the first fault: PILKADA_E_ARGUMENT, PILKADA_E_NOMEM (texts before it are done)
 */
PILKADA_API pilkada_status pilkada_screener_screen_many(const pilkada_screener *self, const pilkada_screen_text *texts,
                                                        size_t count, pilkada_level *levels, int32_t *scores,
                                                        pilkada_screening *screening, pilkada_error *error);

PILKADA_API pilkada_level pilkada_screening_level(const pilkada_screening *self);
/** The points of the hits that count; they add up to it. */
PILKADA_API int32_t pilkada_screening_score(const pilkada_screening *self);
/** What a person decided on the text, as it was given with it; NULL if nothing was. */
PILKADA_API const char *pilkada_screening_disposisi(const pilkada_screening *self);
/** Bytes of the text that are no UTF-8; each separates words. Counted with `explain` only. */
PILKADA_API uint64_t pilkada_screening_bad_bytes(const pilkada_screening *self);
/** Hits that count, by place. */
PILKADA_API size_t pilkada_screening_hit_count(const pilkada_screening *self);
/** NULL when out of range. */
PILKADA_API const pilkada_hit *pilkada_screening_hit(const pilkada_screening *self, size_t index);
/** Hits that do not count, by place, each with its reason. */
PILKADA_API size_t pilkada_screening_suppressed_count(const pilkada_screening *self);
/** NULL when out of range. */
PILKADA_API const pilkada_hit *pilkada_screening_suppressed(const pilkada_screening *self, size_t index);
/** Entries that nearly matched, the nearest first, PILKADA_MAX_NEAR at most; 0 unless `near` was asked for. */
PILKADA_API size_t pilkada_screening_near_count(const pilkada_screening *self);
/** NULL when out of range. */
PILKADA_API const pilkada_near *pilkada_screening_near(const pilkada_screening *self, size_t index);
/**
 * The result as one compact JSON object: id, level, score,
 * hits[{rule, category, points, start, end, start_cp, end_cp, text, steps[]}], suppressed[as hits, with reason],
 * and `normal` if it was asked for. With `explain` each hit also has start_u16, end_u16, form,
 * changes[{view, start, end, start_cp, end_cp, from, to}], changes_left_out, label{id,en} and why{id,en}. At the end
 * stand then size (bytes of the text), read (bytes looked at), bad_bytes (no UTF-8), limits[] (panjang_teks,
 * jumlah_temuan, cabang_frasa, langkah_pola, huruf_serupa, panjang_kalimat, langkah_semua_pola), left_out (repeats of
 * entries that are not shown, as they change no points), not_tried[] (ids of
 * expressions that were not tried to their end), packs[{id, version, hash}], date (by which entries expired;
 * null: none did) and disposisi: what was given as such, else null, for a person to fill. With `near` also near[{rule,
 * category, reason, start, end, start_cp, end_cp, text, missing, gap, most}] and near_complete, which is false when the
 * search took too long.
 */
PILKADA_API pilkada_status pilkada_screening_write_json(const pilkada_screening *self, pilkada_buffer *out,
                                                        pilkada_error *error);
/** The result for people: level, points, each hit with the words around it. */
PILKADA_API pilkada_status pilkada_screening_write_text(const pilkada_screening *self, pilkada_lang lang,
                                                        pilkada_buffer *out, pilkada_error *error);

PILKADA_END

#endif
