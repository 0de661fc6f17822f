/** @file screen/places.c  Code points and UTF-16 units: see screen/places.h. */
#include "screen/places.h"

pk_places_counter pk_places_count(const pk_scan *scan) {
    const pk_seam *seams = scan->seams;
    return scan->seam_count ? (pk_places_counter){seams + 1, seams + scan->seam_count, 0, 0} : (pk_places_counter){0};
}

/* A bad byte is the only character of one byte that has seams. */
size_t pk_places_bad(const pk_scan *scan, size_t from, size_t to) {
    size_t count = 0;
    for (size_t i = 1; i + 1 < scan->seam_count; i += 2)
        if (scan->seams[i].source >= from && scan->seams[i].source < to)
            count += scan->seams[i + 1].source - scan->seams[i].source == 1;
    return count;
}
