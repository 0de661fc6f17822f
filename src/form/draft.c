/** @file form/draft.c  What a draft still lacks, section by section. */
#include "form/judging.h"

typedef struct counting {
    pk_judging *judging;
    pilkada_section_progress *at;
    pilkada_missing *missing; /* of `at` */
    size_t capacity;
} counting;

static bool make_room(counting *self) {
    pilkada_missing *items = pk_arena_grow(&self->judging->answer->arena, self->missing, self->at->missing_count,
                                           &self->capacity, sizeof *items);
    if (!items) {
        self->judging->failed = true;
        return false;
    }
    self->at->missing = self->missing = items;
    return true;
}

static void add_missing(counting *self, const pk_fault *fault) {
    self->at->required++;
    if (!make_room(self))
        return;
    pilkada_missing *missing = &self->missing[self->at->missing_count++];
    missing->path = pk_fault_path(self->judging, fault);
    missing->label_id = pk_fault_label(self->judging, fault, PILKADA_LANG_ID);
    missing->label_en = pk_fault_label(self->judging, fault, PILKADA_LANG_EN);
}

/* Members of rows that are not there were noted while the rows were read. */
static void count_rows(counting *self, size_t slot) {
    const pk_fault *fault = self->judging->filling.first ? self->judging->filling.first[slot] : NULL;
    for (; fault; fault = fault->next)
        if (pk_fault_is_missing(fault->kind))
            add_missing(self, fault);
}

static bool has_bit(const uint64_t *bits, size_t slot) {
    return bits[slot / 64] >> slot % 64 & 1;
}

/* A misshapen value is filled in: its finding says the rest. */
static void count_field(counting *self, size_t slot) {
    pk_judging *judging = self->judging;
    const pk_field *field = &judging->form->fields.items[slot];
    const pk_filling *filling = &judging->filling;
    bool filled = has_bit(filling->given, slot) || has_bit(filling->faulty, slot);
    bool due = has_bit(judging->lacking, slot) || pk_is_due(judging, field, filling->slots[slot]);
    count_rows(self, slot);
    if (!due)
        return;
    if (!filled) {
        add_missing(self, &(pk_fault){.kind = PK_FAULT_MISSING, .field = field});
        return;
    }
    self->at->required++;
    self->at->filled++;
}

static void count_section(pk_judging *self, size_t index) {
    const pk_section *section = &self->form->sections[index];
    counting work = {self, &self->answer->sections[index], NULL, 0};
    *work.at = (pilkada_section_progress){.title_id = section->title.text[0], .title_en = section->title.text[1]};
    for (size_t i = 0; i < self->form->fields.count; i++)
        if (self->form->fields.items[i].section == index)
            count_field(&work, i);
    self->answer->missing_count += work.at->missing_count;
}

void pk_draft_count(pk_judging *self) {
    self->answer->sections =
        pk_arena_alloc(&self->answer->arena, self->form->section_count * sizeof *self->answer->sections);
    if (!self->answer->sections) {
        self->failed = true;
        return;
    }
    self->answer->section_count = self->form->section_count;
    for (size_t i = 0; i < self->form->section_count; i++)
        count_section(self, i);
}

/* ---- rules that require a value ---- */

/* "/pemilih/dpt" is the field "pemilih.dpt". */
static const pk_field *field_at(const pk_judging *self, const char *path) {
    char id[128];
    size_t size = strlen(path);
    if (!size || size > sizeof id)
        return NULL;
    for (size_t i = 1; i < size; i++)
        id[i - 1] = path[i] == '/' ? '.' : path[i];
    return pk_field_named(&self->form->fields, (pk_span){id, size - 1});
}

void pk_draft_note_rule(pk_judging *self, const pk_rule *rule) {
    const pk_field *field = rule->list ? NULL : field_at(self, rule->path);
    size_t slot = field ? (size_t)(field - self->form->fields.items) : 0;
    if (field && !has_bit(self->filling.given, slot))
        self->lacking[slot / 64] |= (uint64_t)1 << slot % 64;
}

/* ---- getters ---- */

bool pilkada_verdict_is_draft(const pilkada_verdict *self) {
    const pk_answer *answer = pk_verdict_answer(self);
    return answer && answer->draft;
}

size_t pilkada_verdict_section_count(const pilkada_verdict *self) {
    const pk_answer *answer = pk_verdict_answer(self);
    return answer ? answer->section_count : 0;
}

const pilkada_section_progress *pilkada_verdict_section(const pilkada_verdict *self, size_t index) {
    return index < pilkada_verdict_section_count(self) ? &pk_verdict_answer(self)->sections[index] : NULL;
}
