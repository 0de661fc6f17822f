/** @file screen/steps.h  The views of a text: what was undone before a word matched. */
#ifndef PK_SCREEN_STEPS_H
#define PK_SCREEN_STEPS_H

/* X(BIT, name): in the order in which they are printed. Case is no view: it is always folded. */
#define PK_STEP_TABLE(X)                                                                                               \
    X(LIPAT_HURUF, "lipat_huruf")           /* look-alikes and compatibility forms */                                  \
    X(BUANG_TAK_TAMPAK, "buang_tak_tampak") /* invisible characters and combining marks */                             \
    X(ULANG, "ulang")                       /* three or more of one letter */                                          \
    X(ANGKA_HURUF, "angka_huruf")           /* digits and signs as letters */                                          \
    X(GABUNG_HURUF, "gabung_huruf")         /* letters set apart */                                                    \
    X(KATA_ULANG, "kata_ulang")             /* orang2 */                                                               \
    X(SINGKATAN, "singkatan")               /* chat spellings */

enum {
#define PK_STEP_PLACE(bit, name) PK_PLACE_##bit,
    PK_STEP_TABLE(PK_STEP_PLACE)
#undef PK_STEP_PLACE
        PK_STEP_COUNT
};

enum {
#define PK_STEP_BIT(bit, name) PK_STEP_##bit = 1 << PK_PLACE_##bit,
    PK_STEP_TABLE(PK_STEP_BIT)
#undef PK_STEP_BIT
        PK_STEP_ALL = (1 << PK_STEP_COUNT) - 1
};

/** Beside the views of a reading: it takes in the sign before its first word ($uara), which no token holds. */
enum { PK_READ_LEAD = 1 << PK_STEP_COUNT };

extern const char *const pk_step_names[PK_STEP_COUNT];

/** How many views a set names. */
static inline unsigned pk_step_weight(unsigned steps) {
    unsigned count = 0;
    for (; steps; steps &= steps - 1)
        count++;
    return count;
}

#endif
