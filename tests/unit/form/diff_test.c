/** @file diff_test.c  What changed between two forms: no change of a definition stays untold. The command's own text:
 * tests/command. */
#include "failing_allocator.h"
#include "form_fixture.h"

static bool thorough; /* with an argument: every value of every form, about a minute */

static int open_all(void **state) {
    (void)state;
    fixture_open(&f);
    return 0;
}

static int close_all(void **state) {
    (void)state;
    fixture_close(&f);
    return 0;
}

/* The changes from one form to another. To be deleted. */
static cJSON *changes_between(const pilkada_form *from, const pilkada_form *to) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_form_write_diff_json(from, to, &out, NULL), PILKADA_OK);
    cJSON *answer = pk_json_tree(out.data, out.size, NULL);
    assert_non_null(answer);
    cJSON *changes = cJSON_DetachItemFromObjectCaseSensitive(answer, "changes");
    cJSON_Delete(answer);
    pilkada_buffer_dispose(&out);
    return changes;
}

static void put_value(char *out, size_t size, const cJSON *member, const char *key) {
    pilkada_buffer text; /* cJSON rounds large numbers when it writes them */
    pilkada_buffer_init(&text, NULL);
    pk_put_tree(&text, cJSON_GetObjectItem(member, key));
    size_t used = strlen(out);
    snprintf(out + used, size - used, " %s", text.data);
    pilkada_buffer_dispose(&text);
}

/* One line a change: kind, id, what, and for each member its name, the old and the new value. To be freed. */
static char *told_between(const pilkada_form *from, const pilkada_form *to) {
    enum { SIZE = 2048 };
    char *out = calloc(1, SIZE);
    cJSON *changes = changes_between(from, to), *change, *member;
    cJSON_ArrayForEach(change, changes) {
        size_t used = strlen(out);
        snprintf(out + used, SIZE - used, "%s %s %s", cJSON_GetObjectItem(change, "kind")->valuestring,
                 cJSON_GetObjectItem(change, "id")->valuestring, cJSON_GetObjectItem(change, "change")->valuestring);
        cJSON_ArrayForEach(member, cJSON_GetObjectItem(change, "members")) {
            used = strlen(out);
            snprintf(out + used, SIZE - used, " %s", cJSON_GetObjectItem(member, "member")->valuestring);
            put_value(out, SIZE, member, "from");
            put_value(out, SIZE, member, "to");
        }
        strcat(out, "\n");
    }
    cJSON_Delete(changes);
    return out;
}

/* ---- each value of a definition in turn ---- */

/* The n-th value of a tree below its root, in the order of the text; NULL when there are not so many. */
static cJSON *value_at(cJSON *tree, size_t *left, cJSON **parent) {
    cJSON *item;
    cJSON_ArrayForEach(item, tree) {
        *parent = tree;
        if (!(*left)--)
            return item;
        cJSON *found = value_at(item, left, parent);
        if (found)
            return found;
    }
    return NULL;
}

static bool change_value(cJSON *item, cJSON *parent) {
    (void)parent;
    if (cJSON_IsString(item)) {
        char *text = malloc(strlen(item->valuestring) + 2);
        sprintf(text, "%sx", item->valuestring);
        cJSON_free(item->valuestring);
        item->valuestring = text;
    } else if (cJSON_IsNumber(item)) {
        cJSON_SetNumberValue(item, item->valuedouble + 1);
    } else if (cJSON_IsBool(item)) {
        item->type ^= cJSON_True ^ cJSON_False;
    } else if (cJSON_IsArray(item) && cJSON_GetArraySize(item) > 1 &&
               !cJSON_Compare(item->child, item->child->next, true)) {
        cJSON_AddItemToArray(item, cJSON_DetachItemFromArray(item, 0));
    } else {
        return false;
    }
    return true;
}

static bool drop_value(cJSON *item, cJSON *parent) {
    cJSON_Delete(cJSON_DetachItemViaPointer(parent, item));
    return true;
}

/* Id and version of the form stand in the answer's `from` and `to`. */
static bool is_told_elsewhere(const cJSON *item, const cJSON *parent) {
    bool in_form = cJSON_HasObjectItem(parent, "form") && cJSON_HasObjectItem(parent, "sections");
    return in_form && (strcmp(item->string, "form") == 0 || strcmp(item->string, "version") == 0);
}

