/**
 * @file pilkada/confirm.h  What a clerk has confirmed stays confirmed while the values it rests on are unchanged.
 *
 * A warning may be right: a clerk looks, asks, and confirms it (terverifikasi). The portal keeps the finding's
 * code, path and fingerprint, and hands all of them to the next judgement:
 *
 *     const char *kept = "[{\"code\":\"T-7\",\"path\":\"/hoaks\",\"fingerprint\":\"0f6c...\"}]";
 *     pilkada_confirmations *confirmed = pilkada_confirmations_parse(kept, strlen(kept), NULL, &error);
 *     pilkada_judge_options options = PILKADA_JUDGE_OPTIONS_INIT;
 *     options.confirmations = confirmed;
 *     pilkada_rulebook_judge(rules, text, size, &options, verdict, &error);
 *     for (size_t i = 0; i < pilkada_verdict_finding_count(verdict); i++)
 *         puts(pilkada_verdict_finding(verdict, i)->verified ? "terverifikasi" : "perlu dilihat");
 *     pilkada_confirmations_free(confirmed);
 *
 * The fingerprint is a SHA-256 over the form's id, the code, the path, the difference and every operand with its
 * value: when a value changes, the confirmation no longer fits and the finding asks again. The sentence and
 * the version of the form are not part of it. A galat cannot be confirmed: it is corrected, or sent with its flag.
 */
#ifndef PILKADA_CONFIRM_H
#define PILKADA_CONFIRM_H

#include <stddef.h>

#include "export.h"
#include "memory.h"
#include "status.h"

/** Confirmations that were kept. Immutable: share them between threads. */
typedef struct pilkada_confirmations pilkada_confirmations;

PILKADA_BEGIN

/**
 * Read an array of {"code", "path", "fingerprint"}; other members, such as who confirmed and when, are not read. An
 * empty array is fine: the verdict then has fingerprints to keep.
 * @return to be freed by pilkada_confirmations_free(); NULL: PILKADA_E_SYNTAX, PILKADA_E_ENCODING, PILKADA_E_LIMIT
 * (more than PILKADA_MAX_CONFIRMATIONS), PILKADA_E_DEFINITION with the place, PILKADA_E_NOMEM
 */
PILKADA_API pilkada_confirmations *
pilkada_confirmations_parse(const char *text, size_t size, const pilkada_allocator *allocator, pilkada_error *error);
/** NULL is allowed. */
PILKADA_API void pilkada_confirmations_free(pilkada_confirmations *self);
/** 0 for NULL. */
PILKADA_API size_t pilkada_confirmations_count(const pilkada_confirmations *self);

PILKADA_END

#endif
