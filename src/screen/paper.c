/** @file screen/paper.c  Who stands for an entry, and until when. */
#include <pilkada/time.h>

#include "screen/pack_read.h"

static const char *text_of(const pk_reading *node, const char *key) {
    pk_reading text = pk_read_member(node, key, false);
    return pk_read_text(&text);
}

void pk_paper_read_defaults(pk_paper *self, const pk_reading *pack) {
    static const char *const keys[] = {"source", "date", "author", "false_positive", "status", "expires", NULL};
    pk_reading node = pk_read_member(pack, "defaults", false);
    *self = (pk_paper){.source = NULL};
    if (!node.node)
        return;
    pk_read_object(&node);
    pk_read_only(&node, keys);
    *self = (pk_paper){text_of(&node, "source"),         text_of(&node, "date"),   text_of(&node, "author"),
                       text_of(&node, "false_positive"), text_of(&node, "status"), text_of(&node, "expires")};
}

static const char *own_or(const pk_reading *entry, const char *key, const char *fallback, bool required) {
    pk_reading text = pk_read_member(entry, key, required && !fallback);
    return text.node ? pk_read_text(&text) : fallback;
}

void pk_paper_read(pk_paper *self, const pk_paper *defaults, const pk_reading *entry) {
    *self = (pk_paper){own_or(entry, "source", defaults->source, true),
                       own_or(entry, "date", defaults->date, true),
                       own_or(entry, "author", defaults->author, false),
                       own_or(entry, "false_positive", defaults->false_positive, false),
                       own_or(entry, "status", defaults->status, true),
                       own_or(entry, "expires", defaults->expires, false)};
}

pilkada_date pk_paper_date(const pk_reading *node, const char *text) {
    pilkada_date date;
    if (!text)
        return PK_FOREVER;
    if (!pilkada_date_parse(text, strlen(text), &date, NULL))
        return date;
    pk_read_fault(node, "a date such as 2024-11-27 is needed");
    return PK_FOREVER;
}
