/** @file ornate_test.c  One phrase in the dresses that generators of ornate text and people give it. */
#include "one_screener.h"

static int set_up(void **state) {
    (void)state;
    return open_screener(
        "{\"id\":\"t\",\"kind\":\"frasa\",\"text\":\"surat suara tercoblos\",\"category\":\"klaim\",\"points\":1}");
}

static void assert_found(const char *text) {
    screen(text);
    if (pilkada_screening_hit_count(screening) != 1)
        print_error("%s\n", text);
    assert_int_equal(pilkada_screening_hit_count(screening), 1);
}

/* Each letter of the three words with `mark` behind it; as a joint, between letters only. */
static void put_between(const char *mark, bool joint, char *out) {
    for (const char *p = "surat suara tercoblos"; *p; p++) {
        *out++ = *p;
        *out = '\0';
        if (*p != ' ' && !(joint && (p[1] == ' ' || !p[1])))
            strcpy(out, mark);
        out += strlen(out);
    }
}

static void letters_of_all_styles_are_read(void **state) {
    (void)state;
    static const char *const texts[] = {"ⓢⓤⓡⓐⓣ ⓢⓤⓐⓡⓐ ⓣⓔⓡⓒⓞⓑⓛⓞⓢ",
                                        "⒮⒰⒭⒜⒯ ⒮⒰⒜⒭⒜ ⒯⒠⒭⒞⒪⒝⒧⒪⒮",
                                        "🅂🅄🅁🄰🅃 🅂🅄🄰🅁🄰 🅃🄴🅁🄲🄾🄱🄻🄾🅂",
                                        "🆂🆄🆁🅰🆃 🆂🆄🅰🆁🅰 🆃🅴🆁🅲🅾🅱🅻🅾🆂",
                                        "🅢🅤🅡🅐🅣 🅢🅤🅐🅡🅐 🅣🅔🅡🅒🅞🅑🅛🅞🅢",
                                        "ｓｕｒａｔ ｓｕａｒａ ｔｅｒｃｏｂｌｏｓ",
                                        "𝐬𝐮𝐫𝐚𝐭 𝐬𝐮𝐚𝐫𝐚 𝐭𝐞𝐫𝐜𝐨𝐛𝐥𝐨𝐬",
                                        "𝕤𝕦𝕣𝕒𝕥 𝕤𝕦𝕒𝕣𝕒 𝕥𝕖𝕣𝕔𝕠𝕓𝕝𝕠𝕤",
                                        "ˢᵘʳᵃᵗ ˢᵘᵃʳᵃ ᵗᵉʳᶜᵒᵇˡᵒˢ",
                                        "ₛᵤᵣₐₜ ₛᵤₐᵣₐ ₜₑᵣcₒbₗₒₛ",
                                        "ꜱᴜʀᴀᴛ ꜱᴜᴀʀᴀ ᴛᴇʀᴄᴏʙʟᴏꜱ",
                                        "surаt suаrа tеrсоblоs",
                                        "sυρατ sυαρα τeρcοblοs",
                                        "ᏚUᎡᎪᎢ ᏚUᎪᎡᎪ ᎢᎬᎡᏟOBᏞOᏚ",
                                        "surⲁⲧ suⲁrⲁ ⲧerⲥⲟblⲟs",
                                        "ꓢꓴꓣꓮꓔ ꓢꓴꓮꓣꓮ ꓔꓰꓣꓚꓳꓐꓡꓳꓢ",
                                        "(s)(u)(r)(a)(t) (s)(u)(a)(r)(a) (t)(e)(r)(c)(o)(b)(l)(o)(s)",
                                        "[s][u][r][a][t] [s][u][a][r][a] [t][e][r][c][o][b][l][o][s]",
                                        "丂凵尺A丅 丂凵A尺A 丅E尺匚OBLO丂",
                                        "ᔕᑌRᗩT ᔕᑌᗩRᗩ TERCOBᒪOᔕ",
                                        "SUᚱAT SUAᚱA TEᚱCOᛒLOS",
                                        "รนrat รนara tercobloร",
                                        "sυrɑt sυɑrɑ tɛrcɔblɔs",
                                        "suraŧ suara ŧercøƀłøs",
                                        "SUℝAT SUAℝA TℰℝCOℬℒOS",
                                        "s∪r∀t s∪∀r∀ t∑r⊂⊙bl⊙s",
                                        "sưrạt sưạrạ tercọblọs",
                                        "suraƭ suara ƭercoɓlos",
                                        "șųrąț șųąrą țęrçơblơș",
                                        "suɹɐʇ suɐɹɐ ʇǝɹcoblos"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_found(texts[i]);
}

static void what_is_not_seen_is_dropped(void **state) {
    (void)state;
    static const char *const marks[] = {
        "\xCC\xB6",                 /* combining long stroke overlay */
        "\xCC\xB8",                 /* combining long solidus overlay */
        "\xCC\x80\xCC\x81\xCC\x82", /* combining grave, acute, circumflex */
        "\xEF\xB8\x8F",             /* variation selector 16 */
        "\xF3\xA0\x84\x80",         /* variation selector 17 */
        "\xE2\x83\xA3",             /* combining keycap */
        "\xE2\x83\x9D",             /* combining circle */
        "\xC2\xAD",                 /* soft hyphen */
        "\xE2\x80\x8B",             /* zero-width space */
        "\xE2\x80\x8D",             /* zero-width joiner */
        "\xE2\x80\x8C",             /* zero-width non-joiner */
        "\xE2\x80\x8F",             /* right-to-left mark */
        "\xE2\x80\xAE\xE2\x80\xAC", /* right-to-left override and its end */
        "\xE2\x81\xA6\xE2\x81\xA9", /* isolate and its end */
        "\xD8\x9C",                 /* Arabic letter mark */
        "\xE2\x81\xA0",             /* word joiner */
        "\xCD\x8F",                 /* grapheme joiner */
        "\xEF\xBB\xBF",             /* byte order mark */
        "\xE2\x81\xA2",             /* invisible times */
        "\xF3\xA0\x81\xA1",         /* tag a */
        "\xE3\x85\xA4",             /* Hangul filler */
        "\xE1\xA0\x8E",             /* Mongolian vowel separator */
        "\xD9\x80",                 /* tatweel */
    };
    char text[512];
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        put_between(marks[i], false, text);
        assert_found(text);
    }
}

