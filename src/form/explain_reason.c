/** @file form/explain_reason.c  Why a rule came out as it did, in both languages. */
#include "form/explain.h"

/* Names told in one sentence; the rest is counted. */
enum { MOST_NAMES = 6 };

/** What `{sebab}` of a sentence stands for. */
typedef struct cause {
    const pk_judging *judging;
    const pk_check *check;
    const pk_explained *entry;
    pk_value answer;
} cause;

typedef struct enumeration {
    pilkada_buffer *out;
    pilkada_lang lang;
    size_t count;
} enumeration;

static bool next_name(enumeration *self) {
    if (self->count++ >= MOST_NAMES)
        return false;
    if (self->count > 1)
        pk_puts(self->out, ", ");
    return true;
}

static void end_names(const enumeration *self, const pk_catalogue *catalogue) {
    const pk_argument more = PK_INT_ARG("jumlah", (int64_t)(self->count - MOST_NAMES));
    if (self->count > MOST_NAMES)
        pk_put_message(self->out, catalogue, "explain.and_more", self->lang, &more, 1);
}

/* ---- fields without a value ---- */

/* Those that must be there, or, when only some need be, all of them; a misshapen one says so. */
static bool is_lacking(const cause *self, size_t slot) {
    const pk_filling *filling = &self->judging->filling;
    const pk_check *check = self->check;
    uint64_t bit = (uint64_t)1 << slot % 64;
    uint64_t named = check->must[slot / 64] | (check->reads ? check->reads[slot / 64] : 0);
    return (named & ~filling->given[slot / 64] & bit) != 0;
}

static void put_lacking(pilkada_buffer *out, pilkada_lang lang, const cause *self) {
    const pilkada_form *form = self->judging->form;
    enumeration names = {out, lang, 0};
    for (uint32_t slot = 0; slot < form->slot_count; slot++) {
        const pk_field *field = pk_field_of_slot(form, self->entry->rule->list, slot);
        if (!field || !is_lacking(self, slot) || !next_name(&names))
            continue;
        pk_puts(out, field->label.text[lang]);
        if (pk_slot_is_faulty(self->judging->filling.slots[slot]))
            pk_put_message(out, form->catalogue, "explain.misshapen", lang, NULL, 0);
    }
    end_names(&names, form->catalogue);
}

/* ---- contexts that were not given ---- */

static void put_contexts(pilkada_buffer *out, pilkada_lang lang, const cause *self) {
    enumeration names = {out, lang, 0};
    for (size_t root = 0; root < PK_ROOT_COUNT; root++)
        if ((self->check->roots & ~self->judging->given) >> root & 1 && next_name(&names))
            pk_puts(out, pk_root_names[root]);
    end_names(&names, self->judging->form->catalogue);
}

/* ---- errors: the evaluator names them in English ---- */

static void put_error(pilkada_buffer *out, pilkada_lang lang, const cause *self) {
    const char *error = self->answer.type == PK_ERROR ? self->answer.text : "not a bool";
    pk_puts(out, pk_explain_error(self->judging->form->catalogue, error, lang));
}

static void put_condition(pilkada_buffer *out, pilkada_lang lang, const cause *self) {
    (void)lang;
    pk_puts(out, self->entry->face.when);
}

const char *pk_explain_error(const pk_catalogue *catalogue, const char *error, pilkada_lang lang) {
    static const char prefix[] = "explain.error.";
    char key[96];
    size_t size = strlen(error);
    if (size >= sizeof key - sizeof prefix)
        return error;
    memcpy(key, prefix, sizeof prefix - 1);
    memcpy(key + sizeof prefix - 1, error, size + 1);
    const char *text = pk_catalogue_text(catalogue, key, lang);
    return text ? text : error;
}

static const struct reason {
    const char *key;
    void (*put)(pilkada_buffer *out, pilkada_lang lang, const cause *self);
} reasons[] = {
    [PILKADA_OUTCOME_HOLDS] = {"explain.holds", NULL},
    [PILKADA_OUTCOME_NOT_APPLICABLE] = {"explain.not_applicable", put_condition},
    [PILKADA_OUTCOME_SKIPPED] = {"explain.skipped", put_lacking},
    [PILKADA_OUTCOME_NO_CONTEXT] = {"explain.no_context", put_contexts},
    [PILKADA_OUTCOME_NOT_COMPUTED] = {"explain.not_computed", put_error},
};

static const char *sentence_of(pk_judging *self, const cause *why, pilkada_lang lang) {
    const struct reason *reason = &reasons[why->entry->face.outcome];
    const char *names = "";
    if (reason->put) {
        reason->put(self->scratch, lang, why);
        names = pk_explain_keep(self);
    }
    const pk_argument arguments[] = {PK_TEXT_ARG("sebab", pk_span_of(names))};
    pk_put_message(self->scratch, self->form->catalogue, reason->key, lang, arguments, 1);
    return pk_explain_keep(self);
}

void pk_explain_reason(pk_judging *self, const pk_check *check, pk_explained *entry, pk_value answer) {
    const cause why = {self, check, entry, answer};
    entry->face.reason_id = sentence_of(self, &why, PILKADA_LANG_ID);
    entry->face.reason_en = sentence_of(self, &why, PILKADA_LANG_EN);
}
