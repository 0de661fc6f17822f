/** @file form/sentence.h  Sentences for people: templates, and values as an Indonesian or an English clerk writes them.
 */
#ifndef PK_FORM_SENTENCE_H
#define PK_FORM_SENTENCE_H

#include "form/form_internal.h"

/** Puts what a name in braces stands for; false: nothing, and the name stays as it is. */
typedef bool (*pk_put_name)(pilkada_buffer *out, pk_span name, pilkada_lang lang, const void *context);

void pk_put_sentence(pilkada_buffer *out, const char *format, pilkada_lang lang, pk_put_name put, const void *context);

/** 1.089, pukul 05.00, a choice by its label, "kosong" for nothing. `field` may be NULL. */
void pk_put_value_text(pilkada_buffer *out, pk_value value, const pk_field *field, pilkada_lang lang);
/** 82,5 in Indonesian, 82.5 in English. */
void pk_put_double_text(pilkada_buffer *out, double value, pilkada_lang lang);
/** At most 60 code points of somebody's text, without controls. */
void pk_put_quoted_text(pilkada_buffer *out, pk_span text);
/** The lowest or the highest value a field may hold. */
void pk_put_bound_text(pilkada_buffer *out, const pk_field *field, bool highest, pilkada_lang lang);
/** "kurang 40.000" / "40,000 short", "lebih 1" / "1 over". */
void pk_put_difference_text(pilkada_buffer *out, pk_value difference, pilkada_lang lang);
/** left - right, exact; missing when it is no number or does not fit. */
pk_value pk_difference_of(pk_value left, pk_value right);

#endif
