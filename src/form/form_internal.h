/**
 * @file form/form_internal.h  What a compiled form is made of.
 *
 * A report is read in one pass into an array of values, one slot a field: head fields first, then the form's own.
 * Rules are expressions over these slots. What is wrong with the shape of a value is noted while it is read (a fault)
 * and becomes a finding only at the end, so that the way of a valid report writes nothing but slots.
 */
#ifndef PK_FORM_FORM_INTERNAL_H
#define PK_FORM_FORM_INTERNAL_H

#include <pilkada/explain.h>

#include "core/json.h"
#include "core/map.h"
#include "form/expr.h"
#include "form/form.h"
#include "form/regex.h"

/* ---- texts ---- */

/** One text in both languages, by pilkada_lang. */
typedef struct pk_label {
    const char *text[2];
} pk_label;

/* ---- fields ---- */

#define PK_NO_SLOT UINT32_MAX

typedef enum pk_kind {
    PK_KIND_TEKS,
    PK_KIND_BULAT,
    PK_KIND_UANG,
    PK_KIND_PERSEN,
    PK_KIND_DESIMAL,
    PK_KIND_TANGGAL,
    PK_KIND_JAM,
    PK_KIND_WAKTU,
    PK_KIND_PILIH,
    PK_KIND_DAFTAR,
    PK_KIND_YA_TIDAK,
    PK_KIND_WILAYAH,
    PK_KIND_KELOMPOK,  /**< an object: its members are fields of the form */
    PK_KIND_KOORDINAT, /**< a kelompok of latitude and longitude */
    PK_KIND_COUNT
} pk_kind;

/** When a field must hold a value. */
typedef enum pk_need {
    PK_NEED_WAJIB,    /**< always */
    PK_NEED_OPSIONAL, /**< never */
    PK_NEED_DIHITUNG, /**< computed: absent is fine */
    PK_NEED_IF,       /**< while `condition` is true */
    PK_NEED_RULE      /**< a rule of the form says when, and makes its own finding */
} pk_need;

/** How a field of many reports becomes one field of their recap. */
typedef enum pk_recap {
    PK_RECAP_NONE,
    PK_RECAP_SUM,
    PK_RECAP_MAX, /**< pilih: the last of its choices */
    PK_RECAP_MIN,
    PK_RECAP_LATEST, /**< of the report that came last */
    PK_RECAP_LIST,   /**< one after the other; texts with the name of their region */
    PK_RECAP_SET,    /**< each value once */
    PK_RECAP_PERCENT,
    PK_RECAP_ROWS, /**< rows of one key become one, their counts added */
    PK_RECAP_TIER, /**< the tier of the region above */
    PK_RECAP_COUNT
} pk_recap;

typedef struct pk_choice {
    pk_span id;
    pk_label label;
} pk_choice;

typedef struct pk_fields pk_fields;

/** What a text must look like. */
typedef struct pk_text_pattern {
    const pk_regex *compiled;
    const char *source;
    pk_label label; /**< "18 angka", "18 digits" */
} pk_text_pattern;

typedef struct pk_filling pk_filling;
typedef struct pk_field pk_field;
/** Reads the value that the event begins into a slot. */
typedef pk_value (*pk_taker)(pk_filling *filling, const pk_field *field, const pk_json *event);

/** What reading a report asks of every field stands first. */
struct pk_field {
    pk_json_name key; /**< its name in the object around it: "dpt" */
    pk_taker take;    /**< that of its kind */
    pk_kind kind;
    uint32_t span;    /**< fields of the form that it takes: 1, and those of its members */
    int64_t min, max; /**< bulat, uang: the number; teks, daftar: the length; jam: minutes; tanggal: the date */
    const pk_text_pattern *pattern; /**< teks; NULL: any text */
    double low, high;               /**< persen, desimal */
    const pk_choice *choices;
    size_t choice_count;
    const struct pk_field *items; /**< daftar of plain values: what one is; NULL: rows */
    pk_fields *rows;              /**< daftar of rows: the members of one */
    const pk_fields *members;     /**< kelompok: its own */
    pk_span id;                   /**< in expressions and findings: "pemilih.dpt" */
    pk_need need;
    const pk_expr *condition; /**< PK_NEED_IF */
    const char *need_source;  /**< text of the condition, or the rule's id */
    const pk_expr *computed;  /**< dihitung: what it is when the report does not say; NULL: nothing */
    pk_label label;
    pk_label unit;           /**< NULL: none */
    bool bounded;            /**< the file gave a range or a length */
    const char **choice_ids; /**< of the choices, for near words */
    const char *mark, *source;
    uint32_t section;
    uint32_t group; /**< the slot of the kelompok around it; PK_NO_SLOT: none */
    pk_recap recap;
    pk_span recap_part, recap_whole; /**< PK_RECAP_PERCENT: ids of two counts; PK_RECAP_ROWS: the key */
};

