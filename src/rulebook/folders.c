/** @file rulebook/folders.c  What the files of each folder become in a rulebook. */
#include <cjson/cJSON.h>
#include <string.h>

#include "core/error.h"
#include "core/json.h"
#include "rulebook/loading.h"

pilkada_status pk_load_messages(pk_loading *self, pk_source_file *from) {
    return pk_catalogue_add(self->book->catalogue, from->tree, self->error);
}

pilkada_status pk_load_regions(pk_loading *self, pk_source_file *from) {
    return pk_model_add_regions(self->book->model, from->tree, self->error);
}

pilkada_status pk_load_calendar(pk_loading *self, pk_source_file *from) {
    return pk_model_add_calendar(self->book->model, from->tree, self->error);
}

static const cJSON *member(const cJSON *tree, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(tree, key);
}

/* A file with "head_id" is a common head: the rulebook keeps its tree, for forms now and for check later. */
pilkada_status pk_load_head(pk_loading *self, pk_source_file *from) {
    const cJSON *id = member(from->tree, "head_id");
    if (!id)
        return PILKADA_OK;
    if (!cJSON_IsString(id))
        return pk_fail(self->error, PILKADA_E_DEFINITION, "\"head_id\" must be a text");
    const pilkada_file *file = from->file;
    const char *name = pk_arena_strdup(&self->book->arena, file->name, strlen(file->name));
    const char *text = pk_arena_strdup(&self->book->arena, file->data, file->size);
    if (!name || !text)
        return pk_fail_memory(self->error);
    self->book->heads[self->book->head_count++] =
        (pk_head){id->valuestring, from->tree, pk_span_of(name), {text, file->size}};
    from->head_id = id->valuestring;
    from->tree = NULL;
    return PILKADA_OK;
}

const cJSON *pk_rulebook_head_of(const pilkada_rulebook *self, const cJSON *definition) {
    const cJSON *name = member(definition, "head");
    for (size_t i = 0; cJSON_IsString(name) && i < self->head_count; i++)
        if (strcmp(self->heads[i].id, name->valuestring) == 0)
            return self->heads[i].tree;
    return NULL;
}

/* Versions are compared number by number: 2024.2 < 2024.10. */
static int compare_versions(const char *a, const char *b) {
    while (*a && *b) {
        size_t digits_a = strspn(a, "0123456789"), digits_b = strspn(b, "0123456789");
        if (digits_a && digits_b && digits_a != digits_b)
            return digits_a < digits_b ? -1 : 1;
        size_t take = digits_a && digits_b ? digits_a : 1;
        int order = strncmp(a, b, take);
        if (order)
            return order;
        a += take;
        b += take;
    }
    return (*a != '\0') - (*b != '\0');
}

static int compare_forms(const pilkada_form *a, const pilkada_form *b) {
    int order = strcmp(pilkada_form_id(a), pilkada_form_id(b));
    return order ? order : compare_versions(pilkada_form_version(a), pilkada_form_version(b));
}

static pilkada_status insert_form(pk_loading *self, pilkada_form *form) {
    pilkada_rulebook *book = self->book;
    pilkada_form **grown =
        pk_grow(&book->arena.allocator, book->forms, book->form_count, &book->form_capacity, sizeof *grown);
    if (!grown)
        return pk_fail_memory(self->error);
    book->forms = grown;
    size_t at = book->form_count;
    while (at > 0 && compare_forms(book->forms[at - 1], form) > 0)
        at--;
    if (at > 0 && compare_forms(book->forms[at - 1], form) == 0)
        return pk_fail(self->error, PILKADA_E_DEFINITION,
                       "form %.60s has this version twice; give the new one another version", pilkada_form_id(form));
    memmove(book->forms + at + 1, book->forms + at, (book->form_count - at) * sizeof *book->forms);
    book->forms[at] = form;
    book->form_count++;
    return PILKADA_OK;
}

