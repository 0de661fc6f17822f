/** @file screen/check_paper.c  Metadata of entries: who, why it may be wrong, and until when. */
#include <pilkada/time.h>

#include "screen/check.h"

static bool counts(const cJSON *pack, const cJSON *entry) {
    const char *own = pk_check_text(entry, "status");
    const char *status = own ? own : pk_check_text(pk_check_member(pack, "defaults"), "status");
    return !status || strcmp(status, "dicabut") != 0;
}

static const char *category_text(const cJSON *pack, const cJSON *entry, const char *key) {
    const char *id = pk_check_text(entry, "category"), *other;
    const cJSON *category;
    cJSON_ArrayForEach(category, pk_check_member(pack, "categories")) {
        other = pk_check_text(category, "id");
        if (other && id && strcmp(other, id) == 0)
            return pk_check_text(category, key);
    }
    return NULL;
}

static bool has(const cJSON *pack, const cJSON *entry, const char *key) {
    const char *text = pk_check_text(pk_check_member(pack, "defaults"), key);
    text = text ? text : pk_check_text(entry, key);
    text = text ? text : category_text(pack, entry, key);
    return text && *text;
}

/* ---- what is missing: told once for all entries ---- */

static void check_needed(pk_checking *self, const char *key) {
    const cJSON *entry;
    size_t missing = 0;
    cJSON_ArrayForEach(entry, pk_check_member(self->pack, "entries")) {
        if (!counts(self->pack, entry) || has(self->pack, entry, key))
            continue;
        if (!missing++)
            self->id = pk_check_text(entry, "id");
    }
    pk_argument arguments[] = {PK_TEXT_ARG("member", pk_span_of(key)), PK_INT_ARG("count", (int64_t)missing),
                               PK_TEXT_ARG("text", pk_span_of(self->id ? self->id : ""))};
    if (missing)
        pk_problem_add(self->problems, PK_CHECK_GALAT, "/defaults", "screen.check.needed", arguments, 3);
}

/* ---- what has expired ---- */

static bool is_past(const pk_checking *self, const char *text) {
    pilkada_date date;
    return text && !pilkada_date_parse(text, strlen(text), &date, NULL) && date < *self->options->date;
}

static void check_expiry(pk_checking *self) {
    const char *common = pk_check_text(pk_check_member(self->pack, "defaults"), "expires");
    bool common_is_past = is_past(self, common), common_is_used = false;
    self->item = 0;
    cJSON_ArrayForEach(self->entry, pk_check_member(self->pack, "entries")) {
        const char *own = pk_check_text(self->entry, "expires");
        self->id = pk_check_text(self->entry, "id");
        bool wanted = counts(self->pack, self->entry);
        common_is_used = common_is_used || (wanted && !own);
        if (wanted && is_past(self, own))
            pk_check_complain(self, PK_CHECK_GALAT, "screen.check.expired", own);
        self->item++;
    }
    pk_argument argument = PK_TEXT_ARG("text", pk_span_of(common ? common : ""));
    if (common_is_past && common_is_used)
        pk_problem_add(self->problems, PK_CHECK_GALAT, "/defaults/expires", "screen.check.expired", &argument, 1);
}

void pk_check_paper(pk_checking *self) {
    static const char *const needed[] = {"author", "false_positive", "expires"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        check_needed(self, needed[i]);
    if (self->options->date)
        check_expiry(self);
}
