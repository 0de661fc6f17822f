/** @file window/moment.h  Instants and spans of time as sentences need them: to the second, with a date when it helps.
 */
#ifndef PK_WINDOW_MOMENT_H
#define PK_WINDOW_MOMENT_H

#include "core/catalogue.h"
#include "core/civil.h"

/** "27 November 2024". */
void pk_put_day(pilkada_buffer *buffer, pilkada_date date, pilkada_lang lang);
/** "05.00.07", "05:00:07"; thousandths only when there are any, seconds only when asked for or not zero. */
void pk_put_time(pilkada_buffer *buffer, pilkada_instant at, int offset, bool seconds, pilkada_lang lang);
/** The time, after the day unless it is `day`. */
void pk_put_moment(pilkada_buffer *buffer, pilkada_instant at, int offset, pilkada_date day, bool seconds,
                   pilkada_lang lang);
/** As pk_put_moment(), but midnight is 24.00 of the day before. */
void pk_put_end(pilkada_buffer *buffer, pilkada_instant at, int offset, pilkada_date day, bool seconds,
                pilkada_lang lang);
/** "7 detik"; below a second "7 milidetik". */
void pk_put_span(pilkada_buffer *buffer, int64_t milliseconds, const pk_catalogue *catalogue, pilkada_lang lang);

#endif
