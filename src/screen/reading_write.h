/** @file screen/reading_write.h  How a hit was read, as JSON. */
#ifndef PK_SCREEN_READING_WRITE_H
#define PK_SCREEN_READING_WRITE_H

#include "core/text.h"

#include <pilkada/screen.h>

/** ,"form":…,"changes":[…],"changes_left_out":… */
void pk_put_reading(pilkada_buffer *out, const pilkada_hit *hit);

#endif
