/** @file window/window.h  The window room's door for the rulebook. */
#ifndef PK_WINDOW_WINDOW_H
#define PK_WINDOW_WINDOW_H

#include <pilkada/grid.h>
#include <pilkada/window.h>

#include "core/catalogue.h"
#include "core/memory.h"
#include "core/owner.h"
#include "core/problems.h"
#include "model/model.h"

struct cJSON;

/** Compile one schedule object. Model and catalogue must live as long as it. */
pilkada_schedule *pk_schedule_compile(const struct cJSON *definition, const pk_model *model,
                                      const pk_catalogue *catalogue, const pilkada_allocator *allocator,
                                      pilkada_error *error);
/** NULL is allowed. */
void pk_schedule_free(pilkada_schedule *self);

/** See pilkada_rulebook_board(). On failure the board's last answer is untouched. */
pilkada_status pk_schedule_judge(const pilkada_schedule *self, const pilkada_window_query *query,
                                 const pilkada_receipts *receipts, const char *rulebook, pilkada_board *board,
                                 pilkada_error *error);
/** Hold what a board or a grid points into, until it is made of something else or freed. */
void pk_board_hold(pilkada_board *self, pk_owner *owner);
void pk_grid_hold(pilkada_grid *self, pk_owner *owner);
/** See pilkada_rulebook_write_window_json(). */
pilkada_status pk_schedule_write_status(const pilkada_schedule *self, const char *region, pilkada_instant at,
                                        const char *rulebook, pilkada_buffer *out, pilkada_error *error);
/** See pilkada_rulebook_write_next_json(). */
pilkada_status pk_schedule_write_next(const pilkada_schedule *self, const char *region, pilkada_instant at,
                                      size_t count, pilkada_buffer *out, pilkada_error *error);
/** See pilkada_rulebook_write_calendar(). */
pilkada_status pk_schedule_write_calendar(const pilkada_schedule *self, const char *region, pilkada_date from,
                                          pilkada_date until, pilkada_instant stamp, pilkada_lang lang,
                                          pilkada_buffer *out, pilkada_error *error);
/** See pilkada_grid_new(). */
pilkada_grid *pk_schedule_grid(const pilkada_schedule *self, const pilkada_grid_query *query, const char *rulebook,
                               const pilkada_allocator *allocator, pilkada_error *error);
/** Lint one schedule object. */
void pk_schedule_check(const struct cJSON *definition, const pk_model *model, const pk_catalogue *catalogue,
                       const pilkada_allocator *allocator, pk_problems *problems);

#endif
