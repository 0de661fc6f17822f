/**
 * @file pilkada/pilkada.h  libpilkada in one include, and a tour.
 *
 * An Indonesian Desk Pilkada monitors a regional election and reports it upward on the ministry's forms.
 * libpilkada is the rulebook behind its portals: it judges reports, reporting windows and texts, and it
 * gives C, PHP and Python the same verdict, byte for byte, with the reason and the legal basis.
 *
 *     #include <pilkada/pilkada.h>
 *     #include <stdio.h>
 *     #include <string.h>
 *
 *     int main(void) {
 *         const char *report = "{\"form_id\": \"lap_tungsura\", \"form_versi\": \"2024.1\"}";
 *         pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
 *         pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
 *         if (!pilkada_rulebook_judge(rules, report, strlen(report), NULL, verdict, NULL))
 *             puts(pilkada_verdict_valid(verdict) ? "sah" : pilkada_verdict_finding(verdict, 0)->message_id);
 *         pilkada_verdict_free(verdict);
 *         pilkada_rulebook_free(rules);
 *         return 0;
 *     }
 *
 * Where to look:
 *   status.h    could the call do its work: pilkada_status, pilkada_error
 *   rulebook.h  the one door: forms, schedules, packs, regions under one hash
 *   form.h      verdicts and findings       report.h  the report itself
 *   confirm.h   findings that a clerk has confirmed
 *   explain.h   why each rule came out so
 *   formats.h   verdicts as ESS validation reports and SARIF
 *   window.h    schedules, receipts, board  screen.h  keyword screening
 *   stream.h    screening of texts larger than memory
 *   grid.h      whole years from arrays, live boards
 *   recap.h     many reports put together   chain.h   who may approve what
 *   region.h, time.h, json.h, buffer.h, memory.h, limits.h, version.h
 *
 * Rules that hold everywhere: inputs are pointer and length and are not kept; a NULL handle is refused
 * with PILKADA_E_ARGUMENT (getters answer with nothing); `_free(NULL)` does nothing; on failure results
 * are as before and the error says where; getters return views that live as long as their parent;
 * nothing is handed out for free(); no global state, no clock, no locale, no environment.
 */
#ifndef PILKADA_PILKADA_H
#define PILKADA_PILKADA_H

#include "buffer.h"
#include "chain.h"
#include "confirm.h"
#include "explain.h"
#include "export.h"
#include "form.h"
#include "formats.h"
#include "grid.h"
#include "json.h"
#include "limits.h"
#include "memory.h"
#include "recap.h"
#include "region.h"
#include "report.h"
#include "rulebook.h"
#include "screen.h"
#include "status.h"
#include "stream.h"
#include "time.h"
#include "version.h"
#include "window.h"

#endif
