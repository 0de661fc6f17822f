/** @file memory_test.c  Checked sizes, growing arrays, arenas that are used again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory.h"
#include "failing_allocator.h"

static void sizes_that_overflow_are_refused(void **state) {
    (void)state;
    size_t product = 7;
    assert_false(pk_mul(SIZE_MAX, 2, &product));
    assert_int_equal(product, 7);
    assert_true(pk_mul(SIZE_MAX, 0, &product));
    assert_int_equal(product, 0);
    assert_null(pk_alloc_zero(&pk_allocator_default, SIZE_MAX / 2, 3));
    pk_arena arena;
    pk_arena_init(&arena, NULL);
    assert_null(pk_arena_strdup(&arena, "x", SIZE_MAX));
    pk_arena_dispose(&arena);
}

static void an_array_keeps_its_elements_when_growing_fails(void **state) {
    (void)state;
    failing_allocator memory;
    failing_allocator_start(&memory, 1, FAIL_ONCE);
    size_t capacity = 0;
    int *numbers = pk_grow(&memory.allocator, NULL, 0, &capacity, sizeof *numbers);
    assert_non_null(numbers);
    for (size_t i = 0; i < capacity; i++)
        numbers[i] = (int)i;
    size_t before = capacity;
    assert_null(pk_grow(&memory.allocator, numbers, capacity, &capacity, sizeof *numbers));
    assert_int_equal(capacity, before);
    int *grown = pk_grow(&memory.allocator, numbers, capacity, &capacity, sizeof *numbers);
    assert_non_null(grown);
    assert_int_equal(capacity, 2 * before);
    assert_int_equal(grown[before - 1], (int)before - 1);
    pk_free(&memory.allocator, grown);
    assert_int_equal(memory.live, 0);
}

static void an_arena_that_is_reset_allocates_nothing_the_second_time(void **state) {
    (void)state;
    failing_allocator memory;
    pk_arena arena;
    failing_allocator_start(&memory, SIZE_MAX, FAIL_ONCE);
    pk_arena_init(&arena, &memory.allocator);
    size_t calls[2];
    for (int round = 0; round < 2; round++) {
        for (size_t size = 0; size < 2000; size += 7) {
            char *block = pk_arena_alloc(&arena, size);
            assert_non_null(block);
            assert_int_equal((uintptr_t)block % _Alignof(max_align_t), 0);
            memset(block, 0xA5, size);
        }
        calls[round] = memory.calls;
        pk_arena_reset(&arena);
    }
    assert_true(calls[0] > 1);
    assert_int_equal(calls[1], calls[0]);
    pk_arena_dispose(&arena);
    assert_int_equal(memory.live, 0);
}

static void a_huge_block_gets_a_chunk_of_its_own(void **state) {
    (void)state;
    pk_arena arena;
    pk_arena_init(&arena, NULL);
    char *small = pk_arena_strdup(&arena, "blora", 5);
    char *huge = pk_arena_alloc_zero(&arena, 3, 1024 * 1024);
    assert_non_null(huge);
    assert_int_equal(huge[3 * 1024 * 1024 - 1], 0);
    assert_string_equal(small, "blora");
    assert_null(pk_arena_alloc(&arena, SIZE_MAX));
    assert_null(pk_arena_alloc_zero(&arena, SIZE_MAX, 2));
    pk_arena_dispose(&arena);
}

static void an_array_in_an_arena_grows_and_survives_a_failure(void **state) {
    (void)state;
    enum { COUNT = 100000 };
    failing_allocator memory;
    pk_arena arena;
    failing_allocator_start(&memory, SIZE_MAX, FAIL_ONCE);
    pk_arena_init(&arena, &memory.allocator);
    uint32_t *numbers = NULL;
    size_t capacity = 0, count = 0;
    for (; count < COUNT; count++) {
        numbers = pk_arena_grow(&arena, numbers, count, &capacity, sizeof *numbers);
        assert_non_null(numbers);
        numbers[count] = (uint32_t)count;
    }
    memory.fail_at = memory.calls;
    size_t before = capacity;
    for (; numbers && count < 100 * COUNT; count = capacity) {
        uint32_t *grown = pk_arena_grow(&arena, numbers, count, &capacity, sizeof *numbers);
        if (!grown)
            break;
        numbers = grown;
        before = capacity;
    }
    assert_true(memory.failed && arena.failed);
    assert_int_equal(capacity, before);
    for (uint32_t i = 0; i < COUNT; i++)
        assert_int_equal(numbers[i], i);
    capacity = SIZE_MAX / 2 + 1;
    assert_null(pk_arena_grow(&arena, numbers, capacity, &capacity, sizeof *numbers));
    pk_arena_dispose(&arena);
    assert_int_equal(memory.live, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(an_array_keeps_its_elements_when_growing_fails),
        cmocka_unit_test(an_arena_that_is_reset_allocates_nothing_the_second_time),
        cmocka_unit_test(a_huge_block_gets_a_chunk_of_its_own),
        cmocka_unit_test(an_array_in_an_arena_grows_and_survives_a_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