/** The fields of one object, found by name: those of the report, of a kelompok, or of a row. */
struct pk_fields {
    pk_field *items; /**< in the order of the file; behind a kelompok stand its members */
    size_t count;
    pk_map index; /**< by key; of the form: by id */
    const char **names;
    size_t name_count;
    uint32_t group;       /**< pk_field.group of its members */
    const pk_value *keys; /**< rows: the keys as values */
    uint32_t *computed;   /**< rows: members that are computed, each after those that it reads */
    size_t computed_count;
};

/** The members of one kelompok or of one list of rows. */
typedef struct pk_member_fields {
    struct pk_member_fields *next;
    pk_fields fields;
} pk_member_fields;

typedef struct pk_section {
    pk_label title;
    size_t first, count;
} pk_section;

/* ---- rules ---- */

typedef enum pk_missing_strategy { PK_SKIP_IF_ANY_MISSING, PK_SKIP_IF_ALL_MISSING, PK_NEVER_SKIP } pk_missing_strategy;
/** rule_definition.c: "jangan_lewati" */
const char *pk_missing_name(pk_missing_strategy strategy);

typedef struct pk_rule {
    const char *id;
    pilkada_severity severity;
    pk_missing_strategy missing;
    const pk_expr *expr, *when; /**< `when` may be NULL; both NULL for the codes of structure */
    uint32_t roots;             /**< roots outside the rulebook that it needs */
    bool gives_difference;
    const pk_field *list; /**< judged once for each row of it; NULL: once */
    const char *path;     /**< JSON Pointer; of a row's member: to the list */
    const char *member;   /**< "/suara_sah", behind the number of the row; NULL: the path is whole */
    pk_label title, message;
    const char **basis;
    size_t basis_count;
    const char *flag; /**< NULL: none */
    const char *certainty;
    uint32_t place; /**< of its definition among the rules of its file */
} pk_rule;

/** What judging needs of a rule at every report, close together. Sets of slots are pilkada_form.words long. */
typedef struct pk_check {
    const pk_expr *expr, *when;
    const uint64_t *must;  /**< slots without which it does not apply */
    const uint64_t *reads; /**< slots that `expr` reads; NULL when `must` has them all */
    uint32_t first, end;   /**< the words of both sets that are not 0 lie from `first` to in front of `end` */
    uint32_t roots;
    pk_missing_strategy missing;
    const pk_field *list; /**< as in pk_rule */
} pk_check;

/** What the form owes beside findings. */
typedef struct pk_duty {
    const char *id;
    pk_label message;
} pk_duty;

/** Values outside the report. */
typedef enum pk_root {
    PK_ROOT_SEBELUMNYA,
    PK_ROOT_LAPORAN,
    PK_ROOT_KEJADIAN,
    PK_ROOT_PASANGAN,
    PK_ROOT_PARAMETER,
    PK_ROOT_WILAYAH,
    PK_ROOT_COUNT
} pk_root;
/** These must be given with the call; the others have a value from the rulebook. */
#define PK_ROOTS_OF_CONTEXT ((1u << PK_ROOT_PARAMETER) - 1)
/** scope.c: "konteks.sebelumnya", "wilayah" ... */
extern const char *const pk_root_names[PK_ROOT_COUNT];

/** A named set of fields. */
typedef struct pk_set {
    pk_span name;
    uint32_t *slots;
    size_t count;
} pk_set;

/* ---- faults of structure ---- */

#define PK_FAULT_TABLE(X)                                                                                              \
    X(MISSING, "B-12", "missing")                                                                                      \
    X(UNREACHED, "B-12", "unreached")                                                                                  \
    X(EMPTY, "B-12", "empty")                                                                                          \
    X(NIHIL, "B-12", "nihil")                                                                                          \
    X(UNKNOWN, "B-12", "unknown")                                                                                      \
    X(UNKNOWN_NEAR, "B-12", "unknown_near")                                                                            \
    X(COUNT_QUOTED, "F101", "count_quoted")                                                                            \
    X(COUNT_GROUPED, "F101", "count_grouped")                                                                          \
    X(COUNT_FRACTION, "F101", "count_fraction")                                                                        \
    X(COUNT_EXPONENT, "F101", "count_exponent")                                                                        \
    X(COUNT_NEGATIVE, "F101", "count_negative")                                                                        \
    X(COUNT_SIGN, "F101", "count_sign")                                                                                \
    X(COUNT_UNIT, "F101", "count_unit")                                                                                \
    X(COUNT_NOTHING, "F101", "count_nothing")                                                                          \
    X(COUNT_TEXT, "F101", "count_text")                                                                                \
    X(COUNT_TYPE, "F101", "count_type")                                                                                \
    X(COUNT_RANGE, "F101", "count_range")                                                                              \
    X(TYPE, "D-1", "type")                                                                                             \
    X(CHOICE, "D-2", "choice")                                                                                         \
    X(CHOICE_NEAR, "D-2", "choice_near")                                                                               \
    X(LENGTH, "D-3", "length")                                                                                         \
    X(PATTERN, "D-3", "pattern")                                                                                       \
    X(DATE, "D-4", "date")                                                                                             \
    X(CLOCK, "D-4", "clock")                                                                                           \
    X(INSTANT, "D-4", "instant")                                                                                       \
    X(OFFSET, "D-4", "offset")                                                                                         \
    X(DECIMALS, "D-4", "decimals")                                                                                     \
    X(RANGE, "D-5", "range")                                                                                           \
    X(ROWS, "D-5", "rows")                                                                                             \
    X(MORE, "D-6", "more")

