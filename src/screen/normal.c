/** @file screen/normal.c  The text as the widest view reads it: see screen/normal.h. */
#include "screen/normal.h"

#include "screen/readings.h"
#include "screen/steps.h"

enum { LEAST_ROW = 3, LONGEST_WORD = 256 };

static bool has_both(const pk_scan *scan, size_t i) {
    return pk_scan_kinds(scan, i) == (PK_TOKEN_DIGIT | PK_TOKEN_LETTER);
}

static void put_blank(pilkada_buffer *out, size_t mark) {
    if (out->size > mark)
        pk_putc(out, ' ');
}

/* A word with its runs shortened; the long ones as they are. */
static void put_word(pilkada_buffer *out, pk_span word) {
    char room[LONGEST_WORD];
    size_t size = pk_read_runs(word, 1, room, sizeof room);
    if (size)
        pk_put(out, room, size);
    else
        pk_put(out, word.data, word.size);
}

static size_t put_row(pilkada_buffer *out, const pk_scan *scan, size_t i, size_t end) {
    for (; i < end; i++) {
        pk_span letter = pk_scan_word(scan, i);
        pk_put(out, letter.data, letter.size);
    }
    return end;
}

/* Signs that nobody writes between two words without blanks. */
static bool is_odd_join(uint32_t join) {
    uint32_t c = join & 0xFFFFFF;
    return join >> 24 == 1 && (c >= 128 || (c && strchr("`~*_^|", (int)c)));
}

static bool joins(const pk_scan *scan, size_t i, size_t longest) {
    return pk_scan_word(scan, i).size <= longest && pk_scan_join(scan, i) && !pk_scan_breaks(scan, i);
}

/* The end of a row of pieces of one or two letters, single ones in the majority; a number may end it (B O W O 88). */
static size_t piece_row_end(const pk_scan *scan, size_t i) {
    enum { PIECE = 2, NUMBER = 4 };
    size_t end = i, singles = 0;
    while (end < scan->count && (end == i ? pk_scan_word(scan, i).size <= PIECE : joins(scan, end, PIECE)))
        singles += pk_scan_is_single(scan, end++);
    if (end - i < LEAST_ROW || singles * 2 < end - i || singles < 2)
        return i + 1;
    bool number = end < scan->count && pk_scan_kinds(scan, end) == PK_TOKEN_DIGIT && joins(scan, end, NUMBER);
    return number ? end + 1 : end;
}

static size_t odd_row_end(const pk_scan *scan, size_t i) {
    size_t end = i + 1;
    while (end < scan->count && is_odd_join(pk_scan_join(scan, end)) && !pk_scan_breaks(scan, end))
        end++;
    return end;
}

static size_t put_next(pilkada_buffer *out, const pk_scan *scan, size_t i) {
    size_t end = odd_row_end(scan, i);
    if (end == i + 1)
        end = piece_row_end(scan, i);
    if (end > i + 1)
        return put_row(out, scan, i, end);
    put_word(out, pk_scan_word(scan, i));
    return i + 1;
}

/* The piece from token i to the last one that a sign glues to it. */
static size_t glued_end(const pk_scan *scan, size_t i) {
    size_t end = i + 1;
    while (end < scan->count && pk_is_glued(scan, end))
        end++;
    return end;
}

static void put_leet(pilkada_buffer *out, pk_span word, char one, size_t mark) {
    char room[LONGEST_WORD];
    size_t size = pk_read_leet(word, one, room, sizeof room);
    if (!size)
        return;
    put_blank(out, mark);
    put_word(out, (pk_span){room, size});
}

/* The other readings of words with digits or signs among their letters. */
static size_t put_other(pilkada_buffer *out, const pk_scan *scan, size_t i, size_t mark) {
    size_t end = glued_end(scan, i);
    pk_span first = pk_scan_word(scan, i), last = pk_scan_word(scan, end - 1);
    if (end == i + 1 && !has_both(scan, i))
        return end;
    pk_span word = {first.data, (size_t)(last.data + last.size - first.data)};
    const char *after = word.data + word.size, *stop = scan->folded + scan->folded_size;
    if (after < stop && *after == '$')
        word.size++;
    put_leet(out, word, 'i', mark);
    if (memchr(word.data, '1', word.size))
        put_leet(out, word, 'l', mark);
    return end;
}

/* Neighbours in the same ornate letters may be one name: GA RU DA. */
static size_t put_ornate(pilkada_buffer *out, const pk_scan *scan, size_t i, size_t mark) {
    enum { MOST = 8, LONGEST = 32 };
    size_t end = i, size = 0;
    while (end < scan->count && (pk_scan_steps(scan, end) & PK_STEP_LIPAT_HURUF) &&
           (end == i || joins(scan, end, LONGEST)))
        size += pk_scan_word(scan, end++).size;
    if (end - i >= 2 && end - i <= MOST && size <= LONGEST) {
        put_blank(out, mark);
        put_row(out, scan, i, end);
    }
    return end > i ? end : i + 1;
}

void pk_put_normal(pilkada_buffer *out, const pk_scan *wide) {
    size_t mark = out->size;
    for (size_t i = 0; i < wide->count;) {
        put_blank(out, mark);
        i = put_next(out, wide, i);
    }
    size_t others = out->size + 1;
    pk_putc(out, '\n');
    for (size_t i = 0; i < wide->count;)
        i = put_other(out, wide, i, others);
    for (size_t i = 0; wide->undone_count && i < wide->count;)
        i = put_ornate(out, wide, i, others);
    if (out->size == others)
        out->data[--out->size] = '\0';
}
