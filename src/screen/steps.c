/** @file screen/steps.c  Names of views. */
#include "screen/steps.h"

const char *const pk_step_names[PK_STEP_COUNT] = {
#define PK_STEP_NAME(bit, name) name,
    PK_STEP_TABLE(PK_STEP_NAME)
#undef PK_STEP_NAME
};