/* A form and its head, of which one is changed. */
typedef struct subject {
    cJSON *trees[2];
    int changed;
    pilkada_form *form;
} subject;

static pilkada_form *compile(cJSON *const trees[2]) {
    return pk_form_compile(trees[0], trees[1], f.model, f.catalogue, NULL, NULL);
}

/* A mutant that loads must be told. */
static bool is_mutant_told(const subject *self, size_t at, bool (*mutate)(cJSON *item, cJSON *parent)) {
    cJSON *trees[2] = {self->trees[0], self->trees[1]}, *parent = NULL;
    cJSON *mutant = trees[self->changed] = cJSON_Duplicate(self->trees[self->changed], true);
    cJSON *item = value_at(mutant, &at, &parent);
    pilkada_form *form = !is_told_elsewhere(item, parent) && mutate(item, parent) ? compile(trees) : NULL;
    if (form) {
        cJSON *changes = changes_between(self->form, form);
        if (!changes->child)
            fail_msg("not told: %s", cJSON_PrintUnformatted(mutant));
        cJSON_Delete(changes);
    }
    bool told = form != NULL;
    pk_form_free(form);
    cJSON_Delete(mutant);
    return told;
}

static size_t count_values(const cJSON *tree) {
    const cJSON *item;
    size_t count = 0;
    cJSON_ArrayForEach(item, tree) count += 1 + count_values(item);
    return count;
}

/* Every `stride`-th value is changed and taken out; every one when the program has an argument. */
static void each_change_is_told(const char *name, bool of_head, size_t stride) {
    subject self = {.trees = {fixture_tree(name), f.head}, .changed = of_head};
    stride = thorough ? 1 : stride;
    self.form = compile(self.trees);
    assert_non_null(self.form);
    size_t count = count_values(self.trees[of_head]), told = 0;
    for (size_t i = 0; i < count; i += stride)
        told += (size_t)is_mutant_told(&self, i, change_value) + is_mutant_told(&self, i, drop_value);
    assert_in_range(told, count / stride / 2, 2 * (count / stride + 1));
    pk_form_free(self.form);
    cJSON_Delete(self.trees[0]);
}

