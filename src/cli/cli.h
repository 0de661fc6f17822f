/** @file cli/cli.h  The pilkada command. Uses only include/pilkada/. */
#ifndef PK_CLI_CLI_H
#define PK_CLI_CLI_H

#include <pilkada/pilkada.h>

#include <stdbool.h>
#include <stdio.h>

/** Exit codes: part of the command's contract. */
enum { CLI_FINE = 0, CLI_FINDINGS = 1, CLI_FAILED = 2 };

/** One option of a command. `flag` options take no value. */
typedef struct cli_option {
    const char *name; /**< "--format" */
    bool flag;
    const char **value; /**< receives the value; "1" for a flag that is given */
} cli_option;

/** What every command gets. */
typedef struct cli {
    pilkada_rulebook *rules;
    pilkada_lang lang;
    const char *command; /**< its name; NULL: none */
    bool json;           /**< --format json */
    char **operands;     /**< arguments that are no options */
    int operand_count;
    int result; /**< the worst exit code so far */
} cli;

/** A sentence of data/messages/cli.json; the key itself if it is missing. */
const char *cli_text(const cli *self, const char *key);

/** How the command is used, or which commands there are. */
void cli_print_usage(const cli *self, FILE *out);

/** Remember an exit code if it is worse than what there was. */
void cli_result(cli *self, int code);

/** "pilkada: PLACE: sentence: detail" on stderr, and CLI_FAILED. `key` is a message key. */
void cli_complain(cli *self, const char *place, const char *key, const char *detail);
/** The same for a status: place, line, column, what and the remedy. `line` 0: the error's own. */
void cli_complain_error(cli *self, const char *place, unsigned long line, const pilkada_error *error);

/**
 * Sort argv into options and operands. --format, --lang and --rulebook are understood by every command.
 * False after a complaint: unknown option, missing value, wrong value, a rulebook that cannot be used.
 */
bool cli_options(cli *self, int argc, char **argv, const cli_option *options, size_t count);
/** Take the rulebook of a directory or a bundle instead of the present one. False after a complaint. */
bool cli_use_rulebook(cli *self, const char *path);
/** False after a complaint when there are not at least `least` operands. */
bool cli_need_operands(cli *self, int least);

/** The value of an option as an instant or a date. False after a complaint, also for NULL. */
bool cli_read_instant(cli *self, const char *option, const char *text, pilkada_instant *instant);
bool cli_read_date(cli *self, const char *option, const char *text, pilkada_date *date);

/** Print what is in a buffer and clear it. */
void cli_print(cli *self, pilkada_buffer *out);

/** The same with a newline. */
void cli_print_line(cli *self, pilkada_buffer *out);

/** "lap_tungsura@2024.1" in two; `version` is NULL without @. Cuts `text` in place. */
void cli_split_version(char *text, const char **version);

/** The whole of a file, or of stdin for "-". False after a complaint. Dispose of it in any case. */
bool cli_read_file(cli *self, const char *path, pilkada_buffer *out);
/** The context in a file, to be freed. NULL after a complaint. */
pilkada_context *cli_read_context(cli *self, const char *path);
bool cli_has_suffix(const char *path, const char *suffix);

/** A text that was read: one file, or one line of a .jsonl. */
typedef struct cli_record {
    const char *path;
    unsigned long line; /**< 1-based; 0 for a whole file */
    const char *text;
    size_t size;
} cli_record;
/** Print the answer to a record, text or one line of JSON. False after a complaint, when `status` says it failed. */
bool cli_answer(cli *self, const cli_record *record, pilkada_status status, const pilkada_error *error,
                pilkada_buffer *out);
typedef void (*cli_record_fn)(cli *self, const cli_record *record, void *context);

/**
 * Hand on each line of a .jsonl (blank lines are skipped), or a whole file. "-" is stdin: one JSON text, or lines.
 * Lines are read one at a time: the file may be larger than memory.
 */
void cli_each_record(cli *self, const char *path, cli_record_fn handle, void *context);
/** As above, but always by lines. */
void cli_each_line(cli *self, const char *path, cli_record_fn handle, void *context);
/** Hand on a file in pieces, so that it may be larger than memory. False after a complaint, and when `handle` says so.
 */
bool cli_each_piece(cli *self, const char *path, bool (*handle)(const char *piece, size_t size, void *context),
                    void *context);

/** Keyword packs of --pack and --add, each any number of times. */
typedef struct cli_packs {
    const char **paths;
    size_t count;
    bool alone; /**< --pack: in place of the rulebook's own */
    pilkada_screener *screener;
} cli_packs;

/** Before cli_options(). False when memory is out. Dispose of it in any case. */
bool cli_packs_find(cli_packs *self, int argc, char **argv);
void cli_packs_dispose(cli_packs *self);
/** The screener of these packs; the rulebook's own when there are none. NULL after a complaint. */
const pilkada_screener *cli_packs_screener(cli *self, cli_packs *packs);

/* ---- the commands ---- */
void cli_form(cli *self, int argc, char **argv);
void cli_validate(cli *self, int argc, char **argv);
void cli_explain(cli *self, int argc, char **argv);
void cli_window(cli *self, int argc, char **argv);
void cli_recap(cli *self, int argc, char **argv);
void cli_screen(cli *self, int argc, char **argv);
void cli_region(cli *self, int argc, char **argv);
void cli_check(cli *self, int argc, char **argv);
void cli_bundle(cli *self, int argc, char **argv);

#endif