pilkada_status pk_load_form(pk_loading *self, pk_source_file *from) {
    pilkada_rulebook *book = self->book;
    if (!from->tree)
        return PILKADA_OK;
    pilkada_form *form = pk_form_compile(from->tree, pk_rulebook_head_of(book, from->tree), book->model,
                                         book->catalogue, &book->arena.allocator, self->error);
    if (!form)
        return self->error->status;
    if (insert_form(self, form))
        pk_form_free(form);
    return self->error->status;
}

static pilkada_status insert_schedule(pk_loading *self, pilkada_schedule *schedule) {
    pilkada_rulebook *book = self->book;
    for (size_t i = 0; i < book->schedule_count; i++)
        if (strcmp(pilkada_schedule_id(book->schedules[i]), pilkada_schedule_id(schedule)) == 0)
            return pk_fail(self->error, PILKADA_E_DEFINITION,
                           "schedule id \"%.60s\" is used twice; give the new one another id",
                           pilkada_schedule_id(schedule));
    pilkada_schedule **grown =
        pk_grow(&book->arena.allocator, book->schedules, book->schedule_count, &book->schedule_capacity, sizeof *grown);
    if (!grown)
        return pk_fail_memory(self->error);
    book->schedules = grown;
    book->schedules[book->schedule_count++] = schedule;
    return PILKADA_OK;
}

bool pk_rulebook_knows_form(const pilkada_rulebook *self, const char *name, const char **near) {
    size_t distance = 3;
    *near = "";
    for (size_t i = 0; i < self->form_count; i++) {
        const char *id = pilkada_form_id(self->forms[i]);
        size_t found = pk_distance(pk_span_of(name), pk_span_of(id), 2);
        if (found == 0)
            return true;
        if (found < distance) {
            distance = found;
            *near = id;
        }
    }
    return false;
}

/* A schedule waits for the forms that it names: one that nobody can send would be owed for ever. */
static void check_forms(const pk_loading *self, const pk_reading *schedule) {
    const pilkada_rulebook *book = self->book;
    pk_reading list = pk_read_member(schedule, "forms", false), entry = {.node = NULL};
    while (list.node && pk_reading_ok(schedule) && pk_read_each(&list, &entry)) {
        const char *name = pk_read_text(&entry), *near = "";
        if (!name || pk_rulebook_knows_form(book, name, &near))
            continue;
        if (*near)
            pk_read_fault(&entry, "this rulebook has no such form: did you mean \"%s\"?", near);
        else
            pk_read_fault(&entry, "this rulebook has no such form; add its file, or take the name out");
    }
}

pilkada_status pk_load_schedules(pk_loading *self, pk_source_file *from) {
    pilkada_rulebook *book = self->book;
    pk_reading root = pk_reading_root(from->tree, self->error), list = pk_read_member(&root, "schedules", true);
    pk_read_array(&list);
    for (size_t i = 0; i < pk_read_count(&list) && pk_reading_ok(&root); i++) {
        pk_reading item = pk_read_element(&list, i);
        pilkada_schedule *schedule =
            pk_schedule_compile(item.node, book->model, book->catalogue, &book->arena.allocator, self->error);
        if (schedule)
            check_forms(self, &item);
        if (!schedule)
            pk_read_where(&item, "");
        else if (self->error->status)
            pk_schedule_free(schedule);
        else if (insert_schedule(self, schedule))
            pk_schedule_free(schedule);
    }
    return self->error->status;
}

pilkada_status pk_load_chain(pk_loading *self, pk_source_file *from) {
    pilkada_rulebook *book = self->book;
    if (book->chain)
        return pk_fail(self->error, PILKADA_E_DEFINITION, "a rulebook has one approval chain; remove the other file");
    book->chain = pk_chain_compile(from->tree, book->catalogue, &book->arena.allocator, self->error);
    return book->chain ? PILKADA_OK : self->error->status;
}