static void each_change_of_a_shipped_form_is_told(void **state) {
    (void)state;
    static const struct {
        const char *name;
        size_t stride; /* of large forms not every value: it takes long */
    } cases[] = {{"forms/lap_tungsura.json", 1},       {"forms/lap_tahapan_harian.json", 3},
                 {"forms/lap_situasi_harian.json", 3}, {"forms/lap_kampanye_harian.json", 3},
                 {"forms/lap_kesiapan.json", 7},       {"forms/lap_kejadian.json", 11},
                 {"forms/lap_hasil_pasca.json", 61},   {"../tests/unit/form/group_form.json", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        each_change_is_told(cases[i].name, false, cases[i].stride);
}

static void each_change_of_the_head_is_told(void **state) {
    (void)state;
    each_change_is_told("forms/lap_tungsura.json", true, 3);
}

/* ---- what a change is called ---- */

#define FIELD(id)                                                                                                      \
    "{\"id\":\"" id "\",\"type\":\"bulat\",\"required\":\"opsional\",\"mark\":\"inferred\",\"label\":" LABEL(id) "}"
#define LIST(id, fields)                                                                                               \
    "{\"id\":\"" id "\",\"type\":\"daftar\",\"required\":\"opsional\",\"mark\":\"inferred\",\"label\":" LABEL(         \
        id) ",\"length\":[0,9],\"fields\":[" fields "]}"
#define MONEY(id, most)                                                                                                \
    "{\"id\":\"" id "\",\"type\":\"uang\",\"required\":\"opsional\",\"mark\":\"inferred\",\"range\":[0," most          \
    "],\"label\":" LABEL(id) "}"
#define SECTION(title, fields) "{\"title\":" LABEL(title) ",\"fields\":[" fields "]}"
#define RULE(id, expr)                                                                                                 \
    "{\"id\":\"" id "\",\"severity\":\"info\",\"certainty\":\"inferred\",\"basis\":[\"b\"],\"title\":" LABEL(          \
        id) ",\"expr\":\"" expr "\",\"message\":" LABEL("m") "}"

static pilkada_form *form_of(const char *sections, const char *sets, const char *rules) {
    size_t size = strlen(sections) + strlen(sets) + strlen(rules) + 512;
    char *text = malloc(size);
    pilkada_error error = PILKADA_ERROR_INIT;
    snprintf(text, size,
             "{\"form\":\"lap_x\",\"version\":\"1\",\"head\":\"kepala\",\"title\":%s,\"source\":%s,\"sections\":[%s],"
             "\"sets\":{%s},\"rules\":[%s]}",
             LABEL("t"), LABEL("s"), sections, sets, rules);
    pilkada_form *form = fixture_compile_text(&f, text, NULL, &error);
    if (!form)
        fail_msg("%s: %s in %s", error.where, error.detail, text);
    free(text);
    return form;
}

static void changes_have_a_kind_an_id_and_members(void **state) {
    (void)state;
    static const struct {
        const char *from[3], *to[3]; /* sections, sets, rules */
        const char *changes;
    } cases[] = {
        {{SECTION("A", FIELD("a") "," FIELD("b") "," FIELD("c")), "", ""},
         {SECTION("A", FIELD("c") "," FIELD("a") "," FIELD("b")), "", ""},
         "field c changed after \"b\" null\n"},
        {{SECTION("A", FIELD("a") "," FIELD("b")), "", ""},
         {SECTION("A", FIELD("x") "," FIELD("a") "," FIELD("b")), "", ""},
         "field x added\n"},
        {{SECTION("A", FIELD("a") "," FIELD("b")) "," SECTION("B", FIELD("c")), "", ""},
         {SECTION("A", FIELD("a")) "," SECTION("B", FIELD("b") "," FIELD("c")), "", ""},
         "field b changed section \"A\" \"B\"\n"},
        {{SECTION("A", FIELD("a")) "," SECTION("B", FIELD("b")), "", ""},
         {SECTION("B", FIELD("b")) "," SECTION("A", FIELD("a")), "", ""},
         "section B changed after \"A\" null\n"},
        {{SECTION("A", FIELD("a")), "", ""},
         {SECTION("B", FIELD("a")), "", ""},
         "section A changed title {\"id\":\"A\",\"en\":\"A\"} {\"id\":\"B\",\"en\":\"B\"}\n"},
        {{SECTION("A", FIELD("a")), "", ""},
         {SECTION("A", FIELD("a")) "," SECTION("B", ""), "", ""},
         "section B added\n"},
        {{SECTION("A", LIST("l", FIELD("a") "," FIELD("b"))), "", ""},
         {SECTION("A", LIST("l", FIELD("a"))), "", ""},
         "field l.b removed\n"},
        {{SECTION("A", MONEY("a", "9007199254740991")), "", ""},
         {SECTION("A", MONEY("a", "9007199254740990")), "", ""},
         "field a changed range [0,9007199254740991] [0,9007199254740990]\n"},
        {{SECTION("A", FIELD("a")), "\"s\":[\"a\"],\"u\":[]", ""},
         {SECTION("A", FIELD("a")), "\"s\":{\"type\":\"bulat\"},\"v\":[]", ""},
         "set s changed set [\"a\"] {\"type\":\"bulat\"}\nset u removed\nset v added\n"},
        {{SECTION("A", FIELD("a")), "", RULE("X-1", "a > 1") "," RULE("X-1", "a > 2")},
         {SECTION("A", FIELD("a")), "", RULE("X-1", "a > 0") "," RULE("X-1", "a > 1") "," RULE("X-1", "a > 2")},
         "rule X-1 added\n"},
        {{SECTION("A", FIELD("a")), "", RULE("X-1", "a > 1") "," RULE("X-2", "a > 2")},
         {SECTION("A", FIELD("a")), "", RULE("X-2", "a > 3") "," RULE("X-1", "a > 1")},
         "rule X-2 changed expr \"a > 2\" \"a > 3\" after \"X-1\" null\n"},
        {{SECTION("A", FIELD("a")), "", ""}, {SECTION("A", FIELD("a")), "", ""}, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_form *from = form_of(cases[i].from[0], cases[i].from[1], cases[i].from[2]),
                     *to = form_of(cases[i].to[0], cases[i].to[1], cases[i].to[2]);
        char *told = told_between(from, to);
        if (strcmp(told, cases[i].changes) != 0)
            fail_msg("case %zu: %s, not %s", i, told, cases[i].changes);
        free(told);
        pk_form_free(from);
        pk_form_free(to);
    }
}

static void people_read_it_in_their_language(void **state) {
    (void)state;
    pilkada_form *from = form_of(SECTION("A", FIELD("a") "," FIELD("b")), "", ""),
                 *to = form_of(SECTION("A", FIELD("b")), "\"s\":[]", "");
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_form_write_diff_text(from, to, PILKADA_LANG_ID, &out, NULL), PILKADA_OK);
    assert_string_equal(out.data, "isian a: dihapus\nhimpunan s: baru\n");
    pilkada_buffer_clear(&out);
    assert_int_equal(pilkada_form_write_diff_text(from, from, PILKADA_LANG_EN, &out, NULL), PILKADA_OK);
    assert_string_equal(out.data, "no differences\n");
    pilkada_buffer_dispose(&out);
    pk_form_free(from);
    pk_form_free(to);
}

/* ---- failures ---- */

static pilkada_status write_diff(const pilkada_allocator *allocator) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, allocator);
    pilkada_status status = pilkada_form_write_diff_json(f.tungsura, f.tahapan, &out, NULL);
    size_t size = out.size;
    assert_true(status ? size == 0 : size > 1000);
    if (!status)
        status = pilkada_form_write_diff_text(f.tungsura, f.tahapan, PILKADA_LANG_EN, &out, NULL);
    assert_true(status ? out.size == size : out.size > size + 1000);
    pilkada_buffer_dispose(&out);
    return status;
}

