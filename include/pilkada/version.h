/**
 * @file pilkada/version.h  Which libpilkada this is.
 *
 * Versions follow semantic versioning. The macros say what a program was compiled against,
 * pilkada_version() says what it runs with; both bindings print both.
 */
#ifndef PILKADA_VERSION_H
#define PILKADA_VERSION_H

#include "export.h"

#define PILKADA_VERSION_MAJOR 0
#define PILKADA_VERSION_MINOR 1
#define PILKADA_VERSION_PATCH 0
#define PILKADA_VERSION_STRING "0.1.0"

PILKADA_BEGIN

/** The version of the library that is loaded, such as "0.1.0". Static text; never NULL. */
PILKADA_API const char *pilkada_version(void);

PILKADA_END

#endif