static void letters_set_apart_are_joined(void **state) {
    (void)state;
    static const char *const joints[] = {
        "\xF0\x9F\x94\xA5",         /* fire */
        "\xE2\x9D\xA4\xEF\xB8\x8F", /* heart with a selector */
        ".",
        "-",
        "_",
        "/",
        "|",
        "\xC2\xB7",     /* middle dot */
        "\xE2\x80\xA2", /* bullet */
        ",",
        "'",
        "*",
        "~",
        "+",
        "..",
        ")(",
        "\xE2\xA0\x80", /* braille blank */
    };
    char text[512];
    assert_found("$ur@t $u@ra tercobl0s"); /* a sign before the word and one inside */
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        put_between(joints[i], true, text);
        assert_found(text);
    }
    assert_found("s u r a t   s u a r a   t e r c o b l o s");
    assert_found("\xF0\x9F\x87\xB8\xE2\x80\x8B\xF0\x9F\x87\xBA\xE2\x80\x8B\xF0\x9F\x87\xB7\xE2\x80\x8B\xF0\x9F\x87\xA6"
                 "\xE2\x80\x8B\xF0\x9F\x87\xB9 suara tercoblos"); /* regional */
}

/* Words of other scripts beside the phrase, and what may stand between its words. */
static void neighbours_do_not_hide_it(void **state) {
    (void)state;
    static const char *const texts[] = {"قال surat suara tercoblos", "ꦏ\xE2\x80\x8D surat suara tercoblos",
                                        "surat\nsuara\ntercoblos",   "surat\xC2\xA0suara\xE3\x80\x80tercoblos",
                                        "surat_suara_tercoblos",     "surat.suara.tercoblos",
                                        "#surat #suara #tercoblos",  "*surat* *suara* *tercoblos*",
                                        "surat 🔥 suara 🔥 tercoblos"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_found(texts[i]);
}

/* Letters that spell another word are no disguise: reading them would read every text so. */
static void what_stays_out(void **state) {
    (void)state;
    static const char *const texts[] = {"soltrac araus tarus",        "suratsuaratercoblos",
                                        "su&shy;rat suara tercoblos", "surat%20suara%20tercoblos",
                                        "suraat suara tercoblos",     "s*rat suara tercoblos"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        test_screen(screener, screening, texts[i], strlen(texts[i]));
        assert_int_equal(pilkada_screening_hit_count(screening), 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_of_all_styles_are_read),
        cmocka_unit_test(what_is_not_seen_is_dropped),
        cmocka_unit_test(letters_set_apart_are_joined),
        cmocka_unit_test(neighbours_do_not_hide_it),
        cmocka_unit_test(what_stays_out),
    };
    return cmocka_run_group_tests(tests, set_up, close_screener);
}