static void lack_of_memory_is_told_and_leaves_the_buffer_as_it_was(void **state) {
    (void)state;
    failing_allocator_sweep(write_diff);
}

/* The files are read again into trees, whose memory is cJSON's own: its hooks are global, so only a test sets them. */
static size_t calls_left;

static void *counted_malloc(size_t size) {
    return calls_left && calls_left-- ? malloc(size) : NULL;
}

static void lack_of_memory_for_trees_is_told(void **state) {
    (void)state;
    cJSON_Hooks hooks = {counted_malloc, free};
    pilkada_status status = PILKADA_E_NOMEM;
    for (size_t n = 0; status; n += 1 + n / 4) {
        pilkada_buffer out;
        pilkada_buffer_init(&out, NULL);
        calls_left = n;
        cJSON_InitHooks(&hooks);
        status = pilkada_form_write_diff_json(f.tungsura, f.tahapan, &out, NULL);
        cJSON_InitHooks(NULL);
        assert_true(status ? status == PILKADA_E_NOMEM && out.size == 0 : out.size > 1000);
        pilkada_buffer_dispose(&out);
        assert_true(n < 1000000);
    }
}

/* ---- the largest forms ---- */

static char *many_rules(size_t count, const char *first) {
    char *text = malloc(count * 256 + 1), *at = text;
    at += sprintf(at, "%s", first);
    for (size_t i = 0; i < count; i++)
        at += sprintf(at, "%s" RULE("X-%zu", "a >= 0"), at == text ? "" : ",", i, i, i);
    return text;
}

static void a_form_as_large_as_may_be_is_compared(void **state) {
    (void)state;
    enum { RULES = 3900 }; /* of the form; those of the head beside them */
    char *few = many_rules(RULES, ""), *more = many_rules(RULES, RULE("Y", "a >= 1"));
    pilkada_form *from = form_of(SECTION("A", FIELD("a")), "", few), *to = form_of(SECTION("A", FIELD("a")), "", more);
    char *told = told_between(from, to);
    assert_string_equal(told, "rule Y added\n");
    free(told);
    free(few);
    free(more);
    pk_form_free(from);
    pk_form_free(to);
}

static void null_is_refused(void **state) {
    (void)state;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_form_write_diff_json(NULL, f.tahapan, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_form_write_diff_json(f.tahapan, NULL, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_form_write_diff_json(f.tahapan, f.tungsura, NULL, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_form_write_diff_text(NULL, NULL, PILKADA_LANG_ID, NULL, NULL), PILKADA_E_ARGUMENT);
}

int main(int argc, char **argv) {
    (void)argv;
    thorough = argc > 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_change_of_a_shipped_form_is_told),
        cmocka_unit_test(each_change_of_the_head_is_told),
        cmocka_unit_test(changes_have_a_kind_an_id_and_members),
        cmocka_unit_test(people_read_it_in_their_language),
        cmocka_unit_test(lack_of_memory_is_told_and_leaves_the_buffer_as_it_was),
        cmocka_unit_test(lack_of_memory_for_trees_is_told),
        cmocka_unit_test(a_form_as_large_as_may_be_is_compared),
        cmocka_unit_test(null_is_refused),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
