%module pilkada
%pragma(php) version="\" PILKADA_VERSION_STRING \""
%pragma(php) phpinfo="pk_phpinfo();"
%header %{
#include "pk_formats.h"
#include "pk_php_macros.h"  /* redefines a few Zend and SWIG macros: see there */
#include "pk_php_values.h"
#include "pk_php_objects.h"
#include "pk_php_input.h"
#include "pk_php_module.h"
#include "pk_php_grid.h"
#include "pk_php_batch.h"
#include "pk_stream.h"
%}

/* PSR names */
%rename("%(lowercamelcase)s", %$isfunction) "";
%rename(getId)       pk_verdict::id;
%rename(getForm)     pk_verdict::form;
%rename(getVersion)  pk_verdict::version;
%rename(getRulebook) pk_verdict::rulebook;
%rename(isValid)     pk_verdict::valid;
%rename(isComplete)  pk_board::complete;
%rename(getScore)    pk_screening::score;
%rename(getDisposisi) pk_screening::disposisi;
%rename(getHash)     pk_rulebook::hash;
%rename(getPacks)    pk_screener::packs;
%rename(toJson)      write_json;
%rename(toText)      write_text;

/* ---- values. SWIG's own typemaps coerce with convert_to_string() and zval_get_long(): no strict_types, no
   TypeError, and a use-after-free for arrays and objects. Every one that we need is replaced. Types and
   defaults that PHP sees are those of pilkada.stub.php. ---- */
%typemap(in, noblock=1) (const char *TEXT, size_t SIZE) (zend_string *text) {
  if (!(text = pk_text_in(PK_ARG($input), PK_N($input)))) SWIG_fail;
  $1 = ZSTR_VAL(text);
  $2 = ZSTR_LEN(text);
}
%typemap(in, noblock=1) const char *NAME { if (!pk_name_in(PK_ARG($input), PK_N($input), false, &$1)) SWIG_fail; }
%apply const char *NAME { const char *path };
%typemap(default) const char *OPTIONAL { $1 = NULL; }
%typemap(in, noblock=1) const char *OPTIONAL { if (!pk_name_in(PK_ARG($input), PK_N($input), true, &$1)) SWIG_fail; }
%typemap(default) const char *now { $1 = NULL; }
%typemap(in, noblock=1) const char *now (zend_string *held = NULL) {
  if (!pk_optional_time_in(PK_ARG($input), PK_N($input), PK_TIME_FORMAT, &held, &$1)) SWIG_fail;
}
%typemap(freearg, noblock=1) const char *now { if (held$argnum) zend_string_release(held$argnum); }
%typemap(default) const char *DAY { $1 = NULL; }
%typemap(in, noblock=1) const char *DAY (zend_string *held = NULL) {
  if (!pk_optional_time_in(PK_ARG($input), PK_N($input), PK_DATE_FORMAT, &held, &$1)) SWIG_fail;
}
%typemap(freearg, noblock=1) const char *DAY { if (held$argnum) zend_string_release(held$argnum); }
%typemap(default) pilkada_lang { $1 = PILKADA_LANG_ID; }
%typemap(in, noblock=1) pilkada_lang { if (!pk_lang_in(PK_ARG($input), PK_N($input), &$1)) SWIG_fail; }
%typemap(default) bool { $1 = false; }
%typemap(in, noblock=1) bool { if (!pk_bool_in(PK_ARG($input), PK_N($input), &$1)) SWIG_fail; }
%typemap(in, noblock=1) pilkada_date { if (!pk_date_in(PK_ARG($input), PK_N($input), &$1)) SWIG_fail; }
%typemap(in, noblock=1) pilkada_instant { if (!pk_instant_in(PK_ARG($input), PK_N($input), &$1, NULL)) SWIG_fail; }
%typemap(in, noblock=1) (pilkada_instant AT, int OFFSET) {
  if (!pk_instant_in(PK_ARG($input), PK_N($input), &$1, &$2)) SWIG_fail;
}
%typemap(default) uint32_t line { $1 = 0; }
%typemap(default) uint32_t count { $1 = 1; }
%typemap(in, noblock=1) uint32_t { if (!pk_uint32_in(PK_ARG($input), PK_N($input), &$1)) SWIG_fail; }

