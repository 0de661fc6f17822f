/** @file screen/style.c  Marks of style: see screen/style.h. */
#include "screen/style.h"

/* Three or more capitals or letters on each word would be a list of initials; four make a word. */
enum { LEAST_LEET_WORD = 4 };

bool pk_style_is_loud(uint64_t letters, uint64_t capitals, const pk_entry *entry) {
    return letters >= entry->least && capitals * 100 >= letters * entry->percent;
}

static pk_mark capitals(const pk_scan *scan, const pk_entry *entry) {
    bool loud = pk_style_is_loud(scan->marks.letters, scan->marks.capitals, entry);
    pk_mark mark = {loud, 0, 0};
    if (loud)
        pk_scan_letters(scan, &mark.start, &mark.end);
    return mark;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 128;
}

/* One digit that looks like a letter with letters on both sides (m4ti), or at the front of many (0rang). */
static bool reads_as_letter(pk_span word, size_t i) {
    if (!memchr("01345", word.data[i], 5) || i + 1 >= word.size || !is_letter(word.data[i + 1]))
        return false;
    return i ? is_letter(word.data[i - 1]) : word.data[0] != '1' && word.size > LEAST_LEET_WORD;
}

/* 4presiden, 5tahun and menang3x count: such a digit is no disguise by itself. */
static bool counts_something(pk_span word, size_t i) {
    return (i == 0 && word.data[0] != '0') || (i + 2 == word.size && word.data[i + 1] == 'x');
}

/* Every digit of the word must look like a letter: h1n1 and b2b are no disguise. Links, tags and names are none. */
static bool is_disguised(const pk_scan *scan, size_t i) {
    pk_span word = pk_scan_word(scan, i);
    char lead = pk_scan_lead(scan, i);
    bool address = lead && strchr("/#@.=_-&%", lead);
    if (word.size < LEAST_LEET_WORD || address || pk_scan_kinds(scan, i) != (PK_TOKEN_DIGIT | PK_TOKEN_LETTER))
        return false;
    size_t letters = 0, digits = 0, counts = 0;
    for (size_t k = 0; k < word.size; k++) {
        bool digit = pk_is_digit(word.data[k]);
        if (digit && !reads_as_letter(word, k))
            return false;
        digits += digit;
        counts += digit && counts_something(word, k);
        letters += !digit;
    }
    return letters > digits && digits > counts;
}

pk_mark pk_style_disguised(const pk_scan *scan, uint32_t from, uint32_t limit) {
    pk_mark mark = {0, 0, 0};
    for (size_t i = from; i < scan->count && i < limit; i++) {
        if ((scan->odd[i] & (PK_ODD_MIXED | PK_ODD_HIGH)) && is_disguised(scan, i))
            pk_mark_add(&mark, pk_scan_start(scan, i), pk_scan_end(scan, i));
    }
    return mark;
}

static pk_mark disguised(const pk_scan *scan, const pk_entry *entry) {
    (void)entry;
    return pk_style_disguised(scan, 0, UINT32_MAX);
}

static pk_mark ornate(const pk_scan *scan, const pk_entry *entry) {
    (void)entry;
    pk_mark mark = {scan->marks.ornate, 0, 0};
    if (mark.count)
        pk_scan_letters(scan, &mark.start, &mark.end);
    return mark;
}

static pk_mark exclaimed(const pk_scan *scan, const pk_entry *entry) {
    (void)entry;
    return scan->marks.exclaimed;
}

static pk_mark questioned(const pk_scan *scan, const pk_entry *entry) {
    (void)entry;
    return scan->marks.questioned;
}

static pk_mark divided(const pk_scan *scan, const pk_entry *entry) {
    (void)entry;
    return scan->marks.divided;
}

/* In the order of pk_style. */
static pk_mark (*const detectors[PK_STYLE_COUNT])(const pk_scan *, const pk_entry *) = {capitals, exclaimed, questioned,
                                                                                        divided,  disguised, ornate};

void pk_style_match(pk_work *work, const pilkada_screener *screener) {
    for (size_t k = 0; k < screener->style_count; k++) {
        uint32_t i = screener->styles[k];
        const pk_entry *entry = &screener->entries[i];
        pk_mark mark = detectors[entry->style](&work->wide, entry);
        uint32_t least = entry->style == PK_STYLE_KAPITAL ? 1 : entry->least;
        if (mark.count >= least && mark.count > 0)
            pk_work_add(work, (pk_found){.start = mark.start,
                                         .end = mark.end,
                                         .entry = i,
                                         .excluded = work->entries[i].excluded_text == work->text});
    }
}
