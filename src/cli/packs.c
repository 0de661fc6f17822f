/** @file cli/packs.c  --pack FILE and --add FILE: lists in place of the built-in ones, or beside them. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

/* The values of an option that may be given several times. Before cli_options(), which moves arguments. */
static size_t values_of(int argc, char **argv, const char *name, const char **values) {
    size_t count = 0, size = strlen(name);
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], name, size) != 0)
            continue;
        if (argv[i][size] == '=')
            values[count++] = argv[i] + size + 1;
        else if (argv[i][size] == '\0' && i + 1 < argc)
            values[count++] = argv[++i];
    }
    return count;
}

bool cli_packs_find(cli_packs *self, int argc, char **argv) {
    *self = (cli_packs){.paths = calloc((size_t)argc + 1, sizeof *self->paths)};
    if (!self->paths)
        return false;
    self->count = values_of(argc, argv, "--pack", self->paths);
    self->alone = self->count > 0;
    self->count += values_of(argc, argv, "--add", self->paths + self->count);
    return true;
}

void cli_packs_dispose(cli_packs *self) {
    free(self->paths);
    pilkada_screener_free(self->screener);
}

/* "daftar.json:3:5", so that an editor finds it: the name before the # is the path. */
static void complain(cli *self, const cli_packs *packs, const pilkada_error *error) {
    char place[sizeof error->where];
    size_t size = strcspn(error->where, "#");
    memcpy(place, error->where, size);
    place[size] = '\0';
    cli_complain_error(self, *place ? place : packs->paths[0], 0, error);
}

static void compile(cli *self, cli_packs *packs, const pilkada_file *files) {
    pilkada_error error = PILKADA_ERROR_INIT;
    packs->screener = pilkada_rulebook_screener_with(self->rules, files, packs->count, packs->alone, NULL, &error);
    if (!packs->screener)
        complain(self, packs, &error);
}

const pilkada_screener *cli_packs_screener(cli *self, cli_packs *packs) {
    if (!packs->count)
        return pilkada_rulebook_screener(self->rules);
    pilkada_buffer *texts = calloc(packs->count, sizeof *texts);
    pilkada_file *files = calloc(packs->count, sizeof *files);
    size_t read = 0;
    while (texts && files && read < packs->count && cli_read_file(self, packs->paths[read], &texts[read])) {
        files[read] = (pilkada_file){packs->paths[read], texts[read].data, texts[read].size};
        read++;
    }
    if (texts && files && read == packs->count)
        compile(self, packs, files);
    for (size_t i = 0; i < read; i++)
        pilkada_buffer_dispose(&texts[i]);
    free(files);
    free(texts);
    return packs->screener;
}
