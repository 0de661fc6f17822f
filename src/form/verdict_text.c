/** @file form/verdict_text.c  The verdict for people. */
#include "core/error.h"
#include "form/judging.h"

const char *pk_severity_text(pilkada_severity severity, pilkada_lang lang) {
    static const char *const texts[][2] = {{"info", "info"}, {"peringatan", "warning"}, {"galat", "error"}};
    return texts[severity][lang == PILKADA_LANG_EN];
}

static size_t count_of(const pk_answer *answer, pilkada_severity severity) {
    size_t count = 0;
    for (size_t i = 0; i < answer->finding_count; i++)
        count += answer->findings[i].severity == severity;
    return count;
}

/* "r-001 lap_tungsura 2024.1: tidak sah, 2 galat, 1 peringatan, belum dapat dikirim" */
void pk_put_summary(pilkada_buffer *out, const pk_answer *answer, pilkada_lang lang) {
    bool english = lang == PILKADA_LANG_EN;
    if (answer->id) {
        pk_puts(out, answer->id);
        pk_putc(out, ' ');
    }
    pk_puts(out, answer->form);
    pk_putc(out, ' ');
    pk_puts(out, answer->version);
    pk_puts(out, ": ");
    if (answer->valid)
        pk_puts(out, english ? "valid" : "sah");
    else
        pk_puts(out, english ? "not valid" : "tidak sah");
    for (int severity = PILKADA_SEVERITY_GALAT; severity >= PILKADA_SEVERITY_INFO; severity--) {
        size_t count = count_of(answer, (pilkada_severity)severity);
        if (!count)
            continue;
        pk_puts(out, ", ");
        pk_put_grouped(out, (int64_t)count, lang);
        pk_putc(out, ' ');
        pk_puts(out, pk_severity_text((pilkada_severity)severity, lang));
        if (english && count > 1 && severity != PILKADA_SEVERITY_INFO)
            pk_putc(out, 's');
    }
    if (!answer->valid && answer->may_submit)
        pk_puts(out, english ? ", may be sent with its note" : ", boleh dikirim dengan catatannya");
    pk_putc(out, '\n');
}

static void put_basis(pilkada_buffer *out, const pilkada_finding *finding, pilkada_lang lang) {
    pk_puts(out, lang == PILKADA_LANG_EN ? "      basis: " : "      dasar: ");
    for (size_t i = 0; i < finding->basis_count; i++) {
        if (i)
            pk_puts(out, "; ");
        pk_puts(out, finding->basis[i]);
    }
    if (finding->flag) {
        pk_puts(out, lang == PILKADA_LANG_EN ? "; flag: " : "; tanda: ");
        pk_puts(out, finding->flag);
    }
    pk_putc(out, '\n');
}

void pk_put_finding_line(pilkada_buffer *out, const pilkada_finding *finding, pilkada_lang lang) {
    pk_puts(out, pk_severity_text(finding->severity, lang));
    pk_putc(out, ' ');
    pk_puts(out, finding->code);
    if (*finding->path) {
        pk_putc(out, ' ');
        pk_puts(out, finding->path);
    }
    pk_puts(out, ": ");
    pk_puts(out, lang == PILKADA_LANG_EN ? finding->message_en : finding->message_id);
}

static void put_finding(pilkada_buffer *out, const pilkada_finding *finding, pilkada_lang lang) {
    pk_puts(out, "  ");
    pk_put_finding_line(out, finding, lang);
    if (finding->verified)
        pk_puts(out, lang == PILKADA_LANG_EN ? " [verified]" : " [terverifikasi]");
    pk_putc(out, '\n');
    put_basis(out, finding, lang);
}

static void put_not_judged(pilkada_buffer *out, const pk_answer *answer, pilkada_lang lang) {
    if (!answer->not_judged_count)
        return;
    pk_puts(out, lang == PILKADA_LANG_EN ? "  not judged: " : "  belum dinilai: ");
    for (size_t i = 0; i < answer->not_judged_count; i++) {
        if (i)
            pk_puts(out, ", ");
        pk_puts(out, answer->not_judged[i]);
    }
    pk_putc(out, '\n');
}

static void put_computed(pilkada_buffer *out, const pk_answer *answer, pilkada_lang lang) {
    if (!answer->computed_count)
        return;
    pk_puts(out, lang == PILKADA_LANG_EN ? "  computed: " : "  dihitung: ");
    for (size_t i = 0; i < answer->computed_count; i++) {
        if (i)
            pk_puts(out, ", ");
        pk_puts(out, answer->computed[i].name);
        pk_puts(out, " = ");
        pk_puts(out, answer->computed[i].value);
    }
    pk_putc(out, '\n');
}

/* "Kepala laporan: 4 dari 7 terisi, kurang: Nama pelapor, ..." */
static void put_section(pilkada_buffer *out, const pk_answer *answer, const pilkada_section_progress *section,
                        pilkada_lang lang) {
    bool english = lang == PILKADA_LANG_EN;
    const pk_argument arguments[] = {PK_TEXT_ARG("bagian", pk_span_of(english ? section->title_en : section->title_id)),
                                     PK_INT_ARG("terisi", (int64_t)section->filled),
                                     PK_INT_ARG("wajib", (int64_t)section->required)};
    pk_put_message(out, answer->catalogue, section->missing_count ? "form.draft.lacking" : "form.draft.complete", lang,
                   arguments, 3);
    for (size_t i = 0; i < section->missing_count; i++) {
        pk_puts(out, i ? ", " : " ");
        pk_puts(out, english ? section->missing[i].label_en : section->missing[i].label_id);
    }
    pk_putc(out, '\n');
}

pilkada_status pilkada_verdict_write_text(const pilkada_verdict *self, pilkada_lang lang, pilkada_buffer *out,
                                          pilkada_error *error) {
    const pk_answer *answer = pk_verdict_answer(self);
    if (!answer || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "a verdict that has judged a report, and a buffer, are needed");
    size_t mark = pk_buffer_mark(out);
    pk_put_summary(out, answer, lang);
    for (size_t i = 0; i < answer->finding_count; i++)
        put_finding(out, &answer->findings[i], lang);
    put_not_judged(out, answer, lang);
    put_computed(out, answer, lang);
    for (size_t i = 0; i < answer->section_count; i++)
        put_section(out, answer, &answer->sections[i], lang);
    return pk_buffer_done(out, mark, error);
}
