%module(package="pilkada") native
%begin %{
#define PY_SSIZE_T_CLEAN
%}
%header %{
#include <datetime.h>
#include <structmember.h>
#include "pk_formats.h"
#include "pk_python.h"
#include "pk_python_tree.h"
#include "pk_python_input.h"
#include "pk_python_rows.h"
#include "pk_python_texts.h"
#include "pk_python_result.h"
#include "pk_stream.h"
%}

%pythonnondynamic;
%feature("autodoc", "0");

/* The classes here are handles. Users see those of pilkada/*.py, which hold a handle: they have real
   signatures and docstrings, and their results can be pickled without one. Results are made of them at once, with a
   handle that has no methods: native.Screening.score(handle) asks it. */
%define PK_RESULT(TYPE, FREE)
%typemap(out, noblock=1) TYPE * {
  $result = SWIG_NewPointerObj($1, $descriptor, $owner | SWIG_POINTER_NOSHADOW);
  if (!$result) FREE($1);
  if (!($result = pk_result_out(&TYPE##_class, $result))) SWIG_fail;
}
%enddef
PK_RESULT(pk_verdict, pilkada_verdict_free)
PK_RESULT(pk_board, pilkada_board_free)
PK_RESULT(pk_screening, pilkada_screening_free)

/* ---- text ---- */
%typemap(in, noblock=1) (const char *TEXT, size_t SIZE) { if (!pk_text_in($input, &$1, &$2)) SWIG_fail; }
%typemap(freearg) (const char *TEXT, size_t SIZE) "";
%typemap(in, noblock=1) const char *NAME { if (!pk_name_in($input, false, &$1)) SWIG_fail; }
%typemap(freearg) const char *NAME "";
%typemap(in, noblock=1) const char *OPTIONAL { if (!pk_name_in($input, true, &$1)) SWIG_fail; }
%typemap(freearg) const char *OPTIONAL "";
%apply const char *OPTIONAL { const char *now, const char *DAY };
%typemap(in, noblock=1) pilkada_lang { if (!pk_lang_in($input, &$1)) SWIG_fail; }
%typemap(out, noblock=1) const char * { if (!($result = pk_text_out($1))) SWIG_fail; }

/* ---- time: ISO 8601 text; pilkada/_times.py makes it from date and datetime ---- */
%typemap(in, noblock=1) pilkada_date { if (!pk_date_in($input, &$1)) SWIG_fail; }
%typemap(in, noblock=1) pilkada_instant { if (!pk_instant_in($input, &$1, NULL)) SWIG_fail; }
%typemap(in, noblock=1) (pilkada_instant AT, int OFFSET) { if (!pk_instant_in($input, &$1, &$2)) SWIG_fail; }
%typemap(in, noblock=1) uint32_t { if (!pk_uint32_in($input, &$1)) SWIG_fail; }

/* ---- documents and lists; freearg runs on every path ---- */
%typemap(in, noblock=1) pk_doc * (pk_doc doc = {0}) { $1 = &doc; if (!pk_doc_in($input, &doc)) SWIG_fail; }
%typemap(freearg, noblock=1) pk_doc * { pk_doc_dispose(&doc$argnum); }
%typemap(in, noblock=1) pk_doc *context (pk_doc doc = {0}) {
  $1 = &doc;
  if ($input != Py_None && !pk_doc_in($input, &doc)) SWIG_fail;
}
%typemap(in, noblock=1) pk_files * (pk_files files = {0}) { $1 = &files; if (!pk_files_in($input, &files)) SWIG_fail; }
%typemap(freearg, noblock=1) pk_files * { pk_files_dispose(&files$argnum); }
%typemap(in, noblock=1) pk_codes * (pk_codes codes = {0}) { $1 = &codes; if (!pk_codes_in($input, &codes)) SWIG_fail; }
%typemap(freearg, noblock=1) pk_codes * { pk_codes_dispose(&codes$argnum); }
%typemap(in, noblock=1) pilkada_receipts * { if (!pk_receipts_in($input, &$1)) SWIG_fail; }
%typemap(freearg, noblock=1) pilkada_receipts * { pilkada_receipts_free($1); }

%typemap(in, noblock=1) pilkada_reports * { if (!pk_reports_in($input, &$1)) SWIG_fail; }
%typemap(freearg, noblock=1) pilkada_reports * { pilkada_reports_free($1); }

/* ---- results ---- */
%typemap(in, numinputs=0, noblock=1) pilkada_buffer * (pilkada_buffer buffer) {
  pilkada_buffer_init(&buffer, NULL);
  $1 = &buffer;
}
%typemap(argout, noblock=1) pilkada_buffer * {
  Py_XDECREF($result);
  if (!($result = pk_bytes_out($1->data, $1->size))) SWIG_fail;
}
%typemap(freearg, noblock=1) pilkada_buffer * { pilkada_buffer_dispose($1); }
%typemap(in, numinputs=0, noblock=1) pk_writer * (pk_writer writer = {0}) { $1 = &writer; }
%typemap(argout, noblock=1) pk_writer * {
  Py_XDECREF($result);
  if (!($result = pk_bytes_out($1->data, $1->size))) SWIG_fail;
}
%typemap(freearg, noblock=1) pk_writer * { pk_writer_dispose($1); }
%typemap(in) bool { int pk_bool = PyObject_IsTrue($input); if (pk_bool < 0) SWIG_fail; $1 = pk_bool != 0; }
%typemap(out, noblock=1) bool { $result = PyBool_FromLong($1); }
%typemap(out, noblock=1) size_t { $result = PyLong_FromSize_t($1); }
%typemap(out, noblock=1) int32_t { $result = PyLong_FromLong($1); }

/* ---- errors and the GIL ---- */
%exception {
  pk_err_reset();
  $action
  if (pk_err.status) { pk_raise(); SWIG_fail; }
}
/* destructors run at any time, also while an error is on its way */
%exception pk_verdict::~pilkada_verdict "$action";
%exception pk_board::~pilkada_board "$action";
%exception pk_screening::~pilkada_screening "$action";
%exception pk_screener::~pilkada_screener "$action";
%exception pk_stream::~pk_stream "$action";
%exception pk_rulebook::~pilkada_rulebook "$action";
/* only calls that read immutable objects and text that the caller's arguments hold may drop the GIL; a stream lets one
   thread in at a time */
%define PK_NOGIL(FUNCTION)
%exception FUNCTION {
  PyThreadState *pk_thread = PyEval_SaveThread();
  $action
  PyEval_RestoreThread(pk_thread);
  if (pk_err.status) { pk_raise(); SWIG_fail; }
}
%enddef
PK_NOGIL(pk_rulebook::judge)
PK_NOGIL(pk_rulebook::explain)
PK_NOGIL(pk_rulebook::explain_text)
PK_NOGIL(pk_rulebook::ess)
PK_NOGIL(pk_rulebook::board)
PK_NOGIL(pk_rulebook::recap)
PK_NOGIL(pk_rulebook::recap_text)
PK_NOGIL(pk_rulebook::screen)
PK_NOGIL(pk_rulebook::default_rules)
PK_NOGIL(pk_rulebook::load)
PK_NOGIL(pk_rulebook::overlay)
PK_NOGIL(pk_rulebook::from_bundle)
PK_NOGIL(pk_rulebook::to_bundle)
PK_NOGIL(pk_screener::screen)
PK_NOGIL(pk_rulebook::screener)
PK_NOGIL(pk_screener::screen_many)
PK_NOGIL(pk_stream::feed)
PK_NOGIL(pk_stream::finish)
PK_NOGIL(pk_rulebook::screen_many)

%typemap(in, noblock=1) pk_packs * (pk_packs packs = {0}) { $1 = &packs; if (!pk_packs_in($input, &packs)) SWIG_fail; }
%typemap(freearg, noblock=1) pk_packs * { pk_packs_dispose(&packs$argnum); Py_XDECREF((PyObject *)packs$argnum.keep); }

/* many texts; their items are held, and the answers are C arrays until the GIL is back */
%typemap(in, noblock=1) pk_texts * (pk_column_texts column = {0}) {
  $1 = &column.texts;
  if (!pk_texts_in($input, &column)) SWIG_fail;
}
%typemap(freearg, noblock=1) pk_texts * { pk_texts_dispose(&column$argnum); }
%typemap(in, numinputs=0, noblock=1) pk_batch * (pk_batch batch) {
  pk_batch_init(&batch);
  $1 = &batch;
}
%typemap(argout, noblock=1) pk_batch * {
  Py_XDECREF($result);
  if (!($result = pk_batch_out($1))) SWIG_fail;
}
%typemap(freearg, noblock=1) pk_batch * { pk_batch_dispose($1); }

/* columns; the GIL is kept, since a grid is for one thread at a time */
%typemap(in, noblock=1) pk_rows * (pk_rows rows = {0}) { $1 = &rows; if (!pk_rows_in($input, &rows)) SWIG_fail; }
%typemap(freearg, noblock=1) pk_rows * { pk_rows_dispose(&rows$argnum); }
%typemap(in, noblock=1) (void *OUT, size_t ROOM) (Py_buffer view = {0}) {
  if (PyObject_GetBuffer($input, &view, PyBUF_WRITABLE)) SWIG_fail;
  $1 = view.buf;
  $2 = (size_t)view.len;
}
%typemap(freearg, noblock=1) (void *OUT, size_t ROOM) { if (view$argnum.obj) PyBuffer_Release(&view$argnum); }
%typemap(in, noblock=1) size_t { $1 = PyLong_AsSize_t($input); if (PyErr_Occurred()) SWIG_fail; }
%rename(Grid) pk_grid;
%exception pk_grid::~pk_grid "$action";

%newobject pk_rulebook::overlay;

%include "../pilkada.i"

/* Python reads directories itself: see pilkada/_rulebook_files.py */
%extend pk_rulebook {
  static pk_rulebook *overlay(pk_files *files, pilkada_error *error) {
    return pilkada_rulebook_overlay(files->items, files->count, NULL, error);
  }
}

%extend pk_screener {
  void screen_many(pk_texts *texts, bool hits, bool mask, const char *at, pk_batch *batch, pilkada_error *error);
}
%extend pk_rulebook {
  void screen_many(pk_texts *texts, bool hits, bool mask, const char *at, pk_batch *batch, pilkada_error *error) {
    pk_screener_screen_many(pilkada_rulebook_screener($self), texts, hits, mask, at, batch, error);
  }
}

typedef struct { } pk_grid;
%extend pk_grid {
  pk_grid(pk_rulebook *rules, pilkada_date from, pilkada_date until, const char *other_schedule, pk_codes *regions,
          pilkada_error *error) {
    return pk_grid_of(rules, from, until, other_schedule, regions, error);
  }
  ~pk_grid() { pilkada_grid_free($self); }
  void add(pk_rows *rows, pilkada_instant now, pilkada_error *error) { pilkada_grid_add($self, &rows->rows, now, error); }
  void cell(size_t region, pilkada_date date, pilkada_instant now, pk_writer *list, pilkada_error *error);
  size_t days(void) { return pilkada_grid_day_count($self); }
  void states(pilkada_instant now, void *OUT, size_t ROOM, pilkada_error *error) {
    pilkada_grid_states($self, now, OUT, ROOM, error);
  }
  void counts(bool on_time_only, void *OUT, size_t ROOM, pilkada_error *error) {
    pilkada_grid_counts($self, on_time_only, OUT, ROOM / sizeof(int32_t), error);
  }
  void summary(pilkada_instant now, pilkada_buffer *data, pilkada_error *error) {
    pilkada_grid_write_summary_json($self, now, data, error);
  }
}

/* names of the enumerations, in the order of the C API */
%rename(severity_name) pilkada_severity_name;
%rename(level_name) pilkada_level_name;
%rename(window_state_name) pilkada_window_state_name;
%rename(window_phase_name) pilkada_window_phase_name;
%rename(edition_state_name) pilkada_edition_state_name;
%typemap(in, noblock=1) int { $1 = (int)PyLong_AsLong($input); if (PyErr_Occurred()) SWIG_fail; }
const char *pilkada_severity_name(int value);
const char *pilkada_level_name(int value);
const char *pilkada_window_state_name(int value);
const char *pilkada_window_phase_name(int value);
const char *pilkada_edition_state_name(int value);
const char *pilkada_version(void);
%constant char *SARIF_BEGIN = PILKADA_SARIF_BEGIN;
%constant char *SARIF_END = PILKADA_SARIF_END;
%constant char *COMPILED_VERSION = PILKADA_VERSION_STRING;

%init %{
  PyDateTime_IMPORT;
#if SWIG_VERSION >= 0x040400 /* multi-phase: this function returns int, NULL would mean success */
  if (!pk_module_init()) return -1;
#else
  if (!pk_module_init()) return NULL;
#endif
%}
