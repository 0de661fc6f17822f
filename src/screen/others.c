/** @file screen/others.c  Second readings of look-alikes: see screen/others.h. */
#include "screen/others.h"

/* ---- where they are ---- */

/* The last undone place before `folded` is behind this many. */
static size_t undone_before(const pk_scan *self, size_t folded) {
    size_t low = 0, high = self->undone_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (self->undone[middle].folded < folded)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

char pk_scan_other(const pk_scan *self, size_t folded) {
    if (!self->has_others)
        return 0;
    for (size_t i = undone_before(self, folded); i < self->undone_count && self->undone[i].folded == folded; i++)
        if (self->undone[i].other)
            return self->undone[i].other;
    return 0;
}

/* The word that holds a place of the folded text; the places come in falling order. */
static size_t word_at(const pk_scan *self, size_t after, uint32_t folded) {
    while (after > 0 && self->edges[2 * after - 2] > folded)
        after--;
    return after - 1;
}

/* Words that become odd. */
static size_t count_new(pk_scan *self) {
    size_t count = 0;
    for (size_t i = self->undone_count, after = self->count; i-- > 0;) {
        if (!self->undone[i].other)
            continue;
        size_t word = word_at(self, after, self->undone[i].folded);
        after = word + 1;
        count += self->odd[word] == 0;
        self->odd[word] |= PK_ODD_HIGH;
    }
    return count;
}

/* The list of odd words anew, in order: every word with a flag. */
void pk_scan_note_others(pk_scan *self) {
    if (!self->has_others || !count_new(self))
        return;
    self->odd_count = 0;
    for (size_t i = 0; i < self->count; i++)
        if (self->odd[i])
            self->odd_words[self->odd_count++] = (uint32_t)i;
}

/* ---- the readings of one word ---- */

/* The number of a look-alike among those before it: the same letter with the same second one. */
static unsigned group_of(pk_others *self, char first, char other) {
    for (size_t k = 0; k < self->size; k++)
        if (self->group[k] && self->first[k] == first && self->other[k] == other)
            return self->group[k];
    self->cut = self->cut || self->groups == self->most;
    return self->groups == self->most ? 0 : ++self->groups;
}

void pk_others_put(pk_others *self, char first, char other) {
    self->group[self->size] = (uint8_t)(other ? group_of(self, first, other) : 0);
    self->first[self->size] = first;
    self->other[self->size++] = other;
}

bool pk_others_begin(pk_others *self, const pk_scan *scan, size_t i) {
    pk_span word = pk_scan_word(scan, i);
    self->size = self->groups = 0;
    self->most = PILKADA_MAX_LOOKALIKES;
    self->cut = false;
    if (!scan->has_others || word.size > PK_WORD_MAX)
        return false;
    size_t start = scan->edges[2 * i];
    for (size_t at = 0, k = scan->undone_first[i]; at < word.size; at++) {
        char other = 0;
        for (; k < scan->undone_count && scan->undone[k].folded == start + at; k++)
            other = scan->undone[k].other ? scan->undone[k].other : other;
        pk_others_put(self, word.data[at], other);
    }
    return self->groups > 0;
}

pk_span pk_others_reading(pk_others *self, unsigned n) {
    if (n == 0)
        return (pk_span){self->first, self->size};
    for (size_t k = 0; k < self->size; k++) {
        bool second = self->group[k] && (n >> (self->group[k] - 1) & 1);
        self->text[k] = second ? self->other[k] : self->first[k];
    }
    return (pk_span){self->text, self->size};
}
