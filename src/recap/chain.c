/** @file recap/chain.c  Steps of the approval chain: see pilkada/chain.h. */
#include <string.h>

#include "core/error.h"
#include "model/model.h"
#include "recap/chain_internal.h"

static const char *const flag_names[] = {"may_edit",   "may_submit",  "may_withdraw", "may_approve",
                                         "may_return", "may_forward", "may_correct"};
enum { FLAGS = sizeof flag_names / sizeof *flag_names };

const char *pilkada_may_name(pilkada_may flag) {
    for (unsigned i = 0; i < FLAGS; i++)
        if (flag == (pilkada_may)(1u << i))
            return flag_names[i];
    return "";
}

/* ---- the words of a step ---- */

static pilkada_status refuse(pilkada_error *error, const char *where, const char *detail) {
    pk_fail(error, PILKADA_E_UNKNOWN, "%s", detail);
    pk_error_where(error, where, "");
    return PILKADA_E_UNKNOWN;
}

/* The step as a row of the table, if it had one; `action` is the number of actions when only asked. */
static pilkada_status understand(const pk_chain *self, const pilkada_chain_step *step, pk_chain_row *out,
                                 pilkada_error *error) {
    if (!step->tier || !step->role)
        return pk_fail(error, PILKADA_E_ARGUMENT, "a step needs the tier of the report and the role of who acts");
    *out = (pk_chain_row){.tier = pk_tier_of(pk_span_of(step->tier)),
                          .by = pk_tier_of(pk_span_of(step->by ? step->by : step->tier)),
                          .state = pk_chain_word_named(&self->states, step->state ? step->state : "draf"),
                          .role = pk_chain_word_named(&self->roles, step->role),
                          .action =
                              step->action ? pk_chain_word_named(&self->actions, step->action) : self->actions.count};
    out->to = out->state;
    if (!out->tier || !out->by)
        return refuse(error, out->tier ? "by" : "tier", "no such tier; use kecamatan, kabupaten_kota or provinsi");
    if (out->state == self->states.count)
        return refuse(error, "state", "no such state; use draf, diajukan, revisi, disetujui or diteruskan");
    if (out->role == self->roles.count)
        return refuse(error, "role", "no such role; use penyusun or pemeriksa");
    if (step->action && out->action == self->actions.count)
        return refuse(error, "action",
                      "no such action; use ubah, ajukan, tarik, setujui, kembalikan, teruskan or koreksi");
    return PILKADA_OK;
}

/* ---- the table ---- */

static bool is_theirs(const pk_chain_row *row, const pk_chain_row *asked, size_t state) {
    return row->tier == asked->tier && row->by == asked->by && row->role == asked->role && row->state == state;
}

static const pk_chain_row *find_row(const pk_chain *self, const pk_chain_row *asked) {
    for (size_t i = 0; i < self->row_count; i++)
        if (is_theirs(&self->rows[i], asked, asked->state) && self->rows[i].action == asked->action)
            return &self->rows[i];
    return NULL;
}

static unsigned flags_in(const pk_chain *self, const pk_chain_row *asked, size_t state) {
    unsigned may = 0;
    for (size_t i = 0; i < self->row_count; i++)
        if (is_theirs(&self->rows[i], asked, state))
            may |= self->actions.items[self->rows[i].action].flag;
    return may;
}

static pilkada_chain_answer answer_to(const pk_chain *self, const pk_chain_row *asked) {
    const pk_chain_row *row = find_row(self, asked);
    size_t state = row ? row->to : asked->state;
    return (pilkada_chain_answer){.allowed = row || asked->action == self->actions.count,
                                  .state = self->states.items[state].id,
                                  .may = flags_in(self, asked, state)};
}

pilkada_status pk_chain_step(const pk_chain *self, const pilkada_chain_step *step, pilkada_chain_answer *answer,
                             pilkada_error *error) {
    pk_chain_row asked;
    pilkada_status status = understand(self, step, &asked, error);
    if (!status)
        *answer = answer_to(self, &asked);
    return status;
}

/* ---- the sentence ---- */

