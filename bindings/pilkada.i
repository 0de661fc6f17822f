/* Shared interface: WHAT the classes are. HOW values cross is in LANG/pilkada_LANG.i, which has the
   %module line and the typemaps and then %includes this file.

   An %extend method without a body calls the C function <struct>_<method>, so pk_rulebook::judge is
   pk_rulebook_judge() of pk_calls.h. pk_rulebook is another name of pilkada_rulebook: a method WITH a body
   becomes a C function of that name, which must not be one of the C API. */

/* Hide the last parameter of every fallible function. */
%typemap(in, numinputs=0, noblock=1) pilkada_error *error { $1 = pk_err_reset(); }

/* Names of parameters say how they cross:
     TEXT, SIZE      bytes of text                      NAME       a name without NUL
     OPTIONAL        a name or nothing                  out        text for the caller
     DAY             a date or nothing
     data, list      JSON for the caller (a language may decode it) */
%apply (const char *TEXT, size_t SIZE) { (const char *text, size_t size), (const char *code, size_t size) };
%apply const char *NAME { const char *key, const char *id, const char *name, const char *schedule };
%apply const char *OPTIONAL { const char *to_version };
%apply const char *OPTIONAL { const char *form, const char *version, const char *region, const char *tag, const char *rule, const char *confirmed,
                              const char *other_schedule };

%apply const char *OPTIONAL { const char *disposisi };
%apply const char *DAY { const char *at };
%apply const char *NAME { const char *tier, const char *role };
%apply const char *OPTIONAL { const char *reporter, const char *format, const char *state,
                              const char *by, const char *action, const char *uri, const char *actor };
%apply pk_doc *context { pk_doc *previous };

%nodefaultctor;
%nodefaultdtor;
%rename(Rulebook)  pk_rulebook;
%rename(Screener)  pk_screener;
%rename(Verdict)   pk_verdict;
%rename(Board)     pk_board;
%rename(Screening) pk_screening;
%rename(ScreenStream) pk_stream;

/* not default_rules: it belongs to the process */
%newobject pk_rulebook::load;
%newobject pk_rulebook::from_bundle;
%newobject pk_rulebook::judge;
%newobject pk_rulebook::board;
%newobject pk_rulebook::screen;
%newobject pk_rulebook::screener;
%newobject pk_screener::screen;
%newobject pk_screener::stream;
%newobject pk_stream::finish;

/* TRAP: %extend is emitted where the struct is declared. Every %typemap, %apply, %newobject, %rename,
   %feature and %exception that it needs must stand ABOVE these lines; below them it is dropped
   without a warning. */
typedef struct { } pk_verdict;
typedef struct { } pk_board;
typedef struct { } pk_screening;
typedef struct { } pk_stream;
typedef struct { } pk_screener;
typedef struct { } pk_rulebook;

%extend pk_verdict {
  ~pk_verdict() { pilkada_verdict_free($self); }
  const char *id(void) { return pilkada_verdict_id($self); }
  const char *form(void) { return pilkada_verdict_form($self); }
  const char *version(void) { return pilkada_verdict_version($self); }
  const char *rulebook(void) { return pilkada_verdict_rulebook($self); }
  bool valid(void) { return pilkada_verdict_valid($self); }
  bool may_submit(void) { return pilkada_verdict_may_submit($self); }
  size_t count(void) { return pilkada_verdict_finding_count($self); }
  void write_json(pilkada_buffer *out, pilkada_error *error) { pilkada_verdict_write_json($self, out, error); }
  void write_text(pilkada_lang lang, pilkada_buffer *out, pilkada_error *error) {
    pilkada_verdict_write_text($self, lang, out, error);
  }
  void changes_since(pk_verdict *before, pilkada_buffer *data, pilkada_error *error) {
    pilkada_verdict_write_changes_json(before, $self, data, error);
  }
  void changes_text_since(pk_verdict *before, pilkada_lang lang, pilkada_buffer *out, pilkada_error *error) {
    pilkada_verdict_write_changes_text(before, $self, lang, out, error);
  }
  void to_sarif(const char *uri, uint32_t line, pilkada_lang lang, pilkada_buffer *out, pilkada_error *error) {
    pk_write_sarif($self, pilkada_verdict_write_sarif, uri, line, lang, out, error);
  }
  void to_sarif_run(const char *uri, uint32_t line, pilkada_lang lang, pilkada_buffer *out, pilkada_error *error) {
    pk_write_sarif($self, pilkada_verdict_write_sarif_run, uri, line, lang, out, error);
  }
}

%extend pk_board {
  ~pk_board() { pilkada_board_free($self); }
  size_t count(void) { return pilkada_board_count($self); }
  bool complete(void) { return pilkada_board_complete($self); }
  void write_json(bool detail, pk_writer *out, pilkada_error *error);
  void write_text(pilkada_lang lang, pilkada_buffer *out, pilkada_error *error) {
    pilkada_board_write_text($self, lang, out, error);
  }
}

%extend pk_screening {
  ~pk_screening() { pilkada_screening_free($self); }
  int32_t score(void) { return pilkada_screening_score($self); }
  const char *disposisi(void) { return pilkada_screening_disposisi($self); }
  size_t count(void) { return pilkada_screening_hit_count($self); }
  void write_json(pilkada_buffer *out, pilkada_error *error) { pilkada_screening_write_json($self, out, error); }
  void write_text(pilkada_lang lang, pilkada_buffer *out, pilkada_error *error) {
    pilkada_screening_write_text($self, lang, out, error);
  }
}

%extend pk_stream {
  ~pk_stream() { pk_stream_free($self); }
  void feed(const char *text, size_t size, pilkada_error *error);
  pk_screening *finish(pilkada_error *error);
}

