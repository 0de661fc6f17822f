/** @file form/expr_text.c  Functions of texts. Patterns are in regex.c. */
#define _GNU_SOURCE /* memmem(), which is linear whatever the texts */
#include <string.h>

#include "form/expr_internal.h"

static pk_value no_overload(void) {
    return pk_value_error("no such overload");
}

static bool two_texts(const pk_value *a) {
    return a[0].type == PK_STRING && a[1].type == PK_STRING;
}

static pk_value f_starts(pk_eval *in, const pk_value *a, size_t count) {
    (void)in;
    (void)count;
    if (!two_texts(a))
        return no_overload();
    return pk_value_bool(a[0].size >= a[1].size && pk_span_equal((pk_span){a[0].text, a[1].size}, pk_value_span(a[1])));
}

static pk_value f_ends(pk_eval *in, const pk_value *a, size_t count) {
    (void)in;
    (void)count;
    if (!two_texts(a))
        return no_overload();
    return pk_value_bool(a[0].size >= a[1].size &&
                         pk_span_equal((pk_span){a[0].text + a[0].size - a[1].size, a[1].size}, pk_value_span(a[1])));
}

static pk_value f_contains(pk_eval *in, const pk_value *a, size_t count) {
    (void)count;
    if (!two_texts(a))
        return no_overload();
    if (!pk_eval_step(in, 1 + a[0].size / 16))
        return pk_error_steps();
    return pk_value_bool(!a[1].size || memmem(a[0].text, a[0].size, a[1].text, a[1].size));
}

const pk_function_row pk_functions_text[] = {
    {"startsWith", 2, 2, PK_STYLE_METHOD, f_starts},
    {"endsWith", 2, 2, PK_STYLE_METHOD, f_ends},
    {"contains", 2, 2, PK_STYLE_METHOD, f_contains},
    {NULL, 0, 0, 0, NULL},
};
