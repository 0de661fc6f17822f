/* Which words of a text are on the watch list: cc screen.c $(pkg-config --cflags --libs libpilkada) && ./a.out "a text"
 */
#include <pilkada/pilkada.h>

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
    const char *text = argc > 1 ? argv[1] : "GEGER!! Surat suara sudah t3rc0blos";
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    pilkada_screening *screening = pilkada_screening_new(NULL, NULL);
    if (pilkada_rulebook_screen(rules, text, strlen(text), NULL, screening, NULL) == PILKADA_OK) {
        printf("%s, %d\n", pilkada_level_name(pilkada_screening_level(screening)),
               (int)pilkada_screening_score(screening));
        for (size_t i = 0; i < pilkada_screening_hit_count(screening); i++) {
            const pilkada_hit *hit = pilkada_screening_hit(screening, i);
            printf("%+d %s: %.*s\n", (int)hit->points, hit->category, (int)(hit->end - hit->start), text + hit->start);
        }
    }
    pilkada_screening_free(screening);
    pilkada_rulebook_free(rules);
    return 0;
}
