/**
 * @file pilkada/stream.h  Screening a text that is larger than memory, piece by piece.
 *
 *     const pilkada_screener *screener = pilkada_rulebook_screener(rules);
 *     pilkada_screen_stream *stream = pilkada_screen_stream_open(screener, NULL, NULL, &error);
 *     for (int piece = 0; piece < 3; piece++)
 *         pilkada_screen_stream_feed(stream, text, size, &error);
 *     const pilkada_screening *answer = pilkada_screen_stream_finish(stream, &error);
 *     if (pilkada_screening_level(answer) != PILKADA_LEVEL_BERSIH)
 *         read_it_first();
 *     pilkada_screen_stream_free(stream);
 *
 * Pieces may be cut anywhere, inside a character or a word. The answer is that of the whole text in one call: all
 * points, places in the whole text, gates and exclusions. Memory stays the same whatever the size: one window of
 * PILKADA_MAX_SCREEN_BYTES, and what a screening needs for such a text.
 *
 * What the window cannot hold is said: a sentence longer than it whose exclusions would count, a word or a phrase that
 * does not fit into it, make the level `tidak_tuntas` with the limit `panjang_kalimat`. Of hits longer than
 * PILKADA_MAX_SLICE_BYTES only the beginning is kept, and their form is not told. An expression looks back at most 4
 * KiB.
 */
#ifndef PILKADA_STREAM_H
#define PILKADA_STREAM_H

#include "screen.h"

/** A text in the making. For one thread at a time. */
typedef struct pilkada_screen_stream pilkada_screen_stream;

PILKADA_BEGIN

/**
 * Open a stream. It keeps the screener alive. Of the options, `normal` and `near` are refused: they need a whole text.
 * @return to be freed by pilkada_screen_stream_free(); NULL: PILKADA_E_ARGUMENT, PILKADA_E_NOMEM
 */
PILKADA_API pilkada_screen_stream *pilkada_screen_stream_open(const pilkada_screener *screener,
                                                              const pilkada_screen_options *options,
                                                              const pilkada_allocator *allocator, pilkada_error *error);
/** NULL is allowed. */
PILKADA_API void pilkada_screen_stream_free(pilkada_screen_stream *self);
/**
 * The next piece of the text.
 * @return PILKADA_OK, PILKADA_E_ARGUMENT, PILKADA_E_NOMEM: the text is lost, and all calls say so until a finish
 */
PILKADA_API pilkada_status pilkada_screen_stream_feed(pilkada_screen_stream *self, const char *data, size_t size,
                                                      pilkada_error *error);
/**
 * The text ends here. The next feed begins a new one.
 * @return the answer, until the stream is used again or freed; NULL: PILKADA_E_ARGUMENT, PILKADA_E_NOMEM
 */
PILKADA_API const pilkada_screening *pilkada_screen_stream_finish(pilkada_screen_stream *self, pilkada_error *error);
/**
 * The same, but the answer is yours and outlives the stream. When memory for that is out, the text is still there.
 * @return to be freed by pilkada_screening_free(); NULL: as pilkada_screen_stream_finish()
 */
PILKADA_API pilkada_screening *pilkada_screen_stream_take(pilkada_screen_stream *self, pilkada_error *error);

PILKADA_END

#endif