static void put_step(const pk_chain *self, const pk_chain_row *row, pilkada_lang lang, pilkada_buffer *out) {
    const pk_argument arguments[] = {PK_TEXT_ARG("action", pk_span_of(self->actions.items[row->action].label[lang])),
                                     PK_TEXT_ARG("role", pk_span_of(self->roles.items[row->role].label[lang])),
                                     PK_TEXT_ARG("by", pk_span_of(pilkada_tier_name(row->by)))};
    pk_put_message(out, self->catalogue, "chain.step", lang, arguments, 3);
}

/* Everything that anybody may do to the report as it stands. */
static void put_remedy(const pk_chain *self, const pk_chain_row *asked, pilkada_lang lang, pilkada_buffer *out) {
    pilkada_buffer steps;
    pilkada_buffer_init(&steps, &out->allocator);
    for (size_t i = 0; i < self->row_count; i++) {
        if (self->rows[i].tier != asked->tier || self->rows[i].state != asked->state)
            continue;
        pk_puts(&steps, steps.size ? ", " : "");
        put_step(self, &self->rows[i], lang, &steps);
    }
    const pk_argument argument = PK_TEXT_ARG("steps", ((pk_span){steps.data, steps.size}));
    pk_put_message(out, self->catalogue, steps.size ? "chain.remedy" : "chain.remedy_none", lang, &argument, 1);
    out->failed = out->failed || steps.failed;
    pilkada_buffer_dispose(&steps);
}

static void put_reason(const pk_chain *self, const pk_chain_row *asked, pilkada_lang lang, pilkada_buffer *out) {
    pilkada_buffer remedy, sentence;
    pilkada_buffer_init(&remedy, &out->allocator);
    pilkada_buffer_init(&sentence, &out->allocator);
    put_remedy(self, asked, lang, &remedy);
    const pk_argument arguments[] = {PK_TEXT_ARG("tier", pk_span_of(pilkada_tier_name(asked->tier))),
                                     PK_TEXT_ARG("state", pk_span_of(self->states.items[asked->state].label[lang])),
                                     PK_TEXT_ARG("action", pk_span_of(self->actions.items[asked->action].label[lang])),
                                     PK_TEXT_ARG("role", pk_span_of(self->roles.items[asked->role].label[lang])),
                                     PK_TEXT_ARG("by", pk_span_of(pilkada_tier_name(asked->by))),
                                     PK_TEXT_ARG("remedy", ((pk_span){remedy.data, remedy.size}))};
    pk_put_message(&sentence, self->catalogue, "chain.refused", lang, arguments, 6);
    pk_put_json(out, (pk_span){sentence.data, sentence.size});
    out->failed = out->failed || remedy.failed || sentence.failed;
    pilkada_buffer_dispose(&remedy);
    pilkada_buffer_dispose(&sentence);
}

static void put_flags(unsigned may, pilkada_buffer *out) {
    for (unsigned i = 0; i < FLAGS; i++) {
        pk_putc(out, ',');
        pk_put_key(out, flag_names[i]);
        pk_puts(out, may >> i & 1 ? "true" : "false");
    }
}

pilkada_status pk_chain_write_json(const pk_chain *self, const pilkada_chain_step *step, pilkada_buffer *out,
                                   pilkada_error *error) {
    pk_chain_row asked;
    pilkada_status status = understand(self, step, &asked, error);
    if (status)
        return status;
    pilkada_chain_answer answer = answer_to(self, &asked);
    size_t mark = pk_buffer_mark(out);
    pk_puts(out, answer.allowed ? "{\"allowed\":true,\"state\":" : "{\"allowed\":false,\"state\":");
    pk_put_json(out, pk_span_of(answer.state));
    put_flags(answer.may, out);
    if (!answer.allowed) {
        pk_puts(out, ",\"message\":{\"id\":");
        put_reason(self, &asked, PILKADA_LANG_ID, out);
        pk_puts(out, ",\"en\":");
        put_reason(self, &asked, PILKADA_LANG_EN, out);
        pk_putc(out, '}');
    } else {
        pk_puts(out, ",\"message\":null");
    }
    pk_putc(out, '}');
    return pk_buffer_done(out, mark, error);
}
