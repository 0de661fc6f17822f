/**
 * @file pk_stream.h  A text in pieces, for one thread at a time: a second one is refused, not let in.
 */
#ifndef PK_STREAM_H
#define PK_STREAM_H

#include "pk_calls.h"

typedef struct pk_stream {
    pilkada_screen_stream *stream;
    atomic_flag busy; /* Python drops the GIL around the calls */
} pk_stream;

static inline void pk_stream_free(pk_stream *self) {
    if (self)
        pilkada_screen_stream_free(self->stream);
    free(self);
}

static inline pk_stream *pk_stream_of(const pilkada_screener *screener, pk_how how, pilkada_error *error) {
    pilkada_screen_options options;
    pilkada_date date;
    if (!pk_how_options(&how, &date, &options, error))
        return NULL;
    pk_stream *self = calloc(1, sizeof *self);
    if (!self) {
        pk_refuse(PILKADA_E_NOMEM, "", "");
        return NULL;
    }
    atomic_flag_clear(&self->busy);
    self->stream = pilkada_screen_stream_open(screener, &options, NULL, error);
    if (self->stream)
        return self;
    pk_stream_free(self);
    return NULL;
}

static inline bool pk_stream_enter(pk_stream *self) {
    return !atomic_flag_test_and_set(&self->busy) ||
           pk_refuse(PILKADA_E_ARGUMENT, "", "another thread feeds this stream: make one for each thread");
}

static inline void pk_stream_feed(pk_stream *self, const char *text, size_t size, pilkada_error *error) {
    if (!pk_stream_enter(self))
        return;
    pilkada_screen_stream_feed(self->stream, text, size, error);
    atomic_flag_clear(&self->busy);
}

static inline pilkada_screening *pk_stream_finish(pk_stream *self, pilkada_error *error) {
    if (!pk_stream_enter(self))
        return NULL;
    pilkada_screening *answer = pilkada_screen_stream_take(self->stream, error);
    atomic_flag_clear(&self->busy);
    return answer;
}

#endif
