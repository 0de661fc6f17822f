/**
 * @file hostile.c  Texts made to be slow, and one that is not.
 *
 *     hostile [PHRASES.txt [KIND]]    one phrase a line; all views. Without it: the last line only
 *
 * Of every kind of text: MB/s against the phrases at 256 KiB and at 1 MiB, which agree where the work is linear, and
 * milliseconds for 64 KiB against the shipped packs, expressions and all. At the end an ordinary post of 200 bytes
 * against the shipped packs. Best of some rounds, processor's own time.
 */
#define _POSIX_C_SOURCE 200809L
#include <pilkada/pilkada.h>

#include "phrases.h"

enum { SMALL = 1 << 16, MIDDLE = 1 << 18, LARGE = 1 << 20, ROUNDS = 5, POSTS = 20000 };

/* Each text is one of these again and again; "" is all phrases, one after the other. */
static const struct {
    const char *name, *unit;
} kinds[] = {
    {"one letter, no blank", "a"},
    {"words of one letter", "a b c d "},
    {"words of two letters", "ab cd ef "},
    {"letters set apart", "p i l k a d a "},
    {"letters, other signs", "p.i l_k-a.d a "},
    {"digits in words", "p1lk4d4 5u4r4 t1p5 "},
    {"signs in words", "k@mu $u@ra m3nang! "},
    {"long runs", "menaaaaang "},
    {"doubled words", "orang2nya hati2 "},
    {"Cyrillic", "\xD0\xBF\xD0\xB8\xD0\xBB\xD0\xBA\xD0\xB0\xD0\xB4\xD0\xB0 "},
    {"Cyrillic look-alikes", "\xD0\xB0\xD0\xB5\xD0\xBE\xD1\x80\xD1\x81 "},
    {"zero width", "\xE2\x80\x8B"},
    {"zero width in words", "k\xE2\x80\x8Bp\xE2\x80\x8Bu "},
    {"emoji", "\xF0\x9F\x99\x8F"},
    {"combining marks", "a\xCC\x81\xCC\x82\xCC\x83"},
    {"bad bytes", "\xFF\xFE\x80"},
    {"exclamations", "!?!!|| "},
    {"sentences of a word", "kpu. "},
    {"near an expression", "kpu 11111111111111111 tps "},
    {"all phrases", ""},
};

static void fill(char *text, size_t size, const char *unit, const lines *phrases) {
    size_t length = strlen(unit);
    for (size_t i = 0, k = 0; i < size && !length; k++) {
        const line *phrase = &phrases->items[k % phrases->count];
        for (size_t j = 0; j <= phrase->size && i < size; j++)
            text[i++] = j < phrase->size ? phrase->data[j] : ' ';
    }
    for (size_t i = 0; i < size && length; i++)
        text[i] = unit[i % length];
}

static double best_of(const pilkada_screener *screener, pilkada_screening *screening, const char *text, size_t size,
                      int rounds) {
    double best = 1e9;
    for (int i = 0; i < rounds; i++) {
        double start = now();
        if (pilkada_screener_screen(screener, text, size, NULL, screening, NULL))
            exit(2);
        double took = now() - start;
        best = took < best ? took : best;
    }
    return best;
}

static void post(const pilkada_screener *shipped, pilkada_screening *screening) {
    static const char text[] =
        "Selamat pagi bapak ibu semua, besok jangan lupa datang ke TPS masing-masing ya, bawa KTP dan undangan. "
        "Petugas "
        "sudah siap dari jam 7 pagi. Semoga pemilihan di desa kita aman dan lancar sampai selesai :)";
    double best = 1e9;
    for (int i = 0; i < ROUNDS; i++) {
        double start = now();
        for (int k = 0; k < POSTS; k++)
            if (pilkada_screener_screen(shipped, text, sizeof text - 1, NULL, screening, NULL))
                exit(2);
        double took = (now() - start) / POSTS;
        best = took < best ? took : best;
    }
    printf("one post of %zu bytes, shipped packs: %.0f ns\n", sizeof text - 1, best * 1e9);
}

static void race(const pilkada_screener *screener, const pilkada_screener *shipped, pilkada_screening *screening,
                 const lines *phrases, const char *only) {
    char *text = malloc(LARGE);
    if (!text || !screener)
        exit(2);
    printf("%-22s %10s %10s %14s\n", "", "256 KiB", "1 MiB", "64 KiB shipped");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!strstr(kinds[i].name, only))
            continue;
        fill(text, LARGE, kinds[i].unit, phrases);
        double middle = best_of(screener, screening, text, MIDDLE, ROUNDS),
               large = best_of(screener, screening, text, LARGE, ROUNDS),
               small = best_of(shipped, screening, text, SMALL, ROUNDS);
        printf("%-22s %5.0f MB/s %5.0f MB/s %11.2f ms\n", kinds[i].name, MIDDLE / middle * 1e-6, LARGE / large * 1e-6,
               small * 1e3);
    }
    free(text);
}

int main(int argc, char **argv) {
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    pilkada_screening *screening = pilkada_screening_new(NULL, NULL);
    if (!rules || !screening)
        return 2;
    const pilkada_screener *shipped = pilkada_rulebook_screener(rules);
    if (argc > 1) {
        lines phrases = read_lines(argv[1]);
        size_t size;
        char *pack = pack_of(&phrases, true, &size);
        pilkada_screener *screener = pack ? pilkada_screener_new(pack, size, NULL, NULL) : NULL;
        race(screener, shipped, screening, &phrases, argc > 2 ? argv[2] : "");
        pilkada_screener_free(screener);
        free(pack);
    }
    post(shipped, screening);
    pilkada_screening_free(screening);
    pilkada_rulebook_free(rules);
    return 0;
}
