/** @file screen/near_write.h  Near misses as JSON. */
#ifndef PK_SCREEN_NEAR_WRITE_H
#define PK_SCREEN_NEAR_WRITE_H

#include "screen/answer.h"

/** ,"near":[…],"near_complete":… */
void pk_put_near(pilkada_buffer *out, const pk_answer *answer);

#endif
