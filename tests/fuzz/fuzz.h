/**
 * @file fuzz.h  One entry for each door that strangers' bytes come through.
 *
 * Built with PILKADA_FUZZ (clang) each target is a libFuzzer program. Without it the driver in replay.c
 * runs the target over seed files and a fixed number of seeded mutations of them: part of the tests.
 */
#ifndef PILKADA_FUZZ_H
#define PILKADA_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
