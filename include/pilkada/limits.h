/**
 * @file pilkada/limits.h  Every limit, with the reason for its value.
 *
 * A limit that is reached is said aloud: a status, a finding, or the level `tidak_tuntas`.
 * It never turns into "all is well".
 */
#ifndef PILKADA_LIMITS_H
#define PILKADA_LIMITS_H

/** Bytes of one JSON report. A full report has about 2 KiB; photos travel beside it. */
#define PILKADA_MAX_REPORT_BYTES (1024u * 1024u)
/** Bytes of one definition file (form, schedule, pack, region table). */
#define PILKADA_MAX_DEFINITION_BYTES (16u * 1024u * 1024u)
/** Files of one rulebook. The built-in one has some twenty. */
#define PILKADA_MAX_FILES 1024u
/** Bytes of one bundle: the files of a rulebook as JSON texts. */
#define PILKADA_MAX_BUNDLE_BYTES (64u * 1024u * 1024u)
/** Nesting of JSON arrays and objects. A report nests four deep. */
#define PILKADA_MAX_JSON_DEPTH 64u
/** Rows of one repeating group in a report. The longest known list (kegiatan) has 500. */
#define PILKADA_MAX_ROWS 10000u
/** Findings kept for one report; the last one says how many more there were. */
#define PILKADA_MAX_FINDINGS 1000u

/** Confirmations given to one judgement. */
#define PILKADA_MAX_CONFIRMATIONS 10000u
/** Rules of one explanation, a rule of rows counted for each row; `more` says how many were left out. */
#define PILKADA_MAX_EXPLAINED 5000u

/** Fields of one form, the common head included; members of one row. */
#define PILKADA_MAX_FIELDS 1024u
/** Rules of one form, the common head included. */
#define PILKADA_MAX_RULES 4096u
/** Choices of one field; sets of fields of one form. */
#define PILKADA_MAX_CHOICES 1024u
#define PILKADA_MAX_SETS 256u
/** Bytes that the texts and tables of one form may take, the copies for each field of an `each` included. */
#define PILKADA_MAX_FORM_BYTES (64u * 1024u * 1024u)
/** Examples of one rule that must pass, and that must fail; those beyond are told and not run. */
#define PILKADA_MAX_EXAMPLES 64u
/** Problems of a file that `pilkada check` tells; how many more there are is one more problem. */
#define PILKADA_MAX_PROBLEMS 1000u
/** Bytes of one expression. */
#define PILKADA_MAX_EXPRESSION_BYTES 4096u
/** Nesting of one expression. */
#define PILKADA_MAX_EXPRESSION_DEPTH 48u
/** Evaluation steps of one rule. */
#define PILKADA_MAX_EXPRESSION_STEPS 1000000u

/** PCRE2: match steps of one call; -47 (limit) is "not judged" or `tidak_tuntas`, never "no match". */
#define PILKADA_MAX_PATTERN_STEPS 100000u
/**
 * Steps of all expressions of packs together in one screening, or in one window of a stream: items of expressions
 * that were tried, and one for every 16 bytes passed. Beyond: `tidak_tuntas`, and the expressions not tried are named.
 */
#define PILKADA_MAX_PATTERNS_STEPS 4000000u
/** PCRE2: heap in KiB of one call. */
#define PILKADA_MAX_PATTERN_HEAP_KIB 4096u
/** PCRE2: backtracking depth of one call. */
#define PILKADA_MAX_PATTERN_DEPTH 1000u
/** Bytes of one pattern. */
#define PILKADA_MAX_PATTERN_BYTES 512u

/** Days from `from` to `until` in one window judgement: ten years. */
#define PILKADA_MAX_WINDOW_DAYS 3660u
/** Slots of one schedule in a day: one a minute. */
#define PILKADA_MAX_SLOTS 1440u
/** Counters of one grid, a byte each: regions x days x slots x 3. A year of 514 regions needs half a million. */
#define PILKADA_MAX_GRID_COUNTERS (1u << 27)
/** Openings in one answer about those that come. */
#define PILKADA_MAX_OPENINGS 10000u
/** Overrides of one schedule. */
#define PILKADA_MAX_OVERRIDES 256u

/** Bytes of one text that is screened; the rest is not looked at and the level is `tidak_tuntas`. */
#define PILKADA_MAX_SCREEN_BYTES (1024u * 1024u)
/**
 * Places of one entry that are kept when a text has more than PILKADA_MAX_HITS, one of a weighted phrase: an entry
 * counts once. All of them if it has exclusions, which may take any back. How many were left out is said.
 */
#define PILKADA_MAX_PLACES 16u
/** Bytes of a hit's slice that a stream keeps. */
#define PILKADA_MAX_SLICE_BYTES 1024u
/** Hits kept for one text. Beyond, repeats of entries are left out; if that is not enough: `tidak_tuntas`. */
#define PILKADA_MAX_HITS 1000u
/** Changes of views that are told of one hit; it says how many were left out. */
#define PILKADA_MAX_CHANGES 256u
/**
 * Different look-alikes with two readings in one word, all choices of which are tried: 64 at most. The level is
 * `tidak_tuntas` when a word that may be on the list has more.
 */
#define PILKADA_MAX_LOOKALIKES 6u
/** Entries that nearly matched, of one text: the nearest. */
#define PILKADA_MAX_NEAR 16u
/** Names that a pack is checked against: every phrase is screened beside each of them. */
#define PILKADA_MAX_CHECK_NAMES 1000u
/** Entries of one keyword pack; phrases of one entry with weights. */
#define PILKADA_MAX_PACK_ENTRIES 100000u

#endif
