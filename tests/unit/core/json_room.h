/**
 * @file json_room.h  A JSON reader over a block of just the size, so that a sanitizer sees what is read behind the end.
 *
 *     reading_room room;
 *     pk_json *reader = enter(&room, text, strlen(text));
 *     ...
 *     leave(&room);
 */
#ifndef PILKADA_TEST_JSON_ROOM_H
#define PILKADA_TEST_JSON_ROOM_H

#include <stdlib.h>
#include <string.h>

#include "core/json.h"

typedef struct reading_room {
    pk_json reader;
    pk_arena arena;
    char *bytes;
} reading_room;

static inline pk_json *enter(reading_room *room, const char *text, size_t size) {
    room->bytes = malloc(size ? size : 1);
    memcpy(room->bytes, text, size);
    pk_arena_init(&room->arena, NULL);
    pk_json_start(&room->reader, room->bytes, size, &room->arena);
    return &room->reader;
}

static inline void leave(reading_room *room) {
    pk_arena_dispose(&room->arena);
    free(room->bytes);
}

static inline pk_json_kind read_all(pk_json *reader) {
    while (pk_json_next(reader) > PK_JSON_END) {
    }
    return reader->kind;
}

static inline bool accepts(const char *text, size_t size) {
    reading_room room;
    pk_json_kind kind = read_all(enter(&room, text, size));
    leave(&room);
    return kind == PK_JSON_END;
}

#endif