%extend pk_screener {
  pk_screener(pk_doc *pack, pilkada_error *error) { return pk_screener_of(pack, error); }
  ~pk_screener() { pilkada_screener_free($self); }
  size_t count(void) { return pilkada_screener_count($self); }
  void packs(pk_writer *list, pilkada_error *error);
  pk_screening *screen(const char *text, size_t size, const char *tag, bool normal, bool mask, bool explain,
                       const char *at, const char *disposisi, bool near, pilkada_error *error) {
    return pk_screen($self, text, size, (pk_how){tag, at, disposisi, normal, mask, explain, near}, error);
  }
  pk_stream *stream(const char *tag, bool mask, bool explain, const char *at, const char *disposisi, pilkada_error *error) {
    return pk_stream_of($self, (pk_how){tag, at, disposisi, false, mask, explain, false}, error);
  }
}

%extend pk_rulebook {
  ~pk_rulebook() { pk_rulebook_free($self); }
  static pk_rulebook *default_rules(pilkada_error *error) { return pk_rulebook_default(error); }
  static pk_rulebook *load(pk_files *files, pilkada_error *error) {
    return pk_rulebook_of(files, error);
  }
  static pk_rulebook *from_bundle(const char *text, size_t size, pilkada_error *error) {
    return pilkada_rulebook_load_bundle(text, size, NULL, error);
  }
  void to_bundle(pilkada_buffer *out, pilkada_error *error) { pilkada_rulebook_write_bundle($self, out, error); }
  const char *hash(void) { return pilkada_rulebook_hash($self); }
  const char *message(const char *key, pilkada_lang lang) { return pilkada_rulebook_message($self, key, lang); }
  void region(const char *code, size_t size, pilkada_buffer *data, pilkada_error *error);
  void regions(pk_writer *list, pilkada_error *error);
  void stages(pilkada_date date, pilkada_buffer *data, pilkada_error *error) {
    pilkada_rulebook_write_stages_json($self, date, data, error);
  }
  void forms(pk_writer *list, pilkada_error *error);
  void form(const char *id, const char *version, pilkada_buffer *data, pilkada_error *error);
  void schema(const char *id, const char *version, pilkada_buffer *data, pilkada_error *error);
  void diff(const char *id, const char *version, const char *to_version, pilkada_buffer *data, pilkada_error *error);
  void diff_text(const char *id, const char *version, const char *to_version, pilkada_lang lang, pilkada_buffer *out,
                 pilkada_error *error);
  void form_text(const char *id, const char *version, pilkada_lang lang, pilkada_buffer *out, pilkada_error *error);
  void schedules(pk_writer *list, pilkada_error *error);
  void calendar(const char *schedule, pilkada_date from, pilkada_date until, pilkada_instant now, const char *region,
                pilkada_lang lang, pilkada_buffer *out, pilkada_error *error) {
    pilkada_rulebook_write_calendar($self, schedule, region, from, until, now, lang, out, error);
  }
  void window(const char *schedule, pilkada_instant at, const char *region, pilkada_buffer *data,
              pilkada_error *error) {
    pilkada_rulebook_write_window_json($self, schedule, region, at, data, error);
  }
  void next_windows(const char *schedule, pilkada_instant at, const char *region, uint32_t count, pk_writer *list,
                    pilkada_error *error);
  pk_verdict *judge(pk_doc *report, const char *form, const char *version, pk_doc *context, bool draft,
                    const char *confirmed, pilkada_error *error);
  void explain(pk_doc *report, const char *form, const char *version, pk_doc *context, const char *rule,
               pilkada_buffer *data, pilkada_error *error);
  void explain_text(pk_doc *report, const char *form, const char *version, pk_doc *context, const char *rule,
                    pilkada_lang lang, pilkada_buffer *out, pilkada_error *error);
  static void content_hash(pk_doc *report, pk_writer *out, pilkada_error *error) {
    pk_content_hash(report, out, error);
  }
  void ess(pk_doc *report, pilkada_instant AT, int OFFSET, const char *form, const char *version, pk_doc *context,
           const char *actor, pilkada_lang lang, pilkada_buffer *out, pilkada_error *error);
  pk_board *board(pilkada_receipts *receipts, pilkada_date from, pilkada_date until, pilkada_instant now,
                  const char *other_schedule, pk_codes *regions, pilkada_error *error);
  void recap(const char *id, pilkada_date date, pilkada_reports *reports, const char *version, const char *region,
             const char *now, bool approved, const char *reporter, pk_doc *previous, bool judged, pilkada_buffer *data,
             pilkada_error *error);
  void recap_text(const char *id, pilkada_date date, pilkada_reports *reports, const char *version,
                  const char *region, const char *now, bool approved, const char *reporter, pk_doc *previous,
                  const char *format, pilkada_lang lang, bool judged, pilkada_buffer *out, pilkada_error *error);
  void chain_step(const char *tier, const char *role, const char *state, const char *by, const char *action,
                  pilkada_buffer *data, pilkada_error *error) {
    const pilkada_chain_step step = {sizeof step, state, tier, role, by, action};
    pilkada_rulebook_write_chain_json($self, &step, data, error);
  }
  pk_screening *screen(const char *text, size_t size, const char *tag, bool normal, bool mask, bool explain,
                       const char *at, const char *disposisi, bool near, pilkada_error *error) {
    return pk_screen(pilkada_rulebook_screener($self), text, size, (pk_how){tag, at, disposisi, normal, mask, explain, near}, error);
  }
  pk_screener *screener(pk_packs *extra, bool alone, pilkada_error *error);
  void check(const char *name, const char *text, size_t size, const char *at, pk_codes *names, pilkada_buffer *data,
             pilkada_error *error);
}
