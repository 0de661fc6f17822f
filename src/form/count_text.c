/** @file form/count_text.c  What exactly is wrong with a count that is not plain digits. Never what it may mean. */
#include "form/filling.h"
#include "form/values.h"

static size_t digits_at(pk_span text, size_t at) {
    size_t i = at;
    while (i < text.size && pk_is_digit(text.data[i]))
        i++;
    return i - at;
}

/* 1.089, 28.427.616, 1,089: groups of three behind a first group of one to three that is not 0. */
static bool is_grouped(pk_span text, size_t at) {
    size_t first = digits_at(text, at), i = at + first;
    if (first < 1 || first > 3 || i == text.size || text.data[at] == '0')
        return false;
    while (i < text.size && (text.data[i] == '.' || text.data[i] == ',')) {
        if (digits_at(text, i + 1) != 3)
            return false;
        i += 4;
    }
    return i == text.size;
}

static pk_fault_kind fault_behind_digits(pk_span text, size_t at) {
    size_t end = at + digits_at(text, at);
    if (end == text.size)
        return PK_FAULT_COUNT_QUOTED;
    if (is_grouped(text, at))
        return PK_FAULT_COUNT_GROUPED;
    switch (text.data[end]) {
    case '.':
    case ',':
        return digits_at(text, end + 1) ? PK_FAULT_COUNT_FRACTION : PK_FAULT_COUNT_TEXT;
    case 'e':
    case 'E':
        return end + 1 < text.size && (pk_is_digit(text.data[end + 1]) || text.data[end + 1] == '+')
                   ? PK_FAULT_COUNT_EXPONENT
                   : PK_FAULT_COUNT_UNIT;
    default:
        return PK_FAULT_COUNT_UNIT;
    }
}

pk_fault_kind pk_count_text_fault(pk_span text) {
    text = pk_span_trim(text);
    if (!text.size || pilkada_text_is_nihil(text.data, text.size))
        return PK_FAULT_COUNT_NOTHING;
    if (pk_is_digit(text.data[0]))
        return fault_behind_digits(text, 0);
    if (text.size > 1 && pk_is_digit(text.data[1]) && (text.data[0] == '-' || text.data[0] == '+'))
        return text.data[0] == '-' ? PK_FAULT_COUNT_NEGATIVE : PK_FAULT_COUNT_SIGN;
    return PK_FAULT_COUNT_TEXT;
}

pk_fault_kind pk_count_number_fault(pk_span text) {
    if (text.data[0] == '-')
        return PK_FAULT_COUNT_NEGATIVE;
    if (digits_at(text, 0) == text.size)
        return PK_FAULT_COUNT_RANGE;
    if (memchr(text.data, 'e', text.size) || memchr(text.data, 'E', text.size))
        return PK_FAULT_COUNT_EXPONENT;
    return is_grouped(text, 0) ? PK_FAULT_COUNT_GROUPED : PK_FAULT_COUNT_FRACTION;
}
