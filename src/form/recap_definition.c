/** @file form/recap_definition.c  How a field of many reports becomes one field of their recap: `recap` in a form file.
 */
#include "form/definition.h"

#include <cjson/cJSON.h>

#include "core/error.h"

static const char *const names[PK_RECAP_COUNT] = {
    [PK_RECAP_NONE] = "none", [PK_RECAP_SUM] = "sum",       [PK_RECAP_MAX] = "max", [PK_RECAP_MIN] = "min",
    [PK_RECAP_LIST] = "list", [PK_RECAP_LATEST] = "latest", [PK_RECAP_SET] = "set", [PK_RECAP_PERCENT] = "percent",
    [PK_RECAP_ROWS] = "rows", [PK_RECAP_TIER] = "tier"};

const char *pk_recap_name(pk_recap recap) {
    return names[recap];
}

/* What each type allows, and what it is when the file does not say. Nothing is guessed that could be untrue. */
#define WAY(name) (1u << PK_RECAP_##name)
#define ORDERED (WAY(MAX) | WAY(MIN) | WAY(LATEST) | WAY(NONE))
static const struct {
    pk_recap normal;
    unsigned allowed;
} ways[PK_KIND_COUNT] = {
    [PK_KIND_TEKS] = {PK_RECAP_LIST, WAY(LIST) | WAY(SET) | WAY(LATEST) | WAY(NONE)},
    [PK_KIND_BULAT] = {PK_RECAP_SUM, WAY(SUM) | ORDERED},
    [PK_KIND_UANG] = {PK_RECAP_SUM, WAY(SUM) | ORDERED},
    [PK_KIND_PERSEN] = {PK_RECAP_NONE, WAY(PERCENT) | ORDERED},
    [PK_KIND_DESIMAL] = {PK_RECAP_NONE, ORDERED},
    [PK_KIND_TANGGAL] = {PK_RECAP_MAX, ORDERED},
    [PK_KIND_JAM] = {PK_RECAP_MAX, ORDERED},
    [PK_KIND_WAKTU] = {PK_RECAP_MAX, ORDERED},
    [PK_KIND_PILIH] = {PK_RECAP_NONE, WAY(TIER) | ORDERED},
    [PK_KIND_DAFTAR] = {PK_RECAP_LIST, WAY(ROWS) | WAY(LIST) | WAY(SET) | WAY(LATEST) | WAY(NONE)},
    [PK_KIND_YA_TIDAK] = {PK_RECAP_NONE, ORDERED},
    [PK_KIND_WILAYAH] = {PK_RECAP_NONE, WAY(LATEST) | WAY(NONE)},
    [PK_KIND_KELOMPOK] = {PK_RECAP_NONE, WAY(NONE)},
    [PK_KIND_KOORDINAT] = {PK_RECAP_NONE, WAY(NONE)},
};

static void read_percent(pk_compiling *self, pk_field *field, const pk_reading *node) {
    static const char *const keys[] = {"percent", "of", NULL};
    pk_reading part = pk_read_member(node, "percent", true), whole = pk_read_member(node, "of", true);
    pk_read_only(node, keys);
    field->recap = PK_RECAP_PERCENT;
    field->recap_part = pk_span_of(pk_compile_text(self, &part));
    field->recap_whole = pk_span_of(pk_compile_text(self, &whole));
}

/* Rows without their key cannot be told apart. */
static void read_rows(pk_compiling *self, pk_field *field, const pk_reading *node) {
    static const char *const keys[] = {"rows", NULL};
    pk_reading key = pk_read_member(node, "rows", true);
    pk_read_only(node, keys);
    field->recap = PK_RECAP_ROWS;
    field->recap_part = pk_span_of(pk_compile_text(self, &key));
    const pk_field *member = field->rows ? pk_field_named(field->rows, field->recap_part) : NULL;
    if (!self->error->status && (!member || member->need != PK_NEED_WAJIB))
        pk_read_fault(&key, "must be a member of the rows that is wajib");
}

static void read_name(pk_field *field, const pk_reading *node) {
    int at = pk_read_word(node, names, PK_RECAP_COUNT,
                          "must be sum, max, min, latest, list, set, tier, none, {\"percent\": field, \"of\": field} "
                          "or {\"rows\": key}");
    if (at < 0)
        return;
    field->recap = (pk_recap)at;
    if (field->recap == PK_RECAP_PERCENT || field->recap == PK_RECAP_ROWS)
        pk_read_fault(node,
                      "write {\"percent\": \"part\", \"of\": \"whole\"} or {\"rows\": \"key\"}: it names its fields");
}

void pk_compile_recap(pk_compiling *self, pk_field *field, const pk_reading *node) {
    field->recap = ways[field->kind].normal;
    if (!node->node)
        return;
    if (cJSON_GetObjectItemCaseSensitive(node->node, "rows"))
        read_rows(self, field, node);
    else if (cJSON_IsObject(node->node))
        read_percent(self, field, node);
    else
        read_name(field, node);
    bool rows = field->recap == PK_RECAP_SET && field->rows;
    if (!self->error->status && (rows || !(ways[field->kind].allowed >> field->recap & 1)))
        pk_read_fault(node, "%s is not possible for %s", names[field->recap],
                      rows ? "a list of rows" : pk_kind_of(field->kind)->name);
}

/* ---- percentages, after all fields are known ---- */

static bool is_summed(const pilkada_form *form, pk_span name) {
    const pk_field *field = pk_field_named(&form->fields, name);
    return field && pk_kind_is_count(field->kind) && field->recap == PK_RECAP_SUM;
}

void pk_compile_percentages(pk_compiling *self) {
    const pilkada_form *form = self->form;
    for (size_t i = form->head_fields; i < form->fields.count && !self->error->status; i++) {
        const pk_field *field = &form->fields.items[i];
        if (field->recap != PK_RECAP_PERCENT ||
            (is_summed(form, field->recap_part) && is_summed(form, field->recap_whole)))
            continue;
        pk_fail(self->error, PILKADA_E_DEFINITION,
                "a percentage is recapped from two counts of the form whose recap is sum");
        pk_error_where(self->error, field->id.data, "");
    }
}
