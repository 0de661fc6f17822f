/** @file form/structure.c  Findings about the shape of a report: what is missing, and the faults met while reading. */
#include "form/judging.h"

static bool is_nihil_report(const pk_judging *self) {
    uint32_t slot = self->form->nihil_slot;
    if (slot == PK_NO_SLOT)
        return false;
    pk_value nihil = self->filling.slots[slot];
    return nihil.type == PK_BOOL && nihil.boolean;
}

/* A report that says nihil need not repeat it for each count, and may say it in its texts. */
static bool is_waived(const pk_judging *self, const pk_field *field, pk_value slot) {
    if (slot.state == PILKADA_VALUE_ABSENT && (pk_kind_is_count(field->kind) || pk_kind_is_group(field->kind)))
        return is_nihil_report(self);
    return slot.state == PILKADA_VALUE_NIHIL && field->kind == PK_KIND_TEKS && is_nihil_report(self);
}

static bool reads_nothing(const pk_judging *self, const pk_expr *condition) {
    for (size_t i = 0; i < pk_expr_slot_count(condition); i++) {
        uint32_t slot = pk_expr_slot(condition, i);
        if (!(self->filling.given[slot / 64] >> slot % 64 & 1))
            return true;
    }
    return false;
}

/* What fails for want of a field of the report requires nothing; what fails for want of a context is not judged. */
static bool holds(pk_judging *self, const pk_expr *condition) {
    pk_value answer = pk_judge_expr(self, condition);
    if (answer.type != PK_BOOL && (pk_expr_roots(condition) & ~self->given || !reads_nothing(self, condition)))
        pk_judge_not_judged(self, pk_fault_code(PK_FAULT_MISSING));
    return answer.type == PK_BOOL && answer.boolean;
}

static bool is_needed(pk_judging *self, const pk_field *field) {
    switch (field->need) {
    case PK_NEED_WAJIB:
        return true;
    case PK_NEED_IF:
        return holds(self, field->condition);
    default:
        return false;
    }
}

/* Of a group that is not there one finding is enough. A nihil report need not have a group for its counts: then what
 * else a required group must hold is asked for one by one. */
static bool is_in_missing_group(pk_judging *self, const pk_field *field) {
    if (field->group == PK_NO_SLOT)
        return false;
    const pk_field *group = &self->form->fields.items[field->group];
    pk_value slot = self->filling.slots[field->group];
    if (slot.type != PK_MISSING)
        return false;
    bool waived = slot.state == PILKADA_VALUE_ABSENT && is_nihil_report(self) && is_needed(self, group);
    return !waived || is_in_missing_group(self, group);
}

bool pk_is_due(pk_judging *self, const pk_field *field, pk_value slot) {
    return !is_in_missing_group(self, field) && is_needed(self, field) && !is_waived(self, field, slot);
}

static void judge_missing(pk_judging *self, const pk_field *field, pk_value slot) {
    static const pk_fault_kind kinds[] = {
        [PILKADA_VALUE_ABSENT] = PK_FAULT_MISSING,
        [PILKADA_VALUE_UNREACHED] = PK_FAULT_UNREACHED,
        [PILKADA_VALUE_EMPTY] = PK_FAULT_EMPTY,
        [PILKADA_VALUE_NIHIL] = PK_FAULT_NIHIL,
    };
    if (self->draft || !pk_is_due(self, field, slot))
        return;
    pk_fault fault = {.kind = kinds[slot.state], .field = field};
    pk_finding_of_fault(self, &fault);
}

static void judge_faults(pk_judging *self, size_t at) {
    for (const pk_fault *fault = self->filling.first[at]; fault; fault = fault->next)
        if (!self->draft || !pk_fault_is_missing(fault->kind))
            pk_finding_of_fault(self, fault);
}

/* Slots that hold nothing where something may be due. */
static uint64_t open_slots(const pk_judging *self, size_t word) {
    const pk_filling *filling = &self->filling;
    return ~filling->given[word] & ~filling->faulty[word] & self->form->needed[word];
}

static void judge_word(pk_judging *self, size_t word) {
    for (uint64_t open = open_slots(self, word); open; open &= open - 1) {
        size_t i = word * 64 + (size_t)__builtin_ctzll(open);
        judge_missing(self, &self->form->fields.items[i], self->filling.slots[i]);
    }
}

/* With faults, field by field, so that findings keep the order of the form. */
static void judge_each(pk_judging *self) {
    const pk_fields *fields = &self->form->fields;
    for (size_t i = 0; i < fields->count; i++) {
        judge_faults(self, i);
        if (open_slots(self, i / 64) >> i % 64 & 1)
            judge_missing(self, &fields->items[i], self->filling.slots[i]);
    }
}

void pk_judge_structure(pk_judging *self) {
    if (self->filling.undecided)
        pk_judge_not_judged(self, pk_fault_code(PK_FAULT_PATTERN));
    if (self->filling.first) {
        judge_each(self);
        return;
    }
    for (size_t word = 0; word < self->form->words; word++)
        judge_word(self, word);
}

/* Unknown names have no place in the form: they come last. */
void pk_judge_unknown(pk_judging *self) {
    for (const pk_fault *fault = self->filling.unknown; fault; fault = fault->next)
        pk_finding_of_fault(self, fault);
    if (self->filling.fault_count > PILKADA_MAX_FINDINGS)
        self->list.left_out += self->filling.fault_count - PILKADA_MAX_FINDINGS;
}