/* documents and lists; freearg runs on every path */
%typemap(in, noblock=1) pk_doc * (pk_doc doc = {0}) {
  $1 = &doc;
  if (!pk_doc_in(PK_ARG($input), PK_N($input), false, &doc)) SWIG_fail;
}
%typemap(freearg, noblock=1) pk_doc * { pk_doc_dispose(&doc$argnum); }
%typemap(default) pk_doc *context { $1 = NULL; }
%typemap(in, noblock=1) pk_doc *context (pk_doc doc = {0}) {
  $1 = &doc;
  if (!pk_doc_in(PK_ARG($input), PK_N($input), true, &doc)) SWIG_fail;
}
%typemap(in, noblock=1) pk_files * (pk_files files = {0}) {
  $1 = &files;
  if (!pk_files_in(PK_ARG($input), PK_N($input), &files)) SWIG_fail;
}
%typemap(freearg, noblock=1) pk_files * { pk_files_dispose(&files$argnum); }
%typemap(in, noblock=1) pilkada_receipts * { if (!pk_receipts_in(PK_ARG($input), PK_N($input), &$1)) SWIG_fail; }
%typemap(freearg, noblock=1) pilkada_receipts * { pilkada_receipts_free($1); }
%typemap(in, noblock=1) pilkada_reports * { if (!pk_reports_in(PK_ARG($input), PK_N($input), &$1)) SWIG_fail; }
%typemap(freearg, noblock=1) pilkada_reports * { pilkada_reports_free($1); }
%typemap(default, noblock=1) pk_codes * { pk_codes codes$argnum = {0}; $1 = &codes$argnum; }
%typemap(in, noblock=1) pk_codes * {
  if (!pk_codes_in(PK_ARG($input), PK_N($input), "region codes as strings", &codes$argnum)) SWIG_fail;
}
%typemap(in, noblock=1) pk_codes *runs {
  if (!pk_codes_in(PK_ARG($input), PK_N($input), "what toSarifRun() returned", &codes$argnum)) SWIG_fail;
}
%typemap(freearg, noblock=1) pk_codes * { pk_codes_dispose(&codes$argnum); }

%typemap(default, noblock=1) pk_packs * { pk_packs packs$argnum = {0}; $1 = &packs$argnum; }
%typemap(in, noblock=1) pk_packs * { if (!pk_packs_in(PK_ARG($input), PK_N($input), &packs$argnum)) SWIG_fail; }
%typemap(freearg, noblock=1) pk_packs * { pk_packs_dispose(&packs$argnum); }
%typemap(in, noblock=1) pk_text_list * (pk_text_list list = {0}) {
  $1 = &list;
  if (!pk_text_list_in(PK_ARG($input), PK_N($input), &list)) SWIG_fail;
}
%typemap(freearg, noblock=1) pk_text_list * { pk_text_list_dispose(&list$argnum); }

%typemap(in, noblock=1) pk_verdict *before { if (!pk_verdict_in(PK_ARG($input), PK_N($input), &$1)) SWIG_fail; }

/* ---- results ---- */
%typemap(out, noblock=1) const char * { if ($1) RETVAL_STRING($1); else RETVAL_NULL(); }
%typemap(out, noblock=1) bool { RETVAL_BOOL($1); }
%typemap(out, noblock=1) size_t { RETVAL_LONG((zend_long)$1); }
%typemap(out, noblock=1) int32_t { RETVAL_LONG($1); }
%typemap(in, numinputs=0, noblock=1) zval *result { $1 = return_value; }

%typemap(in, numinputs=0, noblock=1) pilkada_buffer * (pilkada_buffer buffer) {
  pilkada_buffer_init(&buffer, NULL);
  $1 = &buffer;
}
%typemap(freearg, noblock=1) pilkada_buffer * { pilkada_buffer_dispose($1); }
%typemap(in, numinputs=0, noblock=1) pk_writer * (pk_writer writer = {0}) { $1 = &writer; }
%typemap(freearg, noblock=1) pk_writer * { pk_writer_dispose($1); }
%typemap(argout, noblock=1) pilkada_buffer *out, pk_writer *out { pk_text_out($1->data, $1->size, return_value); }
%typemap(argout, noblock=1) pilkada_buffer *data, pk_writer *list { pk_array_out($1->data, $1->size, return_value); }

/* ---- errors: the first test catches a $this without a C object, see pk_this() ---- */
%exception {
  if (UNEXPECTED(EG(exception))) SWIG_fail;
  pk_err_reset();
  $action
  if (UNEXPECTED(pk_err.status)) { pk_throw(); SWIG_fail; }
}
%exception pk_screener::pk_screener {
  if (!pk_fresh(ZEND_THIS)) SWIG_fail;
  pk_err_reset();
  $action
  if (UNEXPECTED(pk_err.status)) { pk_throw(); SWIG_fail; }
}

%include "../pilkada.i"