typedef enum pk_fault_kind {
#define PK_FAULT_ENUM(name, code, key) PK_FAULT_##name,
    PK_FAULT_TABLE(PK_FAULT_ENUM)
#undef PK_FAULT_ENUM
        PK_FAULT_COUNT
} pk_fault_kind;

/** The code and the message key ("form.fault.missing") of a fault. Static. */
const char *pk_fault_code(pk_fault_kind kind);
const char *pk_fault_key(pk_fault_kind kind);

/* ---- the form ---- */

struct pilkada_form {
    pk_arena arena;
    const pk_model *model;
    const pk_catalogue *catalogue;
    const char *id, *version;
    pk_label title, source;
    pk_fields fields;
    size_t head_fields; /**< the first ones */
    pk_section *sections;
    size_t section_count, head_sections;
    pk_set *sets;
    size_t set_count;
    struct pk_member_fields *members; /**< all of them, to be freed */
    pk_rule *rules;
    pk_check *checks; /**< one a rule */
    size_t rule_count, rule_capacity, head_rules;
    pk_rule structure[PK_FAULT_COUNT]; /**< by fault: severity, basis, flag of its code */
    pk_duty *duties;
    size_t duty_count;
    pk_value parameter;         /**< the rulebook's, a map: each has a slot behind those of the fields */
    const pk_value *parameters; /**< the values alone, as they stand in their slots */
    size_t slot_count;
    size_t row_slot;        /**< where the members of a row stand while its rules are judged; a multiple of 64 */
    bool keeps_rows;        /**< rules go through rows, or members of rows are computed; else there are no such slots */
    uint32_t roots;         /**< read by any rule */
    size_t words;           /**< of a set of slots, a bit each */
    const uint64_t *needed; /**< slots whose field is not opsional */
    const uint64_t *parameter_slots; /**< those of `parameters` */
    uint32_t *computed; /**< slots that are computed, in whole or in their rows, each after those that it reads */
    size_t computed_count;
    uint32_t id_slot, nihil_slot, catatan_slot, wilayah_slot;
    pk_span json;                 /**< the definition, ready to be written */
    pk_span head_text, file_text; /**< the files whole, as compact JSON: what a comparison reads */
};

/* ---- field.c: the types ---- */

/** What a type is called and how a value of it is read. */
typedef struct pk_kind_row {
    const char *name;
    pk_taker take;
    pk_label label; /**< "bilangan bulat", "whole number" */
} pk_kind_row;
const pk_kind_row *pk_kind_of(pk_kind kind);
/** PK_KIND_COUNT if there is none. */
pk_kind pk_kind_named(const char *name);

/** Counts are what `nihil` waives and F101 judges. */
static inline bool pk_kind_is_count(pk_kind kind) {
    return kind == PK_KIND_BULAT || kind == PK_KIND_UANG;
}

/** Fields that hold fields of the form. */
static inline bool pk_kind_is_group(pk_kind kind) {
    return kind == PK_KIND_KELOMPOK || kind == PK_KIND_KOORDINAT;
}

/** definition.c: the name under which faults of a common head are told; NULL: it has none. Lives as long as the tree.
 */
const char *pk_form_head_id(const struct cJSON *head);

/** The field with that name in its index; NULL if there is none. */
const pk_field *pk_field_named(const pk_fields *fields, pk_span name);
/** The field of the form or the member of `list`'s rows that has a slot; NULL: the slot is a parameter's. */
const pk_field *pk_field_of_slot(const pilkada_form *form, const pk_field *list, uint32_t slot);
/** field_list.c: "/sections/1/fields/0/fields/2" of its file: the head, when its section is one of the head's. */
void pk_put_field_place(pilkada_buffer *out, const pilkada_form *form, size_t slot);
/** The slot of a name: of a member of `list`'s rows (NULL: no list), else of a field of the form. */
uint32_t pk_slot_named(const pilkada_form *form, const pk_field *list, pk_span name);
/** scope.c: the slot of "parameter.maks_lampiran_kib"; PK_NO_SLOT if the rulebook has no such parameter. */
uint32_t pk_parameter_slot(const pilkada_form *form, pk_span name);

/* ---- recap_definition.c ---- */

/** "sum", "max" ... Static. */
const char *pk_recap_name(pk_recap recap);

#endif
