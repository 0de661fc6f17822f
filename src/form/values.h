/** @file form/values.h  Reading one value of a report into its slot, by the type of its field. */
#ifndef PK_FORM_VALUES_H
#define PK_FORM_VALUES_H

#include "form/filling.h"

/** What is wrong with a text, or a number that is no plain integer, where a count must stand. */
pk_fault_kind pk_count_text_fault(pk_span text);
pk_fault_kind pk_count_number_fault(pk_span text);

/** fault.c: a list with too few or too many rows; a name that is no field. */
void pk_fault_note_rows(pk_filling *self, const pk_field *field, int64_t count);
void pk_fault_note_unknown(pk_filling *self, const pk_fields *fields, pk_span name, const pk_json *event);

/** values.c: readers, one a type. The event begins the value; a list or an object is read to its end. */
pk_value pk_take_teks(pk_filling *self, const pk_field *field, const pk_json *event);
pk_value pk_take_bulat(pk_filling *self, const pk_field *field, const pk_json *event);
pk_value pk_take_desimal(pk_filling *self, const pk_field *field, const pk_json *event);
pk_value pk_take_tanggal(pk_filling *self, const pk_field *field, const pk_json *event);
pk_value pk_take_jam(pk_filling *self, const pk_field *field, const pk_json *event);
pk_value pk_take_waktu(pk_filling *self, const pk_field *field, const pk_json *event);
pk_value pk_take_pilih(pk_filling *self, const pk_field *field, const pk_json *event);
pk_value pk_take_ya_tidak(pk_filling *self, const pk_field *field, const pk_json *event);
pk_value pk_take_wilayah(pk_filling *self, const pk_field *field, const pk_json *event);
/** What has the wrong type: a fault, unless it was left blank. */
pk_value pk_take_wrong_type(pk_filling *self, pk_fault_kind kind, const pk_field *field, const pk_json *event);
/** slots.c */
pk_value pk_take_daftar(pk_filling *self, const pk_field *field, const pk_json *event);
pk_value pk_take_kelompok(pk_filling *self, const pk_field *field, const pk_json *event);

/** fault.c: the text of the event without its escapes; `failed` and empty when memory is out. */
pk_span pk_unescaped(pk_filling *self);

/** The text of the event. Its parts are read one by one: they were written so, just now. */
static inline pk_span pk_text_of(pk_filling *self) {
    const pk_json *event = &self->source->event;
    if (event->escaped)
        return pk_unescaped(self);
    pk_span text;
    text.data = event->text.data;
    text.size = event->text.size;
    return text;
}

/** Nearly every text begins with a letter or digit that no text for nothing begins with. */
static inline bool pk_may_be_nothing(pk_span text) {
    static const uint64_t plain[2] = {~UINT64_C(0x00002101FFFFFFFF),
                                      ~UINT64_C(0x0010400000104000)}; /* not - ( N T n t */
    unsigned char first = text.size ? (unsigned char)text.data[0] : ' ';
    return first >= 0x80 || !(plain[first / 64] >> first % 64 & 1);
}

/* ---- the members of an object ---- */

/** An object that is being read: the report, a group of its fields, or a row. */
typedef struct pk_level {
    const pk_fields *fields;
    size_t base; /**< the slot of the first field */
    pk_value *slots;
    uint64_t *given, *faulty; /**< NULL: nobody asks for them */
    size_t expected;          /**< the field whose turn it is */
    bool strayed;             /**< a member stood behind its turn: those that follow may have a value already */
    bool opened;              /**< names that are no field are remembered */
} pk_level;

bool pk_take_text_run(pk_filling *self, pk_level *at);
bool pk_take_tree_run(pk_filling *self, pk_level *at);
/**
 * run.c: take the members whose turn it is, one after the other. It ends in front of a member that is another, or that
 * is written in an unusual way. True: the object ended there.
 */
static inline bool pk_take_run(pk_filling *self, pk_level *at) {
    return self->source->is_tree ? pk_take_tree_run(self, at) : pk_take_text_run(self, at);
}

/** Read the value that `event` begins; null is "unreached". */
static inline pk_value pk_take_value(pk_filling *self, const pk_field *field, const pk_json *event) {
    if (event->kind == PK_JSON_NULL)
        return pk_value_missing(PILKADA_VALUE_UNREACHED);
    return field->take(self, field, event);
}

#endif
