/** @file fuzz_report.c  A report that is read writes itself back to an equal report; receipts take it or refuse it
 * whole. */
#include "fuzz.h"

#include <pilkada/pilkada.h>
#include <stdlib.h>
#include <string.h>

static void round_trip(const pilkada_report *report) {
    pilkada_buffer out;
    char hash[65], again[65];
    pilkada_buffer_init(&out, NULL);
    if (pilkada_report_write_json(report, &out, NULL) || pilkada_report_content_hash(report, hash, NULL))
        abort();
    pilkada_report *copy = pilkada_report_parse(out.data, out.size, NULL, NULL);
    if (!copy || pilkada_report_content_hash(copy, again, NULL) || strcmp(hash, again) != 0)
        abort();
    pilkada_report_free(copy);
    pilkada_buffer_dispose(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_report *report = pilkada_report_parse((const char *)data, size, NULL, &error);
    if (report)
        round_trip(report);
    else if (error.status == PILKADA_OK)
        abort();
    pilkada_report_free(report);
    pilkada_receipts *receipts = pilkada_receipts_new(NULL, NULL);
    pilkada_status status = pilkada_receipts_add_json(receipts, (const char *)data, size, &error);
    if (pilkada_receipts_count(receipts) != (status == PILKADA_OK))
        abort();
    pilkada_receipts_free(receipts);
    pilkada_context_free(pilkada_context_parse((const char *)data, size, NULL, NULL));
    return 0;
}
