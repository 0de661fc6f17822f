/** @file cli/region.c  pilkada region CODE: what the rulebook knows about a region. */
#include "cli.h"

#include <string.h>

static void print_number(cli *self, const char *key, int64_t value) {
    if (value != PILKADA_UNKNOWN_COUNT)
        printf("  %-14s %lld\n", cli_text(self, key), (long long)value);
}

static void print_text(cli *self, const pilkada_region *region) {
    printf("%s  %s\n", region->code, region->name);
    if (region->capital[0])
        printf("  %-14s %s\n", cli_text(self, "cli.capital"), region->capital);
    printf("  %-14s %s\n", cli_text(self, "cli.zone"), pilkada_zone_name(region->zone));
    print_number(self, "cli.districts", region->districts);
    print_number(self, "cli.tps", region->tps);
    print_number(self, "cli.dpt", region->dpt);
    print_number(self, "cli.pairs", region->pairs);
}

static void show_region(cli *self, const char *code) {
    const pilkada_region *region = pilkada_rulebook_region(self->rules, code, strlen(code));
    if (!region) {
        cli_complain(self, code, "cli.unknown_region", NULL);
        return;
    }
    if (!self->json) {
        print_text(self, region);
        return;
    }
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    if (pilkada_region_write_json(region, &out, &error))
        cli_complain_error(self, code, 0, &error);
    cli_print_line(self, &out);
    pilkada_buffer_dispose(&out);
}

void cli_region(cli *self, int argc, char **argv) {
    if (!cli_options(self, argc, argv, NULL, 0) || !cli_need_operands(self, 1))
        return;
    for (int i = 0; i < self->operand_count; i++)
        show_region(self, self->operands[i]);
}
