/** @file core/sha256.h  SHA-256 (FIPS 180-4). */
#ifndef PK_CORE_SHA256_H
#define PK_CORE_SHA256_H

#include <stddef.h>
#include <stdint.h>

typedef struct pk_sha256 {
    uint32_t state[8];
    uint64_t length;
    unsigned char block[64];
    size_t used;
} pk_sha256;

void pk_sha256_start(pk_sha256 *self);
void pk_sha256_add(pk_sha256 *self, const void *data, size_t size);
/** 32 bytes. */
void pk_sha256_end(pk_sha256 *self, unsigned char digest[32]);
/** 64 lower-case hex digits and a NUL. */
void pk_sha256_hex(const unsigned char digest[32], char out[65]);

#endif
