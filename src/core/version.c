/** @file core/version.c  The version and the status table. */
#include <pilkada/status.h>
#include <pilkada/version.h>

#include <stddef.h>

const char *pilkada_version(void) {
    return PILKADA_VERSION_STRING;
}

static const struct status_row {
    pilkada_status status;
    const char *name, *id, *en;
} status_rows[] = {
#define STATUS_ROW(name, number, id, en) {PILKADA_##name, "PILKADA_" #name, id, en},
    PILKADA_STATUS_TABLE(STATUS_ROW)
#undef STATUS_ROW
};

static const struct status_row status_unknown = {PILKADA_OK, "PILKADA_UNKNOWN_STATUS", "status tidak dikenal",
                                                 "unknown status"};

static const struct status_row *row_of(pilkada_status status) {
    for (size_t i = 0; i < sizeof status_rows / sizeof *status_rows; i++)
        if (status_rows[i].status == status)
            return &status_rows[i];
    return &status_unknown;
}

const char *pilkada_status_name(pilkada_status status) {
    return row_of(status)->name;
}

const char *pilkada_status_text(pilkada_status status, pilkada_lang lang) {
    return lang == PILKADA_LANG_EN ? row_of(status)->en : row_of(status)->id;
}