%extend pk_verdict {
  static void sarif_log(pk_codes *runs, pk_writer *out) { pk_write_sarif_log(runs, out); }
  void getFindings(zval *result) { pk_verdict_member($self, "findings", &pk_finding_shape, result); }
  void getNotJudged(zval *result) { pk_verdict_member($self, "not_judged", NULL, result); }
  void getComputed(zval *result) { pk_verdict_member($self, "computed", NULL, result); }
  void getDraft(zval *result) { pk_verdict_member($self, "draft", NULL, result); }
  void jsonSerialize(zval *result) { pk_verdict_decode($self, 0, result); }
}
%extend pk_board {
  void getCells(zval *result) { pk_board_member($self, "cells", &pk_cell_shape, result); }
  void getFirstToCall(zval *result) { pk_board_first_to_call($self, result); }
  void getSummary(zval *result) { pk_board_member($self, "summary", NULL, result); }
  void jsonSerialize(zval *result) { pk_board_decode($self, 0, result); }
}
%extend pk_screening {
  void getId(zval *result) { pk_screening_member($self, "id", NULL, result); }
  void getLevel(zval *result) { pk_screening_level($self, result); }
  void getHits(zval *result) { pk_screening_member($self, "hits", &pk_hit_shape, result); }
  void getSuppressed(zval *result) { pk_screening_member($self, "suppressed", &pk_hit_shape, result); }
  void getNormal(zval *result) { pk_screening_member($self, "normal", NULL, result); }
  void getNear(zval *result) { pk_screening_member($self, "near", NULL, result); }
  void getBadBytes(zval *result) { pk_screening_member($self, "bad_bytes", NULL, result); }
  void getLeftOut(zval *result) { pk_screening_member($self, "left_out", NULL, result); }
  void getLimits(zval *result) { pk_screening_member($self, "limits", NULL, result); }
  void jsonSerialize(zval *result) { pk_screening_decode($self, 0, result); }
}
%extend pk_screener {
  void screenMany(pk_text_list *texts, bool hits, bool mask, const char *at, zval *result, pilkada_error *error) {
    pk_screen_list($self, texts, hits, mask, at, result, error);
  }
}
%extend pk_rulebook {
  void writeBundle(const char *path, pilkada_error *error) { pk_bundle_write_file($self, path, error); }
  void screenMany(pk_text_list *texts, bool hits, bool mask, const char *at, zval *result, pilkada_error *error) {
    pk_screen_list(pilkada_rulebook_screener($self), texts, hits, mask, at, result, error);
  }
}

/* Columns and single values cross as they are: pk_php_grid.h reads them. */
%rename(Grid) pk_grid;
%typemap(in, noblock=1) zval *VALUE { $1 = PK_ARG($input); }
%apply zval *VALUE { zval *times, zval *regions, zval *keys, zval *time, zval *region };
%typemap(default) zval *keys { $1 = NULL; }
%typemap(default) int64_t key { $1 = 0; }
%typemap(in, noblock=1) int64_t { if (!pk_int64_in(PK_ARG($input), PK_N($input), &$1)) SWIG_fail; }
%typemap(default) const char *unit { $1 = "s"; }
%typemap(in, noblock=1) const char *unit { if (!pk_name_in(PK_ARG($input), PK_N($input), false, &$1)) SWIG_fail; }
%typemap(default) bool on_time { $1 = true; }
%typemap(in, noblock=1) pk_rulebook *rules { if (!pk_rulebook_in(PK_ARG($input), PK_N($input), &$1)) SWIG_fail; }
%typemap(in, noblock=1) pk_grid_codes * (pk_grid_codes places = {0}) {
  $1 = &places;
  if (!pk_grid_codes_in(PK_ARG($input), PK_N($input), &places)) SWIG_fail;
}
%typemap(freearg, noblock=1) pk_grid_codes * { pk_codes_dispose(&places$argnum); }
%exception pk_grid::pk_grid {
  if (!pk_fresh(ZEND_THIS)) SWIG_fail;
  pk_err_reset();
  $action
  if (UNEXPECTED(pk_err.status)) { pk_throw(); SWIG_fail; }
}
%apply const char *NAME { const char *code };

typedef struct { } pk_grid;
%extend pk_grid {
  pk_grid(pk_rulebook *rules, pk_grid_codes *codes, pilkada_date from, pilkada_date until, const char *other_schedule,
          pilkada_error *error) {
    return pk_grid_of(rules, codes, from, until, other_schedule, error);
  }
  ~pk_grid() { pk_grid_free($self); }
  void getRegions(zval *result) { pk_grid_get_regions($self, result); }
  size_t getDays(void) { return pilkada_grid_day_count($self->grid); }
  void add(zval *time, zval *region, pilkada_instant now, int64_t key, const char *unit, pilkada_error *error);
  void add_many(zval *times, zval *regions, pilkada_instant now, zval *keys, const char *unit, pilkada_error *error);
  void cell(const char *code, pilkada_date date, pilkada_instant now, zval *result, pilkada_error *error);
  void states(pilkada_instant now, zval *result, pilkada_error *error);
  void counts(bool on_time, zval *result, pilkada_error *error);
  void getSummary(pilkada_instant now, zval *result, pilkada_error *error) {
    pk_grid_get_summary($self, now, result, error);
  }
}

%minit %{
  pk_minit();
%}
%shutdown %{
  pk_mshutdown();
%}
