/* A stranger's first program, in the common subset of C11, C17 and C++17. */
#include <pilkada/pilkada.h>

#include <stdio.h>
#include <string.h>

int main(void) {
    const char *report = "{\"form_id\": \"lap_tungsura\", \"form_versi\": \"2024.1\"}";
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
    pilkada_status status = pilkada_rulebook_judge(rules, report, strlen(report), NULL, verdict, NULL);
    int wrong = status != PILKADA_OK || pilkada_verdict_valid(verdict) || pilkada_verdict_finding_count(verdict) == 0;
    wrong = wrong || strcmp(pilkada_version(), PILKADA_VERSION_STRING) != 0;
    if (!wrong)
        puts(pilkada_verdict_finding(verdict, 0)->message_id);
    pilkada_verdict_free(verdict);
    pilkada_rulebook_free(rules);
    return wrong;
}
