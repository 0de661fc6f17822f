/* A first verdict: cc verdict.c $(pkg-config --cflags --libs libpilkada) */
#include <pilkada/pilkada.h>

#include <stdio.h>
#include <string.h>

int main(void) {
    const char *report =
        "{\"form_id\": \"lap_tungsura\", \"jumlah_tps\": 1453, \"tps_buka\": 1400, \"tps_belum_buka\": 43}";
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
    if (pilkada_rulebook_judge(rules, report, strlen(report), NULL, verdict, NULL) == PILKADA_OK)
        for (size_t i = 0; i < pilkada_verdict_finding_count(verdict); i++)
            printf("%s: %s\n", pilkada_verdict_finding(verdict, i)->code,
                   pilkada_verdict_finding(verdict, i)->message_id);
    pilkada_verdict_free(verdict);
    pilkada_rulebook_free(rules);
    return 0;
}
